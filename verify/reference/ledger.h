// May I take this now? Told a second time: docs/formats/ledger.md, sections 3 to 5. Slow and obvious; nothing
// is shared with src.
#pragma once

#include "reference/doses.h"

namespace springback::reference {

/// Why, and what it rests on.
struct Reason {
  Ruling ruling{};
  std::string id;  ///< of section 3 or 4, or of a caution
  int ingredient = -1;  ///< the one it is about, after `counts_as`; -1: the product, or the person
  std::set<std::string> entries, rows;
  std::set<int> findings;  ///< `caution_unknown`: those that would tell
  std::int64_t limit = 0;  ///< minutes, micrograms, thousandths of a unit, or days
  std::optional<Microseconds> holds_from;  ///< of section 3
};

struct Verdict {
  Ruling kind{};
  std::optional<Microseconds> next_at;  ///< with `wait`
  std::int64_t units_max_now = 0;  ///< thousandths
  bool numbers_told = false;  ///< else every limit and `units_max_now` are 0: under 18, or the age unknown
  std::vector<Reason> reasons;  ///< the strictest first, then in the order of the tables
};

/// `story` is that of these entries at this instant. `region` is empty where it is unknown.
Verdict judge(const Protocol& protocol, const Story& story, const std::vector<Entry>& entries,
              Microseconds at, const std::string& region, bool live, Urgency urgency,
              const Candidate& candidate);

struct IngredientVerdict {
  int ingredient = 0;
  Candidate candidate;  ///< what stands for it
  Verdict verdict;
  bool suggested = false;  ///< one at most
};

/// All at once: the choices, then what else was taken of late.
std::vector<IngredientVerdict> judge_ingredients(const Protocol& protocol, const Story& story,
                                                 const std::vector<Entry>& entries, Microseconds at,
                                                 const std::string& region, bool live, Urgency urgency);

// --- Section 5 -----------------------------------------------------------------------------------

struct Breach {
  std::string entry, id;  ///< of section 5
  int ingredient = -1;
  bool recent = false;  ///< shows the poison line
};
std::vector<Breach> breaches(const Protocol& protocol, const std::vector<Entry>& entries, Microseconds at,
                             bool live = false);

struct InUse {
  std::set<int> ingredients;  ///< after `counts_as`
  bool anything = false;  ///< a dose of which nobody knows the contents
  bool regular_nsaid = false;  ///< `takes_other_nsaid`
  bool regular_acetaminophen = false;  ///< `takes_prescribed_acetaminophen`
};
InUse in_use(const Protocol& protocol, const Story& story, const std::vector<Entry>& entries, Microseconds at,
             bool live = false);

/// Of an ingredient in the last 24 hours, against its ceilings; 0: none.
struct Taken {
  int ingredient = 0;
  std::int64_t micrograms = 0, label_24h = 0, absolute_24h = 0;
  bool at_least = false;  ///< the amount of a dose, or what was in it, is not known
};
std::vector<Taken> taken_in_24_hours(const Protocol& protocol, const std::vector<Entry>& entries,
                                     Microseconds at, bool live = false);

}  // namespace springback::reference
