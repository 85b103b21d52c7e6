#include "properties/properties.h"
#include "properties/prover.h"
#include "stopwatch.h"

namespace springback::verify {

Results prove_strong_signs(const Subject& subject, const Claims& claims) {
  const Stopwatch watch;
  Prover prover(subject);
  const Judgement judged(prover.world());
  Shown shown{.name = "strong-signs",
              .what =
                  "Every strong sign is enough alone: it gives its urgency in every combination with "
                  "everything else."};
  shown.holds = true;
  for (const Claim& claim : claims.alone) {
    const z3::expr has_it = prover.world().yes(claim.when);
    if (!prover.possible(has_it)) {
      shown.holds = false;
      shown.counterexamples.push_back("nobody can have: " + claim.text);
    }
    if (const auto person = prover.someone(has_it && !judged.reaches(claim.urgency))) {
      shown.holds = false;
      shown.counterexamples.push_back(
          case_text(subject, *person, "not-enough-alone", "Has: " + claim.text, urgency_name(claim.urgency)));
    }
  }
  shown.figures["combinations"] = subject.combinations();
  shown.figures["signs"] = std::to_string(claims.alone.size());
  shown.seconds = watch.seconds();
  return {shown};
}

}  // namespace springback::verify
