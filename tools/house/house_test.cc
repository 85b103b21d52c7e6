// Every rule is seen to fail on a small bad folder, and to leave a good one alone.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "rules.h"
#include "symbols.h"

namespace springback::house {
namespace {

namespace fs = std::filesystem;

class House : public testing::Test {
 protected:
  House() {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    root_ = fs::path(testing::TempDir()) / ("springback_house_" + std::to_string(getpid())) / test->name();
    fs::remove_all(root_);
    put("docs/ARCHITECTURE.md",
        "# Map\n\nsrc/ holds base/ protocol/ core/ words/ document/ store/ cli/ server/, tools/\n");
  }
  void TearDown() override { fs::remove_all(root_.parent_path()); }

  void put(const std::string& path, const std::string& text) {
    fs::create_directories((root_ / path).parent_path());
    std::ofstream(root_ / path, std::ios::binary) << text;
  }

  /// All breaches, one a line.
  std::string breaches() const {
    std::string text;
    for (const Problem& problem : check_rules(read_tree(root_))) text += to_text(problem) + "\n";
    return text;
  }

  /// Whether a file of src/core with this text is refused on its second line.
  bool refused(const std::string& code) {
    put("src/core/story.cc", "// begins\n" + code + "\n");
    return breaches().find("src/core/story.cc:2: ") != std::string::npos;
  }

  /// The breaches of a source with one include.
  std::string including(const std::string& path, const std::string& header) {
    put(path, "#include " + header + "\n");
    const std::string text = breaches();
    fs::remove(root_ / path);
    return text;
  }

