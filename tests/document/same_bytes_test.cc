// The same entries, in any order, any number of times: the same bytes.
#include <random>

#include "support/person.h"

namespace springback {
namespace {

std::string answer_to_lines(const std::vector<std::string>& lines) {
  std::string text = R"({"at":"2026-11-22T09:00:00+01:00","journal":[)";
  for (std::size_t i = 0; i < lines.size(); ++i) text += (i > 0 ? "," : "") + lines[i];
  return answer(built_in(), text + "]}");
}

Person busy_weeks() {
  Person person;
  person.began(days(40)).calm(days(39)).recovered(days(20)).began(days(6)).calm(days(5));
  person.took(days(1), "naproxen-sodium-220")
      .took(hours(3), "ibuprofen-200", 2)
      .took(hours(2), "from-the-drawer");
  person.told(days(3), R"({"pain_now":2,"fever":null})")
      .told(days(2), R"({"pain_now":6})")
      .told(hours(1), R"({"pain_now":7})");
  person.named("tie-a", hours(1), R"("kind":"reported","findings":{"leg_numbness":"one","pain_now":4})");
  person.named("tie-b", hours(1), R"("kind":"reported","findings":{"leg_numbness":"none","pain_now":5})");
  person.did(hours(5), "cold")
      .did(hours(1), "walk")
      .retracted(minutes(50), "tie-b")
      .entry(hours(4), R"("kind":"dreamed")");
  return person;
}

TEST(SameBytes, WhateverTheOrderAndNumberOfEntries) {
  std::vector<std::string> lines = busy_weeks().lines();
  const std::string expected = answer_to_lines(lines);
  ASSERT_EQ(expected.find("\"error\""), std::string::npos) << expected;
  std::mt19937 random(22);
  for (int round = 0; round < 100; ++round) {
    std::vector<std::string> shuffled = lines;
    for (int twice = 0; twice < 3; ++twice) shuffled.push_back(lines[random() % lines.size()]);
    std::shuffle(shuffled.begin(), shuffled.end(), random);
    ASSERT_EQ(answer_to_lines(shuffled), expected);
  }
}

TEST(SameBytes, AtEveryInstantOfThePast) {
  const Person person = busy_weeks();
  const Journal whole(person.entries());
  for (int ago = 0; ago < 45 * 24; ago += 7) {
    const Instant at = kNow - hours(ago);
    std::vector<Entry> until;
    for (const Entry& entry : person.entries())
      if (entry.at <= at) until.push_back(entry);
    ASSERT_EQ(fold(built_in(), whole, at).classes, fold(built_in(), Journal(until), at).classes) << ago;
  }
}

}  // namespace
}  // namespace springback
