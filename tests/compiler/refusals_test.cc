// Every refusal of the compiler. A small complete protocol compiles; each test breaks one thing of it.
#include "support/small_protocol.h"

namespace springback {
namespace {

using protocolc::Files;
using protocolc::Strictness;

Files complete_files() {
  Files files;
  files["sources.yaml"] =
      "sources:\n  - {id: book, title: A book, year: 2020, kind: review, checked: checked}\n";
  files["article.yaml"] = "statements:\n  - {id: S1, subject: burden}\n";
  files["findings.yaml"] = R"(findings:
  - {id: fever, group: now, type: bool, danger: true, ask_twice: true, stale_after: 24h}
  - {id: leg, group: now, type: choice, values: [none, one], none: none, asked_if: "fever"}
  - {id: pain, group: now, type: int, range: [0, 10], unit: points}
  - {id: sites, group: now, type: set, values: [back, thigh_left]}
  - {id: unwell_long, group: derived, type: bool, from: [fever]}
)";
  files["triage.yaml"] = R"(named:
  - {id: ill, when: fever or pain >= 9, sources: [book], confidence: checked}
rules:
  - id: R1
    urgency: today
    when: ill and leg != none
    suspect: infection
    lines: [poison]
    sources: [book]
    confidence: checked
    article: [S1]
    since: 2026-11
  - {id: R2, urgency: soon, when: sites has back, sources: [book], confidence: checked, since: 2026-11}
)";
  files["cards.yaml"] = R"(cards:
  - id: first
    asked: first
    none: true
    questions:
      - finding: fever
      - line: rest
        options:
          - {id: leg, sets: {leg: one}}
      - finding: pain
      - finding: sites
)";
  files["relief.yaml"] = R"(guards:
  - {id: young, when: pain == 10, unknown: open, sources: [book], confidence: checked}
measures:
  - id: cold
    kind: cold
    minutes: 15
    minutes_max: 20
    gap_minutes: 120
    per_day_max: 6
    steps: 1
    shown: always
    guards:
      - {id: hot, when: fever, sources: [book], confidence: checked}
    grade: low
    sources: [book]
    confidence: checked
)";
  files["help.yaml"] =
      "help:\n  - {id: call, urgency: [today], suspect: [infection], sources: [book], confidence: checked}\n";
  files["regions.yaml"] =
      "regions:\n  - {id: us, lines: [{kind: emergency, number: \"911\"}], sources: [book], confidence: "
      "checked}\n";
  files["medicines.yaml"] = R"(ingredients:
  - id: ibuprofen
    classes: [nsaid]
    lowers_fever_hours: 6
    limits:
      - {region: us, route: mouth, release: plain, dose_mg: 200, dose_max_mg: 400, gap_minutes: 360,
         label_24h_mg: 1200, absolute_24h_mg: 1300, days_max: 10, sources: [book], confidence: checked}
    sources: [book]
    confidence: checked
  - {id: dexibuprofen, classes: [nsaid], counts_as: ibuprofen, per_mg_micrograms: 1500, sources: [book]}
  - {id: lidocaine, classes: [other], sources: [book]}
washouts:
  - {id: nsaid, minutes: 1440, sources: [book]}
products:
  - {id: tablet, region: us, form: tablet, contains: {ibuprofen: 200}, names: [advil], halves: true, unit_dose: 1,
     unit_dose_max: 2, units_24h: 6, judged: true, sources: [book], confidence: checked}
  - {id: strong, region: us, form: tablet, contains: {dexibuprofen: 100}, names: [strong], unit_dose: 1,
     unit_dose_max: 2, judged: true, sources: [book]}
  - {id: numb, region: us, form: patch, contains: {lidocaine: 0}, names: [patch], unit_dose: 1, unit_dose_max: 1,
     gap_minutes: 480, units_24h: 3, judged: true, sources: [book]}
  - {id: rub, region: us, form: gel_g, contains: {lidocaine: 5}, names: [rub], sources: [book]}
cautions:
  - {id: hot, verdict: ask_first, of: {classes: [nsaid], ingredients: [lidocaine], route: mouth}, when: fever,
     sources: [book]}
)";
  files["medicines.yaml"] += R"(choices:
  - {ingredient: ibuprofen, grade: moderate, sources: [book]}
