// Medicines in the real program: may, took and medicines, with and without a terminal, each on both sides.
#include <gtest/gtest.h>

#include <algorithm>

#include "terminal/home.h"
#include "terminal/profile.h"

namespace springback::terminal {
namespace {

const std::string kEvening = "2026-11-22T23:30:00+01:00";
const std::string kPoison = "1-800-222-1222";

class Medicine : public testing::Test {
 protected:
  /// The sofa of this morning, by somebody without any condition, in the United States.
  void person() {
    home.import_case("moved-a-sofa");
    tell(kProfile, kMorning);
  }

  /// The same, told now: for what is stamped by the clock.
  void person_now(const std::string& region = "us") {
    tell(kProfile, "");
    tell({"age_years=38", "sex=male", "region=" + region}, "");
  }

  void tell(Words answers, const std::string& at) {
    answers.insert(answers.begin(), "tell");
    if (!at.empty()) answers.insert(answers.end(), {"--at", at});
    const Ran ran = home.run(answers);
    ASSERT_EQ(ran.status, 0) << ran.err;
  }

  void dose(const std::string& id, const std::string& time, const std::string& fields) {
    const std::string entry = R"({"id":")" + id + R"(","at":"2026-11-22T)" + time +
                              R"(:00+01:00","kind":"took",)" + fields + "}\n";
    ASSERT_EQ(home.run({"journal", "import", "-"}, entry).status, 0);
  }

  /// A night cold drink, and two headache tablets an hour later; then the questions of the evening.
  void two_doses() {
    dose("drink", "22:00", R"("product":"night-cold-liquid","units":30)");
    dose("tablets", "23:00", R"("product":"acetaminophen-aspirin-caffeine","units":2)");
    evening();
  }

  void evening() {
    tell(kNoHarm, kEvening);
    tell({"all_doses_logged=yes"}, kEvening);
  }

  Ran at_evening(Words words) {
    words.insert(words.end(), {"--at", kEvening});
    return home.run(words);
  }

  /// So many minutes later, so that one entry comes after the other.
  Ran later(int minutes, Words words) {
    words.insert(words.end(), {"--at", "2026-11-22T23:" + std::to_string(30 + minutes) + ":00+01:00"});
    return home.run(words);
  }

  static void has(const Ran& ran, std::string_view text) {
    EXPECT_NE(one_line(ran.out).find(one_line(text)), std::string::npos) << "wanted: " << text << "\n"
                                                                         << ran.out << ran.err;
  }
  static void lacks(const Ran& ran, std::string_view text) {
    EXPECT_EQ(one_line(ran.out).find(one_line(text)), std::string::npos) << "not wanted: " << text << "\n"
                                                                         << ran.out;
  }

  Home home{SPRINGBACK_PROGRAM};
};

// --- may ----------------------------------------------------------------------------------------------

TEST_F(Medicine, MayAfterTwoDosesWaitsAndSaysWhyAndFromWhen) {
  person();
  two_doses();
  const Ran ran = at_evening({"may", "paracetamol"});
  EXPECT_EQ(ran.status, 0) << ran.err;
  has(ran, "Acetaminophen 500 mg tablet");
  has(ran, "Wait until 05:00 tomorrow.");
  has(ran, "Too soon after the last dose of acetaminophen");
  has(ran, "Then no more than 2 at one time");
  has(ran, "22:00  30 ml Night cold drink");
  has(ran, "1,150 of 3,000 mg");
  has(ran, "Call the poison line now, even if you feel well.");
  has(ran, kPoison);
  lacks(ran, "The label allows this now.");
  has(at_evening({"may", "ibuprofen"}), "Wait until 23:00 tomorrow.");
}

TEST_F(Medicine, MayWithoutDosesSaysWhatTheLabelAllowsAndNeverToTakeIt) {
  person();
  evening();
  const Ran ran = at_evening({"may", "Advil"});
  has(ran, "The label allows this now.");
  has(ran, "No more than 2 at one time.");
  has(ran, "Heat helps more people");
  lacks(ran, kPoison);
  lacks(ran, "Some answers are missing");
  has(at_evening({"may", "advil", "--why"}), "product.ibuprofen-200  <-  otc_labels");
  has(at_evening({"may", "advil", "--units", "3"}), "more than the label allows at one time");
}

