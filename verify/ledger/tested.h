// What is being proved: how a journal becomes doses, and how a verdict is asked for. A test plants faults in
// these.
#pragma once

#include <functional>

#include "core/medicine/ledger.h"
#include "core/story.h"

namespace springback::verify {

using Folding = std::function<Doses(const Protocol&, const Journal&, Instant)>;
using Judging = std::function<void(const Ledger&, const Candidate&, Verdict&)>;

/// As the product does it, where nothing else is given.
struct Tested {
  Folding fold = [](const Protocol& protocol, const Journal& journal, Instant at) {
    return springback::fold(protocol, journal, at).doses;
  };
  Judging judge = [](const Ledger& ledger, const Candidate& candidate, Verdict& verdict) {
    ledger.judge(candidate, verdict);
  };
};

}  // namespace springback::verify
