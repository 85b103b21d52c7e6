// The canary: aborts on a marked input, which its corpus has. Shows that the alarm works.
#include <cstdint>

#include "demand.h"

using namespace springback::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  demand(!text_of(bytes, size).starts_with("canary"), "the canary is quiet");
  return 0;
}
