// What to do now: the state of every measure, and why.
#pragma once

#include <optional>
#include <vector>

#include "core/story.h"
#include "core/triage.h"

namespace springback {

enum class MeasureState : std::uint8_t { open, check_first, later, closed };

struct PlanItem {
  std::uint16_t measure = 0;
  MeasureState state = MeasureState::open;
  bool closed_by_urgency = false;
  std::vector<std::uint16_t> guards;     ///< of the measure: those that fired
  std::vector<FindingId> check;          ///< what the door asks before it starts
  std::optional<Instant> open_at;        ///< with `later`
};

/// Every measure that is shown, in the order of the protocol.
std::vector<PlanItem> plan(const Protocol& protocol, const Story& story, const Triage& triage);

}  // namespace springback
