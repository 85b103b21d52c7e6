// SQLite's C interface with owners and results: what is opened is closed, what fails says so.
// Knows nothing of journals.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "store/store.h"

namespace springback::sqlite {

/// A prepared statement, used again and again through `Run`.
class Statement {
 public:
  Statement() = default;
  explicit Statement(sqlite3_stmt* statement) : statement_(statement) {}

 private:
  friend class Run;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

/// One run of a statement: reset at its end, since a statement left standing in the middle of its
/// rows keeps others from checkpointing. What is bound must outlive the run.
class Run {
 public:
  explicit Run(const Statement& statement) : statement_(statement.statement_.get()) {}
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;
  ~Run();

  void bind(int index, std::int64_t value);
  void bind(int index, std::string_view value);
  /// True: a row is there. False: there is none, or no more.
  StoreResult<bool> step();

  /// Empty where the value is not of exactly this type, as in a damaged record.
  std::optional<std::int64_t> integer(int column) const;
  std::optional<std::string_view> text(int column) const;

 private:
  sqlite3_stmt* statement_;
  int bind_failure_ = SQLITE_OK;
};

class Database {
 public:
  /// Opens a file that is there. It is not yet changed, nor is it by closing.
  static StoreResult<Database> open(const std::filesystem::path& path);
  /// The same where nothing can be written, not even beside it: nobody may change it meanwhile, and its log
  /// is not looked at.
  static StoreResult<Database> open_to_read(const std::filesystem::path& path);

  StoreResult<Statement> prepare(const char* sql) const;
  StoreResult<void> run(const char* sql) const;
  /// The first column of the first row.
  StoreResult<std::int64_t> number(const char* sql) const;

  /// From here on, the last to close the database writes back what waits in the log.
  void checkpoint_on_close() const;
  /// Writes the log into the database and empties it, unless others are in the way for longer.
  void checkpoint(int patience_ms) const;

 private:
  struct Close {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
  };
  explicit Database(sqlite3* database) : database_(database) {}
  static StoreResult<Database> open(const std::string& name, int flags);
  std::unique_ptr<sqlite3, Close> database_;
};

enum class Access : std::uint8_t { read, write };

/// Undone at its end unless it was committed.
class Transaction {
 public:
  static StoreResult<Transaction> begin(const Database& database, Access access);
  Transaction(Transaction&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();

  StoreResult<void> commit();

 private:
  explicit Transaction(const Database& database) : database_(&database) {}
  const Database* database_;
};

}  // namespace springback::sqlite
