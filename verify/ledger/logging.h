// A dose counts from when it was taken, however it came into the journal: at once or late, put right, taken
// back and put back, told twice, in any order. Run over every small journal.
#pragma once

#include <functional>

#include "core/medicine/ledger.h"
#include "core/story.h"
#include "reference/protocol.h"
#include "report.h"

namespace springback::verify {

/// How a journal becomes doses. A test plants faults in this.
using Folding = std::function<Doses(const Protocol&, const Journal&, Instant)>;
Doses fold_doses(const Protocol& protocol, const Journal& journal, Instant at);

/// Up to so many doses: two or three.
Shown prove_logging(const Protocol& protocol, const reference::Protocol& read, int doses_most,
                    const Folding& folding = fold_doses);

}  // namespace springback::verify
