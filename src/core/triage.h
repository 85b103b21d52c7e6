// Is it dangerous? All rules at once over what is known, and one urgency out of them.
#pragma once

#include <vector>

#include "core/story.h"
#include "protocol/conditions.h"
#include "protocol/protocol.h"

namespace springback {

/// What the rules say. Plain data of fixed size: making it allocates nothing.
struct Triage {
  Urgency urgency =
      Urgency::self_care;   ///< `undecided` while an open row above the highest fired one matters
  Urgency at_least = Urgency::self_care;  ///< the highest row that fired
  Evaluation rows;
};

/// All rules over what is known, and what they add up to.
Triage triage(const Protocol& protocol, const Classes& classes);

/// How rules add up: the highest fired row decides; an emergency at once, anything less only when no row
/// above it is still open. Sets the urgencies from the rows.
void add_up(const Protocol& protocol, Triage& result);

/// Indices of the rules that fired: highest urgency first, of one id only the highest row.
std::vector<std::uint16_t> fired_rules(const Protocol& protocol, const Triage& triage);

/// Indices of the open rules above the highest fired one, in the same order. None once an emergency fired.
std::vector<std::uint16_t> open_rules(const Protocol& protocol, const Triage& triage);

/// The same with every row of an id: all of them count for what has to be asked.
std::vector<std::uint16_t> open_rows(const Protocol& protocol, const Triage& triage);

/// The findings a rule rests on: where it fired, those that made it fire; where it is open, those still
/// unanswered.
std::vector<FindingId> findings_of(const Protocol& protocol, const Story& story, const Triage& triage,
                                   std::uint16_t rule);

/// Whether comfort measures may stay open (docs/formats/protocol.md, section 5).
bool comfort_is_open(const Protocol& protocol, const Triage& triage);

}  // namespace springback
