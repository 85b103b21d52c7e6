// The condition language: text to tree, tree to disjunctive normal form. The grammar is section 2 of
// docs/formats/protocol.md.
#pragma once

#include <cstdint>
#include <expected>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace springback::protocolc {

struct Node;
using Tree = std::shared_ptr<const Node>;

enum class Op { always, never, all, any, negation, at_least, name, compare, member, has_any };
enum class Relation { equal, not_equal, less, less_equal, greater, greater_equal };

struct Node {
  Op op{};
  std::string name;                  ///< of a finding or a named condition
  Relation relation{};               ///< compare
  int number = 0;                    ///< compare with an integer; at_least: how many
  std::string value;                 ///< compare with a choice; empty: `number` counts
  std::vector<std::string> values;   ///< member, has_any (may end in '*')
  std::vector<Tree> parts;
};

/// The tree, or one line that says what is wrong and where in the text.
std::expected<Tree, std::string> parse_condition(std::string_view text);

/// Trees deeper than this are refused, so that hostile text cannot exhaust the stack.
inline constexpr int kMaxDepth = 64;

}  // namespace springback::protocolc
