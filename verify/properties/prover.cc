#include "properties/prover.h"

namespace springback::verify {

Prover::Prover(const Subject& subject, const std::string& name)
    : subject_(subject), world_(context_, subject.protocol, subject.space, name), solver_(context_, "QF_FD") {
  solver_.add(world_.well_formed());
}

bool Prover::check(const z3::expr_vector& assumptions) {
  switch (solver_.check(assumptions)) {
    case z3::sat: return true;
    case z3::unsat: return false;
    default: throw std::runtime_error("the solver gave up: " + solver_.reason_unknown());
  }
}

bool Prover::possible(const z3::expr& claim) {
  solver_.push();
  solver_.add(claim);
  const bool possible = check(z3::expr_vector(context_));
  solver_.pop();
  return possible;
}

std::optional<reference::Knowledge> Prover::someone(const z3::expr& claim, const World* other,
                                                    reference::Knowledge* then) {
  solver_.push();
  solver_.add(claim);
  std::optional<reference::Knowledge> person;
  if (check(z3::expr_vector(context_))) {
    // One answer after the other is left out, as long as the claim stays true.
    for (int f = 0; f < static_cast<int>(subject_.protocol.findings.size()); ++f) {
      z3::expr_vector without(context_);
      without.push_back(world_.absent(f));
      if (check(without)) {
        solver_.add(without.back());
        continue;
      }
      // What must be told is told as a no, where that will do.
      without.pop_back();
      without.push_back(!world_.of(f).values.front());
      const bool is_bool = subject_.protocol.findings[static_cast<std::size_t>(f)].type ==
                           reference::Type::boolean;
      if (is_bool && check(without)) solver_.add(without.back());
    }
    check(z3::expr_vector(context_));
    const z3::model model = solver_.get_model();
    person = knowledge_of(world_, model);
    if (other != nullptr) *then = knowledge_of(*other, model);
  }
  solver_.pop();
  return person;
}

}  // namespace springback::verify