regulars:
  - {id: pills, sets: [fever], names: [pills], sources: [book]}
)";
  files["course.yaml"] =
      "checkins:\n  - {id: daily, when: always, hours: 24, sources: [book], confidence: checked}\n";
  std::string words;
  for (const char* key : {"article.S1",
                          "findings.fever.ask",
                          "findings.fever.help",
                          "findings.fever.again",
                          "findings.leg.ask",
                          "findings.leg.help",
                          "findings.leg.values.none",
                          "findings.leg.values.one",
                          "findings.pain.ask",
                          "findings.pain.help",
                          "findings.sites.ask",
                          "findings.sites.help",
                          "findings.sites.values.back",
                          "findings.sites.values.thigh_left",
                          "rules.R1.today.because",
                          "rules.R2.soon.because",
                          "suspects.infection",
                          "suspects.unknown",
                          "cards.first.title",
                          "cards.first.rest.ask",
                          "cards.first.rest.help",
                          "cards.first.rest.leg",
                          "relief.cold.title",
                          "relief.cold.why",
                          "relief.cold.how.1",
                          "relief.cold.guards.hot",
                          "relief.all.guards.young",
                          "help.call",
                          "help.title.self_care",
                          "help.title.routine",
                          "help.title.soon",
                          "help.title.today",
                          "help.title.emergency",
                          "help.title.undecided",
                          "regions.us.name",
                          "regions.us.emergency",
                          "medicines.ibuprofen.name",
                          "medicines.dexibuprofen.name",
                          "medicines.lidocaine.name",
                          "products.tablet.name",
                          "products.strong.name",
                          "products.numb.name",
                          "products.rub.name",
                          "cautions.hot.because",
                          "choices.ibuprofen.why",
                          "regulars.pills.name",
                          "ledger.gap",
                          "course.daily.why"})
    words += std::string(key) + ": \"words for " + key + "\"\n";
  files["words/en/all.yaml"] = words;
  files["words/es/all.yaml"] = words;
  files["cases/bases.yaml"] = "calm: {fever: false, leg: none, pain: 1, sites: []}\n";
  files["cases/all.yaml"] =
      R"(- {id: ill, told: He is ill., base: calm, findings: {fever: true, leg: one, sites: [back], pain: 10},
   want: today, fires: [R1.today, R2.soon, all.young, cold.hot]}
- {id: well, told: He is well., base: calm, want: self_care, spares: [R1.today, R2.soon, all.young, cold.hot]}
- {id: hot, told: He is hot., dose: {product: tablet}, verdict: ask_first, because: [hot], fires: [caution.hot]}
- {id: cool, told: He is cool., dose: {product: tablet}, verdict: label_allows, spares: [caution.hot]}
- {id: may-strong, told: A tablet., dose: {product: strong}, verdict: label_allows}
- {id: may-numb, told: A patch., dose: {product: numb}, verdict: label_allows}
- {id: not-yet, told: Too soon., dose: {product: strong}, verdict: wait, next_in: 6h, because: [gap],
   entries: [{ago: 1s, kind: took, product: numb}]}
- {id: rub, told: A rub., dose: {product: rub}, verdict: ask_first, because: [product_unconfirmed, hot]}
)";
  return files;
}

std::vector<std::string> problems(const Files& files, Strictness strictness = Strictness::complete) {
  return protocolc::compile(files, strictness).problems;
}

/// That this file, with `old` replaced, is refused with a line that says `wanted`.
void expect_refused(const std::string& file, std::string_view old, std::string_view replacement,
                    const std::string& wanted, Strictness strictness = Strictness::complete) {
  Files files = complete_files();
  files[file] = with(files[file], old, replacement);
  const auto compiled = protocolc::compile(files, strictness);
  EXPECT_EQ(compiled.image, nullptr) << "compiles with: " << replacement;
  std::string all;
  bool said = false;
  for (const std::string& problem : compiled.problems) {
    said |= problem.find(wanted) != std::string::npos;
    all += problem + "\n";
  }
  EXPECT_TRUE(said) << "wanted: " << wanted << "\nsaid:\n" << all;
}

TEST(Compiler, TakesAProtocolThatIsComplete) {
  EXPECT_EQ(problems(complete_files()), std::vector<std::string>{});
  EXPECT_EQ(problems(complete_files(), Strictness::draft), std::vector<std::string>{});
  EXPECT_EQ(problems(complete_files(), Strictness::tables), std::vector<std::string>{});
}

TEST(Compiler, SaysFileAndLine) {
  expect_refused("triage.yaml", "fever or pain >= 9", "fevre or pain >= 9",
                 "protocol/triage.yaml:2: 'fevre' is neither a finding nor a named condition above");
}

TEST(Compiler, ShowsAllProblemsOfOneRun) {
  Files files = complete_files();
  files["findings.yaml"] = with(files["findings.yaml"], "unit: points", "unti: points");
  files["triage.yaml"] = with(files["triage.yaml"], "urgency: soon", "urgency: whenever");
  EXPECT_GE(problems(files).size(), 2U);
}

TEST(Compiler, RefusesAMissingFileListOrBadYaml) {
  for (const auto& [file, text] : complete_files()) {
    if (file.starts_with("words/") || file.starts_with("cases/")) continue;
    Files without = complete_files();
    without.erase(file);
    EXPECT_FALSE(problems(without).empty()) << file;
    Files broken = complete_files();
    broken[file] = "{ a: [ }";
    EXPECT_FALSE(problems(broken).empty()) << file;
    Files empty = complete_files();
    empty[file] = "something: else\n";
    EXPECT_FALSE(problems(empty).empty()) << file;
  }
}

