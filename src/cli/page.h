// A screen while it is written: titles, paragraphs and lists in the width of the terminal, and the parts that
// several screens share.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/door.h"
#include "cli/terminal.h"

namespace springback::cli {

class Page {
 public:
  Page(const Door& door, const Terminal& terminal, const View& view);

  int columns() const { return columns_; }
  void blank() { out_ += '\n'; }
  void title(std::string_view text, Style style);
  void paragraph(std::string_view text);
  void faint(std::string_view text);
  /// `lead`, and the text beside it.
  void item(const std::string& lead, std::string_view text, Style style = Style::plain);

  /// What to do, step by step.
  void steps();
  /// What comes first: the next thing to do, before everything that can wait.
  void first_step();
  /// The telephone lines; each region named where there is more than one.
  void lines();
  /// The poison lines alone.
  void poison_lines();
  /// Whom to call before anything else, first on a screen: `lines` does not name them again.
  void call_now();
  /// Entries that a changed clock has put into the future do not count yet; nobody shall wonder where they
  /// are.
  void ahead();
  /// What to tell the operator or the clinic.
  void say_this();
  /// Why the urgency is what it is.
  void reasons();

  std::string take() { return std::move(out_); }

 private:
  void call_lines_of(std::optional<LineKind> alone);

  const Door& door_;
  const Terminal& terminal_;
  const View& view_;
  int columns_;
  std::vector<LineKind> called_;  ///< kinds of lines that are on the screen already
  std::string out_;
};

}  // namespace springback::cli
