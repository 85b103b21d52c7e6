// The journal's file and its companions in their folder.
#pragma once

#include <array>
#include <expected>
#include <filesystem>

#include "base/instant.h"
#include "store/store.h"

namespace springback {

/// What SQLite may keep beside a database: its log, the log's index, a rollback journal.
inline constexpr std::array<const char*, 3> kCompanionSuffixes = {"-wal", "-shm", "-journal"};

std::filesystem::path companion(const std::filesystem::path& path, const char* suffix);

/// Makes the folders (for their owner only) and an empty file (likewise) where they are missing.
StoreResult<void> ensure_file(const std::filesystem::path& path);

/// Which file stands under a name, to notice that another has taken its place.
struct FileIdentity {
  std::uintmax_t device = 0;
  std::uintmax_t number = 0;
  friend bool operator==(FileIdentity, FileIdentity) = default;
};
StoreResult<FileIdentity> identify(const std::filesystem::path& path);

/// Renames a damaged journal and its companions to NAME.damaged-YYYYmmddTHHMMSSZ, with -2, -3, …
/// behind it where that is taken. Not a byte is changed and nothing is overwritten. No store may
/// have the file open. Returns the new name.
StoreResult<std::filesystem::path> set_aside(const std::filesystem::path& path, Instant now);

}  // namespace springback
