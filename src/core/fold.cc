#include <algorithm>
#include <set>
#include <string_view>

#include "core/derived.h"
#include "core/story.h"

namespace springback {
namespace {

/// A leg sign counts as new where its absence was told at least this long before: within one interview a
/// person may correct an answer without being asked everything again. Our decision.
constexpr Duration kLegSignQuiet = hours(1);
/// "For two days": the first and the last reading of a rise are at least this far apart. Our decision.
constexpr Duration kRiseTold = hours(24);
constexpr std::int32_t kRisePoints = 3;

class Folder {
 public:
  Folder(const Protocol& protocol, Story& story, Trail& trail)
      : protocol_(protocol), story_(story), trail_(trail) {}

  void add(const Entry& entry, std::size_t place) {
    place_ = static_cast<std::uint32_t>(place);
    story_.unknown_entries += entry.has_unknown ? 1 : 0;
    at_ = entry.at;
    std::visit([this](const auto& fact) { note(fact); }, entry.fact);
  }

 private:
  void note(const Other&) {}
  void note(const Retracted&) {}
  void note(const Reports& reports) {
    for (const Reported& reported : reports.answers) answer(reported);
  }
  void note(const Took& took) {
    std::vector<Part>& parts = story_.doses.parts;
    const std::size_t first = parts.size();
    parts.resize(first + took.contents.size());
    const std::size_t used = count_parts(protocol_, took.way, took.contents, took.units,
                                         std::span(parts).subspan(first));
    parts.resize(first + used);
    std::uint64_t ingredients = 0;
    for (const Part& part : std::span(parts).subspan(first))
      ingredients |= std::uint64_t{1} << part.ingredient;
    story_.doses.doses.push_back({.taken = took.taken,
                                  .entry = place_,
                                  .way = took.way,
                                  .anything = !took.contents_known,
                                  .amount_known = took.amount_known,
                                  .prescribed = took.prescribed,
                                  .units = took.units,
                                  .first_part = static_cast<std::uint32_t>(first),
                                  .parts = static_cast<std::uint32_t>(used),
                                  .ingredients = ingredients,
                                  .called = took.called});
  }
  void note(const Did& did) { story_.done.push_back({did.measure, did.minutes, at_}); }

  /// A second `began` while an episode is open merges with it, and the earliest onset holds.
  void note(const Began& began) {
    const Instant onset = began.onset.value_or(at_);
    Episode& episode = story_.episode;
    if (!episode.open) {
      episode.open = true;
      episode.again = episode.closed.has_value();
      episode.onset = onset;
      episode.onset_told = began.onset.has_value();
      episode.began = at_;
      if (episode.closed) end_answers_of_last_episode();
    } else {
      episode.onset = std::min(*episode.onset, onset);
      episode.onset_told |= began.onset.has_value();
    }
    if (began.trigger) answer(*began.trigger);
  }

  void note(const Recovered&) {
    story_.episode.open = false;
    story_.episode.closed = at_;
    // The last pain and places still stand, and with them what they are compared with, until they are told
    // anew.
    trail_ = {.pain_first = trail_.pain_first, .sites_first = trail_.sites_first};
    trail_.pain_over = trail_.sites_over = true;
    story_.unsure_count.fill(0);
  }

  void end_answers_of_last_episode() {
    for (std::size_t id = 0; id < protocol_.findings.size(); ++id) {
      const Group group = protocol_.findings[id].group;
      const bool of_episode = group == Group::episode || group == Group::now || group == Group::derived;
      if (of_episode && story_.answers[id].at <= *story_.episode.closed) story_.answers[id] = {};
    }
  }

  void answer(const Reported& reported) {
    const Finding& finding = protocol_.findings[reported.finding];
    Answer& held = story_.answers[reported.finding];
    const Answer before = held;
    if (reported.unsure || reported.not_understood) {
      if (reported.unsure) ++story_.unsure_count[reported.finding];
      // Neither undoes a danger that was told.
      const bool stands = finding.danger && held.state == State::known && !is_reassuring(finding, held);
      if (!stands) held = {.state = reported.unsure ? State::unsure : State::absent, .at = at_};
      if (reported.finding == id_of(protocol_, Known::profile_unchanged)) trail_.profile_renewed_at.reset();
      return;
    }
    const Answer told{State::known, reported.partial, reported.value, at_};
    if (!yields_at_one_instant(finding, told, held)) held = told;
    follow(reported.finding, before, held);
  }

