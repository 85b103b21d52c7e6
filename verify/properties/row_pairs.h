// Every row of the compiled tables with the condition it was made of.
#pragma once

#include <vector>

#include "protocol/protocol.h"
#include "reference/protocol.h"

namespace springback::verify {

struct RowPair {
  std::string name;  ///< "R04.soon", "asked_if vomiting", "cold.raynaud"
  const Conditions* table = nullptr;
  unsigned row = 0;
  reference::Condition condition;
};

/// Throws std::runtime_error where the two do not have the same findings, rules and measures.
std::vector<RowPair> row_pairs(const reference::Protocol& read, const Protocol& product);

}  // namespace springback::verify
