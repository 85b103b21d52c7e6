// One question after one journal, put to the ledger, to the reference ledger and to the oracle.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compare/sides.h"
#include "ledger/forms.h"
#include "ledger/tested.h"
#include "reference/ledger.h"

namespace springback::verify {

/// All that does not change from sequence to sequence.
struct Grounds {
  Grounds(const Sides& sides, const Tested& tested);

  const Sides& sides;
  Tested tested;
  Oracle oracle;
  Pharmacy pharmacy;
  std::vector<Somebody> people;
};

class Checker {
 public:
  explicit Checker(const Grounds& grounds);

  /// What is wrong with the verdict on it; of several the first.
  std::optional<Difference> check(const Sequence& sequence);
  /// The same through the text of a request and each side's reader, with all that a document says of
  /// medicines.
  std::optional<Difference> check_text(const Sequence& sequence) const;

  /// Of the last sequence that was checked.
  const Verdict& verdict() const { return verdict_; }

 private:
  std::optional<Difference> check_limits(const Sequence& sequence, const Ledger& ledger, Story& story);
  std::optional<Difference> check_earliest(const Ledger& ledger, Story& story, const Candidate& candidate,
                                           const Counted& dose);
  std::optional<Difference> compare(const Sequence& sequence, const Journal& journal);

  const Grounds& grounds_;
  Stories stories_;
  Verdict verdict_, again_;
  std::vector<Counted> counted_;
};

}  // namespace springback::verify
