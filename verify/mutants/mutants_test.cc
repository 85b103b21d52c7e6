// The teeth themselves: that everything that can be broken is broken, and that who kills it is told right.
#include "mutants/mutants.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "mutants/operators.h"
#include "reference/protocol.h"
#include "support/small_protocol.h"

namespace springback::verify {
namespace {

std::vector<std::string> broken(const std::string& when) {
  const auto values_of = [](const std::string&) {
    return std::vector<std::string>{"thigh_left", "thigh_right", "foot_left", "chest"};
  };
  std::vector<std::string> whats;
  for (const Broken& one : break_condition(*reference::parse(when), values_of)) {
    EXPECT_TRUE(reference::parse(one.when)) << one.when;
    whats.push_back(one.what + " => " + one.when);
  }
  return whats;
}

using Lines = std::vector<std::string>;

TEST(Operators, ALimitMovesBothWays) {
  EXPECT_EQ(broken("pain >= 4"),
            (Lines{"pain >= 4 -> pain < 4 => pain < 4", "pain >= 4 -> pain >= 3 => pain >= 3",
                   "pain >= 4 -> pain >= 5 => pain >= 5"}));
}

TEST(Operators, EveryPartIsDroppedAndNegated) {
  EXPECT_EQ(broken("a and not b"),
            (Lines{"a and not b -> or => a or not b", "drops a => not b", "a -> not a => not a and not b",
                   "drops not b => a", "not b -> b => a and b"}));
}

TEST(Operators, WhatIsMadeOfPartsIsDroppedWhole) {
  EXPECT_EQ(
      broken("a or (b and c)"),
      (Lines{"a or (..) -> and => a and (b and c)", "drops a => b and c", "a -> not a => not a or b and c",
             "drops b and c => a", "b and c -> or => a or (b or c)", "drops b => a or c",
             "b -> not b => a or not b and c", "drops c => a or b", "c -> not c => a or b and not c"}));
}

TEST(Operators, CountsAndNegatedGroups) {
  EXPECT_EQ(broken("not at_least 2 of [a, b, c]").size(), 2U + 3 * 2);
  EXPECT_EQ(broken("at_least 2 of [a, b]")[0], "at_least 2 -> at_least 1 => at_least 1 of [a, b]");
  EXPECT_EQ(broken("at_least 2 of [a, b]")[2], "drops a => at_least 2 of [b]");
}

TEST(Operators, ListsLoseOneValueAfterTheOther) {
  EXPECT_EQ(
      broken("trigger in [fall, lifting]"),
      (Lines{"trigger in [fall, lifting] -> not trigger in [fall, lifting] => not trigger in [fall, lifting]",
             "trigger without fall => trigger == lifting", "trigger without lifting => trigger == fall"}));
  EXPECT_EQ(broken("sites has_any [thigh_*, chest]")[2],
            "sites without thigh_left => sites has_any [thigh_right, chest]");
  EXPECT_EQ(broken("sites has_any [thigh_*]").size(), 3U);
}

TEST(Operators, WhatStandsTwiceIsToldApart) {
  const Lines whats = broken("a and x or b and x");
  EXPECT_EQ(std::ranges::count_if(whats, [](auto& w) { return w.starts_with("drops x =>"); }), 1);
  EXPECT_EQ(std::ranges::count_if(whats, [](auto& w) { return w.starts_with("drops x (2) =>"); }), 1);
}

/// A fever and its measure, with cases that leave one limit and one gap without teeth.
Files small_files() {
  Files files = empty_files();
  files["findings.yaml"] = R"(findings:
  - {id: pain_now, group: now, type: int, range: [0, 10]}
  - {id: fever, group: now, type: bool, danger: true, stale_after: 24h}
  - {id: chills, group: now, type: bool, asked_if: fever}
)";
  files["triage.yaml"] = R"(named: []
rules:
  - {id: R1, urgency: emergency, when: fever and chills}
  - {id: R2, urgency: today, when: fever}
  - {id: R3, urgency: routine, when: pain_now >= 4}
)";
  files["relief.yaml"] = R"(guards: []
measures:
  - {id: cold, kind: cold, gap_minutes: 60, grade: low, guards: [{id: hot, when: fever}]}
)";
  files["cases/a.yaml"] = R"(
