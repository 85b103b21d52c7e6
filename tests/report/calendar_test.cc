// iCalendar, read back with libical and not with our own eyes.
#include "report/calendar.h"

#include <gtest/gtest.h>
#include <libical/ical.h>

#include <memory>

namespace springback {
namespace {

struct Free {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
using Component = std::unique_ptr<icalcomponent, Free>;

Component read(const std::string& text) { return Component(icalparser_parse_string(text.c_str())); }

Instant at(std::string_view text) { return parse_instant(text)->instant; }
const Instant kWritten = at("2026-11-22T09:00:00Z");
const CalendarEdition kEdition{.written = kWritten, .sequence = 7, .language = "en"};

std::vector<CalendarEvent> plan() {
  return {{"next@springback", "The next dose", "", Once{at("2026-11-22T17:30:00+01:00")}},
          {"morning@springback", "Morning", "", Daily{TimeOfDay(8 * 60), 20'779}},
          {"gone@springback", "Gone", "", Daily{TimeOfDay(20 * 60), 20'779}, true}};
}

icalcomponent* event(const Component& file, int place) {
  icalcomponent* one = icalcomponent_get_first_component(file.get(), ICAL_VEVENT_COMPONENT);
  for (; place > 0; --place) one = icalcomponent_get_next_component(file.get(), ICAL_VEVENT_COMPONENT);
  return one;
}

TEST(Calendar, IsWhatTheStandardAllows) {
  const Component file = read(calendar(plan(), kEdition));
  ASSERT_NE(file, nullptr);
  EXPECT_EQ(icalrestriction_check(file.get()), 1);
  EXPECT_EQ(icalcomponent_count_errors(file.get()), 0);
  EXPECT_EQ(icalcomponent_count_components(file.get(), ICAL_VEVENT_COMPONENT), 3);
}

TEST(Calendar, WritesASpanInUtcAndATimeOfDayInNoZone) {
  const Component file = read(calendar(plan(), kEdition));
  const icaltimetype once = icalcomponent_get_dtstart(event(file, 0));
  EXPECT_TRUE(icaltime_is_utc(once));
  EXPECT_EQ(icaltime_as_timet(once), at("2026-11-22T16:30:00Z").microseconds / 1'000'000);
  const icaltimetype daily = icalcomponent_get_dtstart(event(file, 1));
  EXPECT_FALSE(icaltime_is_utc(daily));
  EXPECT_EQ(daily.zone, nullptr) << "floating: eight, wherever the calendar is";
  EXPECT_EQ(daily.hour, 8);
  EXPECT_EQ(daily.day, 22);
}

TEST(Calendar, RepeatsWhatHasATimeOfDayAlone) {
  const Component file = read(calendar(plan(), kEdition));
  const auto rule = [&](int place) {
    return icalproperty_get_rrule(icalcomponent_get_first_property(event(file, place), ICAL_RRULE_PROPERTY));
  };
  EXPECT_EQ(icalcomponent_get_first_property(event(file, 0), ICAL_RRULE_PROPERTY), nullptr);
  EXPECT_EQ(rule(1).freq, ICAL_DAILY_RECURRENCE);
  EXPECT_EQ(rule(1).until.year, 0);
}

TEST(Calendar, LetsGoOfWhatIsCancelled) {
  const Component file = read(calendar(plan(), kEdition));
  EXPECT_EQ(icalcomponent_get_status(event(file, 1)), ICAL_STATUS_CONFIRMED);
  EXPECT_EQ(icalcomponent_count_components(event(file, 1), ICAL_VALARM_COMPONENT), 1);
  EXPECT_EQ(icalcomponent_get_status(event(file, 2)), ICAL_STATUS_CANCELLED);
  EXPECT_EQ(icalcomponent_count_components(event(file, 2), ICAL_VALARM_COMPONENT), 0);
  for (int place = 0; place < 3; ++place) EXPECT_EQ(icalcomponent_get_sequence(event(file, place)), 7);
}

TEST(Calendar, ComesNeverBeforeTheInstant) {
  const Component file = read(calendar({{"a", "a", "", Once{at("2026-11-22T09:00:00.000001Z")}}}, kEdition));
  EXPECT_EQ(icalcomponent_get_dtstart(event(file, 0)).second, 1);
}

TEST(Calendar, KeepsHostileAndLongTextsWhole) {
  std::string name = "a;b,c\\d\nEND:VEVENT\r\nDTSTART:19700101T000000Z ";
  for (int i = 0; i < 60; ++i) name += "ñ€𝄞";
  const std::string text = calendar({{"uid", name, name, Once{kWritten}}}, kEdition);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find("\r\n", begin);
    ASSERT_NE(end, std::string::npos);
    EXPECT_LE(end - begin, 75U);
    EXPECT_EQ(text.substr(begin, end - begin).find('\n'), std::string::npos);
    begin = end + 2;
  }
  const Component file = read(text);
  EXPECT_EQ(icalcomponent_count_components(file.get(), ICAL_VEVENT_COMPONENT), 1);
  std::string kept = name;
  std::erase(kept, '\r');
  EXPECT_EQ(icalcomponent_get_summary(event(file, 0)), kept);
}

TEST(Calendar, OfOnePlanIsTheSameBytes) { EXPECT_EQ(calendar(plan(), kEdition), calendar(plan(), kEdition)); }

}  // namespace
}  // namespace springback
