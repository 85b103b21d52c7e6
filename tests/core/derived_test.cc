// Findings that are computed, on both sides of each limit.
#include "support/person.h"

namespace springback {
namespace {

std::string derived(const Person& person, const char* id) { return tell(person.story(), id); }

TEST(DaysSinceOnset, AreWhole24Hours) {
  EXPECT_EQ(derived(Person().began(kJustNow), "days_since_onset"), "0");
  EXPECT_EQ(derived(Person().began(hours(24) - kMicrosecond), "days_since_onset"), "0");
  EXPECT_EQ(derived(Person().began(hours(24)), "days_since_onset"), "1");
  EXPECT_EQ(derived(Person().began(days(42) - kMicrosecond), "days_since_onset"), "41");
}

TEST(DaysSinceOnset, AsToldAge) {
  EXPECT_EQ(derived(Person().told(hours(23), R"({"days_since_onset":2})"), "days_since_onset"), "2");
  EXPECT_EQ(derived(Person().told(hours(24), R"({"days_since_onset":2})"), "days_since_onset"), "3");
}

TEST(DaysSinceOnset, OfABeginningHoldOverWhatWasTold) {
  EXPECT_EQ(derived(Person().told(hours(1), R"({"days_since_onset":9})").began(days(2)), "days_since_onset"),
            "2");
}

TEST(DaysSinceOnset, NotSureOfThemIsAnAnswer) {
  EXPECT_EQ(derived(Person().told(hours(1), R"({"days_since_onset":null})"), "days_since_onset"), "unsure");
}

TEST(AgeAtOnset, TakesTheYearsSinceOff) {
  EXPECT_EQ(derived(Person().told(hours(1), R"({"age_years":45,"days_since_onset":364})"), "age_at_onset"),
            "45");
  EXPECT_EQ(derived(Person().told(hours(1), R"({"age_years":45,"days_since_onset":365})"), "age_at_onset"),
            "44");
  EXPECT_EQ(derived(Person().told(hours(1), R"({"age_years":1,"days_since_onset":3650})"), "age_at_onset"),
            "0");
  EXPECT_EQ(derived(Person().told(hours(1), R"({"age_years":45})"), "age_at_onset"), "absent");
}

std::string of_sites(const char* sites, const char* id) {
  return derived(Person().told(hours(1), R"({"pain_sites":[)" + std::string(sites) + "]}"), id);
}

TEST(BothLegs, NeedAThighLowerLegOrFootOnEachSide) {
  EXPECT_EQ(of_sites(R"("thigh_left","foot_right")", "both_legs"), "yes");
  EXPECT_EQ(of_sites(R"("lower_leg_left","lower_leg_right")", "both_legs"), "yes");
  EXPECT_EQ(of_sites(R"("thigh_left","foot_left")", "both_legs"), "no");
  EXPECT_EQ(of_sites(R"("buttock_left","buttock_right","groin")", "both_legs"), "no");
  EXPECT_EQ(of_sites(R"("thigh_left","buttock_right")", "both_legs"), "no");
  EXPECT_EQ(of_sites(R"("flank_left","flank_right")", "both_legs"), "no");
}

TEST(BothLegs, AnUnknownSiteMayHideOne) {
  EXPECT_EQ(of_sites(R"("thigh_left","tail")", "both_legs"), "absent");
  EXPECT_EQ(of_sites(R"("thigh_left","thigh_right","tail")", "both_legs"), "yes");
}

TEST(BothLegs, AreAlsoTold) {
  EXPECT_EQ(derived(Person().told(hours(1), R"({"both_legs":true,"pain_sites":["low_back"]})"), "both_legs"),
            "yes");
  EXPECT_EQ(derived(Person().told(hours(1), R"({"both_legs":false,"pain_sites":["foot_left","foot_right"]})"),
                    "both_legs"),
            "yes");
}

TEST(BothLegs, ANoFromThePlacesHoldsForADay) {
  EXPECT_EQ(derived(Person().told(hours(24) - kMicrosecond, R"({"pain_sites":["low_back"]})"), "both_legs"),
            "no");
  EXPECT_EQ(derived(Person().told(hours(24), R"({"pain_sites":["low_back"]})"), "both_legs"), "absent");
}

TEST(BelowKnee, IsALowerLegOrFoot) {
  EXPECT_EQ(of_sites(R"("lower_leg_left")", "below_knee"), "yes");
  EXPECT_EQ(of_sites(R"("foot_right")", "below_knee"), "yes");
  EXPECT_EQ(of_sites(R"("thigh_right","groin")", "below_knee"), "no");
  EXPECT_EQ(of_sites(R"("thigh_right","tail")", "below_knee"), "absent");
  EXPECT_EQ(of_sites("", "below_knee"), "no");
}

TEST(SpreadNew, IsASiteThatTheFirstReportHadNot) {
  Person person;
  person.told(hours(5), R"({"pain_sites":["low_back","neck"]})");
  EXPECT_EQ(derived(person, "spread_new"), "no");
  person.told(hours(4), R"({"pain_sites":["neck"]})");
  EXPECT_EQ(derived(person, "spread_new"), "no");
  person.told(hours(3), R"({"pain_sites":["neck","chest"]})");
  EXPECT_EQ(derived(person, "spread_new"), "yes");
}

TEST(Fever, ComesAlsoFromATemperatureOf38) {
  EXPECT_EQ(derived(Person().told(hours(1), R"({"temperature_c":37.9})"), "fever"), "absent");
  EXPECT_EQ(derived(Person().told(hours(1), R"({"temperature_c":38.0})"), "fever"), "yes");
  EXPECT_EQ(derived(Person().told(hours(1), R"({"temperature_c":38})"), "fever"), "yes");
  EXPECT_EQ(derived(Person().told(hours(1), R"({"fever":false,"temperature_c":38.5})"), "fever"), "yes");
}

TEST(Fever, IsNotTakenBackByALowerReading) {
  Person person;
  person.told(hours(3), R"({"temperature_c":39.1})").told(hours(1), R"({"temperature_c":36.6})");
  EXPECT_EQ(derived(person, "fever"), "yes");
  person.told(kJustNow, R"({"fever":false})");
  EXPECT_EQ(derived(person, "fever"), "no");
}

TEST(Medicated, LastsAsLongAsTheDoseWorks) {
  const auto after = [](const char* product, Duration ago) {
    return derived(Person().took(ago, product), "medicated");
  };
  EXPECT_EQ(after("ibuprofen-200", hours(6) - kMicrosecond), "yes");
  EXPECT_EQ(after("ibuprofen-200", hours(6)), "no");
  EXPECT_EQ(after("acetaminophen-650-er", hours(8) - kMicrosecond), "yes");
  EXPECT_EQ(after("acetaminophen-650-er", hours(8)), "no");
  EXPECT_EQ(after("acetaminophen-500", hours(6)), "no");
  EXPECT_EQ(after("naproxen-sodium-220", hours(12) - kMicrosecond), "yes");
  EXPECT_EQ(after("naproxen-sodium-220", hours(12)), "no");
  EXPECT_EQ(after("something-from-the-drawer", hours(8) - kMicrosecond), "yes");
  EXPECT_EQ(after("something-from-the-drawer", hours(8)), "no");
}

TEST(Medicated, CountsFromWhenItWasTaken) {
  Person person;
  person.entry(hours(1), R"("kind":"took","product":"ibuprofen-200","taken_at":"2026-11-22T02:00:00Z")");
  EXPECT_EQ(derived(person, "medicated"), "no");
}

TEST(FeverMasked, IsANoThatWasGivenWhileMedicated) {
  EXPECT_EQ(
      derived(Person().took(hours(7), "ibuprofen-200").told(hours(2), R"({"fever":false})"), "fever_masked"),
      "yes");
  EXPECT_EQ(
      derived(Person().took(hours(7), "ibuprofen-200").told(hours(1), R"({"fever":false})"), "fever_masked"),
      "no");
  EXPECT_EQ(
      derived(Person().took(hours(2), "ibuprofen-200").told(hours(3), R"({"fever":false})"), "fever_masked"),
      "no");
  EXPECT_EQ(
      derived(Person().took(hours(2), "ibuprofen-200").told(hours(1), R"({"fever":true})"), "fever_masked"),
      "no");
}

TEST(LowBodyWeight, IsUnder18AndAHalf) {
  const auto of = [](const char* weight, const char* height) {
    return derived(
        Person().told(hours(1), R"({"weight_kg":)" + std::string(weight) + R"(,"height_cm":)" + height + "}"),
        "low_body_weight");
  };
  EXPECT_EQ(of("74.0", "200.0"), "no");  // exactly 18.5
  EXPECT_EQ(of("73.9", "200.0"), "yes");
  EXPECT_EQ(of("73.9", "199.9"), "yes");
  EXPECT_EQ(of("53.5", "170"), "no");    // 18.51
  EXPECT_EQ(of("53.4", "170"), "yes");   // 18.48
  EXPECT_EQ(derived(Person().told(hours(1), R"({"weight_kg":40})"), "low_body_weight"), "absent");
}

TEST(PainDrop, IsFromTheFirstToTheLast) {
  Person person;
  person.told(days(3), R"({"pain_now":8})")
      .told(days(2), R"({"pain_now":1})")
      .told(days(1), R"({"pain_now":5})");
  EXPECT_EQ(derived(person, "pain_drop_points"), "3");
  EXPECT_EQ(derived(person, "pain_drop_percent"), "37");
  person.told(hours(1), R"({"pain_now":10})");
  EXPECT_EQ(derived(person, "pain_drop_points"), "-2");
}

TEST(PainDrop, FromZeroIsCountedAgainstOnePoint) {
  EXPECT_EQ(derived(Person().told(hours(2), R"({"pain_now":0})").told(hours(1), R"({"pain_now":10})"),
                    "pain_drop_percent"),
            "-1000");
}

/// Pain of 2, then `risen` for as long as `stood`.
std::string rise(int risen, Duration stood) {
  Person person;
  person.told(days(5), R"({"pain_now":2})").told(stood, R"({"pain_now":)" + std::to_string(risen) + "}");
  person.told(kJustNow, R"({"pain_now":)" + std::to_string(risen) + "}");
  return derived(person, "pain_rise_3_for_2_days");
}

TEST(PainRise, NeedsThreePointsAndTwoReadingsADayApart) {
  EXPECT_EQ(rise(5, hours(24)), "yes");
  EXPECT_EQ(rise(5, hours(24) - kMicrosecond), "no");
  EXPECT_EQ(rise(4, hours(48)), "no");
}

TEST(PainRise, OneReadingBelowEndsIt) {
  Person person;
  person.told(days(5), R"({"pain_now":2})")
      .told(days(3), R"({"pain_now":6})")
      .told(days(2), R"({"pain_now":4})");
  person.told(hours(1), R"({"pain_now":6})");
  EXPECT_EQ(derived(person, "pain_rise_3_for_2_days"), "no");
}

TEST(PainRise, IsAboveTheLowest) {
  Person person;
  person.told(days(5), R"({"pain_now":9})")
      .told(days(4), R"({"pain_now":3})")
      .told(days(2), R"({"pain_now":6})");
  person.told(hours(1), R"({"pain_now":7})");
  EXPECT_EQ(derived(person, "pain_rise_3_for_2_days"), "yes");
}

TEST(LegSignNew, NeedsAnHourWithoutIt) {
  const auto after = [](Duration quiet) {
    return derived(
        Person().told(quiet, R"({"leg_tingling":"none"})").told(kJustNow, R"({"leg_tingling":"one"})"),
        "leg_sign_new");
  };
  EXPECT_EQ(after(hours(1)), "yes");
  EXPECT_EQ(after(hours(1) - kMicrosecond), "no");
}

TEST(LegSignNew, IsAlsoASiteInTheLeg) {
  const auto moved = [](const char* to) {
    return derived(Person()
                       .told(hours(20), R"({"pain_sites":["low_back"]})")
                       .told(kJustNow, R"({"pain_sites":["low_back",")" + std::string(to) + "\"]}"),
                   "leg_sign_new");
  };
  EXPECT_EQ(moved("thigh_left"), "yes");
  EXPECT_EQ(moved("foot_right"), "yes");
  EXPECT_EQ(moved("buttock_left"), "no");
}

TEST(LegSignNew, IsNotASignThatWasAlwaysThere) {
  Person person;
  person.told(days(2), R"({"leg_numbness":"one","pain_sites":["thigh_left"]})");
  person.told(kJustNow, R"({"leg_numbness":"one","pain_sites":["thigh_left","foot_left"]})");
  EXPECT_EQ(derived(person, "leg_sign_new"), "no");
}

TEST(Acetaminophen, Over4GramsIn24HoursOfElapsedTime) {
  const auto taken = [](int late_units) {
    Person person;
    person.took(hours(20), "acetaminophen-500", 4).took(hours(10), "acetaminophen-500", 4);
    if (late_units > 0) person.took(hours(1), "acetaminophen-325", late_units);
    return derived(person, "acetaminophen_over_4g");
  };
  EXPECT_EQ(taken(0), "no") << "exactly 4 g";
  EXPECT_EQ(taken(1), "yes");
}

TEST(Acetaminophen, ADoseExactlyADayOldHasLeftTheWindow) {
  const auto first = [](Duration ago) {
    return derived(Person().took(ago, "acetaminophen-500", 1).took(hours(1), "paracetamol-500-uk", 8),
                   "acetaminophen_over_4g");
  };
  EXPECT_EQ(first(hours(24)), "no");
  EXPECT_EQ(first(hours(24) - kMicrosecond), "yes");
}

TEST(Acetaminophen, IsCountedFromEverySource) {
  Person person;
  person.took(hours(5), "acetaminophen-500", 7);
  person.entry(
      hours(4),
      R"("kind":"took","ingredients_mg":{"paracetamol":250},"product_text":"cold powder","units":2)");
  EXPECT_EQ(derived(person, "acetaminophen_over_4g"), "no");
  person.entry(hours(3), R"("kind":"took","ingredients_mg":{"acetaminophen":0.001})");
  EXPECT_EQ(derived(person, "acetaminophen_over_4g"), "yes");
}

TEST(Acetaminophen, HalvesOfATabletCount) {
  Person person;
  person.took(hours(5), "acetaminophen-500", 7)
      .entry(hours(4), R"("kind":"took","product":"acetaminophen-500","units":1.5)");
  EXPECT_EQ(derived(person, "acetaminophen_over_4g"), "yes");
}

TEST(Unsure, OnceOfADangerSignIsAskedAgainTwiceIsAnAnswer) {
  Person person;
  person.told(hours(5), R"({"fever":null})");
  EXPECT_EQ(derived(person, "unsure_twice"), "no");
  EXPECT_EQ(derived(person, "unsure_other"), "no");
  person.told(hours(4), R"({"fever":null})");
  EXPECT_EQ(derived(person, "unsure_twice"), "yes");
  person.told(hours(3), R"({"fever":false})");
  EXPECT_EQ(derived(person, "unsure_twice"), "no");
}

TEST(Unsure, OnceOfTwoSignsIsNotTwice) {
  EXPECT_EQ(derived(Person().told(hours(5), R"({"fever":null})").told(hours(4), R"({"chest_pain":null})"),
                    "unsure_twice"),
            "no");
}

TEST(Unsure, OfSomethingElseThatTriageReads) {
  EXPECT_EQ(derived(Person().told(hours(1), R"({"night_sweats":null})"), "unsure_other"), "yes");
  EXPECT_EQ(derived(Person().told(hours(1), R"({"stress":null})"), "unsure_other"), "no");
}

TEST(Phq2, IsTheSumOfItsTwoItems) {
  EXPECT_EQ(derived(Person().told(hours(1), R"({"low_interest":2})"), "phq2"), "absent");
  EXPECT_EQ(derived(Person().told(hours(1), R"({"low_interest":2,"low_mood":1})"), "phq2"), "3");
  EXPECT_EQ(derived(Person().told(hours(1), R"({"phq2":5})"), "phq2"), "5");
}

// What cannot be computed because the person could not say is not sure either.
TEST(Derived, FromNotSureIsNotSure) {
  EXPECT_EQ(derived(Person().told(hours(1), R"({"pain_sites":null})"), "below_knee"), "unsure");
  EXPECT_EQ(derived(Person().told(hours(1), R"({"pain_now":null})"), "pain_drop_points"), "unsure");
  EXPECT_EQ(derived(Person().told(hours(1), R"({"low_mood":null,"low_interest":1})"), "phq2"), "unsure");
}

// One item of 3 settles PHQ-2 alone: while it may still come, "not sure" of the other is not the last word.
TEST(Derived, FromNotSureAndSomethingStillToComeIsUnanswered) {
  EXPECT_EQ(derived(Person().told(hours(1), R"({"low_mood":null})"), "phq2"), "absent");
  EXPECT_EQ(derived(Person().told(hours(1), R"({"low_mood":null,"low_interest":3})"), "phq2"), "3");
}

}  // namespace
}  // namespace springback