- id: hot-and-shaking
  told: x
  findings: {fever: true, chills: true, pain_now: 2}
  want: emergency
  fires: [R1.emergency, R2.today, cold.hot]
- id: only-hot
  told: x
  findings: {fever: true, chills: false, pain_now: 2}
  want: today
  fires: [R2.today]
  spares: [R1.emergency]
- {id: hot-and-not-asked, told: x, findings: {fever: true, pain_now: 2}, want: undecided}
- id: sore
  told: x
  findings: {fever: false, pain_now: 9}
  want: routine
  fires: [R3.routine]
  states: {cold: open}
- id: hardly-sore
  told: x
  findings: {fever: false, pain_now: 3}
  want: self_care
  spares: [R3.routine, R2.today]
)";
  return files;
}

MutantReport small_run(const std::vector<Property>& properties = {}, unsigned threads = 2,
                       Scope scope = Scope::all) {
  return run_mutants(small_files(), "[]", scope, properties, threads);
}

MutantVerdict verdict_of(const MutantReport& report, const std::string& name) {
  for (std::size_t i = 0; i < report.mutants.size(); ++i)
    if (report.mutants[i].name == name) return report.verdicts[i];
  ADD_FAILURE() << "no mutant " << name;
  return {};
}

TEST(Run, ACaseThatNamesTheRowKills) {
  const MutantReport report = small_run();
  EXPECT_EQ(verdict_of(report, "R1.emergency: drops chills"),
            (MutantVerdict{Fate::killed_by_case, "only-hot"}));
  EXPECT_EQ(verdict_of(report, "R3.routine: pain_now >= 4 -> pain_now >= 3"),
            (MutantVerdict{Fate::killed_by_case, "hardly-sore"}));
  EXPECT_EQ(verdict_of(report, "R1.emergency: urgency emergency -> today"),
            (MutantVerdict{Fate::killed_by_case, "hot-and-shaking"}));
  EXPECT_EQ(verdict_of(report, "chills.asked_if: never"),
            (MutantVerdict{Fate::killed_by_case, "hot-and-not-asked"}));
}

TEST(Run, WhatNobodyKillsSurvives) {
  const std::vector<std::string> survivors = small_run().with(Fate::survived);
  EXPECT_EQ(survivors,
            (std::vector<std::string>{
                "R1.emergency: drops fever", "R3.routine: pain_now >= 4 -> pain_now >= 5",
                "fever: stale_after 24h -> 12h", "fever: stale_after 24h -> 48h", "fever: danger off",
                "chills.asked_if: always", "cold: gap_minutes 60 -> 59", "cold: gap_minutes 60 -> 61"}));
}

TEST(Run, PropertiesAreAskedOfSurvivorsAndTold) {
  const Property never_cold{.name = "the gap is an hour",
                            .refuses = [](const Files& files, const Protocol& protocol) {
                              EXPECT_TRUE(files.contains("relief.yaml"));
                              return protocol.measures[0].gap_minutes != 60;
                            }};
  const MutantReport report = small_run({never_cold});
  EXPECT_EQ(verdict_of(report, "cold: gap_minutes 60 -> 59"),
            (MutantVerdict{Fate::killed_by_property, "the gap is an hour"}));
  EXPECT_EQ(report.count(Fate::killed_by_property), 2U);
}

TEST(Run, AFailingPropertyIsNotSwallowed) {
  const Property failing{.name = "none", .refuses = [](const Files&, const Protocol&) -> bool {
                           throw std::runtime_error("the solver gave up");
                         }};
  EXPECT_THROW(small_run({failing}), std::runtime_error);
}

