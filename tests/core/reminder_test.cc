// Reminders with two clocks, over every change of every clock that the machine's zones know of.
#include "core/medicine/reminder.h"

#include <gtest/gtest.h>

#include <type_traits>

#include "support/tzif.h"

namespace springback {
namespace {

Instant at(std::string_view text) { return parse_instant(text)->instant; }

static_assert(!std::is_convertible_v<TimeOfDay, LeastApart> && !std::is_convertible_v<LeastApart, TimeOfDay>);
static_assert(!std::is_convertible_v<int, TimeOfDay> && !std::is_convertible_v<Duration, LeastApart>);

const std::vector<tests::NamedZone>& zones() {
  static const std::vector<tests::NamedZone> zones = tests::all_zones();
  return zones;
}

const tests::NamedZone& zone(std::string_view name) {
  for (const tests::NamedZone& one : zones())
    if (one.name.ends_with(name)) return one;
  throw std::runtime_error("no zone " + std::string(name));
}

TEST(TimeOfDay, KeepsItsHourOverTheChangesOfTheClock) {
  const Zone berlin = zone("Europe/Berlin").zone();
  const TimeOfDay eight(8 * 60);
  // The clock goes back in the night to 25 October 2026, and forward in the night to 28 March 2027.
  EXPECT_EQ(next_reminder(eight, berlin, at("2026-10-24T08:00:00+02:00")), at("2026-10-25T08:00:00+01:00"));
  EXPECT_EQ(next_reminder(eight, berlin, at("2027-03-27T08:00:00+01:00")), at("2027-03-28T08:00:00+02:00"));
  EXPECT_EQ(next_reminder(eight, berlin, at("2026-10-24T07:59:59.999999+02:00")),
            at("2026-10-24T08:00:00+02:00"));
}

TEST(TimeOfDay, ThatIsLeftOutComesAfterTheGapAndOneShownTwiceComesOnce) {
  const Zone berlin = zone("Europe/Berlin").zone();
  const TimeOfDay half_past_two(150);
  EXPECT_EQ(next_reminder(half_past_two, berlin, at("2027-03-28T01:00:00+01:00")),
            at("2027-03-28T03:00:00+02:00"));
  EXPECT_EQ(next_reminder(half_past_two, berlin, at("2026-10-25T01:00:00+02:00")),
            at("2026-10-25T02:30:00+02:00"));
  EXPECT_EQ(next_reminder(half_past_two, berlin, at("2026-10-25T02:30:00+02:00")),
            at("2026-10-26T02:30:00+01:00"));
}

TEST(TimeOfDay, IsThatOfThePlaceAfterAFlight) {
  const TimeOfDay eight(8 * 60);
  const Instant taken = next_reminder(eight, zone("Europe/Berlin").zone(), at("2026-11-22T12:00:00Z"));
  EXPECT_EQ(next_reminder(eight, zone("America/New_York").zone(), taken), at("2026-11-23T08:00:00-05:00"));
}

TEST(LeastApart, PassesByNoClock) {
  EXPECT_EQ(next_reminder(LeastApart(hours(6)), at("2026-10-25T00:00:00+02:00")),
            at("2026-10-25T05:00:00+01:00"));
}

TEST(BothClocks, WaitForTheLater) {
  const Zone berlin = zone("Europe/Berlin").zone();
  const TimeOfDay eight(8 * 60);
  const LeastApart six(hours(6));
  EXPECT_EQ(
      next_reminder(eight, six, berlin, at("2026-11-22T04:00:00+01:00"), at("2026-11-22T03:30:00+01:00")),
      at("2026-11-22T09:30:00+01:00"));
  EXPECT_EQ(
      next_reminder(eight, six, berlin, at("2026-11-22T04:00:00+01:00"), at("2026-11-21T20:00:00+01:00")),
      at("2026-11-22T08:00:00+01:00"));
}

/// One a day around each change: the dates of the reminders are those of the calendar, one after the other.
void expect_one_a_day(const tests::NamedZone& named, Instant change) {
  const Zone zone = named.zone();
  for (int quarter = 0; quarter < 96; ++quarter) {
    const TimeOfDay daily(quarter * 15);
    Instant last = next_reminder(daily, zone, change - days(3));
    for (int i = 0; i < 5; ++i) {
      const Instant next = next_reminder(daily, zone, last);
      ASSERT_GT(next, last) << named.name;
      const std::int64_t shown = wall_of(zone, next).seconds % 86'400;
      const bool kept = shown == daily.minutes_since_midnight() * 60;
      // Where the time is left out: right at a change of the clock, and not earlier than it would have been.
      const bool after_gap = zone.offset_seconds(next) > zone.offset_seconds(Instant{next.microseconds - 1});
      ASSERT_TRUE(kept || after_gap) << named.name << ' ' << format_instant(next, 0) << ' ' << quarter;
      // Not twice a day, and none left out, but where a place left out a whole day (Samoa, 2011).
      ASSERT_GT(next - last, hours(12)) << named.name << ' ' << format_instant(next, 0);
      ASSERT_LT(next - last, hours(50)) << named.name << ' ' << format_instant(next, 0);
      last = next;
    }
  }
}

TEST(AllZones, RemindOnceADayAroundEveryChangeFrom2007To2032) {
  ASSERT_GT(zones().size(), 300U) << "is tzdata installed?";
  const Instant first = at("2007-01-01T00:00:00Z"), last = at("2032-01-01T00:00:00Z");
  int changes = 0;
  for (const tests::NamedZone& named : zones())
    for (const Transition& change : named.transitions) {
      if (change.at < first || change.at > last) continue;
      expect_one_a_day(named, change.at);
      if (HasFatalFailure()) return;
      ++changes;
    }
  EXPECT_GT(changes, 2000);
}

TEST(AllZones, TurnEveryShownTimeIntoTheFirstInstantThatShowsIt) {
  for (const tests::NamedZone& named : zones()) {
    const Zone zone = named.zone();
    for (const Transition& change : named.transitions) {
      if (change.at < at("1971-01-01T00:00:00Z")) continue;
      for (int minutes_off = -180; minutes_off <= 180; minutes_off += 15) {
        const Instant then = change.at + minutes(minutes_off);
        const WallInstant wall = wall_of(zone, then);
        const Instant found = instant_of(zone, wall);
        ASSERT_EQ(wall_of(zone, found), wall) << named.name << ' ' << format_instant(then, 0);
        ASSERT_LE(found, then) << named.name << ' ' << format_instant(then, 0);
      }
    }
  }
}

}  // namespace
}  // namespace springback
