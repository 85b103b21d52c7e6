// One entry as a record of the database: which format it is written in, and the checksum by which
// a changed byte is noticed. SQLite itself has no checksum on its pages.
#pragma once

#include <cstdint>

#include "store/store.h"

namespace springback {

/// The format of the records this version writes. A record of a later format is not guessed at.
inline constexpr std::int64_t kRecordFormat = 1;

/// CRC-32 of format, instant, id and text.
std::uint32_t record_checksum(std::int64_t format, const StoredEntry& entry);

}  // namespace springback
