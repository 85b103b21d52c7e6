// What Springback knows, as constant tables: the shape that protocol/*.yaml is compiled into. A `Protocol` is
// only views; the arrays behind it are built into the program (`built_in()`) or owned by a loader in a test,
// so that a changed protocol can be tried without a new build. docs/formats/protocol.md defines the meaning
// of every field.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "protocol/conditions.h"
#include "protocol/ids.h"
#include "protocol/medicines.h"

namespace springback {

enum class Group : std::uint8_t { person, history, caution, episode, now, derived };
enum class Type : std::uint8_t { boolean, integer, tenths, choice, set };

/// Six urgencies of the contract. The order of the first five is the order of concern.
enum class Urgency : std::uint8_t { self_care, routine, soon, today, emergency, undecided };
inline constexpr int kUrgencies = 6;

enum class Confidence : std::uint8_t { checked, secondary, unverified, our_decision };

struct Choice {
  std::string_view id;
  WordId label = 0;
};

struct Finding {
  std::string_view id;
  Group group{};
  Type type{};
  bool danger = false;  ///< a yes wins ties and outlasts "not sure"
  bool ask_twice = false;  ///< the first "not sure" is asked again
  bool reported = true;  ///< false: only computed
  bool in_triage = false;  ///< some rule reads it, directly or through a derived finding
  std::int32_t low = 0, high = 0;  ///< integer and tenths
  std::int16_t none_value = -1;  ///< choice: index of the reassuring value, -1 without
  std::int32_t stale_after_seconds = 0;  ///< 0 never
  bool stale_with_episode = false;
  bool stale_any = false;  ///< a yes goes stale too, not only what reassures
  bool asked_never = false;
  std::uint16_t gate =
      kNone;  ///< row of `gates` that fires where `asked_if` is *yes*; gate + 1 where it is *no*
  std::span<const Choice> values;  ///< choice and set
  std::span<const FindingId> from;  ///< derived: the findings to ask instead
  WordId ask = 0, help = 0, again = 0, say = 0;
};

struct Rule {
  std::string_view id;
  Urgency urgency{};
  bool recheck = false;  ///< no urgency: makes older reassuring answers stale (R40)
  bool keeps_comfort = false;
  bool line_poison = false, line_crisis = false;
  std::uint8_t suspect = 0;  ///< index into `suspects`
  WordId because = 0;
  std::span<const SourceId> sources;
};

/// What one chosen option of a line tells: `finding` has `value` (1 for a yes, the index of a choice, a
/// number).
struct Setting {
  FindingId finding = 0;
  std::int32_t value = 0;
};

struct Option {
  std::string_view id;
  WordId text = 0;
  std::span<const Setting> sets;
};

/// One line on a card. A line without options asks its one finding as that finding is typed.
struct Question {
  std::span<const FindingId> covers;  ///< never empty; the first names the line
  std::span<const Option> options;
  WordId text = 0, help = 0;
};

struct Card {
  std::string_view id;
  WordId title = 0;
  bool first = false, again = false;  ///< asked in an interview, in a check-in
  bool medicine = false;  ///< asked before the ledger answers, and only then
  bool none = false;  ///< "none of these" answers it whole
  FindingId while_finding = kNone;  ///< in a check-in: asked while this is yes, whatever `asked_if` says
  std::uint32_t instead_of = 0;  ///< bit per card it stands for in a check-in
  std::span<const Question> questions;
};

enum class MeasureKind : std::uint8_t {
  position,
  getting_up,
  cold,
  heat,
  rest,
  walk,
  movement,
  massage,
  medicine,
  physiotherapy,
  prevention,
  note,
};

struct Guard {
  std::string_view id;
  std::uint16_t row = 0;  ///< in `Protocol::relief_conditions`
  bool check_unknown = true;
  WordId because = 0;
};

struct Measure {
  std::string_view id;
  MeasureKind kind{};
  bool also_undecided = false;
  std::uint16_t shown = 0;  ///< row in `relief_conditions`
  std::int16_t minutes = 0, minutes_max = 0, gap_minutes = 0, per_day_max = 0;  ///< 0: none
  WordId title = 0, why = 0, watch = 0;
  std::string_view grade;
  std::span<const WordId> how;
  std::span<const Guard> guards;
  std::span<const SourceId> sources;
};

struct HelpStep {
  std::string_view id;
  std::uint8_t urgencies = 0;  ///< bit per Urgency
  std::uint8_t group = 0;  ///< of one group (not 0) only the first that holds is shown
  std::uint16_t row = 0;  ///< in `help_conditions`
  std::uint32_t suspects = 0;  ///< bit per suspect; 0: whatever is suspected
  WordId text = 0;
};

struct Suspect {
  std::string_view id;
  WordId name = 0;
};

enum class LineKind : std::uint8_t { emergency, urgent, poison, crisis };

struct Line {
  LineKind kind{};
  std::string_view number;  ///< empty where there is none to call
  WordId text = 0;
};

struct Region {
  std::string_view id;
  WordId name = 0;
  std::span<const Line> lines;
};

struct Checkin {
  std::string_view id;
  std::uint16_t row = 0;  ///< in `course_conditions`
  std::int16_t hours = 0;
  WordId why = 0;
};

/// Findings that code computes or reads by name. The compiler looks them up once; kNone where a protocol
/// lacks one.
enum class Known : std::uint8_t {
  acetaminophen_over_4g,
  age_at_onset,
  age_years,
  alcoholic_drinks_per_day,
  all_doses_logged,
  below_knee,
  both_legs,
  days_since_onset,
  fever,
  fever_masked,
  height_cm,
  leg_numbness,
  leg_sign_new,
  leg_tingling,
  leg_weakness,
  low_body_weight,
  low_interest,
  low_mood,
  medicated,
  medicine_in_use,
  pain_drop_percent,
  pain_drop_points,
  pain_now,
  pain_rise_3_for_2_days,
  pain_sites,
  phq2,
  profile_old,
  profile_unchanged,
  region,
  sedated,
  sex,
  skin_medicine_on,
  spread_new,
  takes_other_nsaid,
  takes_prescribed_acetaminophen,
  temperature_c,
  three_drinks_daily,
  trigger,
  unsure_other,
  unsure_twice,
  weight_kg,
};
inline constexpr std::array<std::string_view, 41> kKnownIds = {
    "acetaminophen_over_4g",
    "age_at_onset",
    "age_years",
    "alcoholic_drinks_per_day",
    "all_doses_logged",
    "below_knee",
    "both_legs",
    "days_since_onset",
    "fever",
    "fever_masked",
    "height_cm",
    "leg_numbness",
    "leg_sign_new",
    "leg_tingling",
    "leg_weakness",
    "low_body_weight",
    "low_interest",
    "low_mood",
    "medicated",
    "medicine_in_use",
    "pain_drop_percent",
    "pain_drop_points",
    "pain_now",
    "pain_rise_3_for_2_days",
    "pain_sites",
    "phq2",
    "profile_old",
    "profile_unchanged",
    "region",
    "sedated",
    "sex",
    "skin_medicine_on",
    "spread_new",
    "takes_other_nsaid",
    "takes_prescribed_acetaminophen",
    "temperature_c",
    "three_drinks_daily",
    "trigger",
    "unsure_other",
    "unsure_twice",
    "weight_kg",
};

struct Protocol {
  std::string_view version;
  std::string_view sha256;  ///< of all the YAML it was made from
  std::span<const Finding> findings;
  std::span<const Input> inputs;
  std::span<const std::string_view> sources;
  std::span<const Suspect> suspects;
  std::span<const Rule> rules;  ///< row i of `triage` belongs to rule i
  std::span<const Card> cards;
  std::span<const Measure> measures;
  std::span<const HelpStep> help;
  std::span<const WordId> help_titles;  ///< by Urgency
  std::span<const Region> regions;
  std::span<const Ingredient> ingredients;
  std::span<const Product> products;
  std::span<const Caution> cautions;
  std::span<const MedicineChoice> choices;
  std::span<const Regular> regulars;
  std::int32_t washout_minutes = 0;  ///< between two different ingredients of class nsaid by mouth
  std::span<const Checkin> checkins;
  Conditions triage, gates, relief_conditions, help_conditions, course_conditions, caution_conditions;
  std::span<const std::uint64_t> rows_of_urgency;  ///< urgency * triage.words + word: heads of its rows
  std::array<FindingId, kKnownIds.size()> known{};
  std::uint8_t gate_levels = 0;  ///< how deep `asked_if` conditions build on one another
};

/// The protocol that was compiled into this program.
const Protocol& built_in();

/// kNone where the protocol has no such finding.
inline FindingId id_of(const Protocol& protocol, Known known) {
  return protocol.known[static_cast<std::size_t>(known)];
}

/// The finding with this id; kNone where the protocol knows none.
FindingId find_finding(const Protocol& protocol, std::string_view id);

}  // namespace springback
