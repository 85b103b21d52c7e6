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
  - {id: ibuprofen, lowers_fever_hours: 6, sources: [book], confidence: checked}
products:
  - {id: tablet, region: us, form: tablet, contains: {ibuprofen: 200}, sources: [book], confidence: checked}
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
                          "course.daily.why"})
    words += std::string(key) + ": \"words for " + key + "\"\n";
  files["words/en/all.yaml"] = words;
  files["words/es/all.yaml"] = words;
  files["cases/bases.yaml"] = "calm: {fever: false, leg: none, pain: 1, sites: []}\n";
  files["cases/all.yaml"] =
      R"(- {id: ill, told: He is ill., base: calm, findings: {fever: true, leg: one, sites: [back], pain: 10},
   want: today, fires: [R1.today, R2.soon, all.young, cold.hot]}
- {id: well, told: He is well., base: calm, want: self_care, spares: [R1.today, R2.soon, all.young, cold.hot]}
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
        "help.call", "help.title.soon", "regions.us.emergency", "course.daily.why", "article.S1"}) {
    Files files = complete_files();
    const std::string line = std::string(key) + ": \"words for " + key + "\"\n";
    for (const char* file : {"words/en/all.yaml", "words/es/all.yaml"})
      files[file] = with(files[file], line, "");
    EXPECT_FALSE(problems(files).empty()) << key;
  }
}

TEST(Cards, MustBeWhole) {
  expect_refused("cards.yaml", "asked: first", "asked: often", "asked: first, again or any");
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

TEST(Medicines, AnAmountIsANumber) {
  expect_refused("medicines.yaml", "{ibuprofen: 200}", "{ibuprofen: plenty}",
                 "'ibuprofen' has no whole number of mg");
  expect_refused("medicines.yaml", "{ibuprofen: 200}", "{ibuprofen: -200}",
                 "'ibuprofen' has no whole number of mg");
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
