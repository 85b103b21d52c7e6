// Both sides of every limit and every reason of docs/formats/ledger.md, with a small protocol of its own.
// Instants are `[-]hours:minutes[:seconds]` from midnight of one day.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>

#include "reference/ledger.h"

namespace springback::reference {
namespace {

using Json = nlohmann::json;
using Ids = std::vector<std::string>;

constexpr Microseconds second = 1'000'000, minute = 60 * second, hour = 60 * minute, day = 24 * hour;

constexpr const char* all_findings = R"(findings:
  - {id: age_years, group: person, type: int, range: [0, 120]}
  - {id: weight_kg, group: person, type: tenths, range: [10, 5000]}
  - {id: all_doses_logged, group: caution, type: bool, stale_after: episode}
  - {id: takes_other_nsaid, group: caution, type: bool, stale_after: episode}
  - {id: allergy, group: caution, type: bool, stale_after: episode}
  - {id: ulcer, group: caution, type: bool, stale_after: episode}
  - {id: asthma, group: caution, type: bool, stale_after: episode}
  - {id: never_asked, group: caution, type: bool, asked_if: never}
)";

constexpr const char* all_medicines = R"(ingredients:
  - id: acetaminophen
    classes: [acetaminophen]
    mixed_24h_mg: 3000
    limits:
      - {region: us, route: mouth, release: plain, dose_mg: 650, dose_max_mg: 1000, gap_minutes: 360,
         label_24h_mg: 3000, absolute_24h_mg: 4000, days_max: 10}
      - {region: us, route: mouth, release: extended, dose_mg: 1300, dose_max_mg: 1300, gap_minutes: 480,
         label_24h_mg: 3900, absolute_24h_mg: 4000, days_max: 10}
      - {region: uk, route: mouth, release: plain, dose_mg: 500, dose_max_mg: 1000, gap_minutes: 240,
         label_24h_mg: 4000, absolute_24h_mg: 4000, days_max: 3}
  - id: ibuprofen
    classes: [nsaid]
    limits:
      - {region: us, route: mouth, release: plain, dose_mg: 200, dose_max_mg: 400, gap_minutes: 360,
         label_24h_mg: 1200, absolute_24h_mg: 1400, days_max: 10}
  - id: naproxen_sodium
    classes: [nsaid]
    limits:
      - {region: us, route: mouth, release: plain, dose_mg: 220, dose_max_mg: 440, gap_minutes: 480,
         label_24h_mg: 660, absolute_24h_mg: 660, days_max: 10}
  - {id: naproxen, classes: [nsaid], counts_as: naproxen_sodium, per_mg_micrograms: 1100}
  - id: aspirin
    classes: [nsaid, salicylate]
    limits:
      - {region: us, route: mouth, release: plain, dose_mg: 325, dose_max_mg: 650, gap_minutes: 240,
         label_24h_mg: 3900, absolute_24h_mg: 3900, days_max: 10}
  - {id: diclofenac, classes: [nsaid]}
  - {id: lidocaine, classes: [other]}
  - {id: caffeine, classes: [other]}
washouts:
  - {id: nsaid, minutes: 1440}
products:
  - {id: apap-500, region: us, form: tablet, contains: {acetaminophen: 500}, halves: true, unit_dose: 1,
     unit_dose_max: 2, units_24h: 6, judged: true}
  - {id: apap-325, region: us, form: tablet, contains: {acetaminophen: 325}, halves: true, unit_dose: 2,
     unit_dose_max: 2, units_24h: 10, judged: true}
  - {id: apap-er, region: us, form: er_tablet, contains: {acetaminophen: 650}, unit_dose: 2,
     unit_dose_max: 2, units_24h: 6, judged: true}
  - {id: apap-uk, region: uk, form: tablet, contains: {acetaminophen: 500}, unit_dose: 1, unit_dose_max: 2,
     units_24h: 8, judged: true}
  - {id: ibuprofen-200, region: us, form: tablet, contains: {ibuprofen: 200}, halves: true, unit_dose: 1,
     unit_dose_max: 2, judged: true}
  - {id: naproxen-220, region: us, form: tablet, contains: {naproxen_sodium: 220}, unit_dose: 1,
     unit_dose_max: 2, judged: true}
  - {id: aspirin-325, region: us, form: tablet, contains: {aspirin: 325}, unit_dose: 1, unit_dose_max: 2,
     judged: true}
  - {id: ibuprofen-slow, region: us, form: tablet, contains: {ibuprofen: 200}, unit_dose: 1,
     unit_dose_max: 2, gap_minutes: 600, units_24h: 3, judged: true}
  - {id: headache, region: us, form: tablet, contains: {acetaminophen: 250, aspirin: 250, caffeine: 65},
     gap_minutes: 360, units_24h: 8}
  - {id: night-liquid, region: us, form: liquid_ml, contains: {acetaminophen: 21.667}}
  - {id: patch, region: us, form: patch, contains: {lidocaine: 0}, unit_dose: 1, unit_dose_max: 1,
     gap_minutes: 480, units_24h: 3, days_max: 7, judged: true}
  - {id: gel, region: us, form: gel_g, contains: {diclofenac: 10}, unit_dose: 2, unit_dose_max: 4,
     gap_minutes: 360, units_24h: 32, judged: true}
choices:
  - {ingredient: ibuprofen}
  - {ingredient: acetaminophen}
cautions:
  - {id: under_18, verdict: ask_first, when: age_years < 18}
  - {id: aspirin_under_18, verdict: not_for_you, of: {classes: [salicylate]}, when: age_years < 18,
     when_unknown: not_for_you}
  - {id: light, verdict: ask_first, when: weight_kg < 500}
  - {id: doses_not_logged, verdict: ask_first, when: not all_doses_logged}
  - {id: twice_the_class, verdict: not_for_you, of: {classes: [nsaid]}, when: takes_other_nsaid}
  - {id: old_65, verdict: ask_first, of: {classes: [nsaid], route: mouth}, when: age_years >= 65}
  - {id: nsaid_allergy, verdict: not_for_you, of: {classes: [nsaid]}, when: allergy}
  - {id: nsaid_ulcer, verdict: ask_first, of: {ingredients: [ibuprofen, naproxen], route: mouth},
     when: ulcer or never_asked}
  - {id: acetaminophen_asthma, verdict: warn, of: {classes: [acetaminophen]}, when: asthma}
)";

