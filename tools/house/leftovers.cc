// What is left behind by work: markers, skipped tests, paths of the machine it was done on, stray white
// space.
#include <algorithm>
#include <array>

#include "rules.h"

namespace springback::house {
namespace {

/// Folders of files that are kept byte for byte (fixtures, inputs of fuzzers): their white space and words
/// are theirs.
constexpr std::array<std::string_view, 5> kKeptAsTheyAre = {"bytes", "corpus", "found", "golden", "exact"};

/// Files written by a package manager.
constexpr std::array<std::string_view, 1> kWrittenByTools = {"package-lock.json"};

/// Files in which a tab means something.
constexpr std::array<std::string_view, 1> kNeedsTabs = {"Makefile"};

bool lies_in(const SourceFile& file, std::string_view folder) {
  return ("/" + file.path).find("/" + std::string(folder) + "/") != std::string::npos;
}

bool is_exempt(const SourceFile& file) {
  return std::ranges::any_of(kKeptAsTheyAre,
                             [&](std::string_view folder) { return lies_in(file, folder); }) ||
         std::ranges::find(kWrittenByTools, file.name()) != kWrittenByTools.end();
}

// The markers are put together here so that this file does not contain them.
std::array<std::string, 4> markers() {
  return {std::string("TO") + "DO", std::string("FIX") + "ME", std::string("XX") + "X",
          std::string("HA") + "CK"};
}

std::array<std::string, 2> skips() { return {std::string("DIS") + "ABLED_", std::string("GTEST_") + "SKIP"}; }

std::array<std::string, 4> machine_folders() {
  return {std::string("/wo") + "rk", std::string("/t") + "mp", std::string("/ro") + "ot",
          std::string("/ho") + "me"};
}

/// Whether a path begins at `at`: not in the middle of a longer path or of an address.
bool begins_path(std::string_view line, std::size_t at, std::size_t length) {
  const bool begins = at == 0 || (!is_word_char(line[at - 1]) &&
                                  std::string_view("./}-*~)").find(line[at - 1]) == std::string_view::npos);
  const std::size_t end = at + length;
  const bool whole = end == line.size() || (!is_word_char(line[end]) && line[end] != '-');
  return begins && whole;
}

bool has_path_in(std::string_view line, std::string_view folder) {
  for (std::size_t at = line.find(folder); at != std::string_view::npos; at = line.find(folder, at + 1))
    if (begins_path(line, at, folder.size())) return true;
  return false;
}

void check_line(const SourceFile& file, std::size_t i, Problems& problems) {
  const std::string& line = file.lines[i];
  const auto note = [&](std::string wrong, std::string instead) {
    problems.push_back({file.path, i + 1, std::move(wrong), std::move(instead)});
  };
  for (const std::string& marker : markers())
    if (has_token(line, marker)) note("marker " + marker, "do it, or write it up where work is planned");
  for (const std::string& skip : skips())
    if (line.find(skip) != std::string::npos)
      note("a test is skipped (" + skip + ")", "mend it or remove it");
  for (const std::string& folder : machine_folders())
    if (has_path_in(line, folder))
      note("path of one machine (" + folder + ")", "take it from an argument, or relative to the repository");
  if (line.find('\t') != std::string::npos && std::ranges::find(kNeedsTabs, file.name()) == kNeedsTabs.end())
    note("tab", "use blanks");
  if (line.ends_with(' ') || line.ends_with('\t') || line.ends_with('\r'))
    note("blank at the end of the line", "remove it");
}

void check_end(const SourceFile& file, Problems& problems) {
  if (file.text.empty()) return;
  if (!file.text.ends_with('\n'))
    problems.push_back({file.path, file.lines.size(), "no newline at the end of the file", "add one"});
  if (file.text.ends_with("\n\n") || file.text == "\n")
    problems.push_back({file.path, file.lines.size(), "empty line at the end of the file", "remove it"});
}

}  // namespace

Problems check_leftovers(const Tree& tree) {
  Problems problems;
  for (const SourceFile& file : tree.files) {
    if (is_exempt(file)) continue;
    for (std::size_t i = 0; i < file.lines.size(); ++i) check_line(file, i, problems);
    check_end(file, problems);
  }
  return problems;
}

}  // namespace springback::house
