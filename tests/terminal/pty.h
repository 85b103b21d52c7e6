// A program at a pseudo-terminal, as a person meets it: keys go in, screens come out. Every wait has an end.
// It knows nothing of Springback but how it clears the screen.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace springback::terminal {

using Milliseconds = std::chrono::milliseconds;

/// Longer than any answer takes, also on a busy machine.
inline constexpr Milliseconds kPatience{5000};

struct Launch {
  std::string program;
  std::vector<std::string> arguments;
  std::map<std::string, std::string> environment;  ///< all of it: nothing is inherited
  int columns = 80;
  int rows = 24;
};

class Pty {
 public:
  /// Throws std::runtime_error where there is no terminal to be had.
  explicit Pty(const Launch& launch);
  /// Kills the program if it still runs.
  ~Pty();
  Pty(const Pty&) = delete;
  Pty& operator=(const Pty&) = delete;

  void send(std::string_view keys);
  void resize(int columns, int rows);
  void signal(int number);

  /// Reads until the current screen has this text. False where the time was over or the program ended first.
  bool wait_for(std::string_view text, Milliseconds limit = kPatience);
  /// Reads until something new was drawn and the program waits for a key; then the screen.
  std::string settle(Milliseconds limit = kPatience);
  /// Sends keys and settles.
  std::string press(std::string_view keys);
  /// Reads to the end. The exit status, or 128 and the signal, as a shell says it; nothing where it still
  /// runs.
  std::optional<int> wait_end(Milliseconds limit = kPatience);

  /// What was printed since the screen was last cleared, without escape codes.
  std::string screen() const;
  /// Everything that was ever printed, as it came.
  const std::string& raw() const { return raw_; }

 private:
  bool read_some(Milliseconds wait);
  bool is_waiting() const;

  int terminal_ = -1;
  pid_t child_ = -1;
  bool ended_ = false;
  std::optional<int> status_;
  std::string raw_;
  std::size_t settled_at_ = 0;
};

/// Text as it looks: escape codes and bells removed, and what a bare carriage return overwrites.
std::string plain(std::string_view raw);

}  // namespace springback::terminal
