// Whatever is wrong: the exit status of its kind and exactly one line that says what, where and how to mend
// it.
#include <gtest/gtest.h>

#include <filesystem>

#include "terminal/home.h"

namespace springback::terminal {
namespace {

constexpr int kInput = 1, kCommandLine = 2, kMachine = 3;

struct Wrong {
  Words arguments;
  int status;
  std::string says;
};

std::string shown(const Words& words) {
  std::string all;
  for (const std::string& word : words) all += word + " ";
  return all;
}

void expect_refused(const Home& home, const Wrong& wrong) {
  const Ran ran = home.run(wrong.arguments);
  const std::string what = shown(wrong.arguments) + "-> " + ran.err;
  EXPECT_EQ(ran.status, wrong.status) << what;
  EXPECT_EQ(ran.out, "") << what;
  EXPECT_TRUE(ran.err.starts_with("springback: ")) << what;
  EXPECT_TRUE(ran.err.ends_with('\n') && ran.err.find('\n') == ran.err.size() - 1)
      << "not one line: " << what;
  EXPECT_NE(ran.err.find(wrong.says), std::string::npos) << what << "(wanted: " << wrong.says << ")";
}

TEST(Errors, OfTheCommandLine) {
  const Home home{SPRINGBACK_PROGRAM};
  for (const Wrong& wrong : std::vector<Wrong>{
           {{"dance"}, kCommandLine, "dance"},
           {{"--loud"}, kCommandLine, "--loud"},
           {{"plan", "--at", "yesterday"}, kCommandLine, "yesterday"},
           {{"plan", "--at", "2026-11-22T09:00:00"}, kCommandLine, "2026-11-22T09:00:00+01:00"},
           {{"plan", "--at", "2026-02-30T09:00:00Z"}, kCommandLine, "--at"},
           {{"plan", "--at"}, kCommandLine, "--at"},
           {{"plan", "--locale", "fr"}, kCommandLine, "--locale"},
           {{"plan", "--region", "mars"}, kCommandLine, "--region"},
           {{"tell"}, kCommandLine, "answers"},
           {{"tell", "fever"}, kCommandLine, "finding=value"},
           {{"took"}, kCommandLine, "what"},
           {{"took", "2"}, kCommandLine, "took 2 ibuprofen-200"},
           {{"did"}, kCommandLine, "measure"},
           {{"did", "walk", "long"}, kCommandLine, "minutes"},
           {{"note"}, kCommandLine, "text"},
           {{"journal"}, kCommandLine, "--help"},
           {{"journal", "burn"}, kCommandLine, "subcommand"},
           {{"journal", "import"}, kCommandLine, "file"},
           {{"protocol"}, kCommandLine, "--help"},
           {{"protocol", "show"}, kCommandLine, "row"},
           {{"completion", "tcsh"}, kCommandLine, "shell"},
           {{"ice", "--minutes", "many"}, kCommandLine, "--minutes"},
       })
    expect_refused(home, wrong);
}

TEST(Errors, OfTheInput) {
  Home home{SPRINGBACK_PROGRAM};
  home.write("bad.jsonl", "{\"id\":\"a\"}\n");
  for (const Wrong& wrong : std::vector<Wrong>{
           {{"tell", "sadle_numbness=yes"}, kInput, "did you mean 'saddle_numbness'"},
           {{"tell", "moonlight=yes"}, kInput, "springback protocol list"},
           {{"tell", "fever=maybe"}, kInput, "yes, no or ?"},
           {{"tell", "fever="}, kInput, "yes, no or ?"},
           {{"tell", "pain_now=11"}, kInput, "0 to 10"},
           {{"tell", "pain_now=-1"}, kInput, "0 to 10"},
           {{"tell", "pain_now=6.5"}, kInput, "whole number"},
           {{"tell", "pain_now=bad"}, kInput, "pain_now"},
           {{"tell", "pain_now="}, kInput, "pain_now"},
           {{"tell", "pain_now=1e999"}, kInput, "pain_now"},
           {{"tell", "temperature_c=99999999999999999999"}, kInput, "temperature_c"},
           {{"tell", "trauma=huge"}, kInput, "none, minor, major"},
           {{"tell", "pain_sites=low_back,tail"}, kInput, "tail"},
           {{"tell", "pain_now=5", "fever=perhaps"}, kInput, "fever"},
           {{"note", "\xff\xfe"}, kInput, "UTF-8"},
           {{"took", "0", "ibuprofen-200"}, kInput, "0.5"},
           {{"took", "1e9", "ibuprofen-200"}, kInput, "1000"},
           {{"took", "1", "\xff"}, kInput, "UTF-8"},
           {{"did", "dancing"}, kInput, "massage"},
           {{"did", "walk", "2000"}, kInput, "0 to 1440"},
           {{"plan", "acupuncture"}, kInput, "acupuncture"},
           {{"protocol", "show", "R99"}, kInput, "protocol list"},
           {{"undo"}, kInput, "nothing to take back"},
           {{"advise", "--cases", home.path("none.jsonl")}, kInput, "none.jsonl"},
           {{"advise", "--cases", home.path(".")}, kInput, "cannot be read"},
           {{"journal", "import", home.path(".")}, kInput, "cannot be read"},
           {{"journal", "import", home.path("none.jsonl")}, kInput, "none.jsonl"},
           {{"advise", "--json", "--journal", home.path("none.db")}, kInput, "no journal here"},
           {{"--journal", home.path("none.db")}, kInput, "no journal here"},
           {{"journal", "list", "--journal", home.path("none.db")}, kInput, "no journal here"},
           {{"undo", "--journal", home.path("none.db")}, kInput, "no journal here"},
           {{"why", "--journal", home.path("bad.jsonl")}, kInput, "bad.jsonl:1: "},
       })
    expect_refused(home, wrong);
  EXPECT_FALSE(home.has("none.db"));
  EXPECT_TRUE(home.entries().empty()) << "what was refused was not recorded in part";
}

TEST(Errors, JsonLinesAreForReplay) {
  Home home{SPRINGBACK_PROGRAM};
  const std::string line = R"({"id":"a","at":"2026-11-22T09:00:00Z","kind":"noted","text":"x"})"
                           "\n";
  home.write("journal.jsonl", line);
  const std::string file = home.path("journal.jsonl");
  expect_refused(home, {{"tell", "pain_now=5", "--journal", file}, kInput, "journal import"});
  expect_refused(home, {{"undo", "--journal", file}, kInput, "journal import"});
  EXPECT_EQ(home.read("journal.jsonl"), line);
}

TEST(Errors, ATimerBeyondItsLimit) {
  Home home{SPRINGBACK_PROGRAM};
  home.import_case("moved-a-sofa");
  for (const char* minutes : {"0", "-5", "1000", "100000"})
    expect_refused(home, {{"rest", "--at", kMorning, "--minutes", minutes}, kCommandLine, "expected 1 to "});
}

TEST(Errors, OfTheMachine) {
  Home home{SPRINGBACK_PROGRAM};
  home.write("file", "");
  for (const Wrong& wrong : std::vector<Wrong>{
           // /proc takes no files, not even from root.
           {{"tell", "pain_now=5", "--journal", "/proc/springback/journal.db"}, kMachine, "/proc/springback"},
           {{"tell", "pain_now=5", "--journal", home.path("file/journal.db")}, kMachine, "file"},
           {{"tell", "pain_now=5", "--journal", home.path(".")}, kMachine, home.path(".")},
           {{"journal", "export", "/proc/journal.jsonl"}, kMachine, "cannot be written"},
           {{"journal", "export", "/dev/full"}, kMachine, "/dev/full"},
       }) {
    if (wrong.arguments[0] == "journal") home.import_case("moved-a-sofa");
    expect_refused(home, wrong);
  }
  home.environment.erase("SPRINGBACK_JOURNAL");
  home.environment.erase("HOME");
  expect_refused(home, {{"tell", "pain_now=5"}, kMachine, "--journal"});
}

/// A log that cannot be made stands for a full disk and a folder that nobody may write to.
TEST(Errors, WhereNothingCanBeWrittenQuestionsAreAnswered) {
  const Home home{SPRINGBACK_PROGRAM};
  ASSERT_EQ(home.run({"took", "1", "ibuprofen-200"}).status, 0);
  std::filesystem::create_directory(home.journal() + "-wal");
  for (const Words& words : {Words{"may", "ibuprofen"}, {"medicines"}, {"triage"}, {"journal", "list"}}) {
    const Ran ran = home.run(words);
    EXPECT_EQ(ran.status, 0) << words.front() << ran.err;
    EXPECT_NE(ran.out, "") << words.front();
  }
  const Ran took = home.run({"took", "1", "ibuprofen-200"});
  EXPECT_EQ(took.status, 3);
}

}  // namespace
}  // namespace springback::terminal
