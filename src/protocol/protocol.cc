#include "protocol/protocol.h"

#include <algorithm>

namespace springback {

FindingId find_finding(const Protocol& protocol, std::string_view id) {
  // Findings are in alphabetical order: the compiler sorts them.
  const auto found = std::ranges::lower_bound(protocol.findings, id, {}, &Finding::id);
  if (found == protocol.findings.end() || found->id != id) return kNone;
  return static_cast<FindingId>(found - protocol.findings.begin());
}

}  // namespace springback
