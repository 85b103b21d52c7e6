// What the tests of the store share: folders that go away again, entries, raw access to a file.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "store/sqlite_store.h"
#include "store/store.h"

namespace springback {

/// Where a test keeps its files: some open thousands and have nothing to do with how a disk behaves.
enum class Medium : std::uint8_t { disk, memory };

/// A folder of its own for a test, removed at the end with all that is in it.
class TemporaryFolder {
 public:
  explicit TemporaryFolder(Medium medium = Medium::disk);
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path journal() const { return path_ / "journal.db"; }

 private:
  std::filesystem::path path_;
};

/// The n-th entry of a journal, with fields that no version knows. `padding` makes it longer.
StoredEntry make_entry(int n, std::size_t padding = 0);
std::vector<StoredEntry> make_entries(int count, std::size_t padding = 0);

/// Opens a journal that must be sound.
std::unique_ptr<SqliteStore> open_sound(const std::filesystem::path& path);

/// Opens and reads a journal; the error where either says so.
StoreResult<std::vector<StoredEntry>> open_and_read(const std::filesystem::path& path);

std::string read_file(const std::filesystem::path& path);
void write_file(const std::filesystem::path& path, std::string_view bytes);

/// Every file of a folder with its bytes.
std::map<std::string, std::string> folder_bytes(const std::filesystem::path& folder);

/// Runs SQL past the store, as another program would.
void run_sql(const std::filesystem::path& path, const std::string& sql);

}  // namespace springback
