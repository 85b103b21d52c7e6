// The advice document: keys, their order, and values of the contract, section 4.
#include "document/advice_document.h"

#include <nlohmann/json.hpp>

#include "support/person.h"

namespace springback {
namespace {

using Json = nlohmann::ordered_json;
using Names = std::vector<std::string>;

std::string request(const Person& person, std::string_view more = "") {
  std::string text = R"({"at":"2026-11-22T09:00:00+01:00",)" + std::string(more) + R"("journal":[)";
  for (std::size_t i = 0; i < person.lines().size(); ++i) text += (i > 0 ? "," : "") + person.lines()[i];
  return text + "]}";
}

Json advice(const Person& person, std::string_view more = "") {
  bool ok = false;
  const std::string document = answer(built_in(), request(person, more), &ok);
  EXPECT_TRUE(ok) << document;
  return Json::parse(document);
}

Names keys(const Json& object) {
  Names names;
  for (const auto& [name, value] : object.items()) names.push_back(name);
  return names;
}

/// Whether `wanted` stand in this order; keys may be added behind them.
bool begins_with(const Names& names, const Names& wanted) {
  return names.size() >= wanted.size() && std::equal(wanted.begin(), wanted.end(), names.begin());
}

TEST(AdviceDocument, HasTheKeysOfTheContractInItsOrder) {
  const Names wanted = {
      "version", "at",     "protocol",        "triage",         "say", "ask", "plan", "medicines",
      "dose",    "course", "next_checkin_at", "unknown_entries"};
  for (const Person& person :
       {Person(), Person().began(hours(20)).calm(), Person().told(kJustNow, R"({"fever":true})")}) {
    const Json document = advice(person);
    EXPECT_TRUE(begins_with(keys(document), wanted)) << document.dump();
    EXPECT_EQ(keys(document["protocol"]), (Names{"version", "sha256", "reviewed"}));
    EXPECT_EQ(keys(document["triage"]), (Names{"urgency", "at_least", "within", "rules", "open", "missing"}));
  }
}

TEST(AdviceDocument, SaysWhatItWasMadeFrom) {
  const Json document = advice(Person());
  EXPECT_EQ(document["version"], 1);
  EXPECT_EQ(document["at"], "2026-11-22T09:00:00+01:00");
  EXPECT_EQ(document["protocol"]["version"], built_in().version);
  EXPECT_EQ(document["protocol"]["sha256"].get<std::string>().size(), 64U);
  EXPECT_EQ(document["protocol"]["reviewed"], "none");
}

TEST(AdviceDocument, ARuleHasReasonFindingsAndSources) {
  const Json document = advice(Person().told(kJustNow, R"({"saddle_numbness":true})"));
  const Json& triage = document["triage"];
  EXPECT_EQ(triage["urgency"], "emergency");
  EXPECT_EQ(triage["at_least"], nullptr);
  EXPECT_EQ(triage["within"], "PT0S");
  ASSERT_EQ(triage["rules"].size(), 1U);
  const Json& rule = triage["rules"][0];
  EXPECT_EQ(keys(rule), (Names{"id", "urgency", "because", "findings", "sources"}));
  EXPECT_EQ(rule["id"], "R01");
  EXPECT_EQ(rule["findings"], Json({"saddle_numbness"}));
  EXPECT_FALSE(rule["because"].get<std::string>().empty());
  EXPECT_FALSE(rule["sources"].empty());
  EXPECT_EQ(triage["open"], Json::array());
  EXPECT_EQ(triage["missing"], Json::array());
  EXPECT_EQ(document["ask"], Json::array());
  EXPECT_FALSE(document["say"].get<std::string>().empty());
  EXPECT_EQ(document["next_checkin_at"], nullptr);
}

TEST(AdviceDocument, UndecidedSaysAtLeastAndWhatIsMissing) {
  const Json document = advice(Person().told(kJustNow, R"({"fever":true})"));
  EXPECT_EQ(document["triage"]["urgency"], "undecided");
  EXPECT_EQ(document["triage"]["at_least"], "today");
  EXPECT_EQ(document["triage"]["within"], nullptr);
  EXPECT_FALSE(document["triage"]["open"].empty());
  EXPECT_FALSE(document["triage"]["missing"].empty());
  EXPECT_FALSE(document["ask"].empty());
}

TEST(AdviceDocument, EveryUrgencyHasItsTime) {
  EXPECT_EQ(within(Urgency::emergency), "PT0S");
  EXPECT_EQ(within(Urgency::today), "PT24H");
  EXPECT_EQ(within(Urgency::soon), "P3D");
  EXPECT_EQ(within(Urgency::routine), "P14D");
  EXPECT_EQ(within(Urgency::self_care), "");
  EXPECT_EQ(within(Urgency::undecided), "");
}

TEST(AdviceDocument, ACardHasQuestionsWithTextAndHelp) {
  const Json document = advice(Person());
  ASSERT_FALSE(document["ask"].empty());
  const Json& card = document["ask"][0];
  EXPECT_TRUE(begins_with(keys(card), {"card", "title", "questions"}));
  EXPECT_EQ(card["card"], "alarm");
  for (const Json& asked : document["ask"])
    for (const Json& question : asked["questions"]) {
      EXPECT_TRUE(begins_with(keys(question), {"finding", "covers", "type", "text", "help"}));
      EXPECT_FALSE(question["text"].get<std::string>().empty()) << question.dump();
      EXPECT_FALSE(question["help"].get<std::string>().empty()) << question.dump();
      EXPECT_EQ(question["covers"][0], question["finding"]);
    }
}

TEST(AdviceDocument, ADangerSignIsAskedOnceMoreInPlainerWords) {
  Person person;
  person.began(hours(5)).calm();
  std::string plain;
  for (const Json& card : advice(Person())["ask"])
    for (const Json& question : card["questions"])
      if (question["finding"] == "saddle_numbness") plain = question["text"];
  person.told(kJustNow, R"({"saddle_numbness":null})");
  const Json again = advice(person)["ask"][0]["questions"][0];
  EXPECT_EQ(again["finding"], "saddle_numbness");
  EXPECT_NE(again["text"], plain);
}

TEST(AdviceDocument, WhomToCallNowDoesNotWaitForTheResult) {
  const Person told = Person().told(kJustNow, R"({"double_dose_taken":true})");
  const Json document = advice(told);
  EXPECT_EQ(document["triage"]["urgency"], "undecided");
  ASSERT_EQ(document["call_now"].size(), 1U) << document["call_now"].dump();
  EXPECT_EQ(keys(document["call_now"][0]), (Names{"kind", "text", "rules"}));
  EXPECT_EQ(document["call_now"][0]["kind"], "poison");
  EXPECT_EQ(document["call_now"][0]["rules"], Json::array({"R42"}));
  EXPECT_FALSE(document["say"].get<std::string>().empty());
  EXPECT_NE(document["help"]["lines"].dump().find("poison"), std::string::npos);
  // A dose alone wants it too, and no rule does.
  const Person dosed = Person().took(hours(2), "ibuprofen-200", 2).took(hours(1), "ibuprofen-200", 2);
  EXPECT_EQ(advice(dosed)["call_now"][0]["kind"], "poison");
  EXPECT_TRUE(advice(dosed)["call_now"][0]["rules"].empty());
  EXPECT_TRUE(advice(Person().calm())["call_now"].empty());
  EXPECT_TRUE(advice(Person().took(hours(2), "ibuprofen-200", 2))["call_now"].empty());
  const Person dark = Person().told(kJustNow, R"({"thoughts_of_self_harm":true})");
  EXPECT_EQ(advice(dark)["call_now"][0]["kind"], "crisis");
}

TEST(AdviceDocument, APlanItemHasTheKeysOfTheContract) {
  const Json document = advice(Person().began(hours(20)).calm().did(minutes(30), "cold"));
  ASSERT_FALSE(document["plan"].empty());
  for (const Json& item : document["plan"]) {
    EXPECT_TRUE(begins_with(keys(item), {"id", "kind", "state", "check", "reasons", "title", "how", "minutes",
                                         "minutes_max", "open_at", "why", "sources", "grade"}))
        << item.dump();
    EXPECT_EQ(item["state"] == "later", item["open_at"] != nullptr) << item.dump();
    EXPECT_EQ(item["state"] == "check_first", !item["check"].empty()) << item.dump();
    EXPECT_EQ(item["state"] == "closed", !item["reasons"].empty()) << item.dump();
    EXPECT_FALSE(item["sources"].empty());
  }
}

TEST(AdviceDocument, WhatIsClosedSaysWhy) {
  const Json document = advice(Person().told(kJustNow, R"({"chest_pain":true})"));
  for (const Json& item : document["plan"]) {
    EXPECT_EQ(item["state"], "closed");
    EXPECT_EQ(item["reasons"][0]["id"], "urgency.emergency");
    EXPECT_FALSE(item["reasons"][0]["text"].get<std::string>().empty());
  }
}

TEST(AdviceDocument, InstantsStandInTheOffsetOfTheRequest) {
  const Json document = advice(Person().began(hours(20)).calm().did(minutes(30), "cold"));
  EXPECT_EQ(document["next_checkin_at"], "2026-11-22T21:00:00+01:00");
}

TEST(AdviceDocument, CountsEntriesThatItDoesNotKnow) {
  EXPECT_EQ(
      advice(
          Person().entry(hours(1), R"("kind":"dreamed")").told(hours(1), R"({"aura":1})"))["unknown_entries"],
      2);
}

TEST(AdviceDocument, SpeaksSpanish) {
  const Person person = Person().told(kJustNow, R"({"saddle_numbness":true})");
  const Json english = advice(person), spanish = advice(person, R"("locale":"es",)");
  EXPECT_NE(english["say"], spanish["say"]);
  EXPECT_NE(english["triage"]["rules"][0]["because"], spanish["triage"]["rules"][0]["because"]);
  EXPECT_EQ(english["triage"]["rules"][0]["findings"], spanish["triage"]["rules"][0]["findings"]);
}

TEST(AdviceDocument, HasNoWhiteSpaceBetween) {
  const std::string document = answer(built_in(), request(Person().began(hours(20)).calm()));
  EXPECT_EQ(Json::parse(document).dump(), document);
}

TEST(BatchDocument, PutsTheIdFirst) {
  const auto read = read_request(built_in(), request(Person(), R"("id":"case-7",)"));
  ASSERT_TRUE(read.has_value());
  const std::string plain = advice_document(built_in(), *read);
  EXPECT_EQ(batch_document(built_in(), *read), R"({"id":"case-7",)" + plain.substr(1));
  EXPECT_EQ(brief_document(built_in(), *read), R"({"id":"case-7","urgency":"undecided","dose":null})");
}

}  // namespace
}  // namespace springback
