#include "store/sqlite.h"

#include "base/result.h"

namespace springback::sqlite {
namespace {

constexpr int kBusyTimeoutMs = 5'000;

StoreErrorKind kind_of(int code) {
  switch (code & 0xFF) {  // the low byte of an extended code is the plain one
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return StoreErrorKind::busy;
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
    case SQLITE_FORMAT:
    // Our statements are fixed and fit our tables: where one does not, the tables are not ours.
    case SQLITE_ERROR:
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
    case SQLITE_TOOBIG: return StoreErrorKind::damaged;
    default: return StoreErrorKind::io;
  }
}

std::unexpected<StoreError> failure(sqlite3* database, int code) {
  const char* file = database == nullptr ? nullptr : sqlite3_db_filename(database, "main");
  std::string message = sqlite3_errstr(code);
  if (database != nullptr) message = sqlite3_errmsg(database);
  return store_failure(kind_of(code), std::move(message), file == nullptr ? "" : file);
}

void configure(sqlite3* database) {
  sqlite3_extended_result_codes(database, 1);
  sqlite3_busy_timeout(database, kBusyTimeoutMs);
  // The file may come from anywhere: its schema may not call functions or change under us.
  sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  // Until the file has proved to be ours and whole, closing it must not write to it.
  sqlite3_db_config(database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

/// A path inside a `file:` URI: what has a meaning there stands as its bytes.
std::string escaped(const std::string& path) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string uri;
  for (const char c : path) {
    if (std::string_view("%?#").find(c) == std::string_view::npos) {
      uri += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    uri += {'%', kDigits[byte >> 4U], kDigits[byte & 0xFU]};
  }
  return uri;
}

}  // namespace

Run::~Run() {
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

void Run::bind(int index, std::int64_t value) {
  if (const int code = sqlite3_bind_int64(statement_, index, value)) bind_failure_ = code;
}

void Run::bind(int index, std::string_view value) {
  const int code = sqlite3_bind_text64(statement_, index, value.data(), value.size(), SQLITE_STATIC,
                                       SQLITE_UTF8);
  if (code != SQLITE_OK) bind_failure_ = code;
}

StoreResult<bool> Run::step() {
  const int code = bind_failure_ != SQLITE_OK ? bind_failure_ : sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return failure(sqlite3_db_handle(statement_), code);
}

std::optional<std::int64_t> Run::integer(int column) const {
  if (sqlite3_column_type(statement_, column) != SQLITE_INTEGER) return std::nullopt;
  return sqlite3_column_int64(statement_, column);
}

std::optional<std::string_view> Run::text(int column) const {
  if (sqlite3_column_type(statement_, column) != SQLITE_TEXT) return std::nullopt;
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
  if (bytes == nullptr) return std::nullopt;
  return std::string_view(bytes, size);
}

StoreResult<Database> Database::open(const std::filesystem::path& path) {
  return open(path.string(), SQLITE_OPEN_READWRITE);
}

StoreResult<Database> Database::open_to_read(const std::filesystem::path& path) {
  return open("file:" + escaped(path.string()) + "?immutable=1", SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
}

StoreResult<Database> Database::open(const std::string& name, int flags) {
  sqlite3* opened = nullptr;
  // One thread at a time is our own rule, so SQLite need not lock for it.
  const int code = sqlite3_open_v2(name.c_str(), &opened, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  Database database(opened);  // to be closed even where opening failed
  if (code != SQLITE_OK) return failure(opened, code);
  configure(opened);
  TRY(database.run("PRAGMA cell_size_check = ON"));
  return database;
}

StoreResult<Statement> Database::prepare(const char* sql) const {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(database_.get(), sql, -1, SQLITE_PREPARE_PERSISTENT, &statement,
                                      nullptr);
  if (code != SQLITE_OK) return failure(database_.get(), code);
  return Statement(statement);
}

StoreResult<void> Database::run(const char* sql) const {
  TRY_ASSIGN(const Statement statement, prepare(sql));
  Run rows(statement);
  for (;;) {
    TRY_ASSIGN(const bool more, rows.step());
    if (!more) return {};
  }
}

StoreResult<std::int64_t> Database::number(const char* sql) const {
  TRY_ASSIGN(const Statement statement, prepare(sql));
  Run rows(statement);
  TRY_ASSIGN(const bool found, rows.step());
  const auto value = found ? rows.integer(0) : std::nullopt;
  if (!value) return failure(database_.get(), SQLITE_CORRUPT);
  return *value;
}

void Database::checkpoint_on_close() const {
  sqlite3_db_config(database_.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
}

void Database::checkpoint(int patience_ms) const {
  sqlite3_busy_timeout(database_.get(), patience_ms);
  // A failure loses nothing: what is committed stays in the log, and the next one tries again.
  sqlite3_wal_checkpoint_v2(database_.get(), "main", SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  sqlite3_busy_timeout(database_.get(), kBusyTimeoutMs);
}

StoreResult<Transaction> Transaction::begin(const Database& database, Access access) {
  // A writer asks for the lock at once: one that reads first and then writes can fail half-way.
  TRY(database.run(access == Access::write ? "BEGIN IMMEDIATE" : "BEGIN"));
  return Transaction(database);
}

StoreResult<void> Transaction::commit() {
  TRY(database_->run("COMMIT"));
  database_ = nullptr;
  return {};
}

Transaction::~Transaction() {
  if (database_ != nullptr) static_cast<void>(database_->run("ROLLBACK"));
}

}  // namespace springback::sqlite
