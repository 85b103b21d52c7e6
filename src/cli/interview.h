// The interview: cards from the core, answers to the journal, until nothing open can change the result.
#pragma once

#include "cli/door.h"
#include "cli/terminal.h"

namespace springback::cli {

enum class Ended {
  done,  ///< nothing more to ask, or an emergency
  quit,  ///< the person left; all that was answered is kept
};

/// Asks and records. An interview begins an episode where none is open.
Ended interview(Door& door, Terminal& terminal, Occasion occasion);

}  // namespace springback::cli
