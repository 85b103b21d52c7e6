#include "source_tree.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <sstream>

namespace springback::house {
namespace {

namespace fs = std::filesystem;

/// Walks over C++ and blanks what is not code.
class Blanker {
 public:
  explicit Blanker(std::string_view text) : text_(text), out_(text) {}

  std::string run() {
    while (at_ < text_.size()) step();
    return std::move(out_);
  }

 private:
  bool here(std::string_view what) const { return text_.substr(at_).starts_with(what); }

  void blank_to(std::size_t end) {
    for (end = std::min(end, text_.size()); at_ < end; ++at_)
      if (text_[at_] != '\n') out_[at_] = ' ';
  }

  /// The place after the next `what` from `from` on, or the end.
  std::size_t after(std::string_view what, std::size_t from) const {
    const std::size_t found = text_.find(what, from);
    return found == std::string_view::npos ? text_.size() : found + what.size();
  }

  void step() {
    if (here("//")) return blank_to(text_.find('\n', at_));
    if (here("/*")) return blank_to(after("*/", at_ + 2));
    if (here("R\"") && (at_ == 0 || !is_word_char(text_[at_ - 1]))) return raw_string();
    if (text_[at_] == '"') return quoted('"');
    if (text_[at_] == '\'' && !in_number()) return quoted('\'');
    ++at_;
  }

  void raw_string() {
    const std::size_t open = text_.find('(', at_);
    if (open == std::string_view::npos) return blank_to(text_.size());
    const std::string close = ")" + std::string(text_.substr(at_ + 2, open - at_ - 2)) + "\"";
    at_ += 2;
    blank_to(after(close, open) - 1);
    ++at_;
  }

  void quoted(char quote) {
    std::size_t end = ++at_;
    while (end < text_.size() && text_[end] != quote && text_[end] != '\n') end += text_[end] == '\\' ? 2 : 1;
    blank_to(end);
    if (at_ < text_.size() && text_[at_] == quote) ++at_;
  }

  /// Whether the ' at this place separates digits (1'000).
  bool in_number() const {
    std::size_t begin = at_;
    while (begin > 0 && (is_word_char(text_[begin - 1]) || text_[begin - 1] == '\'')) --begin;
    return begin < at_ && std::isdigit(static_cast<unsigned char>(text_[begin])) != 0;
  }

  std::string_view text_;
  std::string out_;
  std::size_t at_ = 0;
};

bool is_left_out(const std::string& folder) {
  static constexpr std::array<std::string_view, 4> kLeftOut = {"build", "node_modules", "dist", "coverage"};
  if (std::ranges::find(kLeftOut, folder) != kLeftOut.end()) return true;
  return folder.starts_with('.') && folder != ".github";
}

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

SourceFile source_file(std::string path, std::string text) {
  SourceFile file{.path = std::move(path), .text = std::move(text), .lines = {}, .code = {}};
  file.lines = split_lines(file.text);
  if (file.is_cpp()) file.code = split_lines(blank_comments_and_quotes(file.text));
  return file;
}

}  // namespace

bool SourceFile::under(std::string_view folder) const {
  return path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/';
}

std::string_view SourceFile::name() const {
  return std::string_view(path).substr(path.rfind('/') + 1);  // npos + 1 is 0: a file at the top
}

const SourceFile* Tree::find(std::string_view path) const {
  const auto found = std::ranges::find(files, path, &SourceFile::path);
  return found == files.end() ? nullptr : &*found;
}

Tree read_tree(const fs::path& root) {
  Tree tree;
  for (auto entry = fs::recursive_directory_iterator(root); entry != fs::recursive_directory_iterator();
       ++entry) {
    if (entry->is_directory()) {
      if (is_left_out(entry->path().filename().string())) entry.disable_recursion_pending();
      continue;
    }
    if (!entry->is_regular_file() || entry->is_symlink()) continue;
    std::string text = read_file(entry->path());
    if (text.find('\0') != std::string::npos) continue;
    tree.files.push_back(source_file(fs::relative(entry->path(), root).generic_string(), std::move(text)));
  }
  std::ranges::sort(tree.files, {}, &SourceFile::path);
  return tree;
}

std::string blank_comments_and_quotes(std::string_view text) { return Blanker(text).run(); }

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

bool is_word_char(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || std::isalnum(byte) != 0 || c == '_';
}

std::size_t find_token(std::string_view line, std::string_view token, std::size_t from) {
  for (std::size_t at = line.find(token, from); at != std::string_view::npos; at = line.find(token, at + 1)) {
    const std::size_t end = at + token.size();
    const bool begins = at == 0 || !is_word_char(token.front()) || !is_word_char(line[at - 1]);
    const bool ends = end == line.size() || !is_word_char(token.back()) || !is_word_char(line[end]);
    if (begins && ends) return at;
  }
  return std::string_view::npos;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

}  // namespace springback::house