TEST(Compiler, RefusesAFieldThatItDoesNotKnow) {
  expect_refused("findings.yaml", "unit: points", "unti: points", "field 'unti' is not known here");
  expect_refused("triage.yaml", "since: 2026-11\n", "sicne: 2026-11\n", "field 'sicne' is not known here");
  expect_refused("relief.yaml", "gap_minutes", "gap_minuets", "field 'gap_minuets' is not known here");
  expect_refused("cases/all.yaml", "want: self_care", "want: self_care, likes: tea",
                 "field 'likes' is not known here");
}

TEST(Findings, MustBeWhole) {
  expect_refused("findings.yaml", "type: bool, danger", "type: boolean, danger",
                 "type: 'boolean' is not known");
  expect_refused("findings.yaml", "group: now, type: int", "group: later, type: int",
                 "group: 'later' is not known");
  expect_refused("findings.yaml", "stale_after: 24h", "stale_after: 24", "'24' is not hours or days");
  expect_refused("findings.yaml", "unit: points", "unit: points, stale_any: true",
                 "stale_any needs hours or days");
  expect_refused("findings.yaml", "range: [0, 10], ", "", "'range' of two numbers");
  expect_refused("findings.yaml", "range: [0, 10]", "range: [0, ten]", "'range' is not of whole numbers");
  expect_refused("findings.yaml", "values: [back, thigh_left]", "values: []",
                 "'values' are for choices and sets");
  expect_refused("findings.yaml", "danger: true", "danger: maybe", "'danger' is not true or false");
  expect_refused("findings.yaml", "id: pain", "id: fever", "finding 'fever' stands twice");
  expect_refused("findings.yaml", "none: none", "none: nothing", "'nothing' is not one of the values");
  expect_refused("findings.yaml", "from: [fever]", "from: [chills]", "'chills' is not a finding");
}

TEST(Findings, ValuesOfAChoiceAreDistinct) {
  expect_refused("findings.yaml", "values: [none, one]", "values: [none, one, one]", "'one' stands twice");
}

TEST(Findings, ARangeRisesFromLowToHigh) {
  expect_refused("findings.yaml", "range: [0, 10]", "range: [10, 0]", "'range' does not rise");
}

TEST(Findings, AChoiceThatIsNotAlwaysAskedNeedsNone) {
  expect_refused("findings.yaml", ", none: none", "", "a choice that is not always asked needs 'none'");
}

TEST(Findings, AGateMustNotComeBackToItself) {
  expect_refused("findings.yaml", "stale_after: 24h", "stale_after: 24h, asked_if: \"leg == one\"",
                 "comes back to itself");
  expect_refused("findings.yaml", "asked_if: \"fever\"", "asked_if: \"fever and\"",
                 "asked_if: expected a finding");
}

TEST(Conditions, SpeakOnlyOfWhatThereIs) {
  const auto refused = [](std::string_view condition, const std::string& wanted) {
    expect_refused("triage.yaml", "ill and leg != none", condition, wanted);
  };
  refused("illl", "'illl' is neither a finding nor a named condition above");
  refused("pain", "'pain' is not a yes or no");
  refused("leg == both", "'leg' has no choice 'both'");
  refused("leg < one", "choices of 'leg' have no order");
  refused("leg == 1", "'leg' is not a number");
  refused("fever == one", "'fever' has no choices");
  refused("leg in [one, both]", "'leg' has no choice 'both'");
  refused("pain >= 11", "'pain' never is 11");
  refused("sites has knee", "'sites' has no such member");
  refused("sites has_any [back, knee_*]", "'sites' has no such member");
  refused("fever has back", "'fever' is not a set");
  refused("at_least 3 of [fever, ill]", "at_least 3 of 2");
  refused("at_least 0 of [fever, ill]", "at_least 0 of 2");
  refused("fever and", "when: expected a finding or a named condition at character 10");
}

TEST(Conditions, MustNotGrowWithoutEnd) {
  std::string rows;
  for (int i = 0; i < 300; ++i)
    rows += "  - {id: X" + std::to_string(i) +
            ", urgency: soon, when: \"fever or pain >= 3\", sources: [book]}\n";
  expect_refused("triage.yaml", "rules:\n", "rules:\n" + rows, "too many alternatives", Strictness::tables);
}

TEST(Named, StandAboveTheirUseAndHaveANameOfTheirOwn) {
  expect_refused("triage.yaml", "when: fever or pain >= 9", "when: fever or ill",
                 "'ill' is neither a finding nor");
  expect_refused("triage.yaml", "id: ill", "id: fever", "the name 'fever' is taken");
}

TEST(Rules, MustBeWhole) {
  expect_refused("triage.yaml", "urgency: soon", "urgency: whenever", "urgency: 'whenever' is not");
  expect_refused("triage.yaml", "urgency: soon", "urgency: self_care", "urgency: 'self_care' is not");
  expect_refused("triage.yaml", "lines: [poison]", "lines: [taxi]", "lines: 'taxi' is not poison or crisis");
  expect_refused("triage.yaml", "confidence: checked\n    article", "confidence: sure\n    article",
                 "confidence: 'sure' is not known");
  expect_refused("triage.yaml", "urgency: soon, ", "", "'urgency' is missing");
}

