#include <algorithm>

#include "reference/advice.h"

namespace springback::reference {

/// Protocol.md, section 3, *Result*. Above an emergency there is no row.
Triage triage(const Protocol& protocol, const Knowledge& known) {
  Triage triage;
  Urgency highest = Urgency::self_care;
  for (const Rule& rule : protocol.rules) {
    const bool fires = truth(rule.when, known) == Truth::yes;
    triage.fires.push_back(fires);
    triage.open.push_back(!fires && is_open(rule.when, known));
    if (fires && !rule.recheck) highest = std::max(highest, rule.urgency);
  }
  for (std::size_t row = 0; row < protocol.rules.size(); ++row) {
    const Rule& rule = protocol.rules[row];
    if (triage.open[row] && !rule.recheck && rule.urgency > highest)
      triage.open_rows.push_back(static_cast<int>(row));
  }
  triage.at_least = highest;
  triage.urgency = triage.open_rows.empty() ? highest : Urgency::undecided;
  return triage;
}

Advice advise(const Protocol& protocol, const Story& story) {
  Advice advice;
  advice.triage = triage(protocol, story.known);
  for (const int row : advice.triage.open_rows)
    advice.missing.merge(still_needs(protocol.rules[static_cast<std::size_t>(row)].when, story.known));
  advice.ask = ask(protocol, story, advice.triage);
  advice.plan = plan(protocol, story, advice.triage);
  return advice;
}

}  // namespace springback::reference
