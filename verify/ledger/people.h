// Who asks: mostly somebody to whom labels apply, else one about whom something is not known, not sure, or
// speaks against a medicine. What each of them is to a ledger is made once, and moved in time.
#pragma once

#include <string>
#include <vector>

#include "core/story.h"
#include "reference/story.h"

namespace springback::verify {

/// One entry of a person, so long before the question.
struct Told {
  std::int64_t minutes_ago = 0;
  std::string fields;  ///< of the entry, without id and instant
};

struct Somebody {
  std::string name;  ///< "kidney_disease: true"
  std::vector<Told> told;
};

/// The first is well.
std::vector<Somebody> people(const reference::Protocol& protocol);

/// Their journal at that instant, one entry a line.
std::vector<std::string> journal_lines(const Somebody& somebody, std::int64_t at);

/// The stories of all of them, each moved to the instant it is asked for.
class Stories {
 public:
  Stories(const Protocol& product, const reference::Protocol& reference, const std::vector<Somebody>& people);

  /// Valid until the next call for the same person.
  Story& of_product(std::size_t person, std::int64_t at);
  const reference::Story& of_reference(std::size_t person, std::int64_t at);

 private:
  std::vector<Story> of_product_;
  std::vector<reference::Story> of_reference_;
};

}  // namespace springback::verify
