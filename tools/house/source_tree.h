// The repository's text files as the rules see them: as written, and for C++ with comments and quoted text
// blanked.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace springback::house {

struct SourceFile {
  std::string path;                ///< relative to the root, with '/'
  std::string text;                ///< as written
  std::vector<std::string> lines;  ///< as written, without line ends
  std::vector<std::string>
      code;   ///< C++ only: the same lines with comments and what stands in quotes blanked

  bool is_header() const { return path.ends_with(".h"); }
  bool is_cpp() const { return is_header() || path.ends_with(".cc"); }
  bool under(std::string_view folder) const;  ///< "src/core": anywhere below it
  std::string_view name() const;              ///< "fold.cc"
};

struct Tree {
  std::vector<SourceFile> files;  ///< by path; text only
  const SourceFile* find(std::string_view path) const;
};

/// Everything below `root` but builds, installed packages, hidden folders (other than .github) and binary
/// files.
Tree read_tree(const std::filesystem::path& root);

/// C++ with comments and the inside of string and character literals as blanks; line ends and quotes stay.
std::string blank_comments_and_quotes(std::string_view text);

std::vector<std::string> split_lines(std::string_view text);

/// Letters, digits and '_'; bytes of letters beyond ASCII count as letters.
bool is_word_char(char c);

/// Where `token` stands in `line` from `from` on, not as a part of a longer word; npos where it does not.
std::size_t find_token(std::string_view line, std::string_view token, std::size_t from = 0);

inline bool has_token(std::string_view line, std::string_view token) {
  return find_token(line, token) != std::string_view::npos;
}

/// Without the blanks at both ends.
std::string_view trimmed(std::string_view text);

}  // namespace springback::house
