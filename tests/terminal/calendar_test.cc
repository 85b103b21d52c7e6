// `springback calendar` in the real program: which events a journal makes, what others can see in them, and
// where the file goes. It is read back by libical.
#include <gtest/gtest.h>
#include <libical/ical.h>

#include <algorithm>
#include <set>

#include "terminal/home.h"
#include "terminal/profile.h"

namespace springback::terminal {
namespace {

struct Event {
  std::string uid, title, note, start;  ///< start: "20261122T080000", with Z in UTC
  bool daily = false, cancelled = false;
  int sequence = 0;
};

/// Nothing where the text is no calendar that the standard allows.
std::vector<Event> events_in(const std::string& text) {
  const std::unique_ptr<icalcomponent, void (*)(icalcomponent*)> file(icalparser_parse_string(text.c_str()),
                                                                      icalcomponent_free);
  std::vector<Event> events;
  EXPECT_NE(file, nullptr) << text;
  if (!file) return events;
  EXPECT_EQ(icalrestriction_check(file.get()), 1) << text;
  EXPECT_EQ(icalcomponent_count_errors(file.get()), 0) << text;
  for (auto* one = icalcomponent_get_first_component(file.get(), ICAL_VEVENT_COMPONENT); one != nullptr;
       one = icalcomponent_get_next_component(file.get(), ICAL_VEVENT_COMPONENT)) {
    const char* note = icalcomponent_get_description(one);
    events.push_back({.uid = icalcomponent_get_uid(one),
                      .title = icalcomponent_get_summary(one),
                      .note = note == nullptr ? "" : note,
                      .start = icaltime_as_ical_string(icalcomponent_get_dtstart(one)),
                      .daily = icalcomponent_get_first_property(one, ICAL_RRULE_PROPERTY) != nullptr,
                      .cancelled = icalcomponent_get_status(one) == ICAL_STATUS_CANCELLED,
                      .sequence = icalcomponent_get_sequence(one)});
  }
  return events;
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

class CalendarCommand : public testing::Test {
 protected:
  /// Entries of kMorning's day, each with the next id.
  void told(const std::string& time, const std::string& fields) {
    const std::string entry = R"({"id":")" + std::to_string(++ids_) + R"(","at":"2026-11-22T)" + time +
                              R"(:00+01:00",)" + fields + "}\n";
    const Ran ran = home.run({"journal", "import", "-"}, entry);
    ASSERT_EQ(ran.status, 0) << ran.err;
  }
  void regular(const std::string& time, const std::string& fields) {
    told(time, R"("kind":"reported","findings":{"pain_now":5},"regular":{)" + fields + "}");
  }
  void warfarin() {
    regular("08:00", R"("id":"warfarin","name":"Coumadin","every_day_at":["08:00","20:30"])");
  }
  void codeine() { regular("08:10", R"("id":"opioid","name":"codeine","every_minutes":480)"); }
  void doctor() { told("08:20", R"("kind":"booked","with":"doctor","at_time":"2026-11-25T10:00:00+01:00")"); }

  Ran calendar(Words arguments = {}, const std::string& at = kMorning) {
    arguments.insert(arguments.begin(), "calendar");
    arguments.insert(arguments.end(), {"--at", at});
    return home.run(arguments);
  }
  std::vector<Event> events(const Words& arguments = {}, const std::string& at = kMorning) {
    const Ran ran = calendar(arguments, at);
    EXPECT_EQ(ran.status, 0) << ran.err;
    return ran.out.empty() ? std::vector<Event>() : events_in(ran.out);
  }

  Home home{SPRINGBACK_PROGRAM};

 private:
  int ids_ = 0;
};

// --- which events -------------------------------------------------------------------------------------

TEST_F(CalendarCommand, TimesOfDayRepeatInNoZoneFromTheFirstThatIsAhead) {
  warfarin();
  const auto planned = events();
  ASSERT_EQ(planned.size(), 2U);
  EXPECT_EQ(planned[0].start, "20261123T080000") << "past today";
  EXPECT_EQ(planned[1].start, "20261122T203000");
  for (const Event& event : planned) EXPECT_TRUE(event.daily && !event.cancelled);
  // Elsewhere at the same instant it is another time of day.
  EXPECT_EQ(events({}, "2026-11-22T03:00:00-05:00")[0].start, "20261122T080000");
  EXPECT_EQ(events({}, "2026-11-22T22:00:00+14:00")[1].start, "20261123T203000");
  // On the very minute the next one is that of tomorrow.
  EXPECT_EQ(events({}, "2026-11-22T20:30:00+01:00")[1].start, "20261123T203000");
}

