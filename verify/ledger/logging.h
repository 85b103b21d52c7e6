// A dose counts from when it was taken, however it came into the journal: at once or late, put right, taken
// back and put back, told twice, in any order. Run over every small journal.
#pragma once

#include "ledger/tested.h"
#include "reference/protocol.h"
#include "report.h"

namespace springback::verify {

/// Up to so many doses: two or three.
Shown prove_logging(const Protocol& protocol, const reference::Protocol& read, int doses_most,
                    const Tested& tested = {});

}  // namespace springback::verify