TEST(Run, AScreenKillsToo) {
  Files files = small_files();
  files["course.yaml"] = "checkins: [{id: daily, when: pain_now >= 4, hours: 24}]";
  const auto verdict = [&](const char* screens) {
    return verdict_of(run_mutants(files, screens, Scope::all, {}, 1), "checkin.daily: never");
  };
  EXPECT_EQ(verdict("[]").fate, Fate::survived);
  EXPECT_EQ(verdict("[{case: sore, steps: [], lines: [], missing: [], holds_back: [fever]}]").fate,
            Fate::survived);
  EXPECT_EQ(verdict("[{case: sore, checkin_hours: 24}]"),
            (MutantVerdict{Fate::killed_by_case, "sore (screen)"}));
  EXPECT_THROW(verdict("[{case: sore, checkin_hours: 12}]"), std::runtime_error);
  EXPECT_THROW(verdict("[{case: sore, missing: [fever]}]"), std::runtime_error);
  EXPECT_THROW(verdict("[{case: sore, asks: [fever]}]"), std::runtime_error);
  EXPECT_THROW(verdict("[{case: nobody}]"), std::runtime_error);
}

TEST(Run, ThreadsDoNotChangeTheResult) { EXPECT_EQ(small_run({}, 1).verdicts, small_run({}, 5).verdicts); }

TEST(Run, WhatTheCompilerRefusesIsToldSo) {
  Files files = small_files();
  files["triage.yaml"] = with(files["triage.yaml"], "pain_now >= 4", "pain_now >= 10");
  files["cases/a.yaml"] = with(files["cases/a.yaml"], "pain_now: 9", "pain_now: 10");
  const MutantVerdict verdict = verdict_of(run_mutants(files, "[]", Scope::all, {}, 1),
                                           "R3.routine: pain_now >= 10 -> pain_now >= 11");
  EXPECT_EQ(verdict.fate, Fate::killed_by_compiler);
  EXPECT_NE(verdict.by.find("never is 11"), std::string::npos) << verdict.by;
}

TEST(Run, EqualTablesAreToldApartFromSurvivors) {
  Files files = small_files();
  files["triage.yaml"] = with(files["triage.yaml"], "when: fever and chills",
                              "when: (fever and chills) or (fever and chills and pain_now >= 4)");
  const MutantReport report = run_mutants(files, "[]", Scope::all, {}, 1);
  EXPECT_EQ(verdict_of(report, "R1.emergency: pain_now >= 4 -> pain_now < 4").fate, Fate::equal);
}

/// A tablet of 200 mg, of which 400 mg are the most that fit in a day.
TEST(Run, AChangedProductIsReadAnew) {
  Files files = small_files();
  files["regions.yaml"] = "regions: [{id: us, lines: []}]";
  files["medicines.yaml"] = R"(ingredients:
  - {id: ibuprofen, classes: [nsaid], limits: [{region: us, route: mouth, dose_mg: 200, dose_max_mg: 400,
     gap_minutes: 60, label_24h_mg: 400, absolute_24h_mg: 400, days_max: 9, confidence: checked}]}
products:
  - {id: tablet, region: us, form: tablet, contains: {ibuprofen: 200}, unit_dose: 1, unit_dose_max: 1, judged: true,
     confidence: checked}
)";
  files["cases/b.yaml"] = R"(
- id: fills-the-day
  told: x
  findings: {fever: false, pain_now: 2}
  region: us
  entries: [{ago: 60m, kind: took, product: tablet}]
  dose: {product: tablet}
  verdict: label_allows
)";
  const MutantReport report = run_mutants(files, "[]", Scope::all, {}, 1);
  const MutantVerdict killed{Fate::killed_by_case, "fills-the-day"};
  EXPECT_EQ(verdict_of(report, "product.tablet: ibuprofen 200 -> 201"), killed);
  EXPECT_EQ(verdict_of(report, "limit.ibuprofen.us.mouth.plain: gap_minutes 60 -> 61"), killed);
  EXPECT_EQ(verdict_of(report, "product.tablet: judged off"), killed);
  EXPECT_EQ(verdict_of(report, "product.tablet: ibuprofen 200 -> 199").fate, Fate::survived);
  EXPECT_EQ(verdict_of(report, "limit.ibuprofen.us.mouth.plain: absolute_24h_mg 400 -> 399").fate,
            Fate::killed_by_compiler);
}

