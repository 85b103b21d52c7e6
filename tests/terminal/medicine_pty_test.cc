// Medicines at a terminal, key by key: what is missing is asked before the answer, and never guessed.
#include <gtest/gtest.h>

#include "terminal/home.h"

namespace springback::terminal {
namespace {

class MedicineAtATerminal : public testing::Test {
 protected:
  void SetUp() override {
    home.import_case("moved-a-sofa");
    home.run({"tell", "region=us", "--at", kMorning});
    home.run({"tell", "region=us", "age_years=38"});  // for what is stamped by the clock
  }

  static void shows(const std::string& screen, std::string_view text) {
    EXPECT_NE(one_line(screen).find(one_line(text)), std::string::npos) << "wanted: " << text << "\n"
                                                                        << screen;
  }

  static std::string ended(Pty& person) {
    EXPECT_EQ(person.wait_end(), 0) << person.screen();
    return person.screen();
  }

  Home home{SPRINGBACK_PROGRAM};
};

TEST_F(MedicineAtATerminal, MayAsksWhatIsMissingAndLastTheDoses) {
  const auto person = home.open({"may", "ibuprofen", "--at", kNoon});
  shows(person->screen(), "Your weight?");
  shows(person->press("80\r"), "Your health");
  shows(person->press("n"), "What you take every day");
  const std::string last = person->press("n");
  shows(last, "No medicine is noted here");
  shows(last, "Is every dose of the last 24 hours noted here?");
  person->send("y");
  const std::string answer = ended(*person);
  shows(answer, "Ibuprofen 200 mg tablet");
  shows(answer, "The label allows this now.");
  const Json told = home.told();
  EXPECT_EQ(told["weight_kg"], 80);
  EXPECT_EQ(told["ulcer_or_gi_bleed"], false);
  EXPECT_EQ(told["takes_steroid"], false);
  EXPECT_EQ(told["all_doses_logged"], true);
  const auto again = home.open({"may", "ibuprofen", "--at", kNoon});
  shows(again->screen(), "Is every dose of the last 24 hours noted here?");  // asked each time, and only this
  again->send("y");
  shows(ended(*again), "The label allows this now.");
}

TEST_F(MedicineAtATerminal, AnUlcerIsNotForThemAndNothingMoreIsAsked) {
  const auto person = home.open({"may", "ibuprofen", "--at", kNoon});
  person->press("80\r");
  shows(person->press("2"), "Stomach ulcer or bleed, ever");
  person->press("1\r");
  person->send("\r");
  const std::string answer = ended(*person);
  shows(answer, "This is not for you.");
  shows(answer, "You have had a stomach ulcer or bleed.");
  EXPECT_EQ(home.told()["ulcer_or_gi_bleed"], true);
}

TEST_F(MedicineAtATerminal, BackTakesTheAnswerBack) {
  const auto person = home.open({"may", "ibuprofen", "--at", kNoon});
  person->press("80\r");
  shows(person->press("b"), "Your weight?");
  EXPECT_FALSE(home.told().contains("weight_kg"));
  person->press("45\r");
  EXPECT_EQ(home.told()["weight_kg"], 45);
  person->press("b");
  shows(person->press("180l"), "> 180_ lb");
  person->press("\r");
  EXPECT_EQ(home.told()["weight_kg"], 81.6);
}

TEST_F(MedicineAtATerminal, LeavingKeepsTheAnswersAndStillSaysWhatIsKnown) {
  const auto person = home.open({"may", "ibuprofen", "--at", kNoon});
  person->press("80\r");
  person->send("q");
  shows(ended(*person), "Answer a few questions first.");
  EXPECT_EQ(home.told()["weight_kg"], 80);
}

TEST_F(MedicineAtATerminal, ADoseThatIsNotNotedIsToldFirst) {
  const auto person = home.open({"may", "paracetamol", "--at", kNoon});
  person->press("80\r");
  person->press("n");
  person->press("n");
  shows(person->press("n"), "What else did you take?");
  shows(person->press("nyquill\r"), "nyquil: Night cold drink");
  shows(person->press("1"), "How many ml did you take?");
  shows(person->press("some\r"), "That did not fit.");
  shows(person->press("30\r"), "When was that?");
  shows(person->press("10:00\r"), "10:00  30 ml Night cold drink");
  shows(person->press("\r"), "Is every dose of the last 24 hours noted here?");
  person->send("y");
  const std::string answer = ended(*person);
  shows(answer, "Too soon after the last dose of acetaminophen (paracetamol). Not before 16:00.");
  shows(answer, "650 of 3,000 mg");
  const Json dose = home.entries("took").at(0);
  EXPECT_EQ(dose["product"], "night-cold-liquid");
  EXPECT_EQ(dose["units"], 30);
  EXPECT_EQ(dose["taken_at"], "2026-11-22T10:00:00+01:00");
}

TEST_F(MedicineAtATerminal, NoWithoutAnyDoseIsRecordedAsNo) {
  const auto person = home.open({"may", "paracetamol", "--at", kNoon});
  person->press("80\r");
  person->press("n");
  person->press("n");
  person->press("n");
  person->send("\r");
  shows(ended(*person), "First tell us whether every dose of the last 24 hours is noted here.");
  EXPECT_EQ(home.told()["all_doses_logged"], false);
}

TEST_F(MedicineAtATerminal, TheRegionIsAskedOnceBeforeANameIsLookedUp) {
  Home stranger{SPRINGBACK_PROGRAM};
  const auto person = stranger.open({"took", "30", "ml", "night", "cold", "drink"});
  shows(person->screen(), "Where are you?");
  // That is more than the label there allows at one time: a number is kept when it was said twice.
  shows(person->press("2"), "Did you take that much?");
  EXPECT_TRUE(stranger.entries("took").empty());
  person->send("1");
  shows(ended(*person), "Recorded: 30 ml Night cold drink");
  EXPECT_EQ(stranger.entries("took").at(0)["product"], "night-cold-liquid-uk");
  EXPECT_EQ(stranger.told()["region"], "uk");
}

TEST_F(MedicineAtATerminal, TookAsksWhichOneAndHowMany) {
  const auto person = home.open({"took", "tylonol", "pm"});
  shows(person->screen(), "Which one is \"tylonol pm\"?");
  shows(person->screen(), "1  tylenol pm: Acetaminophen night tablet");
  shows(person->press("1"), "How many did you take?");
  shows(person->press("1.5\r"), "Whole ones only.");
  person->send("2\r");
  shows(ended(*person), "Recorded: 2 x Acetaminophen night tablet");
  const auto unsure = home.open({"took", "advil"});
  unsure->send("?\r");
  shows(ended(*unsure), "ask a pharmacist first");
  EXPECT_EQ(home.entries("took").back()["amount_known"], false);
}

TEST_F(MedicineAtATerminal, NoneOfTheseIsUnknownAndItsPacketIsAsked) {
  const auto person = home.open({"took", "2", "alleve"});
  shows(person->screen(), "aleve: Naproxen sodium 220 mg tablet");
  shows(person->press("n"), "What does the packet of alleve say is in it?");
  shows(person->press("acetominophen 325\r"), "acetaminophen (paracetamol) 325 mg");
  shows(person->press("caffeine 30 mg\r"), "caffeine 30 mg");
  person->send("\r");
  const std::string answer = ended(*person);
  shows(answer, "Recorded: 2 x alleve");
  shows(answer, "650 of 3,000 mg");
  EXPECT_EQ(home.entries("took").at(0)["ingredients_mg"].dump(), R"({"acetaminophen":325,"caffeine":30})");
}

TEST_F(MedicineAtATerminal, LeavingBeforeADoseIsToldRecordsNone) {
  const auto person = home.open({"took", "alleve"});
  person->send("q");
  ended(*person);
  EXPECT_TRUE(home.entries("took").empty());
}

TEST_F(MedicineAtATerminal, ABreachIsRedOnATerminalAndOnlyThere) {
  home.environment.erase("NO_COLOR");
  home.run({"took", "2", "advil"});
  const auto person = home.open({"took", "2", "advil"});
  ended(*person);
  EXPECT_NE(person->raw().find("\x1b[1;31m More, or sooner, than the label allows"), std::string::npos);
  EXPECT_EQ(home.run({"medicines"}).out.find('\x1b'), std::string::npos);
}

TEST_F(MedicineAtATerminal, FitsANarrowTerminal) {
  home.run({"took", "2", "advil"});
  home.run({"took", "30", "ml", "nyquil"});
  const auto person = home.open({"medicines"}, 40);
  std::string line;
  for (const char c : ended(*person)) {
    if (c != '\n') {
      if (c != '\r') line += c;
      continue;
    }
    EXPECT_LE(line.size(), 41U) << line;
    line.clear();
  }
}

TEST_F(MedicineAtATerminal, TheDaysScreenOpensThemWithAKey) {
  const auto person = home.open({"--at", kNoon});
  shows(person->screen(), "p  Pain medicine: ask here before you take any.");
  shows(person->press("p"), "Heat helps more people");
}

TEST_F(MedicineAtATerminal, InSpanish) {
  home.environment["LC_ALL"] = "es_ES.UTF-8";
  const auto person = home.open({"may", "ibuprofeno", "--at", kNoon});
  shows(person->press("80\r"), "n nada de esto");
  person->press("n");
  shows(person->press("n"), "No hay ninguna medicina anotada");
  shows(person->press("n"), "¿Qué más tomaste?");
}

TEST_F(MedicineAtATerminal, ASlipOfTheFingerIsChangedBeforeItIsKept) {
  const auto person = home.open({"took", "20", "tylenol", "extra", "strength"});
  shows(person->screen(), "Did you take that much?");
  shows(person->press("2"), "How many did you take?");
  person->send("2\r");
  shows(ended(*person), "Recorded: 2 x Acetaminophen 500 mg tablet");
  ASSERT_EQ(home.entries("took").size(), 1U);
  EXPECT_EQ(home.entries("took")[0]["units"], 2);
  const auto leaves = home.open({"took", "20", "tylenol", "extra", "strength"});
  leaves->send("\x1b");
  ended(*leaves);
  EXPECT_EQ(home.entries("took").size(), 1U);
}

}  // namespace
}  // namespace springback::terminal
