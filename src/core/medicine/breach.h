// Doses that were taken sooner, or were more, than a label allows. docs/formats/ledger.md, section 5: what
// the label allows counts here, not what we would wait for.
#pragma once

#include <cstdint>
#include <vector>

#include "core/medicine/dose.h"

namespace springback {

enum class BreachKind : std::uint8_t {
  single_dose,
  gap,
  product_gap,
  label_ceiling,
  absolute_ceiling,
  product_ceiling,
};
inline constexpr int kBreachKinds = 6;

struct Breach {
  std::uint32_t dose = 0;  ///< its place in Doses::doses
  BreachKind kind{};
  std::uint16_t ingredient = kNone;  ///< kNone: the product
};

/// Those of doses less than 24 hours old at `at`: each shows the poison line. Oldest dose first.
std::vector<Breach> recent_breaches(const Protocol& protocol, const Doses& doses, Instant at);

}  // namespace springback
