// The tables of the journal's database, and whether a file has them.
#pragma once

#include <filesystem>

#include "store/sqlite.h"

namespace springback {

enum class SchemaState : std::uint8_t {
  fresh,  ///< nothing is in it yet
  ours,   ///< exactly the tables of this version
};

/// Looks and changes nothing. What is neither fresh nor ours is an error: newer, foreign, damaged.
StoreResult<SchemaState> inspect_schema(const sqlite::Database& database, const std::filesystem::path& path);

/// Makes the tables in a fresh file; does nothing where another process was faster.
StoreResult<void> create_schema(const sqlite::Database& database, const std::filesystem::path& path);

}  // namespace springback
