// Sizes of src and tools. Long things hide what they do; the limits are where to split, not what to aim at.
#include <algorithm>
#include <array>

#include "rules.h"

namespace springback::house {
namespace {

constexpr std::size_t kLineMax = 110;  // characters; .clang-format says the same
constexpr std::size_t kHeaderMax = 300;
constexpr std::size_t kSourceMax = 800;
constexpr std::size_t kFunctionMax = 70;

/// Characters, not bytes: of UTF-8 only the first byte of each counts.
std::size_t length(std::string_view line) {
  return static_cast<std::size_t>(
      std::ranges::count_if(line, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string over(std::size_t found, std::size_t limit) {
  return std::to_string(found) + " (limit " + std::to_string(limit) + ")";
}

void check_lines(const SourceFile& file, Problems& problems) {
  for (std::size_t i = 0; i < file.lines.size(); ++i)
    if (const std::size_t found = length(file.lines[i]); found > kLineMax)
      problems.push_back({file.path, i + 1, "line of " + over(found, kLineMax) + " characters",
                          "break it, or run clang-format-19 -i"});
}

void check_file(const SourceFile& file, Problems& problems) {
  const std::size_t limit = file.is_header() ? kHeaderMax : kSourceMax;
  if (file.lines.size() > limit)
    problems.push_back({file.path, limit + 1, "file of " + over(file.lines.size(), limit) + " lines",
                        "split it by what its parts are for"});
}

/// Finds function bodies by braces. Counts lines from the opening brace to its closing brace, both included.
/// A brace opens a body where "(" stands between it and the end of the statement before; namespaces, classes
/// and enums are looked into; everything else in braces (tables) is passed over. Lambdas inside a body belong
/// to it.
class Bodies {
 public:
  Bodies(const SourceFile& file, Problems& problems) : file_(file), problems_(problems) {}

  void run() {
    for (line_ = 0; line_ < file_.code.size(); ++line_) {
      if (is_preprocessor()) continue;
      for (const char c : file_.code[line_]) take(c);
      head_ += ' ';
    }
  }

 private:
  bool is_preprocessor() {
    const std::string& code = file_.code[line_];
    const bool directive = continued_ || trimmed(code).starts_with('#');
    continued_ = directive && code.ends_with('\\');
    return directive;
  }

  void take(char c) {
    if (inside_ > 0) return take_inside(c);
    // What comes after `a_{1}` of a constructor or `= {}` of an argument still belongs to the same head.
    if (closed_ && std::string_view(" ,){").find(c) == std::string_view::npos) head_.clear();
    if (c != ' ') closed_ = false;
    if (c == '{') return open();
    if (c == ';' || c == '}') return head_.clear();
    head_ += c;
  }

  void take_inside(char c) {
    if (c == '{') ++inside_;
    if (c == '}' && --inside_ == 0) close();
  }

  void open() {
    if (opens_container()) return head_.clear();
    is_body_ = head_.find('(') != std::string::npos;
    first_line_ = line_;
    inside_ = 1;
  }

  bool opens_container() const {
    if (has_token(head_, "namespace") || has_token(head_, "extern")) return true;
    if (head_.find('(') != std::string::npos || head_.find('=') != std::string::npos) return false;
    constexpr std::array<std::string_view, 4> kContainers = {"class", "struct", "union", "enum"};
    return std::ranges::any_of(kContainers, [&](std::string_view word) { return has_token(head_, word); });
  }

  void close() {
    closed_ = true;
    const std::size_t found = line_ - first_line_ + 1;
    if (is_body_ && found > kFunctionMax)
      problems_.push_back({file_.path, first_line_ + 1,
                           "function body of " + over(found, kFunctionMax) + " lines, brace to brace",
                           "give its steps names and functions of their own"});
  }

  const SourceFile& file_;
  Problems& problems_;
  std::string head_;  ///< of the statement outside bodies, so far
  std::size_t line_ = 0, first_line_ = 0, inside_ = 0;
  bool is_body_ = false, closed_ = false, continued_ = false;
};

}  // namespace

Problems check_sizes(const Tree& tree) {
  Problems problems;
  for (const SourceFile& file : tree.files) {
    if (!file.is_cpp() || !(file.under("src") || file.under("tools"))) continue;
    check_lines(file, problems);
    check_file(file, problems);
    Bodies(file, problems).run();
  }
  return problems;
}

}  // namespace springback::house
