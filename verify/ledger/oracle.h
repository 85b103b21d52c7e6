// Whether a dose keeps the limits of the labels, in few lines: written from the figures of medicines.yaml
// alone, apart from the ledger and from the reference ledger. It knows nothing of people, reasons or units to
// offer.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "reference/protocol.h"
#include "reference/story.h"

namespace springback::verify {

using reference::Microseconds;

inline constexpr Microseconds kSecond = 1'000'000, kMinute = 60 * kSecond, kHour = 60 * kMinute,
                              kDay = 24 * kHour;

/// What the labels say of one ingredient, taken in one way; 0: nothing.
struct Figures {
  Microseconds gap = 0;
  std::int64_t dose_max = 0, label_24h = 0, absolute_24h = 0;  ///< micrograms
};

/// One ingredient of a dose, after `counts_as`.
struct Portion {
  int ingredient = -1;
  std::int64_t micrograms = 0;
  Figures figures;
};

/// A dose as the labels count it.
struct Counted {
  Microseconds at = 0;
  int product = -1;
  std::int64_t units = 0;  ///< thousandths
  bool on_skin = false;
  bool anything = false;  ///< its contents are not known
  std::size_t portions_used = 0;
  std::array<Portion, 4> portions{};

  std::span<const Portion> all() const { return {portions.data(), portions_used}; }
};

/// How a dose was taken.
struct Means {
  int product = -1;
  bool extended_release = false, on_skin = false;
};

class Oracle {
 public:
  explicit Oracle(const reference::Protocol& protocol);

  /// So many thousandths of a unit of it; the contents of one unit in micrograms.
  Counted count(const Means& means, std::span<const std::pair<int, std::int64_t>> contents,
                std::int64_t units) const;
  Counted count_product(int product, std::int64_t units) const;

  /// The first limit that this dose would break at that instant, after these; empty where it keeps them all.
  /// Doses may stand in any order. Within a day of a dose of unknown contents nothing keeps them.
  std::string_view broken(std::span<const Counted> taken, const Counted& dose, Microseconds when) const;

  const reference::Protocol& protocol() const { return protocol_; }

 private:
  Figures figures(const Means& means, int ingredient) const;
  bool too_soon(std::span<const Counted> taken, const Counted& dose, const Portion& portion,
                Microseconds when) const;
  bool over_a_ceiling(std::span<const Counted> taken, const Portion& portion, Microseconds when) const;
  std::string_view broken_of_product(std::span<const Counted> taken, const Counted& dose,
                                     Microseconds when) const;

  const reference::Protocol& protocol_;
  std::vector<bool> is_nsaid_;  ///< by ingredient
  Microseconds washout_ = 0;
};

}  // namespace springback::verify
