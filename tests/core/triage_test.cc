// How rules add up to one urgency.
#include "support/person.h"

namespace springback {
namespace {

/// A calm person since yesterday, with something told on top.
Person calm_but(std::string_view findings) {
  Person person;
  person.began(hours(24)).calm().told(kJustNow, findings);
  return person;
}

TEST(Triage, NothingToldIsUndecided) {
  const Triage result = Person().advice().triage;
  EXPECT_EQ(result.urgency, Urgency::undecided);
  EXPECT_EQ(result.at_least, Urgency::self_care);
}

TEST(Triage, EverythingAnsweredCalmlyIsSelfCare) {
  const Advice advice = calm_but("{}").advice();
  EXPECT_EQ(advice.triage.urgency, Urgency::self_care);
  EXPECT_TRUE(advice.fired.empty());
  EXPECT_TRUE(advice.open.empty());
  EXPECT_TRUE(advice.missing.empty());
}

class StrongSign : public testing::TestWithParam<const char*> {};

TEST_P(StrongSign, IsAnEmergencyAloneWhateverElseIsUnknown) {
  const Advice advice = Person().told(kJustNow, GetParam()).advice();
  EXPECT_EQ(advice.triage.urgency, Urgency::emergency);
  EXPECT_TRUE(advice.open.empty());
  EXPECT_TRUE(advice.ask.empty());
}

INSTANTIATE_TEST_SUITE_P(Each, StrongSign,
                         testing::Values(R"({"saddle_numbness":true})", R"({"urine_retention":true})",
                                         R"({"urine_difficulty":true})", R"({"urine_incontinence":true})",
                                         R"({"bowel_incontinence":true})", R"({"leg_weakness":"both"})",
                                         R"({"leg_numbness":"both"})", R"({"leg_tingling":"both"})",
                                         R"({"sexual_dysfunction_new":true})",
                                         R"({"weakness_worsening":true})", R"({"foot_drop":true})",
                                         R"({"unsteady_walking":true})", R"({"clumsy_hands":true})",
                                         R"({"trauma":"major"})", R"({"faint_or_clammy":true})",
                                         R"({"aortic_aneurysm_known":true})", R"({"chest_pain":true})",
                                         R"({"breathless":true})", R"({"black_stool_or_vomited_blood":true})",
                                         R"({"abdominal_pain_severe":true})",
                                         R"({"self_harm_unsafe_now":true})", R"({"stroke_signs":true})",
                                         R"({"face_or_throat_swelling":true})"));

TEST(Triage, AnOpenRowAboveTheHighestFiredOneLeavesItUndecided) {
  const Triage result = Person().told(kJustNow, R"({"fever":true})").advice().triage;
  EXPECT_EQ(result.urgency, Urgency::undecided);
  EXPECT_EQ(result.at_least, Urgency::today);
}

TEST(Triage, AnOpenRowNotAboveItDoesNotMatter) {
  Person person;
  person.began(hours(24)).calm().told(kJustNow, R"({"cancer_history":true,"night_sweats":null})");
  EXPECT_EQ(person.urgency(), Urgency::today);
  Person without_sweats;
  std::string calm(kCalm);
  calm.replace(calm.find(R"("night_sweats":false,)"), 21, "");
  without_sweats.began(hours(24)).told(kJustNow, calm).told(kJustNow, R"({"cancer_history":true})");
  EXPECT_EQ(without_sweats.urgency(), Urgency::today);
}

TEST(Triage, OneUnansweredDangerSignIsEnough) {
  std::string calm(kCalm);
  calm.replace(calm.find(R"("bowel_incontinence":false,)"), 27, "");
  const Advice advice = Person().began(hours(24)).told(kJustNow, calm).advice();
  EXPECT_EQ(advice.triage.urgency, Urgency::undecided);
  ASSERT_EQ(advice.missing.size(), 1U);
  EXPECT_EQ(built_in().findings[advice.missing[0]].id, "bowel_incontinence");
  ASSERT_EQ(advice.open.size(), 1U);
  EXPECT_EQ(built_in().rules[advice.open[0].rule].id, "R03");
}

TEST(Triage, NotSureOfADangerSignIsOpenOnceAndSettlesTwice) {
  Person person = calm_but(R"({"saddle_numbness":null})");
  EXPECT_EQ(person.urgency(), Urgency::undecided);
  person.told(kJustNow, R"({"saddle_numbness":null})");
  EXPECT_EQ(person.urgency(), Urgency::today);
  EXPECT_TRUE(has_fired(person.story(), "R44.today"));
}

TEST(Triage, NotSureOfSomethingElseIsAtLeastRoutineAndBlocksNothing) {
  const Person person = calm_but(R"({"night_sweats":null})");
  EXPECT_EQ(person.urgency(), Urgency::routine);
  EXPECT_TRUE(has_fired(person.story(), "R44.routine"));
}

TEST(Triage, OfOneRuleOnlyTheHighestRowIsGivenAsAReason) {
  const Advice advice = calm_but(R"({"leg_weakness":"one","foot_drop":true})").advice();
  int r06 = 0;
  for (const RuleAdvice& fired : advice.fired)
    if (built_in().rules[fired.rule].id == "R06") {
      ++r06;
      EXPECT_EQ(built_in().rules[fired.rule].urgency, Urgency::emergency);
    }
  EXPECT_EQ(r06, 1);
}

TEST(Triage, ReasonsStandHighestFirst) {
  const Advice advice = calm_but(R"({"fever":true,"night_sweats":true,"leg_numbness":"one"})").advice();
  ASSERT_GE(advice.fired.size(), 3U);
  for (std::size_t i = 1; i < advice.fired.size(); ++i)
    EXPECT_GE(built_in().rules[advice.fired[i - 1].rule].urgency,
              built_in().rules[advice.fired[i].rule].urgency);
}

TEST(Triage, ARecheckIsNoReasonAndNoUrgency) {
  std::string tingling(kCalm);
  tingling.replace(tingling.find(R"("leg_tingling":"none")"), 21, R"("leg_tingling":"one")");
  Person person;
  person.began(days(1)).calm(hours(10)).told(kJustNow, tingling);
  const Advice advice = person.advice();
  EXPECT_TRUE(has_fired(person.story(), "R40.recheck"));
  EXPECT_EQ(advice.triage.urgency, Urgency::routine);
  for (const RuleAdvice& fired : advice.fired) EXPECT_NE(built_in().rules[fired.rule].id, "R40");
}

TEST(Triage, AReasonNamesTheFindingsItRestsOn) {
  const Advice advice = calm_but(R"({"fever":true,"diabetes":true})").advice();
  ASSERT_FALSE(advice.fired.empty());
  EXPECT_EQ(built_in().rules[advice.fired[0].rule].id, "R12");
  std::vector<std::string_view> names;
  for (const FindingId id : advice.fired[0].findings) names.push_back(built_in().findings[id].id);
  EXPECT_EQ(names, (std::vector<std::string_view>{"diabetes", "fever"}));
}

TEST(Triage, BetterNeverOutweighsADanger) {
  const Person person = calm_but(
      R"({"saddle_numbness":true,"felt_change":"better","pain_now":0,"eased_by":["rest"]})");
  EXPECT_EQ(person.urgency(), Urgency::emergency);
}

}  // namespace
}  // namespace springback
