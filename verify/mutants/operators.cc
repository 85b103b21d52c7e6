#include "mutants/operators.h"

#include <algorithm>
#include <map>
#include <utility>

namespace springback::verify {
namespace {

using reference::Condition;
using reference::print;
using Kind = Condition::Kind;
using Relation = Condition::Relation;

bool is_compound(const Condition& condition) {
  return condition.kind == Kind::all || condition.kind == Kind::any || condition.kind == Kind::at_least;
}

/// With parts that are made of parts left out: "fragile_force and (..)".
std::string in_short(const Condition& condition) {
  if (!is_compound(condition)) return print(condition);
  Condition sketch = condition;
  for (Condition& part : sketch.parts)
    if (is_compound(part)) part = {.kind = Kind::truth, .name = "(..)"};
  return print(sketch);
}

Condition negation_of(const Condition& leaf) {
  Condition opposite = leaf;
  const bool one_choice = leaf.kind == Kind::choice && leaf.values.size() == 1;
  if (leaf.kind == Kind::number || one_choice) {
    switch (leaf.relation) {
      case Relation::equal: opposite.relation = Relation::not_equal; break;
      case Relation::not_equal: opposite.relation = Relation::equal; break;
      case Relation::less: opposite.relation = Relation::greater_equal; break;
      case Relation::less_equal: opposite.relation = Relation::greater; break;
      case Relation::greater: opposite.relation = Relation::less_equal; break;
      case Relation::greater_equal: opposite.relation = Relation::less; break;
    }
    return opposite;
  }
  if (leaf.kind == Kind::constant) {
    opposite.value = !leaf.value;
    return opposite;
  }
  return {.kind = Kind::negation, .parts = {leaf}};
}

class Breaker {
 public:
  explicit Breaker(const ValuesOf& values_of) : values_of_(values_of) {}

  std::vector<Broken> run(const Condition& condition) {
    visit(condition, [](const Condition& whole) { return whole; });
    return std::move(broken_);
  }

 private:
  /// The whole condition with another one in the place that is being visited.
  using Around = std::function<Condition(const Condition&)>;

  void visit(const Condition& here, const Around& around) {
    if (is_compound(here)) return visit_compound(here, around);
    if (here.kind != Kind::negation) return visit_leaf(here, around, true);
    const Condition& part = here.parts.front();
    const Around inside = [&](const Condition& other) {
      return around({.kind = Kind::negation, .parts = {other}});
    };
    if (is_compound(part)) return visit_compound(part, inside);
    add(print(here) + " -> " + print(part), around(part));
    visit_leaf(part, inside, false);
  }

  void visit_compound(const Condition& here, const Around& around) {
    swap_and_or(here, around);
    if (here.kind == Kind::at_least) {
      move(here, around, &Condition::number, -1, "at_least " + std::to_string(here.number));
      move(here, around, &Condition::number, +1, "at_least " + std::to_string(here.number));
    }
    for (std::size_t i = 0; i < here.parts.size(); ++i) {
      drop_part(here, i, around);
      visit(here.parts[i], [&](const Condition& other) {
        Condition changed = here;
        changed.parts[i] = other;
        return around(changed);
      });
    }
  }

  void swap_and_or(const Condition& here, const Around& around) {
    if (here.kind == Kind::at_least) return;
    Condition swapped = here;
    swapped.kind = here.kind == Kind::all ? Kind::any : Kind::all;
    add(in_short(here) + (here.kind == Kind::all ? " -> or" : " -> and"), around(swapped));
  }

  void drop_part(const Condition& here, std::size_t part, const Around& around) {
    Condition rest = here;
    rest.parts.erase(rest.parts.begin() + static_cast<std::ptrdiff_t>(part));
    const bool alone = rest.parts.size() == 1 && here.kind != Kind::at_least;
    add("drops " + in_short(here.parts[part]), around(alone ? Condition(rest.parts.front()) : rest));
  }

  void visit_leaf(const Condition& leaf, const Around& around, bool negate) {
    if (negate) add(print(leaf) + " -> " + print(negation_of(leaf)), around(negation_of(leaf)));
    if (leaf.kind == Kind::number) {
      move(leaf, around, &Condition::number, -1, print(leaf));
      move(leaf, around, &Condition::number, +1, print(leaf));
    }
    const bool list = leaf.values.size() > 1 || (leaf.values.size() == 1 && leaf.values[0].ends_with('*'));
    if (list) drop_values(leaf, around);
  }

  void move(const Condition& here, const Around& around, int Condition::* number, int by,
            const std::string& before) {
    Condition moved = here;
    moved.*number += by;
    const std::string after = here.kind == Kind::number ? print(moved)
                                                        : "at_least " + std::to_string(moved.*number);
    add(before + " -> " + after, around(moved));
  }

  void drop_values(const Condition& leaf, const Around& around) {
    for (std::size_t i = 0; i < leaf.values.size(); ++i) {
      const std::string& value = leaf.values[i];
      if (leaf.values.size() > 1) drop_value(leaf, i, {}, value, around);
      if (!value.ends_with('*')) continue;
      const std::vector<std::string> meant = meant_by(leaf.name, value);
      for (const std::string& one : meant) {
        std::vector<std::string> others = meant;
        std::erase(others, one);
        drop_value(leaf, i, others, one, around);
      }
    }
  }

  /// `others` come in the place of what a `*` stood for.
  void drop_value(const Condition& leaf, std::size_t place, const std::vector<std::string>& others,
                  const std::string& dropped, const Around& around) {
    Condition fewer = leaf;
    const auto at = fewer.values.erase(fewer.values.begin() + static_cast<std::ptrdiff_t>(place));
    fewer.values.insert(at, others.begin(), others.end());
    add(leaf.name + " without " + dropped, around(fewer));
  }

  std::vector<std::string> meant_by(const std::string& finding, const std::string& pattern) const {
    const std::string_view stem = std::string_view(pattern).substr(0, pattern.size() - 1);
    std::vector<std::string> meant;
    for (const std::string& value : values_of_(finding))
      if (value.starts_with(stem)) meant.push_back(value);
    return meant;
  }

  void add(std::string what, const Condition& whole) {
    if (const int time = ++times_[what]; time > 1) what += " (" + std::to_string(time) + ")";
    broken_.push_back({std::move(what), print(whole)});
  }

  const ValuesOf& values_of_;
  std::map<std::string, int> times_;
  std::vector<Broken> broken_;
};

}  // namespace

std::vector<Broken> break_condition(const Condition& condition, const ValuesOf& values_of) {
  return Breaker(values_of).run(condition);
}

}  // namespace springback::verify
