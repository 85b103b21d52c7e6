// Timers for cold, heat, rest and walks in the real program: what they ask, what they refuse, what they
// record.
#include <gtest/gtest.h>

#include <csignal>

#include "terminal/home.h"

namespace springback::terminal {
namespace {

const std::string kStop = "p pause";
const Words kColdIsFree = {"skin_at_site=normal", "neuropathy=no",   "poor_circulation=no",
                           "raynaud=no",          "cold_allergy=no", "heart_disease=no"};

class Timer : public testing::Test {
 protected:
  Timer() { home.import_case("moved-a-sofa"); }

  void tell(const Words& answers, const std::string& at = kMorning) {
    Words words = {"tell", "--at", at};
    words.insert(words.end(), answers.begin(), answers.end());
    ASSERT_EQ(home.run(words).status, 0);
  }

  Home home{SPRINGBACK_PROGRAM};
};

TEST_F(Timer, AsksFirstWhatItMustKnow) {
  const auto person = home.open({"ice", "--at", kMorning});
  EXPECT_NE(person->screen().find("Before you start"), std::string::npos) << person->screen();
  person->press("1");
  person->send("n");
  EXPECT_TRUE(person->wait_for(kStop)) << person->screen();
  EXPECT_TRUE(person->wait_for("15:00") || person->wait_for("14:59")) << person->screen();
  EXPECT_EQ(home.told()["skin_at_site"], "normal");
  EXPECT_EQ(home.told()["cold_allergy"], false);
}

TEST_F(Timer, StoppedEarlyIsRecordedAsItWas) {
  tell(kColdIsFree);
  const auto person = home.open({"ice", "--at", kMorning});
  ASSERT_TRUE(person->wait_for("14:59")) << person->screen();
  person->send("s");
  EXPECT_EQ(person->wait_end(), 0);
  EXPECT_TRUE(person->wait_for(" second")) << person->screen();
  const auto did = home.entries("did");
  ASSERT_EQ(did.size(), 1U);
  EXPECT_EQ(did[0]["measure"], "cold");
  EXPECT_EQ(did[0]["minutes"], 0);
  EXPECT_GE(did[0]["seconds"], 1);
  EXPECT_LE(did[0]["seconds"], 10);
}

TEST_F(Timer, ATimerThatWasHardlyBegunDoesNotCloseTheMeasure) {
  tell(kColdIsFree);
  const auto person = home.open({"ice", "--at", kMorning});
  ASSERT_TRUE(person->wait_for(kStop));
  person->send("s");
  EXPECT_EQ(person->wait_end(), 0);
  EXPECT_TRUE(home.open({"ice", "--at", "2026-11-22T09:05:00+01:00"})->wait_for(kStop));
}

TEST_F(Timer, PauseStandsStill) {
  const auto person = home.open({"rest", "--at", kMorning});
  ASSERT_TRUE(person->wait_for(kStop)) << person->screen();
  person->send("p");
  EXPECT_TRUE(person->wait_for("paused")) << person->screen();
  EXPECT_FALSE(person->wait_for("29:5", Milliseconds(1200))) << person->screen();
  person->send("p");
  EXPECT_TRUE(person->wait_for("29:5")) << person->screen();
}

TEST_F(Timer, TerminationRecordsIt) {
  const auto person = home.open({"rest", "--at", kMorning});
  ASSERT_TRUE(person->wait_for("29:59")) << person->screen();
  person->signal(SIGTERM);
  EXPECT_EQ(person->wait_end(), 0);
  const auto did = home.entries("did");
  ASSERT_EQ(did.size(), 1U);
  EXPECT_EQ(did[0]["measure"], "rest");
  EXPECT_GE(did[0]["seconds"], 1);
}

TEST_F(Timer, TerminationRecordsItWithoutATerminalToo) {
  Home with_a_limit{"/usr/bin/timeout"};
  with_a_limit.environment = home.environment;
  const Ran ran = with_a_limit.run({"1.2", SPRINGBACK_PROGRAM, "rest", "--json", "--at", kMorning});
  EXPECT_EQ(ran.status, 124) << ran.err;
  const auto did = home.entries("did");
  ASSERT_EQ(did.size(), 1U) << ran.out;
  EXPECT_GE(did[0]["seconds"], 1);
}

TEST_F(Timer, BrokenSkinRefusesCold) {
  tell(kColdIsFree);
  tell({"skin_at_site=broken"}, kNoon);
  const Ran ran = home.run({"ice", "--at", kNoon});
  EXPECT_EQ(ran.status, 0);
  EXPECT_NE(ran.out.find("broken"), std::string::npos) << ran.out;
  const Json refused = home.run({"ice", "--json", "--at", kNoon}).json();
  EXPECT_EQ(refused["started"], false);
  EXPECT_EQ(refused["state"], "closed");
  EXPECT_EQ(refused["reasons"], Json::array({"cold.skin_broken"}));
  const auto person = home.open({"ice", "--at", kNoon});
  EXPECT_EQ(person->wait_end(), 0) << "no timer begins:\n" << person->screen();
  EXPECT_TRUE(home.entries("did").empty());
}

TEST_F(Timer, AfterColdItSaysWhenItOpensAgain) {
  tell(kColdIsFree);
  ASSERT_EQ(home.run({"did", "cold", "15", "--at", kMorning}).status, 0);
  const std::string soon = "2026-11-22T09:30:00+01:00";
  const Ran ran = home.run({"ice", "--at", soon});
  EXPECT_EQ(ran.status, 0);
  EXPECT_NE(ran.out.find("open again at 11:00"), std::string::npos) << ran.out;
  const Json refused = home.run({"ice", "--json", "--at", soon}).json();
  EXPECT_EQ(refused["state"], "later");
  EXPECT_EQ(refused["open_at"], "2026-11-22T11:00:00+01:00");
  const Json at_noon = home.run({"ice", "--json", "--at", kNoon}).json();
  EXPECT_EQ(at_noon["state"], "check_first")
      << "three hours later it is open, once the skin was looked at again";
  EXPECT_EQ(at_noon["check"], Json::array({"skin_at_site"}));
}

TEST_F(Timer, WithoutATerminalItSaysWhatToTell) {
  const Ran ran = home.run({"ice", "--at", kMorning});
  EXPECT_EQ(ran.status, 0);
  EXPECT_NE(ran.out.find("  springback tell "), std::string::npos) << ran.out;
  EXPECT_NE(ran.out.find("skin_at_site=normal"), std::string::npos) << ran.out;
  EXPECT_TRUE(home.entries("did").empty());
}

TEST_F(Timer, AnEmergencyRefusesEveryTimer) {
  tell({"saddle_numbness=yes"});
  for (const char* measure : {"ice", "heat", "rest", "walk"}) {
    const Json refused = home.run({measure, "--json", "--at", kMorning}).json();
    EXPECT_EQ(refused["started"], false) << measure;
  }
  EXPECT_TRUE(home.entries("did").empty());
}

TEST_F(Timer, IsStartedByAKeyOfTheDay) {
  const auto person = home.open({"--at", kMorning});
  person->send("g");
  ASSERT_TRUE(person->wait_for(kStop)) << person->screen();
  person->send("s");
  EXPECT_TRUE(person->wait_for("Press any key")) << person->screen();
  EXPECT_NE(person->press(" ").find("Care for it at home"), std::string::npos) << person->screen();
  EXPECT_EQ(home.entries("did").size(), 1U);
}

}  // namespace
}  // namespace springback::terminal
