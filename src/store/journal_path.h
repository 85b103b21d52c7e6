// Where the journal lies when nobody says otherwise.
#pragma once

#include <filesystem>

#include "store/store.h"

namespace springback {

/// `$XDG_DATA_HOME/springback/journal.db`, else `$HOME/.local/share/springback/journal.db`. Takes
/// the two variables as they are (null or empty: not set) and reads no environment itself. As the
/// XDG specification says, a relative path counts as not set.
StoreResult<std::filesystem::path> journal_path(const char* xdg_data_home, const char* home);

/// The same from the environment of this process.
StoreResult<std::filesystem::path> default_journal_path();

}  // namespace springback
