// The journal as JSON Lines: to take along, to read elsewhere, to bring back.
#pragma once

#include <cstddef>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/store.h"

namespace springback {

/// Reads one line into an entry, or says in plain words why it is none.
using LineReader = std::function<std::expected<StoredEntry, std::string>(std::string_view line)>;

struct RefusedLine {
  std::size_t line_number = 0;  ///< from 1
  std::string reason;
};

struct ImportReport {
  std::size_t added = 0;
  std::size_t already_there = 0;
  std::vector<RefusedLine> refused;  ///< in the order of the lines
  /// Set where the store or the input failed part of the way. What is counted above is kept, and
  /// the same import again goes on from there.
  std::optional<StoreError> stopped;
};

/// Adds every good line, durably and in batches; bad ones are named and left out. The same lines
/// again change nothing. Takes LF and CRLF, blank lines, a byte order mark in front and a last line
/// without an end; refuses lines over 1 MiB.
ImportReport import_lines(JournalStore& store, std::istream& input, const LineReader& validate);

/// Writes every entry's text, one a line, ordered by (at, id). Returns how many.
StoreResult<std::size_t> export_lines(const JournalStore& store, std::ostream& output);

}  // namespace springback
