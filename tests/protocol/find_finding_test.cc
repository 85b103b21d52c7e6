// Findings are looked up by name through bisection: the compiler must have sorted them.
#include <gtest/gtest.h>

#include "support/small_protocol.h"

namespace springback {
namespace {

TEST(FindFinding, FindsEachWhateverTheOrderOfTheFile) {
  auto files = empty_files();
  files["findings.yaml"] =
      "findings:\n  - {id: zeta, group: now, type: bool}\n  - {id: a_b, group: now, type: bool}\n"
      "  - {id: a, group: now, type: bool}\n  - {id: ab, group: now, type: bool}\n";
  files["triage.yaml"] = "named: []\nrules: [{id: R1, urgency: soon, when: a}]\n";
  const auto image = compile_tables(files);
  ASSERT_TRUE(image);
  for (const char* id : {"zeta", "a_b", "a", "ab"}) {
    const FindingId found = find_finding(image->protocol, id);
    ASSERT_NE(found, kNone) << id;
    EXPECT_EQ(image->protocol.findings[found].id, id);
  }
  for (const char* id : {"", "A", "a_", "abc", "zz", "zeta "})
    EXPECT_EQ(find_finding(image->protocol, id), kNone) << id;
}

TEST(FindFinding, WhatAProtocolLacksIsNone) {
  auto files = empty_files();
  files["findings.yaml"] = "findings: [{id: fever, group: now, type: bool}]\n";
  files["triage.yaml"] = "named: []\nrules: [{id: R1, urgency: soon, when: fever}]\n";
  const auto image = compile_tables(files);
  ASSERT_TRUE(image);
  EXPECT_EQ(id_of(image->protocol, Known::fever), 0);
  EXPECT_EQ(id_of(image->protocol, Known::sex), kNone);
}

TEST(FindFinding, KnownIdsAreInTheOrderOfTheirNames) {
  EXPECT_EQ(kKnownIds[static_cast<std::size_t>(Known::acetaminophen_over_4g)], "acetaminophen_over_4g");
  EXPECT_EQ(kKnownIds[static_cast<std::size_t>(Known::leg_sign_new)], "leg_sign_new");
  EXPECT_EQ(kKnownIds[static_cast<std::size_t>(Known::profile_unchanged)], "profile_unchanged");
  EXPECT_EQ(kKnownIds[static_cast<std::size_t>(Known::weight_kg)], "weight_kg");
  EXPECT_TRUE(std::ranges::is_sorted(kKnownIds));
}

}  // namespace
}  // namespace springback