TEST_F(Medicine, MayNamesWhatIsOpenAndAsksNothingWithoutATerminal) {
  home.import_case("moved-a-sofa");
  const Ran ran = at_evening({"may", "ibuprofen-200"});
  has(ran, "Answer a few questions first.");
  has(ran, "Some answers are missing");
  has(ran, "weight_kg");
  has(ran, "all_doses_logged");
  tell(kProfile, kMorning);
  lacks(at_evening({"may", "ibuprofen-200"}), "weight_kg");
}

TEST_F(Medicine, MayBeforeTheQuestionsAboutTheBackSaysSo) {
  const Ran ran = at_evening({"may", "ibuprofen-200"});
  has(ran, "First answer the questions about your back: springback");
  EXPECT_FALSE(home.has("journal.db")) << "asking leaves no trace";
  person();
  evening();
  lacks(at_evening({"may", "ibuprofen-200"}), "First answer the questions");
}

TEST_F(Medicine, MayWithEachReasonItsSources) {
  person();
  two_doses();
  const Ran ran = at_evening({"may", "paracetamol", "--why"});
  has(ran, "limit.acetaminophen.us.mouth.plain");
  has(ran, "<-  otc_labels");
  lacks(at_evening({"may", "paracetamol"}), "limit.acetaminophen");
}

TEST_F(Medicine, MayInJsonIsTheDoseOfTheContract) {
  person();
  two_doses();
  const Json request = {{"id", "one"},
                        {"at", kEvening},
                        {"journal", home.entries()},
                        {"dose", {{"product", "acetaminophen-500"}, {"units", 1}}}};
  const Ran advice = home.run({"advise", "--cases", "-", "--json"}, request.dump());
  const std::string dose = at_evening({"may", "paracetamol", "--json"}).out;
  EXPECT_EQ(Json::parse(dose), advice.json()["dose"]);
  EXPECT_NE(advice.out.find(dose.substr(0, dose.size() - 1)), std::string::npos) << "not byte for byte";
  EXPECT_EQ(Json::parse(dose)["next_at"], "2026-11-23T05:00:00+01:00");
}

TEST_F(Medicine, ANameThatIsNotExactIsNeverTakenForGranted) {
  person_now();
  for (const Words& words : {Words{"may", "alleve"}, {"took", "1", "alleve"}}) {
    const Ran ran = home.run(words);
    EXPECT_EQ(ran.status, 1);
    EXPECT_EQ(ran.out, "");
    EXPECT_NE(ran.err.find("did you mean naproxen-sodium-220"), std::string::npos) << ran.err;
  }
  const Ran both = home.run({"may", "ibuprofin", "--region", "us"});
  EXPECT_NE(both.err.find("ibuprofen-200 (ibuprofen: Ibuprofen 200 mg tablet)?"), std::string::npos)
      << both.err;
  EXPECT_TRUE(home.entries("took").empty());
  EXPECT_EQ(home.run({"took", "1", "alleve", "--unlisted"}).status, 0);
  EXPECT_EQ(home.entries("took").at(0)["product_text"], "alleve");
}

TEST_F(Medicine, TheSameNameIsAnotherProductElsewhere) {
  const Ran unknown = home.run({"may", "night", "cold", "drink"});
  EXPECT_EQ(unknown.status, 1);
  EXPECT_NE(unknown.err.find("United Kingdom"), std::string::npos) << unknown.err;
  EXPECT_EQ(home.run({"may", "night", "cold", "drink", "--region", "uk"}).status, 0);
}

// --- took ---------------------------------------------------------------------------------------------

