// A small protocol of its own and a person who takes medicine, for the tests of the ledger. Instants are
// `[-]hours:minutes[:seconds]` from midnight of one day.
#pragma once

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "reference/ledger.h"

namespace springback::reference {

using Json = nlohmann::json;
using Ids = std::vector<std::string>;

constexpr Microseconds second = 1'000'000, minute = 60 * second, hour = 60 * minute, day = 24 * hour;

constexpr const char* all_findings = R"(findings:
  - {id: age_years, group: person, type: int, range: [0, 120]}
  - {id: weight_kg, group: person, type: tenths, range: [10, 5000]}
  - {id: all_doses_logged, group: caution, type: bool, stale_after: episode}
  - {id: takes_other_nsaid, group: caution, type: bool, stale_after: episode}
  - {id: takes_prescribed_acetaminophen, group: caution, type: bool, stale_after: episode}
  - {id: allergy, group: caution, type: bool, stale_after: episode}
  - {id: ulcer, group: caution, type: bool, stale_after: episode}
  - {id: asthma, group: caution, type: bool, stale_after: episode}
  - {id: bruises, group: caution, type: bool, stale_after: episode}
  - {id: sex, group: person, type: choice, values: [female, male]}
  - {id: pregnant, group: person, type: bool, asked_if: sex != male}
  - {id: profile_unchanged, group: episode, type: bool}
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
      - {region: us, route: mouth, release: plain, dose_mg: 200, dose_max_mg: 400, label_dose_max_mg: 600,
         gap_minutes: 360, label_gap_minutes: 240, label_24h_mg: 1200, absolute_24h_mg: 1400, days_max: 10}
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
  - id: painaway
    classes: [other]
    limits:
      - {region: us, route: mouth, release: plain, dose_mg: 100, dose_max_mg: 200, label_dose_max_mg: 300,
         gap_minutes: 300, label_gap_minutes: 200, label_24h_mg: 1000, absolute_24h_mg: 1200, days_max: 5}
      - {region: uk, route: mouth, release: plain, dose_mg: 50, dose_max_mg: 150, gap_minutes: 240,
         label_24h_mg: 900, absolute_24h_mg: 1500, days_max: 7, confidence: unverified}
      - {region: us, route: mouth, release: extended, dose_mg: 400, dose_max_mg: 400, gap_minutes: 700,
         label_24h_mg: 800, absolute_24h_mg: 800, days_max: 9}
      - {region: any, route: skin, release: plain, dose_mg: 10, dose_max_mg: 10, gap_minutes: 60,
         label_24h_mg: 40, absolute_24h_mg: 40}
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
  - {id: painaway-us, region: us, form: tablet, contains: {painaway: 100}, judged: true}
  - {id: painaway-uk, region: uk, form: tablet, contains: {painaway: 50}, judged: true}
  - {id: painaway-eu, region: eu, form: tablet, contains: {painaway: 100}, judged: true}
  - {id: painaway-uk-er, region: uk, form: er_tablet, contains: {painaway: 400}, judged: true}
  - {id: painaway-everywhere, form: tablet, contains: {painaway: 100}, judged: true}
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
  - {id: nsaid_bruises, verdict: not_for_you, of: {classes: [nsaid]}, when: bruises, when_unknown: passes}
  - {id: painaway_pregnant, verdict: ask_first, of: {ingredients: [painaway]}, when: pregnant}
  - {id: acetaminophen_asthma, verdict: warn, of: {classes: [acetaminophen]}, when: asthma}
)";

inline Protocol read(const std::string& medicines_text) {
  return read_protocol({{"findings.yaml", all_findings},
                        {"triage.yaml", "named: []\nrules: []"},
                        {"cards.yaml", "cards: []"},
                        {"relief.yaml", "measures: []"},
                        {"help.yaml", "help: []"},
                        {"course.yaml", "checkins: []"},
                        {"medicines.yaml", medicines_text}});
}

inline const Protocol& protocol() {
  static const Protocol protocol = read(all_medicines);
  return protocol;
}

inline int ingredient(const std::string& id) {
  for (std::size_t place = 0; place < protocol().ingredients.size(); ++place)
    if (protocol().ingredients[place].id == id) return static_cast<int>(place);
  throw std::logic_error(id);
}

inline const Microseconds midnight = read_instant("2026-11-05T00:00:00Z");

inline Microseconds at(int hours, int minutes = 0, int seconds = 0) {
  return midnight + hours * hour + minutes * minute + seconds * second;
}

inline std::string written(Microseconds instant) {
  const Microseconds of_month = instant - read_instant("2026-11-01T00:00:00Z");
  char text[48];
  std::snprintf(text, sizeof text, "2026-11-%02dT%02d:%02d:%02d.%06dZ", static_cast<int>(of_month / day) + 1,
                static_cast<int>(of_month % day / hour), static_cast<int>(of_month % hour / minute),
                static_cast<int>(of_month % minute / second), static_cast<int>(of_month % second));
  return text;
}

/// A grown person to whom nothing forbids anything, and what they took.
class Person {
 public:
  Json findings = {{"age_years", 40},
                   {"weight_kg", 70},
                   {"takes_other_nsaid", false},
                   {"allergy", false},
                   {"ulcer", false},
                   {"asthma", false},
                   {"bruises", false},
                   {"sex", "male"},
                   {"pregnant", false},
                   {"takes_prescribed_acetaminophen", false}};
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

inline Ids ids(const Verdict& verdict) {
  Ids ids;
  for (const Reason& reason : verdict.reasons) ids.push_back(reason.id);
  return ids;
}

inline const Reason& reason(const Verdict& verdict, const std::string& id) {
  for (const Reason& one : verdict.reasons)
    if (one.id == id) return one;
  throw std::logic_error("not told: " + id);
}

/// Refused a second and a microsecond before, for these reasons alone, and allowed at it.
inline void expect_from(const Person& person, Microseconds instant, const Json& dose, const Ids& reasons) {
  const Verdict then = person.may_take(instant, dose);
  for (const Microseconds early : {second, Microseconds{1}}) {
    const Verdict before = person.may_take(instant - early, dose);
    EXPECT_EQ(before.kind, Ruling::wait);
    EXPECT_EQ(before.next_at, instant) << (before.next_at ? written(*before.next_at) : "never");
    EXPECT_EQ(ids(before), reasons);
    EXPECT_EQ(before.units_max_now, then.units_max_now);
  }
  EXPECT_EQ(then.kind, Ruling::label_allows);
  EXPECT_EQ(ids(then), Ids{});
  EXPECT_EQ(then.next_at, std::nullopt);
}

inline Json units(const std::string& product, double units) {
  return {{"product", product}, {"units", units}};
}

}  // namespace springback::reference
