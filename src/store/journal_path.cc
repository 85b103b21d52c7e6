#include "store/journal_path.h"

#include <cstdlib>

namespace springback {
namespace {

bool is_absolute(const char* path) { return path != nullptr && *path == '/'; }

}  // namespace

StoreResult<std::filesystem::path> journal_path(const char* xdg_data_home, const char* home) {
  const auto file = std::filesystem::path("springback") / "journal.db";
  if (is_absolute(xdg_data_home)) return xdg_data_home / file;
  if (is_absolute(home)) return std::filesystem::path(home) / ".local" / "share" / file;
  return store_failure(StoreErrorKind::io,
                       "neither HOME nor XDG_DATA_HOME is set: say where the journal lies with --journal",
                       "HOME");
}

StoreResult<std::filesystem::path> default_journal_path() {
  return journal_path(std::getenv("XDG_DATA_HOME"), std::getenv("HOME"));
}

}  // namespace springback
