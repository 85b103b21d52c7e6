// What can still be read of a damaged journal. Looks at the bytes alone, without SQLite, so neither
// a broken tree of pages nor a broken header stands in the way, and nothing is written anywhere.
#pragma once

#include <filesystem>
#include <vector>

#include "store/store.h"

namespace springback {

/// The entries of a damaged journal, and of the log beside it, whose checksum is right; ordered by
/// (at, id). An entry whose every copy is damaged is left out. No store of this process may have
/// the file open.
StoreResult<std::vector<StoredEntry>> salvage(const std::filesystem::path& path);

}  // namespace springback
