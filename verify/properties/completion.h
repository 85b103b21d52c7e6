// The same person, later: some of what was unanswered has been answered, everything else is as it was.
#pragma once

#include "properties/world.h"

namespace springback::verify {

enum class Answered {
  definitely,   ///< with values
  in_any_way,   ///< with values, or "not sure"
};

/// Whether `later` can come from `now` by answering. Derived findings follow from World::told_by_a_journal.
z3::expr completes(const World& now, const World& later, Answered how);

}  // namespace springback::verify
