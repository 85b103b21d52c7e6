// The two sides of the comparison, and what each makes of a tale.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compare/stories.h"
#include "core/journal.h"
#include "reference/advice.h"

namespace springback::verify {

/// One protocol, compiled and read. Rules, cards and measures stand in the same places in both; the product
/// has its findings in the order of the alphabet.
struct Sides {
  /// Throws std::runtime_error where they are not named alike.
  Sides(const Protocol& product, const reference::Protocol& reference);

  const Protocol& product;
  const reference::Protocol& reference;
  std::vector<FindingId> in_product;  ///< by finding of the reference
  std::vector<int> in_reference;      ///< by finding of the product
};

/// What is known of one finding. The value is 0 where none is told.
struct Held {
  reference::Answer::State state{};
  bool partial = false;
  std::int32_t value = 0;
  friend bool operator==(const Held&, const Held&) = default;
};

/// What comes out, in the words of the reference. Lists that have no order of their own are rising.
struct Outcome {
  std::vector<Held> held;  ///< by finding
  reference::Advice advice;
};

Outcome outcome_of_product(const Sides& sides, const Journal& journal, Microseconds at);
Outcome outcome_of_reference(const Sides& sides, std::vector<reference::Entry> entries, Microseconds at);

/// One thing that the sides do not agree on.
struct Difference {
  std::string about;  ///< "fired R12.emergency", "answer both_legs", "ask"
  std::string product, reference;
};

/// In the order in which one thing follows from another: the first is the nearest to the cause.
std::vector<Difference> differences(const Sides& sides, const Outcome& product, const Outcome& reference);

struct Compared {
  Outcome product;
  std::optional<Outcome> reference;  ///< nothing where it threw
  std::vector<Difference> differences;
};

Compared compare(const Sides& sides, const Tale& tale);
/// The text of a request, through each side's own reader.
Compared compare_request(const Sides& sides, std::string_view request);

}  // namespace springback::verify
