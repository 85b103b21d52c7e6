// The condition parser; and where a text parses, its table of one row against a slow evaluation of the tree.
#include <algorithm>
#include <cstdint>

#include "condition.h"
#include "demand.h"
#include "protocol/conditions.h"
#include "table_builder.h"

using namespace springback;
using namespace springback::fuzz;
using namespace springback::protocolc;

namespace {

constexpr Choice kColours[] = {{.id = "none"}, {.id = "red"}, {.id = "blue"}};
constexpr Choice kPlaces[] = {{.id = "low"}, {.id = "leg_left"}, {.id = "leg_right"}};

/// Findings of every type; and named conditions of two terms, which are shared and not inlined, one made of
/// the other.
const Vocabulary& vocabulary() {
  static const Vocabulary made = [] {
    Vocabulary v;
    v.finding_rows = {{.id = "a"},
                      {.id = "b"},
                      {.id = "d"},
                      {.id = "n", .type = Type::integer, .low = 0, .high = 10},
                      {.id = "c", .type = Type::choice, .none_value = 0, .values = kColours},
                      {.id = "s", .type = Type::set, .values = kPlaces}};
    for (std::size_t i = 0; i < v.finding_rows.size(); ++i)
      v.findings.emplace(v.finding_rows[i].id, static_cast<FindingId>(i));
    v.named.emplace("two", *parse_condition("a or b and n > 3"));
    v.named.emplace("four", *parse_condition("two and d or c == red"));
    return v;
  }();
  return made;
}

/// No, open, yes: in this order `and` is the least and `or` the greatest.
enum Truth : int { no, open, yes };

/// The meaning of a tree, straight from its definition. "Not sure" keeps a literal from holding, either way
/// round.
class Slow {
 public:
  Slow(const Inputs& inputs, const Classes& classes) : inputs_(inputs), classes_(classes) {}

  int value(const Tree& tree, bool negated) const {
    switch (tree->op) {
      case Op::always: return negated ? no : yes;
      case Op::never: return negated ? yes : no;
      case Op::negation: return value(tree->parts.front(), !negated);
      case Op::all: return at_least(tree->parts, negated ? 1 : tree->parts.size(), negated);
      case Op::any: return at_least(tree->parts, negated ? tree->parts.size() : 1, negated);
      case Op::at_least: {
        const auto count = static_cast<std::size_t>(tree->number);
        return at_least(tree->parts, negated ? tree->parts.size() - count + 1 : count, negated);
      }
      default: break;
    }
    const auto named = vocabulary().named.find(tree->name);
    if (tree->op == Op::name && named != vocabulary().named.end()) return value(named->second, negated);
    return literal(*tree, negated);
  }

 private:
  int at_least(const std::vector<Tree>& parts, std::size_t count, bool negated) const {
    std::size_t certain = 0, possible = 0;
    for (const Tree& part : parts) {
      const int truth = value(part, negated);
      certain += truth == yes ? 1 : 0;
      possible += truth == no ? 0 : 1;
    }
    return certain >= count ? yes : possible >= count ? open : no;
  }

  int literal(const Node& node, bool negated) const {
    const Literal found = inputs_.literal(node);
    const std::uint8_t cls = classes_[found.input];
    if (cls == kOpen) return open;
    if (cls == kUnsure) return no;
    const bool differs = node.op == Op::compare && node.relation == Relation::not_equal &&
                         !node.value.empty();
    return ((found.holds >> cls & 1U) != 0) != (negated != differs) ? yes : no;
  }

  const Inputs& inputs_;
  const Classes& classes_;
};

void compare(const Tree& tree, const Inputs& inputs, const Conditions& table) {
  std::uint32_t random = 1;
  for (int round = 0; round < 32; ++round) {
    Classes classes{};
    for (std::size_t i = 0; i < inputs.inputs().size(); ++i) {
      random = random * 1'664'525U + 1'013'904'223U;
      classes[i] = static_cast<std::uint8_t>((random >> 8U) % inputs.inputs()[i].classes);
    }
    Evaluation result;
    evaluate(table, classes, result);
    const int fast = fires(table, result, 0) ? yes : is_open(table, result, 0) ? open : no;
    demand(fast == Slow(inputs, classes).value(tree, false), "the table says what the tree says");
    InputSet rests_on{};
    gather_inputs(table, result, classes, 0, rests_on);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto tree = parse_condition(text_of(bytes, size));
  if (!tree) {
    demand(!tree.error().empty(), "an error says what is wrong");
    return 0;
  }
  Inputs inputs(vocabulary());
  Arena arena;
  if (!inputs.collect(*tree).empty() || !inputs.freeze(arena)) return 0;
  std::string problem;
  const Conditions table = build_table(vocabulary(), inputs, {*tree}, arena, problem);
  if (problem.empty()) compare(*tree, inputs, table);
  return 0;
}
