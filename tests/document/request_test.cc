// Requests and journals: what is read, and how each refusal names itself.
#include "document/request.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "document/advice_document.h"

namespace springback {
namespace {

constexpr std::string_view kAt = R"("at":"2026-11-22T09:00:00+01:00")";

std::string request(std::string_view fields) {
  return "{" + std::string(kAt) + "," + std::string(fields) + "}";
}

std::string outcome(std::string_view text) {
  const auto read = read_request(built_in(), text);
  return read ? "read" : std::string(code_name(read.error().code)) + ": " + read.error().argument;
}

Request read(std::string_view text) {
  auto read = read_request(built_in(), text);
  EXPECT_TRUE(read.has_value()) << outcome(text);
  return read ? std::move(*read) : Request{};
}

TEST(Request, NeedsAnInstantAndAJournal) {
  EXPECT_EQ(outcome(""), "not_json: request");
  EXPECT_EQ(outcome(R"({"at":)"), "not_json: request");
  EXPECT_EQ(outcome("7"), "wrong_type: request: expected an object");
  EXPECT_EQ(outcome(R"({"journal":[]})"), "missing_field: at");
  EXPECT_EQ(outcome(R"({"at":"today","journal":[]})"), "bad_instant: today");
  EXPECT_EQ(outcome("{" + std::string(kAt) + "}"), "missing_field: journal: expected a list of entries");
  EXPECT_EQ(outcome(request(R"("journal":{})")), "missing_field: journal: expected a list of entries");
  EXPECT_EQ(outcome(request(R"("journal":[])")), "read");
}

TEST(Request, KeepsTheOffsetOfTheInstant) {
  EXPECT_EQ(read(request(R"("journal":[])")).at.offset_minutes, 60);
}

TEST(Request, SpeaksEnglishUnlessAskedOtherwise) {
  EXPECT_EQ(read(request(R"("journal":[])")).catalogue->language, "en");
  EXPECT_EQ(read(request(R"("locale":"es","journal":[])")).catalogue->language, "es");
  EXPECT_EQ(read(request(R"("locale":"es-MX","journal":[])")).catalogue->language, "es");
  EXPECT_EQ(outcome(request(R"("locale":"fr","journal":[])")), "bad_value: locale: expected en or es");
}

TEST(Request, TakesARegionThatItKnows) {
  EXPECT_EQ(read(request(R"("region":"uk","journal":[])")).region, "uk");
  EXPECT_EQ(read(request(R"("region":"atlantis","journal":[])")).region, std::nullopt);
  EXPECT_EQ(read(request(R"("journal":[])")).region, std::nullopt);
}

TEST(Request, IgnoresKeysThatItDoesNotKnow) {
  EXPECT_EQ(outcome(request(R"("want":"today","dose":{"product":"x"},"zzz":[[]],"journal":[])")), "read");
  EXPECT_EQ(outcome(request(R"("live":1,"journal":[])")), "wrong_type: live: expected true or false");
  EXPECT_TRUE(read(request(R"("live":true,"journal":[])")).live);
}

TEST(Request, AKeyThatStandsTwiceInOneObjectIsRefused) {
  EXPECT_EQ(outcome(request(R"("journal":[],"live":true,"live":true)")), "bad_value: live: stands twice");
  EXPECT_EQ(outcome(request(R"("a":[{"b":[1,{"c":1}],"d":{},"b":2}],"journal":[])")),
            "bad_value: b: stands twice");
  EXPECT_EQ(outcome(request(R"("a":{"b":{"a":1},"c":{"a":1,"b":2}},"d":[{"b":1},{"b":1}],"journal":[])")),
            "read");
  EXPECT_EQ(outcome(request(R"("a":1,"a":2,"journal":[)")), "not_json: request")
      << "what is no JSON comes first";
}

constexpr std::string_view kFever =
    R"({"id":"a","at":"2026-11-22T08:00:00Z","kind":"reported","findings":{"fever":true}})";

std::string two(std::string_view other) {
  return request(R"("journal":[)" + std::string(kFever) + "," + std::string(other) + "]");
}

TEST(Request, TheSameEntryTwiceIsOne) {
  EXPECT_EQ(read(two(kFever)).journal.entries().size(), 1U);
  const char* rewritten =
      R"({ "kind":"reported", "findings":{"fever":true}, "at":"2026-11-22T08:00:00Z","id":"a" })";
  EXPECT_EQ(read(two(rewritten)).journal.entries().size(), 1U) << "the order of keys is no content";
}

TEST(Request, OneIdWithOtherContentIsRefusedAndNamed) {
  for (const char* other :
       {R"({"id":"a","at":"2026-11-22T08:00:00Z","kind":"reported","findings":{"fever":false}})",
        R"({"id":"a","at":"2026-11-22T08:00:01Z","kind":"reported","findings":{"fever":true}})",
        R"({"id":"a","at":"2026-11-22T08:00:00Z","kind":"reported","findings":{"fever":true},"note":"x"})",
        R"({"id":"a","at":"2026-11-22T08:00:00Z","kind":"recovered"})"})
    EXPECT_EQ(outcome(two(other)), "id_conflict: a") << other;
}

TEST(Request, ABadEntryIsNamed) {
  EXPECT_EQ(
      outcome(
          two(R"({"id":"b","at":"2026-11-22T08:00:00Z","kind":"reported","findings":{"pain_now":"much"}})")),
      "wrong_type: pain_now: expected a whole number (entry b)");
  EXPECT_EQ(outcome(two("7")), "wrong_type: entry: expected an object");
}

TEST(Request, NothingHostileGetsThrough) {
  EXPECT_EQ(outcome(std::string("\xff\xfe{}", 4)).substr(0, 8), "not_json");
  EXPECT_EQ(outcome("{\"at\":\"\xC3\x28\"}").substr(0, 8), "not_json");
  EXPECT_NE(outcome(request(R"("journal":[],"x":)" + std::string(100'000, '['))), "read");
  EXPECT_NE(outcome(std::string(100'000, '[') + std::string(100'000, ']')), "read");
}

TEST(Journal, IsReadLineByLine) {
  const std::string lines = std::string(kFever) + "\n\n  \r\n" +
                            R"({"id":"b","at":"2026-11-22T07:00:00Z","kind":"recovered"})" + "\r\n";
  const auto journal = read_journal(built_in(), lines);
  ASSERT_TRUE(journal.has_value());
  ASSERT_EQ(journal->entries().size(), 2U);
  EXPECT_EQ(journal->entries()[0].id, "b") << "in the order of the instants";
  EXPECT_TRUE(read_journal(built_in(), "").has_value());
}

TEST(Journal, NamesTheFirstBadLine) {
  const auto not_json = read_journal(built_in(), std::string(kFever) + "\n\nnonsense\n{}");
  ASSERT_FALSE(not_json.has_value());
  EXPECT_EQ(not_json.error().code, ErrorCode::not_json);
  EXPECT_EQ(not_json.error().line, 3);
  const auto conflict = read_journal(
      built_in(),
      std::string(kFever) + "\n" + R"({"id":"a","at":"2026-11-22T08:00:00Z","kind":"recovered"})");
  ASSERT_FALSE(conflict.has_value());
  EXPECT_EQ(conflict.error().code, ErrorCode::id_conflict);
  EXPECT_EQ(conflict.error().argument, "a");
  EXPECT_EQ(conflict.error().line, 2);
}

TEST(Journal, SameInstantIsOrderedById) {
  const auto line = [](const char* id) {
    return R"({"id":")" + std::string(id) + R"(","at":"2026-11-22T08:00:00Z","kind":"recovered"})" + "\n";
  };
  const auto journal = read_journal(built_in(), line("b") + line("B") + line("a") + line("aa"));
  ASSERT_TRUE(journal.has_value());
  std::string order;
  for (const Entry& entry : journal->entries()) order += entry.id + " ";
  EXPECT_EQ(order, "B a aa b ");
}

// Errors as documents.

TEST(ErrorDocument, HasCodeArgumentAndLine) {
  EXPECT_EQ(error_document({.code = ErrorCode::out_of_range, .argument = "pain_now"}),
            R"({"error":{"code":"out_of_range","argument":"pain_now","line":null}})");
  EXPECT_EQ(error_document({.code = ErrorCode::not_json, .argument = "\"", .line = 4}, "case-1", true),
            R"({"id":"case-1","error":{"code":"not_json","argument":"\"","line":4}})");
  EXPECT_EQ(error_document({.code = ErrorCode::not_json, .argument = "x", .line = 4}, "", true),
            R"({"id":null,"error":{"code":"not_json","argument":"x","line":4}})");
}

TEST(ErrorDocument, IsJsonWhateverTheRequestHeld) {
  std::string long_instant(63, 'x');
  long_instant += "é and more";
  for (const std::string& bad :
       {std::string("\xff\xff"), request(R"("journal":[{"id":")" + std::string(90, 'a') + "\"}]"),
        R"({"at":")" + long_instant + R"(","journal":[]})"}) {
    bool ok = true;
    const std::string document = answer(built_in(), bad, &ok);
    EXPECT_FALSE(ok);
    EXPECT_TRUE(nlohmann::json::accept(document)) << document;
  }
}

}  // namespace
}  // namespace springback
