// How long a reassuring answer holds, on both sides of every limit. A yes does not, but for one finding.
#include "support/person.h"

namespace springback {
namespace {

struct Limit {
  const char* finding;
  const char* calm;
  Duration limit;
};

class Staleness : public testing::TestWithParam<Limit> {};

TEST_P(Staleness, HoldsUntilJustBeforeTheLimitAndNotAtIt) {
  const Limit& limit = GetParam();
  const std::string findings = "{\"" + std::string(limit.finding) + "\":" + limit.calm + "}";
  const auto state = [&](Duration ago) {
    return answer_to(Person().told(ago, findings).story(), limit.finding).state;
  };
  EXPECT_EQ(state(kJustNow), State::known);
  EXPECT_EQ(state(limit.limit - kMicrosecond), State::known);
  EXPECT_EQ(state(limit.limit), State::absent);
  EXPECT_EQ(state(limit.limit + kMicrosecond), State::absent);
}

INSTANTIATE_TEST_SUITE_P(
    EveryLimit, Staleness,
    testing::Values(Limit{"saddle_numbness", "false", hours(24)},
                    Limit{"leg_weakness", "\"none\"", hours(24)}, Limit{"trauma", "\"none\"", hours(24)},
                    Limit{"fever", "false", hours(24)}, Limit{"both_legs", "false", hours(24)},
                    Limit{"chest_pain", "false", hours(24)}, Limit{"double_dose_taken", "false", hours(24)},
                    Limit{"vomiting", "false", days(2)}, Limit{"stroke_signs", "false", days(2)},
                    Limit{"night_sweats", "false", days(7)},
                    Limit{"weight_loss_unexplained", "false", days(7)},
                    Limit{"blood_in_urine", "false", days(7)}, Limit{"low_mood", "3", days(7)},
                    Limit{"pregnancy", "\"no\"", days(30)}, Limit{"skin_at_site", "\"normal\"", hours(2)},
                    Limit{"all_doses_logged", "true", hours(1)}),
    [](const auto& tested) { return std::string(tested.param.finding); });

TEST(Stale, AYesStandsHoweverOldItIs) {
  const Story story = Person()
                          .told(days(400),
                                R"({"saddle_numbness":true,"leg_weakness":"one","night_sweats":true,
                                               "pregnancy":"yes","skin_at_site":"numb"})")
                          .story();
  EXPECT_EQ(tell(story, "saddle_numbness"), "yes");
  EXPECT_EQ(tell(story, "leg_weakness"), "one");
  EXPECT_EQ(tell(story, "night_sweats"), "yes");
  EXPECT_EQ(tell(story, "pregnancy"), "yes");
  EXPECT_EQ(tell(story, "skin_at_site"), "numb");
}

TEST(Stale, WhatHasNoLimitStays) {
  const Story story = Person().told(days(4'000), R"({"sex":"female","pain_now":3})").story();
  EXPECT_EQ(tell(story, "sex"), "female");
  EXPECT_EQ(tell(story, "pain_now"), "3");
}

TEST(Stale, NotSureDoesNotGoStale) {
  EXPECT_EQ(tell(Person().told(days(9), R"({"fever":null})").story(), "fever"), "unsure");
}

TEST(Stale, APersonWhoseDangerSignsWentStaleIsReturning) {
  EXPECT_FALSE(Person().told(hours(24) - kMicrosecond, R"({"fever":false})").story().returning);
  EXPECT_TRUE(Person().told(hours(24), R"({"fever":false})").story().returning);
}

TEST(Stale, TheAnswerBeforeTheLastDoesNotComeBack) {
  Person person;
  person.told(days(3), R"({"fever":true})").told(days(2), R"({"fever":false})");
  EXPECT_EQ(tell(person.story(), "fever"), "absent");
}

// R40: a worsening makes the reassuring answers before it stale at once.

Person worse_for_two_days() {
  Person person;
  person.began(days(5)).told(days(3), R"({"pain_now":2})").told(days(2), R"({"pain_now":6})");
  return person;
}

TEST(Worsening, MakesEarlierReassuranceStaleAtOnce) {
  Person person = worse_for_two_days();
  person.told(hours(12), R"({"saddle_numbness":false,"night_sweats":false,"sex":"male"})");
  EXPECT_EQ(tell(person.story(), "saddle_numbness"), "no");
  person.told(kJustNow, R"({"pain_now":6})");
  const Story story = person.story();
  EXPECT_TRUE(has_fired(story, "R40.recheck"));
  EXPECT_EQ(tell(story, "saddle_numbness"), "absent");
  EXPECT_EQ(tell(story, "night_sweats"), "no") << "only what holds for a day";
  EXPECT_TRUE(story.returning);
}

TEST(Worsening, LeavesWhatWasAnsweredWithItOrAfterIt) {
  Person person = worse_for_two_days();
  person.told(hours(2), R"({"pain_now":6,"fever":false})").told(hours(1), R"({"saddle_numbness":false})");
  EXPECT_EQ(tell(person.story(), "fever"), "no");
  EXPECT_EQ(tell(person.story(), "saddle_numbness"), "no");
}

TEST(Worsening, LeavesAYes) {
  Person person = worse_for_two_days();
  person.told(hours(12), R"({"saddle_numbness":true})").told(kJustNow, R"({"pain_now":6})");
  EXPECT_EQ(tell(person.story(), "saddle_numbness"), "yes");
}

TEST(Worsening, OfALegDoesTheSame) {
  Person person;
  person.calm(hours(10)).told(kJustNow, R"({"leg_numbness":"one"})");
  EXPECT_TRUE(has_fired(person.story(), "R40.recheck"));
  EXPECT_EQ(tell(person.story(), "saddle_numbness"), "absent");
  EXPECT_EQ(tell(person.story(), "leg_numbness"), "one");
  EXPECT_EQ(person.urgency(), Urgency::undecided);
}

}  // namespace
}  // namespace springback