TEST_F(CalendarCommand, WhatCountsFromADoseIsOneEventInUtc) {
  codeine();
  const auto from_told = events();
  ASSERT_EQ(from_told.size(), 1U);
  EXPECT_EQ(from_told[0].start, "20261122T151000Z");
  EXPECT_FALSE(from_told[0].daily) << "a rule would come too early after a late dose";
  told("10:00", R"("kind":"took","product_text":"Codeine","units":1,"taken_at":"2026-11-22T09:30:00+01:00")");
  const auto from_dose = events({}, kNoon);
  ASSERT_GE(from_dose.size(), 1U);
  EXPECT_EQ(from_dose[0].start, "20261122T163000Z");
  EXPECT_EQ(from_dose[0].uid, from_told[0].uid);
  EXPECT_GT(from_dose[0].sequence, from_told[0].sequence);
  for (const Event& event : events({}, kNextDay)) EXPECT_NE(event.uid, from_told[0].uid) << "past";
}

TEST_F(CalendarCommand, TheLastDoseCountsUnlessItWasTakenBack) {
  codeine();
  told("08:40", R"("kind":"took","product_text":"codeine","units":1,"taken_at":"2026-11-22T08:30:00+01:00")");
  told("08:45", R"("kind":"took","product_text":"codeine","units":1,"taken_at":"2026-11-22T07:00:00+01:00")");
  EXPECT_EQ(events()[0].start, "20261122T153000Z") << "told last is not taken last";
  told("08:50", R"("kind":"retracted","entry":"2")");
  EXPECT_EQ(events()[0].start, "20261122T140000Z");
}

TEST_F(CalendarCommand, ADoseOfTheIngredientCountsWhateverItsName) {
  regular("08:00", R"("id":"prescribed_acetaminophen","name":"prescribed paracetamol","every_minutes":360)");
  EXPECT_EQ(events()[0].start, "20261122T130000Z");
  told("08:30", R"("kind":"took","product":"night-cold-liquid","units":30)");
  EXPECT_EQ(events()[0].start, "20261122T133000Z");
  told("08:40", R"("kind":"took","product":"ibuprofen-200","units":1)");
  EXPECT_EQ(events()[0].start, "20261122T133000Z") << "another medicine";
}

TEST_F(CalendarCommand, WhatTheLedgerSaysToWaitWithIsOneEventAtItsEarliest) {
  home.import_case("moved-a-sofa");
  Words profile = kProfile;
  profile.insert(profile.begin(), "tell");
  profile.insert(profile.end(), {"all_doses_logged=yes", "--at", kMorning});
  ASSERT_EQ(home.run(profile).status, 0);
  Words no_harm = kNoHarm;
  no_harm.insert(no_harm.begin(), "tell");
  no_harm.insert(no_harm.end(), {"--at", kMorning});
  ASSERT_EQ(home.run(no_harm).status, 0);
  EXPECT_EQ(events().size(), 1U) << "the check-in";
  told("08:30", R"("kind":"took","product":"ibuprofen-200","units":2)");
  const auto planned = events({"--names"});
  const auto ibuprofen = std::ranges::find(planned, "Springback: the label allows ibuprofen from this time",
                                           &Event::title);
  ASSERT_NE(ibuprofen, planned.end());
  EXPECT_EQ(ibuprofen->start, "20261122T133000Z");
  EXPECT_TRUE(has(ibuprofen->note, "Ask it again first")) << ibuprofen->note;
  for (const Event& event : planned) EXPECT_FALSE(has(event.title, "cetaminophen")) << "allowed now";
  // A danger that is told later: what was promised is taken back.
  ASSERT_EQ(home.run({"tell", "ulcer_or_gi_bleed=yes", "--at", kNoon}).status, 0);
  const auto later = events({}, kNoon);
  const auto same = std::ranges::find(later, ibuprofen->uid, &Event::uid);
  ASSERT_NE(same, later.end());
  EXPECT_TRUE(same->cancelled);
}

