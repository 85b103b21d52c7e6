// The fold: which answer holds when several were given.
#include <random>

#include "support/person.h"

namespace springback {
namespace {

TEST(Fold, AnEmptyJournalTellsNothing) {
  const Story story = Person().story();
  EXPECT_EQ(tell(story, "fever"), "absent");
  EXPECT_EQ(tell(story, "days_since_onset"), "absent");
  EXPECT_FALSE(story.episode.open);
  EXPECT_FALSE(story.returning);
  EXPECT_EQ(story.unknown_entries, 0);
}

TEST(Fold, TheLastAnswerHolds) {
  Person person;
  person.told(hours(3), R"({"pain_now":7})")
      .told(hours(1), R"({"pain_now":3})")
      .told(hours(2), R"({"pain_now":9})");
  EXPECT_EQ(tell(person.story(), "pain_now"), "3");
}

TEST(Fold, EntriesAfterTheInstantAreLeftOut) {
  Person person;
  person.told(kMicrosecond, R"({"pain_now":7})");
  EXPECT_EQ(tell(person.story(kNow - kMicrosecond), "pain_now"), "7");
  EXPECT_EQ(tell(person.story(kNow - kMicrosecond - kMicrosecond), "pain_now"), "absent");
}

TEST(Fold, OfADangerSignTheYesHoldsAtOneInstant) {
  for (const char* order : {"ab", "ba"}) {
    Person person;
    person.named(std::string(1, order[0]), hours(1), R"("kind":"reported","findings":{"fever":true})");
    person.named(std::string(1, order[1]), hours(1), R"("kind":"reported","findings":{"fever":false})");
    EXPECT_EQ(tell(person.story(), "fever"), "yes") << order;
  }
}

TEST(Fold, OfADangerChoiceTheGreaterHoldsAtOneInstant) {
  for (const char* order : {"ab", "ba"}) {
    Person person;
    person.named(std::string(1, order[0]), hours(1),
                 R"("kind":"reported","findings":{"leg_weakness":"both"})");
    person.named(std::string(1, order[1]), hours(1),
                 R"("kind":"reported","findings":{"leg_weakness":"one"})");
    EXPECT_EQ(tell(person.story(), "leg_weakness"), "both") << order;
  }
}

TEST(Fold, OfNotSureAndNoAtOneInstantTheGreaterIdHoldsAndAYesAlways) {
  const auto both = [](const char* doubt, const char* sure, const char* answer) {
    Person person;
    person.named(doubt, hours(1), R"("kind":"reported","findings":{"fever":null})");
    person.named(sure, hours(1), R"("kind":"reported","findings":{"fever":)" + std::string(answer) + "}");
    return tell(person.story(), "fever");
  };
  EXPECT_EQ(both("a", "b", "false"), "no");
  EXPECT_EQ(both("b", "a", "false"), "unsure");
  EXPECT_EQ(both("a", "b", "true"), "yes");
  EXPECT_EQ(both("b", "a", "true"), "yes");
}

TEST(Fold, AReadingOf38OutweighsANoForADayOrUntilALowerReading) {
  const auto fever = [](Duration since, const char* later) {
    Person person;
    person.told(since, R"({"temperature_c":38.0})").told(kJustNow, later);
    return tell(person.story(), "fever");
  };
  EXPECT_EQ(fever(minutes(1), R"({"fever":false})"), "yes");
  EXPECT_EQ(fever(hours(24) - kMicrosecond, R"({"fever":false})"), "yes");
  EXPECT_EQ(fever(hours(24), R"({"fever":false})"), "no");
  EXPECT_EQ(fever(minutes(1), R"({"fever":false,"temperature_c":37.9})"), "no");
}

TEST(Fold, OfEverythingElseTheGreaterIdHoldsAtOneInstant) {
  Person person;
  person.named("b", hours(1), R"("kind":"reported","findings":{"pain_now":2,"smoker":false})");
  person.named("a", hours(1), R"("kind":"reported","findings":{"pain_now":8,"smoker":true})");
  EXPECT_EQ(tell(person.story(), "pain_now"), "2");
  EXPECT_EQ(tell(person.story(), "smoker"), "no");
}

TEST(Fold, AYesToADangerSignOutlastsNotSure) {
  Person person;
  person.told(hours(5), R"({"saddle_numbness":true,"leg_weakness":"one"})");
  person.told(hours(1), R"({"saddle_numbness":null,"leg_weakness":null})");
  EXPECT_EQ(tell(person.story(), "saddle_numbness"), "yes");
  EXPECT_EQ(tell(person.story(), "leg_weakness"), "one");
}

TEST(Fold, ANoToADangerSignDoesNotOutlastNotSure) {
  Person person;
  person.told(hours(5), R"({"saddle_numbness":false})").told(hours(1), R"({"saddle_numbness":null})");
  EXPECT_EQ(tell(person.story(), "saddle_numbness"), "unsure");
}

TEST(Fold, AYesToADangerSignEndsWithANo) {
  Person person;
  person.told(hours(5), R"({"saddle_numbness":true})").told(hours(1), R"({"saddle_numbness":false})");
  EXPECT_EQ(tell(person.story(), "saddle_numbness"), "no");
}

TEST(Fold, AChoiceOfALaterVersionDoesNotUndoADanger) {
  Person person;
  person.told(hours(5), R"({"leg_weakness":"one"})").told(hours(1), R"({"leg_weakness":"wavy"})");
  EXPECT_EQ(tell(person.story(), "leg_weakness"), "one");
  EXPECT_EQ(person.story().unknown_entries, 1);
}

TEST(Fold, AChoiceOfALaterVersionIsNotReassuringEither) {
  Person person;
  person.told(hours(5), R"({"leg_weakness":"none"})").told(hours(1), R"({"leg_weakness":"wavy"})");
  EXPECT_EQ(tell(person.story(), "leg_weakness"), "absent");
}

TEST(Fold, AReportReplacesASet) {
  Person person;
  person.told(hours(2), R"({"pain_sites":["neck","groin"]})").told(hours(1), R"({"pain_sites":["chest"]})");
  const Finding& sites = built_in().findings[find_finding(built_in(), "pain_sites")];
  const auto chest = std::ranges::find(sites.values, "chest", &Choice::id) - sites.values.begin();
  EXPECT_EQ(answer_to(person.story(), "pain_sites").value, 1 << chest);
  person.told(kJustNow, R"({"pain_sites":[]})");
  EXPECT_EQ(answer_to(person.story(), "pain_sites").state, State::known);
  EXPECT_EQ(answer_to(person.story(), "pain_sites").value, 0);
}

TEST(Fold, TheOrderAndNumberOfEntriesChangeNothing) {
  Person person;
  person.began(days(3))
      .calm(days(2))
      .told(hours(9), R"({"fever":true,"pain_now":8})")
      .took(hours(8), "ibuprofen-200");
  person.told(hours(9), R"({"fever":false,"pain_now":2})").did(hours(5), "cold").retracted(hours(4), "e0004");
  person.told(hours(1), R"({"leg_tingling":"one","saddle_numbness":null})").calm(hours(1));
  const std::string expected = tell(person.story(), "pain_now") + tell(person.story(), "fever");
  const Story first = person.story();
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    std::vector<Entry> entries = person.entries();
    entries.push_back(entries[random() % entries.size()]);
    entries.push_back(entries[random() % entries.size()]);
    std::shuffle(entries.begin(), entries.end(), random);
    const Story story = fold(built_in(), Journal(entries), kNow);
    ASSERT_EQ(story.classes, first.classes);
    ASSERT_EQ(story.unsure_count, first.unsure_count);
    ASSERT_EQ(story.doses.doses.size(), first.doses.doses.size());
    ASSERT_EQ(tell(story, "pain_now") + tell(story, "fever"), expected);
  }
}

TEST(Fold, WhatIsNotKnownIsCountedAndKept) {
  Person person;
  person.entry(hours(2), R"("kind":"dreamed","of":"sheep")");
  person.told(hours(1), R"({"aura":"blue","pain_now":4})");
  EXPECT_EQ(person.story().unknown_entries, 2);
  EXPECT_EQ(tell(person.story(), "pain_now"), "4");
}

}  // namespace
}  // namespace springback
