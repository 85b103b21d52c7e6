// Every proof must be able to fail: each is given a protocol with one thing broken, and must say what.
#include <gtest/gtest.h>

#include "compile.h"
#include "properties/properties.h"

namespace springback::verify {
namespace {

const Files& files() {
  static const Files read = protocolc::read_files(SPRINGBACK_SOURCE_DIR "/protocol");
  return read;
}

/// The protocol with one text replaced; it must be there.
Files with(const std::string& file, const std::string& old, const std::string& replacement) {
  Files changed = files();
  std::string& text = changed.at(file);
  const auto at = text.find(old);
  if (at == std::string::npos) throw std::runtime_error("there is no '" + old + "' in " + file);
  text.replace(at, old.size(), replacement);
  return changed;
}

std::string complaints(const Results& results) {
  std::string all;
  for (const Shown& shown : results)
    for (const std::string& line : shown.counterexamples) all += line + "\n";
  EXPECT_EQ(all.empty(), results.front().holds);
  return all;
}

testing::AssertionResult mentions(const std::string& text, const std::string& part) {
  if (text.find(part) != std::string::npos) return testing::AssertionSuccess();
  return testing::AssertionFailure() << "no '" << part << "' in:\n" << text;
}

Claims claims_of(const Subject& subject) { return read_claims(subject, claims_text()); }

TEST(StrongSigns, ARowThatLosesOneIsFoundInTheWordsOfTheQuestion) {
  const Subject subject(with("triage.yaml", "weakness_worsening or foot_drop", "weakness_worsening"));
  const std::string said = complaints(prove_strong_signs(subject, claims_of(subject)));
  EXPECT_TRUE(mentions(said, "foot_drop: true  # A foot drags, or a knee gives way"));
  EXPECT_TRUE(mentions(said, "want: emergency"));
}

TEST(StrongSigns, ACounterexampleHasNoAnswerTooMany) {
  const Subject subject(
      with("triage.yaml", "when: saddle_numbness\n", "when: saddle_numbness and not fever\n"));
  const std::string said = complaints(prove_strong_signs(subject, claims_of(subject)));
  EXPECT_TRUE(mentions(said, "  findings:\n    saddle_numbness: true"));
  EXPECT_EQ(said.find("pain_now"), std::string::npos) << said;
}

TEST(Monotone, ASignThatExcusesAnotherIsFound) {
  const Subject subject(with("triage.yaml", "when: fever\n", "when: fever and not night_sweats\n"));
  EXPECT_TRUE(mentions(complaints(prove_monotone(subject, claims_of(subject))),
                       "night_sweats may lower from today, claims.yaml says self_care"));
}

TEST(Monotone, WhatIsListedAndDoesNotLowerIsFoundToo) {
  const Subject subject(files());
  Claims claims = claims_of(subject);
  claims.lowers.push_back({"fever", "Not true.", Urgency::today});
  EXPECT_TRUE(mentions(complaints(prove_monotone(subject, claims)), "fever may lower from self_care"));
}

TEST(Rows, DuplicatesAndDeadOnesAreFound) {
  const Subject twins(with("triage.yaml", "when: sexual_dysfunction_new\n", "when: saddle_numbness\n"));
  EXPECT_TRUE(mentions(complaints(prove_rows(twins, claims_of(twins))),
                       "R01.emergency and R05.emergency always fire together"));
  const Subject dead(with("triage.yaml", "when: lump_or_shape_change\n", "when: fever and fever_masked\n"));
  EXPECT_TRUE(mentions(complaints(prove_rows(dead, claims_of(dead))), "R17.today never fires"));
}

TEST(Plan, AGuardThatTheProductLacksIsFound) {
  const Subject subject(
      with("relief.yaml", "{id: raynaud, when: raynaud,", "{id: raynaud, when: raynaud or cold_allergy,"));
  EXPECT_EQ(complaints(prove_plan(subject, built_in())), "")
      << "the same in sum: cold_allergy is a guard of its own";
  const Subject other(
      with("relief.yaml", "{id: raynaud, when: raynaud,", "{id: raynaud, when: raynaud or diabetes,"));
  EXPECT_TRUE(mentions(complaints(prove_plan(other, built_in())), "cold, when the urgency is self_care"));
}

TEST(Cards, AnOptionThatRecordsSomethingElseIsFound) {
  const Subject subject(
      with("cards.yaml", "{id: major, sets: {trauma: major}}", "{id: major, sets: {trauma: minor}}"));
  EXPECT_TRUE(mentions(complaints(prove_cards(subject, claims_of(subject))),
                       "alarm.accident.major records trauma minor, claims.yaml says trauma major"));
}

TEST(Cards, ADangerSignThatIsNeverAskedIsFound) {
  const Subject subject(with(
      "findings.yaml",
      "{id: stroke_signs, group: now, type: bool, danger: true, stale_after: 2d, asked_if: \"medicated\"}",
      "{id: stroke_signs, group: now, type: bool, danger: true, stale_after: 2d, asked_if: never}"));
  EXPECT_TRUE(mentions(complaints(prove_cards(subject, claims_of(subject))),
                       "stroke_signs is a danger sign, and nobody is ever asked for it"));
}

TEST(Interview, ASignThatNoCardAsksLeavesADeadEnd) {
  const Subject subject(with("cards.yaml", "      - finding: lump_or_shape_change\n", ""));
  EXPECT_TRUE(mentions(complaints(prove_interview(subject)), "Undecided, and no card is asked."));
}

TEST(Interview, ADangerSignMissingFromTheCheckInIsFound) {
  const Subject subject(with("cards.yaml", "          - {id: calf, sets: {calf_swelling: true}}\n", ""));
  EXPECT_TRUE(mentions(complaints(prove_interview(subject)), "calf_swelling holds for a day"));
}

TEST(Tables, AConditionThatWasCompiledOtherwiseIsFound) {
  const Subject subject(
      with("triage.yaml", "pulsating_abdomen and pain_now >= 4", "pulsating_abdomen and pain_now >= 5"));
  EXPECT_TRUE(mentions(complaints(prove_tables(subject, built_in())), "The table of R18.emergency differs."));
  EXPECT_TRUE(mentions(complaints(enumerate_tables(subject, built_in())),
                       "Product and reference differ on R18.emergency."));
}

TEST(Space, SlicesFillTheRangeAndNoComparisonCutsThem) {
  const Subject subject(files());
  for (std::size_t f = 0; f < subject.protocol.findings.size(); ++f) {
    const auto slices = subject.space.slices(static_cast<int>(f));
    if (slices.empty()) continue;
    EXPECT_EQ(slices.front().low, subject.protocol.findings[f].low);
    EXPECT_EQ(slices.back().high, subject.protocol.findings[f].high);
    for (std::size_t i = 1; i < slices.size(); ++i) EXPECT_EQ(slices[i].low, slices[i - 1].high + 1);
  }
}

}  // namespace
}  // namespace springback::verify
