#include "store/sqlite_store.h"

#include <sys/stat.h>

#include "store/content.h"
#include "store/record.h"
#include "support.h"

namespace springback {
namespace {

std::vector<StoredEntry> sorted(std::vector<StoredEntry> entries) {
  sort_entries(entries);
  return entries;
}

unsigned mode_of(const std::filesystem::path& path) {
  struct stat status{};
  EXPECT_EQ(::stat(path.c_str(), &status), 0);
  return status.st_mode & 0777U;
}

StoreErrorKind refused_kind(const std::filesystem::path& path) {
  const auto store = SqliteStore::open(path);
  EXPECT_FALSE(store.has_value());
  return store ? StoreErrorKind{} : store.error().kind;
}

TEST(SqliteStore, MakesFolderAndFileForTheirOwnerAlone) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "data" / "springback" / "journal.db";
  {
    const auto store = open_sound(path);
    ASSERT_TRUE(store->append(make_entry(1)));
    EXPECT_EQ(mode_of(path.string() + "-wal"), 0600U);
  }
  EXPECT_EQ(mode_of(folder.path() / "data"), 0700U);
  EXPECT_EQ(mode_of(folder.path() / "data" / "springback"), 0700U);
  EXPECT_EQ(mode_of(path), 0600U);
}

TEST(SqliteStore, LastsBeyondClosing) {
  const TemporaryFolder folder;
  for (int n = 0; n < 5; ++n) ASSERT_TRUE(open_sound(folder.journal())->append(make_entry(n)));
  EXPECT_EQ(open_and_read(folder.journal()).value(), sorted(make_entries(5)));
  EXPECT_EQ(folder_bytes(folder.path()).size(), 1U) << "a log was left behind";
}

TEST(SqliteStore, WhatIsAcknowledgedStandsInTheFileItself) {
  const TemporaryFolder folder;
  const auto store = open_sound(folder.journal());
  ASSERT_TRUE(store->append(make_entry(1)));
  EXPECT_EQ(std::filesystem::file_size(folder.journal().string() + "-wal"), 0U);
  const TemporaryFolder other;
  write_file(other.journal(), read_file(folder.journal()));
  EXPECT_EQ(open_and_read(other.journal()).value(), std::vector{make_entry(1)});
}

TEST(SqliteStore, WhereNothingCanBeWrittenItIsRead) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "a?b#c%41 d.db";
  for (int n = 0; n < 5; ++n) ASSERT_TRUE(open_sound(path)->append(make_entry(n)));
  const std::string bytes = read_file(path);
  {
    const auto store = SqliteStore::open_to_read(path);
    ASSERT_TRUE(store.has_value()) << store.error().message;
    EXPECT_EQ((*store)->all().value(), sorted(make_entries(5)));
    EXPECT_EQ((*store)->count().value(), 5U);
    const auto refused = (*store)->append(make_entry(6));
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().kind, StoreErrorKind::io);
  }
  EXPECT_EQ(read_file(path), bytes);
  EXPECT_EQ(folder_bytes(folder.path()).size(), 1U) << "something was left behind";
}

TEST(SqliteStore, EntriesInALogAreNotPassedOverByWhoOnlyReads) {
  const TemporaryFolder folder;
  ASSERT_TRUE(open_sound(folder.journal())->append(make_entry(1)));
  write_file(folder.journal().string() + "-wal", "something");
  const auto store = SqliteStore::open_to_read(folder.journal());
  ASSERT_FALSE(store.has_value());
  EXPECT_EQ(store.error().kind, StoreErrorKind::io);
}

TEST(SqliteStore, WhoOnlyReadsLooksForDamageToo) {
  const TemporaryFolder folder;
  ASSERT_TRUE(open_sound(folder.journal())->append(make_entry(1)));
  std::string bytes = read_file(folder.journal());
  const std::size_t at = bytes.find(make_entry(1).text);
  ASSERT_NE(at, std::string::npos);
  bytes[at] ^= 1;
  write_file(folder.journal(), bytes);
  EXPECT_EQ(SqliteStore::open_to_read(folder.journal()).error().kind, StoreErrorKind::damaged);
  write_file(folder.path() / "empty.db", "");
  EXPECT_FALSE(SqliteStore::open_to_read(folder.path() / "empty.db").has_value());
  EXPECT_FALSE(SqliteStore::open_to_read(folder.path() / "missing.db").has_value());
}

TEST(SqliteStore, AnEmptyFileIsANewJournal) {
  const TemporaryFolder folder;
  write_file(folder.journal(), "");
  EXPECT_TRUE(open_and_read(folder.journal()).value().empty());
}

