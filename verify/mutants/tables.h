// Whether two protocols decide alike because their tables are the same.
#pragma once

#include "protocol/protocol.h"

namespace springback::verify {

/// Everything that the core reads, byte for byte. Where it holds, no journal can tell the two apart.
bool same_tables(const Protocol& a, const Protocol& b);

}  // namespace springback::verify
