// The parts put together: help, telephone lines, when to look again.
#include "support/person.h"
#include "words/say.h"

namespace springback {
namespace {

std::vector<std::string> line_kinds(const Advice& advice, const Story& story,
                                    const std::optional<std::string>& region) {
  std::vector<std::string> kinds;
  for (const CallLine& call : call_lines(built_in(), story, advice, region))
    kinds.push_back(std::string(built_in().regions[call.region].id) + "." +
                    std::string(line_name(call.line->kind)));
  return kinds;
}

bool has(const std::vector<std::string>& names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

TEST(CallLines, AreThoseOfTheRegionAskedForElseTheOneTold) {
  const Person person = Person().told(kJustNow, R"({"chest_pain":true,"region":"uk"})");
  const auto told = line_kinds(person.advice(), person.story(), std::nullopt);
  const auto asked = line_kinds(person.advice(), person.story(), "us");
  EXPECT_TRUE(has(told, "uk.emergency"));
  EXPECT_FALSE(has(told, "us.emergency"));
  EXPECT_TRUE(has(asked, "us.emergency"));
  EXPECT_FALSE(has(asked, "uk.emergency"));
}

TEST(CallLines, WithoutARegionAreThoseOfAll) {
  const Person person = Person().told(kJustNow, R"({"chest_pain":true})");
  const auto lines = line_kinds(person.advice(), person.story(), std::nullopt);
  for (const Region& region : built_in().regions)
    EXPECT_TRUE(has(lines, std::string(region.id) + ".emergency")) << region.id;
}

TEST(CallLines, ForPoisonAndCrisisOnlyWhereARuleSaysSo) {
  const Person harmed = Person().told(kJustNow, R"({"self_harm_unsafe_now":true,"region":"us"})");
  const Person dosed = Person().took(hours(1), "acetaminophen-500", 9).told(kJustNow, R"({"region":"us"})");
  const Person hurt = Person().told(kJustNow, R"({"chest_pain":true,"region":"us"})");
  EXPECT_TRUE(has(line_kinds(harmed.advice(), harmed.story(), std::nullopt), "us.crisis"));
  EXPECT_FALSE(has(line_kinds(harmed.advice(), harmed.story(), std::nullopt), "us.poison"));
  EXPECT_TRUE(has(line_kinds(dosed.advice(), dosed.story(), std::nullopt), "us.poison"));
  EXPECT_FALSE(has(line_kinds(hurt.advice(), hurt.story(), std::nullopt), "us.poison"));
  EXPECT_FALSE(has(line_kinds(hurt.advice(), hurt.story(), std::nullopt), "us.crisis"));
}

TEST(NextCheckin, IsAfter12HoursOfTheFirstDaysThenDaily) {
  const auto next = [](Duration since) { return Person().began(since).calm().advice().next_checkin_at; };
  EXPECT_EQ(next(hours(48) - kMicrosecond), kNow + hours(12));
  EXPECT_EQ(next(hours(48)), kNow + hours(24));
}

TEST(NextCheckin, IsNotSetInAnEmergencyOrBeforeTheAnswersAreIn) {
  EXPECT_EQ(Person().advice().next_checkin_at, std::nullopt);
  EXPECT_EQ(Person().told(kJustNow, R"({"chest_pain":true})").advice().next_checkin_at, std::nullopt);
}

TEST(Help, AnEmergencyScreenHasOneToSixSteps) {
  for (const char* sign :
       {"saddle_numbness", "chest_pain", "self_harm_unsafe_now", "foot_drop", "abdominal_pain_severe"}) {
    const auto steps = Person().told(kJustNow, "{\"" + std::string(sign) + "\":true}").advice().help;
    EXPECT_GE(steps.size(), 1U) << sign;
    EXPECT_LE(steps.size(), 6U) << sign;
  }
}

TEST(Help, OfOneGroupOnlyTheFirstThatHoldsIsShown) {
  Person person;
  person.calm().told(kJustNow,
                     R"({"trauma":"major","chest_pain":true,"saddle_numbness":true,"pregnancy":"yes"})");
  std::vector<std::uint8_t> groups;
  for (const std::uint16_t step : person.advice().help)
    if (built_in().help[step].group != 0) groups.push_back(built_in().help[step].group);
  std::ranges::sort(groups);
  EXPECT_EQ(std::ranges::adjacent_find(groups), groups.end());
}

bool says(const Person& person, const std::string& words) {
  const LocalInstant at{person.story().at, 0};
  return say(built_in(), person.story(), person.advice(), default_catalogue(), at).contains(words);
}

TEST(Say, TellsWhenItBeganOnlyWhereThatWasTold) {
  constexpr std::string_view sign = R"({"chest_pain":true})";
  EXPECT_FALSE(says(Person().began(kJustNow).told(kJustNow, sign), "began"));
  EXPECT_FALSE(says(Person().began(hours(72)).told(kJustNow, sign), "ago"));
  const std::string told = R"("kind":"began","onset_at":"2026-11-19T09:00:00+01:00")";
  EXPECT_TRUE(
      says(Person().began(hours(1)).entry(kJustNow, told).told(kJustNow, sign), "It began 3 days ago."));
  EXPECT_TRUE(
      says(Person().told(kJustNow, R"({"chest_pain":true,"days_since_onset":0})"), "It began today."));
}

}  // namespace
}  // namespace springback
