#include "symbols.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <set>
#include <span>

#include "source_tree.h"

namespace springback::house {
namespace {

// Everything that is not named below is allowed. Looked at and left alone:
// - operator new and delete, memcpy and its family, strlen, abort: memory and stopping;
// - std::__throw_length_error and its kind in libstdc++: the containers call them where we broke their rules.
// Pure
//   code has no handlers (-fno-exceptions), so they are calls to abort by another name;
// - __assert_fail and std::__glibcxx_assert_fail: a message and abort;
// - snprintf, strtod, strtoull and localeconv: nlohmann's number reader and writer. They read the decimal
// point of the
//   locale, which is "C" because no door sets another; our own code may not use them (purity);
// - __cxa_guard_acquire and __cxa_atexit: constants of a function that are made on first use;
// - sanitizers' and the stack protector's calls.

struct Ban {
  std::span<const std::string_view>
      symbols;  ///< whole names of C functions; a '*' at the end stands for the rest
  std::string_view instead;
};

constexpr std::string_view kClocks[] = {
    "clock_gettime", "clock",    "time",      "gettimeofday",        "localtime*",        "gmtime*",
    "mktime",        "strftime", "nanosleep", "std::chrono::_V2::*", "std::chrono::tzdb*"};
constexpr std::string_view kFiles[] = {"fopen*", "open",  "open64", "openat*",           "read",
                                       "write",  "close", "fread*", "fwrite*",           "fclose",
                                       "unlink", "stat",  "mmap*",  "std::filesystem::*"};
constexpr std::string_view kStreams[] = {"printf",
                                         "fprintf",
                                         "vprintf",
                                         "vfprintf",
                                         "__printf_chk",
                                         "__fprintf_chk",
                                         "puts",
                                         "fputs",
                                         "fputc",
                                         "putchar",
                                         "putc",
                                         "perror",
                                         "scanf",
                                         "fscanf",
                                         "stdout",
                                         "stderr",
                                         "stdin",
                                         "std::cout",
                                         "std::cerr",
                                         "std::cin",
                                         "std::clog",
                                         "std::ios_base*",
                                         "std::basic_ios*",
                                         "std::basic_ostream*",
                                         "std::basic_istream*",
                                         "std::basic_ofstream*",
                                         "std::basic_ifstream*",
                                         "std::basic_filebuf*",
                                         "std::ostream::*",
                                         "std::istream::*",
                                         "std::basic_stringbuf*",
                                         "std::__cxx11::basic_stringbuf*",
                                         "std::__cxx11::basic_ostringstream*"};
constexpr std::string_view kEnvironment[] = {"getenv", "secure_getenv", "setenv", "environ",
                                             "system", "popen",         "fork"};
constexpr std::string_view kRandom[] = {
    "rand", "srand", "random", "rand_r", "getrandom", "getentropy", "std::random_device*"};
constexpr std::string_view kThreads[] = {"pthread_*",           "std::thread*",
                                         "std::this_thread*",   "std::condition_variable*",
                                         "std::__future_base*", "sem_*"};
constexpr std::string_view kSockets[] = {"socket", "connect",     "bind", "listen", "accept*", "send",
                                         "recv",   "getaddrinfo", "poll", "select", "epoll_*"};
constexpr std::string_view kLocales[] = {"setlocale",           "newlocale",       "uselocale",
                                         "std::locale*",        "std::use_facet*", "std::ctype<*",
                                         "std::__cxx11::ctype*"};
constexpr std::string_view kExceptions[] = {"__cxa_throw", "__cxa_allocate_exception", "__cxa_rethrow",
                                            "__cxa_begin_catch", "std::__throw_bad_any_cast*"};
constexpr std::string_view kTypes[] = {"typeinfo for *", "_ZTI*", "__dynamic_cast"};

constexpr std::array kBans = {
    Ban{kClocks, "take the instant as an argument"},
    Ban{kFiles, "take the text as an argument"},
    Ban{kStreams, "return a std::string or an Error; doors print"},
    Ban{kEnvironment, "take it as an argument"},
    Ban{kRandom, "take the id or the seed as an argument"},
    Ban{kThreads, "stay sequential"},
    Ban{kSockets, "leave talking to the doors"},
    Ban{kLocales, "compare characters by hand"},
    Ban{kExceptions, "return a Result, and build with springback_core_library (-fno-exceptions)"},
    Ban{kTypes, "use an enum or a variant, and build with springback_core_library (-fno-rtti)"},
};

/// "time" stands for `time` and `time@GLIBC_2.2.5`, and for a function `time(...)` of C++.
bool names(std::string_view pattern, std::string_view symbol) {
  if (pattern.ends_with('*')) return symbol.starts_with(pattern.substr(0, pattern.size() - 1));
  return symbol == pattern || (symbol.starts_with(pattern) && symbol[pattern.size()] == '@');
}

const Ban* ban_on(std::string_view symbol) {
  const auto found = std::ranges::find_if(kBans, [&](const Ban& ban) {
    return std::ranges::any_of(ban.symbols, [&](std::string_view pattern) { return names(pattern, symbol); });
  });
  return found == kBans.end() ? nullptr : &*found;
}

/// The symbol of a line "                 U name" (w and v: weak); empty for the names of members.
std::string_view symbol_of(std::string_view line) {
  const std::string_view body = trimmed(line);
  const bool is_symbol = body.size() > 2 && body[1] == ' ' && std::string_view("Uwv").contains(body[0]);
  return is_symbol && line.starts_with(' ') ? body.substr(2) : std::string_view();
}

std::string read_all(std::FILE* pipe) {
  std::string text;
  std::array<char, 4096> part{};
  while (const std::size_t size = std::fread(part.data(), 1, part.size(), pipe))
    text.append(part.data(), size);
  return text;
}

}  // namespace

Problems judge_symbols(const std::string& archive, std::string_view nm_output) {
  Problems problems;
  std::string member;
  std::set<std::string> seen;
  for (const std::string& line : split_lines(nm_output)) {
    if (line.ends_with(':')) member = line.substr(0, line.size() - 1);
    const std::string_view symbol = symbol_of(line);
    const Ban* ban = symbol.empty() ? nullptr : ban_on(symbol);
    if (ban == nullptr || !seen.insert(member + " " + std::string(symbol)).second) continue;
    problems.push_back({archive, 0, member + " needs " + std::string(symbol), std::string(ban->instead)});
  }
  return problems;
}

Problems check_symbols(const std::string& archive) {
  if (archive.find('\'') != std::string::npos)
    return {{archive, 0, "name with a quote", "rename the archive"}};
  std::FILE* pipe = popen(("nm -u --demangle '" + archive + "'").c_str(), "r");
  if (pipe == nullptr) return {{archive, 0, "nm did not start", "install binutils"}};
  const std::string output = read_all(pipe);
  if (pclose(pipe) != 0) return {{archive, 0, "nm could not read it", "build it first"}};
  return judge_symbols(archive, output);
}

}  // namespace springback::house