TEST(SqliteStore, ACreationThatWasCutShortIsTakenUpAgain) {
  const TemporaryFolder folder;
  run_sql(folder.journal(), "PRAGMA journal_mode = WAL");
  EXPECT_EQ(std::filesystem::file_size(folder.journal()), 4096U);
  EXPECT_TRUE(open_sound(folder.journal())->append(make_entry(1)));
}

TEST(SqliteStore, AnEmptyFileBesideALogIsReported) {
  const TemporaryFolder folder;
  write_file(folder.journal(), "");
  write_file(folder.journal().string() + "-wal", "entries may be in here");
  const auto before = folder_bytes(folder.path());
  EXPECT_EQ(refused_kind(folder.journal()), StoreErrorKind::damaged);
  std::filesystem::remove(folder.journal());
  EXPECT_EQ(refused_kind(folder.journal()), StoreErrorKind::damaged);
  EXPECT_EQ(folder_bytes(folder.path()).at("journal.db-wal"), before.at("journal.db-wal"));
}

TEST(SqliteStore, WhatIsNoDatabaseIsReported) {
  const TemporaryFolder folder;
  write_file(folder.journal(), R"({"id":"e","at":"1970-01-01T00:00:01Z"})"
                               "\n");
  const auto before = folder_bytes(folder.path());
  EXPECT_EQ(refused_kind(folder.journal()), StoreErrorKind::damaged);
  EXPECT_EQ(folder_bytes(folder.path()), before);
}

TEST(SqliteStore, ANewerJournalIsLeftAsItIs) {
  const TemporaryFolder folder;
  ASSERT_TRUE(open_sound(folder.journal())->append(make_entry(1)));
  run_sql(folder.journal(), "PRAGMA user_version = 2; CREATE TABLE later(x)");
  const std::string before = read_file(folder.journal());
  EXPECT_EQ(refused_kind(folder.journal()), StoreErrorKind::newer);
  EXPECT_EQ(read_file(folder.journal()), before);
}

TEST(SqliteStore, ANewerRecordIsLeftAsItIs) {
  const TemporaryFolder folder;
  ASSERT_TRUE(open_sound(folder.journal()));
  const StoredEntry later{.id = "later", .at = {5}, .text = "in a form of a later day"};
  const std::string checksum = std::to_string(record_checksum(2, later));
  run_sql(folder.journal(), "INSERT INTO entry VALUES('later', 5, 2, '" + later.text + "', " + checksum +
                                "); UPDATE tally SET entries = 1, checksums = " + checksum);
  const std::string before = read_file(folder.journal());
  EXPECT_EQ(refused_kind(folder.journal()), StoreErrorKind::newer);
  EXPECT_EQ(read_file(folder.journal()), before);
}

TEST(SqliteStore, AnotherProgramsDatabaseIsLeftAsItIs) {
  const TemporaryFolder folder;
  run_sql(folder.journal(), "CREATE TABLE recipes(name); INSERT INTO recipes VALUES('soup')");
  const std::string before = read_file(folder.journal());
  EXPECT_EQ(refused_kind(folder.journal()), StoreErrorKind::foreign);
  EXPECT_EQ(read_file(folder.journal()), before);
}

TEST(SqliteStore, WhatTheMachineRefusesIsNoDamage) {
  const TemporaryFolder folder;
  EXPECT_EQ(refused_kind(folder.path()), StoreErrorKind::io);
  write_file(folder.path() / "file", "x");
  EXPECT_EQ(refused_kind(folder.path() / "file" / "journal.db"), StoreErrorKind::io);
}

TEST(SqliteStore, NoticesThatItsFileWasMoved) {
  const TemporaryFolder folder;
  const auto store = open_sound(folder.journal());
  ASSERT_TRUE(store->append(make_entry(1)));
  std::filesystem::rename(folder.journal(), folder.path() / "elsewhere.db");
  EXPECT_EQ(store->append(make_entry(2)).error().kind, StoreErrorKind::io);
}

TEST(SqliteStore, AnEntryThatAnotherRemovedIsMissed) {
  const TemporaryFolder folder;
  const auto store = open_sound(folder.journal());
  for (int n = 0; n < 3; ++n) ASSERT_TRUE(store->append(make_entry(n)));
  run_sql(folder.journal(), "DELETE FROM entry WHERE id = '" + make_entry(1).id + "'");
  EXPECT_EQ(store->all().error().kind, StoreErrorKind::damaged);
  EXPECT_EQ(refused_kind(folder.journal()), StoreErrorKind::damaged);
}

}  // namespace
}  // namespace springback
