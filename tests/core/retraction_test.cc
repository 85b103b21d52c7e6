// What was a mistake is taken back; a taking back that was a mistake is taken back too.
#include "support/person.h"

namespace springback {
namespace {

TEST(Retraction, TheAnswerBeforeHoldsAgain) {
  Person person;
  person.told(hours(5), R"({"fever":false})")
      .named("slip", hours(3), R"("kind":"reported","findings":{"fever":true})");
  EXPECT_EQ(tell(person.story(), "fever"), "yes");
  person.retracted(hours(2), "slip");
  EXPECT_EQ(tell(person.story(), "fever"), "no");
}

TEST(Retraction, CountsFromItsOwnInstant) {
  Person person;
  person.named("slip", hours(3), R"("kind":"reported","findings":{"fever":true})")
      .retracted(hours(2), "slip");
  EXPECT_EQ(tell(person.story(kNow - hours(2) - kMicrosecond), "fever"), "yes");
  EXPECT_EQ(tell(person.story(kNow - hours(2)), "fever"), "absent");
}

TEST(Retraction, TakesBackDosesMeasuresAndEpisodes) {
  Person person;
  person.named("dose", hours(3), R"("kind":"took","product":"ibuprofen-200")");
  person.named("ice", hours(1), R"("kind":"did","measure":"cold","minutes":10)");
  person.named("start", hours(9), R"("kind":"began")");
  EXPECT_EQ(tell(person.story(), "medicated"), "yes");
  person.retracted(kJustNow, "dose").retracted(kJustNow, "ice").retracted(kJustNow, "start");
  const Story story = person.story();
  EXPECT_EQ(tell(story, "medicated"), "no");
  EXPECT_TRUE(story.done.empty());
  EXPECT_FALSE(story.episode.open);
}

TEST(Retraction, OfARecoveryLeavesTheEpisodeOpen) {
  Person person;
  person.began(days(3)).named("well", days(1), R"("kind":"recovered")").retracted(hours(20), "well");
  EXPECT_TRUE(person.story().episode.open);
  person.began(hours(1));
  EXPECT_EQ(tell(person.story(), "days_since_onset"), "3") << "it merges with the episode that never ended";
}

TEST(Retraction, OfNotSureDoesNotCountIt) {
  Person person;
  person.told(hours(5), R"({"fever":null})");
  person.named("slip", hours(3), R"("kind":"reported","findings":{"fever":null})");
  EXPECT_EQ(tell(person.story(), "unsure_twice"), "yes");
  person.retracted(hours(2), "slip");
  EXPECT_EQ(tell(person.story(), "unsure_twice"), "no");
}

TEST(Retraction, OfARetractionBringsTheEntryBack) {
  Person person;
  person.named("true", hours(5), R"("kind":"reported","findings":{"saddle_numbness":true})");
  person.named("slip", hours(4), R"("kind":"retracted","entry":"true")");
  EXPECT_EQ(tell(person.story(), "saddle_numbness"), "absent");
  person.named("back", hours(3), R"("kind":"retracted","entry":"slip")");
  EXPECT_EQ(tell(person.story(), "saddle_numbness"), "yes");
  person.named("once-more", hours(2), R"("kind":"retracted","entry":"back")");
  EXPECT_EQ(tell(person.story(), "saddle_numbness"), "absent");
}

TEST(Retraction, OfSomethingUnknownOrOfItselfDoesNothing) {
  Person person;
  person.told(hours(5), R"({"fever":false})").retracted(hours(4), "never-written");
  person.named("self", hours(3), R"("kind":"retracted","entry":"self")");
  EXPECT_EQ(tell(person.story(), "fever"), "no");
}

TEST(Retraction, MayComeBeforeItsEntryOnADeviceWithASlowClock) {
  Person person;
  person.retracted(hours(5), "slip")
      .named("slip", hours(4), R"("kind":"reported","findings":{"fever":true})");
  EXPECT_EQ(tell(person.story(), "fever"), "absent");
}

}  // namespace
}  // namespace springback
