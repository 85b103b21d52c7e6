// Triage, plan and interview, told a second time: docs/formats/protocol.md, sections 3 to 5.
#pragma once

#include "reference/story.h"

namespace springback::reference {

struct Triage {
  Urgency urgency{}, at_least{};
  std::vector<bool> fires, open;      ///< by rule: each row for itself
  std::vector<int> open_rows;         ///< those that are open above the highest fired one
};

struct AskedCard {
  int card = 0;
  std::vector<int> questions;  ///< places on the card, rising
  friend bool operator==(const AskedCard&, const AskedCard&) = default;
};

struct PlanItem {
  enum class State : std::uint8_t { open, check_first, later, closed };
  int measure = 0;
  State state{};
  bool closed_by_urgency = false;
  std::vector<int> guards;       ///< places in Measure::guards of those that fire
  std::set<int> check;           ///< with check_first
  std::optional<Microseconds> open_at;  ///< with later
};

struct Advice {
  Triage triage;
  std::set<int> missing;
  std::vector<AskedCard> ask;    ///< of an interview
  std::vector<PlanItem> plan;    ///< measures that are shown, in the order of the file
};

Triage triage(const Protocol& protocol, const Knowledge& known);
std::vector<AskedCard> ask(const Protocol& protocol, const Story& story, const Triage& triage);
/// Before the ledger answers: of the cards `asked: medicine`, the questions that tell one of these findings.
std::vector<AskedCard> ask_for_medicine(const Protocol& protocol, const std::set<int>& findings);
std::vector<PlanItem> plan(const Protocol& protocol, const Story& story, const Triage& triage);
Advice advise(const Protocol& protocol, const Story& story);

}  // namespace springback::reference