TEST_F(CalendarCommand, TheNextCheckInAndAppointmentsThatLieAhead) {
  home.import_case("moved-a-sofa");
  doctor();
  told("08:30", R"("kind":"booked","with":"massage_therapist","at_time":"2026-11-22T08:50:00+01:00")");
  const auto planned = events();
  ASSERT_EQ(planned.size(), 2U) << "one appointment is past";
  EXPECT_EQ(planned[0].title, "Springback: check-in");
  EXPECT_GT(planned[0].start, "20261122T080000Z");
  EXPECT_EQ(planned[1].title, "Springback: visit");
  EXPECT_EQ(planned[1].start, "20261125T090000Z");
}

TEST_F(CalendarCommand, WhatIsStoppedOrTakenBackIsLetGo) {
  warfarin();
  codeine();
  doctor();
  const auto before = events();
  ASSERT_EQ(before.size(), 4U);
  told("08:30", R"("kind":"reported","findings":{"takes_warfarin":false},"regular_stopped":"warfarin")");
  told("08:31", R"("kind":"retracted","entry":"2")");
  told("08:32", R"("kind":"retracted","entry":"3")");
  EXPECT_EQ(calendar().err,
            "Events in the calendar: 0. When your plan changes, make it again. Crossed out, if your "
            "calendar has them: 4.\n");
  EXPECT_EQ(calendar({"--json"}).json()["cancelled"], 4);
  const auto after = events({"--names"});
  ASSERT_EQ(after.size(), 4U);
  std::set<std::string> uids;
  for (const Event& event : before) uids.insert(event.uid);
  for (const Event& event : after) {
    EXPECT_TRUE(event.cancelled) << event.title;
    EXPECT_TRUE(uids.contains(event.uid)) << event.title;
    EXPECT_EQ(event.title, "Springback: no longer planned");
    EXPECT_EQ(event.sequence, 6);
  }
}

TEST_F(CalendarCommand, ANewPlanLetsGoOfTheTimesItLeavesOut) {
  warfarin();
  regular("08:30", R"("id":"warfarin","name":"Coumadin","every_day_at":["20:30","21:00","25:00","x"])");
  const auto planned = events();
  ASSERT_EQ(planned.size(), 3U);
  EXPECT_EQ(planned[0].start, "20261122T203000");
  EXPECT_EQ(planned[1].start, "20261122T210000");
  EXPECT_TRUE(planned[2].cancelled);
  EXPECT_EQ(planned[2].start, "20261123T080000");
}

TEST_F(CalendarCommand, WhatIsNoTimeIsLeftOut) {
  regular("08:00", R"("id":"x","name":"x","every_day_at":["24:00","+8:00"," 8:00",8],"every_minutes":10081)");
  regular("08:01", R"("id":"y","name":"y","every_minutes":4294967776)");
  told("08:02", R"("kind":"booked","with":"doctor","at_time":"tomorrow")");
  EXPECT_EQ(events().size(), 0U);
}

TEST_F(CalendarCommand, TheSamePlanHasTheSameBytesAndAnotherJournalOtherUids) {
  warfarin();
  EXPECT_EQ(calendar().out, calendar().out);
  EXPECT_EQ(events()[0].uid, events({"--locale", "es", "--names"}, kNextDay)[0].uid);
  const std::string uid = events()[0].uid;
  const Home other{SPRINGBACK_PROGRAM};
  other.run({"journal", "import", "-"},
            R"({"id":"o","at":"2026-11-22T08:00:00+01:00","kind":"reported","findings":{"pain_now":5},)"
            R"("regular":{"id":"warfarin","name":"Coumadin","every_day_at":["08:00"]}})"
            "\n");
  EXPECT_NE(events_in(other.run({"calendar", "--at", kMorning}).out)[0].uid, uid);
}

// --- what others see ----------------------------------------------------------------------------------

