// Instants: what RFC 3339 allows and what it does not, on both sides of every limit.
#include "base/instant.h"

#include <gtest/gtest.h>

#include <random>

namespace springback {
namespace {

constexpr std::int64_t kMorning = 1'795'334'400;  // 2026-11-22T08:00:00Z

std::int64_t microseconds_of(std::string_view text) {
  const auto read = parse_instant(text);
  EXPECT_TRUE(read.has_value()) << text;
  return read ? read->instant.microseconds : -1;
}

std::int64_t seconds_of(std::string_view text) { return microseconds_of(text) / 1'000'000; }

bool is_instant(std::string_view text) { return parse_instant(text).has_value(); }

/// Read and written again in its own offset.
std::string again(std::string_view text) {
  const auto read = parse_instant(text);
  return read ? format_instant(read->instant, read->offset_minutes) : "not an instant";
}

TEST(Instant, ReadsTheSameMomentInAnyOffset) {
  EXPECT_EQ(seconds_of("2026-11-22T08:00:00Z"), kMorning);
  EXPECT_EQ(seconds_of("2026-11-22T09:00:00+01:00"), kMorning);
  EXPECT_EQ(seconds_of("2026-11-22T00:00:00-08:00"), kMorning);
  EXPECT_EQ(seconds_of("2026-11-22T13:45:00+05:45"), kMorning);
  EXPECT_EQ(seconds_of("2026-11-21T22:30:00-09:30"), kMorning);
  EXPECT_EQ(seconds_of("2026-11-22T22:00:00+14:00"), kMorning);
}

TEST(Instant, KeepsTheOffset) {
  EXPECT_EQ(parse_instant("2026-11-22T08:00:00Z")->offset_minutes, 0);
  EXPECT_EQ(parse_instant("2026-11-22T08:00:00-00:00")->offset_minutes, 0);
  EXPECT_EQ(parse_instant("2026-11-22T13:45:00+05:45")->offset_minutes, 345);
  EXPECT_EQ(parse_instant("2026-11-21T22:30:00-09:30")->offset_minutes, -570);
  EXPECT_EQ(parse_instant("2026-11-22T08:00:00+23:59")->offset_minutes, 1439);
}

TEST(Instant, CountsFromTheEpoch) {
  EXPECT_EQ(seconds_of("1970-01-01T00:00:00Z"), 0);
  EXPECT_EQ(seconds_of("1970-01-01T00:00:01Z"), 1);
  EXPECT_EQ(seconds_of("1970-01-01T00:00:00+00:01"), -60);
  EXPECT_EQ(seconds_of("2000-02-29T00:00:00Z"), 951'782'400);
  EXPECT_EQ(seconds_of("2199-12-31T23:59:59Z"), 7'258'118'399);
}

TEST(Instant, AllowsTheYears1970To2199) {
  EXPECT_FALSE(is_instant("1969-12-31T23:59:59Z"));
  EXPECT_TRUE(is_instant("1970-01-01T00:00:00Z"));
  EXPECT_TRUE(is_instant("2199-12-31T23:59:59Z"));
  EXPECT_FALSE(is_instant("2200-01-01T00:00:00Z"));
  EXPECT_FALSE(is_instant("0000-01-01T00:00:00Z"));
  EXPECT_FALSE(is_instant("9999-12-31T23:59:59Z"));
}

TEST(Instant, KnowsLeapDays) {
  EXPECT_TRUE(is_instant("2028-02-29T12:00:00Z"));
  EXPECT_FALSE(is_instant("2026-02-29T12:00:00Z"));
  EXPECT_TRUE(is_instant("2000-02-29T12:00:00Z"));
  EXPECT_FALSE(is_instant("2100-02-29T12:00:00Z"));
  EXPECT_EQ(seconds_of("2028-03-01T00:00:00Z") - seconds_of("2028-02-28T00:00:00Z"), 2 * 86'400);
  EXPECT_EQ(seconds_of("2100-03-01T00:00:00Z") - seconds_of("2100-02-28T00:00:00Z"), 86'400);
}

TEST(Instant, RefusesDaysAndHoursThatDoNotExist) {
  EXPECT_FALSE(is_instant("2026-00-10T08:00:00Z"));
  EXPECT_FALSE(is_instant("2026-13-10T08:00:00Z"));
  EXPECT_FALSE(is_instant("2026-11-00T08:00:00Z"));
  EXPECT_TRUE(is_instant("2026-11-30T08:00:00Z"));
  EXPECT_FALSE(is_instant("2026-11-31T08:00:00Z"));
  EXPECT_TRUE(is_instant("2026-12-31T08:00:00Z"));
  EXPECT_FALSE(is_instant("2026-12-32T08:00:00Z"));
  EXPECT_TRUE(is_instant("2026-11-22T23:59:59Z"));
  EXPECT_FALSE(is_instant("2026-11-22T24:00:00Z"));
  EXPECT_FALSE(is_instant("2026-11-22T08:60:00Z"));
  EXPECT_FALSE(is_instant("2026-11-22T08:00:60Z"));
  EXPECT_FALSE(is_instant("2026-11-22T08:00:00+24:00"));
  EXPECT_FALSE(is_instant("2026-11-22T08:00:00+01:60"));
}

TEST(Instant, CutsFractionsOffBelowAMicrosecond) {
  EXPECT_EQ(microseconds_of("1970-01-01T00:00:00.1Z"), 100'000);
  EXPECT_EQ(microseconds_of("1970-01-01T00:00:00.000001Z"), 1);
  EXPECT_EQ(microseconds_of("1970-01-01T00:00:00.0000009Z"), 0);
  EXPECT_EQ(microseconds_of("1970-01-01T00:00:00.999999999999999999999999999999999Z"), 999'999);
}

TEST(Instant, RefusesBadText) {
  for (const std::string_view text : {"",
                                      "2026",
                                      "2026-11-22",
                                      "2026-11-22T08:00Z",
                                      "2026-11-22T08:00:00",
                                      "2026-11-22T08:00:00.Z",
                                      "2026-11-22T08:00:00,5Z",
                                      "2026-11-22T08:00:00+0100",
                                      "2026-11-22T08:00:00+01",
                                      "2026-11-22T08:00:00 Z",
                                      "2026-11-22T08:00:00Z ",
                                      " 2026-11-22T08:00:00Z",
                                      "2026-11-22T08:00:00ZZ",
                                      "2026/11/22T08:00:00Z",
                                      "26-11-22T08:00:00Z",
                                      "2026-1-22T08:00:00Z",
                                      "2026-11-22T8:00:00Z",
                                      "+2026-11-22T08:00:00Z",
                                      "2026-11-22T0８:00:00Z",
                                      "-026-11-22T08:00:00Z",
                                      "2026-11-22T08:00:-1Z",
                                      "yesterday"})
    EXPECT_FALSE(is_instant(text)) << "'" << text << "'";
  EXPECT_FALSE(is_instant(std::string_view("2026-11-22T08:00:00Z\0", 21)));
}

TEST(Instant, RefusesEveryBeginningOfAnInstant) {
  const std::string_view whole = "2026-11-22T08:00:00.25+01:00";
  ASSERT_TRUE(is_instant(whole));
  for (std::size_t length = 0; length < whole.size(); ++length)
    EXPECT_FALSE(is_instant(whole.substr(0, length))) << whole.substr(0, length);
}

TEST(Instant, NamesTheTextThatItRefuses) {
  const auto read = parse_instant("22 November");
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().code, ErrorCode::bad_instant);
  EXPECT_EQ(read.error().argument, "22 November");
  EXPECT_LE(parse_instant(std::string(5'000, 'x')).error().argument.size(), 64U);
}

TEST(Instant, AllowsTheLettersAndTheSpaceOfRfc3339) {
  EXPECT_EQ(seconds_of("2026-11-22t08:00:00z"), kMorning);
  EXPECT_EQ(seconds_of("2026-11-22 08:00:00Z"), kMorning);
}

TEST(Instant, WritesTheShortestFractionThatLosesNothing) {
  EXPECT_EQ(again("2026-11-22T08:05:00Z"), "2026-11-22T08:05:00Z");
  EXPECT_EQ(again("2026-11-22T08:05:00.000Z"), "2026-11-22T08:05:00Z");
  EXPECT_EQ(again("2026-11-22T08:05:00.500Z"), "2026-11-22T08:05:00.5Z");
  EXPECT_EQ(again("2026-11-22T08:05:00.000001Z"), "2026-11-22T08:05:00.000001Z");
  EXPECT_EQ(again("2026-11-22T08:05:00.120340Z"), "2026-11-22T08:05:00.12034Z");
}

TEST(Instant, WritesTheOffsetOfThePerson) {
  EXPECT_EQ(again("2026-11-22T09:00:00+01:00"), "2026-11-22T09:00:00+01:00");
  EXPECT_EQ(again("2026-11-22T00:05:00-09:30"), "2026-11-22T00:05:00-09:30");
  EXPECT_EQ(again("2026-11-22T08:00:00-00:00"), "2026-11-22T08:00:00Z");
  EXPECT_EQ(format_instant(Instant{}, -1), "1969-12-31T23:59:00-00:01");
  EXPECT_EQ(format_instant(Instant{-1}, 0), "1969-12-31T23:59:59.999999Z");
  EXPECT_EQ(format_instant(Instant{} - days(1), 0), "1969-12-31T00:00:00Z");
}

TEST(Instant, ReadsBackWhatItWrites) {
  std::mt19937_64 random(1);
  std::uniform_int_distribution<std::int64_t> anywhere(days(1).microseconds, 7'258'000'000'000'000);
  std::uniform_int_distribution<int> offset(-1439, 1439);
  for (int i = 0; i < 20'000; ++i) {
    const Instant at{anywhere(random)};
    const int minutes_east = offset(random);
    const std::string text = format_instant(at, minutes_east);
    const auto read = parse_instant(text);
    ASSERT_TRUE(read.has_value()) << text;
    ASSERT_EQ(read->instant, at) << text;
    ASSERT_EQ(read->offset_minutes, minutes_east) << text;
  }
}

TEST(Instant, LengthsOfTimeAddUp) {
  EXPECT_EQ(minutes(60), hours(1));
  EXPECT_EQ(hours(24), days(1));
  EXPECT_EQ((Instant{} + days(2)) - (Instant{} + hours(1)), hours(47));
  EXPECT_LT(Instant{} + seconds(59), Instant{} + minutes(1));
}

}  // namespace
}  // namespace springback
