// The commands of the real program without a terminal: what they print and what they leave in the journal.
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "terminal/home.h"

namespace springback::terminal {
namespace {

std::size_t lines_in(const std::string& text) {
  return static_cast<std::size_t>(std::ranges::count(text, '\n'));
}

/// The names in the list of commands of --help, and behind `journal` and `protocol` theirs.
Words commands_of(const Home& home, const Words& of = {}) {
  Words arguments = of, names;
  arguments.emplace_back("--help");
  std::istringstream help(home.run(arguments).out);
  bool listed = false;
  for (std::string line; std::getline(help, line);) {
    if (line.starts_with("Subcommands:")) listed = true;
    else if (line.empty()) listed = false;
    else if (listed && line.starts_with("  ") && line[2] != ' ')
      names.push_back(line.substr(2, line.find(' ', 2) - 2));
  }
  return names;
}

class Commands : public testing::Test {
 protected:
  Ran at_morning(Words arguments, const std::string& input = "") {
    arguments.insert(arguments.end(), {"--at", kMorning});
    return home.run(arguments, input);
  }

  Home home{SPRINGBACK_PROGRAM};
};

TEST_F(Commands, WithoutATerminalPrintsTodaysAdviceAndHowToGoOn) {
  const Ran ran = at_morning({});
  EXPECT_EQ(ran.status, 0);
  EXPECT_NE(ran.out.find("A few more questions first"), std::string::npos) << ran.out;
  EXPECT_NE(ran.out.find("To go on, run `springback` in a terminal"), std::string::npos) << ran.out;
  EXPECT_EQ(ran.out.find('\x1b'), std::string::npos);
  home.import_case("moved-a-sofa");
  EXPECT_NE(at_morning({}).out.find("Care for it at home"), std::string::npos);
}

TEST_F(Commands, ReadingLeavesNoFile) {
  for (const Words& words : {Words{},
                             {"plan"},
                             {"why"},
                             {"advise", "--json"},
                             {"triage"},
                             {"may", "ibuprofen"},
                             {"medicines"},
                             {"journal", "list"},
                             {"journal", "export"},
                             {"protocol", "list"},
                             {"protocol", "trace"},
                             {"calendar"},
                             {"check"}}) {
    EXPECT_EQ(at_morning(words).status, 0);
    EXPECT_FALSE(home.has("journal.db"));
  }
}

TEST_F(Commands, JsonParses) {
  home.import_case("moved-a-sofa");
  for (const Words& words : {Words{},
                             {"now"},
                             {"check"},
                             {"checkin"},
                             {"plan"},
                             {"why"},
                             {"advise"},
                             {"triage"},
                             {"advise", "--brief"},
                             {"heat"},
                             {"tell", "pain_now=5"},
                             {"took", "2", "ibuprofen-200"},
                             {"may", "ibuprofen"},
                             {"medicines"},
                             {"medicines", "add", "warfarin"},
                             {"medicines", "stop", "warfarin"},
                             {"did", "walk", "5"},
                             {"note", "bent", "down"},
                             {"undo"},
                             {"calendar"},
                             {"recovered"},
                             {"journal", "list"},
                             {"protocol", "list"},
                             {"protocol", "show", "R03"},
                             {"protocol", "trace"}}) {
    Words arguments = words;
    arguments.emplace_back("--json");
    const Ran ran = at_morning(arguments);
    const std::string name = words.empty() ? "" : words.front();
    EXPECT_EQ(ran.status, 0) << name << ran.err;
    EXPECT_TRUE(Json::accept(ran.out)) << name << ": " << ran.out;
    EXPECT_EQ(lines_in(ran.out), 1U) << name;
    EXPECT_EQ(ran.err, "") << name;
  }
}

TEST_F(Commands, TellRecordsAndAnEmergencyIsShownAtOnce) {
  EXPECT_EQ(
      at_morning({"tell", "pain_now=6", "fever=no", "pain_sites=low_back,thigh_left", "night_sweats=?"}).out,
      "Recorded.\n");
  const Json told = home.told();
  EXPECT_EQ(
      told,
      Json::parse(
          R"({"pain_now":6,"fever":false,"pain_sites":["low_back","thigh_left"],"night_sweats":null})"));
  const Ran ran = at_morning({"tell", "saddle_numbness=yes"});
  EXPECT_EQ(ran.status, 0) << "how urgent it is, is no exit status";
  EXPECT_NE(ran.out.find("Get help now"), std::string::npos) << ran.out;
  EXPECT_NE(ran.out.find("911"), std::string::npos) << ran.out;
}

TEST_F(Commands, TookCountsWhatItKnowsAndSaysWhatItDoesNot) {
  EXPECT_EQ(home.run({"took", "2", "ibuprofen-200", "--at", kMorning}).status, 0);
  const Json dose = home.entries("took").at(0);
  EXPECT_EQ(dose["product"], "ibuprofen-200");
  EXPECT_EQ(dose["units"], 2);
  EXPECT_EQ(dose["taken_at"], kMorning);
  EXPECT_NE(home.run({"took", "willow", "bark"}).out.find("do not know this product"), std::string::npos);
  EXPECT_EQ(home.entries("took").at(1)["product_text"], "willow bark");
}

TEST_F(Commands, UndoTakesTheLastEntryBackAndThenTheOneBefore) {
  home.run({"tell", "pain_now=6", "--at", kMorning});
  home.run({"did", "walk", "10", "--at", kNoon});
  const Ran ran = home.run({"undo", "--at", kNextDay});
  EXPECT_EQ(ran.status, 0);
  EXPECT_NE(ran.out.find("A walk, 10 minutes"), std::string::npos) << ran.out;
  EXPECT_NE(home.run({"undo", "--at", kNextDay}).out.find("How bad is it now? 6"), std::string::npos);
  EXPECT_TRUE(home.told().empty());
  EXPECT_EQ(home.entries().size(), 4U) << "nothing is erased";
  EXPECT_EQ(home.run({"undo", "--at", kNextDay}).status, 1);
}

TEST_F(Commands, TooMuchOfAMedicineToldInOneLineIsAnsweredWithWhomToCall) {
  const Ran told = home.run({"tell", "double_dose_taken=yes", "--region", "us", "--at", kMorning});
  EXPECT_EQ(told.status, 0);
  EXPECT_NE(told.out.find("Call the poison line now"), std::string::npos) << told.out;
  EXPECT_NE(told.out.find("1-800-222-1222"), std::string::npos) << told.out;
  const Ran walked = home.run({"did", "walk", "10", "--at", kNoon});
  EXPECT_EQ(walked.out.find("poison"), std::string::npos)
      << "it is told once, and stands on every screen of the day";
  EXPECT_EQ(home.run({"tell", "double_dose_taken=no", "--at", kNoon}).out.find("poison"), std::string::npos);
}

TEST_F(Commands, WhatIsTakenBackIsToldInWords) {
  const auto undone = [&](const char* locale) {
    return home.run({"undo", "--at", kNextDay, "--locale", locale}).out;
  };
  const auto has = [](const std::string& text, std::string_view part) {
    EXPECT_NE(text.find(part), std::string::npos) << text;
    EXPECT_EQ(text.find('{'), std::string::npos) << text;
  };
  home.run({"tell", "pain_sites=low_back,thigh_left", "fever=?", "--at", kMorning});
  home.run({"took", "2", "ibuprofen-200", "--at", kMorning});
  home.run({"note", "lay down", "--at", kNoon});
  has(undone("en"), "- 2 x Ibuprofen 200 mg tablet");
  has(undone("en"), "- lay down");
  const std::string told = undone("es");
  has(told, "Espalda baja, Muslo izquierdo");
  has(told, "No lo s\xC3\xA9");
}

TEST_F(Commands, AdviceOnJsonLinesIsAdviceOnTheDatabaseIsTheAnswerOfTheRequest) {
  home.import_case("moved-a-sofa");
  at_morning({"did", "walk", "5"});
  ASSERT_EQ(home.run({"journal", "export", home.path("journal.jsonl")}).status, 0);
  const std::string of_database = at_morning({"advise", "--json"}).out;
  const Ran of_lines = at_morning({"advise", "--json", "--journal", home.path("journal.jsonl")});
  EXPECT_EQ(of_lines.out, of_database);
  Json request = {{"id", "one"}, {"at", kMorning}, {"journal", home.entries()}};
  home.write("cases.jsonl", request.dump() + "\n");
  const std::string of_request = home.run({"advise", "--json", "--cases", home.path("cases.jsonl")}).out;
  const std::string id = R"({"id":"one",)";
  ASSERT_TRUE(of_request.starts_with(id)) << of_request;
  EXPECT_EQ("{" + of_request.substr(id.size()), of_database);
  EXPECT_EQ(home.run({"advise", "--json", "--cases", "-"}, request.dump()).out, of_request);
}

TEST_F(Commands, TriageIsAPartOfTheAdvice) {
  home.import_case("fever-only");
  const Json advice = at_morning({"advise", "--json"}).json();
  EXPECT_EQ(at_morning({"triage", "--json"}).json(), advice["triage"]);
  EXPECT_EQ(advice["triage"]["urgency"], "today");
  EXPECT_NE(at_morning({"why"}).out.find("R11"), std::string::npos) << at_morning({"why"}).out;
}

TEST_F(Commands, OneBadCaseIsNamedAndTheOthersGoOn) {
  const std::string good = R"({"id":"good","at":"2026-11-22T09:00:00Z","journal":[]})";
  home.write("cases.jsonl",
             good + "\n{\"id\":\"bad\",\"at\":\"yesterday\",\"journal\":[]}\nnot json\n\n" + good + "\n");
  const Ran ran = home.run({"advise", "--brief", "--json", "--cases", home.path("cases.jsonl")});
  EXPECT_EQ(ran.status, 1);
  EXPECT_EQ(lines_in(ran.out), 4U) << ran.out;
  EXPECT_EQ(lines_in(ran.err), 2U) << ran.err;
  EXPECT_NE(ran.err.find("line 2"), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("line 3"), std::string::npos) << ran.err;
  std::istringstream lines(ran.out);
  std::vector<Json> answers;
  for (std::string line; std::getline(lines, line);) answers.push_back(Json::parse(line));
  EXPECT_EQ(answers[0]["urgency"], "undecided");
  EXPECT_EQ(answers[1]["id"], "bad");
  EXPECT_EQ(answers[1]["error"]["line"], 2);
  EXPECT_TRUE(answers[2]["id"].is_null());
  EXPECT_EQ(answers[3], answers[0]);
}

TEST_F(Commands, ExportAndImportGoRound) {
  home.import_case("moved-a-sofa");
  at_morning({"note", "mit Umlauten: ä, und \"Zeichen\""});
  const std::string lines = home.run({"journal", "export"}).out;
  EXPECT_EQ(lines_in(lines), 3U);
  const Json again = home.run({"journal", "import", "-", "--json"}, lines).json();
  EXPECT_EQ(again, (Json{{"added", 0}, {"already_there", 3}, {"refused", 0}}));
  EXPECT_EQ(home.run({"journal", "export"}).out, lines);
  const std::string other = home.path("other.db");
  EXPECT_EQ(home.run({"journal", "import", "-", "--json", "--journal", other}, lines).json()["added"], 3);
  EXPECT_EQ(home.run({"journal", "export", "--journal", other}).out, lines);
}

TEST_F(Commands, ImportNamesBadLinesAndKeepsTheGoodOnes) {
  const std::string good = R"({"id":"a","at":"2026-11-22T09:00:00Z","kind":"noted","text":"x"})";
  home.write("in.jsonl",
             good + "\nnonsense\n\n" +
                 R"({"id":"b","at":"2026-11-22T09:00:00Z","kind":"reported","findings":{"pain_now":11}})" +
                 "\n" + R"({"id":"a","at":"2026-11-22T09:00:00Z","kind":"noted","text":"y"})" + "\n");
  const Ran ran = home.run({"journal", "import", home.path("in.jsonl"), "--json"});
  EXPECT_EQ(ran.status, 1);
  EXPECT_EQ(ran.json(), (Json{{"added", 1}, {"already_there", 0}, {"refused", 3}}));
  for (const char* line : {"in.jsonl:2: ", "in.jsonl:4: ", "in.jsonl:5: "})
    EXPECT_NE(ran.err.find(line), std::string::npos) << line << ran.err;
  EXPECT_EQ(lines_in(ran.err), 3U) << ran.err;
  EXPECT_EQ(home.entries().size(), 1U);
}

TEST_F(Commands, ADamagedJournalIsSetAsideAndSaidSo) {
  home.import_case("moved-a-sofa");
  std::string journal = home.read("journal.db");
  ASSERT_GT(journal.size(), 5000U);
  for (std::size_t i = 4100; i < 4900; ++i) journal[i] = static_cast<char>(journal[i] ^ 0x5A);
  home.write("journal.db", journal);
  EXPECT_EQ(home.run({"journal", "list"}).status, 3) << "a reading command sets nothing aside";
  EXPECT_EQ(home.read("journal.db"), journal);
  const Ran ran = at_morning({"tell", "function=5"});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_EQ(lines_in(ran.err), 1U) << ran.err;
  EXPECT_NE(ran.err.find("damaged-"), std::string::npos) << ran.err;
  EXPECT_EQ(home.told()["function"], 5);
  EXPECT_EQ(home.run({"journal", "list"}).err, "") << "said once";
}

TEST_F(Commands, AFileThatNeverWasAJournalIsLeftAlone) {
  for (const char* command : {"plan", "undo", "recovered"}) {
    home.write("journal.db", "my diary\n");
    const Ran ran = home.run({command});
    EXPECT_EQ(ran.status, 1) << command << ran.err;
    EXPECT_EQ(lines_in(ran.err), 1U) << ran.err;
    EXPECT_EQ(home.read("journal.db"), "my diary\n") << command;
  }
}

TEST_F(Commands, AnExportWritesOverNothing) {
  at_morning({"tell", "pain_now=5"});
  const std::string journal = home.read("journal.db");
  EXPECT_EQ(home.run({"journal", "export", home.path("journal.db")}).status, 1);
  EXPECT_EQ(home.read("journal.db"), journal);
}

TEST_F(Commands, WhyDoesNotCallOpenQuestionsSettled) {
  EXPECT_NE(home.run({"why"}).out.find("Not decided yet"), std::string::npos);
}

TEST_F(Commands, EntriesAheadOfTheClockAreSpokenOf) {
  home.run({"--at", "2026-11-22T11:00:00+00:00", "tell", "saddle_numbness=yes"});
  EXPECT_NE(at_morning({"why"}).out.find("ahead of this clock"), std::string::npos);
}

TEST_F(Commands, LanguageAndNumbersOfAPlace) {
  home.environment["LC_ALL"] = "es_ES.UTF-8";
  EXPECT_NE(at_morning({}).out.find("Primero, unas preguntas"), std::string::npos);
  EXPECT_NE(at_morning({"--locale", "en", "--region", "uk"}).out.find("999"), std::string::npos);
  EXPECT_EQ(at_morning({"advise", "--json"}).out.find("¿"), std::string::npos)
      << "documents are English unless asked";
  EXPECT_NE(at_morning({"advise", "--json", "--locale", "es"}).out.find("¿"), std::string::npos);
}

TEST_F(Commands, ProtocolShowsARowWithItsSourcesAndCases) {
  const Ran ran = home.run({"protocol", "show", "R03"});
  for (const char* part : {"when", "says", "source", "fires in", "spared in"})
    EXPECT_NE(ran.out.find(part), std::string::npos) << part << ran.out;
  EXPECT_NE(home.run({"protocol", "trace"}).out.find("fires in"), std::string::npos);
}

TEST_F(Commands, CompletionScriptsAreSound) {
  for (const char* shell : {"bash", "zsh", "fish"}) {
    const Ran ran = home.run({"completion", shell});
    EXPECT_EQ(ran.status, 0) << shell;
    for (const std::string& name : commands_of(home))
      EXPECT_NE(ran.out.find(name), std::string::npos) << shell << name;
    EXPECT_NE(ran.out.find("saddle_numbness="), std::string::npos) << shell;
  }
  home.write("completion.bash",
             home.run({"completion", "bash"}).out +
                 "COMP_WORDS=(springback jou); COMP_CWORD=1; _springback; echo \"${COMPREPLY[@]}\"\n");
  Home bash{"/bin/bash"};
  EXPECT_EQ(bash.run({"-n", home.path("completion.bash")}).status, 0);
  EXPECT_EQ(bash.run({home.path("completion.bash")}).out, "journal\n");
}

TEST_F(Commands, HelpAndTheManPageNameEveryCommand) {
  const Words names = commands_of(home);
  for (const char* name :
       {"now",  "check",   "checkin",  "plan",       "why",  "advise",    "triage",  "ice",
        "heat", "rest",    "walk",     "tell",       "took", "did",       "note",    "recovered",
        "undo", "journal", "protocol", "completion", "may",  "medicines", "calendar"})
    EXPECT_NE(std::ranges::find(names, name), names.end()) << name;
  Home manual{"/usr/bin/groff"};
  manual.environment = {{"PATH", "/usr/bin:/bin"}, {"GROFF_NO_SGR", "1"}};
  const Ran page = manual.run(
      {"-ww", "-mdoc", "-Tascii", "-P-cbou", SPRINGBACK_SOURCE_DIR "/docs/springback.1"});
  EXPECT_EQ(page.status, 0);
  EXPECT_EQ(page.err, "");
  const auto documented = [&](const std::string& text) {
    return page.out.find("     " + text) != std::string::npos;
  };
  for (const std::string& name : names) {
    const Words inner = commands_of(home, {name});
    for (const std::string& one : inner) EXPECT_TRUE(documented(name + " " + one)) << name << " " << one;
    EXPECT_TRUE(!inner.empty() || documented(name)) << name;
  }
  for (const char* option :
       {"--journal",      "--at",          "--locale",           "--region",     "--json",
        "--version",      "--help",        "--minutes",          "--cases",      "--brief",
        "--units",        "--why",         "--unlisted",         "--prescribed", "--not-sure-how-much",
        "--every-day-at", "--every-hours", "SPRINGBACK_JOURNAL", "NO_COLOR",     "EXIT STATUS",
        "--out",          "--names",       "EMERGENCY"})
    EXPECT_NE(page.out.find(option), std::string::npos) << option;
}

TEST_F(Commands, TimesAreThoseThatTheClockWillShow) {
  home.environment["TZ"] = "Europe/London";
  const std::string dose =
      R"({"id":"late","at":"2026-03-28T23:30:00Z","kind":"took","product":"paracetamol-500-uk","units":2})";
  ASSERT_EQ(home.run({"journal", "import", "-"}, dose + "\n").status, 0);
  const auto taken = [&](const std::string& at) {
    return home.run({"may", "paracetamol-500-uk", "--region", "uk", "--at", at}).out;
  };
  EXPECT_NE(taken("2026-03-28T23:40:00+00:00").find("   23:30 "), std::string::npos);
  EXPECT_NE(taken("2026-03-29T04:00:00+01:00").find("23:30 yesterday"), std::string::npos);
  EXPECT_NE(taken("2026-03-29T05:00:00+02:00").find("01:30"), std::string::npos) << "of another place";
  EXPECT_NE(home.run({"journal", "list", "--at", "2026-03-29T04:00:00+01:00"}).out.find("2026-03-28 23:30"),
            std::string::npos);
}

}  // namespace
}  // namespace springback::terminal