  /// Two answers at one instant: of a danger sign the greater holds; else the later id, which comes later.
  static bool yields_at_one_instant(const Finding& finding, const Answer& told, const Answer& held) {
    return finding.danger && held.state == State::known && held.at == told.at && held.value > told.value;
  }

  /// What derived findings need of the past.
  void follow(FindingId id, const Answer& before, const Answer& now) {
    const auto is = [&](Known known) { return id == id_of(protocol_, known); };
    if (is(Known::pain_now)) follow_pain(now.value);
    else if (is(Known::pain_sites)) follow_sites(before, now);
    else if (is(Known::leg_numbness) || is(Known::leg_tingling) || is(Known::leg_weakness))
      follow_leg(before, now);
    else if (is(Known::profile_unchanged)) follow_profile(now.value != 0);
    else if (is(Known::temperature_c)) follow_temperature(now.value);
    else if (is(Known::days_since_onset)) {
      trail_.told_days = now.value;
      trail_.told_days_at = at_;
    }
  }

  void follow_profile(bool unchanged) {
    const auto& closed = story_.episode.closed;
    trail_.profile_renewed_at.reset();
    if (unchanged && (!closed || at_ > *closed)) trail_.profile_renewed_at = at_;
  }

  void follow_pain(std::int32_t points) {
    if (!trail_.pain_first || trail_.pain_over) trail_.pain_first = points;
    trail_.pain_over = false;
    const std::int32_t lowest = trail_.pain_lowest.value_or(points);
    if (points >= lowest + kRisePoints) {
      if (!trail_.rise_since) trail_.rise_since = at_;
      if (!trail_.rise_told_at && at_ - *trail_.rise_since >= kRiseTold) trail_.rise_told_at = at_;
    } else {
      trail_.rise_since.reset();
      trail_.rise_told_at.reset();
    }
    trail_.pain_lowest = std::min(lowest, points);
  }

  void follow_sites(const Answer& before, const Answer& now) {
    const auto here = static_cast<std::uint32_t>(now.value);
    if (!trail_.sites_first || trail_.sites_over) trail_.sites_first = here;
    trail_.sites_over = false;
    const Sites sites = sites_of(protocol_.findings[id_of(protocol_, Known::pain_sites)]);
    const std::uint32_t legs = sites.left_leg | sites.right_leg;
    const bool new_leg = before.state == State::known &&
                         (static_cast<std::uint32_t>(before.value) & legs) == 0 && (here & legs) != 0;
    if (new_leg && at_ - before.at >= kLegSignQuiet) trail_.leg_sign_at = at_;
  }

  void follow_leg(const Answer& before, const Answer& now) {
    if (before.state == State::known && before.value == 0 && now.value != 0 &&
        at_ - before.at >= kLegSignQuiet)
      trail_.leg_sign_at = at_;
  }

  /// 38.0 degrees or more is a fever (the NHS's limit). A lower reading alone does not take a told fever
  /// back.
  void follow_temperature(std::int32_t tenths) {
    const FindingId fever = id_of(protocol_, Known::fever);
    if (tenths >= 380 && fever != kNone) answer({.finding = fever, .value = 1});
  }

