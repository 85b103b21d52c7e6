// The limits of docs/formats/ledger.md, section 3, each for itself. Used by ledger.cc and taken.cc alone.
#pragma once

#include <algorithm>

#include "reference/doses.h"

namespace springback::reference {

/// What the labels say of one ingredient in a dose: its limit, or the strictest of those that apply. 0:
/// nothing.
struct Label {
  int gap_minutes = 0, label_gap_minutes = 0, days_max = 0;
  std::int64_t dose_max = 0, label_dose_max = 0, label_24h = 0, absolute_24h = 0;
  std::vector<const Limit*> limits;  ///< those that apply

  std::set<std::string> rows() const;
};
Label label_of(const Protocol& protocol, const Dose& dose, int ingredient);

/// A limit that a dose does not keep.
struct Broken {
  std::string id;
  int ingredient = -1;  ///< of the dose; -1: its product
  std::set<std::string> entries, rows;
  std::int64_t limit = 0;  ///< minutes, micrograms, or thousandths of a unit

  /// The same limit of the same ingredient, whatever breaks it.
  bool same_as(const Broken& other) const { return id == other.id && ingredient == other.ingredient; }
};

/// All of section 3 but `clock`, after these doses, in the order of the table. Without earlier doses: what no
/// time makes possible.
std::vector<Broken> broken_limits(const Protocol& protocol, const std::vector<Dose>& earlier,
                                  const Dose& dose);

/// Rows whose greatest single dose it is over.
std::set<std::string> over_a_single_dose(const Protocol& protocol, const Dose& dose);

/// Of an ingredient, in micrograms, as for a dose after these; 0 where there is none.
std::int64_t label_ceiling(const Protocol& protocol, const std::vector<Dose>& recent, const Dose& dose,
                           int ingredient);
std::int64_t absolute_ceiling(const Protocol& protocol, const Dose& dose, int ingredient);

std::string row_of(const Product& product);

/// The lesser of two figures, of which 0 says nothing.
template <typename Figure>
Figure stricter(Figure a, Figure b) {
  return a == 0 || b == 0 ? std::max(a, b) : std::min(a, b);
}

}  // namespace springback::reference
