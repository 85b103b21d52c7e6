#include "store/lines.h"

#include <algorithm>
#include <array>
#include <istream>
#include <ostream>
#include <utility>

#include "base/result.h"
#include "store/content.h"

namespace springback {
namespace {

constexpr std::size_t kBatchLinesMax = 1'000;
constexpr std::size_t kBatchBytesMax = 4 * kEntryBytesMax;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Cuts a stream into lines without ever holding much more of one than is allowed.
class LineCutter {
 public:
  explicit LineCutter(std::istream& input) : input_(input) {}

  struct Line {
    std::string_view text;  ///< without its end; valid until the next call
    std::size_t number = 0;
    bool too_long = false;
  };

  std::optional<Line> next() {
    line_.clear();
    bool ended = false;
    bool any = false;
    while (!ended && (from_ < to_ || refill())) {
      any = true;
      const std::string_view rest(buffer_.data() + from_, to_ - from_);
      const std::size_t end = rest.find('\n');
      ended = end != std::string_view::npos;
      keep(ended ? rest.substr(0, end) : rest);
      from_ += ended ? end + 1 : rest.size();
    }
    if (!any) return std::nullopt;
    return trimmed();
  }

  bool failed() const { return input_.bad(); }

 private:
  // Room for the longest line, its byte order mark, its CR, and one byte to show that it is longer.
  static constexpr std::size_t kKeptMax = kEntryBytesMax + kByteOrderMark.size() + 2;

  void keep(std::string_view part) { line_ += part.substr(0, kKeptMax - line_.size()); }

  bool refill() {
    input_.read(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    from_ = 0;
    to_ = static_cast<std::size_t>(input_.gcount());
    return to_ > 0;
  }

  Line trimmed() {
    Line line{.text = line_, .number = ++number_};
    if (line.number == 1 && line.text.starts_with(kByteOrderMark)) {
      line.text.remove_prefix(kByteOrderMark.size());
    }
    if (line.text.ends_with('\r')) line.text.remove_suffix(1);
    line.too_long = line.text.size() > kEntryBytesMax;
    return line;
  }

  std::istream& input_;
  std::array<char, 65'536> buffer_{};
  std::size_t from_ = 0;
  std::size_t to_ = 0;
  std::size_t number_ = 0;
  std::string line_;
};

class Importer {
 public:
  Importer(JournalStore& store, const LineReader& validate) : store_(store), validate_(validate) {}

  void take(const LineCutter::Line& line) {
    if (line.too_long) return refuse_line(line.number, "the line is longer than 1 MiB");
    if (line.text.find_first_not_of(" \t") == std::string_view::npos) return;
    auto entry = validate_(line.text);
    if (!entry) return refuse_line(line.number, std::move(entry).error());
    bytes_ += entry->text.size();
    entries_.push_back(std::move(*entry));
    numbers_.push_back(line.number);
    if (entries_.size() >= kBatchLinesMax || bytes_ >= kBatchBytesMax) flush();
  }

  void flush() {
    if (entries_.empty() || report_.stopped) return;
    auto outcomes = store_.append_all(entries_);
    if (!outcomes) {
      report_.stopped = std::move(outcomes).error();
      return;
    }
    for (std::size_t i = 0; i < outcomes->size(); ++i) count((*outcomes)[i], numbers_[i]);
    entries_.clear();
    numbers_.clear();
    bytes_ = 0;
  }

  bool stopped() const { return report_.stopped.has_value(); }

  ImportReport finish(bool input_failed) {
    flush();
    if (input_failed && !report_.stopped) {
      report_.stopped = StoreError{
          .kind = StoreErrorKind::io, .message = "the input could not be read to its end", .argument = {}};
    }
    std::ranges::sort(report_.refused, {}, &RefusedLine::line_number);
    return std::move(report_);
  }

 private:
  void refuse_line(std::size_t number, std::string reason) {
    report_.refused.push_back({.line_number = number, .reason = std::move(reason)});
  }

  void count(Outcome& outcome, std::size_t number) {
    if (!outcome) return refuse_line(number, describe(outcome.error()));
    ++(*outcome == Appended::added ? report_.added : report_.already_there);
  }

  static std::string describe(const StoreError& error) {
    return error.message + " (id " + error.argument + ")";
  }

  JournalStore& store_;
  const LineReader& validate_;
  ImportReport report_;
  std::vector<StoredEntry> entries_;
  std::vector<std::size_t> numbers_;
  std::size_t bytes_ = 0;
};

}  // namespace

ImportReport import_lines(JournalStore& store, std::istream& input, const LineReader& validate) {
  LineCutter lines(input);
  Importer importer(store, validate);
  while (!importer.stopped()) {
    const auto line = lines.next();
    if (!line) break;
    importer.take(*line);
  }
  return importer.finish(lines.failed());
}

StoreResult<std::size_t> export_lines(const JournalStore& store, std::ostream& output) {
  TRY_ASSIGN(const std::vector<StoredEntry> entries, store.all());
  for (const StoredEntry& entry : entries) output << entry.text << '\n';
  output.flush();
  if (!output) {
    return store_failure(StoreErrorKind::io, "the export could not be written to its end", "");
  }
  return entries.size();
}

}  // namespace springback
