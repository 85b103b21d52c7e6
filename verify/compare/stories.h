// Random partial stories, and what they are told in: neither the product's form nor the reference's.
//
// Most people are calm and most answers are given once, as in life; but every limit that the protocol names
// is met from both sides. Story number n depends on the seed and n alone.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "draw.h"
#include "reference/story.h"

namespace springback::verify {

using reference::Microseconds;

/// One answer, as the contract can tell it.
struct Said {
  enum class What : std::uint8_t { value, unsure, unknown_choice };
  int finding = kUnknown;  ///< its place in the file
  What what = What::value;
  bool partial = false;    ///< a set with a member that the protocol does not know
  std::int32_t value = 0;  ///< as in reference::Told

  static constexpr int kUnknown = -1;  ///< a finding that the protocol does not know
  friend bool operator==(const Said&, const Said&) = default;
};

/// One entry of the contract.
struct Event {
  enum class Kind : std::uint8_t { reported, began, recovered, took, did, retracted, noted, unknown };
  std::string id;
  Microseconds at = 0;
  Kind kind{};
  std::vector<Said> said;             ///< reported: each finding once; began: its trigger, or nothing
  std::optional<Microseconds> since;  ///< began: onset_at; took: taken_at
  std::string what;                   ///< took: product; did: measure; retracted: the entry it takes back
  std::vector<std::pair<std::string, int>> ingredients_mg;  ///< took
  std::optional<int> units;           ///< took: in thousandths
  std::string form;                   ///< took: `as`
  bool amount_known = true;           ///< took
  std::optional<int> minutes;         ///< did
  friend bool operator==(const Event&, const Event&) = default;
};

/// A journal and the instant at which to advise on it. What each side makes of it is a story.
struct Tale {
  Microseconds at = 0;
  int offset_minutes = 0;
  std::string locale, region;  ///< empty: not told
  std::vector<Event> events;   ///< in no order; the same entry may stand there twice
};

/// What is worth telling of a protocol: values and lengths of time around every limit it names.
struct Material {
  struct OfFinding {
    std::vector<std::int32_t> calm, any;  ///< values
    bool asked = true;                    ///< not `asked_if: never`
  };
  /// An answer on which a row may turn: values on both sides of what it asks for.
  struct Hint {
    int finding = 0;
    std::vector<std::int32_t> values;
  };
  explicit Material(const reference::Protocol& protocol);

  const reference::Protocol* protocol;
  std::vector<OfFinding> findings;       ///< by index
  std::vector<int> told, dangers, twice, lasting;  ///< findings that can be told; of them danger, ask_twice,
                                                   ///< and `stale_after: episode`
  std::vector<std::vector<Hint>> rows;  ///< of rules and guards: what each of them reads that can be told
  std::vector<Microseconds> limits;  ///< lengths of time at which something changes
  std::vector<std::string> products, ingredients, activities;
};

Tale random_tale(const Material& material, std::uint64_t seed, std::uint64_t number);

}  // namespace springback::verify
