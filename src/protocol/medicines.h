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
  std::int64_t label_dose_max =
      0;  ///< what the label has at most; more than we allow, where it has a first dose
  std::int32_t gap_minutes = 0, label_gap_minutes = 0;  ///< what we wait, and the least that the label has
  std::int64_t label_24h = 0, absolute_24h = 0;
  std::int16_t days_max = 0;
  bool confirmed = false;  ///< false: `unverified`. It makes stricter, and allows nothing
  std::span<const SourceId> sources;
};

struct Ingredient {
  std::string_view id;
  std::int16_t lowers_fever_hours = 0;  ///< 0: does not
  std::int16_t extended_release_hours = 0;
  ClassBits classes = 0;
  std::uint16_t counts_as = kNone;  ///< the ingredient that it is counted as: one above it
  std::int32_t per_mg_micrograms = 0;  ///< of that, for a milligram of this
  std::int64_t mixed_24h = 0;  ///< the label ceiling where products mix; 0: no such rule
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

/// What an unknown condition means. `passes`: a wider question is asked of the same candidates.
enum class WhenUnknown : std::uint8_t { ask_first, not_for_you, passes };

/// Holds for a candidate with an ingredient of one of `classes` or `ingredients` by this route.
struct Caution {
  std::string_view id;
  CautionVerdict verdict{};
  WhenUnknown when_unknown{};
  bool of_everything = false;  ///< whatever the candidate is
  ClassBits classes = 0;
  std::uint64_t ingredients = 0;  ///< a bit per ingredient
  Route route = Route::any;
  std::uint16_t row = 0;  ///< in `Protocol::caution_conditions`
  WordId because = 0;
  std::span<const SourceId> sources;
};
inline constexpr int kMaxIngredients = 64;
inline constexpr int kMaxCautions = 128;

/// A medicine that may be offered for a back; the list has the best evidence first.
struct MedicineChoice {
  std::uint16_t ingredient = 0;
  std::string_view grade;
  WordId why = 0;
  std::span<const SourceId> sources;
};

/// What people take every day, by the names they know: the findings that it makes true.
struct Regular {
  std::string_view id;
  std::span<const FindingId> findings;
  std::span<const std::string_view> names;  ///< in lower case
  WordId name = 0;
};

}  // namespace springback
