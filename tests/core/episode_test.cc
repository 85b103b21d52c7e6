// Episodes: when one begins, what ends with it, and what holds over to the next.
#include "support/person.h"

namespace springback {
namespace {

TEST(Episode, BeginsWhenToldOrAtTheOnset) {
  EXPECT_EQ(Person().began(hours(50)).story().episode.onset, kNow - hours(50));
  Person person;
  person.entry(hours(2), R"("kind":"began","onset_at":"2026-11-20T08:00:00Z","trigger":"lifting")");
  EXPECT_EQ(tell(person.story(), "days_since_onset"), "2");
  EXPECT_EQ(tell(person.story(), "trigger"), "lifting");
}

TEST(Episode, ASecondBeginningMergesAndTheEarliestOnsetHolds) {
  Person person;
  person.began(days(3)).began(days(1));
  EXPECT_EQ(tell(person.story(), "days_since_onset"), "3");
  person.entry(hours(1), R"("kind":"began","onset_at":"2026-11-15T08:00:00Z","trigger":"fall")");
  EXPECT_EQ(tell(person.story(), "days_since_onset"), "7");
  EXPECT_EQ(tell(person.story(), "trigger"), "fall");
  EXPECT_FALSE(person.story().episode.again);
}

TEST(Episode, RecoveryAloneDropsNothing) {
  Person person;
  person.began(days(3)).told(days(2), R"({"saddle_numbness":true})").recovered(days(1));
  EXPECT_FALSE(person.story().episode.open);
  EXPECT_EQ(tell(person.story(), "saddle_numbness"), "yes");
}

TEST(Episode, ANewOneEndsTheAnswersOfTheLast) {
  Person person;
  person.began(days(60)).told(days(59),
                              R"({"saddle_numbness":true,"pain_now":9,"trauma":"minor","both_legs":true,
                                            "trigger":"fall","cancer_history":true,"sex":"female"})");
  person.recovered(days(40)).began(hours(5));
  const Story story = person.story();
  EXPECT_TRUE(story.episode.open);
  EXPECT_TRUE(story.episode.again);
  for (const char* ended : {"saddle_numbness", "pain_now", "trauma", "both_legs", "trigger"})
    EXPECT_EQ(tell(story, ended), "absent") << ended;
  EXPECT_EQ(tell(story, "cancer_history"), "yes");
  EXPECT_EQ(tell(story, "sex"), "female");
  EXPECT_EQ(tell(story, "days_since_onset"), "0");
}

TEST(Episode, WhatIsToldBetweenTwoBelongsToTheNew) {
  Person person;
  person.began(days(60)).recovered(days(40)).told(hours(6), R"({"pain_now":8})").began(hours(5));
  EXPECT_EQ(tell(person.story(), "pain_now"), "8");
}

TEST(Episode, NotSureIsCountedAnew) {
  Person person;
  person.began(days(60)).told(days(59), R"({"fever":null})").recovered(days(40));
  person.began(hours(5)).told(hours(4), R"({"fever":null})");
  EXPECT_EQ(tell(person.story(), "unsure_twice"), "no");
}

TEST(Episode, PainIsComparedWithTheFirstOfThisEpisode) {
  Person person;
  person.began(days(60)).told(days(59), R"({"pain_now":10})").recovered(days(40));
  person.began(hours(5)).told(hours(4), R"({"pain_now":5})").told(hours(1), R"({"pain_now":4})");
  EXPECT_EQ(tell(person.story(), "pain_drop_points"), "1");
  EXPECT_EQ(tell(person.story(), "pain_drop_percent"), "20");
}

// The last pain stands after the recovery, and so does what it is compared with: else a slow recovery (R39)
// would be open with nothing left to ask.
TEST(Episode, ARecoveryLeavesNobodyUndecidedWithNothingToAnswer) {
  Person person;
  person.began(days(50)).told(days(49), R"({"pain_now":6})").calm(hours(2));
  person.told(hours(1), R"({"pain_now":1,"felt_change":"better","clinician_seen":false,"low_interest":0,
    "low_mood":0,"thoughts_of_self_harm":false,"self_harm_unsafe_now":false})");
  person.recovered(minutes(30));
  EXPECT_EQ(tell(person.story(), "pain_drop_points"), "5");
  const Advice advice = person.advice();
  EXPECT_EQ(advice.triage.urgency == Urgency::undecided, !advice.ask.empty());
  person.told(minutes(10), R"({"pain_now":4})");
  EXPECT_EQ(tell(person.story(), "pain_drop_points"), "0") << "told after it, it is a first again";
}