TEST(Rules, NeedSources) {
  expect_refused("triage.yaml", "when: sites has back, sources: [book]", "when: sites has back",
                 "R2.soon has no source");
  expect_refused("triage.yaml", "when: sites has back, sources: [book]",
                 "when: sites has back, sources: [boook]", "source 'boook' is not in sources.yaml");
  expect_refused("sources.yaml", "sources:\n",
                 "sources:\n  - {id: book, title: B, kind: review, checked: checked}\n",
                 "source 'book' stands twice");
}

TEST(Rules, NeedACaseOnEachSide) {
  expect_refused("cases/all.yaml", "fires: [R1.today, ", "fires: [", "no case in which R1.today fires");
  expect_refused("cases/all.yaml", "spares: [R1.today, ", "spares: [", "no case that spares R1.today");
  expect_refused("cases/all.yaml", "cold.hot]}\n", "]}\n", "no case in which cold.hot fires");
  expect_refused("cases/all.yaml", "spares: [R1.today", "spares: [R1.todya", "names no row: 'R1.todya'");
  Files files = complete_files();
  files["cases/all.yaml"] = "[]\n";
  EXPECT_FALSE(problems(files).empty());
  EXPECT_EQ(problems(files, Strictness::draft), std::vector<std::string>{});
}

TEST(Medicines, NeedACaseOnEachSide) {
  const auto refused = [](std::string_view old, std::string_view replacement, const std::string& wanted) {
    expect_refused("cases/all.yaml", old, replacement, wanted);
  };
  refused("fires: [caution.hot]", "fires: []", "no case in which caution.hot fires");
  refused("spares: [caution.hot]", "spares: []", "no case that spares caution.hot");
  refused("fires: [caution.hot]", "fires: [caution.hott]", "names no row: 'caution.hott'");
  refused("{product: numb}, verdict: label_allows", "{product: numb}, verdict: not_for_you",
          "no case in which product.numb is asked about, and the label allows it");
  refused("because: [product_unconfirmed, hot]", "because: [hot]",
          "no case in which product.rub is asked about, because: [product_unconfirmed]");
  refused("because: [product_unconfirmed, hot]", "because: [product_unconfirmed]",
          "no case in which product.rub is asked about or was taken, and something stricter comes out");
  refused("product: numb}]}", "product: other}]}",
          "no case in which product.numb is asked about or was taken, and something stricter comes out");
  refused("because: [gap]", "because: []",
          "no case in which product.strong is asked about or was taken, and something stricter comes out");
}

TEST(Medicines, ABreachIsACaseToo) {
  Files files = complete_files();
  files["cases/all.yaml"] = with(files["cases/all.yaml"], "because: [gap],", "breaches: [gap],");
  EXPECT_EQ(problems(files), std::vector<std::string>{});
}

TEST(Rules, MustNotRepeatOneAnother) {
  expect_refused("triage.yaml", "when: sites has back", "when: ill and leg != none",
                 "R2.soon repeats R1.today");
  expect_refused("triage.yaml", "{id: R2, urgency: soon", "{id: R1, urgency: today",
                 "two rows are named R1.today");
}

TEST(Article, EveryStatementIsCarriedOut) {
  expect_refused("triage.yaml", "    article: [S1]\n", "", "no row carries out statement S1");
  expect_refused("triage.yaml", "article: [S1]", "article: [S9]", "statement 'S9' is not in article.yaml");
}

TEST(Words, AreThereInEveryLanguageAndUsed) {
  for (const char* language : {"en", "es"}) {
    const std::string file = "words/" + std::string(language) + "/all.yaml";
    const std::string key = "rules.R1.today.because: \"words for rules.R1.today.because\"\n";
    expect_refused(file, key, "", "'rules.R1.today.because' is missing");
    expect_refused(file, key, key + key, "'rules.R1.today.because' stands twice");
    expect_refused(file, "\"words for help.call\"", "", "a sentence is missing");
  }
  Files files = complete_files();
  for (const char* file : {"words/en/all.yaml", "words/es/all.yaml"})
    files[file] += "rules.R9.because: \"nobody\"\n";
  EXPECT_EQ(problems(files), std::vector<std::string>{"protocol/words: nothing uses 'rules.R9.because'"});
}

TEST(Words, OfEveryKindOfRowAreNeeded) {
  for (const char* key :
       {"findings.fever.ask", "findings.fever.again", "findings.leg.values.one", "suspects.infection",
        "cards.first.title", "cards.first.rest.leg", "relief.cold.how.1", "relief.cold.guards.hot",
        "help.call", "help.title.soon", "regions.us.emergency", "course.daily.why", "article.S1",
        "medicines.ibuprofen.name", "products.tablet.name", "cautions.hot.because"}) {
    Files files = complete_files();
    const std::string line = std::string(key) + ": \"words for " + key + "\"\n";
    for (const char* file : {"words/en/all.yaml", "words/es/all.yaml"})
      files[file] = with(files[file], line, "");
    EXPECT_FALSE(problems(files).empty()) << key;
  }
}