TEST_F(Medicine, TookRecordsTheEntryOfTheContract) {
  person_now();
  EXPECT_EQ(
      home.run({"took", "30", "ml", "night", "cold", "drink", "--at", "2024-11-22T09:00:00+01:00"}).status,
      0);
  EXPECT_EQ(home.run({"took", "0.5", "advil", "--prescribed"}).status, 0);
  EXPECT_EQ(home.run({"took", "nyquil", "--not-sure-how-much"}).status, 0);
  EXPECT_EQ(home.run({"took", "2", "ibuprofen", "400"}).status, 0);
  std::vector<Json> doses = home.entries("took");
  ASSERT_EQ(doses.size(), 4U);
  for (Json& dose : doses)
    for (const char* key : {"id", "at", "kind"}) dose.erase(key);
  std::ranges::sort(doses, {}, [](const Json& dose) { return dose.dump(); });
  EXPECT_EQ(doses[0].dump(), R"({"product":"ibuprofen-200","units":0.5,"prescribed":true})");
  EXPECT_EQ(doses[1].dump(), R"({"product":"night-cold-liquid","amount_known":false})");
  EXPECT_EQ(doses[2].dump(),
            R"({"product":"night-cold-liquid","units":30,"taken_at":"2024-11-22T09:00:00+01:00"})");
  EXPECT_EQ(doses[3].dump(),
            R"({"product_text":"ibuprofen 400","ingredients_mg":{"ibuprofen":400},"units":2})");
}

TEST_F(Medicine, TookRefusesWhatWouldBeAGuess) {
  person_now();
  struct Refused {
    Words words;
    std::string says;
  };
  for (const Refused& one :
       std::vector<Refused>{{{"took", "nyquil"}, "30 ml nyquil"},
                            {{"took", "ibuprofen", "2"}, "took 2 ibuprofen"},
                            {{"took", "0.75", "advil"}, "half ones"},
                            {{"took", "0.5", "tylenol 8 hour"}, "round up"},
                            {{"took", "1", "ibuprofen", "--region", "eu"}, "how many mg"}}) {
    const Ran ran = home.run(one.words);
    EXPECT_EQ(ran.status, 1) << one.says;
    EXPECT_EQ(ran.out, "");
    EXPECT_NE(ran.err.find(one.says), std::string::npos) << ran.err;
  }
  EXPECT_EQ(home.run({"took", "1", "advil", "--at", "25:00"}).status, 2);
  EXPECT_TRUE(home.entries("took").empty());
}

TEST_F(Medicine, ABreachShowsThePoisonLineAtOnceAndAFirstDoseDoesNot) {
  person_now();
  const Ran first = home.run({"took", "1", "advil"});
  has(first, "Recorded: 1 x Ibuprofen 200 mg tablet");
  has(first, "200 of 1,200 mg in 24 hours");
  has(first, "No more before");
  lacks(first, kPoison);
  const Ran second = home.run({"took", "1", "advil"});
  has(second, "This dose of ibuprofen came sooner than the label allows.");
  has(second, "Call the poison line now, even if you feel well.");
  has(second, kPoison);
  const Ran undone = home.run({"undo"});
  EXPECT_EQ(undone.status, 0);
  lacks(home.run({"medicines"}), kPoison);
}

TEST_F(Medicine, WhatIsNotClearIsRefusedAndNothingIsNoted) {
  person_now("uk");
  const auto refused = [&](const Words& words, std::string_view why) {
    Words all = {"took"};
    all.insert(all.end(), words.begin(), words.end());
    const Ran ran = home.run(all);
    EXPECT_EQ(ran.status, 1) << words.front();
    EXPECT_NE(ran.err.find(why), std::string::npos) << ran.err;
  };
  refused({"1", "g", "paracetamol"}, "counted in pieces");
  refused({"1g", "paracetamol"}, "counted in pieces");
  refused({"10", "ml", "paracetamol"}, "counted in pieces");
  refused({"2", "night", "nurse"}, "how much of it?");
  refused({"8000", "mg", "tylenol"}, "is not one that we know");
  refused({"2", "tylenol", "and", "2", "advil"}, "is not one that we know");
  refused({"motrin", "800"}, "is not one that we know");
  refused({"paracetamol-500-uk"}, "how many?");
  EXPECT_TRUE(home.entries("took").empty());
  EXPECT_EQ(home.run({"took", "1", "tylenol", "from", "afar", "--unlisted"}).status, 0);
}

