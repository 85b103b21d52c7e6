#include "properties/world.h"

namespace springback::verify {
namespace {

using reference::Condition;
using reference::Finding;
using reference::Type;
using Kind = Condition::Kind;

// What of a condition was built.
enum Part { kYes, kNo, kMaybe, kMaybeNot };

bool compare(Condition::Relation relation, int a, int b) {
  switch (relation) {
    case Condition::Relation::equal: return a == b;
    case Condition::Relation::not_equal: return a != b;
    case Condition::Relation::less: return a < b;
    case Condition::Relation::less_equal: return a <= b;
    case Condition::Relation::greater: return a > b;
    case Condition::Relation::greater_equal: return a >= b;
  }
  return false;
}

}  // namespace

World::World(z3::context& context, const reference::Protocol& protocol, const Space& space,
             const std::string& name)
    : context_(context), protocol_(protocol), space_(space) {
  for (std::size_t f = 0; f < protocol.findings.size(); ++f)
    unknowns_.push_back(fresh(static_cast<int>(f), name));
}

World World::with_free(const std::vector<int>& findings, const std::string& name) const {
  World other = *this;
  other.built_.clear();
  other.not_applicable_.clear();
  for (const int f : findings) other.unknowns_[static_cast<std::size_t>(f)] = fresh(f, name);
  return other;
}

Unknowns World::fresh(int finding, const std::string& name) const {
  const Finding& row = protocol_.findings[static_cast<std::size_t>(finding)];
  const std::string stem = name + "." + row.id + ".";
  const auto unknown = [&](const std::string& what) { return context_.bool_const((stem + what).c_str()); };
  const z3::expr never = context_.bool_val(false);
  Unknowns made{.told = unknown("told"),
                .unsure = unknown("unsure"),
                .held = row.ask_twice ? unknown("held") : never,
                .partial = row.type == Type::set ? unknown("partial") : never,
                .values = {}};
  std::size_t values = 1;
  if (row.type == Type::choice || row.type == Type::set) values = row.values.size();
  if (row.type == Type::integer || row.type == Type::tenths) values = space_.slices(finding).size();
  for (std::size_t i = 0; i < values; ++i) made.values.push_back(unknown(std::to_string(i)));
  return made;
}

z3::expr World::absent(int finding) const {
  const Unknowns& u = of(finding);
  return !u.told && !u.unsure && !u.held;
}

z3::expr World::not_applicable(int finding) const {
  const auto known = not_applicable_.find(finding);
  if (known != not_applicable_.end()) return known->second;
  const Finding& row = protocol_.findings[static_cast<std::size_t>(finding)];
  z3::expr counts_as_no = context_.bool_val(row.asked_never);
  if (row.asked_if) counts_as_no = no(*row.asked_if);
  const z3::expr result = (absent(finding) && counts_as_no).simplify();
  not_applicable_.emplace(finding, result);
  return result;
}

z3::expr World::unanswered(int finding) const {
  return of(finding).held || (absent(finding) && !not_applicable(finding));
}

/// Whether the comparison holds for a value that was told.
z3::expr World::leaf_told(const Condition& leaf) const {
  const Unknowns& u = of(leaf.finding);
  if (leaf.kind == Kind::truth) return u.values.front();
  z3::expr_vector those(context_);
  for (std::size_t i = 0; i < u.values.size(); ++i) {
    bool meant = (leaf.members >> i & 1U) != 0;
    if (leaf.kind == Kind::number) {
      const Slice slice = space_.slices(leaf.finding)[i];
      meant = compare(leaf.relation, slice.low, leaf.number);
      if (meant != compare(leaf.relation, slice.high, leaf.number))
        throw std::logic_error("a slice of " + leaf.name + " is cut by a comparison");
    }
    if (meant) those.push_back(u.values[i]);
  }
  const z3::expr any = any_of(those);
  return leaf.kind == Kind::choice && leaf.relation == Condition::Relation::not_equal ? !any : any;
}

z3::expr World::leaf(const Condition& leaf, bool holds) const {
  const Unknowns& u = of(leaf.finding);
  const Finding& row = protocol_.findings[static_cast<std::size_t>(leaf.finding)];
  // What counts as no: false, the reassuring choice, a number for which no comparison holds, an empty set.
  bool as_no = false;
  if (leaf.kind == Kind::choice)
    as_no = (row.none >= 0 && (leaf.members >> row.none & 1U) != 0) !=
            (leaf.relation == Condition::Relation::not_equal);
  const bool has_stand_in = leaf.kind != Kind::choice || row.none >= 0;
  const z3::expr stands = context_.bool_val(as_no == holds && has_stand_in) && not_applicable(leaf.finding);
  const z3::expr told = leaf_told(leaf);
  if (holds) return (u.told && told) || stands;
  return (u.told && !told && !u.partial) || stands;
}

z3::expr World::leaf_unanswered(const Condition& leaf) const {
  const Unknowns& u = of(leaf.finding);
  return unanswered(leaf.finding) || (u.told && u.partial && !leaf_told(leaf));
}

z3::expr World::yes(const Condition& condition) const { return value(condition, true); }
z3::expr World::no(const Condition& condition) const { return value(condition, false); }

z3::expr World::value(const Condition& condition, bool holds) const {
  const std::pair key(&condition, static_cast<int>(holds ? kYes : kNo));
  if (const auto built = built_.find(key); built != built_.end()) return built->second;
  const auto parts = [&] {
    z3::expr_vector all(context_);
    for (const Condition& part : condition.parts) all.push_back(value(part, holds));
    return all;
  };
  const auto result = [&]() -> z3::expr {
    switch (condition.kind) {
      case Kind::constant: return context_.bool_val(condition.value == holds);
      case Kind::named: return value(condition.parts.front(), holds);
      case Kind::negation: return value(condition.parts.front(), !holds);
      case Kind::all: return holds ? all_of(parts()) : any_of(parts());
      case Kind::any: return holds ? any_of(parts()) : all_of(parts());
      case Kind::at_least: {
        const int count = static_cast<int>(condition.parts.size());
        const int needed = holds ? condition.number : count - condition.number + 1;
        return z3::atleast(parts(), static_cast<unsigned>(needed));
      }
      default: return leaf(condition, holds);
    }
  }();
  built_.emplace(key, result);
  return result;
}

z3::expr World::maybe(const Condition& condition, bool negated) const {
  const std::pair key(&condition, static_cast<int>(negated ? kMaybeNot : kMaybe));
  if (const auto built = built_.find(key); built != built_.end()) return built->second;
  const auto parts = [&] {
    z3::expr_vector all(context_);
    for (const Condition& part : condition.parts) all.push_back(maybe(part, negated));
    return all;
  };
  const auto result = [&]() -> z3::expr {
    switch (condition.kind) {
      case Kind::constant: return context_.bool_val(condition.value != negated);
      case Kind::named: return maybe(condition.parts.front(), negated);
      case Kind::negation: return maybe(condition.parts.front(), !negated);
      case Kind::all: return negated ? any_of(parts()) : all_of(parts());
      case Kind::any: return negated ? all_of(parts()) : any_of(parts());
      case Kind::at_least: {
        const int count = static_cast<int>(condition.parts.size());
        const int needed = negated ? count - condition.number + 1 : condition.number;
        return z3::atleast(parts(), static_cast<unsigned>(needed));
      }
      default: return leaf(condition, !negated) || leaf_unanswered(condition);
    }
  }();
  built_.emplace(key, result);
  return result;
}

z3::expr World::open(const Condition& condition) const { return maybe(condition, false) && !yes(condition); }

z3::expr World::all_of(const z3::expr_vector& parts) const {
  return parts.empty() ? context_.bool_val(true) : z3::mk_and(parts);
}

z3::expr World::any_of(const z3::expr_vector& parts) const {
  return parts.empty() ? context_.bool_val(false) : z3::mk_or(parts);
}

z3::expr World::well_formed() const {
  z3::expr_vector rules(context_);
  for (std::size_t f = 0; f < unknowns_.size(); ++f) {
    const Unknowns& u = unknowns_[f];
    rules.push_back(!(u.told && u.unsure) && !(u.told && u.held) && !(u.unsure && u.held));
    const Type type = protocol_.findings[f].type;
    if (type == Type::boolean || type == Type::set || u.values.size() == 1) continue;
    z3::expr_vector values(context_);
    for (const z3::expr& value : u.values) values.push_back(value);
    rules.push_back(z3::atleast(values, 1) && z3::atmost(values, 1));
  }
  return all_of(rules);
}

reference::Knowledge knowledge_of(const World& world, const z3::model& model) {
  const auto holds = [&](const z3::expr& e) { return model.eval(e, true).is_true(); };
  reference::Knowledge known;
  const auto& findings = world.protocol().findings;
  for (int f = 0; f < static_cast<int>(findings.size()); ++f) {
    const Unknowns& u = world.of(f);
    reference::Known one;
    if (holds(u.unsure)) one.state = reference::Known::State::unsure;
    if (holds(world.not_applicable(f))) one.state = reference::Known::State::not_applicable;
    if (holds(u.told)) {
      one.state = reference::Known::State::told;
      one.partial = holds(u.partial);
      for (std::size_t i = 0; i < u.values.size(); ++i) {
        if (!holds(u.values[i])) continue;
        const Type type = findings[static_cast<std::size_t>(f)].type;
        if (type == Type::boolean) one.value = 1;
        else if (type == Type::choice) one.value = static_cast<std::int32_t>(i);
        else if (type == Type::set) one.value |= static_cast<std::int32_t>(1U << i);
        else one.value = world.space().slices(f)[i].low;
      }
    }
    known.push_back(one);
  }
  return known;
}

}  // namespace springback::verify
