#include "store/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <string>
#include <system_error>

#include "base/result.h"

namespace springback {
namespace {

namespace fs = std::filesystem;

constexpr int kNamesTriedMax = 1'000;

std::unexpected<StoreError> system_failure(const std::string& doing, int error, const fs::path& path) {
  return store_failure(StoreErrorKind::io, doing + ": " + std::generic_category().message(error),
                       path.string());
}

fs::path folder_of(const fs::path& path) {
  return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

/// Makes a new or changed name in a folder survive loss of power. Not every file system can.
void sync_folder(const fs::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
}

StoreResult<void> ensure_folder(const fs::path& folder) {
  std::error_code ignored;
  if (folder.empty() || fs::is_directory(folder, ignored)) return {};
  TRY(ensure_folder(folder.parent_path()));
  if (::mkdir(folder.c_str(), 0700) == 0) {
    sync_folder(folder_of(folder));
    return {};
  }
  // "a/b/" ends in an empty name: its folder is there by now.
  if (fs::is_directory(folder, ignored)) return {};
  return system_failure("the journal's folder cannot be made", errno, folder);
}

/// "20261122T080500Z"
std::string compact_utc(Instant instant) {
  std::string compact;
  for (const char c : format_instant(instant, 0)) {
    if (c == '.' || c == 'Z' || c == '+') break;
    if (c != '-' && c != ':') compact += c;
  }
  return compact + "Z";
}

bool is_taken(const fs::path& path) {
  std::error_code ignored;
  const auto exists = [&](const fs::path& name) {
    return fs::symlink_status(name, ignored).type() != fs::file_type::not_found;
  };
  if (exists(path)) return true;
  for (const char* suffix : kCompanionSuffixes) {
    if (exists(companion(path, suffix))) return true;
  }
  return false;
}

/// 0, or the error number. A name that is not there counts as renamed.
int rename_without_overwriting(const fs::path& from, const fs::path& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return 0;
  if (errno == ENOENT) return 0;
  if (errno != EINVAL && errno != ENOSYS) return errno;
  // A file system that cannot do it in one step: `is_taken` has looked a moment ago.
  return ::rename(from.c_str(), to.c_str()) == 0 ? 0 : errno;
}

}  // namespace

fs::path companion(const fs::path& path, const char* suffix) {
  fs::path name = path;
  name += suffix;
  return name;
}

StoreResult<void> ensure_file(const fs::path& path) {
  struct stat status{};
  // A file that is there is not opened here: closing it would drop SQLite's locks on it.
  if (::stat(path.c_str(), &status) == 0) {
    if (S_ISREG(status.st_mode)) return {};
    return store_failure(StoreErrorKind::io, "the journal's name is not that of a file", path.string());
  }
  TRY(ensure_folder(path.parent_path()));
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor < 0) {
    if (errno == EEXIST) return {};  // another process was faster
    return system_failure("the journal's file cannot be made", errno, path);
  }
  ::close(descriptor);
  sync_folder(folder_of(path));
  return {};
}

StoreResult<FileIdentity> identify(const fs::path& path) {
  struct stat status{};
  if (::stat(path.c_str(), &status) != 0) {
    return system_failure("the journal's file cannot be found", errno, path);
  }
  return FileIdentity{.device = status.st_dev, .number = status.st_ino};
}

StoreResult<fs::path> set_aside(const fs::path& path, Instant now) {
  const std::string stem = path.string() + ".damaged-" + compact_utc(now);
  fs::path aside = stem;
  for (int n = 2; is_taken(aside); ++n) {
    if (n > kNamesTriedMax) {
      return store_failure(StoreErrorKind::io, "too many damaged journals of this second", stem);
    }
    aside = stem + "-" + std::to_string(n);
  }
  // The companions go first: a log left beside a new, empty journal would be replayed or deleted.
  for (const char* suffix : kCompanionSuffixes) {
    const fs::path from = companion(path, suffix);
    if (const int error = rename_without_overwriting(from, companion(aside, suffix))) {
      return system_failure("the damaged journal cannot be set aside", error, from);
    }
  }
  TRY(identify(path));
  if (const int error = rename_without_overwriting(path, aside)) {
    return system_failure("the damaged journal cannot be set aside", error, path);
  }
  sync_folder(folder_of(path));
  return aside;
}

}  // namespace springback
