// What a part of `verify` found: the same shape for every part, printed by main.cc and put into the README.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace springback::verify {

/// One thing that was shown, or that failed.
struct Shown {
  std::string name;  ///< short and lasting: "silence", "product-reference"
  std::string what;  ///< one plain sentence: what was shown
  bool holds = false;
  /// Something to aim at, measured: told either way, and no defect where it is not reached.
  bool goal = false;
  bool in_readme = true;  ///< false: a detail, for the page that tells all of it
  std::map<std::string, std::string> figures;  ///< "enumerated": "1,240,112"; the same on every machine
  double seconds = 0;
  std::vector<std::string> counterexamples;  ///< cases in YAML, or lines; empty where it holds
};
using Results = std::vector<Shown>;

/// 1234567 -> "1,234,567".
std::string with_commas(std::uint64_t number);

}  // namespace springback::verify
