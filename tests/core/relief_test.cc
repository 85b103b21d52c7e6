// Measures: open, to be checked first, later or closed, to the second.
#include "support/person.h"

namespace springback {
namespace {

constexpr std::string_view kNoCautions =
    R"({"skin_at_site":"normal","neuropathy":false,"poor_circulation":false,"raynaud":false,
        "cold_allergy":false,
        "heart_disease":false,"hip_replacement":false,"spondylolisthesis":false,"spinal_stenosis":false,
        "bleeding_disorder":false,"takes_sedative":false,"heat_source_in_use":false})";

Person ready(std::string_view findings = "{}") {
  Person person;
  person.began(hours(24)).calm().told(kJustNow, kNoCautions).told(kJustNow, findings);
  return person;
}

const PlanItem* item(const Advice& advice, std::string_view id) {
  for (const PlanItem& planned : advice.plan)
    if (built_in().measures[planned.measure].id == id) return &planned;
  return nullptr;
}

std::string state(const Person& person, std::string_view id) {
  const Advice advice = person.advice();
  const PlanItem* planned = item(advice, id);
  return planned == nullptr ? "not shown" : std::string(state_name(planned->state));
}

std::vector<std::string_view> to_check(const Person& person, std::string_view id) {
  const Advice advice = person.advice();
  std::vector<std::string_view> names;
  if (const PlanItem* planned = item(advice, id))
    for (const FindingId finding : planned->check) names.push_back(built_in().findings[finding].id);
  return names;
}

TEST(Relief, IsOpenWhereNothingSpeaksAgainstIt) {
  for (const char* id :
       {"cold", "walk_start", "rest", "gentle_movement", "knee_rolls", "position_side_pillow"})
    EXPECT_EQ(state(ready(), id), "open") << id;
}

TEST(Relief, WaitsForTheGapToTheSecond) {
  const auto cold_after = [](Duration ago) { return state(ready().did(ago, "cold"), "cold"); };
  EXPECT_EQ(cold_after(kJustNow), "later");
  EXPECT_EQ(cold_after(minutes(120) - seconds(1)), "later");
  EXPECT_EQ(cold_after(minutes(120)), "open");
}

TEST(Relief, SaysWhenItIsOpenAgain) {
  const Advice advice = ready().did(minutes(30), "cold").advice();
  ASSERT_NE(item(advice, "cold"), nullptr);
  EXPECT_EQ(item(advice, "cold")->open_at, kNow + minutes(90));
}

TEST(Relief, KeepsTheDailyLimitInEvery24Hours) {
  const auto six_times = [](Duration first) {
    Person person = ready();
    person.did(first, "cold");
    for (int n = 1; n < 6; ++n) person.did(hours(24 - 3 * n), "cold");
    return person;
  };
  EXPECT_EQ(state(six_times(hours(24) - seconds(1)), "cold"), "later");
  EXPECT_EQ(state(six_times(hours(24)), "cold"), "open");
  const Advice advice = six_times(hours(23)).advice();
  EXPECT_EQ(item(advice, "cold")->open_at, kNow + hours(1));
}

TEST(Relief, TheLaterOfGapAndDailyLimitDecides) {
  Person person = ready();
  for (const int ago : {1410, 1200, 900, 600, 300, 60}) person.did(minutes(ago), "cold");
  const Advice advice = person.advice();
  EXPECT_EQ(item(advice, "cold")->open_at, kNow + minutes(60))
      << "the day is over in 30 minutes, the gap in 60";
}

TEST(Relief, OneMeasureDoesNotHoldUpAnother) {
  EXPECT_EQ(state(ready().did(kJustNow, "cold"), "walk_start"), "open");
  EXPECT_EQ(state(ready().did(kJustNow, "walk"), "cold"), "open");
}

TEST(Relief, AGuardClosesAndSaysWhy) {
  const Advice advice = ready(R"({"raynaud":true})").advice();
  const PlanItem* cold = item(advice, "cold");
  ASSERT_NE(cold, nullptr);
  EXPECT_EQ(cold->state, MeasureState::closed);
  ASSERT_EQ(cold->guards.size(), 1U);
  EXPECT_EQ(built_in().measures[cold->measure].guards[cold->guards[0]].id, "raynaud");
  EXPECT_FALSE(cold->closed_by_urgency);
  EXPECT_TRUE(cold->check.empty());
}

TEST(Relief, AGuardOutranksAGap) {
  EXPECT_EQ(state(ready(R"({"raynaud":true})").did(kJustNow, "cold"), "cold"), "closed");
}

