// Asks the solver whether any person breaks a property, and tells that person with the fewest known answers.
#pragma once

#include <optional>

#include "properties/subject.h"
#include "properties/world.h"

namespace springback::verify {

class Prover {
 public:
  explicit Prover(const Subject& subject, const std::string& name = "x");
  Prover(const Prover&) = delete;
  Prover& operator=(const Prover&) = delete;

  const Subject& subject() const { return subject_; }
  z3::context& context() { return context_; }
  const World& world() const { return world_; }

  /// From now on this holds. The prover's own world is well formed from the start.
  void assume(const z3::expr& always) { solver_.add(always); }

  /// Whether it can be true for anybody. Throws std::runtime_error if the solver gives up: no answer is no
  /// proof.
  bool possible(const z3::expr& claim);

  /// Someone for whom it is true. No answer can be left out without making it false. `then`, where it is
  /// given, becomes what another world says of them.
  std::optional<reference::Knowledge> someone(const z3::expr& claim, const World* other = nullptr,
                                              reference::Knowledge* then = nullptr);

 private:
  bool check(const z3::expr_vector& assumptions);

  const Subject& subject_;
  z3::context context_;
  World world_;
  z3::solver solver_;
};

}  // namespace springback::verify