TEST(Cards, MustBeWhole) {
  expect_refused("cards.yaml", "asked: first", "asked: often", "asked: first, again, any or medicine");
  expect_refused("cards.yaml", "- finding: pain", "- finding: pian", "'pian' is not a finding");
  expect_refused("cards.yaml", "- finding: pain", "- finding: fever", "asks a finding twice");
  expect_refused("cards.yaml", "{leg: one}", "{leg: both}", "'leg' has no choice 'both'");
  expect_refused("cards.yaml", "sets: {leg: one}", "sets: leg", "an option needs 'sets'");
  expect_refused("cards.yaml", "none: true", "none: true\n    instead_of: [zero]", "no card 'zero' above");
  expect_refused("cards.yaml", "        options:\n          - {id: leg, sets: {leg: one}}\n", "",
                 "a line needs options");
}

TEST(Cards, AskEverythingThatARuleReads) {
  expect_refused("cards.yaml", "      - finding: sites\n", "", "'sites' is read by a rule and on no card");
}

TEST(Measures, MustBeWhole) {
  expect_refused("relief.yaml", "kind: cold", "kind: icy", "kind: 'icy' is not known");
  expect_refused("relief.yaml", "minutes: 15", "minutes: 25", "minutes is more than minutes_max");
  expect_refused("relief.yaml", "minutes: 15", "minutes: soon", "'minutes' is not a whole number");
  expect_refused("relief.yaml", "gap_minutes: 120", "gap_minutes: -1", "gap_minutes is out of range");
  expect_refused("relief.yaml", "steps: 1", "steps: 7", "at most 6 steps");
  expect_refused("relief.yaml", "    grade: low\n", "", "'grade' is missing");
  expect_refused("relief.yaml", "unknown: open", "unknown: closed", "unknown: check or open");
  expect_refused("relief.yaml", "when: fever,", "when: fevre,", "'fevre' is neither a finding");
}

TEST(Help, RegionsAndMedicinesMustBeWhole) {
  expect_refused("help.yaml", "urgency: [today]", "urgency: [now]", "urgency: 'now' is not known");
  expect_refused("help.yaml", "suspect: [infection]", "suspect: [ghosts]", "no rule suspects 'ghosts'");
  expect_refused("regions.yaml", "kind: emergency", "kind: pizza", "kind: 'pizza' is not known");
  expect_refused("medicines.yaml", "contains: {ibuprofen: 200}", "contains: {ibuprofin: 200}",
                 "an ingredient is not known");
  expect_refused("medicines.yaml", "contains: {ibuprofen: 200}", "contains: [ibuprofen]",
                 "'contains' is a map");
}

/// That medicines.yaml, with `old` replaced, is refused with a line that says `wanted`.
void expect_medicine_refused(std::string_view old, std::string_view replacement, const std::string& wanted) {
  expect_refused("medicines.yaml", old, replacement, wanted);
}

TEST(Medicines, AnAmountIsANumber) {
  for (const char* amount : {"plenty", "-200", "200.", ".5", "1.2345", "1e3", "2000000", "[200]", "\"\""})
    expect_medicine_refused("{ibuprofen: 200}", "{ibuprofen: " + std::string(amount) + "}",
                            "'ibuprofen' is not an amount in mg");
  expect_medicine_refused("dose_mg: 200", "dose_mg: much", "'dose_mg' is not a number");
  expect_medicine_refused("unit_dose: 1,", "unit_dose: [1],", "'unit_dose' is not a number");
}