TEST_F(Medicine, WhatIsMadeForChildrenIsNotedAsUnknown) {
  person_now("us");
  const Ran ran = home.run({"took", "2", "children's", "tylenol"});
  EXPECT_EQ(ran.status, 0) << ran.err;
  lacks(ran, "500 mg");
  ASSERT_EQ(home.entries("took").size(), 1U);
  EXPECT_FALSE(home.entries("took").front().contains("product"));
  EXPECT_EQ(home.entries("took").front()["product_text"], "children's tylenol");
}

TEST_F(Medicine, WhileADoseWasTooMuchNothingReadsAsAllowed) {
  person();
  tell({"region=uk", "all_doses_logged=yes"}, kEvening);
  dose("much", "17:00", R"("product":"paracetamol-500-uk","units":6)");
  tell(kNoHarm, kEvening);
  const std::string may = one_line(home.run({"may", "paracetamol", "--at", kEvening}).out);
  EXPECT_NE(may.find("Take nothing more until then."), std::string::npos) << may;
  EXPECT_EQ(may.find("The label allows this now"), std::string::npos) << may;
  const std::string list = home.run({"medicines", "--at", kEvening}).out;
  EXPECT_EQ(list.find("The label allows this now"), std::string::npos) << list;
  EXPECT_EQ(list.find(" > "), std::string::npos) << list;
}

TEST_F(Medicine, AClockThatWasWrongOnceLocksNothing) {
  person_now();
  const auto entry = [&](const std::string& fields) {
    ASSERT_EQ(home.run({"journal", "import", "-"}, fields + "\n").status, 0);
  };
  entry(R"({"id":"late","at":"2036-01-01T00:00:00Z","kind":"took","product":"acetaminophen-500","units":1})");
  EXPECT_NE(home.run({"may", "acetaminophen"}).out.find("2036"), std::string::npos);
  entry(R"({"id":"back","at":"2026-01-01T00:00:00Z","kind":"retracted","entry":"late"})");
  const std::string after = home.run({"may", "acetaminophen"}).out;
  EXPECT_EQ(after.find("2036"), std::string::npos) << after;
}

TEST_F(Medicine, WordsOfOthersMoveNoCursor) {
  person_now();
  const std::string out = home.run({"took", "1", "x\x1b[31mred\nPAINT", "--unlisted"}).out;
  EXPECT_EQ(out.find('\x1b'), std::string::npos);
  EXPECT_EQ(home.run({"medicines"}).out.find('\x1b'), std::string::npos);
}

TEST_F(Medicine, ADoseThatTheLabelWarnsOfSaysSoAndWhatADoctorGaveDoesNot) {
  const std::string warned = "The label has a warning for you.";
  person_now();
  EXPECT_EQ(one_line(home.run({"took", "1", "ibuprofen-200"}).out).find(warned), std::string::npos);
  const std::string mixed = one_line(home.run({"took", "1", "naproxen-sodium-220"}).out);
  EXPECT_NE(mixed.find(warned), std::string::npos) << mixed;
  EXPECT_NE(mixed.find("You took another pain pill of this kind."), std::string::npos) << mixed;
  home.run({"undo"});
  home.run({"undo"});
  tell({"takes_anticoagulant=yes"}, "");
  const std::string thinner = one_line(home.run({"took", "1", "ibuprofen-200"}).out);
  EXPECT_NE(thinner.find(warned + " Take no more of it before you ask a pharmacist or doctor. - You take a "
                                  "blood thinner."),
            std::string::npos)
      << thinner;
  home.run({"undo"});
  const std::string given = one_line(home.run({"took", "1", "ibuprofen-200", "--prescribed"}).out);
  EXPECT_EQ(given.find(warned), std::string::npos) << given;
}

TEST_F(Medicine, ThePoisonLineIsThatOfThePerson) {
  person_now("uk");
  home.run({"took", "2", "nurofen"});
  const Ran ran = home.run({"took", "2", "nurofen"});
  has(ran, "111 ");
  lacks(ran, kPoison);
}

