// What the rules add up to, as formulas over a world: docs/formats/protocol.md, section 3.
#pragma once

#include "properties/world.h"

namespace springback::verify {

using reference::Urgency;

/// The urgencies that a row can give, rising.
inline constexpr Urgency kRowUrgencies[] = {Urgency::routine, Urgency::soon, Urgency::today,
                                            Urgency::emergency};

class Judgement {
 public:
  explicit Judgement(const World& world);

  z3::expr fires(std::size_t rule) const { return fires_[rule]; }
  z3::expr open(std::size_t rule) const { return open_[rule]; }
  /// Some row of this urgency fires; is open.
  z3::expr fires(Urgency urgency) const { return any_of(fires_, urgency); }
  z3::expr open(Urgency urgency) const { return any_of(open_, urgency); }
  /// Some row of this urgency or a higher one fires. Always, for self_care.
  z3::expr reaches(Urgency urgency) const;
  z3::expr undecided() const;
  /// The result is this one of the six.
  z3::expr is(Urgency urgency) const;

 private:
  z3::expr any_of(const std::vector<z3::expr>& rows, Urgency urgency) const;

  const World& world_;
  std::vector<z3::expr> fires_, open_;
};

std::string urgency_name(Urgency urgency);

}  // namespace springback::verify
