#include "terminal/home.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace springback::terminal {
namespace {

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (std::string& text : texts) all.push_back(text.data());
  all.push_back(nullptr);
  return all;
}

/// Puts a file in the place of standard input, output or errors.
void redirect(int descriptor, const std::string& file, int flags) {
  const int opened = open(file.c_str(), flags, 0600);
  if (opened < 0 || dup2(opened, descriptor) < 0) _exit(126);
  close(opened);
}

}  // namespace

std::string one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\n' || c == '\r';
    if (!space) line += c;
    else if (!line.empty() && line.back() != ' ') line += ' ';
  }
  return line;
}

Home::Home(std::string program) : program_(std::move(program)) {
  std::string name = (std::filesystem::temp_directory_path() / "springback-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder for a test");
  folder_ = name;
  environment = {{"SPRINGBACK_JOURNAL", journal()},
                 {"HOME", folder_},
                 {"LC_ALL", "en_US.UTF-8"},
                 {"TZ", "UTC"},
                 {"TERM", "xterm"},
                 {"NO_COLOR", "1"}};
}

Home::~Home() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

void Home::write(const std::string& name, const std::string& text) const {
  std::ofstream(path(name), std::ios::binary) << text;
}

std::string Home::read(const std::string& name) const {
  std::ifstream in(path(name), std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

bool Home::has(const std::string& name) const { return std::filesystem::exists(path(name)); }

void Home::import_case(const std::string& id) const {
  std::ifstream cases(SPRINGBACK_SOURCE_DIR "/protocol/cases/first.jsonl");
  for (std::string line; std::getline(cases, line);) {
    const Json one = Json::parse(line);
    if (one["id"] != id) continue;
    std::string entries;
    for (const Json& entry : one["journal"]) entries += entry.dump() + "\n";
    if (const Ran ran = run({"journal", "import", "-"}, entries); ran.status != 0)
      throw std::runtime_error(ran.err);
    return;
  }
  throw std::runtime_error("there is no case " + id);
}

Ran Home::run(const Words& arguments, const std::string& input) const {
  std::vector<std::string> words = {program_}, variables;
  words.insert(words.end(), arguments.begin(), arguments.end());
  for (const auto& [name, value] : environment) variables.push_back(name + "=" + value);
  const std::vector<char*> argv = pointers(words), envp = pointers(variables);
  const std::string in = path(".in"), out = path(".out"), err = path(".err");
  write(".in", input);
  const pid_t child = fork();
  if (child == 0) {
    redirect(STDIN_FILENO, in, O_RDONLY);
    redirect(STDOUT_FILENO, out, O_WRONLY | O_CREAT | O_TRUNC);
    redirect(STDERR_FILENO, err, O_WRONLY | O_CREAT | O_TRUNC);
    if (chdir(folder_.c_str()) != 0) _exit(126);
    execve(argv.front(), argv.data(), envp.data());
    _exit(127);
  }
  int status = 0;
  const auto end = std::chrono::steady_clock::now() + 2 * kPatience;
  while (waitpid(child, &status, WNOHANG) == 0) {
    if (std::chrono::steady_clock::now() > end) kill(child, SIGKILL);
    usleep(500);
  }
  return {.status = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status),
          .out = read(".out"),
          .err = read(".err")};
}

std::unique_ptr<Pty> Home::open(const Words& arguments, int columns, int rows) const {
  auto pty = std::make_unique<Pty>(Launch{.program = program_,
                                          .arguments = arguments,
                                          .environment = environment,
                                          .columns = columns,
                                          .rows = rows});
  pty->settle();
  return pty;
}

std::vector<Json> Home::entries(const std::string& kind) const {
  std::vector<Json> found;
  std::istringstream lines(run({"journal", "export"}).out);
  for (std::string line; std::getline(lines, line);)
    if (Json entry = Json::parse(line); kind.empty() || entry["kind"] == kind)
      found.push_back(std::move(entry));
  return found;
}

Json Home::told() const {
  Json all = Json::object();
  const std::vector<Json> retracted = entries("retracted");
  for (const Json& entry : entries("reported")) {
    const bool taken_back = std::ranges::any_of(retracted,
                                                [&](const Json& one) { return one["entry"] == entry["id"]; });
    if (!taken_back) all.update(entry["findings"]);
  }
  return all;
}

}  // namespace springback::terminal
