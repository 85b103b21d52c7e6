// Which rules read a finding or a named condition: how much hangs on it.
#pragma once

#include <map>
#include <set>
#include <string>

#include "mutants/book.h"
#include "reference/condition.h"

namespace springback::verify {

/// The names in a condition: findings and named conditions.
void add_names_of(const reference::Condition& condition, std::set<std::string>& into);

class Reach {
 public:
  explicit Reach(const Book& book);

  /// The highest urgency of the rules that read it: through named conditions, as what something is derived
  /// from, or because it decides whether something is asked. Empty where none does.
  std::string urgency_of(const std::string& name) const;
  bool is_in_triage(const std::string& name) const { return urgency_.contains(name); }

 private:
  void follow(const std::string& name, const std::string& urgency);

  std::map<std::string, std::set<std::string>> reads_;
  std::map<std::string, std::string> urgency_;
};

/// Whether it is emergency or today.
bool is_sharp(const std::string& urgency);

}  // namespace springback::verify
