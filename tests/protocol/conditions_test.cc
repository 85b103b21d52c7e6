// The edges of the tables: full words, empty tables, many cuts.
#include <gtest/gtest.h>

#include "protocol/slow_conditions.h"
#include "support/small_protocol.h"

namespace springback {
namespace {

protocolc::Files with_findings_and_rules(const std::string& findings, const std::string& rules) {
  auto files = empty_files();
  files["findings.yaml"] = "findings:\n" + findings;
  files["triage.yaml"] = "named: []\nrules:\n" + rules;
  return files;
}

TEST(Conditions, ATableWithoutRowsHasNothingToSay) {
  const auto image = compile_tables(with_findings_and_rules("  - {id: a, group: now, type: bool}\n",
                                                            "  - {id: R1, urgency: soon, when: a}\n"));
  ASSERT_TRUE(image);
  ASSERT_EQ(image->protocol.gates.rows.size(), 0U);
  Evaluation e;
  evaluate(image->protocol.gates, Classes{}, e);
  EXPECT_EQ(e.fired, Mask{});
  EXPECT_EQ(e.open, Mask{});
}

TEST(Conditions, EveryRowOfFullWordsStandsForItself) {
  std::string findings, rules;
  for (int i = 0; i < 200; ++i) {
    const std::string id = "f" + std::to_string(1000 + i);
    findings += "  - {id: " + id + ", group: now, type: bool}\n";
    rules += "  - {id: R" + std::to_string(i) + ", urgency: soon, when: " + id + "}\n";
  }
  const auto image = compile_tables(with_findings_and_rules(findings, rules));
  ASSERT_TRUE(image);
  const Conditions& table = image->protocol.triage;
  for (unsigned yes = 0; yes < 200; ++yes) {
    Classes classes;
    classes.fill(kNo);
    classes[yes] = kYes;
    Evaluation e;
    evaluate(table, classes, e);
    for (unsigned row = 0; row < 200; ++row) ASSERT_EQ(fires(table, e, row), row == yes) << row << " " << yes;
  }
}

/// A row may fill a word of 64 terms: the carry that gathers it must not spill over.
TEST(Conditions, ARowOfSixtyFourTermsFiresOnEachOfThem) {
  std::string findings, any;
  for (int i = 0; i < 64; ++i) {
    const std::string id = "f" + std::to_string(10 + i);
    findings += "  - {id: " + id + ", group: now, type: bool}\n";
    any += (any.empty() ? "" : " or ") + id;
  }
  const auto image = compile_tables(with_findings_and_rules(
      findings, "  - {id: R0, urgency: soon, when: never}\n  - {id: R1, urgency: soon, when: " + any +
                    "}\n  - {id: R2, urgency: soon, when: never}\n"));
  ASSERT_TRUE(image);
  const Conditions& table = image->protocol.triage;
  for (unsigned yes = 0; yes <= 64; ++yes) {
    Classes classes;
    classes.fill(kNo);
    if (yes < 64) classes[yes] = kYes;
    Evaluation e;
    evaluate(table, classes, e);
    EXPECT_FALSE(fires(table, e, 0));
    EXPECT_EQ(fires(table, e, 1), yes < 64) << yes;
    EXPECT_FALSE(fires(table, e, 2));
  }
  Evaluation nothing_known;
  evaluate(table, Classes{}, nothing_known);
  EXPECT_FALSE(is_open(table, nothing_known, 0));
  EXPECT_TRUE(is_open(table, nothing_known, 1));
  EXPECT_FALSE(is_open(table, nothing_known, 2));
}

TEST(Conditions, ANumberMayBeCutAtEveryPoint) {
  std::string rules;
  for (int i = 1; i <= 40; ++i)
    rules += "  - {id: R" + std::to_string(i) + ", urgency: soon, when: n >= " + std::to_string(i) + "}\n";
  const auto image = compile_tables(
      with_findings_and_rules("  - {id: n, group: now, type: int, range: [0, 100], unit: x}\n", rules));
  ASSERT_TRUE(image);
  for (int value = 0; value <= 100; ++value) {
    const slow::Answers answers = {{"n", {.kind = slow::Said::Kind::known, .value = value}}};
    Evaluation e;
    evaluate(image->protocol.triage, slow::classes_of(image->protocol, answers), e);
    for (int cut = 1; cut <= 40; ++cut)
      ASSERT_EQ(fires(image->protocol.triage, e, static_cast<unsigned>(cut - 1)), value >= cut) << value;
  }
}

TEST(Conditions, AnOpenRowNamesOnlyWhatCouldStillMakeItFire) {
  const auto image = compile_tables(
      with_findings_and_rules("  - {id: a, group: now, type: bool}\n  - {id: b, group: now, type: bool}\n"
                              "  - {id: c, group: now, type: bool}\n  - {id: d, group: now, type: bool}\n",
                              "  - {id: R1, urgency: soon, when: (a and b) or (c and d)}\n"));
  ASSERT_TRUE(image);
  Classes classes{};
  classes[0] = kNo;   // a: the first way is closed, so b is not missing
  classes[2] = kYes;  // c is known
  Evaluation e;
  evaluate(image->protocol.triage, classes, e);
  InputSet inputs{};
  gather_inputs(image->protocol.triage, e, classes, 0, inputs);
  EXPECT_EQ(inputs[0], 0b1000U);
}

}  // namespace
}  // namespace springback
