// Random stories as requests, and what the product answers natively: to be held against WebAssembly by
// tests/wasm/compare.mjs, byte for byte.
#pragma once

#include <ostream>

#include "compare/sides.h"

namespace springback::verify {

/// One request a line, and its answer on the same line of `answers`. The stories are those from number
/// `first`.
void write_requests(const Sides& sides, std::uint64_t seed, std::uint64_t first, std::uint64_t count,
                    std::ostream& requests, std::ostream& answers);

}  // namespace springback::verify