TEST(Medicines, AmountsAreExactToTheMicrogram) {
  Files files = complete_files();
  files["medicines.yaml"] = with(files["medicines.yaml"], "{ibuprofen: 200}", "{ibuprofen: 32.507}");
  const auto compiled = protocolc::compile(files, Strictness::complete);
  ASSERT_NE(compiled.image, nullptr);
  const Product& product = compiled.image->protocol.products[0];
  EXPECT_EQ(product.contains[0].micrograms, 32'507);
  EXPECT_EQ(product.unit_dose_max, 2'000);
  EXPECT_EQ(compiled.image->protocol.ingredients[0].limits[0].label_24h, 1'200'000);
  EXPECT_EQ(compiled.image->protocol.washout_minutes, 1440);
}

TEST(Medicines, SayFileAndLine) {
  expect_medicine_refused("form: patch, contains: {lidocaine: 0}", "form: patch, contains: {lidocain: 0}",
                          "protocol/medicines.yaml:19: contains: an ingredient is not known: 'lidocain'");
}

TEST(Ingredients, MustBeWhole) {
  expect_medicine_refused("classes: [nsaid]\n", "classes: [nsaids]\n", "classes: 'nsaids' is not known");
  expect_medicine_refused("classes: [other]", "classes: []", "lidocaine is of no class");
  expect_medicine_refused("classes: [other]", "classes: [salicylate]", "is of the class nsaid too");
  expect_medicine_refused("id: lidocaine", "id: ibuprofen", "two rows are named ingredient.ibuprofen");
  expect_medicine_refused("counts_as: ibuprofen", "counts_as: naproxen", "no ingredient 'naproxen' above");
  expect_medicine_refused(", per_mg_micrograms: 1500", "", "counts_as and per_mg_micrograms stand together");
  expect_medicine_refused("classes: [other]",
                          "classes: [other], counts_as: dexibuprofen, per_mg_micrograms: 1",
                          "'dexibuprofen' is itself counted as another");
  expect_medicine_refused("per_mg_micrograms: 1500",
                          "per_mg_micrograms: 1500, limits: [{region: uk, route: mouth}]",
                          "dexibuprofen is counted as another: its limits stand there");
}

TEST(Ingredients, AreNotMoreThanThereAreBits) {
  std::string rows;
  for (int i = 0; i < 64; ++i) rows += "  - {id: X" + std::to_string(i) + "}\n";
  expect_refused("medicines.yaml", "washouts:\n", rows + "washouts:\n", "more than 64 ingredients",
                 Strictness::tables);
}

TEST(Limits, MustBeWhole) {
  expect_medicine_refused("{region: us, route: mouth,", "{region: moon, route: mouth,",
                          "region 'moon' is not in regions.yaml");
  expect_medicine_refused("{region: us, route: mouth,", "{region: us, route: nose,",
                          "route: 'nose' is not known");
  expect_medicine_refused("{region: us, route: mouth,", "{region: us, route: any,", "route: mouth or skin");
  expect_medicine_refused("release: plain", "release: slow", "release: plain or extended");
  expect_medicine_refused("gap_minutes: 360,\n", "gap_minutes: 0,\n", "gap_minutes is out of range");
  expect_medicine_refused("days_max: 10", "days_max: 0", "days_max is out of range");
  expect_medicine_refused("dose_mg: 200, ", "", "'dose_mg' is missing");
  expect_medicine_refused("days_max: 10, sources: [book]", "days_max: 10",
                          "limit.ibuprofen.us.mouth.plain has no source");
}

TEST(Limits, StandInOrder) {
  expect_medicine_refused("dose_mg: 200,", "dose_mg: 401,", "dose_mg is more than dose_max_mg");
  expect_medicine_refused("dose_max_mg: 400", "dose_max_mg: 1201", "a dose over the ceiling");
  expect_medicine_refused("absolute_24h_mg: 1300", "absolute_24h_mg: 1199",
                          "absolute_24h_mg is under label_24h_mg");
}

TEST(Limits, StandOnce) {
  const std::string again =
      "      - {region: us, dose_mg: 1, dose_max_mg: 1, gap_minutes: 1, label_24h_mg: 1, absolute_24h_mg: 1,"
      " days_max: 1, sources: [book]}\n";
  expect_medicine_refused("    limits:\n", "    limits:\n" + again,
                          "limit.ibuprofen.us.mouth.plain stands twice");
}

TEST(Products, MustBeWhole) {
  expect_medicine_refused("region: us, form: patch", "region: moon, form: patch",
                          "region 'moon' is not in regions.yaml");
  expect_medicine_refused("form: patch", "form: pill", "form: 'pill' is not known");
  expect_medicine_refused("form: patch, ", "", "'form' is missing");
  expect_medicine_refused("{ibuprofen: 200}", "{}", "contains nothing");
  expect_medicine_refused("{ibuprofen: 200}", "{ibuprofen: 200, ibuprofen: 1}", "'ibuprofen' stands twice");
  expect_medicine_refused("names: [advil]", "names: [Advil]", "names: 'Advil' is not in lower case");
  expect_medicine_refused("names: [advil], ", "", "tablet has no names");
  expect_medicine_refused("names: [patch], ", "names: [patch], halves: true, ",
                          "halves: of plain tablets only");
  expect_medicine_refused("unit_dose: 1,\n     unit_dose_max: 2, units",
                          "unit_dose: 3,\n     unit_dose_max: 2, units",
                          "unit_dose is more than unit_dose_max");
  expect_medicine_refused("unit_dose: 1, unit_dose_max: 1", "unit_dose: 1, unit_dose_max: 4",
                          "a dose over the ceiling: unit_dose_max, units_24h");
}

TEST(Products, StayWithinTheLimitsOfWhatIsInThem) {
  expect_medicine_refused("{ibuprofen: 200}", "{ibuprofen: 200.001}",
                          "a dose over the ceiling: unit_dose_max has more ibuprofen than dose_max_mg");
  expect_medicine_refused("{dexibuprofen: 100}", "{dexibuprofen: 134}",
                          "a dose over the ceiling: unit_dose_max has more ibuprofen than dose_max_mg");
  expect_medicine_refused("units_24h: 6", "units_24h: 7",
                          "units_24h has more ibuprofen than absolute_24h_mg");
}

TEST(Products, AreJudgedOnlyByWhatIsConfirmed) {
  expect_medicine_refused("judged: true, sources: [book], confidence: checked",
                          "judged: true, sources: [book], confidence: unverified",
                          "tablet is judged, and unverified");
  expect_medicine_refused("days_max: 10, sources: [book], confidence: checked",
                          "days_max: 10, sources: [book], confidence: unverified",
                          "judged, but a limit of ibuprofen is unverified");
  expect_medicine_refused("form: tablet, contains: {ibuprofen: 200}, names: [advil], halves: true",
                          "form: er_tablet, contains: {ibuprofen: 200}, names: [advil]",
                          "judged, but the region has no limit of ibuprofen");
  expect_medicine_refused("gap_minutes: 480, ", "", "judged, but the region has no limit of lidocaine");
  expect_medicine_refused("gap_minutes: 480, ", "", "an amount of 0 needs gap_minutes and units_24h");
  expect_medicine_refused("unit_dose: 1, unit_dose_max: 1,", "", "judged, and without unit_dose");
}

TEST(Cautions, MustBeWhole) {
  expect_medicine_refused("verdict: ask_first", "verdict: maybe", "verdict: 'maybe' is not known");
  expect_medicine_refused("verdict: ask_first, ", "", "'verdict' is missing");
  expect_medicine_refused("of: {classes: [nsaid], ingredients: [lidocaine], route: mouth}", "of: nsaid",
                          "'of' says which classes or ingredients");
  expect_medicine_refused("of: {classes: [nsaid], ingredients: [lidocaine], route: mouth}",
                          "of: {route: mouth}", "'of' says which classes or ingredients");
  expect_medicine_refused("ingredients: [lidocaine], route", "ingredients: [lidocain], route",
                          "no ingredient 'lidocain' is known");
  expect_medicine_refused("when: fever", "when: fevre", "'fevre' is neither a finding nor a named condition");
  expect_medicine_refused(" when: fever,", "", "'when' is missing");
  expect_medicine_refused("when: fever,\n     sources: [book]", "when: fever", "caution.hot has no source");
}

TEST(Cautions, AreForClassesAndIngredients) {
  const auto compiled = protocolc::compile(complete_files(), Strictness::complete);
  ASSERT_NE(compiled.image, nullptr);
  const Caution& caution = compiled.image->protocol.cautions[0];
  EXPECT_EQ(caution.verdict, CautionVerdict::ask_first);
  EXPECT_EQ(caution.classes, class_bit(MedicineClass::nsaid));
  EXPECT_EQ(caution.ingredients, 0b100U);
  EXPECT_EQ(caution.route, Route::mouth);
  EXPECT_EQ(compiled.image->protocol.caution_conditions.rows.size(), 1U);
}

TEST(Washouts, MustBeWhole) {
  expect_medicine_refused("minutes: 1440", "minutes: 0", "minutes is out of range");
  expect_medicine_refused("- {id: nsaid", "- {id: sedating", "a washout is known for 'nsaid' only");
}

/// A measure that is lain down, drawn from two angles.
Files drawn_files() {
  Files files = complete_files();
  files["poses.yaml"] = R"(body: {low_back: 12, upper_back: 17, neck: 11.5, upper_arm: 16, forearm: 14,
       hand: 7.5, thigh: 24.5, shin: 23.5, foot: 14}
joints:
  lean: [-180, 180]
  knee: [0, 150]
figures:
  - id: cold
    measures: [cold]
    help: [call]
    pictures:
      - view: side
        rest: {part: trunk, height: 26}
        props:
          - {kind: pillow, at: [20, 31.5], size: [17, 12], layer: before}
        frames:
          - {lean: -90, knee: [10, 46]}
)";
  for (const char* language : {"en", "es"})
    files["words/" + std::string(language) + "/figures.yaml"] =
        "figures.cold.alt: \"a\"\nfigures.body_map.alt: \"b\"\nfigures.body_map.front: \"c\"\n"
        "figures.body_map.back: \"d\"\nfigures.body_map.left: \"e\"\nfigures.body_map.right: \"f\"\n";
  return files;
}

