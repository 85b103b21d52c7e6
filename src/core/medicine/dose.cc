#include "core/medicine/dose.h"
#include "base/short_sort.h"

#include <algorithm>

namespace springback {
namespace {

/// Never less than was taken.
constexpr std::int64_t thousandths_up(std::int64_t amount, std::int64_t thousandths) {
  return (amount * thousandths + 999) / 1000;
}

/// The lesser of two figures, of which 0 says nothing.
template <class Figure>
void stricter(Figure& figure, Figure other) {
  if (other != 0 && (figure == 0 || other < figure)) figure = other;
}

void add_limit(Label& label, const Limit& limit, std::size_t place) {
  label.gap_minutes = std::max(label.gap_minutes, limit.gap_minutes);
  label.label_gap_minutes = std::max(label.label_gap_minutes, limit.label_gap_minutes);
  stricter(label.days_max, limit.days_max);
  stricter(label.dose_max, limit.dose_max);
  stricter(label.label_dose_max, limit.label_dose_max);
  stricter(label.label_24h, limit.label_24h);
  stricter(label.absolute_24h, limit.absolute_24h);
  label.limits |= 1U << place;
}

template <class Applies>
Label strictest(const Ingredient& ingredient, Applies applies) {
  Label label;
  for (std::size_t i = 0; i < ingredient.limits.size(); ++i)
    if (applies(ingredient.limits[i])) add_limit(label, ingredient.limits[i], i);
  return label;
}

}  // namespace

const Part* Doses::find(const Dose& dose, std::uint16_t ingredient) const {
  if (!dose.holds(ingredient)) return nullptr;
  return &*std::ranges::find(of(dose), ingredient, &Part::ingredient);
}

Label label_of(const Protocol& protocol, const Way& way, std::uint16_t ingredient) {
  const Ingredient& row = protocol.ingredients[ingredient];
  const Route route = way.on_skin ? Route::skin : Route::mouth;
  const auto this_way = [&](const Limit& limit) {
    return limit.route == route && limit.extended_release == way.extended_release;
  };
  Label label;
  if (const std::uint16_t region = way.product == kNone ? kNone : protocol.products[way.product].region;
      region != kNone)
    label = strictest(row, [&](const Limit& limit) {
      return this_way(limit) && (limit.region == kNone || limit.region == region);
    });
  if (label.limits == 0) label = strictest(row, this_way);
  if (label.limits == 0) label = strictest(row, [&](const Limit& limit) { return limit.route == route; });
  if (row.mixed_24h == 0 || way.product == kNone) return label;
  // A product of it alone may have a ceiling of its own, in units.
  const Product& product = protocol.products[way.product];
  if (product.contains.size() == 1 && product.units_24h > 0)
    label.label_24h = product.contains.front().micrograms * product.units_24h / 1000;
  return label;
}

std::uint16_t counted_as(const Protocol& protocol, std::uint16_t ingredient) {
  const std::uint16_t other = protocol.ingredients[ingredient].counts_as;
  return other == kNone ? ingredient : other;
}

std::int64_t counted(const Protocol& protocol, const Amount& of_one_unit, std::int64_t units) {
  const Ingredient& told = protocol.ingredients[of_one_unit.ingredient];
  const std::int64_t micrograms = thousandths_up(of_one_unit.micrograms, units);
  return told.counts_as == kNone ? micrograms : thousandths_up(micrograms, told.per_mg_micrograms);
}

std::size_t count_parts(const Protocol& protocol, const Way& way, std::span<const Amount> contents,
                        std::int64_t units, std::span<Part> parts) {
  std::size_t used = 0;
  for (const Amount& amount : contents) {
    const std::uint16_t ingredient = counted_as(protocol, amount.ingredient);
    const std::int64_t micrograms = counted(protocol, amount, units);
    const auto filled = parts.first(used);
    const auto same = std::ranges::find(filled, ingredient, &Part::ingredient);
    if (same != filled.end()) same->micrograms += micrograms;
    else parts[used++] = {ingredient, micrograms, label_of(protocol, way, ingredient)};
  }
  sort_short(parts.first(used), &Part::ingredient);
  return used;
}

}  // namespace springback
