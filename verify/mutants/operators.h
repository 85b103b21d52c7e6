// What can go wrong in one condition, one thing at a time.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "reference/condition.h"

namespace springback::verify {

/// A condition with one thing broken.
struct Broken {
  std::string what;  ///< "pain_now >= 4 -> pain_now >= 5", "drops age_years >= 75"
  std::string when;  ///< the whole condition
};

/// The choices of a finding, for a list that names some of them as `thigh_*`.
using ValuesOf = std::function<std::vector<std::string>(const std::string& finding)>;

/// Every comparison and name negated; every part of an `and`, an `or` or an `at_least` dropped; every limit
/// of a number and every count moved by one, both ways; every value of a list dropped; `and` and `or`
/// exchanged. In the order of the text. What stands twice is told apart by its number.
std::vector<Broken> break_condition(const reference::Condition& condition, const ValuesOf& values_of);

}  // namespace springback::verify
