// Which answers are a sign of danger by themselves, and which the cohort of Henschke 2009 counted as red
// flags. Written down by hand from the rules as they were agreed, not read from protocol/triage.yaml: a rule
// that was weakened or lost shows up against it.
#pragma once

#include <span>

#include "population/person.h"

namespace springback::verify {

struct DangerSign {
  std::string_view finding, answer;  ///< empty: yes
  Urgency least{};                   ///< whatever else is told
};
std::span<const DangerSign> danger_signs();

/// The red flags of the cohort that a person has; `ours`: those that an interview of ours asks in an acute
/// episode.
struct Flags {
  int all = 0, ours = 0;
};

class Signs {
 public:
  explicit Signs(const Protocol& protocol);
  /// The highest urgency that one answer alone asks for; self_care where none does.
  Urgency demanded_by(const Person& person) const;
  Flags flags_of(const Person& person) const;

 private:
  struct Sign {
    Slot slot = 0;
    std::int32_t value = 0;
    bool member = false;
    Urgency least{};
  };
  std::vector<Sign> signs_;
  std::vector<Slot> yes_flags_, water_, weak_, only_theirs_;
  Slot age_, trauma_, onset_, osteoporosis_, steroids_;
  std::int32_t minor_, major_, gradual_;
};

}  // namespace springback::verify
