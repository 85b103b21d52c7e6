// Triage allocates nothing, whatever is known of the person; and the counter that says so does count.
#include <cstdio>

#include "allocations.h"
#include "core/triage.h"
#include "samples.h"

int main() {
  using namespace springback;
  const std::vector<Classes> stories = bench::random_partial(built_in(), 4096);
  const std::int64_t before = bench::allocations();
  unsigned urgencies = 0;
  for (const Classes& classes : stories)
    urgencies |= 1U << static_cast<unsigned>(triage(built_in(), classes).urgency);
  const std::int64_t made = bench::allocations() - before;
  const std::vector<Classes> copy = stories;
  const bool counts = bench::allocations() > before + made;
  std::printf("4096 triages called operator new %lld times; urgencies seen: %#x\n",
              static_cast<long long>(made), urgencies);
  if (!counts) std::printf("the counter does not count\n");
  return made == 0 && counts && copy.size() == 4096 ? 0 : 1;
}
