#include "core/medicine/breach.h"

#include <algorithm>

#include "core/medicine/ceiling.h"

namespace springback {
namespace {

class Finder {
 public:
  Finder(const Protocol& protocol, const Doses& doses, std::vector<Breach>& breaches)
      : protocol_(protocol), doses_(doses), breaches_(breaches) {}

  void look_at(std::uint32_t place) {
    place_ = place;
    dose_ = &doses_.doses[place];
    for (const Part& part : doses_.of(*dose_)) look_at_part(part);
    if (!dose_->prescribed && dose_->way.product != kNone) look_at_product();
  }

 private:
  void add(BreachKind kind, std::uint16_t ingredient) { breaches_.push_back({place_, kind, ingredient}); }

  /// Those before it that are less than `span` older, newest first.
  template <class Look>
  void earlier(Duration span, Look look) const {
    for (std::uint32_t i = place_; i > 0; --i) {
      const Dose& other = doses_.doses[i - 1];
      if (dose_->taken - other.taken >= span) return;
      look(other);
    }
  }

  void look_at_part(const Part& part) {
    const bool of_acetaminophen = has_class(protocol_, part.ingredient, MedicineClass::acetaminophen);
    std::int64_t sum = part.micrograms;
    bool too_soon = false;
    LabelCeiling label(protocol_, part, !dose_->anything);
    earlier(hours(24), [&](const Dose& other) {
      const Part* same = doses_.find(other, part.ingredient);
      if (same == nullptr) return;
      sum += same->micrograms;
      label.add(other, same);
      const std::int32_t gap = std::max(part.label.label_gap_minutes, same->label.label_gap_minutes);
      too_soon |= dose_->taken < other.taken + minutes(gap);
    });
    const auto over = [](std::int64_t micrograms, std::int64_t limit) {
      return limit != 0 && micrograms > limit;
    };
    if (!dose_->prescribed) {
      if (over(part.micrograms, part.label.label_dose_max)) add(BreachKind::single_dose, part.ingredient);
      if (too_soon) add(BreachKind::gap, part.ingredient);
      if (over(sum, label.value())) add(BreachKind::label_ceiling, part.ingredient);
    }
    if ((!dose_->prescribed || of_acetaminophen) && over(sum, part.label.absolute_24h))
      add(BreachKind::absolute_ceiling, part.ingredient);
  }

  void look_at_product() {
    const Product& product = protocol_.products[dose_->way.product];
    std::int64_t units = dose_->units;
    bool too_soon = false;
    earlier(hours(24), [&](const Dose& other) {
      if (other.way.product != dose_->way.product) return;
      units += other.units;
      too_soon |= dose_->taken < other.taken + minutes(product.gap_minutes);
    });
    // A share without an amount (a patch) counts in units only.
    if (product.contains.front().micrograms == 0 && product.unit_dose_max > 0 &&
        dose_->units > product.unit_dose_max)
      add(BreachKind::single_dose, kNone);
    if (too_soon) add(BreachKind::product_gap, kNone);
    if (product.units_24h > 0 && units > product.units_24h) add(BreachKind::product_ceiling, kNone);
  }

  const Protocol& protocol_;
  const Doses& doses_;
  std::vector<Breach>& breaches_;
  std::uint32_t place_ = 0;
  const Dose* dose_ = nullptr;
};

}  // namespace

std::vector<Breach> recent_breaches(const Protocol& protocol, const Doses& doses, Instant at) {
  std::vector<Breach> breaches;
  Finder finder(protocol, doses, breaches);
  for (std::uint32_t i = 0; i < doses.doses.size(); ++i) {
    const Dose& dose = doses.doses[i];
    if (at - dose.taken < hours(24)) finder.look_at(i);
  }
  return breaches;
}

}  // namespace springback
