// The medicine document: the sentences, names and amounts that a screen about medicine draws.
#include "document/medicine_screen.h"

#include <nlohmann/json.hpp>

#include "document/advice_document.h"
#include "support/person.h"

namespace springback {
namespace {

using Json = nlohmann::json;

/// Every health question answered no, every dose noted just now.
Json answered(int age) {
  Json findings;
  for (const Finding& finding : built_in().findings)
    if (finding.group == Group::caution && finding.type == Type::boolean)
      findings[std::string(finding.id)] = false;
  for (const char* harm :
       {"stroke_signs", "face_or_throat_swelling", "skin_rash_new", "yellow_skin", "ringing_ears"})
    findings[harm] = false;
  findings.update({{"age_years", age}, {"weight_kg", 80}, {"sex", "male"}, {"all_doses_logged", true}});
  return findings;
}

Person person(int age) { return Person().began(hours(20)).calm().told(kJustNow, answered(age).dump()); }

/// At 09:00, where the labels of the United States hold.
std::string request(const Person& person, const Json& more) {
  Json request = {{"at", "2026-11-22T09:00:00+01:00"}, {"locale", "en"}, {"region", "us"}};
  request["journal"] = Json::array();
  for (const std::string& line : person.lines()) request["journal"].push_back(Json::parse(line));
  request.update(more);
  return request.dump();
}

Json medicine(const Person& person, const Json& more = Json::object()) {
  bool ok = false;
  const std::string document = answer_medicine(built_in(), request(person, more), &ok);
  EXPECT_TRUE(ok) << document;
  return Json::parse(document);
}

Json asking(const char* product) { return {{"dose", {{"product", product}}}}; }

Json of(const Json& document, std::string_view ingredient) {
  for (const Json& one : document["medicines"])
    if (one["ingredient"] == ingredient) return one;
  return Json();
}

TEST(MedicineScreen, FindsWhatIsMeantAlsoWithASlip) {
  for (const char* typed : {"nyquil liquid", "niquil liquid"}) {
    const Json found = medicine(Person(), {{"find", typed}})["found"];
    ASSERT_FALSE(found.empty()) << typed;
    EXPECT_EQ(found[0]["product"], "night-cold-liquid") << typed;
    EXPECT_EQ(found[0]["form"], "liquid_ml");
    EXPECT_EQ(found[0]["usual"], 30);
    EXPECT_TRUE(found[0]["region"].is_null());
  }
  EXPECT_TRUE(medicine(Person(), {{"find", "no such thing"}})["found"].empty());
  EXPECT_TRUE(medicine(Person())["found"].empty());
}

TEST(MedicineScreen, AnIngredientIsTheProductThatStandsForItHereOrSaysHowMuch) {
  const Json here = medicine(Person(), {{"find", "ibuprofen"}})["found"];
  ASSERT_FALSE(here.empty());
  EXPECT_EQ(here[0]["product"], "ibuprofen-200");
  const Json strong = medicine(Person(), {{"find", "ibuprofen 600"}})["found"];
  ASSERT_FALSE(strong.empty());
  EXPECT_TRUE(strong[0]["product"].is_null());
  EXPECT_EQ(strong[0]["ingredient"], "ibuprofen");
  EXPECT_EQ(strong[0]["mg"], 600);
  EXPECT_EQ(strong[0]["name"], "Ibuprofen, 600 mg");
}

TEST(MedicineScreen, SaysTheVerdictOfTheAdviceInWords) {
  const Person who = person(40).took(hours(2), "ibuprofen-200", 2);
  const Json asked = medicine(who, asking("ibuprofen-200"))["asked"];
  EXPECT_EQ(asked["verdict"], "wait") << asked.dump(1);
  EXPECT_EQ(asked["text"], "Wait until 13:00.");
  EXPECT_EQ(asked["name"], "Ibuprofen 200 mg tablet");
  EXPECT_EQ(asked["ingredients"], Json{"ibuprofen"});
  EXPECT_FALSE(asked["sources"].empty());
  EXPECT_TRUE(asked["ask"].empty());
  EXPECT_NE(asked["units_text"].get<std::string>().find("Then no more than 2"), std::string::npos);
  const Json dose = Json::parse(answer(built_in(), request(who, asking("ibuprofen-200"))))["dose"];
  EXPECT_EQ(asked["next_at"], dose["next_at"]);
  EXPECT_EQ(asked["reasons"], dose["reasons"]);
}

TEST(MedicineScreen, AfterAColdDrinkAndHeadacheTabletsTheOtherWaits) {
  const Json document = medicine(
      person(40).took(hours(3), "night-cold-liquid", 30).took(hours(1), "acetaminophen-aspirin-caffeine", 2),
      asking("acetaminophen-500"));
  EXPECT_EQ(document["asked"]["verdict"], "wait") << document["asked"].dump(1);
  EXPECT_FALSE(document["asked"]["next_at"].is_null());
}

TEST(MedicineScreen, CountsTheDayOfEachIngredientAgainstBothCeilings) {
  const Json document = medicine(person(40).took(hours(2), "night-cold-liquid", 30));
  const Json day = of(document, "acetaminophen")["day"];
  EXPECT_EQ(day["taken_mg"], 650.01);
  EXPECT_EQ(day["absolute_mg"], 4000);
  EXPECT_LT(day["label_mg"], 4000);
  EXPECT_EQ(day["text"].get<std::string>().substr(0, 4), "650 ");
  ASSERT_EQ(document["taken"].size(), 1U);
  EXPECT_EQ(document["taken"][0]["when"], "07:00");
  EXPECT_EQ(document["taken"][0]["units"], "30 ml");
  EXPECT_EQ(document["breach"], "");
}

TEST(MedicineScreen, TellsABreachAndWhatToDoAtOnce) {
  const Json document = medicine(
      person(40)
          .took(hours(2), "ibuprofen-200", 2)
          .named("two", hours(1), R"("kind":"took","product":"ibuprofen-200","units":2)"));
  EXPECT_NE(document["breach"], "");
  ASSERT_EQ(document["breaches"].size(), 1U);
  EXPECT_EQ(document["breaches"][0]["entry"], "two");
}

TEST(MedicineScreen, UnderEighteenTellsNoNumbers) {
  const Json document = medicine(person(16).took(hours(2), "ibuprofen-200", 2), asking("ibuprofen-200"));
  for (const Json& one : document["medicines"]) EXPECT_TRUE(one["day"].is_null()) << one.dump();
  EXPECT_EQ(document["asked"]["units_text"], "");
}

TEST(MedicineScreen, WhatIsNotForSomebodyForAKnownReasonAsksNothingMore) {
  Json told = answered(40);
  told["allergy_nsaid"] = true;
  told.erase("kidney_disease");
  const Person back = Person().began(hours(20)).calm();
  const Json asked = medicine(Person(back).told(kJustNow, told.dump()), asking("ibuprofen-200"))["asked"];
  EXPECT_EQ(asked["verdict"], "not_for_you");
  EXPECT_TRUE(asked["ask"].empty());
  EXPECT_FALSE(medicine(back, asking("ibuprofen-200"))["asked"]["ask"].empty());
}

TEST(MedicineScreen, WhereOnlyQuestionsAreOpenTheyAreOfferedAndNobodyIsSentToAPharmacist) {
  const Json open = medicine(Person().began(hours(20)).calm(), asking("ibuprofen-200"));
  EXPECT_EQ(of(open, "ibuprofen")["answers"], true);
  EXPECT_EQ(of(open, "ibuprofen")["text"], "Answer a few questions first.");
  EXPECT_EQ(of(open, "ibuprofen")["verdict"], "ask_first");
  EXPECT_EQ(open["asked"]["text"], "Answer a few questions first.");
  // Also before the back was asked about.
  EXPECT_EQ(of(medicine(Person()), "ibuprofen")["answers"], true);
  EXPECT_EQ(of(medicine(person(40)), "ibuprofen")["answers"], false);
  Json told = answered(40);
  told["asthma"] = true;
  told.erase("kidney_disease");
  const Person known = Person().began(hours(20)).calm().told(kJustNow, told.dump());
  const Json asthma = of(medicine(known), "ibuprofen");
  EXPECT_EQ(asthma["answers"], false) << "a reason that is known stands besides";
  EXPECT_EQ(asthma["text"].get<std::string>().substr(0, 10), "Ask a phar");
}

TEST(MedicineScreen, WhatTheLabelWouldAllowWaitsForThePoisonLineAndNotForAnswers) {
  const Person who = person(40).took(hours(2), "ibuprofen-200", 2).took(hours(1), "ibuprofen-200", 2);
  const Json acetaminophen = of(medicine(who), "acetaminophen");
  EXPECT_EQ(acetaminophen["verdict"], "ask_first");
  EXPECT_EQ(acetaminophen["answers"], false);
}

TEST(MedicineScreen, AnAgeThatIsNotKnownIsAskedAndNotTakenForUnderEighteen) {
  const Json aspirin = of(medicine(Person()), "aspirin");
  EXPECT_EQ(aspirin["verdict"], "not_for_you");
  EXPECT_EQ(aspirin["text"], "Answer a few questions first.");
  EXPECT_EQ(of(medicine(person(16)), "aspirin")["answers"], false);
}

TEST(MedicineScreen, SaysFromWhereOnAnAmountIsConfirmed) {
  const auto over = [](const Json& dose) { return medicine(Person(), dose)["asked"]["confirm_over"]; };
  EXPECT_EQ(over(asking("ibuprofen-200")), 2);
  EXPECT_EQ(over(asking("lidocaine-patch-4")), 1);
  const Json strong = {{"dose", {{"ingredients_mg", {{"ibuprofen", 400}}}, {"product_text", "x"}}}};
  EXPECT_EQ(over(strong), 1);
  const Json unknown = {{"dose", {{"ingredients_mg", Json::object()}, {"product_text", "x"}}}};
  EXPECT_TRUE(over(unknown).is_null());
}

TEST(MedicineScreen, DosesStandByWhenTheyWereTakenAndSayWhereThatIsNotHowTheyWereTold) {
  Person who = person(40).took(hours(2), "ibuprofen-200", 1);
  who.entry(hours(1),
            R"("kind":"took","product":"aspirin-325","units":1.5,"taken_at":"2026-11-22T05:00:00+01:00")");
  who.entry(kJustNow, R"("kind":"took","product_text":"drops","amount_known":false)");
  const Json taken = medicine(who)["taken"];
  ASSERT_EQ(taken.size(), 3U);
  EXPECT_EQ(taken[0]["when"], "09:00");
  EXPECT_TRUE(taken[0]["amount"].is_null());
  EXPECT_EQ(taken[1]["when"], "07:00");
  EXPECT_EQ(taken[1]["noted"], "");
  EXPECT_EQ(taken[2]["when"], "05:00");
  EXPECT_EQ(taken[2]["noted"], "noted 08:00");
  EXPECT_EQ(taken[2]["amount"], 1.5);
  EXPECT_EQ(taken[2]["step"], 0.5);
}

TEST(MedicineScreen, WhereNoAmountIsKnownNoneIsTold) {
  Person some = person(40);
  some.entry(hours(1), R"("kind":"took","product_text":"drops","amount_known":false)");
  EXPECT_EQ(of(medicine(some), "acetaminophen")["day"]["text"],
            "You took something that may hold it. We do not know how much.");
}

TEST(MedicineScreen, NamesWhatCannotBeRead) {
  bool ok = true;
  EXPECT_TRUE(Json::parse(answer_medicine(built_in(), "{}", &ok)).contains("error"));
  EXPECT_FALSE(ok);
}

}  // namespace
}  // namespace springback
