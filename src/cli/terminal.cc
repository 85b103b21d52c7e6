#include "cli/terminal.h"

#include <poll.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>

namespace springback::cli {
namespace {

volatile std::sig_atomic_t stop_requested = 0;
termios saved_state;  // restored on exit; there is one terminal

void note_stop(int) { stop_requested = 1; }

void listen_to_signals() {
  struct sigaction action{};
  action.sa_handler = note_stop;
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaction(signal, &action, nullptr);
}

/// Arrow keys and their like arrive as an escape and more; the rest is taken off and the key passed over.
bool rest_of_sequence() {
  pollfd in{STDIN_FILENO, POLLIN, 0};
  bool any = false;
  std::array<char, 16> rest{};
  while (poll(&in, 1, 20) > 0 && read(STDIN_FILENO, rest.data(), rest.size()) > 0) any = true;
  return any;
}

}  // namespace

bool asked_to_stop() { return stop_requested != 0; }

Terminal::Terminal() {
  interactive_ = isatty(STDIN_FILENO) != 0 && isatty(STDOUT_FILENO) != 0;
  const char* no_color = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  const bool dumb = term == nullptr || std::string_view(term) == "dumb";
  colors_ = isatty(STDOUT_FILENO) != 0 && !dumb && (no_color == nullptr || *no_color == '\0');
}

Terminal::~Terminal() { give_back(); }

int Terminal::columns() const {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20) return size.ws_col;
  return 80;
}

int Terminal::rows() const {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row >= 5) return size.ws_row;
  return 24;
}

void Terminal::take_keys() {
  if (taken_) return;
  listen_to_signals();
  if (!interactive_ || tcgetattr(STDIN_FILENO, &saved_state) != 0) return;
  termios raw = saved_state;
  raw.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);
  raw.c_cc[VMIN] = 1;
  raw.c_cc[VTIME] = 0;
  tcsetattr(STDIN_FILENO, TCSADRAIN, &raw);
  taken_ = true;
}

void Terminal::give_back() {
  if (!taken_) return;
  tcsetattr(STDIN_FILENO, TCSADRAIN, &saved_state);
  taken_ = false;
}

std::optional<Key> Terminal::key(std::chrono::milliseconds wait) {
  if (asked_to_stop()) return Key{Key::closed};
  pollfd in{STDIN_FILENO, POLLIN, 0};
  const int ready = poll(&in, 1, static_cast<int>(wait.count()));
  if (asked_to_stop()) return Key{Key::closed};
  if (ready <= 0) return std::nullopt;
  char c = 0;
  if (read(STDIN_FILENO, &c, 1) != 1) return Key{Key::closed};
  if (c == '\n' || c == '\r') return Key{Key::enter};
  if (c == 127 || c == 8) return Key{Key::backspace};
  if (c == 4) return Key{Key::closed};
  if (c == 27) return rest_of_sequence() ? std::nullopt : std::optional(Key{Key::escape});
  const bool upper = c >= 'A' && c <= 'Z';
  return Key{Key::character, static_cast<char>(upper ? c - 'A' + 'a' : c)};
}

Key Terminal::key() {
  for (;;)
    if (const auto pressed = key(std::chrono::milliseconds(500))) return *pressed;
}

void Terminal::clear() {
  if (interactive_) write("\x1b[2J\x1b[H");
}

void Terminal::write(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fflush(stdout);
}

void Terminal::bell() {
  if (isatty(STDOUT_FILENO) != 0) write("\a");
}

std::string Terminal::styled(std::string_view text, Style style) const {
  if (!colors_ || style == Style::plain) return std::string(text);
  const char* code = style == Style::strong ? "\x1b[1m" : style == Style::faint ? "\x1b[2m" : "\x1b[1;31m";
  return code + std::string(text) + "\x1b[0m";
}

}  // namespace springback::cli
