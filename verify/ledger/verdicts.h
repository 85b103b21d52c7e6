// A verdict of the ledger against one of the reference ledger: all that it says.
#pragma once

#include <vector>

#include "compare/sides.h"
#include "core/medicine/ledger.h"
#include "reference/ledger.h"

namespace springback::verify {

/// Verdict, instant, units, and every reason in its order: id, ingredient, limit, from when it holds, and the
/// set of entries.
bool same(const Sides& sides, const Journal& journal, const Verdict& product,
          const reference::Verdict& reference);

/// In the order in which one thing follows from another; empty where they are the same.
std::vector<Difference> differences(const Sides& sides, const Journal& journal, const Verdict& product,
                                    const reference::Verdict& reference);

}  // namespace springback::verify
