#include "protocol/slow_conditions.h"

#include <algorithm>

namespace springback::slow {
namespace {

bool holds(const std::string& relation, int a, int b) {
  if (relation == "==") return a == b;
  if (relation == "!=") return a != b;
  if (relation == "<") return a < b;
  if (relation == "<=") return a <= b;
  if (relation == ">") return a > b;
  return a >= b;
}

bool known_truth(const Condition& leaf, const Said& said) {
  const bool applies = said.kind == Said::Kind::known;
  switch (leaf.op) {
    case Condition::Op::yes: return applies && said.value != 0;
    case Condition::Op::number: return applies && holds(leaf.relation, said.value, leaf.number);
    case Condition::Op::choice:
      return holds(leaf.relation, applies ? said.value : leaf.none_value, leaf.number);
    default: return applies && (said.value & leaf.number) != 0;
  }
}

Ways evaluate_leaf(const Condition& leaf, const Answers& answers, bool hopeful) {
  const Said& said = answers.at(leaf.finding);
  if (said.kind == Said::Kind::open) return {hopeful, hopeful};
  if (said.kind == Said::Kind::unsure) return {false, false};
  const bool truth = known_truth(leaf, said);
  if (!truth && said.partial) return {hopeful, hopeful};
  return {truth, !truth};
}

}  // namespace

Ways evaluate(const Condition& condition, const Answers& answers, bool hopeful) {
  int yes = 0, no = 0;
  for (const Tree& part : condition.parts) {
    const Ways ways = evaluate(*part, answers, hopeful);
    yes += ways.yes;
    no += ways.no;
  }
  const int parts = static_cast<int>(condition.parts.size());
  switch (condition.op) {
    case Condition::Op::always: return {true, false};
    case Condition::Op::never: return {false, true};
    case Condition::Op::negation: return {no == 1, yes == 1};
    case Condition::Op::all: return {yes == parts, no > 0};
    case Condition::Op::any: return {yes > 0, no == parts};
    case Condition::Op::at_least: return {yes >= condition.number, no >= parts - condition.number + 1};
    default: return evaluate_leaf(condition, answers, hopeful);
  }
}

Classes classes_of(const Protocol& protocol, const Answers& answers) {
  Classes classes{};
  for (std::size_t i = 0; i < protocol.inputs.size(); ++i) {
    const Input& input = protocol.inputs[i];
    const Said& said = answers.at(std::string(protocol.findings[input.finding].id));
    int value = 0;
    switch (input.kind) {
      case InputKind::any_of: value = (static_cast<std::uint32_t>(said.value) & input.any_of) != 0; break;
      case InputKind::number:
        for (const std::int32_t cut : input.cuts) value += said.value >= cut;
        break;
      default: value = said.value;
    }
    if (said.kind == Said::Kind::unsure) classes[i] = kUnsure;
    else if (said.kind == Said::Kind::not_applicable) classes[i] = input.not_applicable;
    else if (said.kind == Said::Kind::open || (said.partial && value == 0)) classes[i] = kOpen;
    else classes[i] = static_cast<std::uint8_t>(kFirstValue + value);
  }
  return classes;
}

}  // namespace springback::slow
