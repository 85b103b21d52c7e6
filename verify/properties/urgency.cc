#include "properties/urgency.h"

namespace springback::verify {

Judgement::Judgement(const World& world) : world_(world) {
  for (const auto& rule : world.protocol().rules) {
    fires_.push_back(world.yes(rule.when));
    open_.push_back(world.open(rule.when));
  }
}

z3::expr Judgement::any_of(const std::vector<z3::expr>& rows, Urgency urgency) const {
  z3::expr_vector some(world_.context());
  const auto& rules = world_.protocol().rules;
  for (std::size_t i = 0; i < rules.size(); ++i)
    if (!rules[i].recheck && rules[i].urgency == urgency) some.push_back(rows[i]);
  return some.empty() ? world_.context().bool_val(false) : z3::mk_or(some);
}

z3::expr Judgement::reaches(Urgency urgency) const {
  if (urgency == Urgency::self_care) return world_.context().bool_val(true);
  z3::expr_vector some(world_.context());
  for (const Urgency row : kRowUrgencies)
    if (row >= urgency) some.push_back(fires(row));
  return z3::mk_or(some);
}

z3::expr Judgement::undecided() const {
  z3::expr_vector ways(world_.context());
  for (const Urgency row : kRowUrgencies) ways.push_back(open(row) && !reaches(row));
  return !fires(Urgency::emergency) && z3::mk_or(ways);
}

z3::expr Judgement::is(Urgency urgency) const {
  if (urgency == Urgency::undecided) return undecided();
  z3::expr highest = reaches(urgency);
  if (urgency != Urgency::emergency)
    highest = highest && !reaches(static_cast<Urgency>(static_cast<int>(urgency) + 1)) && !undecided();
  return highest;
}

std::string urgency_name(Urgency urgency) {
  static constexpr const char* names[] = {"self_care", "routine", "soon", "today", "emergency", "undecided"};
  return names[static_cast<int>(urgency)];
}

}  // namespace springback::verify
