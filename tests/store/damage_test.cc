// Files cut and bytes changed: a journal that opens after that has every entry as it was, or the
// damage is reported. Nothing is ever silently missing or different, and opening changes no byte.
#include <sqlite3.h>

#include <algorithm>
#include <random>
#include <set>

#include "store/content.h"
#include "support.h"

namespace springback {
namespace {

struct Files {
  std::string database;
  std::string log;
};

std::vector<StoredEntry> sample() {
  std::vector<StoredEntry> entries = make_entries(24);
  entries.push_back(make_entry(24, 10'000));  // over several pages
  sort_entries(entries);
  return entries;
}

Files closed_journal() {
  const TemporaryFolder folder(Medium::memory);
  EXPECT_TRUE(open_sound(folder.journal())->append_all(sample()));
  return {.database = read_file(folder.journal()), .log = {}};
}

/// A journal whose log could not be written back, since another program was reading all the while.
Files journal_with_log() {
  const TemporaryFolder folder(Medium::memory);
  const auto store = open_sound(folder.journal());
  const std::vector<StoredEntry> entries = sample();
  EXPECT_TRUE(store->append_all(std::span(entries).first(20)));
  sqlite3* reader = nullptr;
  sqlite3_open(folder.journal().c_str(), &reader);
  sqlite3_exec(reader, "BEGIN; SELECT count(*) FROM entry", nullptr, nullptr, nullptr);
  for (const StoredEntry& entry : std::span(entries).subspan(20)) EXPECT_TRUE(store->append(entry));
  Files files{.database = read_file(folder.journal()), .log = read_file(folder.journal().string() + "-wal")};
  sqlite3_close(reader);
  return files;
}

class Damage : public testing::Test {
 protected:
  void lay_down(const Files& files) {
    const std::string path = folder_.journal();
    for (const char* suffix : {"-wal", "-shm"}) std::filesystem::remove(path + suffix);
    write_file(path, files.database);
    if (!files.log.empty()) write_file(path + "-wal", files.log);
  }

  /// Opens damaged files. Counts what was reported; what opens must be whole and must stay so.
  void expect_whole_or_reported(const Files& files, const std::string& what) {
    lay_down(files);
    const auto store = SqliteStore::open(folder_.journal());
    if (!store) {
      ++reported_;
      EXPECT_EQ(read_file(folder_.journal()), files.database) << what;
      if (!files.log.empty()) {
        EXPECT_EQ(read_file(folder_.journal().string() + "-wal"), files.log) << what;
      }
      return;
    }
    const auto entries = (*store)->all();
    if (entries) {
      ASSERT_EQ(*entries, expected_) << what;
    }
    expect_appending_is_right(**store, what);
  }

  void expect_appending_is_right(SqliteStore& store, const std::string& what) {
    const auto again = store.append_all(expected_);
    if (!again) return;
    for (const Outcome& outcome : *again) {
      ASSERT_TRUE(outcome) << what;
      ASSERT_EQ(*outcome, Appended::already_there) << what;
    }
  }

  TemporaryFolder folder_{Medium::memory};
  std::vector<StoredEntry> expected_ = sample();
  std::size_t reported_ = 0;
};

/// Every byte of the head of each page, and some of the others.
std::vector<std::size_t> offsets_to_change(std::size_t size, std::size_t head, std::size_t step) {
  std::set<std::size_t> offsets;
  for (std::size_t at = 0; at < size; ++at) {
    if (at < 150 || at % 4096 < head || at % step == 0) offsets.insert(at);
  }
  return {offsets.begin(), offsets.end()};
}

TEST_F(Damage, NoneIsNoneReported) {
  expect_whole_or_reported(closed_journal(), "untouched");
  expect_whole_or_reported(journal_with_log(), "untouched with a log");
  EXPECT_EQ(reported_, 0U);
}

TEST_F(Damage, AFileCutAnywhere) {
  const Files whole = closed_journal();
  std::size_t cuts = 0;
  for (std::size_t length = 1; length < whole.database.size(); length += length < 600 ? 1 : 61) {
    Files cut = whole;
    cut.database.resize(length);
    expect_whole_or_reported(cut, "cut to " + std::to_string(length));
    if (HasFatalFailure()) return;
    ++cuts;
  }
  EXPECT_GT(cuts, 1'000U);
  EXPECT_GT(reported_, cuts * 9 / 10);
}

TEST_F(Damage, AChangedByteAnywhere) {
  const Files whole = closed_journal();
  std::mt19937 random(20261122);
  for (const std::size_t at : offsets_to_change(whole.database.size(), 60, 17)) {
    for (const std::uint_fast32_t mask : {1UL << random() % 8, 1 + random() % 255}) {
      Files changed = whole;
      changed.database[at] = static_cast<char>(static_cast<unsigned char>(changed.database[at]) ^ mask);
      expect_whole_or_reported(changed, "byte " + std::to_string(at) + " ^ " + std::to_string(mask));
      if (HasFatalFailure()) return;
    }
  }
  EXPECT_GT(reported_, 1'000U);
}

TEST_F(Damage, StretchesOfZeros) {
  const Files whole = closed_journal();
  for (std::size_t at = 0; at + 512 <= whole.database.size(); at += 512) {
    Files changed = whole;
    std::fill_n(changed.database.begin() + static_cast<std::ptrdiff_t>(at), 512, '\0');
    expect_whole_or_reported(changed, "zeros at " + std::to_string(at));
    if (HasFatalFailure()) return;
  }
}

TEST_F(Damage, PagesInEachOthersPlaces) {
  const Files whole = closed_journal();
  const std::size_t pages = whole.database.size() / 4096;
  for (std::size_t a = 0; a < pages; ++a) {
    for (std::size_t b = a + 1; b < pages; ++b) {
      Files changed = whole;
      std::swap_ranges(changed.database.begin() + static_cast<std::ptrdiff_t>(a * 4096),
                       changed.database.begin() + static_cast<std::ptrdiff_t>((a + 1) * 4096),
                       changed.database.begin() + static_cast<std::ptrdiff_t>(b * 4096));
      expect_whole_or_reported(changed, "pages swapped");
      if (HasFatalFailure()) return;
    }
  }
}

TEST_F(Damage, AChangedByteInTheLog) {
  const Files whole = journal_with_log();
  const std::size_t last_frame = whole.log.size() - 4096 - 24;
  for (const std::size_t at : offsets_to_change(whole.log.size(), 0, 23)) {
    // That the last frame is a commit of this log stands nowhere else: without that it looks like
    // the leavings of a crash, which lose nothing that was acknowledged.
    if (at >= last_frame + 4 && at < last_frame + 16) continue;
    Files changed = whole;
    changed.log[at] = static_cast<char>(changed.log[at] ^ 0x55);
    expect_whole_or_reported(changed, "log, byte " + std::to_string(at));
    if (HasFatalFailure()) return;
  }
  EXPECT_GT(reported_, 500U);
}

TEST_F(Damage, ALogCutAnywhereLosesOnlyItsEnd) {
  const Files whole = journal_with_log();
  for (std::size_t length = 0; length < whole.log.size(); length += 97) {
    Files cut = whole;
    cut.log.resize(length);
    lay_down(cut);
    const auto entries = open_and_read(folder_.journal());
    if (!entries) continue;
    ASSERT_GE(entries->size(), 20U);
    for (const StoredEntry& entry : *entries) {
      ASSERT_NE(std::ranges::find(expected_, entry), expected_.end()) << "cut to " << length;
    }
  }
}

TEST_F(Damage, WhileOpenIsNoticedByTheNextReading) {
  lay_down(closed_journal());
  const auto store = open_sound(folder_.journal());
  run_sql(folder_.journal(), "UPDATE entry SET text = replace(text, 'pain_now', 'pain_not')");
  const auto entries = store->all();
  ASSERT_FALSE(entries);
  EXPECT_EQ(entries.error().kind, StoreErrorKind::damaged);
  EXPECT_EQ(entries.error().argument, folder_.journal());
}

}  // namespace
}  // namespace springback