void expect_pose_refused(std::string_view old, std::string_view replacement, const std::string& wanted) {
  Files files = drawn_files();
  files["poses.yaml"] = with(files["poses.yaml"], old, replacement);
  std::string all;
  for (const std::string& problem : problems(files)) all += problem + "\n";
  EXPECT_NE(all.find("protocol/poses.yaml"), std::string::npos) << "compiles with: " << replacement;
  EXPECT_NE(all.find(wanted), std::string::npos) << "wanted: " << wanted << "\nsaid:\n" << all;
}

TEST(Poses, BecomeTheJsonOfThePage) {
  const auto compiled = protocolc::compile(drawn_files(), Strictness::complete);
  ASSERT_NE(compiled.image, nullptr);
  EXPECT_NE(compiled.image->poses.find(R"("frames":[{"lean":-90,"knee":[10,46]}])"), std::string::npos)
      << compiled.image->poses;
  EXPECT_NE(compiled.image->poses.find(R"("neck":11.5)"), std::string::npos);
  EXPECT_EQ(protocolc::compile(complete_files(), Strictness::complete).image->poses, "");
}

TEST(Poses, AndTheirWordsChangeNoAdvice) {
  Files files = drawn_files();
  const auto before = protocolc::compile(files, Strictness::complete);
  files["poses.yaml"] = with(files["poses.yaml"], "lean: -90", "lean: -80");
  for (const char* file : {"words/en/figures.yaml", "words/es/figures.yaml"})
    files[file] = with(files[file], "\"a\"", "\"other\"");
  const auto after = protocolc::compile(files, Strictness::complete);
  ASSERT_NE(after.image, nullptr);
  EXPECT_NE(before.image->poses, after.image->poses);
  EXPECT_EQ(before.image->protocol.sha256, after.image->protocol.sha256);
  EXPECT_EQ(before.image->texts[0], after.image->texts[0]);
}

