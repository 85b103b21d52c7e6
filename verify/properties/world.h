// One person's answers as unknowns of a solver: every answer free, every condition a formula over them. A
// proof over a world is a proof over all people.
//
// A finding is told (with a value), not sure, held back (asked once and not sure, to be asked again: unknown
// and unanswered) or absent. Conditions are encoded by the truth tables of docs/formats/protocol.md, section
// 2, from the YAML as verify/reference reads it.
#pragma once

#include <z3++.h>

#include <map>
#include <vector>

#include "properties/space.h"

namespace springback::verify {

/// The unknowns of one finding. Exactly one of told, unsure, held and absent (none of them) holds.
struct Unknowns {
  z3::expr told, unsure, held;
  z3::expr partial;              ///< sets
  std::vector<z3::expr> values;  ///< bool: one, yes. Choice, number: one a value or slice. Set: one a member
};

class World {
 public:
  /// `name` keeps the unknowns of two worlds apart.
  World(z3::context& context, const reference::Protocol& protocol, const Space& space,
        const std::string& name);

  /// The same person, but for one finding that is free again.
  World with_free(const std::vector<int>& findings, const std::string& name) const;

  const Unknowns& of(int finding) const { return unknowns_[static_cast<std::size_t>(finding)]; }

  z3::expr yes(const reference::Condition& condition) const;
  z3::expr no(const reference::Condition& condition) const;
  z3::expr open(const reference::Condition& condition) const;
  /// The reading that decides openness is not *no*: with `not` moved inward, and what is unsure read as no.
  z3::expr maybe(const reference::Condition& condition, bool negated) const;
  /// Of a comparison: its finding is unanswered, or a partial set has none of the members asked for.
  z3::expr leaf_unanswered(const reference::Condition& leaf) const;

  z3::expr absent(int finding) const;
  z3::expr not_applicable(int finding) const;  ///< absent, and counts as no
  z3::expr unanswered(int finding) const;  ///< the whole finding; not a partial set

  /// Each finding has one state and one value.
  z3::expr well_formed() const;
  /// What is derived fits what it is derived from, as far as the proofs need it; the rest is free, so that
  /// more is proved than can happen. docs/formats/story.md, section 4.
  z3::expr told_by_a_journal() const;

  z3::context& context() const { return context_; }
  const reference::Protocol& protocol() const { return protocol_; }
  const Space& space() const { return space_; }

 private:
  Unknowns fresh(int finding, const std::string& name) const;
  z3::expr leaf_told(const reference::Condition& leaf) const;
  z3::expr leaf(const reference::Condition& leaf, bool holds) const;
  z3::expr value(const reference::Condition& condition, bool holds) const;
  z3::expr all_of(const z3::expr_vector& parts) const;
  z3::expr any_of(const z3::expr_vector& parts) const;

  z3::context& context_;
  const reference::Protocol& protocol_;
  const Space& space_;
  std::vector<Unknowns> unknowns_;
  /// By condition and what of it is meant: formulas are built once.
  mutable std::map<std::pair<const reference::Condition*, int>, z3::expr> built_;
  mutable std::map<int, z3::expr> not_applicable_;
};

/// Exactly as `reported` fits in a world: for the solver's answer as a person.
reference::Knowledge knowledge_of(const World& world, const z3::model& model);

}  // namespace springback::verify
