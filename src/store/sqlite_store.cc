#include "store/sqlite_store.h"

#include <utility>

#include "base/result.h"
#include "store/bytes.h"
#include "store/content.h"
#include "store/record.h"
#include "store/schema.h"
#include "store/wal.h"

namespace springback {
namespace {

using sqlite::Access;
using sqlite::Run;
using sqlite::Transaction;

constexpr std::uintmax_t kSmallestDatabase = 512;
// Long enough for other readers to finish, short enough not to be felt.
constexpr int kCheckpointPatienceMs = 250;

/// Refuses by size alone what SQLite would take for a new database and write over.
StoreResult<void> check_size(const std::filesystem::path& path) {
  std::error_code failure;
  const auto size = std::filesystem::file_size(path, failure);
  if (!failure && size >= kSmallestDatabase) return {};
  // SQLite takes a file of one byte for an empty one.
  if (!failure && size > 0) {
    return store_failure(StoreErrorKind::damaged, "the file is too short to be a journal", path.string());
  }
  // SQLite deletes the log of an empty database, with the entries that may be in it.
  const auto log_size = std::filesystem::file_size(companion(path, "-wal"), failure);
  if (failure || log_size == 0) return {};
  return store_failure(StoreErrorKind::damaged,
                       "the journal's file is empty, but a log with changes to it is there", path.string());
}

/// SQLite's own words ("file is not a database") say little to a person.
StoreError explained(StoreError error, const std::filesystem::path& path) {
  error.argument = path.string();
  if (error.kind == StoreErrorKind::damaged && !error.message.contains("journal")) {
    error.message = "the journal is damaged, or is no journal: " + error.message;
  }
  if (error.kind == StoreErrorKind::busy) {
    error.message = "the journal is in use by another program: " + error.message;
  }
  return error;
}

}  // namespace

SqliteStore::SqliteStore(std::filesystem::path path, FileIdentity identity, sqlite::Database database)
    : path_(std::move(path)), identity_(identity), database_(std::move(database)) {}

StoreResult<std::unique_ptr<SqliteStore>> SqliteStore::open(const std::filesystem::path& path) {
  TRY(check_size(path));
  TRY(ensure_file(path));
  TRY_ASSIGN(const FileIdentity identity, identify(path));
  auto database = sqlite::Database::open(path);
  if (!database) return std::unexpected(explained(std::move(database).error(), path));
  std::unique_ptr<SqliteStore> store(new SqliteStore(path, identity, std::move(*database)));
  if (auto prepared = store->prepare(); !prepared) {
    return std::unexpected(explained(std::move(prepared).error(), path));
  }
  return store;
}

StoreResult<std::unique_ptr<SqliteStore>> SqliteStore::open_to_read(const std::filesystem::path& path) {
  TRY(check_size(path));
  std::error_code none;
  const auto log_size = std::filesystem::file_size(companion(path, "-wal"), none);
  if (!none && log_size > 0)
    return store_failure(StoreErrorKind::io, "the journal cannot be written to, and has entries in its log",
                         path.string());
  TRY_ASSIGN(const FileIdentity identity, identify(path));
  auto database = sqlite::Database::open_to_read(path);
  if (!database) return std::unexpected(explained(std::move(database).error(), path));
  std::unique_ptr<SqliteStore> store(new SqliteStore(path, identity, std::move(*database)));
  if (auto prepared = store->prepare_to_read(); !prepared) {
    return std::unexpected(explained(std::move(prepared).error(), path));
  }
  return store;
}

StoreResult<void> SqliteStore::prepare_to_read() {
  TRY_ASSIGN(const SchemaState state, inspect_schema(database_, path_));
  if (state == SchemaState::fresh) return damaged("the journal is empty");
  TRY_ASSIGN(scan_, database_.prepare("SELECT id, at, format, text, checksum FROM entry ORDER BY id"));
  TRY_ASSIGN(read_tally_, database_.prepare("SELECT entries, checksums FROM tally WHERE one = 1"));
  return read_through(nullptr);
}

StoreResult<void> SqliteStore::prepare() {
  TRY_ASSIGN(const SchemaState state, inspect_schema(database_, path_));
  if (state == SchemaState::fresh) TRY(create_schema(database_, path_));
  TRY(check_log());
  TRY(prepare_to_read());
  TRY_ASSIGN(find_, database_.prepare("SELECT text FROM entry WHERE id = ?1"));
  TRY_ASSIGN(insert_, database_.prepare("INSERT INTO entry(id, at, format, text, checksum) "
                                        "VALUES (?1, ?2, ?3, ?4, ?5)"));
  TRY_ASSIGN(write_tally_, database_.prepare("UPDATE tally SET entries = ?1, checksums = ?2 WHERE one = 1"));
  // Only now is the file known to be whole and ours, and may be written to.
  TRY(database_.run("PRAGMA journal_mode = WAL"));
  TRY(database_.run("PRAGMA synchronous = FULL"));
  TRY(database_.run("PRAGMA wal_autocheckpoint = 0"));
  database_.checkpoint_on_close();
  can_write_ = true;
  return {};
}

StoreResult<void> SqliteStore::check_log() const {
  std::error_code ignored;
  const auto log_path = companion(path_, "-wal");
  const auto size = std::filesystem::file_size(log_path, ignored);
  if (ignored || size == 0) return {};
  // Under the write lock nobody else is in the middle of writing to it.
  TRY_ASSIGN(auto transaction, Transaction::begin(database_, Access::write));
  TRY_ASSIGN(const std::string log, read_bytes(log_path));
  if (!wal::is_whole(log)) return damaged("the log of the journal is damaged");
  return transaction.commit();
}

StoreResult<void> SqliteStore::check_place() const {
  const auto now = identify(path_);
  if (now && *now == identity_) return {};
  return store_failure(StoreErrorKind::io,
                       "the journal was moved or replaced while it was open: open it again", path_.string());
}

std::unexpected<StoreError> SqliteStore::damaged(std::string what) const {
  return store_failure(StoreErrorKind::damaged, std::move(what), path_.string());
}

StoreResult<SqliteStore::Tally> SqliteStore::read_tally() const {
  Run row(read_tally_);
  TRY_ASSIGN(const bool found, row.step());
  const auto entries = found ? row.integer(0) : std::nullopt;
  const auto checksums = found ? row.integer(1) : std::nullopt;
  if (!entries || !checksums || *entries < 0) return damaged("the journal's tally is damaged");
  return Tally{.entries = *entries, .checksums = *checksums};
}

StoreResult<void> SqliteStore::write_tally(Tally tally) {
  Run row(write_tally_);
  row.bind(1, tally.entries);
  row.bind(2, tally.checksums);
  TRY(row.step());
  return {};
}

/// Reads every record, checks it, and checks that all are there.
StoreResult<void> SqliteStore::read_through(std::vector<StoredEntry>* into) const {
  TRY_ASSIGN(auto transaction, Transaction::begin(database_, Access::read));
  TRY_ASSIGN(const Tally expected, read_tally());
  Tally seen;
  StoredEntry entry;
  std::string previous_id;
  Run rows(scan_);
  for (;;) {
    TRY_ASSIGN(const bool more, rows.step());
    if (!more) break;
    const auto id = rows.text(0), text = rows.text(3);
    const auto at = rows.integer(1), format = rows.integer(2), checksum = rows.integer(4);
    if (!id || !text || !at || !format || !checksum) return damaged("a record is damaged");
    entry.id = *id;
    entry.at = {*at};
    entry.text = *text;
    if (record_checksum(*format, entry) != *checksum) {
      return damaged("a record of the journal is damaged: its checksum is wrong");
    }
    if (*format != kRecordFormat) {
      return store_failure(StoreErrorKind::newer, "an entry was written by a newer Springback",
                           path_.string());
    }
    // Out of order an entry is seen here, but could not be found by its id.
    if (entry.id <= previous_id) return damaged("the journal's records are out of order");
    previous_id = entry.id;
    ++seen.entries;
    seen.checksums += *checksum;
    if (seen.entries > expected.entries) break;
    if (into != nullptr) into->push_back(entry);
  }
  if (seen != expected) return damaged("entries of the journal are missing");
  return {};
}

StoreResult<std::vector<StoredEntry>> SqliteStore::all() const {
  std::vector<StoredEntry> entries;
  if (auto read = read_through(&entries); !read) {
    return std::unexpected(explained(std::move(read).error(), path_));
  }
  sort_entries(entries);
  return entries;
}

StoreResult<std::size_t> SqliteStore::count() const {
  TRY_ASSIGN(const Tally tally, read_tally());
  return static_cast<std::size_t>(tally.entries);
}

StoreResult<std::vector<Outcome>> SqliteStore::append_all(std::span<const StoredEntry> entries) {
  if (!can_write_)
    return store_failure(StoreErrorKind::io, "the journal can only be read: nothing can be written to it",
                         path_.string());
  TRY(check_place());
  std::vector<Outcome> outcomes;
  outcomes.reserve(entries.size());
  const auto work = [&]() -> StoreResult<void> {
    TRY_ASSIGN(auto transaction, Transaction::begin(database_, Access::write));
    TRY_ASSIGN(Tally tally, read_tally());
    const Tally before = tally;
    for (const StoredEntry& entry : entries) {
      TRY_ASSIGN(Outcome outcome, append_one(entry, tally));
      outcomes.push_back(std::move(outcome));
    }
    if (tally == before) return {};
    TRY(write_tally(tally));
    return transaction.commit();
  };
  if (auto worked = work(); !worked) {
    return std::unexpected(explained(std::move(worked).error(), path_));
  }
  // Emptied each time, so that what was acknowledged stands in the file that tally and checksums
  // guard: a log that has lost its end would look just like one that never had it.
  database_.checkpoint(kCheckpointPatienceMs);
  return outcomes;
}

StoreResult<Outcome> SqliteStore::append_one(const StoredEntry& entry, Tally& tally) {
  if (auto checked = check_entry(entry); !checked) {
    return Outcome(std::unexpected(std::move(checked).error()));
  }
  {
    Run row(find_);
    row.bind(1, std::string_view(entry.id));
    TRY_ASSIGN(const bool found, row.step());
    if (found) {
      const auto kept = row.text(0);
      if (!kept) return damaged("a record is damaged");
      return compare_with_kept(entry, *kept);
    }
  }
  const std::uint32_t checksum = record_checksum(kRecordFormat, entry);
  TRY(insert(entry, checksum));
  ++tally.entries;
  tally.checksums += checksum;
  return Outcome(Appended::added);
}

StoreResult<void> SqliteStore::insert(const StoredEntry& entry, std::uint32_t checksum) {
  Run row(insert_);
  row.bind(1, std::string_view(entry.id));
  row.bind(2, entry.at.microseconds);
  row.bind(3, kRecordFormat);
  row.bind(4, std::string_view(entry.text));
  row.bind(5, static_cast<std::int64_t>(checksum));
  TRY(row.step());
  return {};
}

}  // namespace springback
