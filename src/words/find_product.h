// Which medicine somebody means: by its id, its names, the names of what is in it, in any language, and with
// slips of the fingers. A name that is not exact, or that several have, is never taken for granted: the door
// shows the matches and asks.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "protocol/protocol.h"

namespace springback {

/// How a name was met, the surest first.
enum class Closeness : std::uint8_t { same, slip, part };

struct ProductMatch {
  std::uint16_t product = kNone;     ///< kNone: the ingredient itself is named
  std::uint16_t ingredient = kNone;
  std::int64_t micrograms = 0;       ///< of the ingredient in one, where that was told ("ibuprofen 400")
  std::string_view name;             ///< the one of its names that was met
  Closeness closeness{};
  std::uint8_t place = 0;            ///< matches of one place are equally good names
};

/// The best first; of one place and with as many slips, in the order of the file. `region`: of the person,
/// kNone where it is not known. An exact name of the region, or of a product without one, comes before the
/// name of an ingredient, and that before an exact name of another region. Near names are there only without
/// an exact one.
std::vector<ProductMatch> find_products(const Protocol& protocol, std::string_view text,
                                        std::uint16_t region);

/// Whether the first match is meant beyond doubt.
bool is_sure(const std::vector<ProductMatch>& matches);

/// The ingredient of this name, kNone where there is none; `near` allows slips.
std::uint16_t find_ingredient(const Protocol& protocol, std::string_view text, bool near = false);

struct RegularMatch {
  std::uint16_t regular = 0;
  std::string_view name;  ///< the one that was met
  Closeness closeness{};
};

/// What people take every day, the best match first.
std::vector<RegularMatch> find_regulars(const Protocol& protocol, std::string_view text);

}  // namespace springback