TEST(Run, AFailingProtocolIsNotBrokenFurther) {
  Files files = small_files();
  files["cases/a.yaml"] = with(files["cases/a.yaml"], "want: self_care", "want: routine");
  EXPECT_THROW(run_mutants(files, "[]", Scope::all, {}, 1), std::runtime_error);
}

TEST(Scope, SharpIsWhatEmergencyAndTodayRead) {
  const MutantReport report = small_run({}, 1, Scope::emergency_and_today);
  std::set<std::string> rows;
  for (const Mutant& mutant : report.mutants) rows.insert(mutant.row);
  EXPECT_EQ(rows, (std::set<std::string>{"R1.emergency", "R2.today", "chills.asked_if", "fever"}));
}

TEST(Scope, SharpPartIsWhatARunOverItAloneSays) {
  const MutantReport alone = small_run({}, 1, Scope::emergency_and_today), part = sharp_part(small_run());
  EXPECT_EQ(verdict_lines(part), verdict_lines(alone));
  EXPECT_EQ(part.scope, alone.scope);
}

TEST(Argued, SurvivorsNeedAReasonAndReasonsASurvivor) {
  const MutantReport report = small_run();
  auto argued = read_argued("| mutant | why |\n|---|---|\n| `R2.today: never` | it | was |\n");
  ASSERT_EQ(argued.size(), 1U);
  EXPECT_EQ(argued["R2.today: never"], "it | was");
  const std::vector<std::string> wrong = objections(report, argued);
  EXPECT_EQ(wrong.size(), 9U);
  EXPECT_EQ(wrong.back(), "argued, and does not survive: R2.today: never");
  for (const std::string& name : report.with(Fate::survived)) argued[name] = "because";
  argued.erase("R2.today: never");
  EXPECT_TRUE(objections(report, argued).empty());
  EXPECT_TRUE(shown(report, argued).holds);
  argued["R9.today: never"] = "because";
  EXPECT_EQ(objections(report, argued), (Lines{"argued, and no mutant: R9.today: never"}));
}

/// The protocol itself: what the list has to hold, without running it.
class OwnProtocol : public testing::Test {
 protected:
  static const std::vector<Mutant>& mutants() {
    static const Book book(read_protocol_files(SPRINGBACK_SOURCE_DIR "/protocol"));
    static const std::vector<Mutant> all = list_mutants(book);
    return all;
  }
  static bool has(const std::string& name) {
    return std::ranges::any_of(mutants(), [&](const Mutant& mutant) { return mutant.name == name; });
  }
};

TEST_F(OwnProtocol, NamesAreUniqueAndLast) {
  std::set<std::string> names;
  for (const Mutant& mutant : mutants()) EXPECT_TRUE(names.insert(mutant.name).second) << mutant.name;
  const Book again(read_protocol_files(SPRINGBACK_SOURCE_DIR "/protocol"));
  EXPECT_TRUE(std::ranges::equal(list_mutants(again), mutants(), {}, &Mutant::name, &Mutant::name));
  for (const char* name : {"R18.emergency: pain_now >= 4 -> pain_now >= 5",
                           "fragile_force: drops age_years >= 75",
                           "R13.today: pain_now >= 7 -> pain_now >= 8 (2)",
                           "minor_force: trigger without furniture",
                           "leg_site: pain_sites without foot_left",
                           "R34.soon: keeps_comfort off",
                           "R41.today: drops line crisis",
                           "saddle_numbness: danger off",
                           "pregnancy.asked_if: age_years <= 55 -> age_years <= 56",
                           "cold.raynaud: never",
                           "cold: per_day_max 6 -> 7",
                           "walk_on.shown: days_since_onset >= 14 -> days_since_onset >= 15",
                           "help.lie_still: drops trigger == accident",
                           "checkin.first_day: days_since_onset < 2 -> days_since_onset < 3",
                           "limit.ibuprofen.us.mouth.plain: gap_minutes 360 -> 361",
                           "limit.acetaminophen.us.mouth.extended: label_24h_mg 3900 -> 3899",
                           "ingredient.acetaminophen: mixed_24h_mg 3000 -> 3001",
                           "washout.nsaid: minutes 1440 -> 1439",
                           "product.night-cold-liquid: acetaminophen 21.667 -> 22.667",
                           "product.night-cold-liquid: drops doxylamine",
                           "product.lidocaine-patch-4: gap_minutes 480 -> 481",
                           "product.diclofenac-gel-1: judged on",
                           "product.aspirin-81: halves on",
                           "caution.nsaid_age_60: age_years >= 60 -> age_years >= 61",
                           "caution.nsaid_ulcer: verdict not_for_you -> warn",
                           "caution.nsaid_ulcer: route mouth -> any",
                           "caution.nsaid_mood_pills: not of naproxen",
                           "caution.skin_heat: of everything",
                           "caution.nsaid_dialysis: when_unknown passes -> ask_first",
                           "all_doses_logged: stale_any off"})
    EXPECT_TRUE(has(name)) << name;
}

