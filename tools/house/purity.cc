// What the pure folders may not name. A scan of tokens: it sees no types, so it errs on the strict side and
// knows what it cannot see (a mutable object written over several lines; `symbols` and -fno-exceptions catch
// more).
#include <algorithm>
#include <array>
#include <span>

#include "rules.h"

namespace springback::house {
namespace {

constexpr std::array<std::string_view, 6> kPure = {"src/base",  "src/protocol", "src/core",
                                                   "src/words", "src/document", "src/report"};

enum class Shape { word, call, header };

struct Ban {
  Shape shape;
  std::string_view instead;
  std::span<const std::string_view> tokens;
};

constexpr std::string_view kClockCalls[] = {"time",   "gettimeofday", "clock_gettime", "clock",
                                            "mktime", "localtime",    "gmtime",        "strftime"};
constexpr std::string_view kClocks[] = {"system_clock", "steady_clock", "high_resolution_clock",
                                        "utc_clock",    "tai_clock",    "gps_clock",
                                        "file_clock",   "current_zone"};
constexpr std::string_view kClockHeaders[] = {"ctime", "time.h", "sys/time.h"};
constexpr std::string_view kPrintCalls[] = {"printf", "fprintf", "vprintf", "puts",   "fputs",  "putchar",
                                            "scanf",  "fopen",   "fread",   "fwrite", "perror", "snprintf"};
constexpr std::string_view kStreams[] = {
    "std::cout",    "std::cerr",         "std::clog",     "std::cin",           "std::ostream",
    "std::istream", "std::fstream",      "std::ifstream", "std::ofstream",      "std::ostringstream",
    "std::print",   "std::stringstream", "std::println",  "std::istringstream", "FILE"};
constexpr std::string_view kStreamHeaders[] = {"cstdio",  "stdio.h", "iostream", "fstream", "sstream",
                                               "ostream", "istream", "iomanip",  "print"};
constexpr std::string_view kFileWords[] = {"std::filesystem"};
constexpr std::string_view kFileHeaders[] = {"filesystem", "unistd.h", "fcntl.h"};
constexpr std::string_view kEnvironmentCalls[] = {"getenv", "secure_getenv", "setenv", "putenv"};
constexpr std::string_view kRandomCalls[] = {"rand", "srand", "random", "getrandom"};
constexpr std::string_view kRandomWords[] = {"random_device", "mt19937", "mt19937_64",
                                             "default_random_engine"};
constexpr std::string_view kRandomHeaders[] = {"random"};
constexpr std::string_view kThreadWords[] = {
    "std::thread", "std::jthread",    "std::mutex",     "std::shared_mutex", "std::atomic",
    "std::async",  "std::lock_guard", "std::call_once", "std::future",       "std::this_thread"};
constexpr std::string_view kThreadHeaders[] = {"thread", "mutex",     "shared_mutex",      "atomic",
                                               "future", "pthread.h", "condition_variable"};
constexpr std::string_view kLocaleWords[] = {"std::locale", "setlocale", "localeconv"};
constexpr std::string_view kLocaleHeaders[] = {"locale", "clocale", "cctype", "ctype.h"};
constexpr std::string_view kRegexWords[] = {"std::regex"};
constexpr std::string_view kRegexHeaders[] = {"regex"};
constexpr std::string_view kFormatWords[] = {"std::format", "std::format_to", "std::vformat"};
constexpr std::string_view kFormatHeaders[] = {"format"};
constexpr std::string_view kExceptionWords[] = {"throw", "try", "catch"};
constexpr std::string_view kTypeWords[] = {"dynamic_cast", "typeid"};
constexpr std::string_view kThreadLocal[] = {"thread_local"};

constexpr std::string_view kNoClock = "take the instant as an argument: doors stamp it";
constexpr std::string_view kNoStream = "return a std::string, or a Result with an Error; doors print";
constexpr std::string_view kNoFile = "take the text as an argument: doors and store read files";
constexpr std::string_view kNoRandom = "take the id or the seed as an argument: doors make them";
constexpr std::string_view kNoThread =
    "stay sequential: doors may call from several threads on separate values";
constexpr std::string_view kNoLocale =
    "compare characters with 'a' and 'z', and take the language from the request";
constexpr std::string_view kNoRegex = "scan by hand (base/instant.cc shows how)";
constexpr std::string_view kNoFormat =
    "append pieces, std::to_string and fixed point; std::format adds 100 kB";

constexpr std::array kBans = {
    Ban{Shape::call, kNoClock, kClockCalls},
    Ban{Shape::word, kNoClock, kClocks},
    Ban{Shape::header, kNoClock, kClockHeaders},
    Ban{Shape::call, kNoStream, kPrintCalls},
    Ban{Shape::word, kNoStream, kStreams},
    Ban{Shape::header, kNoStream, kStreamHeaders},
    Ban{Shape::word, kNoFile, kFileWords},
    Ban{Shape::header, kNoFile, kFileHeaders},
    Ban{Shape::call, "take it as an argument: doors read the environment", kEnvironmentCalls},
    Ban{Shape::call, kNoRandom, kRandomCalls},
    Ban{Shape::word, kNoRandom, kRandomWords},
    Ban{Shape::header, kNoRandom, kRandomHeaders},
    Ban{Shape::word, kNoThread, kThreadWords},
    Ban{Shape::header, kNoThread, kThreadHeaders},
    Ban{Shape::word, kNoLocale, kLocaleWords},
    Ban{Shape::header, kNoLocale, kLocaleHeaders},
    Ban{Shape::word, kNoRegex, kRegexWords},
    Ban{Shape::header, kNoRegex, kRegexHeaders},
    Ban{Shape::word, kNoFormat, kFormatWords},
    Ban{Shape::header, kNoFormat, kFormatHeaders},
    Ban{Shape::word, "return a Result and pass errors on with TRY (base/result.h)", kExceptionWords},
    Ban{Shape::word, "say the kind in the value: an enum or a std::variant", kTypeWords},
    Ban{Shape::word, "pass it as an argument: global state is not replayed", kThreadLocal},
};

constexpr std::string_view kFloats[] = {"float", "double"};
constexpr Ban kFloatBan = {Shape::word, "use an integer in a small named unit (mg, seconds, tenths)",
                           kFloats};

/// A free function being called (or declared): not `entry.time()`, and not `clock` as a name of something
/// else.
bool calls(std::string_view code, std::string_view name) {
  for (std::size_t at = find_token(code, name); at != std::string_view::npos;
       at = find_token(code, name, at + 1)) {
    const std::string_view before = code.substr(0, at);
    const bool member = before.ends_with('.') || before.ends_with("->");
    const std::string_view scope = before.ends_with("::") ? before.substr(0, before.size() - 2) : "";
    const bool of_other_scope = !scope.empty() && is_word_char(scope.back()) && !scope.ends_with("std");
    if (!member && !of_other_scope && trimmed(code.substr(at + name.size())).starts_with('(')) return true;
  }
  return false;
}

bool includes(std::string_view code, std::string_view header) {
  return trimmed(code).starts_with('#') &&
         code.find("<" + std::string(header) + ">") != std::string_view::npos;
}

bool breaks(const Ban& ban, std::string_view code, std::string_view token) {
  switch (ban.shape) {
    case Shape::word: return has_token(code, token);
    case Shape::call: return calls(code, token);
    case Shape::header: return includes(code, token);
  }
  return false;
}

void check_ban(const Ban& ban, const SourceFile& file, std::size_t line, Problems& problems) {
  for (const std::string_view token : ban.tokens)
    if (breaks(ban, file.code[line], token))
      problems.push_back(
          {file.path, line + 1, "'" + std::string(token) + "' in a pure folder", std::string(ban.instead)});
}

bool names_constant(std::string_view code) {
  return has_token(code, "const") || has_token(code, "constexpr") || has_token(code, "consteval");
}

/// `static` before something that can change. What is followed by "(" before "=", "{" or ";" counts as a
/// function.
bool is_mutable_static(std::string_view code) {
  const std::size_t at = find_token(code, "static");
  if (at == std::string_view::npos || names_constant(code)) return false;
  const std::size_t end = code.find_first_of("=;{(", at);
  return end == std::string_view::npos || code[end] != '(';
}

/// An object at the left margin, where the code of a namespace stands, on a line of its own.
bool is_mutable_global(std::string_view code) {
  static constexpr std::string_view kOther[] = {
      "using",   "typedef",  "namespace", "struct", "class",    "enum",    "union",         "template",
      "friend",  "extern",   "return",    "static", "public",   "private", "concept",       "case",
      "default", "requires", "do",        "else",   "operator", "goto",    "static_assert", "protected"};
  if (code.empty() || !is_word_char(code.front()) || names_constant(code)) return false;
  const auto has = [&](std::string_view word) { return has_token(code, word); };
  if (std::ranges::any_of(kOther, has)) return false;
  const std::size_t end = code.find_first_of("=;{(");
  if (end == std::string_view::npos || code[end] == '(') return false;
  // A type and a name: two words at least.
  return trimmed(code.substr(0, end)).find_first_of(" *&>") != std::string_view::npos;
}

void check_state(const SourceFile& file, std::size_t line, Problems& problems) {
  if (is_mutable_static(file.code[line]) || is_mutable_global(file.code[line]))
    problems.push_back({file.path, line + 1, "state that outlives a call in a pure folder",
                        "make it constexpr, or pass it as an argument"});
}

/// Forecasts and the lifting equation need fractions, and are rounded at their edge.
bool may_use_fractions(const SourceFile& file) {
  return !file.under("src/core") || file.name().starts_with("course") || file.name().starts_with("lifting");
}

}  // namespace

Problems check_purity(const Tree& tree) {
  Problems problems;
  for (const SourceFile& file : tree.files) {
    const bool pure = std::ranges::any_of(kPure, [&](std::string_view folder) { return file.under(folder); });
    if (!pure || !file.is_cpp()) continue;
    for (std::size_t line = 0; line < file.code.size(); ++line) {
      for (const Ban& ban : kBans) check_ban(ban, file, line, problems);
      if (!may_use_fractions(file)) check_ban(kFloatBan, file, line, problems);
      check_state(file, line, problems);
    }
  }
  return problems;
}

}  // namespace springback::house
