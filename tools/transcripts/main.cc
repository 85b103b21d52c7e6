// Makes the README's sessions: runs the real program, and writes what a person saw. README.md says more.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <vector>

#include "terminal/home.h"

namespace {

using springback::terminal::Home;
using springback::terminal::kMorning;
using springback::terminal::Ran;
using springback::terminal::Words;

const std::filesystem::path kRoot = SPRINGBACK_SOURCE_DIR;

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// A screen without the empty line above it and the blanks at line ends.
std::string tidy(const std::string& screen) {
  std::istringstream in(screen);
  std::string out;
  for (std::string line; std::getline(in, line);) {
    line.erase(line.find_last_not_of(' ') + 1);
    if (!out.empty() || !line.empty()) out += line + "\n";
  }
  return out;
}

/// "n 7 0+Enter": the answers, apart; the keys of one answer are joined by a plus.
std::vector<std::vector<std::string>> answers_of(const std::string& text) {
  std::vector<std::vector<std::string>> answers;
  std::istringstream in(text);
  for (std::string keys; in >> keys;) {
    answers.emplace_back();
    std::istringstream parts(keys);
    for (std::string key; std::getline(parts, key, '+');) answers.back().push_back(key);
  }
  return answers;
}

/// The command, then every answer and the screen that came. Screens on which an answer was only being typed
/// are left out.
std::string session(const Home& home, Words command, const std::string& at, const std::string& keys,
                    const std::string& last_words) {
  std::string out = "$ springback";
  for (const std::string& word : command) out += " " + word;
  command.insert(command.end(), {"--at", at});
  const auto person = home.open(command);
  out += "\n" + tidy(person->screen());
  for (const auto& answer : answers_of(keys)) {
    std::string shown, screen;
    for (const std::string& key : answer) {
      shown += (shown.empty() ? "[" : " [") + key + "]";
      screen = person->press(key == "Enter" ? "\r" : key);
    }
    out += "\n" + shown + "\n\n" + tidy(screen);
  }
  if (person->screen().find(last_words) == std::string::npos)
    throw std::runtime_error("the session did not end with '" + last_words + "':\n" + person->screen());
  return out;
}

std::string first_session(const std::string& keys, const std::string& last_words) {
  return session(Home(SPRINGBACK_PROGRAM), {}, kMorning, keys, last_words);
}

/// The evening of the day of the sofa: a drink against a cold at ten, two tablets against a headache at
/// eleven, and now paracetamol? The doses were told when they were taken.
std::string medicine() {
  const Home home(SPRINGBACK_PROGRAM);
  home.import_case("moved-a-sofa");
  home.write("doses.jsonl",
             R"({"id":"drink","at":"2026-11-22T22:00:00+01:00","kind":"took","product":"night-cold-liquid",)"
             R"("units":30})"
             "\n"
             R"({"id":"tablets","at":"2026-11-22T23:00:00+01:00","kind":"took",)"
             R"("product":"acetaminophen-aspirin-caffeine","units":2})"
             "\n");
  const std::string night = "2026-11-22T23:30:00+01:00";
  if (home.run({"journal", "import", home.path("doses.jsonl")}).status != 0)
    throw std::runtime_error("the doses were not taken in");
  return session(home, {"may", "paracetamol"}, night, "n 8+0+Enter n n y", "Wait until 05:00");
}

std::string batch() {
  const Home home(SPRINGBACK_PROGRAM);
  const std::string cases = "protocol/cases/first.jsonl";
  const Ran ran = home.run({"advise", "--cases", (kRoot / cases).string(), "--brief", "--json"});
  if (ran.status != 0) throw std::runtime_error(ran.err);
  return "$ springback advise --cases " + cases + " --brief --json\n" + ran.out;
}

/// The page with the blocks between the markers made anew; a page without markers stays as it is.
std::string with_blocks(std::string page, const std::map<std::string, std::string>& sessions) {
  for (const auto& [name, text] : sessions) {
    const std::string opens = "<!-- transcript:" + name + " -->\n", closes = "<!-- /transcript -->";
    const std::size_t begin = page.find(opens);
    const std::size_t end = begin == std::string::npos ? begin : page.find(closes, begin);
    if (end == std::string::npos) continue;
    const std::size_t from = begin + opens.size();
    page.replace(from, end - from, "\n```\n" + text + "```\n\n");
  }
  return page;
}

/// The first line that differs, as a difference is shown.
void show_difference(const std::string& name, const std::string& there, const std::string& now) {
  std::istringstream left(there), right(now);
  std::string a, b;
  for (int line = 1;; ++line) {
    const bool more_left = static_cast<bool>(std::getline(left, a));
    const bool more_right = static_cast<bool>(std::getline(right, b));
    if (!more_left && !more_right) return;
    if (more_left && more_right && a == b) continue;
    std::cerr << "transcripts: " << name << ":" << line
              << " is not what the program says; run `transcripts`\n";
    if (more_left) std::cerr << "- " << a << '\n';
    if (more_right) std::cerr << "+ " << b << '\n';
    return;
  }
}

int write_or_check(bool check) {
  const std::map<std::string, std::string> sessions = {
      {"sofa",
       first_session("n n 7 0+Enter 2 1+Enter 7+Enter 3+Enter n 3+8+Enter 2 n", "Care for it at home")},
      {"numbness", first_session("1+Enter", "Get help now")},
      {"medicine", medicine()},
      {"batch", batch()},
  };
  std::map<std::string, std::string> files;
  for (const auto& [name, text] : sessions) files["docs/transcripts/" + name + ".txt"] = text;
  files["README.md"] = with_blocks(read(kRoot / "README.md"), sessions);
  int status = 0;
  for (const auto& [name, text] : files) {
    const std::string there = read(kRoot / name);
    if (there == text) continue;
    if (check) {
      show_difference(name, there, text);
      status = 1;
      continue;
    }
    std::filesystem::create_directories((kRoot / name).parent_path());
    std::ofstream(kRoot / name, std::ios::binary) << text;
    std::cout << name << '\n';
  }
  return status;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string option = argc > 1 ? argv[1] : "";
  if (argc > 2 || (!option.empty() && option != "--check")) {
    std::cerr << "usage: transcripts [--check]\n";
    return 2;
  }
  try {
    return write_or_check(option == "--check");
  } catch (const std::exception& error) {
    std::cerr << "transcripts: " << error.what() << '\n';
    return 3;
  }
}
