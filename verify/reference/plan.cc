#include <algorithm>

#include "reference/advice.h"

namespace springback::reference {
namespace {

constexpr Microseconds minute = 60'000'000, day = 24 * 60 * minute;

/// Protocol.md, section 5: every unknown counts as unanswered here, "not sure" too.
Knowledge with_unsure_unanswered(Knowledge known) {
  for (Known& finding : known)
    if (finding.state == Known::State::unsure) finding.state = Known::State::unanswered;
  return known;
}

/// Whether the urgency leaves measures open. `undecided` leaves `also_undecided` alone.
bool is_allowed(const Protocol& protocol, const Measure& measure, const Triage& triage) {
  switch (triage.urgency) {
    case Urgency::self_care:
    case Urgency::routine: return true;
    case Urgency::undecided: return measure.also_undecided;
    case Urgency::soon: break;
    default: return false;
  }
  for (std::size_t row = 0; row < protocol.rules.size(); ++row) {
    const Rule& rule = protocol.rules[row];
    if (triage.fires[row] && rule.urgency == Urgency::soon && !rule.keeps_comfort) return false;
  }
  return true;
}

/// When the gap and the daily limit of the measure's kind are over; absent where neither runs.
std::optional<Microseconds> runs_until(const Measure& measure, const Story& story) {
  std::vector<Microseconds> ends, ends_today;
  for (const Done& done : story.done) {
    if (done.measure != measure.kind || done.minutes == 0) continue;
    ends.push_back(done.ended);
    if (story.at - done.ended < day) ends_today.push_back(done.ended);
  }
  std::optional<Microseconds> until;
  if (!ends.empty()) until = ends.back() + measure.gap_minutes * minute;
  const auto most = static_cast<std::size_t>(measure.per_day_max);
  if (most > 0 && ends_today.size() >= most)
    until = std::max(*until, ends_today[ends_today.size() - most] + day);
  return until && *until > story.at ? until : std::nullopt;
}

PlanItem item_of(const Protocol& protocol, const Measure& measure, const Story& story, const Triage& triage,
                 const Knowledge& known) {
  PlanItem item;
  item.closed_by_urgency = !is_allowed(protocol, measure, triage);
  std::set<int> check;
  for (std::size_t place = 0; place < measure.guards.size(); ++place) {
    const Guard& guard = measure.guards[place];
    const Truth holds = truth(guard.when, known);
    if (holds == Truth::yes) item.guards.push_back(static_cast<int>(place));
    if (holds == Truth::unknown && guard.check_unknown) check.merge(still_needs(guard.when, known));
  }
  if (item.closed_by_urgency || !item.guards.empty()) {
    item.state = PlanItem::State::closed;
  } else if ((item.open_at = runs_until(measure, story))) {
    item.state = PlanItem::State::later;
  } else if (!check.empty()) {
    item.state = PlanItem::State::check_first;
    item.check = std::move(check);
  }
  return item;
}

}  // namespace

std::vector<PlanItem> plan(const Protocol& protocol, const Story& story, const Triage& triage) {
  const Knowledge known = with_unsure_unanswered(story.known);
  std::vector<PlanItem> items;
  for (std::size_t place = 0; place < protocol.measures.size(); ++place) {
    const Measure& measure = protocol.measures[place];
    if (truth(measure.shown, known) == Truth::no) continue;
    items.push_back(item_of(protocol, measure, story, triage, known));
    items.back().measure = static_cast<int>(place);
  }
  return items;
}

}  // namespace springback::reference