TEST_F(CalendarCommand, NamesNothingUnlessAskedAndNeverSaysTake) {
  warfarin();
  codeine();
  doctor();
  for (const char* language : {"en", "es"}) {
    const std::string plain = calendar({"--locale", language}).out;
    for (const char* name : {"Coumadin", "warfarin", "codeine", "opioid", "doctor", "médico"})
      EXPECT_FALSE(has(plain, name)) << name;
    for (const std::string& text : {plain, calendar({"--locale", language, "--names"}).out})
      for (const char* word : {"take", "Take", "toma", "Toma"}) EXPECT_FALSE(has(text, word)) << word << text;
  }
  const auto english = events({"--names"});
  ASSERT_EQ(english.size(), 4U);
  EXPECT_EQ(english[0].title, "Springback: planned dose of Coumadin");
  EXPECT_EQ(english[2].title, "Springback: planned dose of codeine");
  EXPECT_EQ(english[3].title, "Springback: doctor");
  const auto spanish = events({"--names", "--locale", "es"});
  ASSERT_EQ(spanish.size(), 4U);
  EXPECT_EQ(spanish[0].title, "Springback: dosis prevista de Coumadin");
  EXPECT_EQ(spanish[3].title, "Springback: médico");
}

// --- where it goes ------------------------------------------------------------------------------------

TEST_F(CalendarCommand, GoesToStandardOutputAndSaysHowManyBesideIt) {
  warfarin();
  const Ran ran = calendar();
  EXPECT_TRUE(ran.out.starts_with("BEGIN:VCALENDAR\r\n") && ran.out.ends_with("END:VCALENDAR\r\n"))
      << ran.out;
  EXPECT_EQ(ran.err, "Events in the calendar: 2. When your plan changes, make it again.\n");
  EXPECT_EQ(calendar({"--out", "-"}).out, ran.out);
}

TEST_F(CalendarCommand, WritesAFileAndOverACalendarButOverNothingElse) {
  warfarin();
  const std::string file = home.path("plan.ics");
  const Ran ran = calendar({"--out", file});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_EQ(ran.out, "Events in " + file + ": 2. When your plan changes, make it again.\n");
  EXPECT_EQ(home.read("plan.ics"), calendar().out);
  EXPECT_EQ(calendar({"--out", file, "--names"}).status, 0);
  EXPECT_TRUE(has(home.read("plan.ics"), "Coumadin"));
  home.write("diary.txt", "my diary\n");
  const Ran refused = calendar({"--out", home.path("diary.txt")});
  EXPECT_EQ(refused.status, 1);
  EXPECT_TRUE(has(refused.err, "name another file")) << refused.err;
  EXPECT_EQ(home.read("diary.txt"), "my diary\n");
  const std::string journal = home.read("journal.db");
  EXPECT_EQ(calendar({"--out", home.journal()}).status, 1);
  EXPECT_EQ(home.read("journal.db"), journal);
  EXPECT_EQ(calendar({"--out", home.path("none/plan.ics")}).status, 3);
}

TEST_F(CalendarCommand, AsJsonItIsOneLine) {
  warfarin();
  EXPECT_EQ(calendar({"--json"}).json(), (Json{{"events", 2}, {"calendar", calendar().out}}));
  const Ran written = calendar({"--json", "--out", home.path("plan.ics")});
  EXPECT_EQ(written.json(), (Json{{"events", 2}, {"file", home.path("plan.ics")}}));
  EXPECT_EQ(std::ranges::count(written.out, '\n'), 1);
}

TEST_F(CalendarCommand, WithNothingPlannedThereIsNoFile) {
  const Ran ran = calendar({"--out", home.path("plan.ics")});
  EXPECT_EQ(ran.status, 0);
  EXPECT_EQ(ran.out, "Nothing is planned yet. There is no calendar to write.\n");
  EXPECT_FALSE(home.has("plan.ics"));
  EXPECT_EQ(calendar().out, "");
  EXPECT_EQ(calendar({"--json", "--out", home.path("plan.ics")}).json(), (Json{{"events", 0}}));
}

TEST_F(CalendarCommand, AnEmergencyIsShownAllTheSame) {
  warfarin();
  home.run({"tell", "saddle_numbness=yes", "region=us", "--at", kMorning});
  EXPECT_TRUE(has(calendar({"--out", home.path("plan.ics")}).out, "911"));
  const Ran ran = calendar();
  EXPECT_TRUE(has(ran.err, "911")) << "beside a calendar on standard output";
  EXPECT_TRUE(ran.out.ends_with("END:VCALENDAR\r\n"));
}

}  // namespace
}  // namespace springback::terminal
