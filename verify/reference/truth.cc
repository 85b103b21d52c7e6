#include "reference/truth.h"

#include <algorithm>
#include <array>

namespace springback::reference {
namespace {

using Kind = Condition::Kind;
using Relation = Condition::Relation;

// The truth tables of Kleene, in the order no, unknown, yes.
constexpr std::array<Truth, 3> table_not = {Truth::yes, Truth::unknown, Truth::no};
constexpr std::array<std::array<Truth, 3>, 3> table_and = {{
    {Truth::no, Truth::no, Truth::no},
    {Truth::no, Truth::unknown, Truth::unknown},
    {Truth::no, Truth::unknown, Truth::yes},
}};
constexpr std::array<std::array<Truth, 3>, 3> table_or = {{
    {Truth::no, Truth::unknown, Truth::yes},
    {Truth::unknown, Truth::unknown, Truth::yes},
    {Truth::yes, Truth::yes, Truth::yes},
}};

std::size_t row(Truth truth) { return static_cast<std::size_t>(truth); }
Truth opposite_of(Truth a) { return table_not[row(a)]; }
Truth both(Truth a, Truth b) { return table_and[row(a)][row(b)]; }
Truth either(Truth a, Truth b) { return table_or[row(a)][row(b)]; }
Truth known_truth(bool value) { return value ? Truth::yes : Truth::no; }

bool is_comparison(const Condition& condition) {
  return condition.kind == Kind::truth || condition.kind == Kind::number || condition.kind == Kind::choice ||
         condition.kind == Kind::any_of;
}

bool holds(Relation relation, std::int32_t value, int number) {
  switch (relation) {
    case Relation::equal: return value == number;
    case Relation::not_equal: return value != number;
    case Relation::less: return value < number;
    case Relation::less_equal: return value <= number;
    case Relation::greater: return value > number;
    case Relation::greater_equal: return value >= number;
  }
  return false;
}

/// What counts as no: section 1, `asked_if`. Of a number no comparison holds. A choice has its reassuring
/// value, in `value`.
Truth of_not_applicable(const Condition& condition, const Known& known) {
  switch (condition.kind) {
    case Kind::choice: {
      const bool is_member = known.value >= 0 && ((condition.members >> known.value) & 1U) != 0;
      return known_truth(is_member == (condition.relation == Relation::equal));
    }
    default: return Truth::no;
  }
}

Truth of_told(const Condition& condition, const Known& known) {
  switch (condition.kind) {
    case Kind::truth: return known_truth(known.value != 0);
    case Kind::number: return known_truth(holds(condition.relation, known.value, condition.number));
    case Kind::choice: {
      const bool is_member = ((condition.members >> known.value) & 1U) != 0;
      return known_truth(is_member == (condition.relation == Relation::equal));
    }
    default: {
      const bool has = (condition.members & static_cast<std::uint32_t>(known.value)) != 0;
      return !has && known.partial ? Truth::unknown : known_truth(has);
    }
  }
}

const Known& known_of(const Condition& condition, const Knowledge& known) {
  return known[static_cast<std::size_t>(condition.finding)];
}

Truth of_comparison(const Condition& condition, const Knowledge& known) {
  const Known& finding = known_of(condition, known);
  switch (finding.state) {
    case Known::State::told: return of_told(condition, finding);
    case Known::State::not_applicable: return of_not_applicable(condition, finding);
    default: return Truth::unknown;
  }
}

/// At least so many of the parts, each judged by `judge`.
template <typename Judge>
Truth count(const std::vector<Condition>& parts, int least, Judge judge) {
  int yes = 0, possible = 0;
  for (const Condition& part : parts) {
    const Truth truth = judge(part);
    if (truth == Truth::yes) ++yes;
    if (truth != Truth::no) ++possible;
  }
  if (yes >= least) return Truth::yes;
  return possible < least ? Truth::no : Truth::unknown;
}

/// `not at_least N` of n parts is `at_least n-N+1` of their opposites.
int least_of(const Condition& condition, bool opposite) {
  return opposite ? static_cast<int>(condition.parts.size()) - condition.number + 1 : condition.number;
}

/// The reading of section 2, "Exactly", of a condition or (`opposite`) of its negation: every `not` moved
/// inward until it stands before comparisons, and those of findings that are unknown and not unanswered taken
/// as no.
Truth reading(const Condition& condition, const Knowledge& known, bool opposite) {
  const auto part_reading = [&](const Condition& part) { return reading(part, known, opposite); };
  const auto all_of = [&] {
    Truth all = Truth::yes;
    for (const Condition& part : condition.parts) all = both(all, part_reading(part));
    return all;
  };
  const auto any_of = [&] {
    Truth any = Truth::no;
    for (const Condition& part : condition.parts) any = either(any, part_reading(part));
    return any;
  };
  switch (condition.kind) {
    case Kind::constant: return known_truth(condition.value != opposite);
    case Kind::negation: return reading(condition.parts.front(), known, !opposite);
    case Kind::named: return part_reading(condition.parts.front());
    case Kind::all: return opposite ? any_of() : all_of();
    case Kind::any: return opposite ? all_of() : any_of();
    case Kind::at_least: return count(condition.parts, least_of(condition, opposite), part_reading);
    default: break;
  }
  if (known_of(condition, known).state == Known::State::unsure) return Truth::no;
  const Truth truth = of_comparison(condition, known);
  return opposite ? opposite_of(truth) : truth;
}

/// What stands together in an `and`; another condition stands alone.
std::vector<const Condition*> together(const Condition& condition, Kind conjunction) {
  if (condition.kind == Kind::named) return together(condition.parts.front(), conjunction);
  if (condition.kind != conjunction) return {&condition};
  std::vector<const Condition*> parts;
  for (const Condition& part : condition.parts) parts.push_back(&part);
  return parts;
}

/// Whether this alternative is `A and B` where another one is `A`.
bool says_more_than_another(const Condition& alternative, const std::vector<Condition>& alternatives,
                            Kind conjunction) {
  const std::vector<const Condition*> more = together(alternative, conjunction);
  const auto is_in_it = [&](const Condition* part) {
    return std::any_of(more.begin(), more.end(), [&](const Condition* other) { return *part == *other; });
  };
  return std::any_of(alternatives.begin(), alternatives.end(), [&](const Condition& other) {
    const std::vector<const Condition*> less = together(other, conjunction);
    return less.size() < more.size() && std::all_of(less.begin(), less.end(), is_in_it);
  });
}

/// Section 2: the unanswered findings in those parts whose reading is not no, within parts whose reading is
/// not no. Under a negation `and` and `or` change places.
void add_needed(const Condition& condition, const Knowledge& known, bool opposite, std::set<int>& needed) {
  const Truth read = reading(condition, known, opposite);
  if (read == Truth::no) return;
  if (is_comparison(condition)) {
    if (read == Truth::unknown) needed.insert(condition.finding);
    return;
  }
  const Kind disjunction = opposite ? Kind::all : Kind::any, conjunction = opposite ? Kind::any : Kind::all;
  const bool part_opposite = condition.kind == Kind::negation ? !opposite : opposite;
  for (const Condition& part : condition.parts)
    if (condition.kind != disjunction || !says_more_than_another(part, condition.parts, conjunction))
      add_needed(part, known, part_opposite, needed);
}

Condition moved_inward(const Condition& condition, bool opposite) {
  if (condition.kind == Kind::negation) return moved_inward(condition.parts.front(), !opposite);
  if (condition.kind == Kind::named) return moved_inward(condition.parts.front(), opposite);
  if (is_comparison(condition)) {
    if (!opposite) return condition;
    Condition negation;
    negation.kind = Kind::negation;
    negation.parts = {condition};
    return negation;
  }
  Condition moved = condition;
  moved.parts.clear();
  for (const Condition& part : condition.parts) moved.parts.push_back(moved_inward(part, opposite));
  if (condition.kind == Kind::constant) moved.value = condition.value != opposite;
  if (condition.kind == Kind::all && opposite) moved.kind = Kind::any;
  if (condition.kind == Kind::any && opposite) moved.kind = Kind::all;
  if (condition.kind == Kind::at_least) moved.number = least_of(condition, opposite);
  return moved;
}

}  // namespace

Truth truth(const Condition& condition, const Knowledge& known) {
  const auto part_truth = [&](const Condition& part) { return truth(part, known); };
  switch (condition.kind) {
    case Kind::constant: return known_truth(condition.value);
    case Kind::negation: return opposite_of(part_truth(condition.parts.front()));
    case Kind::named: return part_truth(condition.parts.front());
    case Kind::all: {
      Truth all = Truth::yes;
      for (const Condition& part : condition.parts) all = both(all, part_truth(part));
      return all;
    }
    case Kind::any: {
      Truth any = Truth::no;
      for (const Condition& part : condition.parts) any = either(any, part_truth(part));
      return any;
    }
    case Kind::at_least: return count(condition.parts, condition.number, part_truth);
    default: return of_comparison(condition, known);
  }
}

bool is_open(const Condition& condition, const Knowledge& known) {
  return truth(condition, known) != Truth::yes && reading(condition, known, false) != Truth::no;
}

std::set<int> still_needs(const Condition& condition, const Knowledge& known) {
  std::set<int> needed;
  if (is_open(condition, known)) add_needed(condition, known, false, needed);
  return needed;
}

Condition without_inner_negation(const Condition& condition) { return moved_inward(condition, false); }

}  // namespace springback::reference
