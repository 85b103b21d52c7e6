#include "judge.h"

#include <algorithm>

#include "core/advice.h"
#include "core/triage.h"
#include "document/advice_document.h"
#include "document/medicine_document.h"

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
  for (std::uint16_t i = 0; i < protocol.cautions.size(); ++i)
    if (name == "caution." + std::string(protocol.cautions[i].id))
      return WantedRow{.name = name, .caution = i, .fires = fires};
  return std::nullopt;
}

/// What a row says of a case. Guards are judged in every measure, also in those that the urgency closes.
class Said {
 public:
  Said(const Protocol& protocol, const ReadCase& one)
      : protocol_(protocol),
        one_(one),
        story_(fold(protocol, one.request.journal, one.request.at.instant)),
        triage_(springback::triage(protocol, story_.classes)) {
    Classes classes = story_.classes;
    // Before something touches the body, "not sure" is as open as no answer.
    std::ranges::replace(classes, kUnsure, kOpen);
    evaluate(protocol.relief_conditions, classes, relief_);
    if (!one.dose) return;
    evaluate(protocol.caution_conditions, classes, cautions_);
    verdict_ = RequestLedger(protocol, one.request, story_, triage_.urgency).verdict();
  }

  const Story& story() const { return story_; }
  const Triage& triage() const { return triage_; }
  bool rule_fires(unsigned rule) const { return fires(protocol_.triage, triage_.rows, rule); }
  bool rule_is_open(unsigned rule) const { return is_open(protocol_.triage, triage_.rows, rule); }

  std::string of(const WantedRow& row) const {
    if (row.rule != kNone) return word(rule_fires(row.rule), rule_is_open(row.rule));
    if (row.caution != kNone) return of_caution(row.caution);
    const unsigned guard = protocol_.measures[row.measure].guards[row.guard].row;
    return word(fires(protocol_.relief_conditions, relief_, guard),
                is_open(protocol_.relief_conditions, relief_, guard));
  }

  const Verdict& verdict() const { return verdict_; }
  bool tells(std::string_view reason) const {
    return std::ranges::any_of(verdict_.reasons,
                               [&](const Reason& one) { return reason_id(protocol_, one) == reason; });
  }

  std::vector<std::string> states() const {
    std::vector<std::string> states(protocol_.measures.size(), "not shown");
    for (const PlanItem& item : plan(protocol_, story_, triage_))
      states[item.measure] = state_name(item.state);
    return states;
  }

 private:
  std::string of_caution(std::uint16_t place) const {
    const Caution& caution = protocol_.cautions[place];
    if (!concerns(protocol_, caution, candidate_of(*one_.request.dose))) return "is not for this dose";
    const bool told = tells(caution.id);
    const bool holds = fires(protocol_.caution_conditions, cautions_, caution.row);
    if (holds && !told) return "fired, and is not told";
    return word(holds, is_open(protocol_.caution_conditions, cautions_, caution.row));
  }

  static std::string word(bool fires, bool open) {
    return fires ? "fired" : open ? "is open" : "did not fire";
  }

  const Protocol& protocol_;
  const ReadCase& one_;
  Story story_;
  Triage triage_;
  Evaluation relief_, cautions_;
  Verdict verdict_;
};

std::string joined(const std::vector<std::string>& names) {
  std::string all;
  for (const std::string& name : names) all += " " + name;
  return all.empty() ? " none" : all;
}

/// A reason that nothing can have would otherwise be "not told" without a word.
std::string unknown_reason(const Protocol& protocol, const protocolc::DoseAnswer& dose) {
  for (const auto* names : {&dose.because, &dose.not_because})
    for (const std::string& name : *names)
      if (!is_reason_id(protocol, name)) return name;
  return "";
}

void judge_dose(const Protocol& protocol, const Said& said, const ReadCase& one,
                std::vector<std::string>& wrong) {
  const protocolc::DoseAnswer& dose = *one.dose;
  const Verdict& verdict = said.verdict();
  std::string reasons;
  for (const Reason& reason : verdict.reasons) reasons += " " + std::string(reason_id(protocol, reason));
  if (const std::string_view ruling = ruling_name(verdict.ruling); ruling != dose.verdict)
    wrong.push_back("the dose: wanted " + dose.verdict + ", came out " + std::string(ruling) + " because" +
                    reasons);
  if (verdict.next_at && dose.next_in_seconds) {
    const Duration wait = *verdict.next_at - one.request.at.instant;
    if (wait != seconds(*dose.next_in_seconds))
      wrong.push_back("the dose: next_in should be " + std::to_string(*dose.next_in_seconds) + " s and is " +
                      std::to_string(wait.microseconds / seconds(1).microseconds) + " s because" + reasons);
  }
  if (dose.units && *dose.units != verdict.units_max_now)
    wrong.push_back("the dose: units should be " + thousandths_text(*dose.units) + " and are " +
                    thousandths_text(verdict.units_max_now));
  for (const std::string& name : dose.because)
    if (!said.tells(name)) wrong.push_back("the dose: " + name + " is not told, but" + reasons);
  for (const std::string& name : dose.not_because)
    if (said.tells(name)) wrong.push_back("the dose: " + name + " is told");
}

}  // namespace

std::expected<ReadCase, std::string> read_case(const Protocol& protocol, const protocolc::Case& told) {
  auto request = read_request(protocol, told.request);
  if (!request) return std::unexpected("refused: " + request.error().argument);
  ReadCase one{.id = told.id,
               .want = told.want,
               .request = std::move(*request),
               .dose = told.dose,
               .breaches = told.breaches,
               .lines = told.lines};
  if (one.dose)
    if (const std::string name = unknown_reason(protocol, *one.dose); !name.empty())
      return std::unexpected("there is no reason " + name);
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
  for (const WantedRow& row : one.rows)
    if (row.caution != kNone && !one.dose) return std::unexpected(row.name + " is asked of no dose");
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
  if (!one.want.empty() && urgency != one.want)
    wrong.push_back("wanted " + one.want + ", came out " + std::string(urgency));
  for (const WantedRow& row : one.rows)
    if (const std::string came = said.of(row); came != (row.fires ? "fired" : "did not fire"))
      wrong.push_back(row.name + (row.fires ? " should fire and " : " should be spared and ") + came);
  if (one.dose) judge_dose(protocol, said, one, wrong);
  if (one.breaches) {
    std::vector<std::string> breaches;
    for (const Breach& breach : recent_breaches(protocol, said.story().doses, one.request.at.instant))
      breaches.emplace_back(breach_id(breach.kind));
    if (breaches != *one.breaches)
      wrong.push_back("breaches should be" + joined(*one.breaches) + " and are" + joined(breaches));
  }
  if (one.lines) {
    std::vector<std::string> lines;
    for (const LineKind kind : called_now(advise(protocol, said.story())))
      lines.emplace_back(line_name(kind));
    if (lines != *one.lines)
      wrong.push_back("lines to call now should be" + joined(*one.lines) + " and are" + joined(lines));
  }
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
