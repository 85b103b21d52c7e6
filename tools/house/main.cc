// house ROOT rules | house ROOT symbols ARCHIVE...
// Exit status: 0 all is well, 1 a rule is broken (each breach is one line), 2 the command line is wrong.
#include <exception>
#include <filesystem>
#include <iostream>
#include <span>

#include "rules.h"
#include "symbols.h"

namespace {

namespace house = springback::house;

int report(const house::Problems& problems) {
  for (const house::Problem& problem : problems) std::cout << house::to_text(problem) << '\n';
  if (!problems.empty()) std::cout << problems.size() << " broken\n";
  return problems.empty() ? 0 : 1;
}

int run(std::span<const std::string> arguments) {
  if (arguments.size() == 2 && arguments[1] == "rules")
    return report(house::check_rules(house::read_tree(arguments[0])));
  if (arguments.size() < 3 || arguments[1] != "symbols") {
    std::cerr << "usage: house ROOT rules | house ROOT symbols ARCHIVE...\n";
    return 2;
  }
  house::Problems problems;
  for (const std::string& archive : arguments.subspan(2)) append(problems, house::check_symbols(archive));
  for (house::Problem& problem : problems)
    problem.file = std::filesystem::proximate(problem.file, arguments[0]).generic_string();
  return report(problems);
}

}  // namespace

int main(int count, char** values) {
  try {
    const std::vector<std::string> arguments(values + 1, values + count);
    return run(arguments);
  } catch (const std::exception& error) {
    std::cerr << "house: " << error.what() << '\n';
    return 2;
  }
}