// The profile: what was told of person and history in an earlier episode.

Person well_again_after(std::string_view profile) {
  Person person;
  person.began(days(400)).told(days(399), profile).recovered(days(380));
  return person;
}

TEST(Profile, ReassuranceOfAnEarlierEpisodeIsStaleInALaterOne) {
  Person person = well_again_after(R"({"cancer_history":false,"age_years":45,"osteoporosis":true})");
  EXPECT_EQ(tell(person.story(), "cancer_history"), "no");
  EXPECT_EQ(tell(person.story(), "profile_old"), "no");
  person.began(hours(5));
  EXPECT_EQ(tell(person.story(), "cancer_history"), "absent");
  EXPECT_EQ(tell(person.story(), "age_years"), "absent");
  EXPECT_EQ(tell(person.story(), "osteoporosis"), "yes") << "a yes stands";
  EXPECT_EQ(tell(person.story(), "profile_old"), "yes");
}

TEST(Profile, NothingChangedRenewsIt) {
  Person person = well_again_after(R"({"cancer_history":false,"age_years":45})");
  person.began(hours(5)).told(hours(4), R"({"profile_unchanged":true})");
  EXPECT_EQ(tell(person.story(), "cancer_history"), "no");
  EXPECT_EQ(tell(person.story(), "age_years"), "45");
  EXPECT_EQ(tell(person.story(), "profile_old"), "no");
}

TEST(Profile, SomethingChangedAsksForItAgain) {
  Person person = well_again_after(R"({"cancer_history":false})");
  person.began(hours(5)).told(hours(4), R"({"profile_unchanged":false})");
  EXPECT_EQ(tell(person.story(), "cancer_history"), "absent");
  EXPECT_EQ(tell(person.story(), "profile_old"), "no");
}

TEST(Profile, NothingChangedCanBeCorrected) {
  Person person = well_again_after(R"({"cancer_history":false})");
  person.began(hours(5)).told(hours(4), R"({"profile_unchanged":true})");
  person.told(hours(3), R"({"profile_unchanged":false})");
  EXPECT_EQ(tell(person.story(), "cancer_history"), "absent");
}

TEST(Profile, NotSureWhetherAnythingChangedIsHandledToo) {
  Person person = well_again_after(R"({"cancer_history":false})");
  person.began(hours(5)).told(hours(4), R"({"profile_unchanged":null})");
  EXPECT_EQ(tell(person.story(), "cancer_history"), "absent");
  EXPECT_EQ(tell(person.story(), "profile_old"), "no");
}

TEST(Profile, NothingChangedHoldsForItsOwnEpisodeOnly) {
  Person person = well_again_after(R"({"cancer_history":false})");
  person.began(days(200)).told(days(199), R"({"profile_unchanged":true})").recovered(days(180));
  person.began(hours(5));
  EXPECT_EQ(tell(person.story(), "cancer_history"), "absent");
  EXPECT_EQ(tell(person.story(), "profile_old"), "yes");
}

TEST(Profile, AnsweredAgainIsNotOld) {
  Person person = well_again_after(R"({"cancer_history":false})");
  person.began(hours(5)).told(hours(4), R"({"cancer_history":false})");
  EXPECT_EQ(tell(person.story(), "cancer_history"), "no");
  EXPECT_EQ(tell(person.story(), "profile_old"), "no");
}

}  // namespace
}  // namespace springback
