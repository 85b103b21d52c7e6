// The truth tables of Kleene, one condition and one answer at a time.
#include <gtest/gtest.h>

#include "protocol/slow_conditions.h"
#include "support/small_protocol.h"

namespace springback {
namespace {

using slow::Said;

const Said kYesSaid{.kind = Said::Kind::known, .value = 1};
const Said kNoSaid{.kind = Said::Kind::known, .value = 0};
const Said kOpenSaid{};
const Said kUnsureSaid{.kind = Said::Kind::unsure};
const Said kNotAsked{.kind = Said::Kind::not_applicable};

Said number(int value) { return {.kind = Said::Kind::known, .value = value}; }
Said members(int mask, bool partial = false) {
  return {.kind = Said::Kind::known, .value = mask, .partial = partial};
}

/// One rule over a few findings of each type.
class Kleene : public testing::Test {
 protected:
  /// "fires", "open" or "no", of the condition with these answers; what is not mentioned is open.
  std::string outcome(const std::string& when, const slow::Answers& said, const std::string& named = "[]") {
    auto files = empty_files();
    files["findings.yaml"] = R"(findings:
  - {id: a, group: now, type: bool}
  - {id: b, group: now, type: bool}
  - {id: c, group: now, type: choice, values: [none, one, both], none: none}
  - {id: n, group: now, type: int, range: [0, 10], unit: points}
  - {id: t, group: now, type: tenths, range: [300, 450], unit: celsius}
  - {id: s, group: now, type: set, values: [thigh_left, thigh_right, foot]}
)";
    files["triage.yaml"] = "named: " + named + "\nrules: [{id: R1, urgency: soon, when: \"" + when +
                           "\"}, {id: R2, urgency: soon, when: a}]\n";
    const auto image = compile_tables(files);
    if (!image) return "does not compile";
    slow::Answers answers = said;
    for (const char* id : {"a", "b", "c", "n", "t", "s"}) answers.try_emplace(id, kOpenSaid);
    Evaluation e;
    const Conditions& table = image->protocol.triage;
    evaluate(table, slow::classes_of(image->protocol, answers), e);
    return fires(table, e, 0) ? "fires" : is_open(table, e, 0) ? "open" : "no";
  }
};

TEST_F(Kleene, AYesFiresANoDoesNotAndNothingIsOpen) {
  EXPECT_EQ(outcome("b", {{"b", kYesSaid}}), "fires");
  EXPECT_EQ(outcome("b", {{"b", kNoSaid}}), "no");
  EXPECT_EQ(outcome("b", {}), "open");
  EXPECT_EQ(outcome("b", {{"b", kUnsureSaid}}), "no");
  EXPECT_EQ(outcome("b", {{"b", kNotAsked}}), "no");
}

TEST_F(Kleene, NotSureNeverTurnsIntoAYesByNegation) {
  EXPECT_EQ(outcome("not b", {{"b", kUnsureSaid}}), "no");
  EXPECT_EQ(outcome("not b", {}), "open");
  EXPECT_EQ(outcome("not b", {{"b", kNoSaid}}), "fires");
  EXPECT_EQ(outcome("not b", {{"b", kNotAsked}}), "fires");
}

TEST_F(Kleene, OneNoEndsAnAndOneYesEndsAnOr) {
  EXPECT_EQ(outcome("a and b", {{"a", kNoSaid}}), "no");
  EXPECT_EQ(outcome("a and b", {{"a", kYesSaid}}), "open");
  EXPECT_EQ(outcome("a and b", {{"a", kUnsureSaid}}), "no");
  EXPECT_EQ(outcome("a or b", {{"a", kYesSaid}}), "fires");
  EXPECT_EQ(outcome("a or b", {{"a", kNoSaid}}), "open");
  EXPECT_EQ(outcome("a or b", {{"a", kUnsureSaid}}), "open");
  EXPECT_EQ(outcome("a or b", {{"a", kUnsureSaid}, {"b", kNoSaid}}), "no");
}

TEST_F(Kleene, TheExcludedMiddleIsNotUsed) {
  EXPECT_EQ(outcome("b or not b", {}), "open");
  EXPECT_EQ(outcome("b or not b", {{"b", kUnsureSaid}}), "no");
  EXPECT_EQ(outcome("b or not b", {{"b", kNoSaid}}), "fires");
  EXPECT_EQ(outcome("n >= 0", {}), "open");
  EXPECT_EQ(outcome("c in [none, one, both]", {}), "open");
}

TEST_F(Kleene, AlwaysAndNeverNeedNoAnswer) {
  EXPECT_EQ(outcome("always", {}), "fires");
  EXPECT_EQ(outcome("never", {}), "no");
  EXPECT_EQ(outcome("not never", {}), "fires");
  EXPECT_EQ(outcome("never or b", {{"b", kYesSaid}}), "fires");
  EXPECT_EQ(outcome("always and b", {{"b", kNoSaid}}), "no");
}

TEST_F(Kleene, NumbersAreCutWhereTheConditionSays) {
  const auto fires_at = [&](const std::string& when) {
    std::string digits;
    for (int value = 0; value <= 10; ++value)
      if (outcome(when, {{"n", number(value)}}) == "fires") digits += std::to_string(value) + " ";
    return digits;
  };
  EXPECT_EQ(fires_at("n < 3"), "0 1 2 ");
  EXPECT_EQ(fires_at("n <= 3"), "0 1 2 3 ");
  EXPECT_EQ(fires_at("n == 3"), "3 ");
  EXPECT_EQ(fires_at("n > 8"), "9 10 ");
  EXPECT_EQ(fires_at("n >= 8"), "8 9 10 ");
  EXPECT_EQ(fires_at("n != 3"), "0 1 2 4 5 6 7 8 9 10 ");
  EXPECT_EQ(fires_at("not (n >= 3)"), "0 1 2 ");
  EXPECT_EQ(fires_at("n >= 3 and n <= 5 or n == 0"), "0 3 4 5 ");
  EXPECT_EQ(fires_at("n <= 0"), "0 ");
  EXPECT_EQ(fires_at("n >= 10"), "10 ");
}

TEST_F(Kleene, EveryComparisonOfANumberNotAskedIsFalse) {
  for (const char* relation : {"==", "<", "<=", ">", ">="})
    EXPECT_EQ(outcome(std::string("n ") + relation + " 5", {{"n", kNotAsked}}), "no") << relation;
  EXPECT_EQ(outcome("not (n >= 5)", {{"n", kNotAsked}}), "fires");
}

TEST_F(Kleene, TenthsAreComparedInTenths) {
  EXPECT_EQ(outcome("t >= 380", {{"t", number(379)}}), "no");
  EXPECT_EQ(outcome("t >= 380", {{"t", number(380)}}), "fires");
}

TEST_F(Kleene, AChoiceThatIsNotAskedIsItsReassuringValue) {
  EXPECT_EQ(outcome("c != none", {{"c", kNotAsked}}), "no");
  EXPECT_EQ(outcome("c == none", {{"c", kNotAsked}}), "fires");
  EXPECT_EQ(outcome("c != none", {{"c", number(2)}}), "fires");
  EXPECT_EQ(outcome("not (c != one)", {{"c", number(1)}}), "fires");
  EXPECT_EQ(outcome("c in [one, both]", {{"c", number(0)}}), "no");
}

TEST_F(Kleene, ASetWithAnUnknownMemberNeverSaysHasNot) {
  EXPECT_EQ(outcome("s has foot", {{"s", members(0b100)}}), "fires");
  EXPECT_EQ(outcome("s has foot", {{"s", members(0)}}), "no");
  EXPECT_EQ(outcome("s has foot", {{"s", members(0b011, true)}}), "open");
  EXPECT_EQ(outcome("not (s has foot)", {{"s", members(0b011, true)}}), "open");
  EXPECT_EQ(outcome("s has_any [thigh_*]", {{"s", members(0b010, true)}}), "fires");
  EXPECT_EQ(outcome("not (s has_any [thigh_*])", {{"s", members(0b010, true)}}), "no");
  EXPECT_EQ(outcome("s has_any [thigh_left, foot]", {{"s", members(0b010)}}), "no");
}

TEST_F(Kleene, AtLeastCountsOnlyWhatIsCertain) {
  const std::string two_of_three = "at_least 2 of [a, b, c == one]";
  EXPECT_EQ(outcome(two_of_three, {{"a", kYesSaid}, {"b", kYesSaid}}), "fires");
  EXPECT_EQ(outcome(two_of_three, {{"a", kYesSaid}, {"b", kUnsureSaid}}), "open");
  EXPECT_EQ(outcome(two_of_three, {{"a", kYesSaid}, {"b", kUnsureSaid}, {"c", kUnsureSaid}}), "no");
  EXPECT_EQ(outcome(two_of_three, {{"a", kNoSaid}, {"b", kNoSaid}}), "no");
  EXPECT_EQ(outcome("not " + two_of_three, {{"a", kNoSaid}, {"b", kNoSaid}}), "fires");
  EXPECT_EQ(outcome("not " + two_of_three, {{"a", kNoSaid}, {"b", kYesSaid}}), "open");
  EXPECT_EQ(outcome("not " + two_of_three, {{"a", kYesSaid}, {"b", kYesSaid}}), "no");
}

TEST_F(Kleene, ANamedConditionMeansTheSameWhereverItIsUsed) {
  const std::string named =
      "[{id: either, when: a or b or n >= 5}, {id: more, when: either and (c == both or s has foot)}]";
  EXPECT_EQ(outcome("either", {{"n", number(5)}}, named), "fires");
  EXPECT_EQ(outcome("not either", {{"a", kNoSaid}, {"b", kNoSaid}, {"n", number(4)}}, named), "fires");
  EXPECT_EQ(outcome("not either", {{"a", kNoSaid}, {"b", kNoSaid}}, named), "open");
  EXPECT_EQ(outcome("more", {{"a", kYesSaid}, {"c", number(2)}}, named), "fires");
  EXPECT_EQ(outcome("more", {{"c", number(2)}}, named), "open");
  EXPECT_EQ(outcome("more and either", {{"a", kYesSaid}, {"s", members(0b100)}}, named), "fires");
  EXPECT_EQ(outcome("more or b", {{"a", kUnsureSaid}, {"b", kUnsureSaid}, {"n", number(1)}}, named), "no");
}

}  // namespace
}  // namespace springback
