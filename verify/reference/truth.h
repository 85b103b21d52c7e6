// Conditions over three values by the truth tables of Kleene, one node after the other.
#pragma once

#include <set>

#include "reference/protocol.h"

namespace springback::reference {

enum class Truth : std::uint8_t { no, unknown, yes };

/// What conditions read of one finding: story.md, section 5.
struct Known {
  enum class State : std::uint8_t {
    unanswered,
    unsure,          ///< unknown, and not unanswered
    told,
    not_applicable,  ///< counts as no: not asked of this person
  };
  State state = State::unanswered;
  bool partial = false;    ///< a set with members that the protocol does not know
  std::int32_t value = 0;  ///< 0/1; the number (tenths); the index of a choice; a bit per member of a set
};

/// By index of the finding.
using Knowledge = std::vector<Known>;

Truth truth(const Condition& condition, const Knowledge& known);

/// Whether it does not fire and an unanswered finding could make it fire.
bool is_open(const Condition& condition, const Knowledge& known);

/// The unanswered findings it still needs; none where it is not open.
std::set<int> still_needs(const Condition& condition, const Knowledge& known);

/// With `not` standing before comparisons only (as `negation` of a leaf), and named conditions written out.
Condition without_inner_negation(const Condition& condition);

}  // namespace springback::reference
