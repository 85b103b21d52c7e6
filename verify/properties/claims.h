// What must hold whatever else is answered, as claims.yaml says it.
#pragma once

#include "properties/subject.h"
#include "properties/urgency.h"

namespace springback::verify {

struct Claim {
  std::string text;
  reference::Condition when;  ///< resolved
  reference::Urgency urgency{};
};

/// An answer that may lower an urgency when it rises, and the highest urgency that may be lost.
struct Lowering {
  std::string answer;  ///< a finding, or "pain_sites has groin"
  std::string because;
  reference::Urgency from{};
};

struct Claims {
  std::vector<Claim> alone;
  std::vector<Lowering> lowers;
  std::vector<std::string> no_direction, never_alone;
  std::map<std::string, std::string> options;  ///< "alarm.accident.major": "trauma major"
};

/// Throws std::runtime_error with one line on what it cannot read.
Claims read_claims(const Subject& subject, const std::string& yaml);

/// The text of claims.yaml in the source tree.
std::string claims_text();

}  // namespace springback::verify