TEST_F(Medicine, MoreThanFourGramsIsAnEmergency) {
  person_now();
  const Ran ran = home.run({"took", "9", "tylenol"});
  has(ran, "Get help now");
  EXPECT_LT(ran.out.find("Get help now"), ran.out.find("Recorded")) << ran.out;
  lacks(home.run({"took", "1", "advil", "--at", "2024-11-20T09:00:00Z", "--journal", home.path("other.db")}),
        "Get help now");
}

TEST_F(Medicine, AProductThatNobodyKnowsIsRecordedAndMeansAsking) {
  person_now();
  const Ran ran = home.run({"took", "2", "willow", "bark"});
  has(ran, "Recorded: 2 x willow bark");
  has(ran, "For 24 hours the answer on pain pills is: ask a pharmacist first.");
  const Ran may = home.run({"may", "advil"});
  has(may, "Ask a pharmacist or doctor first.");
  has(may, "You took something in the last 24 hours, and we do not know how much.");
  has(may, "2 x willow bark");
  lacks(home.run({"took", "2", "ibuprofen", "400"}), "For 24 hours the answer");
}

// --- medicines ----------------------------------------------------------------------------------------

TEST_F(Medicine, MedicinesSuggestsOneWithItsWhy) {
  person();
  evening();
  const Ran ran = at_evening({"medicines"});
  has(ran, "Heat helps more people");
  has(ran, "One medicine at a time.");
  has(ran, " > Ibuprofen. The label allows this now. Helps a little");
  has(ran, "0 of 3,000 mg in 24 hours. Never over 4,000 mg.");
  has(ran, "Older advice names steroid pills.");
  EXPECT_EQ(std::ranges::count(ran.out, '>'), 1) << ran.out;
  EXPECT_EQ(ran.out.find('\x1b'), std::string::npos);
}

TEST_F(Medicine, MedicinesAfterDosesSuggestsNoneThatMustWait) {
  person();
  two_doses();
  const Ran ran = at_evening({"medicines"});
  has(ran, "Not before 05:00");
  has(ran, "[######..........|.....] 1,150 of 3,000 mg");
  has(ran, "caffeine 130 mg");
  lacks(ran, " > ");
}

TEST_F(Medicine, MedicinesInJsonAreThoseOfTheAdvice) {
  person();
  two_doses();
  EXPECT_EQ(at_evening({"medicines", "--json"}).json(), at_evening({"advise", "--json"}).json()["medicines"]);
}

TEST_F(Medicine, UnderEighteenNoNumbersAreTold) {
  person();
  two_doses();
  has(at_evening({"medicines"}), "3,000 mg");
  tell({"age_years=16"}, kEvening);
  for (const Words& words : {Words{"medicines"}, {"may", "tylenol"}}) {
    const Ran ran = at_evening(words);
    lacks(ran, " 3,000");
    lacks(ran, "at one time");
    lacks(ran, "[#");
    has(ran, "You are under 18.");
  }
}

TEST_F(Medicine, TheDaysScreenHasWhatIsSuggestedOrWhen) {
  person();
  evening();
  has(at_evening({"plan"}), "Ibuprofen: the label allows it now. Heat first.");
  two_doses();
  has(at_evening({"plan"}), "Pain medicine: none before 03:00 tomorrow.");
}

TEST_F(Medicine, TheDaysScreenAsksFirstWhereNothingIsKnown) {
  home.import_case("moved-a-sofa");
  has(at_evening({"plan"}), "Pain medicine: ask here before you take any.");
}

// --- every day ----------------------------------------------------------------------------------------

TEST_F(Medicine, WhatIsTakenEveryDaySetsItsFindings) {
  person();
  evening();
  has(later(1, {"medicines", "add", "Coumadin", "--every-day-at", "8am", "--every-day-at", "20:00"}),
      "you take coumadin every day");
  Json entry = home.entries("reported").back();
  EXPECT_EQ(entry["findings"].dump(), R"({"takes_warfarin":true,"takes_anticoagulant":true})");
  EXPECT_EQ(entry["regular"].dump(),
            R"({"id":"warfarin","name":"coumadin","every_day_at":["08:00","20:00"]})");
  has(later(2, {"medicines"}), "coumadin (08:00, 20:00)");
  has(later(3, {"may", "advil"}), "This is not for you.");
  EXPECT_EQ(later(4, {"medicines", "stop", "coumadin"}).status, 0);
  entry = home.entries("reported").back();
  EXPECT_EQ(entry["regular_stopped"], "warfarin");
  EXPECT_EQ(entry["findings"].dump(), R"({"takes_warfarin":false,"takes_anticoagulant":false})");
  lacks(later(5, {"medicines"}), "coumadin");
  has(later(6, {"may", "advil"}), "The label allows this now.");
}

