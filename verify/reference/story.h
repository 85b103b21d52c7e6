// The story, told a second time: docs/formats/story.md. Slow and obvious; nothing is shared with src.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "reference/truth.h"

namespace springback::reference {

using Microseconds = std::int64_t;  ///< since 1970-01-01T00:00:00Z

struct Told {
  int finding = 0;
  bool unsure = false, not_understood = false, partial = false;
  std::int32_t value = 0;
};

struct Entry {
  enum class Kind : std::uint8_t { other, reported, began, recovered, took, did, retracted };
  std::string id;
  Microseconds at = 0;
  Kind kind{};
  std::vector<Told> told;               ///< reported; began: its trigger
  std::optional<Microseconds> onset;    ///< began
  std::vector<std::pair<int, std::int64_t>> micrograms;  ///< took: ingredient, amount taken
  bool contents_known = true, extended_release = false;  ///< took
  Microseconds taken = 0;               ///< took
  int product = -1;                     ///< took: of medicines.yaml; -1 without one
  std::int64_t units = 1000;            ///< took: in thousandths
  bool on_skin = false, prescribed = false, amount_known = true;  ///< took
  std::string product_text;             ///< took: what it was called
  std::string measure;                  ///< did
  int minutes = -1;                     ///< did; -1 not told
  std::string takes_back;               ///< retracted
};

/// An entry of the contract. Throws std::runtime_error where it breaks the format.
Entry read_entry(const Protocol& protocol, const nlohmann::json& json);

/// The `dose` of a request: a dose that nobody took yet, without an id and an instant. Throws likewise.
Entry read_dose(const Protocol& protocol, const nlohmann::json& json);

/// "2026-11-22T09:00:00+01:00". Throws std::runtime_error.
Microseconds read_instant(std::string_view text);

struct Answer {
  enum class State : std::uint8_t { absent, unsure, told };
  State state = State::absent;
  bool partial = false;
  bool once = false;     ///< answered some time, though it may be absent now
  std::int32_t value = 0;
  Microseconds at = 0;
  int unsure_count = 0;  ///< since the last `recovered`
};

struct Done {
  std::string measure;
  int minutes = -1;
  Microseconds ended = 0;
};

struct Story {
  Microseconds at = 0;
  std::vector<Answer> answers;  ///< by finding, derived ones included
  Knowledge known;              ///< what conditions read
  bool episode_open = false;
  bool onset_told = false;      ///< by an `onset_at`
  std::optional<Microseconds> began;  ///< when the open episode was told first
  bool returning = false;
  std::vector<Done> done;       ///< in the order of entries
};

Story tell(const Protocol& protocol, std::vector<Entry> entries, Microseconds at);

}  // namespace springback::reference
