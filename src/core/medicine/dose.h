// A dose: what was taken, counted by ingredient. docs/formats/ledger.md, section 2. Amounts are micrograms,
// units thousandths of a tablet, ml, g or patch.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/instant.h"
#include "protocol/protocol.h"

namespace springback {

/// What a label says of one ingredient in one dose: of the limits that apply the strictest. 0: nothing.
struct Label {
  std::int32_t gap_minutes = 0, label_gap_minutes = 0;
  std::int16_t days_max = 0;
  std::int64_t dose_max = 0, label_dose_max = 0, label_24h = 0, absolute_24h = 0;
  std::uint32_t limits = 0;  ///< a bit for each of the ingredient's limits that applies
};

/// How it was taken: all that decides which labels apply.
struct Way {
  std::uint16_t product = kNone;
  bool extended_release = false;
  bool on_skin = false;
};

/// One ingredient of a dose, after `counts_as`.
struct Part {
  std::uint16_t ingredient = 0;
  std::int64_t micrograms = 0;
  Label label;  ///< `label_24h` is that of the product where that is of this ingredient alone
};

struct Dose {
  Instant taken;
  std::uint32_t entry = 0;  ///< its place in the journal
  Way way;
  bool anything = false;  ///< its contents are not all known: it may hold any ingredient
  bool amount_known = true;
  bool prescribed = false;
  std::int64_t units = 1000;
  std::uint32_t first_part = 0, parts = 0;  ///< in Doses::parts
  std::uint64_t ingredients = 0;            ///< a bit for that of each part
  std::string called;  ///< in the person's own words, where it is no product that is known

  bool holds(std::uint16_t ingredient) const { return (ingredients >> ingredient & 1U) != 0; }
};

/// In the order of when they were taken; those of one instant in the order of their entries.
struct Doses {
  std::vector<Dose> doses;
  std::vector<Part> parts;

  std::span<const Part> of(const Dose& dose) const {
    return std::span(parts).subspan(dose.first_part, dose.parts);
  }
  /// Null where it holds none.
  const Part* find(const Dose& dose, std::uint16_t ingredient) const;
};

/// The ingredient that this one is counted as; itself, for most.
std::uint16_t counted_as(const Protocol& protocol, std::uint16_t ingredient);
/// Micrograms of that in so many units, rounded up.
std::int64_t counted(const Protocol& protocol, const Amount& of_one_unit, std::int64_t units);

/// What so many units of these contents hold, each ingredient once, in the order of the protocol, into
/// `parts` (which has room for as many as `contents`). How many there are.
std::size_t count_parts(const Protocol& protocol, const Way& way, std::span<const Amount> contents,
                        std::int64_t units, std::span<Part> parts);

/// The limits of an ingredient in a dose, with the fall-backs of ledger.md, section 1.
Label label_of(const Protocol& protocol, const Way& way, std::uint16_t ingredient);

inline bool has_class(const Protocol& protocol, std::uint16_t ingredient, MedicineClass one) {
  return (protocol.ingredients[ingredient].classes & class_bit(one)) != 0;
}

}  // namespace springback