TEST(Relief, AnUnknownGuardIsCheckedFirst) {
  Person person;
  person.began(hours(24)).calm();
  EXPECT_EQ(state(person, "cold"), "check_first");
  const auto check = to_check(person, "cold");
  for (const char* finding :
       {"skin_at_site", "neuropathy", "poor_circulation", "raynaud", "cold_allergy", "heart_disease"})
    EXPECT_NE(std::ranges::find(check, finding), check.end()) << finding;
  EXPECT_EQ(std::ranges::find(check, "confused_or_drowsy"), check.end()) << "this one is known";
}

TEST(Relief, NotSureIsCheckedToo) {
  EXPECT_EQ(state(ready(R"({"raynaud":null})"), "cold"), "check_first");
  EXPECT_EQ(to_check(ready(R"({"raynaud":null})"), "cold"), (std::vector<std::string_view>{"raynaud"}));
}

TEST(Relief, TheSkinIsLookedAtAgainAfterTwoHours) {
  const auto looked = [](Duration ago) {
    Person person;
    person.began(hours(24)).told(hours(3), kNoCautions).calm().told(ago, R"({"skin_at_site":"normal"})");
    return state(person, "cold");
  };
  EXPECT_EQ(looked(hours(2) - seconds(1)), "open");
  EXPECT_EQ(looked(hours(2)), "check_first");
}

TEST(Relief, Under18IsClosedThroughout) {
  for (const PlanItem& planned : ready(R"({"age_years":17})").advice().plan)
    EXPECT_EQ(planned.state, MeasureState::closed) << built_in().measures[planned.measure].id;
  EXPECT_EQ(state(ready(R"({"age_years":18})"), "cold"), "open");
}

TEST(Relief, StaysOpenForRoutineAndForSoonThatKeepsComfort) {
  EXPECT_EQ(state(ready(R"({"leg_tingling":"one"})"), "cold"), "open");
  const std::string slow = R"({"felt_change":"worse","pain_now":5})";
  Person person;
  person.began(days(8)).calm().told(kJustNow, kNoCautions).told(kJustNow, slow);
  EXPECT_EQ(person.urgency(), Urgency::soon);
  EXPECT_EQ(state(person, "cold"), "open");
  person.told(kJustNow, R"({"weight_loss_unexplained":true})");
  EXPECT_EQ(person.urgency(), Urgency::soon);
  EXPECT_EQ(state(person, "cold"), "closed");
}

TEST(Relief, AHigherUrgencyClosesEverything) {
  for (const char* findings : {R"({"fever":true})", R"({"chest_pain":true})", R"({"night_sweats":true})"})
    for (const PlanItem& planned : ready(findings).advice().plan) {
      EXPECT_EQ(planned.state, MeasureState::closed) << findings;
      EXPECT_TRUE(planned.closed_by_urgency);
    }
}

TEST(Relief, UndecidedOpensPositionsAlone) {
  const Advice advice = Person().advice();
  EXPECT_EQ(advice.triage.urgency, Urgency::undecided);
  for (const PlanItem& planned : advice.plan) {
    const Measure& measure = built_in().measures[planned.measure];
    EXPECT_EQ(planned.closed_by_urgency, !measure.also_undecided) << measure.id;
  }
  ASSERT_NE(item(advice, "position_side_pillow"), nullptr);
  EXPECT_EQ(item(advice, "position_side_pillow")->state, MeasureState::open);
}

TEST(Relief, ShowsTheWalkOfTheDay) {
  const auto walks = [](Duration since) {
    Person person;
    person.began(since).calm().told(kJustNow, R"({"felt_change":"better"})");
    std::string shown;
    for (const char* walk : {"walk_start", "walk_build", "walk_on"})
      if (state(person, walk) != "not shown") shown += std::string(walk) + " ";
    return shown;
  };
  EXPECT_EQ(walks(days(3) - seconds(1)), "walk_start ");
  EXPECT_EQ(walks(days(3)), "walk_build ");
  EXPECT_EQ(walks(days(14) - seconds(1)), "walk_build ");
  EXPECT_EQ(walks(days(14)), "walk_on ");
}

TEST(Relief, NothingIsOpenWhileAGuardOfItFires) {
  const Protocol& protocol = built_in();
  for (const char* findings :
       {R"({"neuropathy":true,"pregnancy":"yes","sex":"female"})", R"({"takes_anticoagulant":true})",
        R"({"osteoporosis":true,"hip_replacement":true})", R"({"skin_at_site":"numb"})"})
    for (const PlanItem& planned : ready(findings).advice().plan)
      if (!planned.guards.empty()) {
        EXPECT_EQ(planned.state, MeasureState::closed) << protocol.measures[planned.measure].id;
      }
}

}  // namespace
}  // namespace springback
