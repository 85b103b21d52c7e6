// Counts calls of operator new in this program, from its start.
#pragma once

#include <cstdint>

namespace springback::bench {

std::int64_t allocations();

}  // namespace springback::bench
