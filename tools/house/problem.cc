#include "problem.h"

#include <iterator>
#include <utility>

namespace springback::house {

std::string to_text(const Problem& problem) {
  const std::string place = problem.line == 0 ? "" : ":" + std::to_string(problem.line);
  return problem.file + place + ": " + problem.wrong + "; " + problem.instead;
}

void append(Problems& problems, Problems more) {
  problems.insert(problems.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace springback::house
