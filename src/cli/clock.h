// The one place where this program reads a clock or makes something random.
#pragma once

#include <chrono>
#include <string>

#include "base/instant.h"

namespace springback::cli {

/// Now, with this machine's offset from UTC.
LocalInstant wall_clock();

/// The offset of this machine's time zone at an instant, in minutes.
std::int32_t local_offset_minutes(Instant at);

/// With the changes of this machine's clocks that are at most eight days off, where it is a time of this
/// machine.
LocalInstant with_changes(LocalInstant at);

/// A new entry's id: UUID version 7 (RFC 9562), so that ids made later sort later.
std::string new_entry_id(Instant at);

}  // namespace springback::cli