  const Protocol& protocol_;
  Story& story_;
  Trail& trail_;
  Instant at_{};
  std::uint32_t place_ = 0;
};

std::uint8_t class_of(const Input& input, const Finding& finding, const Answer& answer,
                      std::uint8_t unsure_count) {
  if (answer.state == State::absent) return kOpen;
  if (answer.state == State::unsure) return finding.ask_twice && unsure_count < 2 ? kOpen : kUnsure;
  switch (input.kind) {
    case InputKind::yes_no:
    case InputKind::choice: return static_cast<std::uint8_t>(kFirstValue + answer.value);
    case InputKind::any_of:
      if ((static_cast<std::uint32_t>(answer.value) & input.any_of) != 0) return kYes;
      return answer.partial ? kOpen : kNo;
    case InputKind::number: break;
  }
  const auto passed = std::ranges::count_if(input.cuts,
                                            [&](std::int32_t cut) { return answer.value >= cut; });
  return static_cast<std::uint8_t>(kFirstValue + passed);
}

/// Classes of all inputs; then, as far as `asked_if` says that a finding is not asked, absent answers as
/// "no".
void classify(const Protocol& protocol, Story& story) {
  for (std::size_t i = 0; i < protocol.inputs.size(); ++i) {
    const Input& input = protocol.inputs[i];
    const Finding& finding = protocol.findings[input.finding];
    const Answer& answer = story.answers[input.finding];
    story.classes[i] = class_of(input, finding, answer, story.unsure_count[input.finding]);
    if (answer.state == State::absent && finding.asked_never) story.classes[i] = input.not_applicable;
  }
  Evaluation gates;
  for (unsigned level = 0; level < protocol.gate_levels; ++level) {
    evaluate(protocol.gates, story.classes, gates);
    for (std::size_t i = 0; i < protocol.inputs.size(); ++i) {
      const Finding& finding = protocol.findings[protocol.inputs[i].finding];
      if (finding.gate == kNone || story.answers[protocol.inputs[i].finding].state != State::absent) continue;
      if (fires(protocol.gates, gates, finding.gate + 1U))
        story.classes[i] = protocol.inputs[i].not_applicable;
    }
  }
}

/// The danger signs that every check-in asks.
bool holds_for_a_day(const Finding& finding) {
  return finding.danger && finding.stale_after_seconds > 0 &&
         seconds(finding.stale_after_seconds) <= hours(24);
}

/// Reassuring answers that no longer hold become absent; their instant stays, to tell that there was one.
void drop_stale(const Protocol& protocol, Story& story) {
  for (std::size_t id = 0; id < protocol.findings.size(); ++id) {
    const Finding& finding = protocol.findings[id];
    Answer& answer = story.answers[id];
    if (answer.state != State::known || !is_stale(finding, answer, story)) continue;
    story.returning |= holds_for_a_day(finding);
    answer = {.state = State::absent, .at = answer.at};
  }
}

bool recheck_fires(const Protocol& protocol, const Story& story) {
  Evaluation triage;
  evaluate(protocol.triage, story.classes, triage);
  for (std::size_t row = 0; row < protocol.rules.size(); ++row)
    if (protocol.rules[row].recheck && fires(protocol.triage, triage, static_cast<unsigned>(row)))
      return true;
  return false;
}

}  // namespace

bool is_reassuring(const Finding& finding, const Answer& answer) {
  if (answer.state != State::known) return false;
  switch (finding.type) {
    case Type::boolean: return answer.value == 0;
    case Type::choice: return finding.none_value < 0 || answer.value == finding.none_value;
    default: return true;
  }
}

bool is_stale(const Finding& finding, const Answer& answer, const Story& story) {
  if (answer.state != State::known) return false;
  if (!finding.stale_any && !is_reassuring(finding, answer)) return false;
  if (finding.stale_with_episode) {
    const Episode& episode = story.episode;
    return episode.open && episode.again && answer.at <= *episode.closed;
  }
  if (finding.stale_after_seconds == 0) return false;
  if (story.at - answer.at >= seconds(finding.stale_after_seconds)) return true;
  return story.worsened && answer.at < *story.worsened && holds_for_a_day(finding);
}

Story fold(const Protocol& protocol, const Journal& journal, Instant at) {
  Story story{.at = at};
  Trail trail;
  auto entries = journal.entries();
  entries = entries.first(
      static_cast<std::size_t>(std::ranges::upper_bound(entries, at, {}, &Entry::at) - entries.begin()));
  const auto retracted = retracted_ids(entries);
  Folder folder(protocol, story, trail);
  for (std::size_t i = 0; i < entries.size(); ++i)
    if (retracted.empty() || !retracted.contains(entries[i].id)) folder.add(entries[i], i);
  // Most are logged in the order in which they were taken.
  if (!std::ranges::is_sorted(story.doses.doses, {}, &Dose::taken))
    std::ranges::sort(story.doses.doses, {},
                      [](const Dose& dose) { return std::pair(dose.taken, dose.entry); });

  const auto before_derived = story.answers;
  const auto settle = [&] {
    if (trail.profile_renewed_at && story.episode.closed) {
      // The person said that nothing changed: what they told before counts as told then.
      for (std::size_t id = 0; id < protocol.findings.size(); ++id)
        if (protocol.findings[id].stale_with_episode && story.answers[id].state == State::known)
          story.answers[id].at = std::max(story.answers[id].at, *trail.profile_renewed_at);
    }
    drop_stale(protocol, story);
    derive(protocol, trail, story);
    classify(protocol, story);
  };
  settle();
  if (recheck_fires(protocol, story)) {
    const Instant rise = trail.rise_told_at.value_or(Instant{});
    story.worsened = std::max(rise, trail.leg_sign_at.value_or(Instant{}));
    story.answers = before_derived;
    settle();
  }
  return story;
}

}  // namespace springback
