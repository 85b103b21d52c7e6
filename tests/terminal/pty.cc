#include "terminal/pty.h"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <fstream>
#include <stdexcept>

namespace springback::terminal {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::string_view kClear = "\x1b[2J\x1b[H";
/// A program that sleeps and has printed nothing for so long has drawn its screen.
constexpr Milliseconds kQuiet{10};

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (std::string& text : texts) all.push_back(text.data());
  all.push_back(nullptr);
  return all;
}

Milliseconds left_until(Clock::time_point end) {
  return std::max(std::chrono::duration_cast<Milliseconds>(end - Clock::now()), Milliseconds(0));
}

/// The length of the escape sequence at the front of a text.
std::size_t escape_length(std::string_view text) {
  if (text.size() < 2 || text[1] != '[') return 1;
  std::size_t end = 2;
  while (end < text.size() && (text[end] < '@' || text[end] > '~')) ++end;
  return std::min(end + 1, text.size());
}

}  // namespace

Pty::Pty(const Launch& launch) {
  std::vector<std::string> arguments = {launch.program};
  arguments.insert(arguments.end(), launch.arguments.begin(), launch.arguments.end());
  std::vector<std::string> environment;
  for (const auto& [name, value] : launch.environment) environment.push_back(name + "=" + value);
  const std::vector<char*> argv = pointers(arguments), envp = pointers(environment);
  winsize size{};
  size.ws_col = static_cast<unsigned short>(launch.columns);
  size.ws_row = static_cast<unsigned short>(launch.rows);
  child_ = forkpty(&terminal_, nullptr, nullptr, &size);
  if (child_ < 0) throw std::runtime_error("no pseudo-terminal");
  if (child_ == 0) {
    execve(argv.front(), argv.data(), envp.data());
    _exit(127);
  }
  fcntl(terminal_, F_SETFD, FD_CLOEXEC);
}

Pty::~Pty() {
  if (!status_) {
    kill(child_, SIGKILL);
    waitpid(child_, nullptr, 0);
  }
  close(terminal_);
}

void Pty::send(std::string_view keys) {
  while (!keys.empty()) {
    const ssize_t sent = write(terminal_, keys.data(), keys.size());
    if (sent > 0) keys.remove_prefix(static_cast<std::size_t>(sent));
    else if (errno != EINTR) return;
  }
}

void Pty::resize(int columns, int rows) {
  winsize size{};
  size.ws_col = static_cast<unsigned short>(columns);
  size.ws_row = static_cast<unsigned short>(rows);
  ioctl(terminal_, TIOCSWINSZ, &size);
}

void Pty::signal(int number) {
  if (!status_) kill(child_, number);
}

/// Whether anything came.
bool Pty::read_some(Milliseconds wait) {
  if (ended_) return false;
  pollfd in{terminal_, POLLIN, 0};
  if (poll(&in, 1, static_cast<int>(wait.count())) <= 0) return false;
  std::array<char, 4096> bytes{};
  const ssize_t count = read(terminal_, bytes.data(), bytes.size());
  // The far end is closed: EIO on Linux.
  if (count <= 0) ended_ = true;
  else raw_.append(bytes.data(), static_cast<std::size_t>(count));
  return count > 0;
}

/// Whether the program sleeps, as /proc says: then it waits for a key or for time to pass.
bool Pty::is_waiting() const {
  std::ifstream in("/proc/" + std::to_string(child_) + "/stat");
  std::string text;
  std::getline(in, text);
  const std::size_t name_ends = text.rfind(')');
  return name_ends != std::string::npos && name_ends + 2 < text.size() && text[name_ends + 2] == 'S';
}

bool Pty::wait_for(std::string_view text, Milliseconds limit) {
  const auto end = Clock::now() + limit;
  while (screen().find(text) == std::string::npos) {
    const Milliseconds left = left_until(end);
    if (ended_ || left == Milliseconds(0)) return false;
    read_some(left);
  }
  settled_at_ = raw_.size();
  return true;
}

std::string Pty::settle(Milliseconds limit) {
  const auto end = Clock::now() + limit;
  while (!ended_ && left_until(end) > Milliseconds(0)) {
    if (read_some(kQuiet)) continue;
    if (raw_.size() > settled_at_ && !screen().empty() && is_waiting()) break;
  }
  settled_at_ = raw_.size();
  return screen();
}

std::string Pty::press(std::string_view keys) {
  send(keys);
  return settle();
}

std::optional<int> Pty::wait_end(Milliseconds limit) {
  const auto end = Clock::now() + limit;
  while (!status_) {
    const Milliseconds left = left_until(end);
    if (!ended_) read_some(std::min(left, kQuiet));
    int status = 0;
    if (waitpid(child_, &status, WNOHANG) == child_) {
      status_ = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
      while (read_some(Milliseconds(0))) {
      }
    } else if (left == Milliseconds(0)) {
      return std::nullopt;
    } else if (ended_) {
      usleep(1000);
    }
  }
  return status_;
}

std::string Pty::screen() const {
  const std::size_t cleared = raw_.rfind(kClear);
  return plain(cleared == std::string::npos ? std::string_view(raw_)
                                            : std::string_view(raw_).substr(cleared + kClear.size()));
}

std::string plain(std::string_view raw) {
  std::string out;
  while (!raw.empty()) {
    std::size_t taken = 1;
    if (raw.front() == '\x1b') {
      taken = escape_length(raw);
    } else if (raw.starts_with("\r\n")) {
      out += '\n';
      taken = 2;
    } else if (raw.front() == '\r') {
      out.erase(out.rfind('\n') + 1);
    } else if (raw.front() != '\a') {
      out += raw.front();
    }
    raw.remove_prefix(taken);
  }
  return out;
}

}  // namespace springback::terminal
