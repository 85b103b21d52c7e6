// `medicines`, `dose` and `breaches` of the advice document. What the verdicts are is held by the cases.
#include "document/medicine_document.h"
#include "document/medicine_words.h"

#include <nlohmann/json.hpp>

#include "document/advice_document.h"
#include "support/person.h"

namespace springback {
namespace {

using Json = nlohmann::ordered_json;

/// Every health question answered no, an adult of 80 kg, every dose noted just now.
std::string answered(const Json& otherwise = Json::object()) {
  Json findings;
  for (const Finding& finding : built_in().findings)
    if (finding.group == Group::caution && finding.type == Type::boolean)
      findings[std::string(finding.id)] = false;
  for (const char* harm :
       {"stroke_signs", "face_or_throat_swelling", "skin_rash_new", "yellow_skin", "ringing_ears"})
    findings[harm] = false;
  findings.update({{"age_years", 38}, {"weight_kg", 80}, {"sex", "male"}, {"all_doses_logged", true}});
  findings.update(otherwise);
  return findings.dump();
}

Json advice(const Person& person, const std::string& dose, bool live = false) {
  std::string text = R"({"at":"2026-11-22T09:00:00+01:00","region":"us",)";
  if (live) text += R"("live":true,)";
  if (!dose.empty()) text += R"("dose":)" + dose + ",";
  text += R"("journal":[)";
  for (std::size_t i = 0; i < person.lines().size(); ++i) text += (i > 0 ? "," : "") + person.lines()[i];
  bool ok = false;
  const std::string document = answer(built_in(), text + "]}", &ok);
  EXPECT_TRUE(ok) << document;
  return Json::parse(document);
}

Person adult() { return Person().began(hours(20)).calm().told(kJustNow, answered()); }

const Json& medicine(const Json& document, std::string_view ingredient) {
  for (const Json& one : document["medicines"])
    if (one["ingredient"] == ingredient) return one;
  throw std::runtime_error("not listed: " + std::string(ingredient));
}

const Json& reason(const Json& verdict, std::string_view id) {
  for (const Json& one : verdict["reasons"])
    if (one["id"] == id) return one;
  throw std::runtime_error("no reason " + std::string(id) + " in " + verdict.dump());
}

TEST(Dose, IsNullWhereNoneIsAskedAbout) { EXPECT_TRUE(advice(adult(), "")["dose"].is_null()); }

TEST(Dose, OfAnAdultWithAnOrdinaryStrainIsAllowedByTheLabel) {
  const Json dose = advice(adult(), R"({"product":"ibuprofen-200"})")["dose"];
  EXPECT_EQ(dose["verdict"], "label_allows") << dose.dump();
  EXPECT_TRUE(dose["next_at"].is_null());
  EXPECT_EQ(dose["units_max_now"], 2);
  EXPECT_TRUE(dose["ask"].empty());
}

TEST(Dose, ThatIsTooSoonNamesDosesRowsAndTheInstantInTheOffsetAskedIn) {
  const Json dose = advice(adult().took(hours(2), "ibuprofen-200", 2),
                           R"({"product":"ibuprofen-200"})")["dose"];
  EXPECT_EQ(dose["verdict"], "wait") << dose.dump();
  EXPECT_EQ(dose["next_at"], "2026-11-22T13:00:00+01:00");
  const Json& gap = reason(dose, "gap");
  EXPECT_EQ(gap["limit"], 360);
  EXPECT_EQ(gap["entries"].size(), 1U);
  EXPECT_EQ(gap["rows"], (Json{"limit.ibuprofen.us.mouth.plain"}));
  EXPECT_EQ(gap["text"], "Too soon after the last dose of ibuprofen. Not before 13:00.");
}

TEST(Dose, WithHealthQuestionsOpenBringsTheCardsThatAskThem) {
  const Json dose = advice(Person().began(hours(20)).calm(), R"({"product":"ibuprofen-200"})")["dose"];
  EXPECT_EQ(dose["verdict"], "ask_first");
  EXPECT_EQ(dose["units_max_now"], 0);
  std::vector<std::string> cards;
  for (const Json& card : dose["ask"]) cards.push_back(card["card"]);
  EXPECT_EQ(cards, (std::vector<std::string>{"medicine_you", "medicine_health", "medicine_taken",
                                             "medicine_doses"}));
}

TEST(Dose, AsksNoSkinOfWhatIsSwallowed) {
  const Json patch = advice(Person().began(hours(20)).calm(), R"({"product":"lidocaine-patch-4"})")["dose"];
  EXPECT_NE(patch["ask"].dump().find("medicine_skin"), std::string::npos);
  const Json pill = advice(Person().began(hours(20)).calm(), R"({"product":"ibuprofen-200"})")["dose"];
  EXPECT_EQ(pill["ask"].dump().find("medicine_skin"), std::string::npos);
}

TEST(Dose, BeforeTheBackIsJudgedBringsTheInterviewFirst) {
  const Json dose = advice(Person().began(hours(20)).told(kJustNow, answered()),
                           R"({"product":"ibuprofen-200"})")["dose"];
  EXPECT_EQ(dose["verdict"], "ask_first");
  ASSERT_FALSE(dose["ask"].empty());
  EXPECT_EQ(dose["ask"][0]["card"], "alarm");
}

TEST(Dose, UnderEighteenTellsNoNumbers) {
  const Person young = Person().began(hours(20)).calm().told(kJustNow, answered({{"age_years", 17}}));
  const Json document = advice(Person(young).took(hours(2), "ibuprofen-200", 2),
                               R"({"product":"ibuprofen-200"})");
  const Json& dose = document["dose"];
  EXPECT_EQ(dose["verdict"], "ask_first");
  EXPECT_TRUE(reason(dose, "gap")["limit"].is_null());
  EXPECT_EQ(reason(dose, "gap")["text"], "The last dose of ibuprofen was a short time ago.");
  EXPECT_TRUE(medicine(document, "ibuprofen")["ceiling_24h_mg"].is_null());
  EXPECT_EQ(medicine(document, "ibuprofen")["taken_24h_mg"], 400);
}

TEST(Dose, OfWhatIsNotADoseIsRefused) {
  bool ok = true;
  const std::string document = answer(
      built_in(), R"({"at":"2026-11-22T09:00:00+01:00","journal":[],"dose":"ibuprofen"})", &ok);
  EXPECT_FALSE(ok);
  EXPECT_NE(document.find("dose: expected an object"), std::string::npos) << document;
}

TEST(Medicines, AreTheChoicesInOrderAndOneIsSuggested) {
  const Json document = advice(adult(), "");
  std::vector<std::string> listed;
  int suggested = 0;
  for (const Json& one : document["medicines"]) {
    listed.push_back(one["ingredient"]);
    suggested += one["suggested"].get<bool>() ? 1 : 0;
  }
  EXPECT_EQ(listed, (std::vector<std::string>{"ibuprofen", "naproxen_sodium", "acetaminophen", "lidocaine",
                                              "aspirin"}));
  EXPECT_EQ(suggested, 1);
  EXPECT_TRUE(medicine(document, "ibuprofen")["suggested"]);
  EXPECT_EQ(medicine(document, "ibuprofen")["product"], "ibuprofen-200");
}

TEST(Medicines, SuggestAcetaminophenToSomebodyWithAnUlcer) {
  const Json document = advice(
      Person().began(hours(20)).calm().told(kJustNow, answered({{"ulcer_or_gi_bleed", true}})), "");
  EXPECT_EQ(medicine(document, "ibuprofen")["verdict"], "not_for_you");
  EXPECT_TRUE(medicine(document, "acetaminophen")["suggested"]);
}

TEST(Medicines, ListWhatRodeAlong) {
  const Json document = advice(adult().took(hours(1), "night-cold-liquid", 30), "");
  EXPECT_EQ(medicine(document, "doxylamine")["taken_24h_mg"], 12.51);
  EXPECT_FALSE(medicine(document, "doxylamine")["suggested"]);
  EXPECT_EQ(medicine(document, "acetaminophen")["taken_24h_mg"], 650.01);
}

TEST(Breaches, ShowThePoisonLine) {
  const Json quiet = advice(adult().took(hours(5), "ibuprofen-200", 2).took(hours(1), "ibuprofen-200", 2),
                            "");
  EXPECT_TRUE(quiet["breaches"].empty()) << "four hours: the label allows it, though we wait for six";
  const Json document = advice(adult().took(hours(4), "ibuprofen-200", 2).took(hours(1), "ibuprofen-200", 2),
                               "");
  ASSERT_EQ(document["breaches"].size(), 1U);
  EXPECT_EQ(document["breaches"][0]["id"], "gap");
  EXPECT_NE(document["help"]["lines"].dump().find("poison"), std::string::npos);
  EXPECT_EQ(quiet["help"]["lines"].dump().find("poison"), std::string::npos);
}

TEST(WhenText, IsTheLocalTimeRoundedUpAndTheDayWhereItIsAnother) {
  const Catalogue& words = default_catalogue();
  const LocalInstant at = *parse_instant("2026-11-22T23:00:00-05:00");
  const auto text = [&](std::string_view when) { return when_text(words, at, parse_instant(when)->instant); };
  EXPECT_EQ(text("2026-11-22T23:30:00-05:00"), "23:30");
  EXPECT_EQ(text("2026-11-22T23:30:00.000001-05:00"), "23:31");
  EXPECT_EQ(text("2026-11-23T05:30:00-05:00"), "05:30 tomorrow");
  EXPECT_EQ(text("2026-11-24T05:30:00-05:00"), "05:30 on 2026-11-24");
}

TEST(WhenText, IsWhatTheClockWillShow) {
  const Catalogue& words = default_catalogue();
  LocalInstant spring = *parse_instant("2026-03-28T23:30:00+00:00");
  spring.after = ClockChange{parse_instant("2026-03-29T02:00:00+01:00")->instant, 60};
  const auto text = [&](const LocalInstant& at, std::string_view when) {
    return when_text(words, at, parse_instant(when)->instant);
  };
  EXPECT_EQ(text(spring, "2026-03-29T00:59:00Z"), "00:59 tomorrow");
  EXPECT_EQ(text(spring, "2026-03-29T01:00:00Z"), "02:00 tomorrow");
  EXPECT_EQ(text(spring, "2026-03-29T03:30:00Z"), "04:30 tomorrow") << "four hours that really pass";
  LocalInstant autumn = *parse_instant("2026-11-01T07:00:00-05:00");
  autumn.before = ClockChange{parse_instant("2026-11-01T01:59:59-04:00")->instant, -240};
  EXPECT_EQ(past_text(words, autumn, parse_instant("2026-10-31T23:00:00-04:00")->instant), "23:00 yesterday");
  EXPECT_EQ(past_text(words, autumn, parse_instant("2026-11-01T01:30:00-04:00")->instant), "01:30");
  EXPECT_EQ(past_text(words, autumn, parse_instant("2026-11-01T01:30:00-05:00")->instant), "01:30");
}

TEST(WhenText, TheRequestSaysWhereClocksChange) {
  const auto read = [](const std::string& field) {
    return read_request(built_in(), R"({"at":"2026-03-28T23:30:00+00:00",)" + field + R"("journal":[]})");
  };
  const auto spring = read(R"("clock_after":"2026-03-29T02:00:00+01:00",)");
  ASSERT_TRUE(spring);
  const Instant change = parse_instant("2026-03-29T01:00:00Z")->instant;
  EXPECT_EQ(spring->at.offset_at(change), 60);
  EXPECT_EQ(spring->at.offset_at(change - seconds(1)), 0);
  EXPECT_EQ(read("")->at.offset_at(change), 0);
  EXPECT_FALSE(read(R"("clock_after":"tomorrow",)"));
  EXPECT_FALSE(read(R"("clock_before":"2026-03-29",)"));
}

TEST(ThousandthsText, HasNoMoreDecimalsThanItNeeds) {
  EXPECT_EQ(thousandths_text(0), "0");
  EXPECT_EQ(thousandths_text(500), "0.5");
  EXPECT_EQ(thousandths_text(1'200'000), "1200");
  EXPECT_EQ(thousandths_text(650'010), "650.01");
  EXPECT_EQ(thousandths_text(1), "0.001");
}

}  // namespace
}  // namespace springback
