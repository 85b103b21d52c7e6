#include "ledger/oracle.h"

#include <algorithm>
#include <stdexcept>

namespace springback::verify {
namespace {

std::int64_t thousandths_up(std::int64_t amount, std::int64_t thousandths) {
  return (amount * thousandths + 999) / 1000;
}

/// The lesser of two figures, of which 0 says nothing.
std::int64_t least(std::int64_t a, std::int64_t b) { return a == 0 ? b : b == 0 ? a : std::min(a, b); }

const auto& at(const auto& list, int place) { return list[static_cast<std::size_t>(place)]; }

}  // namespace

Oracle::Oracle(const reference::Protocol& protocol) : protocol_(protocol) {
  for (const auto& ingredient : protocol.ingredients)
    is_nsaid_.push_back(std::ranges::find(ingredient.classes, "nsaid") != ingredient.classes.end());
  for (const auto& washout : protocol.washouts) washout_ = std::max(washout_, washout.minutes * kMinute);
}

/// The strictest limits of the narrowest group of labels that says anything.
Figures Oracle::figures(const Means& means, int ingredient) const {
  const auto& row = at(protocol_.ingredients, ingredient);
  const std::string region = means.product < 0 ? "" : at(protocol_.products, means.product).region;
  for (const int wider : {0, 1, 2}) {
    Figures strictest;
    bool any = false;
    for (const auto& limit : row.limits) {
      const bool of_region = !region.empty() && (limit.region == region || limit.region == "any");
      if (limit.on_skin != means.on_skin || (wider == 0 && !of_region) ||
          (wider < 2 && limit.extended_release != means.extended_release))
        continue;
      any = true;
      strictest.gap = std::max(strictest.gap, limit.gap_minutes * kMinute);
      strictest.dose_max = least(strictest.dose_max, limit.dose_max);
      strictest.label_24h = least(strictest.label_24h, limit.label_24h);
      strictest.absolute_24h = least(strictest.absolute_24h, limit.absolute_24h);
    }
    if (any) return strictest;
  }
  return {};
}

Counted Oracle::count(const Means& means, std::span<const std::pair<int, std::int64_t>> contents,
                      std::int64_t units) const {
  Counted dose{.product = means.product, .units = units, .on_skin = means.on_skin};
  for (const auto& [told, of_one] : contents) {
    const auto& row = at(protocol_.ingredients, told);
    std::int64_t micrograms = thousandths_up(of_one, units);
    if (row.counts_as >= 0) micrograms = thousandths_up(micrograms, row.per_mg_micrograms);
    const int ingredient = row.counts_as >= 0 ? row.counts_as : told;
    const auto used = std::span(dose.portions).first(dose.portions_used);
    const auto same = std::ranges::find(used, ingredient, &Portion::ingredient);
    if (same != used.end()) {
      same->micrograms += micrograms;
      continue;
    }
    if (dose.portions_used == dose.portions.size()) throw std::logic_error("a dose of too many ingredients");
    dose.portions[dose.portions_used++] = {ingredient, micrograms, figures(means, ingredient)};
  }
  // A product of one ingredient may have a ceiling of its own; it counts where products mix.
  if (means.product < 0 || dose.portions_used != 1) return dose;
  const auto& product = at(protocol_.products, means.product);
  if (product.units_24h > 0 && at(protocol_.ingredients, dose.portions[0].ingredient).mixed_24h > 0)
    dose.portions[0].figures.label_24h = contents[0].second * product.units_24h / 1000;
  return dose;
}

Counted Oracle::count_product(int product, std::int64_t units) const {
  const auto& row = at(protocol_.products, product);
  return count({product, row.extended_release, row.on_skin}, row.micrograms, units);
}

bool Oracle::too_soon(std::span<const Counted> taken, const Counted& dose, const Portion& portion,
                      Microseconds when) const {
  const bool nsaid_by_mouth = !dose.on_skin && is_nsaid_[static_cast<std::size_t>(portion.ingredient)];
  for (const Counted& earlier : taken)
    for (const Portion& other : earlier.all()) {
      const bool same = other.ingredient == portion.ingredient;
      const Microseconds gap = std::max(portion.figures.gap, other.figures.gap);
      if (same && when < earlier.at + gap) return true;
      const bool of_class = !earlier.on_skin && is_nsaid_[static_cast<std::size_t>(other.ingredient)];
      if (!same && nsaid_by_mouth && of_class && when < earlier.at + washout_) return true;
    }
  return false;
}

bool Oracle::over_a_ceiling(std::span<const Counted> taken, const Portion& portion, Microseconds when) const {
  const std::int64_t mixed_24h = at(protocol_.ingredients, portion.ingredient).mixed_24h;
  std::int64_t sum = portion.micrograms, label = portion.figures.label_24h;
  bool mixed = false;
  for (const Counted& earlier : taken)
    for (const Portion& other : earlier.all()) {
      if (other.ingredient != portion.ingredient || when - earlier.at >= kDay) continue;
      sum += other.micrograms;
      if (mixed_24h == 0) continue;
      mixed = mixed || other.figures.label_24h != portion.figures.label_24h;
      label = least(label, other.figures.label_24h);
    }
  if (mixed) label = least(label, mixed_24h);
  const std::int64_t ceiling = least(label, portion.figures.absolute_24h);
  return ceiling > 0 && sum > ceiling;
}

std::string_view Oracle::broken_of_product(std::span<const Counted> taken, const Counted& dose,
                                           Microseconds when) const {
  if (dose.product < 0) return {};
  const auto& product = at(protocol_.products, dose.product);
  if (product.unit_dose_max > 0 && dose.units > product.unit_dose_max) return "single dose";
  std::int64_t units = dose.units;
  for (const Counted& earlier : taken) {
    if (earlier.product != dose.product) continue;
    if (when < earlier.at + product.gap_minutes * kMinute) return "gap of the product";
    if (when - earlier.at < kDay) units += earlier.units;
  }
  if (product.units_24h > 0 && units > product.units_24h) return "ceiling of the product";
  return {};
}

std::string_view Oracle::broken(std::span<const Counted> taken, const Counted& dose,
                                Microseconds when) const {
  for (const Counted& earlier : taken)
    if (earlier.anything && when - earlier.at < kDay) return "a dose of unknown contents";
  for (const Portion& portion : dose.all()) {
    if (portion.figures.dose_max > 0 && portion.micrograms > portion.figures.dose_max) return "single dose";
    if (too_soon(taken, dose, portion, when)) return "gap";
    if (over_a_ceiling(taken, portion, when)) return "ceiling";
  }
  return broken_of_product(taken, dose, when);
}

}  // namespace springback::verify
