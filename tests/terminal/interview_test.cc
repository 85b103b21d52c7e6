// The interview, the check-in and the screen of the day, key by key, in the real program.
#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <set>
#include <sstream>

#include "terminal/home.h"

namespace springback::terminal {
namespace {

/// Somebody moved a sofa this morning: one text for each answer, in the order of the questions.
const Words kSofa = {"n", "n", "7", "0\r", "2", "1\r", "7\r", "3\r", "n", "38\r", "2", "n"};
constexpr std::size_t kCardsMost = 8, kAnswersMost = 16, kWordsMost = 260;
/// Of kSofa, the answers of the first two cards.
constexpr std::size_t kTwoCards = 2;

const std::string kHomeCare = "Care for it at home";
const std::string kEmergency = "Get help now";
const std::string kToday = "Talk to a doctor today";

std::string typed(const Words& answers, std::size_t from = 0, std::size_t to = kSofa.size()) {
  std::string all;
  for (std::size_t i = from; i < std::min(to, answers.size()); ++i) all += answers[i];
  return all;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::size_t words_in(const std::string& text) {
  std::istringstream in(text);
  std::size_t count = 0;
  for (std::string word; in >> word;) ++count;
  return count;
}

/// "card 3" of the line above a card; empty on other screens.
std::string card_of(const std::string& screen) {
  const std::size_t at = screen.find("Springback  ·  ");
  return at == std::string::npos ? "" : screen.substr(at, screen.find('\n', at) - at);
}

/// The parts of a card between empty lines: where one is, the title, the question with its help, the items,
/// the keys.
std::vector<std::string> parts_of(const std::string& screen) {
  std::vector<std::string> parts(1);
  for (const std::string& line : lines_of(screen)) {
    if (!line.empty()) parts.back() += line + "\n";
    else if (!parts.back().empty()) parts.emplace_back();
  }
  return parts;
}

/// Titles, questions and the lines of checklists: what must be read to answer. Not the choices, the help and
/// the keys.
struct Reading {
  std::string title;
  std::size_t words = 0;

  void add(const std::string& screen) {
    const std::vector<std::string> parts = parts_of(screen);
    if (parts.size() < 3) return;
    if (parts[1] != title) words += words_in(parts[1]);
    title = parts[1];
    if (!parts[2].starts_with(' ')) {
      words += words_in(lines_of(parts[2]).front());
      return;
    }
    for (const std::string& line : lines_of(parts[2])) {
      const std::size_t box = line.find("[ ]");
      words += words_in(box == std::string::npos ? line : line.substr(box + 3));
    }
  }
};

class Interview : public testing::Test {
 protected:
  /// The sofa interview to its end, as fast as the program takes it.
  std::unique_ptr<Pty> through(const std::string& at = kMorning) {
    auto person = home.open({"--at", at});
    person->send(typed(kSofa));
    EXPECT_TRUE(person->wait_for(kHomeCare)) << person->screen();
    return person;
  }

  void leave(Pty& person) {
    person.send("q");
    EXPECT_EQ(person.wait_end(), 0);
  }

  Home home{SPRINGBACK_PROGRAM};
};

TEST_F(Interview, SofaEndsAtHomeWithinTheBudget) {
  const auto person = home.open({"--at", kMorning});
  std::set<std::string> cards;
  Reading reading;
  for (const std::string& answer : kSofa) {
    const std::string screen = person->screen();
    ASSERT_NE(card_of(screen), "") << "not a card before the answer " << answer << ":\n" << screen;
    cards.insert(card_of(screen));
    reading.add(screen);
    person->press(answer);
  }
  EXPECT_NE(person->screen().find(kHomeCare), std::string::npos) << person->screen();
  EXPECT_LE(cards.size(), kCardsMost);
  EXPECT_LE(kSofa.size(), kAnswersMost);
  EXPECT_LE(reading.words, kWordsMost);
  EXPECT_GT(reading.words, 100U) << "nothing was counted";
  leave(*person);
  const Json told = home.told();
  EXPECT_EQ(told["trigger"], "furniture");
  EXPECT_EQ(told["saddle_numbness"], false);
  EXPECT_EQ(told["pain_sites"], Json::array({"low_back"}));
  EXPECT_EQ(told["age_years"], 38);
}

TEST_F(Interview, NumbnessIsAnEmergencyAfterOneCard) {
  const auto person = home.open({"--at", kMorning});
  person->press("1");
  const std::string screen = person->press("\r");
  EXPECT_NE(screen.find(kEmergency), std::string::npos) << screen;
  EXPECT_NE(screen.find("911"), std::string::npos);
  EXPECT_EQ(screen.find("Warmth"), std::string::npos) << "an emergency offers no comfort first";
  leave(*person);
  EXPECT_EQ(home.told()["saddle_numbness"], true);
}

TEST_F(Interview, AnEmergencyInTheMiddleOfACardStopsTheQuestions) {
  const auto person = home.open({"--at", kMorning});
  person->send("n");
  person->send("1\r");  // pain in the chest
  EXPECT_TRUE(person->wait_for(kEmergency)) << person->screen();
  leave(*person);
}

TEST_F(Interview, TooMuchOfAMedicineShowsWhomToCallBeforeTheNextQuestion) {
  const auto person = home.open({"--region", "us", "--at", kMorning}, 80, 40);
  person->press("n");
  const std::string call = person->press("6\r");  // took too much of a medicine
  ASSERT_NE(call.find("1-800-222-1222"), std::string::npos) << call;
  EXPECT_EQ(card_of(call), "");
  EXPECT_NE(one_line(call).find("I took too much of a medicine."), std::string::npos) << call;
  // What was taken can be told at once.
  person->press("t");
  person->press("advil\r");
  person->press("2\r");
  person->press("\r");
  person->send("\r");
  ASSERT_TRUE(person->wait_for("card 3")) << person->screen();
  EXPECT_EQ(home.entries("took").size(), 1U);
  person->send("q");
  EXPECT_EQ(person->wait_end(), 0);
  // It stays first, and once, until it is settled.
  const std::string screen = person->screen();
  const std::size_t first = screen.find("1-800-222-1222");
  ASSERT_NE(first, std::string::npos) << screen;
  EXPECT_EQ(screen.find("1-800-222-1222", first + 1), std::string::npos) << screen;
}

TEST_F(Interview, AWrongTickIsTakenBackFromTheScreenThatSaysWhomToCall) {
  const auto person = home.open({"--region", "us", "--at", kMorning}, 80, 40);
  person->send("n");
  person->send("6\r");
  ASSERT_TRUE(person->wait_for("1-800-222-1222")) << person->screen();
  person->press("b");
  EXPECT_NE(card_of(person->screen()), "");
  EXPECT_EQ(home.told().value("double_dose_taken", false), false);
  leave(*person);
}

TEST_F(Interview, QuitKeepsTheAnswersAndGoesOnAtTheNextCard) {
  const auto person = home.open({"--at", kMorning});
  person->send(typed(kSofa, 0, kTwoCards));
  ASSERT_TRUE(person->wait_for("What set it off?"));
  person->send("q");
  EXPECT_EQ(person->wait_end(), 0);
  EXPECT_NE(person->screen().find("All your answers are kept"), std::string::npos) << person->screen();
  EXPECT_EQ(home.told()["chest_pain"], false);

  const auto later = home.open({"--at", kNoon});
  EXPECT_NE(later->screen().find("What set it off?"), std::string::npos) << later->screen();
  later->send(typed(kSofa, kTwoCards));
  EXPECT_TRUE(later->wait_for(kHomeCare)) << later->screen();
  leave(*later);
}

TEST_F(Interview, WhatWasTickedBeforeQuittingIsTold) {
  const auto person = home.open({"--at", kMorning});
  person->press("1");
  person->send("q");
  EXPECT_EQ(person->wait_end(), 0);
  EXPECT_EQ(home.told()["saddle_numbness"], true);
  EXPECT_FALSE(home.told().contains("bowel_incontinence")) << "a line that was not answered is no answer";
  EXPECT_NE(person->screen().find(kEmergency), std::string::npos) << person->screen();
}

TEST_F(Interview, BackTakesTheLastCardBack) {
  const auto person = home.open({"--at", kMorning});
  const std::string first = person->screen();
  person->press("n");
  const std::string again = person->press("b");
  EXPECT_EQ(again, first);
  EXPECT_EQ(person->press("b"), first) << "there is nothing before the first card";
  const auto reported = home.entries("reported"), retracted = home.entries("retracted");
  ASSERT_EQ(reported.size(), 1U);
  ASSERT_EQ(retracted.size(), 1U);
  EXPECT_EQ(retracted[0]["entry"], reported[0]["id"]);
  EXPECT_TRUE(home.told().empty());
}

TEST_F(Interview, BackWithinACardGoesToTheQuestionBefore) {
  const auto person = home.open({"--at", kMorning});
  person->send("nn7");
  ASSERT_TRUE(person->wait_for("When did it start?"));
  person->press("\x1b");
  EXPECT_NE(person->screen().find("What set it off?"), std::string::npos) << person->screen();
  person->press("1");
  EXPECT_EQ(home.told()["trigger"], "lifting");
  EXPECT_EQ(home.told()["chest_pain"], false) << "the card before stays as it was answered";
}

TEST_F(Interview, ASkippedCardIsNotAskedAgainNowAndLeavesItUndecided) {
  const auto person = home.open({"--at", kMorning});
  EXPECT_NE(person->press("s").find("Any of these now?"), std::string::npos) << person->screen();
  EXPECT_TRUE(home.entries().empty());
  person->send(typed(kSofa, 1));
  EXPECT_TRUE(person->wait_for("A few more questions first")) << person->screen();
  leave(*person);
  EXPECT_FALSE(home.told().contains("saddle_numbness"));
  const auto later = home.open({"--at", kNoon});
  EXPECT_NE(later->screen().find("Numb or odd feeling"), std::string::npos) << later->screen();
}

TEST_F(Interview, NotSureTwiceIsForTodaysDoctor) {
  const auto person = home.open({"--at", kMorning});
  person->press("1");
  EXPECT_NE(person->press("1").find(" 1 [?]"), std::string::npos) << person->screen();
  const std::string again = person->press("\r");
  EXPECT_NE(again.find("Springback  ·  card 2"), std::string::npos) << again;
  EXPECT_EQ(again.find("Any of these now?"), std::string::npos)
      << "the same sign in plainer words comes first:\n"
      << again;
  person->send("11\r");
  person->send(typed(kSofa, 1));
  EXPECT_TRUE(person->wait_for(kToday)) << person->screen();
  leave(*person);
  EXPECT_TRUE(home.told()["saddle_numbness"].is_null());
  const Json advice = home.run({"advise", "--json", "--at", kMorning}).json();
  EXPECT_EQ(advice["triage"]["urgency"], "today");
}

TEST_F(Interview, ALineWithOptionsWaitsUntilItIsSaidWhich) {
  const auto person = home.open({"--at", kMorning});
  const std::string options = person->press("6");
  EXPECT_NE(options.find("One leg tingles"), std::string::npos) << options;
  const std::string asked = person->press("\r");
  EXPECT_NE(asked.find("Please choose which"), std::string::npos) << asked;
  person->press("5");
  person->press("\r");
  person->press("\r");
  EXPECT_EQ(home.told()["leg_tingling"], "one");
  EXPECT_EQ(home.told()["both_legs"], false);
}

TEST_F(Interview, NotSureWhichDeniesNothing) {
  const auto person = home.open({"--at", kMorning});
  person->press("6");
  person->press("5");
  EXPECT_NE(person->press("6").find(" 6 [x] Not sure"), std::string::npos) << person->screen();
  person->press("\r");
  person->press("\r");
  EXPECT_EQ(home.told()["leg_tingling"], "one");
  EXPECT_TRUE(home.told()["both_legs"].is_null());
  EXPECT_TRUE(home.told()["leg_numbness"].is_null());
}

TEST_F(Interview, ALineWithOptionsTellsWhatWasChosen) {
  const auto person = home.open({"--at", kMorning});
  EXPECT_NE(person->press("8").find("1 m"), std::string::npos) << "the options of an accident:\n"
                                                               << person->screen();
  EXPECT_NE(person->press("2").find("[x]"), std::string::npos);
  EXPECT_NE(person->press("\r").find(" 8 [x]"), std::string::npos) << person->screen();
  person->press("\r");
  EXPECT_EQ(home.told()["trauma"], "minor");
  EXPECT_EQ(home.told()["leg_weakness"], "none");
}

TEST_F(Interview, ANumberOutOfRangeIsAskedAgain) {
  const auto person = home.open({"--at", kMorning});
  person->send("nn70\r21\r");
  ASSERT_TRUE(person->wait_for("How bad is it now?"));
  EXPECT_NE(person->press("11\r").find("0 - 10"), std::string::npos) << person->screen();
  EXPECT_NE(person->press("1\x7f").find("> _"), std::string::npos) << "backspace takes a digit back:\n"
                                                                   << person->screen();
  person->press("6\r");
  EXPECT_EQ(home.told()["pain_now"], 6);
}

TEST_F(Interview, HelpIsShownOnAKey) {
  const auto person = home.open({"--at", kMorning});
  const std::size_t before = person->screen().size();
  EXPECT_GT(person->press("?").size(), before);
  EXPECT_EQ(person->press("?").size(), before);
}

TEST_F(Interview, ASecondEpisodeKnowsThePersonAndTakesFiveCards) {
  leave(*through());
  EXPECT_EQ(home.run({"recovered", "--at", "2026-11-25T09:00:00+01:00"}).status, 0);
  const auto person = home.open({"--at", "2026-12-10T09:00:00+01:00"});
  std::set<std::string> cards;
  // The start asks last whether the rest is as it was; then neither the person nor the past is asked.
  for (const char* answer : {"n", "n", "7", "0\r", "2", "1", "1\r", "7\r", "3\r", "n"}) {
    cards.insert(card_of(person->screen()));
    ASSERT_NE(card_of(person->screen()), "") << person->screen();
    person->press(answer);
  }
  EXPECT_NE(person->screen().find(kHomeCare), std::string::npos) << person->screen();
  EXPECT_EQ(cards.size(), 5U);
  leave(*person);
}

TEST_F(Interview, TheNextDaysCheckInTakesTwoCards) {
  leave(*through());
  const auto person = home.open({"checkin", "--at", kNextDay});
  std::set<std::string> cards;
  for (const char* answer : {"n", "5\r", "6\r", "n"}) {
    if (card_of(person->screen()).empty()) break;
    cards.insert(card_of(person->screen()));
    person->press(answer);
  }
  EXPECT_EQ(card_of(person->screen()), "") << person->screen();
  EXPECT_NE(person->screen().find(kHomeCare), std::string::npos) << person->screen();
  EXPECT_EQ(cards.size(), 2U);
  leave(*person);
  EXPECT_EQ(home.told()["pain_now"], 5);
  EXPECT_EQ(home.told()["function"], 6);
}

TEST_F(Interview, KillLosesNothingThatWasAnswered) {
  const auto person = home.open({"--at", kMorning});
  person->send("nn70\r21\r6\r");
  ASSERT_TRUE(person->wait_for("What is it like?"));
  person->signal(SIGKILL);
  EXPECT_EQ(person->wait_end(), 128 + SIGKILL);
  const Json told = home.told();
  EXPECT_EQ(told["chest_pain"], false);
  EXPECT_EQ(told["trigger"], "furniture");
  EXPECT_EQ(told["onset"], "sudden");
  EXPECT_EQ(told["pain_sites"], Json::array({"low_back"}));
  EXPECT_EQ(told["pain_now"], 6);
  const auto later = home.open({"--at", kMorning});
  for (const char* answered :
       {"Any of these now?", "What set it off?", "Where does it hurt?", "How bad is it now?"})
    EXPECT_EQ(later->screen().find(answered), std::string::npos) << later->screen();
}

TEST_F(Interview, TerminationLeavesInOrder) {
  for (const int number : {SIGTERM, SIGHUP, SIGINT}) {
    const auto person = home.open({"--at", kMorning});
    person->press("2");
    person->press("1");
    person->press("\r");
    person->signal(number);
    EXPECT_EQ(person->wait_end(), 0) << number;
    EXPECT_EQ(home.told()["urine_retention"], true) << number;
    EXPECT_EQ(home.run({"undo", "--at", kMorning}).status, 0);
  }
}

TEST_F(Interview, TerminationBeforeItWasSaidWhichDeniesNothing) {
  const auto person = home.open({"--at", kMorning});
  person->press("2");
  person->signal(SIGTERM);
  EXPECT_EQ(person->wait_end(), 0);
  EXPECT_TRUE(home.told().contains("urine_retention")) << home.told();
  EXPECT_TRUE(home.told()["urine_retention"].is_null());
  EXPECT_FALSE(home.told().contains("saddle_numbness"));
}

TEST_F(Interview, TheEndOfTheInputLeaves) {
  const auto person = home.open({"--at", kMorning});
  person->send("\x04");
  EXPECT_EQ(person->wait_end(), 0);
}

TEST_F(Interview, TheScreenOfTheDayOpensItsPages) {
  const auto person = through();
  EXPECT_NE(person->press("d").find("911"), std::string::npos) << person->screen();
  EXPECT_NE(person->press(" ").find(kHomeCare), std::string::npos) << person->screen();
  EXPECT_NE(person->press("m").find("More you can do"), std::string::npos) << person->screen();
  EXPECT_NE(person->press("a").find("How sure the studies are"), std::string::npos) << person->screen();
  EXPECT_NE(person->press(" ").find("More you can do"), std::string::npos) << person->screen();
  EXPECT_NE(person->press("\r").find(kHomeCare), std::string::npos) << person->screen();
  EXPECT_NE(person->press("w").find("No warning sign"), std::string::npos) << person->screen();
  person->press(" ");
  EXPECT_EQ(lines_of(person->screen()).size() <= 24, true) << "the day fits a small screen:\n"
                                                           << person->screen();
  leave(*person);
}

TEST_F(Interview, Spanish) {
  home.environment["LC_ALL"] = "es_ES.UTF-8";
  const auto person = home.open({"--at", kMorning});
  person->send(typed(kSofa));
  EXPECT_TRUE(person->wait_for("Cuídate en casa y observa")) << person->screen();
  EXPECT_TRUE(person->wait_for("112")) << "the number of Spain:\n" << person->screen();
  leave(*person);
}

class Sizes : public testing::TestWithParam<std::pair<int, int>> {};

TEST_P(Sizes, EveryScreenKeepsToTheTerminal) {
  const auto [columns, rows] = GetParam();
  for (const char* locale : {"en_US.UTF-8", "es_ES.UTF-8"}) {
    Home home{SPRINGBACK_PROGRAM};
    home.environment["LC_ALL"] = locale;
    const auto person = home.open({"--at", kMorning}, columns, rows);
    Words answers = kSofa;
    for (const char* page : {"d", " ", "m", "a", " ", " ", "w", " "}) answers.emplace_back(page);
    answers.insert(answers.begin() + 1, {"4", "b", "?", "?"});
    for (const std::string& answer : answers) {
      for (const std::string& line : lines_of(person->screen())) {
        const auto width = std::ranges::count_if(line, [](char c) { return (c & 0xC0) != 0x80; });
        ASSERT_LE(width, columns) << locale << ": " << line;
      }
      person->press(answer);
    }
    // On a low screen the cards come in parts, so that the same keys do not lead to the end.
    if (rows < 24) continue;
    EXPECT_NE(person->screen().find(locale[1] == 'n' ? "Care for it" : "Cuídate"), std::string::npos)
        << person->screen();
  }
}

TEST_F(Interview, NoneOfTheseSpeaksOnlyOfWhatStoodOnTheScreen) {
  const auto person = home.open({"--at", kMorning}, 40, 12);
  EXPECT_NE(person->screen().find("Numb or odd"), std::string::npos) << person->screen();
  EXPECT_EQ(person->screen().find("A crash"), std::string::npos) << person->screen();
  person->press("n");
  EXPECT_TRUE(home.entries().empty()) << "the card is not answered before all of it was seen";
  std::string seen;
  for (int part = 0; part < 8 && home.entries().empty(); ++part) {
    seen += person->screen();
    person->press("n");
  }
  EXPECT_NE(seen.find("A crash"), std::string::npos) << seen;
  EXPECT_EQ(home.told()["trauma"], "none");
  leave(*person);
}

TEST_F(Interview, ALowScreenShowsAnEmergencyFromItsBeginning) {
  const auto person = home.open({"--at", kMorning}, 60, 12);
  person->press("1");
  EXPECT_NE(person->press("\r").find("Get help now"), std::string::npos) << person->screen();
  EXPECT_NE(person->screen().find("911"), std::string::npos) << person->screen();
  for (int page = 0; page < 4; ++page) person->press(" ");
  leave(*person);
}

INSTANTIATE_TEST_SUITE_P(Terminals, Sizes,
                         testing::Values(std::pair(40, 20), std::pair(80, 24), std::pair(200, 60)));

TEST_F(Interview, AListThatIsTooLongKeepsItsQuestionInSight) {
  const auto person = home.open({"--at", kMorning});
  person->send("nn70\r2");
  ASSERT_TRUE(person->wait_for("Where does it hurt?"));
  EXPECT_LE(lines_of(person->settle(Milliseconds(200))).size(), 24U) << person->screen();
  person->press("j");
  EXPECT_NE(person->screen().find(" j [x] Tip of shoulder"), std::string::npos) << person->screen();
}

TEST_F(Interview, TheTerminalMayChangeItsSize) {
  const auto person = home.open({"--at", kMorning}, 200, 60);
  person->resize(40, 20);
  person->press("?");
  for (const std::string& line : lines_of(person->screen()))
    EXPECT_LE(std::ranges::count_if(line, [](char c) { return (c & 0xC0) != 0x80; }), 40) << line;
}

TEST_F(Interview, ColorsOnlyWhereTheyAreWanted) {
  const auto codes = [](const std::string& raw) { return raw.find("\x1b[1m") != std::string::npos; };
  EXPECT_FALSE(codes(home.open({"--at", kMorning})->raw())) << "NO_COLOR";
  home.environment.erase("NO_COLOR");
  EXPECT_TRUE(codes(home.open({"--at", kMorning})->raw()));
  home.environment["TERM"] = "dumb";
  EXPECT_FALSE(codes(home.open({"--at", kMorning})->raw())) << "a dumb terminal";
  EXPECT_EQ(home.run({"--at", kMorning}).out.find('\x1b'), std::string::npos) << "no terminal";
}

TEST_F(Interview, ArrowKeysAreNoAnswers) {
  const auto person = home.open({"--at", kMorning});
  person->press("n");
  person->send("\x1b[A\x1b[B");
  person->settle(Milliseconds(80));
  EXPECT_NE(person->press("?").find("Any of these now?"), std::string::npos) << person->screen();
}

}  // namespace
}  // namespace springback::terminal
