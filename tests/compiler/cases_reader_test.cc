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

TEST(CasesReader, LengthsMayBeOfSeveralPartsAndAhead) {
  const Json journal = request(
      "entries: [{ago: 5h59m59s, kind: noted}, {in: 121s, kind: noted, taken_ago: 1d1s}]")["journal"];
  EXPECT_EQ(journal[0]["at"], "2026-11-22T03:00:01+01:00");
  EXPECT_EQ(journal[1]["at"], "2026-11-22T09:02:01+01:00");
  EXPECT_EQ(journal[1]["taken_at"], "2026-11-21T08:59:59+01:00");
  EXPECT_FALSE(journal[1].contains("in"));
}

TEST(CasesReader, ADoseGoesIntoTheRequestAsItIs) {
  const auto cases = read(
      "- {id: one, told: x, dose: {product: tablet, units: 1.5}, live: true, verdict: wait, next_in: 5h29m,\n"
      "   units: 2.5, because: [gap], not_because: [days], breaches: [gap, gap],\n"
      "   entries: [{ago: 1h, kind: took, product: gel}]}\n"
      "- {id: two, told: x, want: soon, dose: {ingredients_mg: {paracetamol: 500}, as: er_tablet},\n"
      "   verdict: label_allows}\n");
  ASSERT_EQ(cases.size(), 2U);
  const Json first = Json::parse(cases[0].request), second = Json::parse(cases[1].request);
  EXPECT_EQ(first["dose"], Json::parse(R"({"product":"tablet","units":1.5})"));
  EXPECT_EQ(first["live"], true);
  EXPECT_FALSE(first.contains("want"));
  ASSERT_TRUE(cases[0].dose);
  EXPECT_EQ(cases[0].dose->product, "tablet");
  EXPECT_EQ(cases[0].dose->next_in_seconds, 5 * 3600 + 29 * 60);
  EXPECT_EQ(cases[0].dose->units, 2500);
  EXPECT_EQ(cases[0].taken, std::vector<std::string>{"gel"});
  EXPECT_EQ(cases[0].breaches, (std::vector<std::string>{"gap", "gap"}));
  EXPECT_EQ(second["dose"], Json::parse(R"({"ingredients_mg":{"paracetamol":500},"as":"er_tablet"})"));
  EXPECT_FALSE(second.contains("live"));
  EXPECT_EQ(second["want"], "soon");
  EXPECT_FALSE(cases[1].breaches);
}

TEST(CasesReader, RefusesADoseThatIsNotOne) {
  const auto refused = [&](const std::string& fields) {
    std::vector<std::string> problems;
    read("- {id: one, told: x, " + fields + "}\n", &problems);
    return problems.empty() ? "" : problems.front();
  };
  const std::string where = "protocol/cases/all.yaml:1: ", dose = "dose: {product: tablet}";
  EXPECT_EQ(refused(dose), where + "'verdict' is missing");
  EXPECT_EQ(refused(dose + ", verdict: perhaps"), where + "verdict: 'perhaps' is not known");
  EXPECT_EQ(refused(dose + ", verdict: wait"), where + "next_in stands with wait, and only there");
  EXPECT_EQ(refused(dose + ", verdict: ask_first, next_in: 1h"),
            where + "next_in stands with wait, and only there");
  EXPECT_EQ(refused(dose + ", verdict: wait, next_in: 1h30"),
            where + "next_in: '1h30' is not seconds, minutes, hours or days");
  EXPECT_EQ(refused("dose: {product: tablet, unit: 2}, verdict: ask_first"),
            where + "field 'unit' is not known here");
  EXPECT_EQ(refused("want: soon, verdict: ask_first"), where + "field 'verdict' is not known here");
  EXPECT_EQ(refused("want: soon, live: true"), where + "field 'live' is not known here");
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
            "protocol/cases/all.yaml:1: onset: '2w' is not seconds, minutes, hours or days");
  EXPECT_EQ(refused("- {id: one, told: x, want: today, colour: red}\n"),
            "protocol/cases/all.yaml:1: field 'colour' is not known here");
  const std::string one = "- {id: one, told: x, want: today}\n";
  EXPECT_EQ(refused(one + one), "protocol/cases: two cases are named one");
  EXPECT_NE(refused("- {id: ["), "");
}

}  // namespace
}  // namespace springback::protocolc
