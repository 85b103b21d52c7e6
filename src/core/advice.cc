#include "core/advice.h"

#include <algorithm>

#include "base/short_sort.h"
#include "core/medicine/ledger.h"

namespace springback {
namespace {

/// The steps of the screen for this urgency, of each group the first that holds.
std::vector<std::uint16_t> help_steps(const Protocol& protocol, const Story& story, const Advice& advice) {
  Evaluation conditions;
  evaluate(protocol.help_conditions, story.classes, conditions);
  std::uint32_t suspected = 0;
  for (const RuleAdvice& fired : advice.fired) suspected |= 1U << protocol.rules[fired.rule].suspect;
  std::vector<std::uint16_t> steps;
  std::uint64_t groups_shown = 0;
  const auto urgency = static_cast<unsigned>(advice.triage.urgency);
  for (std::uint16_t i = 0; i < protocol.help.size(); ++i) {
    const HelpStep& step = protocol.help[i];
    const bool belongs = (step.urgencies >> urgency & 1U) != 0 &&
                         (step.suspects == 0 || (step.suspects & suspected) != 0);
    if (!belongs || !fires(protocol.help_conditions, conditions, step.row)) continue;
    if (step.group != 0 && (groups_shown >> step.group & 1U) != 0) continue;
    if (step.group != 0) groups_shown |= std::uint64_t{1} << step.group;
    steps.push_back(i);
  }
  return steps;
}

/// Nothing to wait for in an emergency, or before the first answers are in.
std::optional<Instant> next_checkin(const Protocol& protocol, const Story& story, const Triage& triage) {
  if (triage.urgency == Urgency::emergency || triage.urgency == Urgency::undecided) return std::nullopt;
  Evaluation conditions;
  evaluate(protocol.course_conditions, story.classes, conditions);
  for (const Checkin& checkin : protocol.checkins)
    if (fires(protocol.course_conditions, conditions, checkin.row)) return story.at + hours(checkin.hours);
  return std::nullopt;
}

}  // namespace

std::vector<LineKind> called_now(const Advice& advice) {
  std::vector<LineKind> kinds;
  if (advice.line_poison) kinds.push_back(LineKind::poison);
  if (advice.line_crisis) kinds.push_back(LineKind::crisis);
  return kinds;
}

std::vector<CallLine> call_lines(const Protocol& protocol, const Story& story, const Advice& advice,
                                 const std::optional<std::string>& region) {
  const AskedFrom from = asked_from(protocol, story, region);
  const Urgency urgency = advice.triage.urgency;
  const auto belongs = [&](LineKind kind) {
    switch (kind) {
      case LineKind::emergency: return true;
      case LineKind::urgent: return urgency == Urgency::today || urgency == Urgency::soon;
      case LineKind::poison: return advice.line_poison;
      case LineKind::crisis: return advice.line_crisis;
    }
    return false;
  };
  std::vector<CallLine> lines;
  for (std::uint16_t i = 0; i < protocol.regions.size(); ++i) {
    if (from.region != kNone && i != from.region) continue;
    for (const Line& line : protocol.regions[i].lines)
      if (belongs(line.kind)) lines.push_back({i, &line});
  }
  return lines;
}

Advice advise(const Protocol& protocol, const Story& story, Occasion occasion) {
  Advice advice{.triage = triage(protocol, story.classes)};
  for (const std::uint16_t rule : fired_rules(protocol, advice.triage)) {
    advice.fired.push_back({rule, findings_of(protocol, story, advice.triage, rule)});
    advice.line_poison |= protocol.rules[rule].line_poison;
    advice.line_crisis |= protocol.rules[rule].line_crisis;
  }
  advice.breaches = recent_breaches(protocol, story.doses, story.at);
  advice.line_poison |= !advice.breaches.empty();
  for (const std::uint16_t rule : open_rules(protocol, advice.triage))
    advice.open.push_back({rule, findings_of(protocol, story, advice.triage, rule)});
  for (const std::uint16_t row : open_rows(protocol, advice.triage))
    for (const FindingId finding : findings_of(protocol, story, advice.triage, row))
      advice.missing.push_back(finding);
  sort_short(advice.missing);
  const auto repeated = std::ranges::unique(advice.missing);
  advice.missing.erase(repeated.begin(), repeated.end());
  advice.ask = ask(protocol, story, advice.triage, occasion);
  advice.plan = plan(protocol, story, advice.triage);
  advice.help = help_steps(protocol, story, advice);
  advice.next_checkin_at = next_checkin(protocol, story, advice.triage);
  return advice;
}

}  // namespace springback
