#include "store/lines.h"

#include <nlohmann/json.hpp>
#include <sstream>

#include "store/content.h"
#include "store/memory_store.h"
#include "support.h"

namespace springback {
namespace {

std::expected<StoredEntry, std::string> read_line(std::string_view line) {
  const auto json = nlohmann::json::parse(line, nullptr, false);
  if (!json.is_object()) return std::unexpected("not JSON");
  const auto at = parse_instant(json.value("at", ""));
  if (!at) return std::unexpected("bad instant");
  return StoredEntry{.id = json.value("id", ""), .at = at->instant, .text = std::string(line)};
}

std::string lines_of(const std::vector<StoredEntry>& entries, const std::string& end = "\n") {
  std::string lines;
  for (const StoredEntry& entry : entries) lines += entry.text + end;
  return lines;
}

ImportReport import_text(JournalStore& store, const std::string& text) {
  std::istringstream input(text);
  return import_lines(store, input, read_line);
}

std::string export_text(const JournalStore& store) {
  std::ostringstream output;
  EXPECT_TRUE(export_lines(store, output));
  return output.str();
}

TEST(Lines, ComeBackAsTheyWent) {
  std::vector<StoredEntry> entries = make_entries(30);
  MemoryStore store;
  const ImportReport report = import_text(store, lines_of(entries));
  EXPECT_EQ(report.added, 30U);
  EXPECT_TRUE(report.refused.empty());
  sort_entries(entries);
  EXPECT_EQ(export_text(store), lines_of(entries));
}

TEST(Lines, TheSameAgainChangesNothing) {
  MemoryStore store;
  const std::string lines = lines_of(make_entries(10));
  import_text(store, lines);
  const ImportReport again = import_text(store, lines);
  EXPECT_EQ(again.added, 0U);
  EXPECT_EQ(again.already_there, 10U);
  EXPECT_EQ(store.count(), 10U);
}

TEST(Lines, TakesWhatEditorsDoToFiles) {
  const std::vector<StoredEntry> entries = make_entries(3);
  const std::string text = "\xEF\xBB\xBF" + entries[0].text + "\r\n\r\n \t\n\n" + entries[1].text + "\n" +
                           entries[2].text;
  MemoryStore store;
  const ImportReport report = import_text(store, text);
  EXPECT_EQ(report.added, 3U);
  EXPECT_TRUE(report.refused.empty());
  EXPECT_EQ(store.all()->at(1).text.find('\r'), std::string::npos);
  EXPECT_EQ(import_text(store, "").added, 0U);
  EXPECT_EQ(import_text(store, "\xEF\xBB\xBF").refused.size(), 0U);
}

TEST(Lines, NamesEachBadLineAndKeepsTheGood) {
  const StoredEntry changed = {.id = make_entry(0).id, .at = make_entry(0).at, .text = [] {
                                 std::string text = make_entry(0).text;
                                 return text.insert(text.size() - 1, R"(,"other":1)");
                               }()};
  const std::string text = make_entry(0).text + "\nnonsense\n\n" + changed.text + "\n" +
                           R"({"id":"x","at":"never"})" + "\n" + make_entry(1).text + "\n";
  MemoryStore store;
  const ImportReport report = import_text(store, text);
  EXPECT_EQ(report.added, 2U);
  ASSERT_EQ(report.refused.size(), 3U);
  EXPECT_EQ(report.refused[0].line_number, 2U);
  EXPECT_EQ(report.refused[0].reason, "not JSON");
  EXPECT_EQ(report.refused[1].line_number, 4U);
  EXPECT_NE(report.refused[1].reason.find(changed.id), std::string::npos);
  EXPECT_EQ(report.refused[2].line_number, 5U);
  EXPECT_EQ(report.refused[2].reason, "bad instant");
}

/// An entry whose text is exactly this long.
StoredEntry entry_of_size(int n, std::size_t size) { return make_entry(n, size - make_entry(n).text.size()); }

TEST(Lines, RefusesLinesOverOneMebibyte) {
  const StoredEntry longest = entry_of_size(1, kEntryBytesMax);
  const StoredEntry longer = entry_of_size(2, kEntryBytesMax + 1);
  const StoredEntry much_longer = entry_of_size(3, 5 * kEntryBytesMax);
  const std::string text = "\xEF\xBB\xBF" + longest.text + "\r\n" + longer.text + "\r\n" + much_longer.text +
                           "\n" + make_entry(4).text;
  MemoryStore store;
  const ImportReport report = import_text(store, text);
  EXPECT_EQ(report.added, 2U);
  ASSERT_EQ(report.refused.size(), 2U);
  EXPECT_EQ(report.refused[0].line_number, 2U);
  EXPECT_EQ(report.refused[1].line_number, 3U);
}

TEST(Lines, TenThousandInAFile) {
  const TemporaryFolder folder;
  std::vector<StoredEntry> entries = make_entries(10'000);
  const auto store = open_sound(folder.journal());
  EXPECT_EQ(import_text(*store, lines_of(entries)).added, 10'000U);
  EXPECT_EQ(import_text(*store, lines_of(entries)).already_there, 10'000U);
  sort_entries(entries);
  EXPECT_EQ(export_text(*store), lines_of(entries));
  EXPECT_EQ(open_and_read(folder.journal()).value(), entries);
}

/// Takes so many batches and then has no more space.
class FullStore final : public JournalStore {
 public:
  explicit FullStore(int batches) : batches_(batches) {}
  StoreResult<std::vector<Outcome>> append_all(std::span<const StoredEntry> entries) override {
    if (batches_-- > 0) return kept_.append_all(entries);
    return store_failure(StoreErrorKind::io, "no space left", "journal.db");
  }
  StoreResult<std::vector<StoredEntry>> all() const override { return kept_.all(); }
  StoreResult<std::size_t> count() const override { return kept_.count(); }

 private:
  int batches_;
  MemoryStore kept_;
};

TEST(Lines, AFailureTellsHowFarItCame) {
  FullStore store(2);
  const ImportReport report = import_text(store, lines_of(make_entries(5'000)));
  ASSERT_TRUE(report.stopped);
  EXPECT_EQ(report.stopped->message, "no space left");
  EXPECT_EQ(report.added, 2'000U);
  EXPECT_EQ(store.count(), report.added);
}

TEST(Lines, AnOutputThatFailsIsReported) {
  MemoryStore store;
  ASSERT_TRUE(store.append(make_entry(1)));
  std::ostringstream output;
  output.setstate(std::ios::badbit);
  EXPECT_EQ(export_lines(store, output).error().kind, StoreErrorKind::io);
}

TEST(Lines, AnInputThatFailsIsReported) {
  MemoryStore store;
  std::istringstream input(lines_of(make_entries(2)));
  input.setstate(std::ios::badbit);
  EXPECT_TRUE(import_lines(store, input, read_line).stopped.has_value());
}

}  // namespace
}  // namespace springback
