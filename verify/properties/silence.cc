// Two worlds: a person, and the same person with more of the unanswered answered.
#include "properties/completion.h"
#include "properties/properties.h"
#include "properties/prover.h"
#include "stopwatch.h"

namespace springback::verify {

Results prove_silence(const Subject& subject) {
  const Stopwatch watch;
  Prover prover(subject);
  const World later(prover.context(), subject.protocol, subject.space, "later");
  prover.assume(later.well_formed());
  prover.assume(prover.world().told_by_a_journal());
  prover.assume(later.told_by_a_journal());
  prover.assume(completes(prover.world(), later, Answered::definitely));
  const Judgement before(prover.world()), after(later);
  Shown shown{
      .name = "silence",
      .what =
          "What is settled stays settled: no answer to a question still to be asked can raise it. Self-care "
          "is never "
          "settled while a rule above it is open."};
  shown.holds = true;
  for (const Urgency urgency : {Urgency::self_care, Urgency::routine, Urgency::soon, Urgency::today}) {
    const auto next = static_cast<Urgency>(static_cast<int>(urgency) + 1);
    reference::Knowledge then;
    const auto person = prover.someone(before.is(urgency) && after.reaches(next), &later, &then);
    if (!person) continue;
    shown.holds = false;
    shown.counterexamples.push_back(case_text(subject, *person, "settled-too-early",
                                              "Settled, and an answer still to come may raise it.",
                                              "undecided") +
                                    changes_text(subject, *person, then));
  }
  // Else the two worlds could not differ at all, and nothing would have been shown.
  if (!prover.possible(before.is(Urgency::undecided) && after.is(Urgency::emergency))) {
    shown.holds = false;
    shown.counterexamples.push_back("no answer ever makes an emergency of what was undecided");
  }
  shown.figures["combinations"] = subject.combinations();
  shown.seconds = watch.seconds();
  return {shown};
}

}  // namespace springback::verify
