#include "core/triage.h"
#include "base/short_sort.h"

#include <algorithm>
#include <bit>

namespace springback {
namespace {

std::vector<std::uint16_t> by_urgency(const Protocol& protocol, const auto& counts) {
  std::vector<std::uint16_t> rules;
  for (int urgency = static_cast<int>(Urgency::emergency); urgency > 0; --urgency)
    for (std::uint16_t i = 0; i < protocol.rules.size(); ++i) {
      const Rule& rule = protocol.rules[i];
      if (rule.recheck || static_cast<int>(rule.urgency) != urgency || !counts(i)) continue;
      const bool higher_stands = std::ranges::any_of(
          rules, [&](std::uint16_t other) { return protocol.rules[other].id == rule.id; });
      if (!higher_stands) rules.push_back(i);
    }
  return rules;
}

}  // namespace

Triage triage(const Protocol& protocol, const Classes& classes) {
  Triage result;
  evaluate(protocol.triage, classes, result.rows);
  add_up(protocol, result);
  return result;
}

void add_up(const Protocol& protocol, Triage& result) {
  // `rows_of_urgency` has the heads of the rows of each urgency: a few ANDs instead of a walk over the rules.
  // A bit per urgency then says what fired and what is open; the highest bit is the answer, without a branch.
  const unsigned words = protocol.triage.words;
  const std::uint64_t* heads = protocol.rows_of_urgency.data();
  unsigned fired = 1, open = 0;
  for (unsigned urgency = 1; urgency <= static_cast<unsigned>(Urgency::emergency); ++urgency) {
    std::uint64_t any_fired = 0, any_open = 0;
    for (unsigned w = 0; w < words; ++w) {
      any_fired |= result.rows.fired[w] & heads[urgency * words + w];
      any_open |= result.rows.open[w] & heads[urgency * words + w];
    }
    fired |= unsigned{any_fired != 0} << urgency;
    open |= unsigned{any_open != 0} << urgency;
  }
  const int highest = std::bit_width(fired) - 1;
  result.at_least = static_cast<Urgency>(highest);
  const bool open_above = open >> (highest + 1) != 0;
  const bool settled = result.at_least == Urgency::emergency || !open_above;
  result.urgency = settled ? result.at_least : Urgency::undecided;
}

std::vector<std::uint16_t> fired_rules(const Protocol& protocol, const Triage& triage) {
  return by_urgency(protocol, [&](std::uint16_t i) { return fires(protocol.triage, triage.rows, i); });
}

std::vector<std::uint16_t> open_rules(const Protocol& protocol, const Triage& triage) {
  if (triage.at_least == Urgency::emergency) return {};
  return by_urgency(protocol, [&](std::uint16_t i) {
    return protocol.rules[i].urgency > triage.at_least && is_open(protocol.triage, triage.rows, i);
  });
}

std::vector<std::uint16_t> open_rows(const Protocol& protocol, const Triage& triage) {
  std::vector<std::uint16_t> rows;
  if (triage.at_least == Urgency::emergency) return rows;
  for (std::uint16_t i = 0; i < protocol.rules.size(); ++i)
    if (!protocol.rules[i].recheck && protocol.rules[i].urgency > triage.at_least &&
        is_open(protocol.triage, triage.rows, i))
      rows.push_back(i);
  return rows;
}

std::vector<FindingId> findings_of(const Protocol& protocol, const Story& story, const Triage& triage,
                                   std::uint16_t rule) {
  InputSet inputs{};
  gather_inputs(protocol.triage, triage.rows, story.classes, rule, inputs);
  std::vector<FindingId> findings;
  for (std::size_t i = 0; i < protocol.inputs.size(); ++i)
    if ((inputs[i / 64] >> (i % 64) & 1U) != 0) findings.push_back(protocol.inputs[i].finding);
  sort_short(findings);
  const auto repeated = std::ranges::unique(findings);
  findings.erase(repeated.begin(), repeated.end());
  return findings;
}

bool comfort_is_open(const Protocol& protocol, const Triage& triage) {
  if (triage.urgency == Urgency::self_care || triage.urgency == Urgency::routine) return true;
  if (triage.urgency != Urgency::soon) return false;
  for (std::uint16_t i = 0; i < protocol.rules.size(); ++i) {
    const Rule& rule = protocol.rules[i];
    if (rule.urgency == Urgency::soon && !rule.keeps_comfort && fires(protocol.triage, triage.rows, i))
      return false;
  }
  return true;
}

}  // namespace springback
