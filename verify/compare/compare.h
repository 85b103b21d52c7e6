// The product against the reference: every case, and random stories over all cores.
#pragma once

#include <map>
#include <string>

#include "compare/case_text.h"
#include "compare/coverage.h"
#include "compare/sides.h"
#include "report.h"

namespace springback::verify {

/// "product-reference-cases": the cases of protocol/cases, and `first_cases`, requests one a line.
Results compare_cases(const Sides& sides, const std::map<std::string, std::string>& files,
                      const std::string& first_cases);

struct Run {
  std::uint64_t seed = 20'261'122;
  std::uint64_t stories = 1'000'000;
  unsigned threads = 0;         ///< 0: as many as there are cores. What is found does not depend on it
  std::size_t shown_most = 12;  ///< kinds of difference that are shrunk and shown
};

/// "product-reference-stories" and "coverage". Of each kind of difference the story with the lowest number is
/// shrunk and shown. `every_count`, where given, gets a line for everything that was counted.
Results compare_stories(const Sides& sides, const Questions& questions, const Run& run,
                        std::string* every_count = nullptr);

}  // namespace springback::verify
