#include "reference/doses.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "reference/history.h"
#include "reference/medicines.h"

namespace springback::reference {
namespace {

constexpr Microseconds hour = 3'600'000'000, day = 24 * hour;

void add(const Protocol& protocol, int place, std::int64_t micrograms, Dose& dose) {
  const Ingredient& ingredient = ingredient_of(protocol, place);
  dose.told.insert(place);
  if (ingredient.counts_as < 0) dose.micrograms[place] += micrograms;
  else dose.micrograms[ingredient.counts_as] += times_up(micrograms, ingredient.per_mg_micrograms);
}

}  // namespace

const Ingredient& ingredient_of(const Protocol& protocol, int place) {
  return protocol.ingredients.at(static_cast<std::size_t>(place));
}

const Product* product_of(const Protocol& protocol, const Dose& dose) {
  return dose.product < 0 ? nullptr : &protocol.products.at(static_cast<std::size_t>(dose.product));
}

Candidate read_candidate(const Protocol& protocol, const nlohmann::json& json) {
  const Entry all = read_dose(protocol, json);
  nlohmann::json one_unit = json;
  one_unit["units"] = 1;
  const Entry unit = read_dose(protocol, one_unit);
  bool known = all.contents_known && all.amount_known;
  if (all.product < 0)
    for (const auto& [ingredient, micrograms] : unit.micrograms)
      if (micrograms == 0) known = false;
  return {.product = all.product,
          .units = all.units,
          .micrograms = all.product < 0 ? unit.micrograms : std::vector<std::pair<int, std::int64_t>>{},
          .contents_known = known,
          .extended_release = all.extended_release,
          .on_skin = all.on_skin};
}

Microseconds furthest(const std::vector<Entry>& entries, Microseconds at) {
  for (const Entry& entry : entries) at = std::max(at, entry.at);
  return at;
}

std::vector<Dose> doses_of(const Protocol& protocol, const std::vector<Entry>& entries, Microseconds at,
                           bool live) {
  std::vector<Dose> doses;
  const Microseconds last = live ? furthest(entries, at) : at;
  for (const Entry& entry : entries_that_count(entries, last)) {
    if (entry.kind != Entry::Kind::took) continue;
    Dose dose{.entry = entry.id,
              .at = entry.taken,
              .anything = !entry.contents_known,
              .amount_known = entry.amount_known,
              .extended_release = entry.extended_release,
              .on_skin = entry.on_skin,
              .prescribed = entry.prescribed,
              .product = entry.product,
              .units = entry.units};
    for (const auto& [place, micrograms] : entry.micrograms) add(protocol, place, micrograms, dose);
    const auto later = std::find_if(doses.begin(), doses.end(),
                                    [&](const Dose& one) { return one.at > dose.at; });
    doses.insert(later, std::move(dose));
  }
  return doses;
}

Dose dose_of(const Protocol& protocol, const Candidate& candidate, Microseconds at) {
  Dose dose{.at = at,
            .anything = !candidate.contents_known,
            .extended_release = candidate.extended_release,
            .on_skin = candidate.on_skin,
            .product = candidate.product,
            .units = candidate.units};
  const Product* product = product_of(protocol, dose);
  if (product != nullptr) {
    dose.on_skin = product->on_skin;
    dose.extended_release = dose.extended_release || product->extended_release;
  }
  for (const auto& [place, micrograms] : product != nullptr ? product->micrograms : candidate.micrograms)
    add(protocol, place, times_up(micrograms, candidate.units), dose);
  return dose;
}

bool is_recent(const Dose& dose, Microseconds at) { return at - dose.at < day; }

bool is_of(const Dose& dose, int ingredient) { return dose.anything || dose.micrograms.contains(ingredient); }

bool has_class(const Protocol& protocol, int ingredient, const std::string& name) {
  const std::vector<std::string>& classes = ingredient_of(protocol, ingredient).classes;
  return std::find(classes.begin(), classes.end(), name) != classes.end();
}

DaysOfUse days_of_use(const Protocol& protocol, const std::vector<Dose>& doses, Microseconds at,
                      int ingredient) {
  const bool nsaid = has_class(protocol, ingredient, "nsaid");
  const auto is_in_line = [&](const Dose& dose) {
    if (is_of(dose, ingredient)) return true;
    return nsaid && std::any_of(dose.micrograms.begin(), dose.micrograms.end(),
                                [&](const auto& part) { return has_class(protocol, part.first, "nsaid"); });
  };
  DaysOfUse use;
  Microseconds first = at;
  for (auto dose = doses.rbegin(); dose != doses.rend(); ++dose) {
    if (dose->at > at || !is_in_line(*dose)) continue;
    if (first - dose->at >= 2 * day) break;
    first = dose->at;
    use.entries.insert(dose->entry);
  }
  use.days = static_cast<int>((at - first) / day) + 1;
  return use;
}

}  // namespace springback::reference
