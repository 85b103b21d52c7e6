#include "reference/limits.h"

#include <algorithm>

namespace springback::reference {
namespace {

constexpr Microseconds minute = 60'000'000;

std::vector<Dose> recent_of(const std::vector<Dose>& doses, Microseconds at, int ingredient) {
  std::vector<Dose> recent;
  for (const Dose& dose : doses)
    if (is_of(dose, ingredient) && is_recent(dose, at)) recent.push_back(dose);
  return recent;
}

std::set<std::string> entries_of(const std::vector<Dose>& doses) {
  std::set<std::string> entries;
  for (const Dose& dose : doses) entries.insert(dose.entry);
  return entries;
}

// --- Gaps ----------------------------------------------------------------------------------------

void look_at_gap(const Protocol& protocol, const std::vector<Dose>& earlier, const Dose& dose, int ingredient,
                 std::vector<Broken>& broken) {
  const Label own = label_of(protocol, dose, ingredient);
  Broken within{"gap", ingredient, {}, own.rows()};
  for (const Dose& one : earlier) {
    if (!is_of(one, ingredient)) continue;
    const Label its = label_of(protocol, one, ingredient);
    const int gap = std::max(own.gap_minutes, its.gap_minutes);
    if (gap == 0) continue;
    if (dose.at >= one.at + gap * minute) continue;
    within.entries.insert(one.entry);
    within.rows.merge(its.rows());
    within.limit = std::max<std::int64_t>(within.limit, gap);
  }
  if (!within.entries.empty()) broken.push_back(std::move(within));
}

void look_at_product_gap(const Protocol& protocol, const std::vector<Dose>& earlier, const Dose& dose,
                         std::vector<Broken>& broken) {
  const Product* product = product_of(protocol, dose);
  if (product == nullptr || product->gap_minutes == 0) return;
  Broken within{"product_gap", -1, {}, {row_of(*product)}, product->gap_minutes};
  for (const Dose& one : earlier)
    if (one.product == dose.product && dose.at < one.at + product->gap_minutes * minute)
      within.entries.insert(one.entry);
  if (!within.entries.empty()) broken.push_back(std::move(within));
}

// --- Ceilings ------------------------------------------------------------------------------------

/// The label ceiling of an ingredient as this dose alone has it; 0: not known, or none.
std::int64_t own_label(const Protocol& protocol, const Dose& dose, int ingredient) {
  if (dose.anything) return 0;
  const Product* product = product_of(protocol, dose);
  const bool of_it_alone = product != nullptr && product->micrograms.size() == 1;
  if (of_it_alone && product->units_24h > 0)
    return product->micrograms.front().second * product->units_24h / 1000;
  return label_of(protocol, dose, ingredient).label_24h;
}

void look_at_ceiling(const std::string& id, std::int64_t ceiling, const std::vector<Dose>& recent,
                     const Dose& dose, int ingredient, const Label& label, std::vector<Broken>& broken) {
  if (ceiling == 0) return;
  std::int64_t taken = dose.micrograms.at(ingredient);
  for (const Dose& one : recent)
    if (one.micrograms.contains(ingredient)) taken += one.micrograms.at(ingredient);
  if (taken > ceiling) broken.push_back({id, ingredient, entries_of(recent), label.rows(), ceiling});
}

void look_at_product_ceiling(const Protocol& protocol, const std::vector<Dose>& earlier, const Dose& dose,
                             std::vector<Broken>& broken) {
  const Product* product = product_of(protocol, dose);
  if (product == nullptr || product->units_24h == 0) return;
  std::int64_t units = dose.units;
  std::set<std::string> entries;
  for (const Dose& one : earlier) {
    if (one.product != dose.product || !is_recent(one, dose.at)) continue;
    units += one.units;
    entries.insert(one.entry);
  }
  if (units > product->units_24h)
    broken.push_back({"product_ceiling", -1, entries, {row_of(*product)}, product->units_24h});
}

// --- Washouts ------------------------------------------------------------------------------------

/// Whether it is a dose of a member of the class other than this ingredient.
bool has_another(const Protocol& protocol, const Dose& dose, int ingredient, const std::string& of_class) {
  return dose.anything || std::any_of(dose.micrograms.begin(), dose.micrograms.end(), [&](const auto& part) {
           return part.first != ingredient && has_class(protocol, part.first, of_class);
         });
}

void look_at_washout(const Protocol& protocol, const std::vector<Dose>& earlier, const Dose& dose,
                     int ingredient, std::vector<Broken>& broken) {
  for (const Washout& washout : protocol.washouts) {
    if (dose.on_skin || !has_class(protocol, ingredient, washout.of_class)) continue;
    Broken within{"washout", ingredient, {}, {"washout." + washout.of_class}, washout.minutes};
    for (const Dose& one : earlier)
      if (!one.on_skin && has_another(protocol, one, ingredient, washout.of_class) &&
          dose.at < one.at + washout.minutes * minute)
        within.entries.insert(one.entry);
    if (!within.entries.empty()) broken.push_back(std::move(within));
  }
}

}  // namespace

std::string row_of(const Product& product) { return "product." + product.id; }

std::set<std::string> Label::rows() const {
  std::set<std::string> rows;
  for (const Limit* limit : limits) rows.insert(limit->row);
  return rows;
}

Label label_of(const Protocol& protocol, const Dose& dose, int ingredient) {
  const Product* product = product_of(protocol, dose);
  const std::string_view region = product != nullptr ? std::string_view(product->region) : "";
  const std::vector<Limit>& limits = ingredient_of(protocol, ingredient).limits;
  const auto of_route = [&](const Limit& limit) { return limit.on_skin == dose.on_skin; };
  const auto of_way = [&](const Limit& limit) {
    return of_route(limit) && limit.extended_release == dose.extended_release;
  };
  const auto of_region = [&](const Limit& limit) {
    return of_way(limit) && !region.empty() && (limit.region == "any" || limit.region == region);
  };
  const bool here = std::any_of(limits.begin(), limits.end(), of_region);
  const bool somewhere = std::any_of(limits.begin(), limits.end(), of_way);
  Label label;
  for (const Limit& limit : limits) {
    if (here ? !of_region(limit) : somewhere ? !of_way(limit) : !of_route(limit)) continue;
    label.gap_minutes = std::max(label.gap_minutes, limit.gap_minutes);
    label.label_gap_minutes = std::max(label.label_gap_minutes, limit.label_gap_minutes);
    label.days_max = stricter(label.days_max, limit.days_max);
    label.dose_max = stricter(label.dose_max, limit.dose_max);
    label.label_dose_max = stricter(label.label_dose_max, limit.label_dose_max);
    label.label_24h = stricter(label.label_24h, limit.label_24h);
    label.absolute_24h = stricter(label.absolute_24h, limit.absolute_24h);
    label.limits.push_back(&limit);
  }
  return label;
}

std::int64_t label_ceiling(const Protocol& protocol, const std::vector<Dose>& recent, const Dose& dose,
                           int ingredient) {
  const std::int64_t mixed = ingredient_of(protocol, ingredient).mixed_24h;
  if (mixed == 0) return label_of(protocol, dose, ingredient).label_24h;
  std::set<std::int64_t> ceilings{own_label(protocol, dose, ingredient)};
  bool all_known = !dose.anything;
  for (const Dose& one : recent) {
    ceilings.insert(own_label(protocol, one, ingredient));
    all_known = all_known && !one.anything;
  }
  if (all_known && ceilings.size() == 1) return *ceilings.begin();
  ceilings.erase(0);
  ceilings.insert(mixed);
  return *ceilings.begin();
}

std::int64_t absolute_ceiling(const Protocol& protocol, const Dose& dose, int ingredient) {
  return label_of(protocol, dose, ingredient).absolute_24h;
}

std::vector<Broken> broken_limits(const Protocol& protocol, const std::vector<Dose>& earlier,
                                  const Dose& dose) {
  std::vector<Broken> broken;
  for (const auto& [ingredient, micrograms] : dose.micrograms)
    look_at_gap(protocol, earlier, dose, ingredient, broken);
  look_at_product_gap(protocol, earlier, dose, broken);
  for (const auto& [ingredient, micrograms] : dose.micrograms) {
    const std::vector<Dose> recent = recent_of(earlier, dose.at, ingredient);
    look_at_ceiling("label_ceiling", label_ceiling(protocol, recent, dose, ingredient), recent, dose,
                    ingredient, label_of(protocol, dose, ingredient), broken);
  }
  for (const auto& [ingredient, micrograms] : dose.micrograms) {
    const std::vector<Dose> recent = recent_of(earlier, dose.at, ingredient);
    look_at_ceiling("absolute_ceiling", absolute_ceiling(protocol, dose, ingredient), recent, dose,
                    ingredient, label_of(protocol, dose, ingredient), broken);
  }
  look_at_product_ceiling(protocol, earlier, dose, broken);
  for (const auto& [ingredient, micrograms] : dose.micrograms)
    look_at_washout(protocol, earlier, dose, ingredient, broken);
  return broken;
}

std::set<std::string> over_a_single_dose(const Protocol& protocol, const Dose& dose) {
  std::set<std::string> rows;
  const Product* product = product_of(protocol, dose);
  if (product != nullptr && product->unit_dose_max > 0 && dose.units > product->unit_dose_max)
    rows.insert(row_of(*product));
  for (const auto& [ingredient, micrograms] : dose.micrograms) {
    const Label label = label_of(protocol, dose, ingredient);
    if (label.dose_max > 0 && micrograms > label.dose_max) rows.merge(label.rows());
  }
  return rows;
}

}  // namespace springback::reference
