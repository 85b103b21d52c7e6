// How a case of protocol/cases is judged: its journal goes in, and what it wants must come out. Shared by
// cases_test and by verify/mutants, which asks it of many changed protocols.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "cases.h"
#include "core/relief.h"
#include "document/request.h"

namespace springback {

/// A row that a case names: a rule, a guard of a measure, or a caution.
struct WantedRow {
  std::string name;  ///< "R06.emergency", "cold.raynaud", "all.under_18", "caution.nsaid_ulcer"
  std::uint16_t rule = kNone;
  std::uint16_t measure = kNone, guard = kNone;
  std::uint16_t caution = kNone;
  bool fires = false;  ///< else it is spared: neither fires nor is open. A caution is for the dose either way
};

struct WantedState {
  std::uint16_t measure = 0;
  std::string state;  ///< as the contract writes it, or "not shown"
};

/// A case with its journal read and its names looked up. It holds for every protocol that has the same
/// findings, rules, measures, guards and cautions in the same order, whatever their conditions say.
struct ReadCase {
  std::string id, want;
  Request request;
  std::vector<WantedRow> rows;
  std::vector<WantedState> states;
  std::optional<protocolc::DoseAnswer> dose;
  std::optional<std::vector<std::string>> breaches, lines;
};

/// The error is one line: a request that cannot be read, or a name that is not there.
std::expected<ReadCase, std::string> read_case(const Protocol& protocol, const protocolc::Case& told);

/// What comes out otherwise than it is told, one line each; empty where nothing does.
std::vector<std::string> complaints(const Protocol& protocol, const ReadCase& one);

/// The names of the rules that fire, and of those that are open: to look into a complaint.
struct RuleNames {
  std::string fired, open;
};
RuleNames rules_that_speak(const Protocol& protocol, const ReadCase& one);

}  // namespace springback
