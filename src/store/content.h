// What every store asks of an entry before it keeps it, and when two entries are the same. In one
// place, so that stores cannot differ in it.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "store/store.h"

namespace springback {

/// The longest text of one entry, in bytes.
inline constexpr std::size_t kEntryBytesMax = 1024 * 1024;

/// Refuses what is not one JSON object on one line with this very `id` and `at`. A store finds
/// entries by those two, so they must not drift from the text.
StoreResult<void> check_entry(const StoredEntry& entry);

/// Equality of the JSON values: key order and white space do not matter.
bool same_content(std::string_view text, std::string_view other);

/// Checks an entry whose id is already kept: the same again, or a conflict.
Outcome compare_with_kept(const StoredEntry& entry, std::string_view kept_text);

void sort_entries(std::vector<StoredEntry>& entries);

}  // namespace springback
