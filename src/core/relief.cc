#include "core/relief.h"

#include <algorithm>

namespace springback {
namespace {

std::optional<Activity> activity_of(MeasureKind kind) {
  switch (kind) {
    case MeasureKind::cold: return Activity::cold;
    case MeasureKind::heat: return Activity::heat;
    case MeasureKind::rest: return Activity::rest;
    case MeasureKind::walk: return Activity::walk;
    case MeasureKind::massage: return Activity::massage;
    case MeasureKind::movement: return Activity::movement;
    default: return std::nullopt;
  }
}

/// When a measure may be done again: after the gap since the last one ended, and with the daily limit kept in
/// every 24 hours. Nothing where that is now.
std::optional<Instant> open_again(const Measure& measure, const Story& story) {
  const auto activity = activity_of(measure.kind);
  if (!activity) return std::nullopt;
  std::vector<Instant> ended;
  for (const Done& done : story.done)
    if (done.measure == *activity && done.minutes != 0) ended.push_back(done.ended);
  std::optional<Instant> open_at;
  if (!ended.empty() && measure.gap_minutes > 0) open_at = ended.back() + minutes(measure.gap_minutes);
  const auto limit = static_cast<std::size_t>(measure.per_day_max);
  if (limit > 0 && ended.size() >= limit) {
    const Instant oldest_leaves = ended[ended.size() - limit] + hours(24);
    open_at = std::max(open_at.value_or(oldest_leaves), oldest_leaves);
  }
  return open_at && *open_at > story.at ? open_at : std::nullopt;
}

class Planner {
 public:
  Planner(const Protocol& protocol, const Story& story, const Triage& triage)
      : protocol_(protocol),
        story_(story),
        classes_(story.classes),
        comfort_(comfort_is_open(protocol, triage)),
        undecided_(triage.urgency == Urgency::undecided) {
    // Before something touches the body, "not sure" is as good a reason to ask as no answer.
    std::ranges::replace(classes_, kUnsure, kOpen);
    evaluate(protocol.relief_conditions, classes_, conditions_);
  }

  std::vector<PlanItem> plan() const {
    std::vector<PlanItem> items;
    items.reserve(protocol_.measures.size());
    for (std::uint16_t i = 0; i < protocol_.measures.size(); ++i)
      if (fires(protocol_.measures[i].shown) || unknown(protocol_.measures[i].shown))
        items.push_back(item(i));
    return items;
  }

 private:
  bool fires(unsigned row) const { return springback::fires(protocol_.relief_conditions, conditions_, row); }
  bool unknown(unsigned row) const { return is_open(protocol_.relief_conditions, conditions_, row); }

  PlanItem item(std::uint16_t index) const {
    const Measure& measure = protocol_.measures[index];
    PlanItem item{.measure = index};
    item.closed_by_urgency = !comfort_ && !(undecided_ && measure.also_undecided);
    InputSet to_check{};
    bool check = false;
    for (std::uint16_t g = 0; g < measure.guards.size(); ++g) {
      const Guard& guard = measure.guards[g];
      if (fires(guard.row)) {
        item.guards.push_back(g);
      } else if (guard.check_unknown && unknown(guard.row)) {
        gather_inputs(protocol_.relief_conditions, conditions_, classes_, guard.row, to_check);
        check = true;
      }
    }
    if (item.closed_by_urgency || !item.guards.empty()) {
      item.state = MeasureState::closed;
    } else if (const auto open_at = open_again(measure, story_)) {
      item.state = MeasureState::later;
      item.open_at = open_at;
    } else if (check) {
      item.state = MeasureState::check_first;
      item.check = findings_in(to_check);
    }
    return item;
  }

  std::vector<FindingId> findings_in(const InputSet& inputs) const {
    std::vector<FindingId> findings;
    for (std::size_t i = 0; i < protocol_.inputs.size(); ++i) {
      const FindingId finding = protocol_.inputs[i].finding;
      if ((inputs[i / 64] >> (i % 64) & 1U) != 0 && std::ranges::find(findings, finding) == findings.end())
        findings.push_back(finding);
    }
    return findings;
  }

  const Protocol& protocol_;
  const Story& story_;
  Classes classes_;
  bool comfort_;
  bool undecided_;
  Evaluation conditions_;
};

}  // namespace

std::vector<PlanItem> plan(const Protocol& protocol, const Story& story, const Triage& triage) {
  return Planner(protocol, story, triage).plan();
}

}  // namespace springback