Protocol read(const std::string& medicines_text) {
  return read_protocol({{"findings.yaml", all_findings},
                        {"triage.yaml", "named: []\nrules: []"},
                        {"cards.yaml", "cards: []"},
                        {"relief.yaml", "measures: []"},
                        {"help.yaml", "help: []"},
                        {"course.yaml", "checkins: []"},
                        {"medicines.yaml", medicines_text}});
}

const Protocol& protocol() {
  static const Protocol protocol = read(all_medicines);
  return protocol;
}

int ingredient(const std::string& id) {
  for (std::size_t place = 0; place < protocol().ingredients.size(); ++place)
    if (protocol().ingredients[place].id == id) return static_cast<int>(place);
  throw std::logic_error(id);
}

const Microseconds midnight = read_instant("2026-11-05T00:00:00Z");

Microseconds at(int hours, int minutes = 0, int seconds = 0) {
  return midnight + hours * hour + minutes * minute + seconds * second;
}

std::string written(Microseconds instant) {
  const Microseconds of_month = instant - read_instant("2026-11-01T00:00:00Z");
  char text[40];
  std::snprintf(text, sizeof text, "2026-11-%02dT%02d:%02d:%02dZ", static_cast<int>(of_month / day) + 1,
                static_cast<int>(of_month % day / hour), static_cast<int>(of_month % hour / minute),
                static_cast<int>(of_month % minute / second));
  return text;
}

/// A grown person to whom nothing forbids anything, and what they took.
class Person {
 public:
  Json findings = {{"age_years", 40},  {"weight_kg", 70}, {"takes_other_nsaid", false},
                   {"allergy", false}, {"ulcer", false},  {"asthma", false}};
  std::optional<Microseconds> logged;  ///< when all doses were said to be logged; absent: at the question
  bool says_logged = true, live = false;
  std::string region = "us";
  Urgency urgency = Urgency::self_care;

  Person& took(Microseconds when, const Json& what) {
    Json json = what;
    json["id"] = "dose" + std::to_string(++count_);
    json["kind"] = "took";
    if (!json.contains("at")) json["at"] = written(when);
    entries_.push_back(read_entry(protocol(), json));
    return *this;
  }
  Person& took(Microseconds when, const std::string& product, double units) {
    return took(when, Json{{"product", product}, {"units", units}});
  }
  Person& add(Microseconds when, Json json) {
    json["at"] = written(when);
    entries_.push_back(read_entry(protocol(), json));
    return *this;
  }

  const std::vector<Entry>& entries() const { return entries_; }
  /// By hand: story.md has its own tests.
  Story story(Microseconds when) const {
    Story story{.at = when};
    story.answers.resize(protocol().findings.size());
    story.known.resize(protocol().findings.size());
    const auto tell = [&](const Json& told, Microseconds then) {
      const Json report = {{"id", "told"}, {"at", written(then)}, {"kind", "reported"}, {"findings", told}};
      for (const Told& one : read_entry(protocol(), report).told) {
        const auto place = static_cast<std::size_t>(one.finding);
        story.answers[place] = {.state = one.unsure ? Answer::State::unsure : Answer::State::told,
                                .value = one.value,
                                .at = then};
        story.known[place] = {one.unsure ? Known::State::unsure : Known::State::told, false, one.value};
      }
    };
    story.known[static_cast<std::size_t>(protocol().find("never_asked"))] = {Known::State::not_applicable};
    tell(findings, when);
    if (says_logged) tell({{"all_doses_logged", true}}, logged.value_or(when));
    return story;
  }
  Verdict may_take(Microseconds when, const Json& dose) const {
    return judge(protocol(), story(when), entries(), when, region, live, urgency,
                 read_candidate(protocol(), dose));
  }
  Verdict may_take(Microseconds when, const std::string& product, double units) const {
    return may_take(when, Json{{"product", product}, {"units", units}});
  }

 private:
  std::vector<Entry> entries_;
  int count_ = 0;
};

Ids ids(const Verdict& verdict) {
  Ids ids;
  for (const Reason& reason : verdict.reasons) ids.push_back(reason.id);
  return ids;
}

const Reason& reason(const Verdict& verdict, const std::string& id) {
  for (const Reason& one : verdict.reasons)
    if (one.id == id) return one;
  throw std::logic_error("not told: " + id);
}

/// Refused a second before, for these reasons alone, and allowed at it.
void expect_from(const Person& person, Microseconds instant, const Json& dose, const Ids& reasons) {
  const Verdict before = person.may_take(instant - second, dose), then = person.may_take(instant, dose);
  EXPECT_EQ(before.kind, Ruling::wait);
  EXPECT_EQ(before.next_at, instant) << (before.next_at ? written(*before.next_at) : "never");
  EXPECT_EQ(ids(before), reasons);
  EXPECT_EQ(then.kind, Ruling::label_allows);
  EXPECT_EQ(ids(then), Ids{});
  EXPECT_EQ(then.next_at, std::nullopt);
  EXPECT_EQ(before.units_max_now, then.units_max_now);
}

Json units(const std::string& product, double units) { return {{"product", product}, {"units", units}}; }

// --- What was worked out beforehand, by hand -------------------------------------------------------

