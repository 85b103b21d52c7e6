// How often each thing came up among stories: a comparison of what never happens shows nothing.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "reference/advice.h"
#include "report.h"

namespace springback::verify {

struct Coverage {
  explicit Coverage(const reference::Protocol& protocol);
  void add(const reference::Advice& advice);
  void add(const Coverage& other);

  std::uint64_t stories = 0;
  std::array<std::uint64_t, 6> urgencies{};          ///< by reference::Urgency
  std::vector<std::uint64_t> fired, open;            ///< by rule
  std::vector<std::uint64_t> asked;                  ///< by card
  std::vector<std::array<std::uint64_t, 4>> states;  ///< by measure, and by reference::PlanItem::State
  std::vector<std::vector<std::uint64_t>> guards;    ///< by measure: how often each fired
};

/// Whether each urgency, rule, card, state and guard came up. Fails where one that can did not.
Shown coverage(const reference::Protocol& protocol, const Coverage& tally);

/// One line for each rule, card, measure and guard.
std::string table(const reference::Protocol& protocol, const Coverage& tally);

}  // namespace springback::verify
