// What was taken, counted by ingredients: docs/formats/ledger.md, section 2. A dose that is only asked about
// is a dose too.
#pragma once

#include "reference/story.h"

namespace springback::reference {

struct Dose {
  std::string entry;  ///< empty: only asked about
  Microseconds at = 0;
  std::map<int, std::int64_t> micrograms;  ///< by ingredient, after `counts_as`
  std::set<int> told;                      ///< ingredients before `counts_as`
  bool anything = false;                   ///< its contents are not known
  bool amount_known = true, extended_release = false, on_skin = false, prescribed = false;
  int product = -1;
  std::int64_t units = 1000;  ///< thousandths
};

/// May I take this now? A product, or ingredients and how they are taken.
struct Candidate {
  int product = -1;
  std::int64_t units = 1000;                             ///< thousandths
  std::vector<std::pair<int, std::int64_t>> micrograms;  ///< in one unit; not with a product
  bool contents_known = true, extended_release = false, on_skin = false;
};

/// The `dose` of a request. Throws std::runtime_error.
Candidate read_candidate(const Protocol& protocol, const nlohmann::json& json);

/// The instant of the entry furthest ahead, or this one.
Microseconds furthest(const std::vector<Entry>& entries, Microseconds at);

/// The doses of the entries that count at this instant, earliest first; live: of entries ahead of it too.
std::vector<Dose> doses_of(const Protocol& protocol, const std::vector<Entry>& entries, Microseconds at,
                           bool live = false);
Dose dose_of(const Protocol& protocol, const Candidate& candidate, Microseconds at);

const Ingredient& ingredient_of(const Protocol& protocol, int place);
const Product* product_of(const Protocol& protocol, const Dose& dose);  ///< null without one

/// Less than 24 hours old at this instant.
bool is_recent(const Dose& dose, Microseconds at);

/// Whether it is a dose of this ingredient: one whose contents are not known is.
bool is_of(const Dose& dose, int ingredient);
bool has_class(const Protocol& protocol, int ingredient, const std::string& name);

/// In a row, of the ingredient and of class nsaid where it is of that, up to this instant.
struct DaysOfUse {
  int days = 1;
  std::set<std::string> entries;
};
DaysOfUse days_of_use(const Protocol& protocol, const std::vector<Dose>& doses, Microseconds at,
                      int ingredient);

}  // namespace springback::reference
