// The label ceiling that several doses of one ingredient have together. docs/formats/ledger.md, section 3:
// of acetaminophen the least of those of the products taken, and where these differ at most a figure of its
// own.
#pragma once

#include <algorithm>

#include "core/medicine/dose.h"

namespace springback {

class LabelCeiling {
 public:
  LabelCeiling(const Protocol& protocol, const Part& part, bool contents_known)
      : mixed_24h_(protocol.ingredients[part.ingredient].mixed_24h),
        least_(part.label.label_24h),
        mixed_(!contents_known && mixed_24h_ != 0) {}

  /// `part` may be null for a dose of anything.
  void add(const Dose& dose, const Part* part) {
    if (mixed_24h_ == 0) return;
    const std::int64_t own = dose.anything ? 0 : part->label.label_24h;
    mixed_ |= dose.anything || own != least_;
    if (own != 0 && (least_ == 0 || own < least_)) least_ = own;
  }

  /// Micrograms in 24 hours; 0: none.
  std::int64_t value() const {
    if (!mixed_) return least_;
    return least_ == 0 ? mixed_24h_ : std::min(least_, mixed_24h_);
  }

 private:
  std::int64_t mixed_24h_, least_;
  bool mixed_;
};

}  // namespace springback
