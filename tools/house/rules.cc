#include "rules.h"

namespace springback::house {

Problems check_rules(const Tree& tree) {
  Problems problems;
  for (const auto check :
       {check_arrows, check_purity, check_sizes, check_words, check_leftovers, check_presence})
    append(problems, check(tree));
  return problems;
}

}  // namespace springback::house
