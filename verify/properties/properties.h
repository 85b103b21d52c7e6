// The properties of the protocol and the core, each shown for every combination of answers.
// docs/safety/proofs.md says what they mean, and what is not proved.
#pragma once

#include "properties/claims.h"
#include "protocol/protocol.h"

namespace springback::verify {

/// 1. Every combination of answers gets exactly one urgency, and each of the six is reached.
Results prove_total(const Subject& subject);

/// 2. No answer that rises lowers an urgency, but for those that claims.yaml lists.
Results prove_monotone(const Subject& subject, const Claims& claims);

/// 3. Silence never reassures: what is settled stays, however the unanswered is answered.
Results prove_silence(const Subject& subject);

/// 4. Every strong sign is enough alone. No rule is dead, none is a duplicate.
Results prove_strong_signs(const Subject& subject, const Claims& claims);
Results prove_rows(const Subject& subject, const Claims& claims);

/// 5. Nothing offered is forbidden. By the product itself, with every combination of what a measure's guards
/// read.
Results prove_plan(const Subject& subject, const Protocol& product);

/// What the options of cards record is what claims.yaml says beside their words; and every danger sign that a
/// rule reads is asked of somebody.
Results prove_cards(const Subject& subject, const Claims& claims);

/// 6. The interview ends, and never leaves a person undecided with nothing to answer.
Results prove_interview(const Subject& subject);

/// The same as people meet it: the product asks, somebody answers at random.
Results run_interviews(const Protocol& product, std::uint64_t interviews);

/// The compiled tables say exactly what the YAML says: by the solver over all combinations, and by running
/// the product and the reference on every combination of each row that has few enough.
Results prove_tables(const Subject& subject, const Protocol& product);
Results enumerate_tables(const Subject& subject, const Protocol& product);

/// All of them, several at once; in this order.
Results prove_all(const Subject& subject, const Protocol& product, unsigned threads);

}  // namespace springback::verify
