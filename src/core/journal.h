// What happened, as past-tense facts. A journal is a set of entries ordered by (instant, id); entries arrive
// here already read and checked by `document`, which keeps the original text of each, unknown fields
// included.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "base/instant.h"
#include "core/medicine/dose.h"
#include "protocol/protocol.h"

namespace springback {

/// One answer as it was given. `value`: 0/1 of a bool, the number (tenths for decimals), the index of a
/// choice, a bit per member of a set.
struct Reported {
  FindingId finding = 0;
  bool unsure = false;   ///< asked, and the person cannot say
  bool partial = false;  ///< a set with members that this protocol does not know
  bool not_understood =
      false;  ///< a choice that it does not know: answered, but not with anything we may use
  std::int32_t value = 0;
};

struct Reports {
  std::vector<Reported> answers;
};

struct Began {
  std::optional<Reported> trigger;  ///< as it was told: perhaps not understood
  std::optional<Instant> onset;
};

struct Recovered {};

struct Took {
  Way way;
  std::vector<Amount> contents;  ///< of one unit: each known ingredient
  std::int64_t units = 1000;     ///< thousandths; of an amount that is not known, what was told of it
  bool contents_known = true;    ///< false: nothing was told of them, or an ingredient is not known here
  bool amount_known = true;
  bool prescribed = false;
  Instant taken;
  std::string called;  ///< in the person's own words, where it is no product that is known
};

enum class Activity : std::uint8_t { cold, heat, rest, walk, massage, movement, activity };

struct Did {
  Activity measure{};
  std::int32_t minutes = -1;  ///< -1: not told. 0: stopped before it had an effect
};

struct Retracted {
  std::string entry;
};

/// Kept, and without effect on advice: notes, appointments, lifts, kinds of a later version.
struct Other {};

using Fact = std::variant<Other, Reports, Began, Recovered, Took, Did, Retracted>;

struct Entry {
  std::string id;
  Instant at;
  bool has_unknown = false;  ///< its kind, a finding or a choice in it is not known to this protocol
  Fact fact;
};

/// Entries in the order of (instant, id), each id once.
class Journal {
 public:
  Journal() = default;
  /// Sorts. Entries of one id are taken to be the same entry; `document` has refused others.
  explicit Journal(std::vector<Entry> entries);

  std::span<const Entry> entries() const { return entries_; }

 private:
  std::vector<Entry> entries_;
};

/// Entries that are taken back by a later one (or one of the same instant). From the last to the first, so
/// that a retraction that was taken back itself takes nothing back.
std::set<std::string_view> retracted_ids(std::span<const Entry> entries);

}  // namespace springback
