// Names as people type them: what is the same name, and what is one with a slip of the fingers. Pure; accents
// and capitals are folded, hyphens and marks left out, and "tablets" are a "tablet".
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace springback {

/// One name, taken apart. Two names with the same key are the same.
struct SpelledName {
  std::vector<std::string> words;  ///< "aleve-d 220 mg" -> aleve, d
  std::vector<std::string> numbers;  ///< -> 220
  std::string key;  ///< all of it in a row: aleved220
  bool for_children = false;  ///< "children's ..." is another product than the one without that word
};

SpelledName spell(std::string_view text);

/// Letters added, left out, changed, or swapped with a neighbour (optimal string alignment).
std::size_t slips_between(std::string_view a, std::string_view b);

/// How many slips turn what was typed into this name; 0 where it is no slip: more than 1 up to six letters,
/// more than 2 above, another number, or the same name.
std::size_t slips(const SpelledName& typed, const SpelledName& name);

}  // namespace springback
