// The journal in a file: an SQLite database with a checksum on every record and a tally over all
// of them, so that a byte changed or lost anywhere is noticed and reported, never passed over.
#pragma once

#include <filesystem>
#include <memory>

#include "store/files.h"
#include "store/sqlite.h"
#include "store/store.h"

namespace springback {

class SqliteStore final : public JournalStore {
 public:
  /// Opens the journal, or begins one where the file is missing or empty, and reads through all of
  /// it. A file that is damaged, newer or foreign is reported, and not one of its bytes changes.
  static StoreResult<std::unique_ptr<SqliteStore>> open(const std::filesystem::path& path);
  /// For a journal on a disk that is full, or where nothing may be written: it can be read, and every append
  /// is refused. What waits in a log cannot be read so; then this fails.
  static StoreResult<std::unique_ptr<SqliteStore>> open_to_read(const std::filesystem::path& path);

  StoreResult<std::vector<Outcome>> append_all(std::span<const StoredEntry> entries) override;
  StoreResult<std::vector<StoredEntry>> all() const override;
  StoreResult<std::size_t> count() const override;

 private:
  /// How many entries there are, and the sum of their checksums: what the records must add up to.
  struct Tally {
    std::int64_t entries = 0;
    std::int64_t checksums = 0;
    friend bool operator==(Tally, Tally) = default;
  };

  SqliteStore(std::filesystem::path path, FileIdentity identity, sqlite::Database database);
  StoreResult<void> prepare();
  StoreResult<void> prepare_to_read();
  StoreResult<void> check_log() const;
  StoreResult<void> check_place() const;
  StoreResult<Tally> read_tally() const;
  StoreResult<void> write_tally(Tally tally);
  StoreResult<void> read_through(std::vector<StoredEntry>* into) const;
  StoreResult<Outcome> append_one(const StoredEntry& entry, Tally& tally);
  StoreResult<void> insert(const StoredEntry& entry, std::uint32_t checksum);
  std::unexpected<StoreError> damaged(std::string what) const;

  std::filesystem::path path_;
  FileIdentity identity_;
  sqlite::Database database_;
  bool can_write_ = false;
  sqlite::Statement scan_, find_, insert_, read_tally_, write_tally_;
};

}  // namespace springback