TEST(Vectors, ThreeGramsOfAcetaminophen) {
  Person person;
  person.took(at(0), "apap-500", 2).took(at(6), "apap-500", 2).took(at(12), "apap-500", 2);
  const Verdict verdict = person.may_take(at(18), "apap-500", 1);
  EXPECT_EQ(verdict.kind, Ruling::wait);
  EXPECT_EQ(verdict.next_at, at(24));
  EXPECT_EQ(ids(verdict), (Ids{"label_ceiling", "product_ceiling"}));
  EXPECT_EQ(reason(verdict, "label_ceiling").entries, (std::set<std::string>{"dose1", "dose2", "dose3"}));
  EXPECT_EQ(reason(verdict, "label_ceiling").limit, 3'000'000);
  EXPECT_EQ(verdict.units_max_now, 2000);
  const std::vector<Taken> taken = taken_in_24_hours(protocol(), person.entries(), at(18));
  ASSERT_EQ(taken.size(), 1U);
  EXPECT_EQ(taken[0].absolute_24h - taken[0].micrograms, 1'000'000);
  EXPECT_EQ(taken[0].label_24h, taken[0].micrograms);
}

TEST(Vectors, ExtendedReleaseAndAnyMore) {
  Person person;
  person.took(at(8), "apap-er", 2).took(at(16), "apap-er", 2).took(at(24), "apap-er", 2);
  const Verdict verdict = person.may_take(at(31), "apap-325", 1);
  EXPECT_EQ(verdict.kind, Ruling::wait);
  EXPECT_EQ(ids(verdict), (Ids{"gap", "label_ceiling", "absolute_ceiling"}));
  EXPECT_EQ(reason(verdict, "absolute_ceiling").holds_from, at(32));
  EXPECT_EQ(reason(verdict, "gap").holds_from, at(32));  // that of the extended release, 8 hours
  EXPECT_EQ(verdict.next_at, at(32));
}

TEST(Vectors, ToldAfterTheFact) {
  Person person;
  person.took(at(24), Json{{"product", "night-liquid"}, {"units", 30}, {"taken_at", written(at(22))}})
      .took(at(24), Json{{"product", "headache"}, {"units", 2}, {"taken_at", written(at(23))}})
      .took(at(24), Json{{"product", "apap-500"}, {"units", 2}, {"taken_at", written(at(23, 30))}});
  EXPECT_EQ(taken_in_24_hours(protocol(), person.entries(), at(24)).front().micrograms, 2'150'010);
  const std::vector<Breach> found = breaches(protocol(), person.entries(), at(24));
  ASSERT_EQ(found.size(), 2U);
  for (const Breach& breach : found) EXPECT_TRUE(breach.id == "gap" && breach.recent);
  expect_from(person, at(29, 30), units("apap-500", 1), {"gap"});
  for (const char* product : {"ibuprofen-200", "naproxen-220"})
    expect_from(person, at(47), units(product, 1), {"washout"});
}

TEST(Vectors, IbuprofenAndThenAnother) {
  Person person;
  person.took(at(8), "ibuprofen-200", 2).took(at(12), "ibuprofen-200", 2).took(at(16), "ibuprofen-200", 2);
  expect_from(person, at(32), units("ibuprofen-200", 2), {"label_ceiling", "absolute_ceiling"});
  expect_from(person, at(40), units("naproxen-220", 1), {"washout"});
}

TEST(Vectors, NaproxenThreeTimes) {
  Person person;
  person.took(at(9), "naproxen-220", 2).took(at(17), "naproxen-220", 1);
  expect_from(person, at(33), units("naproxen-220", 1), {"label_ceiling", "absolute_ceiling"});
}

TEST(Vectors, ElapsedTimeKnowsNoZones) {
  Person person;
  person.took(0, Json{{"product", "ibuprofen-200"}, {"at", "2026-11-05T10:00:00+01:00"}});
  expect_from(person, at(15), units("ibuprofen-200", 1), {"gap"});
}

TEST(Vectors, TheTenthDayOfAClass) {
  Person person;
  for (int n = 0; n < 9; ++n) person.took(at(24 * n), n % 2 == 0 ? "ibuprofen-200" : "aspirin-325", 1);
  EXPECT_EQ(person.may_take(at(24 * 9) - second, "ibuprofen-200", 1).kind, Ruling::label_allows);
  const Verdict tenth = person.may_take(at(24 * 9), "ibuprofen-200", 1);
  EXPECT_EQ(tenth.kind, Ruling::ask_first);
  EXPECT_EQ(ids(tenth), (Ids{"days"}));
}

TEST(Vectors, ADoseThatIsTakenBack) {
  Person person;
  person.took(at(8), "ibuprofen-200", 1);
  EXPECT_EQ(person.may_take(at(9), "ibuprofen-200", 1).kind, Ruling::wait);
  person.add(at(8, 30), {{"id", "r"}, {"kind", "retracted"}, {"entry", "dose1"}});
  EXPECT_EQ(person.may_take(at(9), "ibuprofen-200", 1).kind, Ruling::label_allows);
}

// --- Section 3: both sides of every limit ----------------------------------------------------------

TEST(Gap, IsOverAtTheLeastMinutes) {
  expect_from(Person().took(at(8), "ibuprofen-200", 1), at(14), units("ibuprofen-200", 1), {"gap"});
}

TEST(Gap, IsTheGreaterOfBoth) {
  expect_from(Person().took(at(8), "apap-er", 1), at(16), units("apap-500", 1), {"gap"});
  expect_from(Person().took(at(8), "apap-500", 1), at(16), units("apap-er", 1), {"gap"});
  Person abroad;
  abroad.region = "uk";
  expect_from(abroad.took(at(8), "apap-uk", 1), at(12), units("apap-uk", 1), {"gap"});
  expect_from(abroad, at(14), units("apap-500", 1), {"gap"});
}

TEST(Gap, IsOfEveryDose) {
  Person person;
  person.took(at(8), "apap-er", 1).took(at(9), "apap-500", 0.5);
  expect_from(person, at(16), units("apap-500", 1), {"gap"});
}

TEST(Gap, OfWhatIsToldByIngredientsIsTheStrictest) {
  Person person;
  const Json tablet = {{"ingredients_mg", {{"paracetamol", 500}}}};
  person.region = "uk";
  expect_from(person.took(at(8), "apap-uk", 1), at(14), tablet, {"gap"});
  expect_from(Person().took(at(8), tablet), at(14), units("apap-500", 1), {"gap"});
}

