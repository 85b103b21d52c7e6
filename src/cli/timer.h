// Timers for cold, heat, rest and walks: the guard first, then a countdown, then the entry of what was really
// done.
#pragma once

#include <optional>

#include "cli/door.h"
#include "cli/terminal.h"

namespace springback::cli {

/// Runs `command` ("ice", "heat", "rest", "walk"). `minutes`: as the protocol says where not given, never
/// over its maximum. Returns the exit status.
int run_timer(Door& door, Terminal& terminal, MeasureKind kind, std::optional<int> minutes);

}  // namespace springback::cli
