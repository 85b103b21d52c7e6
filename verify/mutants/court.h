// What every protocol has to stand up to here: all cases, and what the screens of some of them show. Their
// journals are read once; they hold for every mutant, because none changes the order of findings or rows.
// Only a product that was changed is looked up anew: an entry holds what is in it.
#pragma once

#include <memory>
#include <optional>
#include <set>

#include "compile.h"
#include "judge.h"
#include "mutants/book.h"

namespace springback::verify {

/// What the screens of a case show, beside what the case itself may want.
struct Screen {
  std::vector<std::string> steps;  ///< ids of help.yaml, in their order
  std::set<std::string> lines;     ///< poison, crisis
  std::set<std::string> missing;   ///< findings that open rows still need
  std::set<std::string> asks;      ///< findings of the questions that come next
  int checkin_hours = 0;           ///< 0: none is due
};
Screen screen_of(const Protocol& protocol, const ReadCase& one);

/// A row of screens.yaml.
struct WantedScreen {
  const ReadCase* one = nullptr;
  std::optional<std::vector<std::string>> steps;
  std::optional<std::set<std::string>> lines, missing;
  std::set<std::string> asks;        ///< these, and perhaps others
  std::set<std::string> holds_back;  ///< these are not asked
  std::optional<int> checkin_hours;
};

class Court {
 public:
  /// Throws std::runtime_error where the protocol as it stands fails a case or a screen.
  Court(const Files& files, const std::string& screens, const Protocol& protocol);

  /// Who refuses this protocol: a case, or "NAME (screen)". Cases that name the row are asked first.
  std::optional<std::string> refused_by(const Protocol& protocol, const std::string& row) const;

  /// Null where there is no such case.
  const ReadCase* find(const std::string& name) const;

 private:
  void read_cases(const Files& files, const Protocol& protocol);
  void read_screens(const std::string& text);

  struct Tried {
    protocolc::Case told;
    ReadCase read;
    bool holds(const std::string& product) const;
  };
  static bool refuses(const Protocol& protocol, const Tried& one, const std::string& product);

  std::vector<std::unique_ptr<Tried>> cases_;
  std::map<std::string, std::vector<const Tried*>> by_row_;
  std::vector<WantedScreen> screens_;
};

/// What the screens of these cases show, as screens.yaml writes it: to be read before it is wanted. Throws
/// std::runtime_error where there is no such case.
std::string screens_text(const Files& files, const std::vector<std::string>& cases);

}  // namespace springback::verify