TEST_F(Medicine, StoppingOneKeepsWhatAnotherNeeds) {
  person();
  later(1, {"medicines", "add", "zolpidem"});
  later(2, {"medicines", "add", "gabapentin", "--every-hours", "8"});
  const Json second = home.entries("reported").back()["regular"];
  EXPECT_EQ(second.dump(), R"({"id":"sedative.gabapentin","name":"gabapentin","every_minutes":480})");
  later(3, {"medicines", "stop", "zolpidem"});
  EXPECT_EQ(home.entries("reported").back()["findings"].dump(), "{}");
  has(later(4, {"medicines"}), "gabapentin (8 h)");
  later(5, {"medicines", "stop", "gabapentin"});
  EXPECT_EQ(home.entries("reported").back()["findings"].dump(), R"({"takes_sedative":false})");
  later(6, {"undo"});
  has(later(7, {"medicines"}), "gabapentin (8 h)");
}

TEST_F(Medicine, StoppingOneKeepsWhatWasToldApartFromTheList) {
  person_now();
  tell({"takes_anticoagulant=yes"}, "");
  home.run({"medicines", "add", "warfarin", "5", "mg"});
  EXPECT_EQ(home.told()["takes_warfarin"], true) << "what stands on the box beside the name is no name";
  home.run({"medicines", "stop", "warfarin"});
  EXPECT_EQ(home.told()["takes_warfarin"], false);
  EXPECT_EQ(home.told()["takes_anticoagulant"], true);
}

TEST_F(Medicine, StoppingAPillDoesNotCureWhatItWasFor) {
  person();
  later(1, {"medicines", "add", "lisinopril"});
  EXPECT_EQ(home.told()["high_blood_pressure"], true);
  later(2, {"medicines", "stop", "lisinopril"});
  EXPECT_EQ(home.told()["takes_ace_inhibitor_or_arb"], false);
  EXPECT_EQ(home.told()["high_blood_pressure"], true);
}

TEST_F(Medicine, UnknownRegularsAreRefusedWithTheNearestNames) {
  const Ran near = home.run({"medicines", "add", "eliquiss"});
  EXPECT_EQ(near.status, 1);
  EXPECT_NE(near.err.find("did you mean eliquis"), std::string::npos) << near.err;
  const Ran far = home.run({"medicines", "add", "moonlight"});
  EXPECT_EQ(far.status, 1);
  EXPECT_NE(far.err.find("Ask a pharmacist"), std::string::npos) << far.err;
  EXPECT_EQ(home.run({"medicines", "stop", "warfarin"}).status, 1);
  EXPECT_EQ(home.run({"medicines", "add", "warfarin", "--every-day-at", "noon"}).status, 2);
  EXPECT_EQ(home.run({"medicines", "add", "warfarin", "--every-hours", "0"}).status, 2);
  EXPECT_TRUE(home.entries().empty());
}

// --- Spanish ------------------------------------------------------------------------------------------

TEST_F(Medicine, InSpanish) {
  person();
  two_doses();
  home.environment["LC_ALL"] = "es_ES.UTF-8";
  const Ran may = at_evening({"may", "ibuprofeno"});
  has(may, "Tableta de ibuprofeno 200 mg");
  has(may, "Espera hasta mañana a las 23:00.");
  has(may, "Llama ahora a la línea de venenos");
  has(may, kPoison);
  has(at_evening({"medicines"}), "El calor ayuda a más gente");
  has(home.run({"took", "1", "corteza de sauce"}), "No conocemos este producto.");
  has(at_evening({"medicines", "add", "litio"}), "Anotado: tomas litio cada día.");
}

}  // namespace
}  // namespace springback::terminal
