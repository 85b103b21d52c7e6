// A journal that lasts: keeps entries as the text in which they came, each id once. It decides
// nothing about backs and reads no clock; what an entry means is the business of `document`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <span>
#include <string>
#include <vector>

#include "base/instant.h"

namespace springback {

/// One entry as it is kept. `id` and `at` repeat what stands in `text`.
struct StoredEntry {
  std::string id;
  Instant at;
  std::string text;  ///< the original JSON on one line, unknown fields and all
  friend bool operator==(const StoredEntry&, const StoredEntry&) = default;
};

enum class StoreErrorKind : std::uint8_t {
  conflict = 1,      ///< the id is there with other content; the first stands
  not_an_entry = 2,  ///< the text is no entry, or not the one its id and instant say
  damaged = 3,       ///< the file is not whole: set it aside, salvage it
  newer = 4,         ///< written by a later Springback; left as it is
  foreign = 5,       ///< a sound database of some other program; left as it is
  busy = 6,          ///< others kept it locked for too long; nothing was changed
  io = 7,            ///< the machine failed: no space, no permission, no folder
};

/// Why a store could not do what was asked.
struct StoreError {
  StoreErrorKind kind = StoreErrorKind::io;
  std::string message;   ///< a plain sentence for the person
  std::string argument;  ///< the id or the path it is about
};

template <class T>
using StoreResult = std::expected<T, StoreError>;

std::unexpected<StoreError> store_failure(StoreErrorKind kind, std::string message, std::string argument);

enum class Appended : std::uint8_t { added = 1, already_there = 2 };

/// What became of one entry of several: a refused one does not keep the others out.
using Outcome = StoreResult<Appended>;

/// One journal. For one thread at a time; other threads and processes open their own.
class JournalStore {
 public:
  virtual ~JournalStore() = default;
  JournalStore(const JournalStore&) = delete;
  JournalStore& operator=(const JournalStore&) = delete;

  /// Keeps an entry. When it has answered, the entry survives kill -9 and loss of power. The same
  /// entry again is `already_there`; its id with other content is refused as a `conflict`.
  StoreResult<Appended> append(const StoredEntry& entry);

  /// Several at once, durable together: one outcome for each. An error means that none was kept.
  virtual StoreResult<std::vector<Outcome>> append_all(std::span<const StoredEntry> entries) = 0;

  /// Every entry, ordered by (at, id).
  virtual StoreResult<std::vector<StoredEntry>> all() const = 0;

  virtual StoreResult<std::size_t> count() const = 0;

 protected:
  JournalStore() = default;
};

}  // namespace springback
