#include "store/files.h"

#include "support.h"

namespace springback {
namespace {

constexpr Instant kNow{1'795'331'100'000'000};  // 2026-11-22T07:05:00Z

TEST(SetAside, KeepsEveryByteOfAllFiles) {
  const TemporaryFolder folder;
  write_file(folder.journal(), "broken");
  write_file(folder.journal().string() + "-wal", "log");
  write_file(folder.journal().string() + "-shm", "index");
  const auto aside = set_aside(folder.journal(), kNow);
  ASSERT_TRUE(aside);
  EXPECT_EQ(aside->filename(), "journal.db.damaged-20261122T070500Z");
  const std::map<std::string, std::string> expected = {{"journal.db.damaged-20261122T070500Z", "broken"},
                                                       {"journal.db.damaged-20261122T070500Z-wal", "log"},
                                                       {"journal.db.damaged-20261122T070500Z-shm", "index"}};
  EXPECT_EQ(folder_bytes(folder.path()), expected);
}

TEST(SetAside, OverwritesNothing) {
  const TemporaryFolder folder;
  for (const char* bytes : {"first", "second", "third"}) {
    write_file(folder.journal(), bytes);
    ASSERT_TRUE(set_aside(folder.journal(), kNow + Duration{1}));
  }
  write_file(folder.journal(), "fourth");
  write_file(folder.path() / "journal.db.damaged-20261122T070500Z-4-wal", "somebody's log");
  ASSERT_TRUE(set_aside(folder.journal(), kNow));
  const std::map<std::string, std::string> expected = {
      {"journal.db.damaged-20261122T070500Z", "first"},
      {"journal.db.damaged-20261122T070500Z-2", "second"},
      {"journal.db.damaged-20261122T070500Z-3", "third"},
      {"journal.db.damaged-20261122T070500Z-4-wal", "somebody's log"},
      {"journal.db.damaged-20261122T070500Z-5", "fourth"}};
  EXPECT_EQ(folder_bytes(folder.path()), expected);
}

TEST(SetAside, ADamagedJournalMakesRoomForANewOne) {
  const TemporaryFolder folder;
  ASSERT_TRUE(open_sound(folder.journal())->append_all(make_entries(50)));
  std::string bytes = read_file(folder.journal());
  bytes.resize(bytes.size() / 2);
  write_file(folder.journal(), bytes);
  ASSERT_EQ(SqliteStore::open(folder.journal()).error().kind, StoreErrorKind::damaged);
  const auto aside = set_aside(folder.journal(), kNow);
  ASSERT_TRUE(aside);
  EXPECT_EQ(read_file(*aside), bytes);
  EXPECT_TRUE(open_sound(folder.journal())->append(make_entry(1)));
  EXPECT_EQ(read_file(*aside), bytes);
}

TEST(SetAside, SaysThatThereIsNothing) {
  const TemporaryFolder folder;
  EXPECT_EQ(set_aside(folder.journal(), kNow).error().kind, StoreErrorKind::io);
}

}  // namespace
}  // namespace springback
