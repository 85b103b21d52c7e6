#include "compare/coverage.h"

#include <algorithm>
#include <functional>
#include <string_view>

namespace springback::verify {
namespace {

using reference::Condition;
using reference::Protocol;

constexpr std::array<const char*, 6> kUrgencies = {"self_care", "routine",   "soon",
                                                   "today",     "emergency", "undecided"};
constexpr std::array<const char*, 4> kStates = {"open", "check first", "later", "closed"};

/// Findings that section 4 of story.md always sets to yes or no: what reads nothing else is never open.
constexpr std::array<std::string_view, 8> kAlwaysKnown = {
    "pain_rise_3_for_2_days", "leg_sign_new", "medicated",    "fever_masked",
    "acetaminophen_over_4g",  "profile_old",  "unsure_twice", "unsure_other"};

bool can_be_open(const Protocol& protocol, const Condition& condition) {
  if (condition.finding >= 0)
    return std::ranges::find(kAlwaysKnown,
                             protocol.findings[static_cast<std::size_t>(condition.finding)].id) ==
           kAlwaysKnown.end();
  return std::ranges::any_of(condition.parts,
                             [&](const Condition& part) { return can_be_open(protocol, part); });
}

/// Whether a measure of these fields can be in a state.
bool can_be(const reference::Measure& measure, reference::PlanItem::State state) {
  using State = reference::PlanItem::State;
  const auto checks = [](const reference::Guard& guard) { return guard.check_unknown; };
  if (state == State::check_first) return std::ranges::any_of(measure.guards, checks);
  if (state == State::later) return measure.gap_minutes > 0 || measure.per_day_max > 0;
  return true;
}

void add_each(std::vector<std::uint64_t>& to, const std::vector<std::uint64_t>& from) {
  for (std::size_t i = 0; i < to.size(); ++i) to[i] += from[i];
}

using Visit = std::function<void(const std::string& name, std::uint64_t count, bool possible)>;

void visit(const Protocol& protocol, const Coverage& tally, const Visit& seen) {
  for (std::size_t i = 0; i < kUrgencies.size(); ++i)
    seen(std::string("urgency ") + kUrgencies[i], tally.urgencies[i], true);
  for (std::size_t i = 0; i < protocol.rules.size(); ++i) {
    const reference::Rule& rule = protocol.rules[i];
    seen(rule.name() + " fired", tally.fired[i], true);
    seen(rule.name() + " open", tally.open[i], can_be_open(protocol, rule.when));
  }
  for (std::size_t i = 0; i < protocol.cards.size(); ++i)
    if (protocol.cards[i].first || protocol.cards[i].again)  // others are asked before a medicine
      seen("card " + protocol.cards[i].id + " asked", tally.asked[i], true);
  for (std::size_t i = 0; i < protocol.measures.size(); ++i) {
    const reference::Measure& measure = protocol.measures[i];
    for (std::size_t state = 0; state < kStates.size(); ++state)
      seen(measure.id + " " + kStates[state], tally.states[i][state],
           can_be(measure, static_cast<reference::PlanItem::State>(state)));
    for (std::size_t guard = 0; guard < measure.guards.size(); ++guard)
      seen(measure.id + "." + measure.guards[guard].id + " fired", tally.guards[i][guard], true);
  }
}

}  // namespace

Coverage::Coverage(const Protocol& protocol)
    : fired(protocol.rules.size()),
      open(protocol.rules.size()),
      asked(protocol.cards.size()),
      states(protocol.measures.size()) {
  for (const reference::Measure& measure : protocol.measures) guards.emplace_back(measure.guards.size());
}

void Coverage::add(const reference::Advice& advice) {
  ++stories;
  ++urgencies[static_cast<std::size_t>(advice.triage.urgency)];
  for (std::size_t i = 0; i < fired.size(); ++i) {
    fired[i] += advice.triage.fires[i] ? 1 : 0;
    open[i] += advice.triage.open[i] ? 1 : 0;
  }
  for (const reference::AskedCard& card : advice.ask) ++asked[static_cast<std::size_t>(card.card)];
  for (const reference::PlanItem& item : advice.plan) {
    const auto measure = static_cast<std::size_t>(item.measure);
    ++states[measure][static_cast<std::size_t>(item.state)];
    for (const int guard : item.guards) ++guards[measure][static_cast<std::size_t>(guard)];
  }
}

void Coverage::add(const Coverage& other) {
  stories += other.stories;
  for (std::size_t i = 0; i < urgencies.size(); ++i) urgencies[i] += other.urgencies[i];
  add_each(fired, other.fired);
  add_each(open, other.open);
  add_each(asked, other.asked);
  for (std::size_t i = 0; i < states.size(); ++i) {
    for (std::size_t state = 0; state < states[i].size(); ++state) states[i][state] += other.states[i][state];
    add_each(guards[i], other.guards[i]);
  }
}

Shown coverage(const Protocol& protocol, const Coverage& tally) {
  Shown shown{.name = "coverage",
              .what =
                  "Among the stories that were compared every urgency, rule, card, state of a measure and "
                  "guard came up; and no rule was open that reads only what is always known.",
              .in_readme = false};
  std::string rarest;
  std::uint64_t fewest = tally.stories + 1, kinds = 0;
  visit(protocol, tally, [&](const std::string& name, std::uint64_t count, bool possible) {
    if (possible != (count > 0)) shown.counterexamples.push_back(name + ": " + with_commas(count) + " times");
    if (!possible) return;
    ++kinds;
    if (count < fewest) {
      fewest = count;
      rarest = name;
    }
    if (name.starts_with("urgency ")) shown.figures[name] = with_commas(count);
  });
  shown.figures["stories"] = with_commas(tally.stories);
  shown.figures["things that can come up"] = with_commas(kinds);
  shown.figures["rarest"] = rarest + ": " + with_commas(fewest);
  shown.holds = shown.counterexamples.empty();
  return shown;
}

std::string table(const Protocol& protocol, const Coverage& tally) {
  std::string text;
  visit(protocol, tally, [&](const std::string& name, std::uint64_t count, bool possible) {
    if (possible || count > 0) text += name + ": " + with_commas(count) + "\n";
  });
  return text;
}

}  // namespace springback::verify
