// The protocol, read a second time from its YAML: docs/formats/protocol.md. Indices are places in the file.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "reference/condition.h"
#include "reference/medicines.h"

namespace springback::reference {

enum class Group : std::uint8_t { person, history, caution, episode, now, derived };
enum class Type : std::uint8_t { boolean, integer, tenths, choice, set };
enum class Urgency : std::uint8_t { self_care, routine, soon, today, emergency, undecided };

struct Finding {
  std::string id;
  Group group{};
  Type type{};
  std::vector<std::string> values;      ///< choice, set
  int none = -1;                        ///< choice: index of the reassuring value, -1 without
  bool danger = false, ask_twice = false;
  bool reported = true;                 ///< false: derived, and never told
  int low = 0, high = 0;                ///< integer, tenths (in tenths)
  std::int64_t stale_after_seconds = 0; ///< 0: never by age
  bool stale_with_episode = false;
  bool any_fades = false;               ///< every answer goes stale
  bool asked_never = false;
  std::optional<Condition> asked_if;    ///< resolved; absent where always or never
  std::vector<int> from;                ///< derived
  bool read_by_triage = false;          ///< story.md, `unsure_other`
};

struct Rule {
  std::string id;
  Urgency urgency = Urgency::self_care;
  bool recheck = false, keeps_comfort = false;
  Condition when;
  std::string name() const;  ///< "R04.soon", "R40.recheck"
};

struct Question {
  std::string line;            ///< its own id, or that of its finding
  std::vector<int> covers;
};

struct Card {
  std::string id;
  bool first = false, again = false;  ///< asked in an interview, in a check-in (`any`: both)
  bool medicine = false;              ///< asked before the ledger answers, and only then
  int while_told = -1;                ///< asked again only while this finding is told yes, and then whole
  std::vector<int> instead_of;        ///< cards
  std::vector<Question> questions;
};

struct Guard {
  std::string id;
  bool common = false;         ///< of every measure
  bool check_unknown = true;
  Condition when;
};

struct Measure {
  std::string id, kind;
  bool also_undecided = false;
  int gap_minutes = 0, per_day_max = 0;
  Condition shown;
  std::vector<Guard> guards;   ///< the common ones first
};

/// A step of a screen (help.yaml), or when a check-in is due (course.yaml): here only when it holds.
struct Step {
  std::string id;
  Condition when;
};

struct Protocol {
  std::vector<Finding> findings;
  std::map<std::string, Condition> named;  ///< resolved
  std::vector<Rule> rules;
  std::vector<Card> cards;
  std::vector<Measure> measures;
  std::vector<Step> help, checkins;
  std::vector<Ingredient> ingredients;
  std::vector<Washout> washouts;
  std::vector<Product> products;
  std::vector<Caution> cautions;
  std::vector<int> choices;  ///< ingredients

  int find(std::string_view finding) const;  ///< -1 where there is none
};

/// A condition of this protocol, resolved. Throws std::runtime_error with one line on what it cannot read.
Condition read_condition(const Protocol& protocol, const std::string& text);

/// From texts by file name ("triage.yaml"). Throws std::runtime_error with one line on what it cannot read.
Protocol read_protocol(const std::map<std::string, std::string>& files);

}  // namespace springback::reference
