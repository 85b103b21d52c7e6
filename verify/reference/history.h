// What was told, in order, before anything goes stale: docs/formats/story.md, sections 1 and 2. Used by
// story.cc, derived.cc and, for the doses among them, the ledger alone.
#pragma once

#include "reference/story.h"

namespace springback::reference {

/// One telling of one finding.
struct Telling {
  std::size_t place = 0;  ///< of its entry, in the order of entries
  Microseconds at = 0;
  Told told;
};

/// A recovery, or a beginning that opens a later episode: with the instant of the recovery.
struct Boundary {
  std::size_t place = 0;
  Microseconds recovered = 0;
};

struct History {
  std::vector<Entry> entries;                   ///< those that count, in order
  std::vector<std::vector<Telling>> tellings;   ///< by finding, in order
  std::vector<Answer> answers;                  ///< by finding: those that hold
  std::vector<Boundary> recoveries, later_episodes;
  bool episode_open = false, is_later = false;  ///< later: the open episode began after a recovery
  std::optional<Microseconds> onset;
  bool onset_told = false;
  std::optional<Microseconds> began;  ///< of the open episode: its first `began`

  /// Whether it came after the last recovery.
  bool since_recovered(const Telling& telling) const {
    return recoveries.empty() || telling.place > recoveries.back().place;
  }
  /// Whether it was given up to the instant of the last recovery.
  bool up_to_recovered(Microseconds given) const {
    return !recoveries.empty() && given <= recoveries.back().recovered;
  }
};

/// docs/formats/story.md, section 1: each once, up to an instant, without those taken back; in order.
std::vector<Entry> entries_that_count(std::vector<Entry> entries, Microseconds at);

History history_of(const Protocol& protocol, std::vector<Entry> entries, Microseconds at);

/// Whether a telling replaces the answer that held so far.
bool replaces(const Finding& finding, const Telling& telling, const Answer& so_far);

/// The answer after it, with nothing counted.
Answer answer_of(const Telling& telling);

/// The answer that holds of one finding, from telling to telling.
class Walk {
 public:
  Walk(const Finding& finding, const History& history);
  const Answer& answer() const { return answer_; }
  /// Up to this place in the order of entries: answers of an ended episode are forgotten when the next
  /// begins.
  void go_to(std::size_t place);
  void hear(const Telling& telling);

 private:
  const Finding& finding_;
  const History& history_;
  Answer answer_;
  std::size_t next_episode_ = 0;
};

/// Whether the answer is told, with a reassuring value; of types without one any value is.
bool is_reassuring(const Finding& finding, const Answer& answer);

}  // namespace springback::reference
