// Several processes on one journal, and processes that are killed in the middle of writing.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <functional>
#include <random>
#include <set>
#include <thread>

#include "support.h"

namespace springback {
namespace {

constexpr int kRounds = 24;
constexpr int kNumbersPerRound = 100'000;

/// A forked process that runs `work` and ends with its result, never coming back into the test.
pid_t start(const std::function<int()>& work) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(work());
  return child;
}

int wait_for(pid_t child) {
  int status = 0;
  EXPECT_EQ(::waitpid(child, &status, 0), child);
  return status;
}

/// Appends without end, `batch` entries at a time, and says each number once it is acknowledged.
int append_and_tell(const std::filesystem::path& path, int first, int batch, int pipe_end) {
  const auto store = SqliteStore::open(path);
  if (!store) return 1;
  for (int n = first; n < first + kNumbersPerRound; n += batch) {
    std::vector<StoredEntry> entries;
    for (int i = n; i < n + batch; ++i) entries.push_back(make_entry(i, static_cast<std::size_t>(i % 700)));
    if (!(*store)->append_all(entries)) return 2;
    for (int i = n; i < n + batch; ++i) {
      if (::write(pipe_end, &i, sizeof i) != sizeof i) return 3;
    }
  }
  return 0;
}

std::vector<int> read_numbers(int pipe_end) {
  std::vector<int> numbers;
  int n = 0;
  while (::read(pipe_end, &n, sizeof n) == sizeof n) numbers.push_back(n);
  return numbers;
}

/// Lets a process append for a while, kills it, and gives the numbers it had been told are safe.
std::vector<int> append_until_killed(const std::filesystem::path& path, int first, int batch,
                                     std::chrono::microseconds life) {
  std::array<int, 2> ends{};
  EXPECT_EQ(::pipe(ends.data()), 0);
  const pid_t child = start([&] { return append_and_tell(path, first, batch, ends[1]); });
  ::close(ends[1]);
  std::this_thread::sleep_for(life);
  ::kill(child, SIGKILL);
  std::vector<int> acknowledged = read_numbers(ends[0]);
  ::close(ends[0]);
  const int status = wait_for(child);
  EXPECT_TRUE(WIFSIGNALED(status)) << "the writer ended by itself with " << WEXITSTATUS(status);
  return acknowledged;
}

TEST(Processes, WhatWasAcknowledgedSurvivesKill9) {
  const TemporaryFolder folder;
  std::mt19937 random(9);
  std::set<std::string> acknowledged;
  std::size_t unacknowledged_max = 0;
  for (int round = 0; round < kRounds; ++round) {
    const int batch = round % 3 == 2 ? 40 : 1;
    const auto life = std::chrono::microseconds(2'000 + random() % 120'000);
    for (const int n : append_until_killed(folder.journal(), round * kNumbersPerRound, batch, life)) {
      acknowledged.insert(make_entry(n).id);
    }
    unacknowledged_max += static_cast<std::size_t>(batch);
    const auto entries = open_and_read(folder.journal());
    ASSERT_TRUE(entries) << "round " << round << ": " << entries.error().message;
    std::set<std::string> kept;
    for (const StoredEntry& entry : *entries) kept.insert(entry.id);
    ASSERT_TRUE(std::ranges::includes(kept, acknowledged)) << "round " << round;
    ASSERT_LE(kept.size(), acknowledged.size() + unacknowledged_max);
  }
  EXPECT_FALSE(acknowledged.empty());
}

TEST(Processes, TwoWriteAtOnce) {
  const TemporaryFolder folder;
  const auto work = [&](int first) {
    const auto store = SqliteStore::open(folder.journal());
    if (!store) return 1;
    for (int n = first; n < first + 100; ++n) {
      if (!(*store)->append(make_entry(n))) return 2;
      if (n % 10 == 0 && !(*store)->all()) return 3;
    }
    return 0;
  };
  // Fifty entries are written by both.
  const std::array children = {start([&] { return work(0); }), start([&] { return work(50); })};
  for (const pid_t child : children) EXPECT_EQ(wait_for(child), 0);
  EXPECT_EQ(open_and_read(folder.journal()).value().size(), 150U);
}

TEST(Processes, SeveralBeginOneJournalAtOnce) {
  for (int round = 0; round < 10; ++round) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "new" / "journal.db";
    std::vector<pid_t> children;
    for (int n = 0; n < 4; ++n) {
      children.push_back(start([&path, n] {
        const auto store = SqliteStore::open(path);
        if (!store) return 1;
        return (*store)->append(make_entry(n)) ? 0 : 2;
      }));
    }
    for (const pid_t child : children) EXPECT_EQ(wait_for(child), 0) << "round " << round;
    EXPECT_EQ(open_and_read(path).value().size(), 4U);
  }
}

TEST(Processes, TwoWritersOneOfThemKilled) {
  const TemporaryFolder folder;
  std::mt19937 random(13);
  std::size_t acknowledged = 0;
  for (int round = 0; round < 6; ++round) {
    const int first = round * kNumbersPerRound;
    const pid_t other = start([&] {
      const auto store = SqliteStore::open(folder.journal());
      if (!store) return 1;
      for (int n = first + kNumbersPerRound / 2; n < first + kNumbersPerRound / 2 + 30; ++n) {
        if (!(*store)->append(make_entry(n))) return 2;
      }
      return 0;
    });
    const auto life = std::chrono::microseconds(5'000 + random() % 60'000);
    acknowledged += append_until_killed(folder.journal(), first, 1, life).size();
    EXPECT_EQ(wait_for(other), 0);
    acknowledged += 30;
    const auto entries = open_and_read(folder.journal());
    ASSERT_TRUE(entries) << entries.error().message;
    ASSERT_GE(entries->size(), acknowledged);
    ASSERT_LE(entries->size(), acknowledged + static_cast<std::size_t>(round) + 1);
  }
}

}  // namespace
}  // namespace springback
