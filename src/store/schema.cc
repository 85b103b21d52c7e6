#include "store/schema.h"

#include <chrono>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "base/result.h"

namespace springback {
namespace {

constexpr std::int64_t kApplicationId = 0x53707262;  // "Sprb"
constexpr std::int64_t kSchemaVersion = 1;

// One tree and no index beside it: what can be found by id and what a scan sees are the same.
constexpr const char* kEntryTable =
    "CREATE TABLE entry(id TEXT NOT NULL PRIMARY KEY, at INTEGER NOT NULL, "
    "format INTEGER NOT NULL, text TEXT NOT NULL, checksum INTEGER NOT NULL) "
    "STRICT, WITHOUT ROWID";
constexpr const char* kTallyTable =
    "CREATE TABLE tally(one INTEGER PRIMARY KEY CHECK(one = 1), entries INTEGER NOT NULL, "
    "checksums INTEGER NOT NULL) STRICT";

using Schema = std::vector<std::pair<std::string, std::string>>;  // name, SQL

StoreResult<Schema> read_schema(const sqlite::Database& database) {
  TRY_ASSIGN(const auto statement,
             database.prepare("SELECT name, coalesce(sql, '') FROM sqlite_schema ORDER BY name"));
  Schema schema;
  sqlite::Run rows(statement);
  for (;;) {
    TRY_ASSIGN(const bool more, rows.step());
    if (!more) return schema;
    schema.emplace_back(rows.text(0).value_or(""), rows.text(1).value_or(""));
  }
}

bool has_a_table_of_ours(const Schema& schema) {
  for (const auto& [name, sql] : schema) {
    if (name == "entry" || name == "tally") return true;
  }
  return false;
}

StoreResult<SchemaState> judge(const sqlite::Database& database, const std::filesystem::path& path) {
  TRY_ASSIGN(const auto application, database.number("PRAGMA application_id"));
  TRY_ASSIGN(const auto version, database.number("PRAGMA user_version"));
  TRY_ASSIGN(const auto pages, database.number("PRAGMA page_count"));
  TRY_ASSIGN(const Schema schema, read_schema(database));
  const bool blank = application == 0 && version == 0 && schema.empty();
  if (blank && pages <= 1) return SchemaState::fresh;
  if (application != kApplicationId && !blank && !has_a_table_of_ours(schema)) {
    return store_failure(StoreErrorKind::foreign, "this is a database of another program, not a journal",
                         path.string());
  }
  if (application == kApplicationId && version > kSchemaVersion) {
    return store_failure(StoreErrorKind::newer,
                         "this journal was written by a newer Springback (format " + std::to_string(version) +
                             "; this one knows " + std::to_string(kSchemaVersion) +
                             "): use that one, or update",
                         path.string());
  }
  const Schema expected = {{"entry", kEntryTable}, {"tally", kTallyTable}};
  if (application != kApplicationId || version != kSchemaVersion || schema != expected) {
    return store_failure(StoreErrorKind::damaged, "the journal's tables are damaged", path.string());
  }
  return SchemaState::ours;
}

/// SQLite does not wait for others while it turns the log on, so we do.
StoreResult<void> turn_log_on(const sqlite::Database& database) {
  constexpr int kTries = 200;
  for (int n = 0;; ++n) {
    auto done = database.run("PRAGMA journal_mode = WAL");
    if (done || done.error().kind != StoreErrorKind::busy || n == kTries) return done;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
}

}  // namespace

StoreResult<SchemaState> inspect_schema(const sqlite::Database& database, const std::filesystem::path& path) {
  TRY_ASSIGN(auto transaction, sqlite::Transaction::begin(database, sqlite::Access::read));
  TRY_ASSIGN(const SchemaState state, judge(database, path));
  TRY(transaction.commit());
  return state;
}

StoreResult<void> create_schema(const sqlite::Database& database, const std::filesystem::path& path) {
  TRY(turn_log_on(database));
  TRY(database.run("PRAGMA synchronous = FULL"));
  TRY_ASSIGN(auto transaction, sqlite::Transaction::begin(database, sqlite::Access::write));
  TRY_ASSIGN(const SchemaState state, judge(database, path));
  if (state == SchemaState::ours) return transaction.commit();
  TRY(database.run(kEntryTable));
  TRY(database.run(kTallyTable));
  TRY(database.run("INSERT INTO tally(one, entries, checksums) VALUES (1, 0, 0)"));
  const std::string mark = "PRAGMA application_id = " + std::to_string(kApplicationId);
  const std::string version = "PRAGMA user_version = " + std::to_string(kSchemaVersion);
  TRY(database.run(mark.c_str()));
  TRY(database.run(version.c_str()));
  return transaction.commit();
}

}  // namespace springback
