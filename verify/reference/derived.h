// What is computed from what was told: docs/formats/story.md, section 4. Used by story.cc alone.
#pragma once

#include "reference/history.h"

namespace springback::reference {

/// Section 4: `rise told` and `leg sign`.
struct Worse {
  std::optional<Microseconds> rise_told, leg_sign;
};
Worse worse_of(const Protocol& protocol, const History& history);

/// Whether the finding is danger, with a `stale_after` of 24 hours or less.
bool holds_a_day_at_most(const Finding& finding);

/// Whether an answer of this finding, given then, is stale by its age or by the worsening: section 3, second
/// and third.
bool is_stale(const Finding& finding, Microseconds given, Microseconds at,
              std::optional<Microseconds> worsening);

/// Sets the derived findings among the answers of section 3.
void derive(const Protocol& protocol, const History& history, const Worse& worse, Microseconds at,
            std::optional<Microseconds> worsening, std::vector<Answer>& answers);

}  // namespace springback::reference
