// A person's machine for one test: a fresh folder with a journal of its own and a fixed language, time zone
// and environment, the program run in it with or without a terminal, and what the journal says afterwards.
#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "terminal/pty.h"

namespace springback::terminal {

using Json = nlohmann::ordered_json;
using Words = std::vector<std::string>;

inline const std::string kMorning = "2026-11-22T09:00:00+01:00";
inline const std::string kNoon = "2026-11-22T12:00:00+01:00";
inline const std::string kNextDay = "2026-11-23T10:00:00+01:00";

/// On one line: what is wanted of a screen may be wrapped anywhere.
std::string one_line(std::string_view text);

struct Ran {
  int status = -1;
  std::string out, err;
  Json json() const { return Json::parse(out); }
};

class Home {
 public:
  /// `program`: the real springback.
  explicit Home(std::string program);
  ~Home();
  Home(const Home&) = delete;
  Home& operator=(const Home&) = delete;

  std::map<std::string, std::string> environment;

  std::string path(const std::string& name) const { return folder_ + "/" + name; }
  std::string journal() const { return path("journal.db"); }
  void write(const std::string& name, const std::string& text) const;
  std::string read(const std::string& name) const;
  bool has(const std::string& name) const;
  /// Puts the journal of a case of protocol/cases/first.jsonl into this one. They are of kMorning.
  void import_case(const std::string& id) const;

  /// Without a terminal.
  Ran run(const Words& arguments, const std::string& input = "") const;
  /// At a terminal, with the first screen drawn.
  std::unique_ptr<Pty> open(const Words& arguments, int columns = 80, int rows = 24) const;

  /// The journal's entries, oldest first; by kind where one is named.
  std::vector<Json> entries(const std::string& kind = "") const;
  /// What all `reported` entries that were not taken back say, one over the other.
  Json told() const;

 private:
  std::string program_, folder_;
};

}  // namespace springback::terminal
