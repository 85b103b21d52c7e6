// What the labels say of medicines, as constant tables. docs/formats/ledger.md, section 1, defines every
// field. Amounts are micrograms, units thousandths of a tablet, ml, g or patch; 0 where there is no such
// limit.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "protocol/ids.h"

namespace springback {

/// A bit each, in this order: an ingredient may be of several.
enum class MedicineClass : std::uint8_t { nsaid, salicylate, acetaminophen, sedating, other };
inline constexpr int kMedicineClasses = 5;
using ClassBits = std::uint8_t;
constexpr ClassBits class_bit(MedicineClass one) {
  return static_cast<ClassBits>(1U << static_cast<unsigned>(one));
}

enum class Route : std::uint8_t { mouth, skin, any };  ///< `any` stands in cautions only
enum class Form : std::uint8_t { tablet, er_tablet, liquid_ml, gel_g, patch };
constexpr Route route_of(Form form) {
  return form == Form::gel_g || form == Form::patch ? Route::skin : Route::mouth;
}

/// What the labels of one region say of one way to take an ingredient.
struct Limit {
  std::uint16_t region = kNone;  ///< index into `Protocol::regions`; kNone: every region
  Route route{};
  bool extended_release = false;
  std::int64_t dose = 0, dose_max = 0;  ///< the least and the greatest single dose
  std::int32_t gap_minutes = 0;
  std::int64_t label_24h = 0, absolute_24h = 0;
  std::int16_t days_max = 0;
  std::span<const SourceId> sources;
};

struct Ingredient {
  std::string_view id;
  std::int16_t lowers_fever_hours = 0;  ///< 0: does not
  std::int16_t extended_release_hours = 0;
  ClassBits classes = 0;
  std::uint16_t counts_as = kNone;  ///< the ingredient that it is counted as: one above it
  std::int32_t per_mg_micrograms = 0;  ///< of that, for a milligram of this
  std::span<const Limit> limits;
  std::string_view rxnorm, atc;  ///< empty where not known
  WordId name = 0;
};

struct Amount {
  std::uint16_t ingredient = 0;
  std::int64_t micrograms = 0;  ///< in one unit; 0: the label gives a share, the product counts in units
};

struct Product {
  std::string_view id;
  bool extended_release = false;
  std::span<const Amount> contains;
  std::uint16_t region = kNone;  ///< index into `Protocol::regions`
  Form form{};
  bool halves = false;
  bool judged = false;  ///< false: contents or directions are not confirmed; always ask_first
  std::int32_t unit_dose = 0, unit_dose_max = 0;
  std::int32_t gap_minutes = 0;
  std::int32_t units_24h = 0;
  std::int16_t days_max = 0;
  std::span<const std::string_view> names;  ///< what people call it, in lower case
  WordId name = 0;
  std::span<const SourceId> sources;
};

enum class CautionVerdict : std::uint8_t { not_for_you, ask_first, warn };

/// Holds for a candidate with an ingredient of one of `classes` or `ingredients` by this route.
struct Caution {
  std::string_view id;
  CautionVerdict verdict{};
  ClassBits classes = 0;
  std::uint64_t ingredients = 0;  ///< a bit per ingredient
  Route route = Route::any;
  std::uint16_t row = 0;  ///< in `Protocol::caution_conditions`
  WordId because = 0;
  std::span<const SourceId> sources;
};
inline constexpr int kMaxIngredients = 64;

}  // namespace springback
