// A sequence in the form of each side, of the oracle, and as the text of a request. The tests hold the direct
// ways against what each side's own reader makes of the text.
#pragma once

#include <string>
#include <vector>

#include "core/journal.h"
#include "ledger/people.h"
#include "ledger/sequence.h"
#include "reference/doses.h"

namespace springback::verify {

Took product_dose(const Protocol& protocol, const DoseTold& dose);
std::vector<Entry> product_entries(const Protocol& protocol, const Sequence& sequence);

reference::Candidate reference_candidate(const reference::Protocol& protocol, const DoseTold& dose);
std::vector<reference::Entry> reference_entries(const reference::Protocol& protocol,
                                                const Sequence& sequence);

/// Of the doses that count at the instant asked for: those that nobody took back. With `live` those ahead
/// too.
std::vector<Counted> counted_doses(const Oracle& oracle, const Sequence& sequence);
Counted counted_dose(const Oracle& oracle, const DoseTold& dose);

/// The whole request of the contract in one line, with what the person told just before.
std::string request_text(const reference::Protocol& protocol, const Somebody& somebody,
                         const Sequence& sequence);

}  // namespace springback::verify
