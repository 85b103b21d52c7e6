#include <algorithm>

#include "table_builder.h"

namespace springback::protocolc {
namespace {

/// The lowest value at which the truth of a comparison changes, and for equality the one after it.
std::vector<std::int32_t> cuts_of(const Node& node) {
  switch (node.relation) {
    case Relation::less:
    case Relation::greater_equal: return {node.number};
    case Relation::less_equal:
    case Relation::greater: return {node.number + 1};
    default: return {node.number, node.number + 1};
  }
}

bool compare(Relation relation, std::int32_t a, std::int32_t b) {
  switch (relation) {
    case Relation::equal: return a == b;
    case Relation::not_equal: return a != b;
    case Relation::less: return a < b;
    case Relation::less_equal: return a <= b;
    case Relation::greater: return a > b;
    case Relation::greater_equal: return a >= b;
  }
  return false;
}

int choice_index(const Finding& finding, const std::string& value) {
  for (std::size_t i = 0; i < finding.values.size(); ++i)
    if (finding.values[i].id == value) return static_cast<int>(i);
  return -1;
}

}  // namespace

std::string Inputs::collect(const Tree& tree) { return collect(tree, 0); }

std::string Inputs::collect(const Tree& tree, int depth) {
  if (depth > 2 * kMaxDepth) return "named conditions refer to one another without end";
  if (tree->op == Op::name) {
    if (const auto named = vocabulary_.named.find(tree->name); named != vocabulary_.named.end()) {
      if (collected_.contains(tree->name)) return {};
      std::string problem = collect(named->second, depth + 1);
      if (problem.empty()) collected_.insert(tree->name);
      return problem;
    }
  }
  if (tree->op == Op::name || tree->op == Op::compare || tree->op == Op::member || tree->op == Op::has_any)
    return collect_leaf(*tree);
  if (tree->op == Op::at_least && (tree->number < 1 || tree->number > static_cast<int>(tree->parts.size())))
    return "at_least " + std::to_string(tree->number) + " of " + std::to_string(tree->parts.size());
  for (const Tree& part : tree->parts)
    if (std::string problem = collect(part, depth + 1); !problem.empty()) return problem;
  return {};
}

std::string Inputs::collect_leaf(const Node& node) {
  const auto found = vocabulary_.findings.find(node.name);
  if (found == vocabulary_.findings.end())
    return "'" + node.name + "' is neither a finding nor a named condition above";
  const Finding& finding = vocabulary_.finding_rows[found->second];
  switch (node.op) {
    case Op::name:
      if (finding.type != Type::boolean) return "'" + node.name + "' is not a yes or no";
      note_plain(found->second);
      return {};
    case Op::compare:
      if (node.value.empty()) return collect_number(node, found->second);
      if (finding.type != Type::choice) return "'" + node.name + "' has no choices";
      if (node.relation != Relation::equal && node.relation != Relation::not_equal)
        return "choices of '" + node.name + "' have no order";
      if (choice_index(finding, node.value) < 0)
        return "'" + node.name + "' has no choice '" + node.value + "'";
      note_plain(found->second);
      return {};
    case Op::member:
      if (finding.type != Type::choice) return "'" + node.name + "' has no choices";
      for (const std::string& value : node.values)
        if (choice_index(finding, value) < 0) return "'" + node.name + "' has no choice '" + value + "'";
      note_plain(found->second);
      return {};
    default: {
      if (finding.type != Type::set) return "'" + node.name + "' is not a set";
      const std::uint32_t mask = set_mask(node, finding);
      if (mask == 0) return "'" + node.name + "' has no such member";
      any_of_.insert({found->second, mask});
      return {};
    }
  }
}

std::string Inputs::collect_number(const Node& node, FindingId id) {
  const Finding& finding = vocabulary_.finding_rows[id];
  if (finding.type != Type::integer && finding.type != Type::tenths)
    return "'" + node.name + "' is not a number";
  if (node.number < finding.low || node.number > finding.high)
    return "'" + node.name + "' never is " + std::to_string(node.number);
  for (const std::int32_t cut : cuts_of(node)) cuts_[id].insert(cut);
  return {};
}

std::uint32_t Inputs::set_mask(const Node& node, const Finding& finding) const {
  std::uint32_t mask = 0;
  for (const std::string& pattern : node.values) {
    const bool prefix = pattern.ends_with('*');
    const std::string_view stem = std::string_view(pattern).substr(0, pattern.size() - (prefix ? 1 : 0));
    std::uint32_t matched = 0;
    for (std::size_t i = 0; i < finding.values.size(); ++i)
      if (prefix ? finding.values[i].id.starts_with(stem) : finding.values[i].id == stem) matched |= 1U << i;
    if (matched == 0) return 0;
    mask |= matched;
  }
  return mask;
}

bool Inputs::freeze(Arena& arena) {
  for (const FindingId id : plain_) {
    const Finding& finding = vocabulary_.finding_rows[id];
    plain_input_[id] = static_cast<std::uint16_t>(frozen_.size());
    Input input{.finding = id};
    if (finding.type == Type::choice) {
      input.kind = InputKind::choice;
      input.classes = static_cast<std::uint8_t>(kFirstValue + finding.values.size());
      // Without a reassuring value nothing may stand for "not asked": it stays open.
      input.not_applicable = finding.none_value < 0
                                 ? kOpen
                                 : static_cast<std::uint8_t>(kFirstValue + finding.none_value);
    } else {
      input.kind = InputKind::yes_no;
      input.classes = kYes + 1;
    }
    frozen_.push_back(input);
  }
  for (const auto& [id, cuts] : cuts_) {
    if (cuts.size() > 50) return false;
    plain_input_[id] = static_cast<std::uint16_t>(frozen_.size());
    const auto values = static_cast<std::uint8_t>(cuts.size() + 1);
    frozen_.push_back({.finding = id,
                       .kind = InputKind::number,
                       .classes = static_cast<std::uint8_t>(kFirstValue + values + 1),
                       .not_applicable = static_cast<std::uint8_t>(kFirstValue + values),
                       .cuts = arena.keep(std::vector<std::int32_t>(cuts.begin(), cuts.end()))});
  }
  for (const auto& key : any_of_) {
    any_of_input_[key] = static_cast<std::uint16_t>(frozen_.size());
    frozen_.push_back(
        {.finding = key.first, .kind = InputKind::any_of, .classes = kYes + 1, .any_of = key.second});
  }
  return frozen_.size() <= kMaxInputs;
}

Literal Inputs::literal(const Node& node) const {
  const FindingId id = vocabulary_.findings.find(node.name)->second;
  const Finding& finding = vocabulary_.finding_rows[id];
  if (node.op == Op::has_any)
    return {any_of_input_.at({id, set_mask(node, finding)}), std::uint64_t{1} << kYes};
  const std::uint16_t input = plain_input_.at(id);
  std::uint64_t holds = 0;
  if (node.op == Op::name) {
    holds = std::uint64_t{1} << kYes;
  } else if (node.op == Op::member) {
    for (const std::string& value : node.values)
      holds |= std::uint64_t{1} << (kFirstValue + choice_index(finding, value));
  } else if (!node.value.empty()) {
    holds = std::uint64_t{1} << (kFirstValue + choice_index(finding, node.value));
  } else {
    // A class is judged by its lowest value; the first one by the value below the first cut.
    const auto& cuts = frozen_[input].cuts;
    for (std::size_t i = 0; i <= cuts.size(); ++i)
      if (compare(node.relation, i == 0 ? cuts[0] - 1 : cuts[i - 1], node.number))
        holds |= std::uint64_t{1} << (kFirstValue + i);
  }
  return {input, holds};
}

}  // namespace springback::protocolc
