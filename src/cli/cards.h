// Asking one card at the terminal, with single keys.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "cli/door.h"
#include "cli/terminal.h"

namespace springback::cli {

enum class Outcome { answered, skipped, back, quit };

struct CardAnswer {
  Outcome outcome = Outcome::answered;
  bool any_yes = false;  ///< of a checklist: something was ticked
  nlohmann::ordered_json findings =
      nlohmann::ordered_json::object();  ///< what was answered, also before a quit
};

class CardAsker {
 public:
  CardAsker(const Door& door, Terminal& terminal) : door_(door), terminal_(terminal) {}

  /// `place` says where the person is ("card 3"), for the line above the card; `lead` stands above a
  /// question.
  CardAnswer ask(const AskedCard& asked, const Story& story, const std::string& place, std::string lead = {});

  /// Findings that belong to no card (what a guard wants to know), asked as one checklist and questions.
  CardAnswer ask_findings(const std::vector<FindingId>& findings, const std::string& title);

 private:
  /// A line that is ticked: its text, what yes and no record.
  struct Line {
    std::string text, help;
    const Question* question = nullptr;  ///< with options
    FindingId finding = 0;
    enum Mark { no, yes, unsure } mark = no;
    std::vector<std::size_t> chosen;     ///< options
    bool rest_unsure = false;            ///< of the options that are not chosen nothing is known
  };

  CardAnswer checklist(const std::string& title, std::vector<Line> lines, const std::string& place);
  CardAnswer ticks(const std::string& title, std::vector<Line> lines, const std::string& place);
  std::string drawn(const std::string& title, const std::vector<Line>& lines, const std::string& place,
                    bool help) const;
  /// How many of the lines stand on this screen at once; at least one.
  std::size_t fitting(const std::string& title, const std::vector<Line>& lines,
                      const std::string& place) const;
  Outcome choose_options(Line& line);
  void record(const Line& line, nlohmann::ordered_json& findings) const;
  void record_none(FindingId id, nlohmann::ordered_json& findings) const;

  Outcome one_question(const std::string& title, const std::string& text, const std::string& help,
                       FindingId id, const std::string& place, nlohmann::ordered_json& findings);
  Outcome ask_number(const Finding& finding, const std::string& above, nlohmann::ordered_json& findings);
  Outcome ask_choice(const Finding& finding, const std::string& above, nlohmann::ordered_json& findings);
  Outcome ask_members(const Finding& finding, const std::string& above, nlohmann::ordered_json& findings);
  Outcome ask_yes_no(const Finding& finding, const std::string& above, nlohmann::ordered_json& findings);

  std::string heading(const std::string& title, const std::string& place) const;
  std::string keys(WordId id) const;
  std::string items(const std::vector<std::string>& labels, const std::vector<std::string>& marks) const;

  const Door& door_;
  Terminal& terminal_;
  std::string lead_;
};

}  // namespace springback::cli
