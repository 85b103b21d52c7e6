#include "properties/properties.h"
#include "properties/prover.h"
#include "stopwatch.h"

namespace springback::verify {
namespace {

constexpr Urgency kAll[] = {Urgency::self_care, Urgency::routine,   Urgency::soon,
                            Urgency::today,     Urgency::emergency, Urgency::undecided};

}  // namespace

Results prove_total(const Subject& subject) {
  const Stopwatch watch;
  Prover prover(subject);
  const Judgement judged(prover.world());
  z3::expr_vector each(prover.context());
  for (const Urgency urgency : kAll) each.push_back(judged.is(urgency));
  Shown shown{.name = "total",
              .what = "Every combination of answers gets exactly one urgency, and each of the six occurs."};
  shown.holds = true;
  if (const auto person = prover.someone(!(z3::atleast(each, 1) && z3::atmost(each, 1)))) {
    shown.holds = false;
    shown.counterexamples.push_back(
        case_text(subject, *person, "not-one-urgency", "Gets no urgency, or more than one.", "undecided"));
  }
  prover.assume(prover.world().told_by_a_journal());
  for (const Urgency urgency : kAll)
    if (!prover.possible(judged.is(urgency))) {
      shown.holds = false;
      shown.counterexamples.push_back("nobody gets " + urgency_name(urgency));
    }
  shown.figures["combinations"] = subject.combinations();
  shown.figures["rows"] = std::to_string(subject.protocol.rules.size());
  shown.seconds = watch.seconds();
  return {shown};
}

}  // namespace springback::verify