TEST(Gap, OfWhatCountsAsAnother) {
  Person person;
  person.took(at(8), Json{{"ingredients_mg", {{"naproxen", 200}}}});
  expect_from(person, at(16), units("naproxen-220", 1), {"gap"});
  EXPECT_EQ(taken_in_24_hours(protocol(), person.entries(), at(9)).front().micrograms, 220'000);
}

TEST(ProductGap, IsOfTheSameProduct) {
  Person person;
  person.took(at(8), "ibuprofen-slow", 1);
  expect_from(person, at(18), units("ibuprofen-slow", 1), {"product_gap"});
  expect_from(person, at(14), units("ibuprofen-200", 1), {"gap"});
  expect_from(Person().took(at(8), "patch", 1), at(16), units("patch", 1), {"product_gap"});
}

TEST(LabelCeiling, AllowsItsLastMicrogram) {
  Person person;
  person.took(at(0), "ibuprofen-200", 2).took(at(6), "ibuprofen-200", 2).took(at(12), "ibuprofen-200", 1);
  EXPECT_EQ(person.may_take(at(18), "ibuprofen-200", 1).kind, Ruling::label_allows);
  EXPECT_EQ(person.may_take(at(18), "ibuprofen-200", 1).units_max_now, 1000);
  expect_from(person, at(24), units("ibuprofen-200", 1.5), {"label_ceiling"});
}

TEST(AbsoluteCeiling, IsAboveThatOfTheLabel) {
  Person person;
  person.took(at(0), "ibuprofen-200", 1).took(at(1), "ibuprofen-200", 6);
  EXPECT_EQ(reason(person.may_take(at(20), "ibuprofen-200", 1), "absolute_ceiling").holds_from, at(24));
  EXPECT_EQ(reason(person.may_take(at(20), "ibuprofen-200", 1), "label_ceiling").holds_from, at(25));
  EXPECT_EQ(ids(person.may_take(at(24), "ibuprofen-200", 1)), (Ids{"label_ceiling"}));
}

TEST(ProductCeiling, CountsUnitsOfTheSameProduct) {
  Person person;
  person.took(at(0), "ibuprofen-slow", 2).took(at(10), "ibuprofen-slow", 1);
  expect_from(person, at(24), units("ibuprofen-slow", 1), {"product_ceiling"});
  EXPECT_EQ(person.may_take(at(20), "ibuprofen-200", 1).kind, Ruling::label_allows);
}

TEST(Washout, IsADayBetweenTwoOfTheClassByMouth) {
  expect_from(Person().took(at(8), "ibuprofen-200", 1), at(32), units("naproxen-220", 1), {"washout"});
  expect_from(Person().took(at(8), "naproxen-220", 1), at(32), units("ibuprofen-200", 1), {"washout"});
  EXPECT_EQ(Person().took(at(8), "gel", 2).may_take(at(9), "ibuprofen-200", 1).kind, Ruling::label_allows);
  EXPECT_EQ(Person().took(at(8), "ibuprofen-200", 1).may_take(at(9), "gel", 2).kind, Ruling::label_allows);
  EXPECT_EQ(Person().took(at(8), "apap-500", 1).may_take(at(9), "ibuprofen-200", 1).kind,
            Ruling::label_allows);
}

TEST(Clock, WaitsForTheEntryFurthestAhead) {
  Person person;
  person.live = true;
  person.logged = at(8);
  person.add(at(8, 2), {{"id", "ahead"}, {"kind", "noted"}, {"text", "."}});
  EXPECT_EQ(person.may_take(at(8), "ibuprofen-200", 1).kind, Ruling::label_allows);
  person.logged = at(7, 59, 59);
  const Verdict verdict = person.may_take(at(7, 59, 59), "ibuprofen-200", 1);
  EXPECT_EQ(verdict.kind, Ruling::wait);
  EXPECT_EQ(ids(verdict), (Ids{"clock"}));
  EXPECT_EQ(verdict.next_at, at(8, 2));
  person.live = false;
  EXPECT_EQ(person.may_take(at(7, 59, 59), "ibuprofen-200", 1).kind, Ruling::label_allows);
}

TEST(Clock, CountsTheDosesAheadThen) {
  Person person;
  person.live = true;
  person.took(at(9), "ibuprofen-200", 1);
  const Verdict verdict = person.may_take(at(8), "ibuprofen-200", 1);
  EXPECT_EQ(ids(verdict), (Ids{"gap", "clock"}));
  EXPECT_EQ(verdict.next_at, at(15));
  EXPECT_EQ(reason(verdict, "clock").holds_from, at(9));
}

TEST(Acetaminophen, HasTheLabelOfAProductAlone) {
  Person person;
  person.took(at(0), "apap-325", 2).took(at(6), "apap-325", 2).took(at(12), "apap-325", 2);
  person.took(at(18), "apap-325", 2).took(at(18), "apap-325", 1);
  person.logged = at(23, 59);
  EXPECT_EQ(taken_in_24_hours(protocol(), person.entries(), at(23, 59)).front().label_24h, 3'250'000);
  EXPECT_EQ(ids(person.may_take(at(23, 59), "apap-325", 1)), (Ids{"gap"}));  // 3,250 mg
  EXPECT_EQ(ids(person.may_take(at(23, 59), "apap-325", 1.5)),
            (Ids{"gap", "label_ceiling", "product_ceiling"}));
}

TEST(Acetaminophen, IsThreeGramsWhereLabelsDiffer) {
  Person person;
  person.took(at(0), "apap-er", 2).took(at(8), "apap-er", 2);
  EXPECT_EQ(person.may_take(at(16), "apap-er", 2).kind, Ruling::label_allows);  // 3,900 of 3,900
  EXPECT_EQ(person.may_take(at(16), "apap-325", 1).kind, Ruling::label_allows);  // 2,925 of 3,000
  expect_from(person, at(24), units("apap-325", 2), {"label_ceiling"});          // 3,250 of 3,000
  EXPECT_EQ(reason(person.may_take(at(16), "apap-325", 2), "label_ceiling").limit, 3'000'000);
}

TEST(Acetaminophen, IsThreeGramsWhereALabelIsNotKnown) {
  Person person;
  person.took(at(0), "apap-er", 2).took(at(8), "apap-er", 2);
  person.took(at(1), Json{{"product", "who knows"}, {"as", "er_tablet"}});
  EXPECT_EQ(ids(person.may_take(at(16), "apap-er", 2)), (Ids{"unknown_dose", "label_ceiling"}));
}

TEST(Acetaminophen, IsNeverOverFourGrams) {
  Person person;
  person.region = "uk";
  for (const int hours : {0, 4, 8, 12}) person.took(at(hours), "apap-uk", 2);
  const Verdict verdict = person.may_take(at(16), "apap-uk", 1);
  EXPECT_EQ(ids(verdict), (Ids{"label_ceiling", "absolute_ceiling", "product_ceiling"}));
  EXPECT_EQ(reason(verdict, "absolute_ceiling").limit, 4'000'000);
  EXPECT_EQ(verdict.next_at, at(24));
}

TEST(Doses, LeaveWhenTheyAreADayOld) {
  const Person person = Person().took(at(0), Json{{"product", "ibuprofen-200"}, {"amount_known", false}});
  EXPECT_EQ(ids(person.may_take(at(23, 59, 59), "ibuprofen-200", 1)), (Ids{"unknown_dose"}));
  EXPECT_EQ(person.may_take(at(24), "ibuprofen-200", 1).kind, Ruling::label_allows);
}

TEST(Doses, AreReadWithTheirProduct) {
  const Json json = {{"id", "1"},          {"at", written(at(8))},  {"kind", "took"},
                     {"product", "gel"},   {"units", 2.5},          {"taken_at", written(at(7))},
                     {"prescribed", true}, {"amount_known", false}, {"product_text", "the blue one"}};
  const Entry entry = read_entry(protocol(), json);
  EXPECT_EQ(protocol().products[static_cast<std::size_t>(entry.product)].id, "gel");
  EXPECT_EQ(entry.units, 2500);
  EXPECT_EQ(entry.product_text, "the blue one");
  EXPECT_TRUE(entry.on_skin && entry.prescribed && !entry.amount_known);
  const Dose dose = doses_of(protocol(), {entry}, at(8)).front();
  EXPECT_EQ(dose.at, at(7));
  EXPECT_EQ(dose.micrograms, (std::map<int, std::int64_t>{{ingredient("diclofenac"), 25'000}}));
}

TEST(Doses, ThatArePrescribedCount) {
  Person person;
  person.took(at(8), Json{{"product", "ibuprofen-200"}, {"prescribed", true}});
  EXPECT_EQ(person.may_take(at(9), "ibuprofen-200", 1).kind, Ruling::wait);
}

/// Doses at half hours, so that nothing changes but at half hours.
TEST(Earliest, IsTheFirstInstantAndAllAfterItAllow) {
  std::mt19937 draw(20261122);
  const Ids products = {"apap-500", "apap-325", "apap-er", "ibuprofen-200", "naproxen-220", "ibuprofen-slow"};
  const auto below = [&](unsigned end) { return static_cast<int>(draw() % end); };
  const auto product = [&] { return products[draw() % products.size()]; };
  int waited = 0;
  for (int n = 0; n < 150; ++n) {
    Person person;
    for (unsigned dose = 0; dose < 6; ++dose) person.took(at(0, below(48) * 30), product(), 1 + below(2));
    const Json dose = units(product(), 1 + below(2));
    const Verdict first = person.may_take(at(24), dose);
    if (first.kind == Ruling::wait) ++waited;
    const Microseconds from = first.next_at.value_or(at(24));
    for (Microseconds when = at(24); when <= at(72); when += 30 * minute)
      EXPECT_EQ(person.may_take(when, dose).kind, when < from ? Ruling::wait : Ruling::label_allows)
          << n << ' ' << dose << ' ' << written(when);
    if (!first.next_at) continue;
    EXPECT_EQ(person.may_take(from - second, dose).next_at, from) << n;
  }
  EXPECT_GT(waited, 50);
}

TEST(Units, AreTheMostThatEveryLimitAllows) {
  Person person;
  EXPECT_EQ(person.may_take(at(8), "ibuprofen-200", 1).units_max_now, 2000);
  EXPECT_EQ(person.may_take(at(8), Json{{"ingredients_mg", {{"ibuprofen", 100}}}}).units_max_now, 4000);
  person.took(at(0), "ibuprofen-200", 2).took(at(6), "ibuprofen-200", 2).took(at(12), "ibuprofen-200", 1.5);
  EXPECT_EQ(person.may_take(at(18), "ibuprofen-200", 0.5).units_max_now, 500);
  EXPECT_EQ(person.may_take(at(17), "ibuprofen-200", 0.5).units_max_now, 500);  // at 18:00
  EXPECT_EQ(person.may_take(at(17), "ibuprofen-200", 1).units_max_now, 2000);   // at 24:00
  person.urgency = Urgency::emergency;
  EXPECT_EQ(person.may_take(at(18), "ibuprofen-200", 1).units_max_now, 0);
}

// --- Section 4: every reason ----------------------------------------------------------------------

/// What a change of the person makes of one ibuprofen at 8 o'clock.
Verdict with(const Json& findings, const std::string& product = "ibuprofen-200", double units = 1) {
  Person person;
  for (const auto& [id, value] : findings.items())
    if (value == "absent") person.findings.erase(id);
    else person.findings[id] = value;
  return person.may_take(at(8), product, units);
}

void expect(const Verdict& verdict, Ruling kind, const Ids& reasons) {
  EXPECT_EQ(verdict.kind, kind);
  EXPECT_EQ(ids(verdict), reasons);
  EXPECT_EQ(verdict.next_at.has_value(), kind == Ruling::wait);
  EXPECT_EQ(verdict.units_max_now > 0, kind <= Ruling::wait);
}

TEST(Cautions, FireByTheirVerdict) {
  expect(with({}), Ruling::label_allows, {});
  expect(with({{"allergy", true}}), Ruling::not_for_you, {"nsaid_allergy"});
  expect(with({{"ulcer", true}}), Ruling::ask_first, {"nsaid_ulcer"});
  expect(with({{"asthma", true}}, "apap-500"), Ruling::label_allows, {"acetaminophen_asthma"});
  expect(with({{"ulcer", true}}, "aspirin-325"), Ruling::label_allows, {});  // of other ingredients
  expect(with({{"allergy", true}}, "gel", 2), Ruling::not_for_you, {"nsaid_allergy"});  // of any route
  expect(with({{"allergy", true}, {"ulcer", true}}), Ruling::not_for_you, {"nsaid_allergy", "nsaid_ulcer"});
}

TEST(Cautions, LookAtWhatIsInItBeforeItCounts) {
  Person person;
  person.findings["ulcer"] = true;
  expect(person.may_take(at(8), Json{{"ingredients_mg", {{"naproxen", 200}}}}), Ruling::ask_first,
         {"nsaid_ulcer"});
  expect(with({{"ulcer", true}}, "naproxen-220"), Ruling::label_allows, {});
}

TEST(Cautions, ThatAreUnknownAskFirst) {
  for (const Json& unknown : {Json("absent"), Json(nullptr)}) {
    const Verdict verdict = with({{"allergy", unknown}, {"ulcer", unknown}});
    expect(verdict, Ruling::ask_first, {"caution_unknown"});
    EXPECT_EQ(verdict.reasons[0].findings, (std::set{protocol().find("allergy"), protocol().find("ulcer")}));
    EXPECT_EQ(verdict.reasons[0].rows,
              (std::set<std::string>{"caution.nsaid_allergy", "caution.nsaid_ulcer"}));
  }
}

TEST(Person, OfUnder18) {
  expect(with({{"age_years", 18}}), Ruling::label_allows, {});
  expect(with({{"age_years", 17}}), Ruling::ask_first, {"under_18"});
  expect(with({{"age_years", 17}}, "aspirin-325"), Ruling::not_for_you, {"aspirin_under_18", "under_18"});
  expect(with({{"age_years", 18}}, "aspirin-325"), Ruling::label_allows, {});
  expect(with({{"age_years", nullptr}}), Ruling::ask_first, {"caution_unknown"});
  expect(with({{"age_years", nullptr}}, "aspirin-325"), Ruling::not_for_you,
         {"aspirin_under_18", "caution_unknown"});
}

TEST(Person, Of65) {
  expect(with({{"age_years", 64}}), Ruling::label_allows, {});
  expect(with({{"age_years", 65}}), Ruling::ask_first, {"old_65"});
  expect(with({{"age_years", 65}}, "apap-500"), Ruling::label_allows, {});
  expect(with({{"age_years", 65}}, "gel", 2), Ruling::label_allows, {});
}

TEST(Person, OfUnder50Kilograms) {
  expect(with({{"weight_kg", 50}}), Ruling::label_allows, {});
  expect(with({{"weight_kg", 49.9}}), Ruling::ask_first, {"light"});
  expect(with({{"weight_kg", "absent"}}), Ruling::ask_first, {"caution_unknown"});
}

TEST(Person, WithARegularOneOfTheClass) {
  expect(with({{"takes_other_nsaid", true}}), Ruling::not_for_you, {"twice_the_class"});
  expect(with({{"takes_other_nsaid", true}}, "apap-500"), Ruling::label_allows, {});
}

TEST(Label, OfTheRegion) {
  Person person;
  person.region = "";
  expect(person.may_take(at(8), "ibuprofen-200", 1), Ruling::ask_first, {"region_unknown"});
  for (const char* region : {"uk", "eu"}) {
    person.region = region;
    expect(person.may_take(at(8), "ibuprofen-200", 1), Ruling::ask_first, {"region_without_label"});
  }
  person.region = "uk";
  expect(person.may_take(at(8), "apap-500", 1), Ruling::label_allows, {});
  expect(person.may_take(at(8), "patch", 1), Ruling::ask_first, {"region_without_label"});
  expect(with({}, "patch", 1), Ruling::label_allows, {});
  const Json extended = {{"ingredients_mg", {{"ibuprofen", 200}}}, {"as", "er_tablet"}};
  expect(Person().may_take(at(8), extended), Ruling::ask_first, {"region_without_label"});
}

TEST(Label, OfAnyRegionIsOfEach) {
  std::string text = all_medicines;
  text.replace(text.find("region: us", text.find("id: ibuprofen")), 10, "region: any");
  const Protocol anywhere = read(text);
  const Person person;
  const auto judged_in = [&](const std::string& region) {
    return judge(anywhere, person.story(at(8)), person.entries(), at(8), region, false, Urgency::self_care,
                 read_candidate(anywhere, units("ibuprofen-200", 2)));
  };
  expect(judged_in("eu"), Ruling::label_allows, {});
}

TEST(Label, OfAProduct) {
  Person person;
  expect(person.may_take(at(8), "who knows", 1), Ruling::ask_first, {"product_unknown"});
  expect(person.may_take(at(8), Json{{"ingredients_mg", {{"ibuprofen", 200}, {"who knows", 1}}}}),
         Ruling::ask_first, {"product_unknown"});
  expect(person.may_take(at(8), Json{{"product", "who knows"}, {"ingredients_mg", {{"ibuprofen", 200}}}}),
         Ruling::label_allows, {});
  expect(person.may_take(at(8), "headache", 1), Ruling::ask_first, {"product_unconfirmed"});
}

TEST(Logged, IsACautionLikeOthers) {
  Person person;
  expect(person.may_take(at(8), "ibuprofen-200", 1), Ruling::label_allows, {});
  person.says_logged = false;
  expect(person.may_take(at(8), "ibuprofen-200", 1), Ruling::ask_first, {"caution_unknown"});
  person.findings["all_doses_logged"] = false;
  expect(person.may_take(at(8), "ibuprofen-200", 1), Ruling::ask_first, {"doses_not_logged"});
}

TEST(UnknownDose, IsOfAnythingOrOfAnUnknownAmount) {
  const Json anything = {{"product", "who knows"}};
  EXPECT_EQ(ids(Person().took(at(0), anything).may_take(at(23, 59, 59), "ibuprofen-200", 1)),
            (Ids{"unknown_dose", "washout"}));
  EXPECT_EQ(ids(Person().took(at(0), anything).may_take(at(24), "ibuprofen-200", 1)), Ids{});
  Json some = {{"product", "apap-500"}, {"amount_known", false}};
  EXPECT_EQ(ids(Person().took(at(0), some).may_take(at(8), "ibuprofen-200", 1)), Ids{});
  EXPECT_EQ(ids(Person().took(at(0), some).may_take(at(8), "apap-500", 1)), (Ids{"unknown_dose"}));
  some["units"] = 5.5;  // the least
  EXPECT_EQ(ids(Person().took(at(0), some).may_take(at(8), "apap-500", 1)),
            (Ids{"unknown_dose", "label_ceiling", "product_ceiling"}));
}

TEST(Days, AreInARowWithLessThan48Hours) {
  Person person;
  for (int n = 0; n < 5; ++n) person.took(at(47 * n), "apap-500", 1);
  const std::vector<Entry> entries = person.entries();
  const std::vector<Dose> doses = doses_of(protocol(), entries, at(47 * 4));
  const auto days_at = [&](Microseconds when) {
    return days_of_use(protocol(), doses, when, ingredient("acetaminophen")).days;
  };
  EXPECT_EQ(days_at(at(47 * 4)), 8);
  EXPECT_EQ(days_at(at(47 * 5)), 10);
  EXPECT_EQ(days_at(at(47 * 4 + 48) - second), 10);
  EXPECT_EQ(days_at(at(47 * 4 + 48)), 1);
  EXPECT_EQ(days_of_use(protocol(), doses, at(47 * 4), ingredient("ibuprofen")).days, 1);
}

TEST(Days, AskFirstWhenTheyAreReached) {
  Person person;
  for (int n = 0; n < 9; ++n) person.took(at(24 * n), "apap-500", 1);
  expect(person.may_take(at(24 * 9) - second, "apap-500", 1), Ruling::label_allows, {});
  expect(person.may_take(at(24 * 9), "apap-500", 1), Ruling::ask_first, {"days"});
  EXPECT_EQ(reason(person.may_take(at(24 * 9), "apap-500", 1), "days").entries.size(), 9U);
  Person abroad;
  abroad.region = "uk";
  abroad.took(at(0), "apap-uk", 1).took(at(24), "apap-uk", 1);
  expect(abroad.may_take(at(48) - second, "apap-uk", 1), Ruling::label_allows, {});
  expect(abroad.may_take(at(48), "apap-uk", 1), Ruling::ask_first, {"days"});
}

TEST(Days, OfAProductAreItsOwn) {
  Person person;
  for (int n = 0; n < 6; ++n) person.took(at(24 * n), "patch", 1);
  expect(person.may_take(at(24 * 6) - second, "patch", 1), Ruling::label_allows, {});
  expect(person.may_take(at(24 * 6), "patch", 1), Ruling::ask_first, {"days"});
}

TEST(TooMuch, IsMoreThanNoTimeMakesPossible) {
  expect(with({}, "ibuprofen-200", 2), Ruling::label_allows, {});
  expect(with({}, "ibuprofen-200", 2.5), Ruling::ask_first, {"too_much"});
  expect(with({}, "ibuprofen-slow", 4), Ruling::ask_first, {"too_much"});
  EXPECT_EQ(reason(with({}, "patch", 2), "too_much").rows, (std::set<std::string>{"product.patch"}));
  const Json by_contents = {{"ingredients_mg", {{"ibuprofen", 400.001}}}};
  expect(Person().may_take(at(8), by_contents), Ruling::ask_first, {"too_much"});
  Person person;
  person.took(at(0), "ibuprofen-200", 2);
  expect(person.may_take(at(1), "ibuprofen-200", 7.5), Ruling::ask_first, {"too_much", "gap"});
}

TEST(Urgency, ThatNeedsADoctorFirst) {
  Person person;
  for (const Urgency urgency : {Urgency::self_care, Urgency::routine, Urgency::soon, Urgency::today}) {
    person.urgency = urgency;
    expect(person.may_take(at(8), "ibuprofen-200", 1), Ruling::label_allows, {});
  }
  for (const Urgency urgency : {Urgency::emergency, Urgency::undecided}) {
    person.urgency = urgency;
    expect(person.may_take(at(8), "ibuprofen-200", 1), Ruling::ask_first, {"urgency"});
  }
}

TEST(Verdict, IsTheStrictestAndTellsEveryReasonInOrder) {
  Person person;
  person.findings = {{"takes_other_nsaid", true}, {"allergy", true}, {"ulcer", true}};
  person.region = "";
  person.says_logged = false;
  person.urgency = Urgency::undecided;
  person.took(at(7), "naproxen-220", 1).took(at(7), "ibuprofen-200", 1);
  expect(person.may_take(at(8), "ibuprofen-200", 3), Ruling::not_for_you,
         {"twice_the_class", "nsaid_allergy", "nsaid_ulcer", "caution_unknown", "region_unknown", "too_much",
          "urgency", "gap", "washout"});
}

TEST(Ingredients, AreTheChoicesThenWhatWasTakenByWhatStandsForThem) {
  Person person;
  person.region = "uk";
  person.took(at(7), "ibuprofen-200", 1).took(at(7), "headache", 1);
  const std::vector<IngredientVerdict> all = judge_ingredients(
      protocol(), person.story(at(8)), person.entries(), at(8), "uk", false, Urgency::self_care);
  ASSERT_EQ(all.size(), 4U);
  EXPECT_EQ(all[0].ingredient, ingredient("ibuprofen"));
  EXPECT_EQ(all[0].candidate.product, -1) << "none is judged there";
  EXPECT_EQ(all[0].candidate.micrograms.front().second, 200'000) << "the least of any region";
  EXPECT_EQ(ids(all[0].verdict), (Ids{"region_without_label", "gap", "washout"}));
  EXPECT_EQ(all[1].ingredient, ingredient("acetaminophen"));
  EXPECT_EQ(protocol().products.at(static_cast<std::size_t>(all[1].candidate.product)).id, "apap-uk");
  EXPECT_EQ(all[2].ingredient, ingredient("aspirin"));
  EXPECT_EQ(all[3].ingredient, ingredient("caffeine"));
  EXPECT_FALSE(all[3].candidate.contents_known) << "no label says how much is one dose";
}

// --- Section 5: what was taken --------------------------------------------------------------------

Ids breaches_of(const Person& person, Microseconds when) {
  Ids ids;
  for (const Breach& breach : breaches(protocol(), person.entries(), when))
    ids.push_back(breach.entry + " " + breach.id + (breach.recent ? "" : ", past"));
  return ids;
}

TEST(Breaches, OfAGap) {
  EXPECT_EQ(breaches_of(Person().took(at(0), "ibuprofen-200", 1).took(at(6), "ibuprofen-200", 1), at(7)),
            Ids{});
  const Person person = Person().took(at(0), "ibuprofen-200", 1).took(at(6) - second, "ibuprofen-200", 1);
  EXPECT_EQ(breaches_of(person, at(30) - 2 * second), (Ids{"dose2 gap"}));
  EXPECT_EQ(breaches_of(person, at(30) - second), (Ids{"dose2 gap, past"}));
}

TEST(Breaches, AreNotSeenInWhatNobodyKnows) {
  const Json anything = {{"product", "who knows"}};
  EXPECT_EQ(breaches_of(Person().took(at(0), anything).took(at(1), "ibuprofen-200", 1), at(2)), Ids{});
  EXPECT_EQ(breaches_of(Person().took(at(0), "ibuprofen-200", 1).took(at(1), anything), at(2)), Ids{});
}

TEST(Breaches, OfASingleDose) {
  EXPECT_EQ(breaches_of(Person().took(at(0), "ibuprofen-200", 2), at(7)), Ids{});
  EXPECT_EQ(breaches_of(Person().took(at(0), "ibuprofen-200", 2.5), at(7)), (Ids{"dose1 single_dose"}));
}

TEST(Breaches, OfACeiling) {
  const auto three = [](double last) {
    return Person()
        .took(at(0), "ibuprofen-200", 2)
        .took(at(6), "ibuprofen-200", 2)
        .took(at(12), "ibuprofen-200", 2)
        .took(at(23), "ibuprofen-200", last);
  };
  EXPECT_EQ(breaches_of(three(0), at(24)), Ids{});
  EXPECT_EQ(breaches_of(three(0.5), at(24)), (Ids{"dose4 label_ceiling"}));
  EXPECT_EQ(breaches_of(three(1.5), at(24)), (Ids{"dose4 label_ceiling", "dose4 absolute_ceiling"}));
}

TEST(Breaches, OfWhatWasPrescribedAreFourGramsOfAcetaminophenOnly) {
  const Json much = {{"product", "ibuprofen-200"}, {"units", 12}, {"prescribed", true}};
  EXPECT_EQ(breaches_of(Person().took(at(0), much).took(at(1), much), at(2)), Ids{});
  const Json grams = {{"product", "apap-500"}, {"units", 8}, {"prescribed", true}};
  EXPECT_EQ(breaches_of(Person().took(at(0), grams), at(2)), Ids{});
  const Json more = {{"product", "apap-500"}, {"units", 8.5}, {"prescribed", true}};
  EXPECT_EQ(breaches_of(Person().took(at(0), more), at(2)), (Ids{"dose1 absolute_ceiling"}));
}

TEST(Breaches, AreNeitherOfTheWashoutNorOfWhatIsNotKnown) {
  EXPECT_EQ(breaches_of(Person().took(at(0), "ibuprofen-200", 1).took(at(1), "naproxen-220", 1), at(2)),
            Ids{});
  EXPECT_EQ(
      breaches_of(Person().took(at(0), Json{{"product", "who knows"}}).took(at(1), "apap-500", 1), at(2)),
      Ids{});
}

TEST(Profile, FromBeforeTheEpisodeIsAskedAgain) {
  Person person;
  Story story = person.story(at(48));
  const auto ids_of = [&] {
    return ids(judge(protocol(), story, {}, at(48), "us", false, Urgency::self_care,
                     read_candidate(protocol(), {{"product", "ibuprofen-200"}})));
  };
  story.began = at(48);
  EXPECT_EQ(ids_of(), Ids{});
  Answer& ulcer = story.answers[static_cast<std::size_t>(protocol().find("ulcer"))];
  ulcer.at = at(24);
  EXPECT_EQ(ids_of(), Ids{});
  ulcer.at = at(24) - 1;
  EXPECT_EQ(ids_of(), (Ids{"profile_old"}));
}

TEST(InUse, IsADoseOfLessThan48HoursOrARegularOne) {
  Person person;
  person.took(at(0), "ibuprofen-200", 1);
  const auto used_at = [&](Microseconds when) {
    return in_use(protocol(), person.story(when), person.entries(), when);
  };
  EXPECT_EQ(used_at(at(48) - second).ingredients, std::set{ingredient("ibuprofen")});
  EXPECT_EQ(used_at(at(48)).ingredients, std::set<int>{});
  EXPECT_FALSE(used_at(at(48)).regular_nsaid);
  person.findings["takes_other_nsaid"] = true;
  EXPECT_TRUE(used_at(at(48)).regular_nsaid);
}

TEST(Taken, SaysWhereItIsTheLeast) {
  Person person;
  person.took(at(0), "apap-er", 2).took(at(8), Json{{"product", "apap-500"}, {"amount_known", false}});
  const std::vector<Taken> taken = taken_in_24_hours(protocol(), person.entries(), at(9));
  ASSERT_EQ(taken.size(), 1U);
  EXPECT_EQ(taken[0].micrograms, 1'300'000);
  EXPECT_EQ(taken[0].label_24h, 3'000'000);
  EXPECT_EQ(taken[0].absolute_24h, 4'000'000);
  EXPECT_TRUE(taken[0].at_least);
}

}  // namespace
}  // namespace springback::reference
