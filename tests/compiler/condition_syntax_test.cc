// The condition language as text: each mistake is refused with the place where it stands.
#include "condition.h"

#include <gtest/gtest.h>

namespace springback::protocolc {
namespace {

std::string refusal(std::string_view text) {
  const auto tree = parse_condition(text);
  return tree ? "read" : tree.error();
}

Node read(std::string_view text) {
  const auto tree = parse_condition(text);
  EXPECT_TRUE(tree.has_value()) << text;
  return tree ? **tree : Node{};
}

TEST(ConditionSyntax, NamesThePlaceOfAMistake) {
  EXPECT_EQ(refusal(""), "expected a finding or a named condition at character 1");
  EXPECT_EQ(refusal("fever and"), "expected a finding or a named condition at character 10");
  EXPECT_EQ(refusal("fever or or chills"), "unexpected 'chills' at character 13");
  EXPECT_EQ(refusal("fever chills"), "unexpected 'chills' at character 7");
  EXPECT_EQ(refusal("(fever"), "expected ')' at character 7");
  EXPECT_EQ(refusal("fever)"), "unexpected ')' at character 6");
  EXPECT_EQ(refusal("pain_now >="), "expected a value or a whole number at character 12");
  EXPECT_EQ(refusal("pain_now >= 4.5"), "unexpected '.' at character 14");
  EXPECT_EQ(refusal("pain_now => 4"), "unexpected '=' at character 10");
  EXPECT_EQ(refusal("trigger in fall"), "expected '[' before 'fall' at character 12");
  EXPECT_EQ(refusal("trigger in []"), "expected a value at character 13");
  EXPECT_EQ(refusal("trigger in [fall,]"), "expected a value at character 18");
  EXPECT_EQ(refusal("trigger in [fall"), "expected ']' at character 17");
  EXPECT_EQ(refusal("sites has"), "expected a value at character 10");
  EXPECT_EQ(refusal("at_least of [a]"), "expected a whole number at character 10");
  EXPECT_EQ(refusal("at_least 2 [a]"), "expected 'of' before '[' at character 12");
  EXPECT_EQ(refusal("at_least 2 of [a; b]"), "expected ']' before ';' at character 17");
  EXPECT_EQ(refusal("fever && chills"), "unexpected '&' at character 7");
}

TEST(ConditionSyntax, AndBindsCloserThanOr) {
  const Node either = read("a or b and c");
  EXPECT_EQ(either.op, Op::any);
  ASSERT_EQ(either.parts.size(), 2U);
  EXPECT_EQ(either.parts[1]->op, Op::all);
  EXPECT_EQ(read("(a or b) and c").op, Op::all);
}

TEST(ConditionSyntax, NotBindsClosest) {
  const Node both = read("not a and b");
  EXPECT_EQ(both.op, Op::all);
  EXPECT_EQ(both.parts[0]->op, Op::negation);
  EXPECT_EQ(read("not not a").parts[0]->op, Op::negation);
}

TEST(ConditionSyntax, ReadsEveryRelation) {
  EXPECT_EQ(read("n == 3").relation, Relation::equal);
  EXPECT_EQ(read("n != 3").relation, Relation::not_equal);
  EXPECT_EQ(read("n < 3").relation, Relation::less);
  EXPECT_EQ(read("n <= 3").relation, Relation::less_equal);
  EXPECT_EQ(read("n > 3").relation, Relation::greater);
  EXPECT_EQ(read("n>=-3").relation, Relation::greater_equal);
  EXPECT_EQ(read("n>=-3").number, -3);
  EXPECT_EQ(read("c != none").value, "none");
}

TEST(ConditionSyntax, RefusesNestingWithoutEnd) {
  const auto nested = [](int depth) { return std::string(depth, '(') + "a" + std::string(depth, ')'); };
  EXPECT_EQ(refusal(nested(kMaxDepth)), "read");
  EXPECT_TRUE(refusal(nested(kMaxDepth + 1)).starts_with("the condition is nested too deeply"));
  EXPECT_TRUE(refusal(nested(100'000)).starts_with("the condition is nested too deeply"));
  std::string nots;
  for (int i = 0; i < 100'000; ++i) nots += "not ";
  EXPECT_TRUE(refusal(nots + "a").starts_with("the condition is nested too deeply"));
}

TEST(ConditionSyntax, NumbersTooLargeAreRefused) {
  EXPECT_NE(refusal("at_least 99999999999 of [a]"), "read");
}

}  // namespace
}  // namespace springback::protocolc
