#include <algorithm>

#include "reference/ledger.h"
#include "reference/limits.h"

namespace springback::reference {
namespace {

constexpr Microseconds minute = 60'000'000, hour = 60 * minute;

/// What one dose does not keep of its label, after those before it.
class Look {
 public:
  Look(const Protocol& protocol, const std::vector<Dose>& earlier, const Dose& dose, Microseconds at)
      : protocol_(protocol), earlier_(earlier), dose_(dose), at_(at) {}

  std::vector<Breach> breaches() {
    for (const auto& [ingredient, micrograms] : dose_.micrograms) of_ingredient(ingredient, micrograms);
    const Product* product = product_of(protocol_, dose_);
    if (product != nullptr && !dose_.prescribed) of_product(*product);
    return breaches_;
  }

 private:
  void add(const std::string& id, int ingredient) {
    breaches_.push_back({dose_.entry, id, ingredient, is_recent(dose_, at_)});
  }

  void of_ingredient(int ingredient, std::int64_t micrograms) {
    const Label own = label_of(protocol_, dose_, ingredient);
    std::vector<Dose> recent;
    bool too_soon = false;
    std::int64_t together = micrograms;
    for (const Dose& one : earlier_) {
      if (!one.micrograms.contains(ingredient)) continue;
      const int gap = std::max(own.label_gap_minutes, label_of(protocol_, one, ingredient).label_gap_minutes);
      if (dose_.at < one.at + gap * minute) too_soon = true;
      if (!is_recent(one, dose_.at)) continue;
      recent.push_back(one);
      together += one.micrograms.at(ingredient);
    }
    const auto over = [](std::int64_t amount, std::int64_t limit) { return limit > 0 && amount > limit; };
    if (!dose_.prescribed) {
      if (over(micrograms, own.label_dose_max)) add("single_dose", ingredient);
      if (too_soon) add("gap", ingredient);
      if (over(together, label_ceiling(protocol_, recent, dose_, ingredient)))
        add("label_ceiling", ingredient);
    }
    const bool counts = !dose_.prescribed || has_class(protocol_, ingredient, "acetaminophen");
    if (counts && over(together, absolute_ceiling(protocol_, dose_, ingredient)))
      add("absolute_ceiling", ingredient);
  }

  void of_product(const Product& product) {
    const bool in_units_only = product.micrograms.front().second == 0;
    if (in_units_only && product.unit_dose_max > 0 && dose_.units > product.unit_dose_max)
      add("single_dose", -1);
    bool too_soon = false;
    std::int64_t units = dose_.units;
    for (const Dose& one : earlier_) {
      if (one.product != dose_.product) continue;
      if (dose_.at < one.at + product.gap_minutes * minute) too_soon = true;
      if (is_recent(one, dose_.at)) units += one.units;
    }
    if (too_soon) add("product_gap", -1);
    if (product.units_24h > 0 && units > product.units_24h) add("product_ceiling", -1);
  }

  const Protocol& protocol_;
  const std::vector<Dose>& earlier_;
  const Dose& dose_;
  Microseconds at_;
  std::vector<Breach> breaches_;
};

}  // namespace

std::vector<Breach> breaches(const Protocol& protocol, const std::vector<Entry>& entries, Microseconds at,
                             bool live) {
  std::vector<Breach> all;
  std::vector<Dose> earlier;
  for (const Dose& dose : doses_of(protocol, entries, at, live)) {
    for (const Breach& breach : Look(protocol, earlier, dose, at).breaches()) all.push_back(breach);
    earlier.push_back(dose);
  }
  return all;
}

InUse in_use(const Protocol& protocol, const Story& story, const std::vector<Entry>& entries, Microseconds at,
             bool live) {
  const auto is_told_yes = [&](std::string_view id) {
    const int place = protocol.find(id);
    if (place < 0) return false;
    const Known& known = story.known[static_cast<std::size_t>(place)];
    return known.state == Known::State::told && known.value == 1;
  };
  InUse use{.regular_nsaid = is_told_yes("takes_other_nsaid"),
            .regular_acetaminophen = is_told_yes("takes_prescribed_acetaminophen")};
  for (const Dose& dose : doses_of(protocol, entries, at, live)) {
    if (at - dose.at >= 48 * hour) continue;
    for (const auto& [ingredient, micrograms] : dose.micrograms) use.ingredients.insert(ingredient);
    use.anything = use.anything || dose.anything;
  }
  return use;
}

std::vector<Taken> taken_in_24_hours(const Protocol& protocol, const std::vector<Entry>& entries,
                                     Microseconds at, bool live) {
  std::vector<Dose> recent;
  std::set<int> ingredients;
  for (const Dose& dose : doses_of(protocol, entries, at, live)) {
    if (!is_recent(dose, at)) continue;
    for (const auto& [ingredient, micrograms] : dose.micrograms) ingredients.insert(ingredient);
    recent.push_back(dose);
  }
  std::vector<Taken> all;
  for (const int ingredient : ingredients) {
    Taken taken{.ingredient = ingredient};
    std::vector<Dose> of_it;
    for (const Dose& dose : recent)
      if (is_of(dose, ingredient)) of_it.push_back(dose);
    for (const Dose& dose : of_it) {
      if (dose.micrograms.contains(ingredient)) taken.micrograms += dose.micrograms.at(ingredient);
      taken.at_least = taken.at_least || dose.anything || !dose.amount_known;
      taken.label_24h = stricter(taken.label_24h, label_ceiling(protocol, of_it, dose, ingredient));
      taken.absolute_24h = stricter(taken.absolute_24h, absolute_ceiling(protocol, dose, ingredient));
    }
    all.push_back(taken);
  }
  return all;
}

}  // namespace springback::reference
