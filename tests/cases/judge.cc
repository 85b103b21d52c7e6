#include "judge.h"

#include <algorithm>

#include "core/triage.h"
#include "document/advice_document.h"

namespace springback {
namespace {

std::string rule_name(const Rule& rule) {
  const std::string_view urgency = rule.recheck ? "recheck" : urgency_name(rule.urgency);
  return std::string(rule.id) + "." + std::string(urgency);
}

std::optional<WantedRow> find_row(const Protocol& protocol, const std::string& name, bool fires) {
  for (std::uint16_t i = 0; i < protocol.rules.size(); ++i)
    if (rule_name(protocol.rules[i]) == name) return WantedRow{.name = name, .rule = i, .fires = fires};
  for (std::uint16_t m = 0; m < protocol.measures.size(); ++m) {
    const Measure& measure = protocol.measures[m];
    for (std::uint16_t g = 0; g < measure.guards.size(); ++g) {
      // A common guard stands behind those of every measure; any of its places will do.
      const std::string guard(measure.guards[g].id);
      if (name == std::string(measure.id) + "." + guard || name == "all." + guard)
        return WantedRow{.name = name, .measure = m, .guard = g, .fires = fires};
    }
  }
  return std::nullopt;
}

/// What a row says of a case. Guards are judged in every measure, also in those that the urgency closes.
class Said {
 public:
  Said(const Protocol& protocol, const ReadCase& one)
      : protocol_(protocol),
        story_(fold(protocol, one.request.journal, one.request.at.instant)),
        triage_(springback::triage(protocol, story_.classes)) {
    Classes classes = story_.classes;
    // Before something touches the body, "not sure" is as open as no answer.
    std::ranges::replace(classes, kUnsure, kOpen);
    evaluate(protocol.relief_conditions, classes, relief_);
  }

  const Triage& triage() const { return triage_; }
  bool rule_fires(unsigned rule) const { return fires(protocol_.triage, triage_.rows, rule); }
  bool rule_is_open(unsigned rule) const { return is_open(protocol_.triage, triage_.rows, rule); }

  std::string of(const WantedRow& row) const {
    if (row.rule != kNone) return word(rule_fires(row.rule), rule_is_open(row.rule));
    const unsigned guard = protocol_.measures[row.measure].guards[row.guard].row;
    return word(fires(protocol_.relief_conditions, relief_, guard),
                is_open(protocol_.relief_conditions, relief_, guard));
  }

  std::vector<std::string> states() const {
    std::vector<std::string> states(protocol_.measures.size(), "not shown");
    for (const PlanItem& item : plan(protocol_, story_, triage_))
      states[item.measure] = state_name(item.state);
    return states;
  }

 private:
  static std::string word(bool fires, bool open) {
    return fires ? "fired" : open ? "is open" : "did not fire";
  }

  const Protocol& protocol_;
  Story story_;
  Triage triage_;
  Evaluation relief_;
};

}  // namespace

std::expected<ReadCase, std::string> read_case(const Protocol& protocol, const protocolc::Case& told) {
  auto request = read_request(protocol, told.request);
  if (!request) return std::unexpected("refused: " + request.error().argument);
  ReadCase one{.id = told.id, .want = told.want, .request = std::move(*request)};
  const auto add = [&](const std::vector<std::string>& names, bool fires) {
    for (const std::string& name : names) {
      auto row = find_row(protocol, name, fires);
      if (!row) return name;
      one.rows.push_back(std::move(*row));
    }
    return std::string();
  };
  for (const std::string& missing : {add(told.fires, true), add(told.spares, false)})
    if (!missing.empty()) return std::unexpected("there is no row " + missing);
  for (const auto& [measure, state] : told.states) {
    const auto found = std::ranges::find(protocol.measures, measure, &Measure::id);
    if (found == protocol.measures.end()) return std::unexpected("there is no measure " + measure);
    one.states.push_back({static_cast<std::uint16_t>(found - protocol.measures.begin()), state});
  }
  return one;
}

std::vector<std::string> complaints(const Protocol& protocol, const ReadCase& one) {
  const Said said(protocol, one);
  std::vector<std::string> wrong;
  const std::string_view urgency = urgency_name(said.triage().urgency);
  if (urgency != one.want) wrong.push_back("wanted " + one.want + ", came out " + std::string(urgency));
  for (const WantedRow& row : one.rows)
    if (const std::string came = said.of(row); came != (row.fires ? "fired" : "did not fire"))
      wrong.push_back(row.name + (row.fires ? " should fire and " : " should be spared and ") + came);
  if (one.states.empty()) return wrong;
  const std::vector<std::string> states = said.states();
  for (const WantedState& wanted : one.states)
    if (states[wanted.measure] != wanted.state)
      wrong.push_back(std::string(protocol.measures[wanted.measure].id) + " should be " + wanted.state +
                      " and is " + states[wanted.measure]);
  return wrong;
}

RuleNames rules_that_speak(const Protocol& protocol, const ReadCase& one) {
  const Said said(protocol, one);
  RuleNames names;
  for (unsigned i = 0; i < protocol.rules.size(); ++i) {
    if (said.rule_fires(i)) names.fired += " " + rule_name(protocol.rules[i]);
    if (said.rule_is_open(i)) names.open += " " + rule_name(protocol.rules[i]);
  }
  return names;
}

}  // namespace springback
