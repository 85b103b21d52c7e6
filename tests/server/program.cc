#include "server/program.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

namespace springback::server {

Program::Program(const terminal::Home& home, const terminal::Words& more) {
  terminal::Words words = {SPRINGBACK_PROGRAM, "serve", "--port", "0"};
  words.insert(words.end(), more.begin(), more.end());
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const std::string log = home.path("log");
  std::array<int, 2> out{};
  if (pipe(out.data()) != 0) throw std::runtime_error("no pipe");
  child_ = fork();
  if (child_ == 0) {
    const int file = open(log.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    dup2(out[1], STDOUT_FILENO);
    dup2(file, STDERR_FILENO);
    close(out[0]);
    // A sanitizer keeps back what was freed, 256 MB of it unless told otherwise: its memory would not be
    // flat.
    setenv("ASAN_OPTIONS", "quarantine_size_mb=1:thread_local_quarantine_size_kb=64:malloc_context_size=2",
           1);
    execv(arguments.front(), arguments.data());
    _exit(127);
  }
  close(out[1]);
  char byte = 0;
  while (read(out[0], &byte, 1) == 1 && byte != '\n') printed_ += byte;
  close(out[0]);
  const std::size_t at = printed_.find(':', printed_.find("http://") + 7);
  if (at == std::string::npos) throw std::runtime_error("it does not listen: " + printed_);
  port_ = static_cast<std::uint16_t>(std::stoi(printed_.substr(at + 1)));
}

Program::~Program() {
  if (child_ <= 0) return;
  signal(SIGKILL);
  wait_end();
}

void Program::signal(int number) const { kill(child_, number); }

int Program::wait_end() {
  int status = 0;
  waitpid(child_, &status, 0);
  child_ = -1;
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

long Program::resident_kib() const {
  std::ifstream status("/proc/" + std::to_string(child_) + "/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmRSS:")) return std::stol(line.substr(6));
  return 0;
}

}  // namespace springback::server
