// Cases: told in a few lines of YAML, turned into requests of the contract.
#include "cases.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace springback::protocolc {
namespace {

using Json = nlohmann::json;

constexpr const char* kBases = "calm: {fever: false, pain: 1}\nolder: {like: calm, age: 70}\n";

std::vector<Case> read(const std::string& cases, std::vector<std::string>* problems = nullptr) {
  Problems found;
  auto all = read_cases({{"cases/bases.yaml", kBases}, {"cases/all.yaml", cases}}, found);
  if (problems != nullptr) *problems = found.lines();
  else
    for (const std::string& problem : found.lines()) ADD_FAILURE() << problem;
  return all;
}

Json request(const std::string& fields) {
  const auto cases = read("- {id: one, told: A story., want: today, " + fields + "}\n");
  return cases.size() == 1 ? Json::parse(cases[0].request) : Json();
}

TEST(CasesReader, PutsTheFindingsOverTheBase) {
  const Json journal = request(
      "base: older, findings: {pain: 7, fever: absent, legs: ~, sites: [a, b], word: \"7\"}")["journal"];
  ASSERT_EQ(journal.size(), 1U);
  EXPECT_EQ(journal[0]["at"], "2026-11-22T09:00:00+01:00");
  EXPECT_EQ(journal[0]["kind"], "reported");
  EXPECT_EQ(journal[0]["findings"],
            Json::parse(R"({"pain":7,"age":70,"legs":null,"sites":["a","b"],"word":"7"})"));
}

TEST(CasesReader, TurnsLengthsOfTimeIntoInstants) {
  const Json journal = request(
      "onset: 2d, trigger: fall, earlier: [{ago: 90m, findings: {pain: 3}}], "
      "entries: [{ago: 3h, kind: took, product: x, taken_ago: 5h}]")["journal"];
  ASSERT_EQ(journal.size(), 3U);
  EXPECT_EQ(journal[0]["kind"], "began");
  EXPECT_EQ(journal[0]["onset_at"], "2026-11-20T09:00:00+01:00");
  EXPECT_EQ(journal[0]["trigger"], "fall");
  EXPECT_EQ(journal[1]["at"], "2026-11-22T07:30:00+01:00");
  EXPECT_EQ(journal[2]["at"], "2026-11-22T06:00:00+01:00");
  EXPECT_EQ(journal[2]["taken_at"], "2026-11-22T04:00:00+01:00");
  EXPECT_FALSE(journal[2].contains("ago"));
}

TEST(CasesReader, NamesTheRequestByTheCase) {
  const Json made = request("region: uk");
  EXPECT_EQ(made["id"], "one");
  EXPECT_EQ(made["region"], "uk");
  EXPECT_EQ(made["want"], "today");
}

TEST(CasesReader, RefusesWhatIsNotACase) {
  std::vector<std::string> problems;
  const auto refused = [&](const std::string& text) {
    read(text, &problems);
    return problems.empty() ? "" : problems.front();
  };
  EXPECT_EQ(refused("- {id: one, want: today}\n"), "protocol/cases/all.yaml:1: 'told' is missing");
  EXPECT_EQ(refused("- {id: one, told: x, want: today, base: nobody}\n"),
            "protocol/cases/all.yaml:1: base: 'nobody' is not in cases/bases.yaml");
  EXPECT_EQ(refused("- {id: one, told: x, want: today, onset: 2w}\n"),
            "protocol/cases/all.yaml:1: onset: '2w' is not minutes, hours or days");
  EXPECT_EQ(refused("- {id: one, told: x, want: today, colour: red}\n"),
            "protocol/cases/all.yaml:1: field 'colour' is not known here");
  const std::string one = "- {id: one, told: x, want: today}\n";
  EXPECT_EQ(refused(one + one), "protocol/cases: two cases are named one");
  EXPECT_NE(refused("- {id: ["), "");
}

}  // namespace
}  // namespace springback::protocolc
