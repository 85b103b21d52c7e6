// What the labels say, as data: docs/formats/ledger.md, section 1. Amounts are micrograms, units thousandths
// of a tablet, ml, gram or patch; 0 stands where a label says nothing. Rows have the names of that page.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "reference/condition.h"

namespace springback::reference {

struct Protocol;

/// From the laxest to the strictest. A caution that warns goes with `label_allows`.
enum class Ruling : std::uint8_t { label_allows, wait, ask_first, not_for_you };

/// What the labels of a region say of one way to take an ingredient.
struct Limit {
  std::string row;
  std::string region;  ///< `any`: of every region
  bool on_skin = false, extended_release = false;
  std::int64_t dose = 0, dose_max = 0, label_dose_max = 0, label_24h = 0, absolute_24h = 0;
  int gap_minutes = 0, label_gap_minutes = 0, days_max = 0;
  bool confirmed = true;  ///< not `unverified`
};

struct Ingredient {
  std::string id;
  int lowers_fever_hours = 0, extended_release_hours = 0;
  std::vector<std::string> classes;
  int counts_as = -1;  ///< an ingredient; -1: itself
  std::int64_t per_mg_micrograms = 1000;
  std::int64_t mixed_24h = 0;  ///< 0: no such rule
  std::vector<Limit> limits;
};

struct Product {
  std::string id;
  bool extended_release = false;
  std::vector<std::pair<int, std::int64_t>> micrograms;  ///< ingredient and amount in one unit
  std::string region;                                    ///< empty: none
  bool on_skin = false, halves = false, judged = false;
  std::int64_t unit_dose = 0, unit_dose_max = 0, units_24h = 0;
  int gap_minutes = 0, days_max = 0;
  std::vector<std::string> names;
};

struct Washout {
  std::string of_class;
  int minutes = 0;
};

struct Caution {
  std::string id;
  Ruling ruling{};
  bool of_everything = false;
  std::string when_unknown;  ///< ask_first, not_for_you, passes
  std::vector<std::string> classes;
  std::set<int> ingredients;
  std::string route;  ///< mouth, skin; empty: any
  Condition when;
};

/// medicines.yaml into the protocol, whose conditions can be read already. Throws std::runtime_error.
void read_medicines(const std::string& yaml, Protocol& protocol);

/// Milligrams as micrograms, units as thousandths: 21.667 -> 21,667. What is finer is rounded up.
std::int64_t thousandths_up(double number);

/// So many thousandths of an amount, rounded up.
std::int64_t times_up(std::int64_t amount, std::int64_t thousandths);

/// gel_g and patch are on the skin; every other form, and none, is by mouth.
bool is_on_skin(std::string_view form);

}  // namespace springback::reference
