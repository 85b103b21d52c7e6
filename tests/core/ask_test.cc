// What is asked, and in which order.
#include "core/interviewee.h"

namespace springback {
namespace {

using Names = std::vector<std::string>;

/// Somebody without any danger sign, whose pain began yesterday. `findings` are told instead where they are
/// asked.
class CalmAnswers {
 public:
  explicit CalmAnswers(std::map<std::string, int, std::less<>> instead = {}) : instead_(std::move(instead)) {}

  void operator()(const Question& question, std::vector<Reported>& answers) const {
    for (const FindingId id : question.covers) {
      const Finding& finding = built_in().findings[id];
      if (const auto told = instead_.find(finding.id); told != instead_.end())
        answers.push_back({.finding = id, .value = told->second});
      else if (const auto no = question.options.empty() ? calm(finding, id) : reassuring(finding, id))
        answers.push_back(*no);
    }
  }

 private:
  static std::optional<Reported> calm(const Finding& finding, FindingId id) {
    if (finding.id == "age_years") return Reported{.finding = id, .value = 38};
    if (finding.id == "days_since_onset") return Reported{.finding = id, .value = 1};
    if (finding.id == "onset" || finding.id == "sex")
      return Reported{.finding = id, .value = 1};  // sudden, male
    if (finding.id == "pain_sites" || finding.id == "pain_feels") return Reported{.finding = id, .value = 1};
    if (finding.id == "pain_now") return Reported{.finding = id, .value = 5};
    if (finding.type == Type::integer || (finding.type == Type::choice && finding.none_value < 0))
      return Reported{.finding = id, .value = 0};
    return reassuring(finding, id);
  }

