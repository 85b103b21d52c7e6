// The condition language of the protocol, read a second time: docs/formats/protocol.md, section 2. Nothing
// here is shared with tools/protocolc or src; a mistake there cannot be repeated here by accident.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace springback::reference {

struct Condition {
  enum class Kind : std::uint8_t {
    constant,  ///< always, never
    truth,     ///< a bool finding
    number,    ///< a finding against an integer
    choice,    ///< `==`, `!=`, `in`
    any_of,    ///< a set: `has`, `has_any`
    named,     ///< a named condition: its one part, once resolved
    negation,
    all,
    any,
    at_least,
  };
  enum class Relation : std::uint8_t { equal, not_equal, less, less_equal, greater, greater_equal };

  Kind kind{};
  bool value = false;               ///< constant
  std::string name;                 ///< of the finding, or of the named condition
  Relation relation{};              ///< number; choice: equal (`in` too) or not_equal
  int number = 0;                   ///< number: compared with; at_least: how many
  std::vector<std::string> values;  ///< choice, any_of, as written
  std::vector<Condition> parts;     ///< negation, named (resolved): one
  int finding = -1;                 ///< index in Protocol::findings, once resolved
  std::uint32_t members = 0;        ///< choice, any_of: a bit for each value that is meant, once resolved

  friend bool operator==(const Condition&, const Condition&) = default;
};

/// A name alone is parsed as `truth`; Protocol's reader knows whether it is a finding or a named condition.
/// The error is one line with the character where it stopped.
std::expected<Condition, std::string> parse(std::string_view text);

/// Text that parses to the same condition.
std::string print(const Condition& condition);

}  // namespace springback::reference
