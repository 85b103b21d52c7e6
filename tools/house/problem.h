// One breach of a rule, and how it is printed.
#pragma once

#include <string>
#include <vector>

namespace springback::house {

struct Problem {
  std::string file;     ///< relative to the root
  std::size_t line = 1;  ///< 1-based; 0 where it is about a folder or an archive
  std::string wrong;
  std::string instead;
};

using Problems = std::vector<Problem>;

/// "file:line: what is wrong; what to do instead"
std::string to_text(const Problem& problem);

void append(Problems& problems, Problems more);

}  // namespace springback::house
