#include "store/salvage.h"

#include <sqlite3.h>

#include <algorithm>
#include <random>

#include "store/content.h"
#include "support.h"

namespace springback {
namespace {

std::vector<StoredEntry> sample() {
  std::vector<StoredEntry> entries = make_entries(200);
  // Lengths around those at which SQLite moves part of a record to other pages.
  for (int n = 200; n < 260; ++n) {
    entries.push_back(make_entry(n, 600 + static_cast<std::size_t>(n - 200) * 83));
  }
  entries.push_back(make_entry(260, 300'000));
  sort_entries(entries);
  return entries;
}

class Salvage : public testing::Test {
 protected:
  Salvage() {
    EXPECT_TRUE(open_sound(folder_.journal())->append_all(expected_));
    bytes_ = read_file(folder_.journal());
  }

  /// What is salvaged of these bytes; it must be right, and the file must stay as it is.
  std::vector<StoredEntry> salvaged(const std::string& bytes) {
    write_file(folder_.journal(), bytes);
    const auto before = folder_bytes(folder_.path());
    const auto entries = salvage(folder_.journal());
    EXPECT_TRUE(entries.has_value());
    EXPECT_EQ(folder_bytes(folder_.path()), before);
    if (!entries) return {};
    for (const StoredEntry& entry : *entries) {
      EXPECT_NE(std::ranges::find(expected_, entry), expected_.end());
    }
    return *entries;
  }

  TemporaryFolder folder_{Medium::memory};
  std::vector<StoredEntry> expected_ = sample();
  std::string bytes_;
};

TEST_F(Salvage, ReadsAllOfASoundJournal) { EXPECT_EQ(salvaged(bytes_), expected_); }

TEST_F(Salvage, NeedsNoHeadersAndNoTree) {
  std::string bytes = bytes_;
  for (std::size_t page = 0; page < bytes.size(); page += 4096) {
    // The head of an overflow page is part of the chain of its record: those pages stay.
    const char kind = bytes[page];
    if (page == 0) bytes.replace(0, 100, 100, '\xFF');
    if (kind == 0x0A || kind == 0x02) bytes.replace(page, 12, 12, '\xFF');
  }
  EXPECT_EQ(salvaged(bytes), expected_);
}

TEST_F(Salvage, LosesOnlyWhatWasHit) {
  std::mt19937 random(7);
  for (int round = 0; round < 20; ++round) {
    std::string bytes = bytes_;
    for (int hit = 0; hit < 5; ++hit) {
      char& byte = bytes[random() % bytes.size()];
      byte = static_cast<char>(byte ^ 0x21);
    }
    EXPECT_GE(salvaged(bytes).size(), expected_.size() - 5);
  }
}

TEST_F(Salvage, ReadsWhatIsLeftOfACutFile) {
  const std::size_t half = salvaged(bytes_.substr(0, bytes_.size() / 2)).size();
  EXPECT_GT(half, 0U);
  EXPECT_LT(half, expected_.size());
  EXPECT_TRUE(salvaged(bytes_.substr(0, 5)).empty());
  EXPECT_TRUE(salvaged("").empty());
}

TEST_F(Salvage, FindsNothingInOtherFiles) {
  std::mt19937 random(11);
  std::string noise(200'000, '\0');
  for (char& byte : noise) byte = static_cast<char>(random());
  EXPECT_TRUE(salvaged(noise).empty());
  EXPECT_TRUE(salvaged(make_entry(1).text).empty());
}

TEST_F(Salvage, ReadsTheLogToo) {
  std::string log;
  {
    const auto store = open_sound(folder_.journal());
    sqlite3* reader = nullptr;
    sqlite3_open(folder_.journal().c_str(), &reader);
    sqlite3_exec(reader, "BEGIN; SELECT count(*) FROM entry", nullptr, nullptr, nullptr);
    for (const int n : {300, 301}) {
      expected_.push_back(make_entry(n, 20'000));
      ASSERT_TRUE(store->append(expected_.back()));
    }
    log = read_file(folder_.journal().string() + "-wal");
    bytes_ = read_file(folder_.journal());
    sqlite3_close(reader);
  }
  sort_entries(expected_);
  write_file(folder_.journal().string() + "-wal", log);
  EXPECT_EQ(salvaged(bytes_), expected_);
}

TEST_F(Salvage, ACompleteRoundBringsTheJournalBack) {
  bytes_[5000] = static_cast<char>(bytes_[5000] ^ 0xFF);
  bytes_.replace(0, 40, 40, '\0');
  write_file(folder_.journal(), bytes_);
  ASSERT_EQ(SqliteStore::open(folder_.journal()).error().kind, StoreErrorKind::damaged);
  const auto aside = set_aside(folder_.journal(), Instant{0});
  const auto entries = salvage(aside.value());
  ASSERT_TRUE(entries);
  ASSERT_TRUE(open_sound(folder_.journal())->append_all(*entries));
  EXPECT_EQ(open_and_read(folder_.journal()).value(), *entries);
  EXPECT_GE(entries->size(), expected_.size() - 1);
}

}  // namespace
}  // namespace springback
