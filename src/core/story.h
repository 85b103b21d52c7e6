// What the journal tells at an instant. `fold` is the only way from one to the other; nothing else keeps
// state.
//
// An answer is known, "not sure", or absent. Absent is neither yes nor no. Reassuring answers go stale and
// are absent again; a danger once told stands until it is answered otherwise, retracted, or ended with its
// episode.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/journal.h"
#include "protocol/protocol.h"

namespace springback {

enum class State : std::uint8_t { absent, unsure, known };

struct Answer {
  State state = State::absent;
  bool partial = false;     ///< a set with unknown members: it never answers "has not"
  std::int32_t value = 0;
  Instant at{};             ///< when it was given
};

struct Done {
  Activity measure{};
  std::int32_t minutes = 0;
  Instant ended;
};

struct Episode {
  bool open = false;
  bool again = false;                 ///< there was an earlier one
  std::optional<Instant> onset;       ///< of the open or last episode
  bool onset_told = false;            ///< as such; else it is when the episode was told
  std::optional<Instant> began;       ///< when it was told
  std::optional<Instant> closed;      ///< the last `recovered`
};

struct Story {
  Instant at;
  Episode episode;
  std::array<Answer, kMaxFindings> answers{};   ///< by FindingId: what holds now
  std::array<std::uint8_t, kMaxFindings> unsure_count{};  ///< "not sure" in this episode
  Classes classes{};                            ///< by input: what conditions read
  Doses doses;                                  ///< all
  std::vector<Done> done;                       ///< all, oldest first
  bool returning = false;                       ///< danger signs were answered before, and have gone stale
  std::optional<Instant> worsened;              ///< a recheck rule (R40) fires: since when
  std::int32_t unknown_entries = 0;
};

/// One pass over the journal, entries after `at` left out, then the derived findings.
Story fold(const Protocol& protocol, const Journal& journal, Instant at);

/// Whether a reassuring answer (of some findings: any) no longer counts at `story.at`: too old, from an
/// earlier episode, or older than a worsening.
bool is_stale(const Finding& finding, const Answer& answer, const Story& story);

/// Whether "no" to this finding is what the answer says.
bool is_reassuring(const Finding& finding, const Answer& answer);

}  // namespace springback
