// A person at a terminal: single keys in, lines out. Nothing else in the program touches the terminal's
// state.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace springback::cli {

/// A key as it was pressed: a character, or one of the names below.
struct Key {
  enum Name : char { character, enter, backspace, escape, closed };
  Name name = character;
  char letter = 0;  ///< lower case
};

enum class Style { plain, strong, faint, alarm };

class Terminal {
 public:
  Terminal();
  ~Terminal();
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  /// Both ends are a terminal: then single keys can be read and the screen be drawn anew.
  bool interactive() const { return interactive_; }
  int columns() const;
  int rows() const;

  /// Begins and ends the reading of single keys. Ended by the destructor in any case. From then on a signal
  /// asks the program to stop instead of ending it, also where nobody can press keys.
  void take_keys();
  void give_back();
  /// The next key; nothing when the time is over. `closed` when the input ended or the program is asked to
  /// stop.
  std::optional<Key> key(std::chrono::milliseconds wait);
  Key key();

  void clear();
  void write(std::string_view text);
  void bell();
  std::string styled(std::string_view text, Style style) const;

 private:
  bool interactive_ = false;
  bool colors_ = false;
  bool taken_ = false;
};

/// Whether a signal asked the program to end (hang-up, termination, interrupt).
bool asked_to_stop();

}  // namespace springback::cli
