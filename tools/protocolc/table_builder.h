// From condition trees to the mask tables of src/protocol/conditions.h.
//
// Two passes: `Inputs` collects every comparison that occurs anywhere, so that each finding is cut into
// classes once for the whole protocol; then `build_table` turns the rows of one table into terms and masks.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "condition.h"
#include "protocol/conditions.h"
#include "protocol/protocol.h"

namespace springback::protocolc {

/// What the language may speak of.
struct Vocabulary {
  std::map<std::string, FindingId, std::less<>> findings;
  std::vector<Finding> finding_rows;
  std::map<std::string, Tree, std::less<>> named;
};

/// Arrays that a `Protocol` views, kept alive together.
class Arena {
 public:
  template <class T>
  std::span<const T> keep(std::vector<T> values) {
    auto held = std::make_shared<std::vector<T>>(std::move(values));
    held_.push_back(held);
    return *held;
  }
  std::string_view keep(std::string text) {
    auto held = std::make_shared<std::string>(std::move(text));
    held_.push_back(held);
    return *held;
  }

 private:
  std::vector<std::shared_ptr<void>> held_;
};

/// A literal: an input, and a bit per class in which it holds.
struct Literal {
  std::uint16_t input = 0;
  std::uint64_t holds = 0;
};

class Inputs {
 public:
  explicit Inputs(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  /// Notes all comparisons of a tree (named conditions are followed). Returns the first problem, or nothing.
  std::string collect(const Tree& tree);
  /// After everything is collected: fixes classes. False where there are too many inputs or classes.
  bool freeze(Arena& arena);

  std::span<const Input> inputs() const { return frozen_; }
  Literal literal(const Node& node) const;

 private:
  std::string collect(const Tree& tree, int depth);
  std::string collect_leaf(const Node& node);
  std::string collect_number(const Node& node, FindingId id);
  std::uint32_t set_mask(const Node& node, const Finding& finding) const;
  void note_plain(FindingId finding) { plain_.insert(finding); }

  const Vocabulary& vocabulary_;
  std::set<std::string, std::less<>> collected_;  // named conditions
  std::set<FindingId> plain_;  // yes/no and choices
  std::map<FindingId, std::set<std::int32_t>> cuts_;  // numbers
  std::set<std::pair<FindingId, std::uint32_t>> any_of_;  // sets
  std::map<FindingId, std::uint16_t> plain_input_;
  std::map<std::pair<FindingId, std::uint32_t>, std::uint16_t> any_of_input_;
  std::vector<Input> frozen_;
};

/// Builds one table. `problem` is set, and the table empty, where a row grows too large.
Conditions build_table(const Vocabulary& vocabulary, const Inputs& inputs, const std::vector<Tree>& rows,
                       Arena& arena, std::string& problem);

}  // namespace springback::protocolc