  std::map<std::string, int, std::less<>> instead_;
};

Names interview(Interviewee& person, const CalmAnswers& answers = CalmAnswers()) {
  while (person.asked().size() < 20 && person.next_card(answers)) {
  }
  return person.asked();
}

TEST(Ask, AnOrdinaryFirstInterviewHasSevenCards) {
  Interviewee person;
  EXPECT_EQ(interview(person), (Names{"alarm", "body", "start", "where", "ill", "you", "past"}));
  EXPECT_EQ(person.advice().triage.urgency, Urgency::self_care);
}

class Ordinary : public testing::TestWithParam<std::map<std::string, int, std::less<>>> {};

TEST_P(Ordinary, FirstInterviewHasAtMostEightCards) {
  Interviewee person;
  EXPECT_LE(interview(person, CalmAnswers(GetParam())).size(), 8U) << testing::PrintToString(person.asked());
  EXPECT_NE(person.advice().triage.urgency, Urgency::undecided);
}

INSTANTIATE_TEST_SUITE_P(
    People, Ordinary,
    testing::Values(std::map<std::string, int, std::less<>>{{"sex", 0}, {"age_years", 34}},
                    std::map<std::string, int, std::less<>>{{"days_since_onset", 5}},
                    std::map<std::string, int, std::less<>>{{"age_years", 78}},
                    std::map<std::string, int, std::less<>>{{"pain_sites", 0b11}, {"pain_now", 8}},
                    std::map<std::string, int, std::less<>>{{"pain_sites", 1 << 13}},  // a flank
                    std::map<std::string, int, std::less<>>{{"fever", 1}}));

TEST(Ask, APregnancyOrALongPainTakesOneOrTwoCardsMore) {
  Interviewee pregnant, long_in_pain;
  EXPECT_EQ(interview(pregnant, CalmAnswers({{"sex", 0}, {"age_years", 34}, {"pregnancy", 2}})).size(), 9U);
  EXPECT_EQ(interview(long_in_pain, CalmAnswers({{"onset", 0}, {"back_pain_over_3_months", 1}})).size(), 10U);
}

TEST(Ask, NothingAfterAnEmergency) {
  Interviewee person;
  interview(person, CalmAnswers({{"chest_pain", 1}}));
  EXPECT_EQ(person.asked(), (Names{"alarm", "body"}));
  EXPECT_EQ(person.advice().triage.urgency, Urgency::emergency);
}

TEST(Ask, TheCardsThatTouchTheHighestUrgencyComeFirst) {
  const Names asked = cards(Person().advice());
  ASSERT_GE(asked.size(), 2U);
  EXPECT_EQ(asked[0], "alarm");
  EXPECT_EQ(asked[1], "body");
}

TEST(Ask, OnlyWhatIsWantedOfACard) {
  std::string calm(kCalm);
  calm.replace(calm.find(R"("breathless":false,)"), 19, "");
  const Advice advice = Person().began(hours(5)).told(kJustNow, calm).advice();
  ASSERT_EQ(cards(advice), Names{"body"});
  ASSERT_EQ(advice.ask[0].questions.size(), 1U);
  const Question& question = built_in().cards[advice.ask[0].card].questions[advice.ask[0].questions[0]];
  EXPECT_EQ(built_in().findings[question.covers.front()].id, "breathless");
}

TEST(Ask, WhatMayNotBeAskedOfThisPersonIsNot) {
  Interviewee person;
  interview(person);
  for (const char* gated : {"urine", "pregnant", "stiff", "change", "mood", "harms"})
    EXPECT_EQ(std::ranges::find(person.asked(), gated), person.asked().end()) << gated;
}

TEST(Ask, WhatTheAnswersOpenIsAskedAfterThem) {
  const auto asked = [](std::map<std::string, int, std::less<>> told, const char* card) {
    Interviewee person;
    interview(person, CalmAnswers(std::move(told)));
    return std::ranges::find(person.asked(), card) != person.asked().end();
  };
  EXPECT_TRUE(asked({{"days_since_onset", 3}}, "change"));
  EXPECT_FALSE(asked({{"days_since_onset", 2}}, "change"));
  EXPECT_TRUE(asked({{"days_since_onset", 14}}, "mood"));
  EXPECT_FALSE(asked({{"days_since_onset", 13}}, "mood"));
  EXPECT_TRUE(asked({{"sex", 0}, {"pregnancy", 2}}, "pregnant"));
  EXPECT_TRUE(asked({{"pain_sites", 1 << 14}}, "urine"));
}

TEST(Ask, ADangerSignAnsweredNotSureIsAskedOnceMore) {
  Person person;
  person.began(hours(5)).calm().told(kJustNow, R"({"saddle_numbness":null})");
  EXPECT_EQ(cards(person.advice()), Names{"alarm"});
  person.told(kJustNow, R"({"saddle_numbness":null})");
  EXPECT_TRUE(person.advice().ask.empty());
}

TEST(Ask, NotSureOfTheSexStillAsksForAPregnancy) {
  Person person;
  std::string calm(kCalm);
  calm.replace(calm.find(R"("sex":"male","pregnancy":"no",)"), 30, R"("sex":null,)");
  person.began(hours(5)).told(kJustNow, calm);
  EXPECT_EQ(cards(person.advice()), Names{"you"});
  person.told(kJustNow, R"({"pregnancy":"no"})");
  EXPECT_NE(person.urgency(), Urgency::undecided);
}

// A later episode and a check-in.

std::vector<Entry> well_since_last_year() {
  Person person;
  person.began(days(400))
      .calm(days(399))
      .told(days(399), R"({"smoker":false,"region":"us"})")
      .recovered(days(380));
  person.began(kJustNow);
  return person.entries();
}

TEST(Ask, ASecondEpisodeHasFiveCardsWhenNothingChanged) {
  Interviewee person(well_since_last_year());
  EXPECT_EQ(interview(person, CalmAnswers({{"profile_unchanged", 1}})).size(), 5U);
  EXPECT_EQ(person.advice().triage.urgency, Urgency::self_care);
}

TEST(Ask, ASecondEpisodeAsksForTheProfileWhereSomethingChanged) {
  Interviewee person(well_since_last_year());
  const Names asked = interview(person, CalmAnswers({{"profile_unchanged", 0}}));
  EXPECT_NE(std::ranges::find(asked, "past"), asked.end());
  EXPECT_NE(std::ranges::find(asked, "you"), asked.end());
  EXPECT_EQ(person.advice().triage.urgency, Urgency::self_care);
}

TEST(Ask, NotSureWhetherAnythingChangedEndsToo) {
  Interviewee person(well_since_last_year());
  const CalmAnswers calm;
  const auto doubtful = [&](const Question& question, std::vector<Reported>& answers) {
    if (built_in().findings[question.covers.front()].id == "profile_unchanged")
      answers.push_back({.finding = question.covers.front(), .unsure = true});
    else calm(question, answers);
  };
  while (person.asked().size() < 20 && person.next_card(doubtful)) {
  }
  EXPECT_LE(person.asked().size(), 8U);
  EXPECT_NE(person.advice().triage.urgency, Urgency::undecided);
}

TEST(Ask, ACheckInHasTwoCards) {
  Person person;
  person.began(days(2)).calm(hours(6));
  EXPECT_EQ(cards(person.advice(Occasion::checkin)), (Names{"signs", "today"}));
  EXPECT_EQ(cards(person.advice(Occasion::signs)), Names{"signs"});
  EXPECT_TRUE(person.advice().ask.empty()) << "and nothing is missing";
}

TEST(Ask, TheDangerSignsOfYesterdayAreAskedOnOneCardAndThenHowItGoes) {
  Person person;
  person.began(days(1)).calm(hours(24)).told(kJustNow, R"({"pain_now":4})");
  EXPECT_EQ(cards(person.advice()), (Names{"signs", "today"}));
}

TEST(Ask, AReturningPersonIsSettledByThatOneCard) {
  Person before;
  before.began(days(2)).calm(days(1));
  Interviewee person(before.entries());
  EXPECT_EQ(interview(person), Names{"signs"});
  EXPECT_EQ(person.advice().triage.urgency, Urgency::self_care);
}

// Vomiting holds for two days, the signs of the check-in card for one. It alone does not bring that card
// back.
TEST(Ask, WhatIsStaleAndNotOnTheCheckInCardIsAskedByItself) {
  Person before;
  before.began(days(3)).calm(days(3)).told(days(3), R"({"pain_sites":["groin"],"pain_now":8,"vomiting":false,
    "no_urine_output":false,"single_kidney":false,"cannot_keep_still":false})");
  before.calm(hours(1)).told(hours(1),
                             R"({"pain_sites":["groin"],"felt_change":"same","cannot_keep_still":null})");
  Interviewee person(before.entries());
  for (const std::string& card : interview(person)) EXPECT_NE(card, "signs");
  EXPECT_LT(person.asked().size(), 20U);
}

TEST(Ask, AnAccidentThatIsKnownIsNotAskedForAgain) {
  Person person;
  person.began(days(2)).calm(days(1)).told(days(1), R"({"trauma":"minor"})");
  const Advice advice = person.advice(Occasion::checkin);
  for (const AskedCard& card : advice.ask)
    for (const std::uint16_t number : card.questions)
      for (const FindingId id : built_in().cards[card.card].questions[number].covers)
        EXPECT_NE(built_in().findings[id].id, "trauma");
}

TEST(Ask, NoFindingIsAskedTwiceInOneGo) {
  for (const Person& person : {Person(), Person().began(days(20)).calm(days(8))}) {
    std::vector<FindingId> asked;
    const Advice advice = person.advice();
    for (const AskedCard& card : advice.ask)
      for (const std::uint16_t number : card.questions)
        for (const FindingId id : built_in().cards[card.card].questions[number].covers) asked.push_back(id);
    std::ranges::sort(asked);
    const auto twice = std::ranges::adjacent_find(asked);
    EXPECT_EQ(twice, asked.end()) << built_in().findings[twice == asked.end() ? 0 : *twice].id;
  }
}

/// Whether this check-in asks when it began.
bool asks_when_it_began(const Person& person) {
  for (const AskedCard& asked : person.advice(Occasion::checkin).ask)
    for (const std::uint16_t question : asked.questions)
      if (built_in().cards[asked.card].questions[question].covers.front() ==
          id_of(built_in(), Known::days_since_onset))
        return true;
  return false;
}

TEST(Ask, ACheckInAsksWhenItBeganUntilThatWasTold) {
  EXPECT_TRUE(asks_when_it_began(Person().began(hours(30)).calm(hours(25))));
  EXPECT_FALSE(asks_when_it_began(Person().calm(hours(25)))) << "there is no episode to ask about";
  EXPECT_FALSE(asks_when_it_began(
      Person().entry(hours(30), R"("kind":"began","onset_at":"2026-11-20T09:00:00+01:00")").calm(hours(25))));
  EXPECT_FALSE(asks_when_it_began(
      Person().began(hours(30)).calm(hours(25)).told(hours(24), R"({"days_since_onset":null})")))
      << "who could not say is not asked again";
}

}  // namespace
}  // namespace springback
