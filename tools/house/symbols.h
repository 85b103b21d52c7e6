// What archives of pure code ask of the outside, as the linker sees it: `nm` tells, the scan of sources
// cannot.
#pragma once

#include <string>
#include <string_view>

#include "problem.h"

namespace springback::house {

/// Judges the output of `nm -u --demangle`. `archive` is the name to print.
Problems judge_symbols(const std::string& archive, std::string_view nm_output);

/// Runs nm on an archive. That nm cannot be run or read it is a problem too.
Problems check_symbols(const std::string& archive);

}  // namespace springback::house