TEST_F(OwnProtocol, EachMutantChangesItsRowAlone) {
  const Book book(read_protocol_files(SPRINGBACK_SOURCE_DIR "/protocol"));
  for (const Mutant& mutant : mutants())
    EXPECT_NE(mutant.edit.row, Book::line_of(book.rows(mutant.edit.file)[mutant.edit.line].node))
        << mutant.name;
}

/// Properties are asked over these texts, by the reference's own reader.
TEST_F(OwnProtocol, TheReferenceReadsTheTexts) {
  const Files whole = read_protocol_files(SPRINGBACK_SOURCE_DIR "/protocol");
  const reference::Protocol told = reference::read_protocol(whole);
  const reference::Protocol lean = reference::read_protocol(Book(whole).files());
  ASSERT_EQ(lean.rules.size(), told.rules.size());
  ASSERT_EQ(lean.findings.size(), told.findings.size());
  for (std::size_t i = 0; i < told.rules.size(); ++i)
    EXPECT_EQ(reference::print(lean.rules[i].when), reference::print(told.rules[i].when)) << told.rules[i].id;
  for (std::size_t i = 0; i < told.findings.size(); ++i) {
    EXPECT_EQ(lean.findings[i].values, told.findings[i].values) << told.findings[i].id;
    EXPECT_EQ(lean.findings[i].none, told.findings[i].none) << told.findings[i].id;
    EXPECT_EQ(lean.findings[i].danger, told.findings[i].danger) << told.findings[i].id;
    EXPECT_EQ(lean.findings[i].stale_after_seconds, told.findings[i].stale_after_seconds)
        << told.findings[i].id;
  }
  EXPECT_EQ(lean.measures.size(), told.measures.size());
  EXPECT_EQ(lean.cards.size(), told.cards.size());
  EXPECT_EQ(lean.products.size(), told.products.size());
}

TEST_F(OwnProtocol, NoRowIsLeftOut) {
  const Book book(read_protocol_files(SPRINGBACK_SOURCE_DIR "/protocol"));
  for (const Book::Row& row : book.rows("triage.yaml")) {
    const std::string id = row.node["id"].Scalar();
    EXPECT_TRUE(has(id + (row.list == "rules" ? "." + row.node["urgency"].Scalar() : "") + ": never")) << id;
  }
  for (const Book::Row& row : book.rows("relief.yaml"))
    for (const auto& guard : row.node["guards"])
      EXPECT_TRUE(has(row.node["id"].Scalar() + "." + guard["id"].Scalar() + ": never"));
  for (const Book::Row& row : book.rows("medicines.yaml")) {
    const std::string id = row.node["id"] ? row.node["id"].Scalar() : "";
    if (row.list == "products") {
      EXPECT_NE(has("product." + id + ": judged on"), has("product." + id + ": judged off")) << id;
    }
    if (row.list == "cautions") {
      EXPECT_TRUE(has("caution." + id + ": never")) << id;
    }
  }
  for (const Book::Row& row : book.rows("findings.yaml"))
    EXPECT_EQ(has(row.node["id"].Scalar() + ".asked_if: always"), static_cast<bool>(row.node["asked_if"]));
}

}  // namespace
}  // namespace springback::verify
