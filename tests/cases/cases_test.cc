// Every case of protocol/cases: the person's story goes in, and what the case wants must come out.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "compile.h"
#include "document/advice_document.h"
#include "judge.h"

namespace springback {
namespace {

using protocolc::Case;

/// What is wrong with a case; empty where nothing is.
std::string complaint(const Case& told) {
  const auto one = read_case(built_in(), told);
  if (!one) return "\n  " + one.error();
  std::string wrong;
  for (const std::string& line : complaints(built_in(), *one)) wrong += "\n  " + line;
  if (wrong.empty()) return wrong;
  const RuleNames names = rules_that_speak(built_in(), *one);
  return wrong + "\n  fired:" + names.fired + "\n  open:" + names.open;
}

const std::vector<Case>& own_cases() {
  static const std::vector<Case> cases = [] {
    protocolc::Problems problems;
    auto read = protocolc::read_cases(protocolc::read_files(SPRINGBACK_SOURCE_DIR "/protocol"), problems);
    for (const std::string& problem : problems.lines()) ADD_FAILURE() << problem;
    return read;
  }();
  return cases;
}

TEST(Cases, EachComesOutAsItIsTold) {
  for (const Case& one : own_cases())
    if (const std::string wrong = complaint(one); !wrong.empty()) ADD_FAILURE() << one.id << wrong;
}

TEST(Cases, ThereAreTwoHundredAndHalfOfThemAreOrdinary) {
  auto cases = own_cases();
  std::erase_if(cases, [](const Case& one) { return one.want.empty(); });
  const auto ordinary = std::ranges::count_if(
      cases, [](const Case& one) { return one.want == "self_care" || one.want == "routine"; });
  EXPECT_GE(cases.size(), 200U);
  EXPECT_GE(2 * static_cast<std::size_t>(ordinary), cases.size()) << ordinary << " of " << cases.size();
}

TEST(Cases, WantOnlyUrgenciesOfTheContract) {
  for (const Case& one : own_cases()) {
    bool known = false;
    for (int urgency = 0; urgency < kUrgencies; ++urgency)
      known |= one.want == urgency_name(static_cast<Urgency>(urgency));
    EXPECT_TRUE(known || (one.dose && one.want.empty())) << one.id << " wants " << one.want;
  }
}

TEST(Cases, NoTwoAreTheSameStory) {
  std::map<std::string, std::string> seen;
  for (const Case& one : own_cases()) {
    nlohmann::json story = nlohmann::json::parse(one.request);
    story.erase("id");
    for (auto& entry : story["journal"]) entry.erase("id");
    const auto [place, fresh] = seen.emplace(story.dump(), one.id);
    EXPECT_TRUE(fresh) << one.id << " tells the same as " << place->second;
  }
}

/// The twelve cases that came with the brief.
TEST(FirstCases, ComeOutAsTheyAreTold) {
  std::ifstream file(SPRINGBACK_SOURCE_DIR "/protocol/cases/first.jsonl");
  int count = 0;
  for (std::string line; std::getline(file, line); ++count) {
    const auto json = nlohmann::json::parse(line);
    const Case one{.id = json["id"], .want = json["want"], .request = line};
    if (const std::string wrong = complaint(one); !wrong.empty()) ADD_FAILURE() << one.id << wrong;
  }
  EXPECT_EQ(count, 12);
}

}  // namespace
}  // namespace springback