TEST(Poses, JointsAreKnownAndBendNoFurtherThanAPerson) {
  expect_pose_refused("knee: [10, 46]", "kneee: 10", "poses.yaml:16: 'kneee' is not a joint");
  expect_pose_refused("knee: [10, 46]", "knee: [10, 160]",
                      "poses.yaml:16: knee: 160 degrees is beyond what the joint can do (0 to 150)");
  expect_pose_refused("knee: [10, 46]", "knee: -3", "knee: -3 degrees is beyond");
  expect_pose_refused("knee: [10, 46]", "knee: bent", "knee: expected an angle, or [left, right]");
  expect_pose_refused("knee: [10, 46]", "knee: .nan", "knee: expected an angle");
  expect_pose_refused("lean: -90,", "lean: [-90, 90],", "lean: expected an angle");
  expect_pose_refused("  knee: [0, 150]", "  tail: [0, 150]", "'tail' is not a joint that the drawing knows");
  expect_pose_refused("knee: [0, 150]", "knee: [150, 0]", "knee: expected the least and the most angle");
}

TEST(Poses, PicturesAreWhole) {
  expect_pose_refused("view: side", "view: below", "view: 'below' is not side, front or above");
  expect_pose_refused("        rest: {part: trunk, height: 26}\n", "", "'rest' is missing");
  expect_pose_refused("part: trunk", "part: nose", "rest: 'nose' is not feet, hips, trunk or body");
  expect_pose_refused("kind: pillow", "kind: sofa", "kind: 'sofa' is not a thing that the drawing knows");
  expect_pose_refused("at: [20, 31.5]", "at: [20]", "'at' is not two numbers");
  expect_pose_refused("layer: before", "layer: above", "layer: 'above' is not between or before");
  expect_pose_refused("        frames:\n          - {lean: -90, knee: [10, 46]}\n", "",
                      "a picture needs frames");
  expect_pose_refused("      - view: side", "      - seconds: 2\n        view: side",
                      "what moves needs two frames");
  expect_pose_refused("- {lean: -90, knee: [10, 46]}", "- {lean: -90}\n          - {lean: -80}",
                      "several frames need 'seconds'");
  expect_pose_refused("        frames:", "        still: 1\n        frames:", "still: there is no frame 1");
  expect_pose_refused("view: side", "veiw: side", "field 'veiw' is not known here");
  expect_pose_refused("thigh: 24.5, ", "", "body: 'thigh' is not a length");
  expect_pose_refused("figures:", "figures: [", "poses.yaml:");
}

TEST(Poses, ShowWhatThereIs) {
  expect_pose_refused("measures: [cold]", "measures: [ice]", "measures: 'ice' is not known");
  expect_pose_refused("measures: [cold]", "measures: [cold, cold]", "measures: 'cold' has a figure already");
  expect_pose_refused("    measures: [cold]\n", "", "no figure shows 'cold'");
  expect_pose_refused("help: [call]", "help: [shout]", "help: 'shout' is not known");
}

TEST(Poses, HaveWordsInEachLanguageAndWordsHavePoses) {
  for (const char* key : {"figures.cold.alt: \"a\"\n", "figures.body_map.left: \"e\"\n"}) {
    Files files = drawn_files();
    files["words/es/figures.yaml"] = with(files["words/es/figures.yaml"], key, "");
    EXPECT_FALSE(problems(files).empty()) << key;
    files["words/en/figures.yaml"] = with(files["words/en/figures.yaml"], key, "");
    EXPECT_FALSE(problems(files).empty()) << key;
  }
  Files files = drawn_files();
  for (const char* file : {"words/en/figures.yaml", "words/es/figures.yaml"})
    files[file] += "figures.dance.alt: \"nobody\"\n";
  EXPECT_EQ(problems(files), std::vector<std::string>{"protocol/words: nothing uses 'figures.dance.alt'"});
}

}  // namespace
}  // namespace springback