 private:
  fs::path root_;
};

TEST_F(House, LeavesAGoodFolderAlone) {
  put("src/core/story.h",
      "// What is known.\n#pragma once\n\n#include <vector>\n\n#include \"base/instant.h\"\n");
  put("src/core/story.cc",
      "#include \"core/story.h\"\n\nnamespace springback {\nnamespace {\n\n"
      "constexpr int kLimit = 1'000;  // the time() of day, \"throw\", std::cout\n\n"
      "static int twice(int n) { return 2 * n; }\n\n}  // namespace\n\n"
      "int limit(const Entry& entry) { return entry.time() + kLimit + twice('\\''); }\n"
      "const char* say() { return \"catch std::thread\"; }\n\n}  // namespace springback\n");
  put("protocol/words/en/cards.yaml", "# just words\ncards.saddle.ask: \"Is it unsafe? Seek justice.\"\n");
  EXPECT_EQ(breaches(), "");
}

TEST_F(House, PrintsWhereWhatAndWhatInstead) {
  put("src/base/id.cc", "int f() {\n  return rand();\n}\n");
  EXPECT_EQ(breaches(),
            "src/base/id.cc:2: 'rand' in a pure folder; "
            "take the id or the seed as an argument: doors make them\n");
}

TEST_F(House, RefusesArrowsThatPointOutward) {
  EXPECT_NE(including("src/core/a.cc", "\"document/entry.h\"").find("src/core/a.cc:1: "), std::string::npos);
  EXPECT_NE(including("src/base/a.h", "\"core/story.h\"").find("points outward"), std::string::npos);
  EXPECT_NE(including("src/core/a_test.cc", "\"words/say.h\"").find("points outward"), std::string::npos);
  EXPECT_NE(including("src/core/a.cc", "<words/say.h>").find("points outward"), std::string::npos);
  EXPECT_NE(including("src/server/a.cc", "\"cli/door.h\"").find("points outward"), std::string::npos);
  EXPECT_NE(including("src/server/a.cc", "\"wasm/a.h\"").find("points outward"), std::string::npos);
  EXPECT_NE(including("src/store/a.cc", "\"core/journal.h\"").find("not allowed"), std::string::npos);
  EXPECT_NE(including("src/report/a.cc", "\"store/store.h\"").find("points outward"), std::string::npos);
  EXPECT_NE(including("src/cli/a.cc", "\"tools/house/rules.h\"").find("leaves src"), std::string::npos);
  EXPECT_NE(including("src/cli/a.cc", "\"../core/story.h\"").find("climbs"), std::string::npos);
  EXPECT_NE(including("src/cli/a.cc", "\"options.h\"").find("names no folder"), std::string::npos);
  EXPECT_NE(including("src/cli/a.cc", "\"elsewhere/options.h\"").find("no such folder"), std::string::npos);
  EXPECT_NE(including("src/attic/a.cc", "\"core/story.h\"").find("has no place"), std::string::npos);
  EXPECT_NE(including("src/document/a.cc", "\"protocol/reference.h\"").find("only cli"), std::string::npos);
  EXPECT_NE(including("src/core/a.cc", "\"word_keys.h\"").find("pass on a WordId"), std::string::npos);
  EXPECT_NE(including("src/document/a.cc", "\"terminal_keys.h\"").find("only cli"), std::string::npos);
}

TEST_F(House, KeepsTheSecondCoreApart) {
  put("verify/README.md", "# verify: proofs\n");
  for (const char* header : {"\"core/story.h\"", "\"compile.h\"", "\"report.h\"", "<protocol/conditions.h>"})
    EXPECT_NE(including("verify/reference/a.cc", header).find("write it a second time"), std::string::npos)
        << header;
  EXPECT_EQ(including("verify/reference/a.cc", "\"reference/story.h\""), "");
  EXPECT_EQ(including("verify/reference/a.cc", "<nlohmann/json.hpp>"), "");
  EXPECT_EQ(including("verify/properties/a.cc", "\"core/story.h\""), "");
  EXPECT_NE(including("src/cli/a.cc", "\"reference/story.h\"").find("no such folder"), std::string::npos);
}

TEST_F(House, AllowsArrowsThatPointInward) {
  for (const char* header : {"\"core/story.h\"", "\"protocol/reference.h\"", "\"word_keys.h\"",
                             "\"store/store.h\"", "\"cli/options.h\"", "<nlohmann/json.hpp>"})
    EXPECT_EQ(including("src/cli/a.cc", header), "") << header;
  EXPECT_EQ(including("src/store/a.cc", "\"base/result.h\""), "");
  put("src/report/README.md", "# report: what leaves\n");
  EXPECT_EQ(including("src/report/a.cc", "\"core/medicine/reminder.h\""), "");
  EXPECT_EQ(including("tools/a.cc", "\"protocol/reference.h\""), "");
  EXPECT_EQ(including("src/core/b.cc", "\"core/story.h\"  // not \"cli/options.h\""), "");
}

TEST_F(House, RefusesTheOutsideInPureFolders) {
  for (const char* code : {"auto t = std::chrono::system_clock::now();",
                           "int f() { return time(nullptr); }",
                           "f(std::time (0));",
                           "f(::clock_gettime(0, &t));",
                           "std::cout << 1;",
                           "#include <fstream>",
                           "void f(std::filesystem::path);",
                           "f(getenv(\"X\"));",
                           "std::random_device seed;",
                           "std::mutex lock;",
                           "#include <atomic>",
                           "f(std::locale());",
                           "std::regex pattern(a);",
                           "f(std::format(a));",
                           "throw 1;",
                           "  try {",
                           "} catch (...) {",
                           "thread_local int n;",
                           "f(dynamic_cast<A*>(b));",
                           "f(typeid(a));",
                           "#include <cctype>",
                           "  printf(a);"})
    EXPECT_TRUE(refused(code)) << code;
}

TEST_F(House, RefusesStateThatOutlivesACall) {
  EXPECT_TRUE(refused("  static int calls = 0;"));
  EXPECT_TRUE(refused("static std::vector<int> seen;"));
  EXPECT_TRUE(refused("int calls = 0;"));
  EXPECT_TRUE(refused("std::vector<int> seen{1, 2};"));
  EXPECT_FALSE(refused("  static const std::vector<int> kSeen = {1, 2};"));
  EXPECT_FALSE(refused("static constexpr int kSeen = 1;"));
  EXPECT_FALSE(refused("static Result<Story> create(int n);"));
  EXPECT_FALSE(refused("bool operator==(const A& a, const A& b) = default;"));
  EXPECT_FALSE(refused("int f(int n = 0);"));
}

TEST_F(House, RefusesFractionsInTheCore) {
  EXPECT_TRUE(refused("double share(int n);"));
  put("src/core/story.cc", "\n// nothing\n");
  put("src/core/course_grid.cc", "double share(int n);\n");
  put("src/document/json_writer.cc", "double share(int n);\n");
  EXPECT_EQ(breaches(), "");
}

TEST_F(House, RefusesLongLinesAndFiles) {
  EXPECT_TRUE(refused("// " + std::string(108, 'x')));
  std::string letters;
  for (int i = 0; i < 100; ++i) letters += "é";
  EXPECT_FALSE(refused("// " + letters));
  std::string long_header = "// Long.\n#pragma once\n";
  for (int i = 0; i < 300; ++i) long_header += "//\n";
  put("src/core/story.cc", long_header);
  EXPECT_EQ(breaches(), "");
  put("src/core/story.h", long_header);
  put("tools/long.cc", long_header + long_header + long_header);
  EXPECT_NE(breaches().find("src/core/story.h:301: file of 302 (limit 300) lines"), std::string::npos);
  EXPECT_NE(breaches().find("tools/long.cc:801: file of 906 (limit 800) lines"), std::string::npos);
}

std::string lines(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += "  f({1});\n";
  return text;
}

TEST_F(House, RefusesLongFunctions) {
  put("tools/a.cc", "namespace a {\nvoid f() {\n" + lines(68) + "}\n}  // namespace a\n");
  EXPECT_EQ(breaches(), "");
  for (const char* head :
       {"void f()", "void f(A a = {})", "A::A() : b_{1}, c_(2), d_{3}", "struct A {\n  int n = 0; int f()",
        "template <class T>\nauto f(T t) -> int", "const auto f = [](int n)"}) {
    put("tools/a.cc", "namespace a {\n" + std::string(head) + " {\n" + lines(69) + "}\n");
    EXPECT_NE(breaches().find("function body of 71 (limit 70) lines"), std::string::npos) << head;
  }
  put("tools/a.cc", "constexpr A kTable[] = {\n" + lines(100) + "};\nstruct A {\n" + lines(0) + "};\n");
  EXPECT_EQ(breaches(), "");
}

TEST_F(House, RefusesWordsThatMayNotStand) {
  for (const char* sentence :
       {"It is safe.", "You are FINE", "nothing serious", "the saddle area", "colicky pain", "incontinence",
        "It is just pain", "Obviously.", "your fault", "to blame", "lazy"}) {
    put("protocol/words/en/cards.yaml", "# words\ncards.a.ask: \"" + std::string(sentence) + "\"\n");
    EXPECT_NE(breaches().find("protocol/words/en/cards.yaml:2: "), std::string::npos) << sentence;
  }
  put("protocol/words/en/cards.yaml", "");
  for (const char* sentence : {"Es seguro.", "sin riesgo", "No es nada grave.", "por tu culpa"}) {
    put("protocol/words/es/cards.yaml", "cards.a.ask: \"" + std::string(sentence) + "\"\n");
    EXPECT_NE(breaches().find("protocol/words/es/cards.yaml:1: "), std::string::npos) << sentence;
  }
  put("protocol/words/en/relief.yaml", "relief.prevention_habits.why: \"None of it is a fault.\"\n");
  put("protocol/words/es/cards.yaml", "cards.a.ask: \"¿Tomas algún seguro? ¿Te culpabas?\"\n");
  EXPECT_EQ(breaches(), "");
}

TEST_F(House, RefusesWhatWorkLeavesBehind) {
  const std::string skip = std::string("DIS") + "ABLED_";
  for (const std::string& line :
       {std::string("// TO") + "DO: later", std::string("FIX") + "ME", std::string("XX") + "X",
        std::string("a HA") + "CK", "TEST(A, " + skip + "B)", std::string("GTEST_") + "SKIP();",
        std::string("open(\"/wo") + "rk/a\")", std::string("cd /t") + "mp/a", std::string("x=/ho") + "me/me",
        std::string("'/ro") + "ot'", std::string("a\tb"), std::string("a ")}) {
    put("docs/a.md", "# Title\n" + line + "\n");
    EXPECT_NE(breaches().find("docs/a.md:2: "), std::string::npos) << line;
  }
  put("docs/a.md", "# Title\nsrc/work/a, ./tmp/b, https://example.org/home, XXXXXX, HACKING.md\n");
  put("tests/bytes/a.txt", "kept \t\n\n");
  EXPECT_EQ(breaches(), "");
}

TEST_F(House, WantsOneNewlineAtTheEnd) {
  put("docs/a.md", "# Title");
  EXPECT_NE(breaches().find("docs/a.md:1: no newline"), std::string::npos);
  put("docs/a.md", "# Title\n\n");
  EXPECT_NE(breaches().find("docs/a.md:2: empty line"), std::string::npos);
}

TEST_F(House, WantsAWordOnEveryFolder) {
  put("src/attic/old/a.txt", "text\n");
  put("verify/a.cc", "int f();\n");
  EXPECT_NE(breaches().find("src/attic: nothing says"), std::string::npos);
  EXPECT_NE(breaches().find("src/attic/old: nothing says"), std::string::npos);
  EXPECT_NE(breaches().find("verify: nothing says"), std::string::npos);
  put("verify/README.md", "# Proofs\n");
  put("src/attic/README.md", "# The attic\n");
  put("src/attic/old/README.md", "# Older\n");
  EXPECT_EQ(breaches(), "");
}

TEST_F(House, WantsTitlesAndOpeningComments) {
  put("docs/a.md", "No title\n");
  put("tools/a.h", "#pragma once\n");
  put("tools/b.h", "// What it is for.\nint b();  // #pragma once\n");
  EXPECT_NE(breaches().find("docs/a.md:1: page without a title"), std::string::npos);
  EXPECT_NE(breaches().find("tools/a.h:1: header without an opening comment"), std::string::npos);
  EXPECT_NE(breaches().find("tools/b.h:1: header without a guard"), std::string::npos);
}

TEST_F(House, DoesNotReadBuildsAndPackages) {
  put("build/a.md", "no title");
  put("web/node_modules/a.md", "no title");
  put(".git/a.md", "no title");
  EXPECT_EQ(breaches(), "");
}

TEST(Symbols, RefusesWhatPureCodeMustNotNeed) {
  for (const char* symbol : {"clock_gettime",
                             "time",
                             "fopen",
                             "fopen64@GLIBC_2.2.5",
                             "open",
                             "read",
                             "write",
                             "printf",
                             "getenv",
                             "rand",
                             "pthread_create",
                             "socket",
                             "std::random_device::_M_getval()",
                             "std::locale::locale()",
                             "__cxa_throw",
                             "__cxa_allocate_exception",
                             "typeinfo for std::exception",
                             "_ZTIi",
                             "std::cout",
                             "stderr"}) {
    const Problems problems = judge_symbols("libcore.a",
                                            "\nfold.cc.o:\n                 U " + std::string(symbol) + "\n");
    ASSERT_EQ(problems.size(), 1U) << symbol;
    EXPECT_NE(to_text(problems[0]).find("libcore.a: fold.cc.o needs " + std::string(symbol)),
              std::string::npos);
  }
}

TEST(Symbols, AllowsWhatPureCodeNeeds) {
  for (const char* symbol : {"operator new(unsigned long)", "operator delete(void*, unsigned long)", "memcpy",
                             "strlen", "abort", "snprintf", "std::__throw_length_error(char const*)",
                             "springback::time(int)", "springback::read(int)", "timegm2"})
    EXPECT_TRUE(judge_symbols("a", "a.o:\n                 U " + std::string(symbol) + "\n").empty())
        << symbol;
}

TEST(Symbols, ReadsARealArchive) {
  EXPECT_FALSE(check_symbols(IMPURE_ARCHIVE).empty());
  const Problems missing = check_symbols("no_such_archive.a");
  ASSERT_EQ(missing.size(), 1U);
  EXPECT_EQ(missing[0].instead, "build it first");
}

}  // namespace
}  // namespace springback::house
