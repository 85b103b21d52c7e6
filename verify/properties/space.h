// All answers there can be, cut where any condition looks. Two values of a number that no comparison of the
// protocol tells apart are one slice; a slice stands for all its values, and is tried at both its ends.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "reference/truth.h"

namespace springback::verify {

struct Slice {
  int low = 0, high = 0;
};

class Space {
 public:
  /// Cut by all conditions of the protocol.
  explicit Space(const reference::Protocol& protocol);
  /// Cut by these alone: fewer slices, for what reads no others.
  Space(const reference::Protocol& protocol, const std::vector<const reference::Condition*>& conditions);

  /// Of a number, rising and without gaps over its whole range. Of other findings none.
  std::span<const Slice> slices(int finding) const { return slices_[static_cast<std::size_t>(finding)]; }

  /// Everything that conditions can read of one finding: unanswered, not sure, not asked of this person where
  /// that may be, each value (of a set: each choice of the members that `mentioned` names), and both ends of
  /// each slice.
  std::vector<reference::Known> states(int finding, std::uint32_t mentioned) const;

  /// How many states conditions can tell apart: both ends of a slice are one.
  double distinct_states(int finding, std::uint32_t mentioned) const;

 private:
  const reference::Protocol& protocol_;
  std::vector<std::vector<Slice>> slices_;
};

/// The findings that a condition reads, those of named conditions included; with the members it asks for.
std::map<int, std::uint32_t> findings_of(const reference::Condition& condition);
void add_findings_of(const reference::Condition& condition, std::map<int, std::uint32_t>& into);

/// The same, and what decides whether these are asked at all (`asked_if`).
std::map<int, std::uint32_t> findings_behind(const reference::Protocol& protocol,
                                             const reference::Condition& condition);

/// "about 10^37", or the number itself where it is small enough to be counted.
std::string count_text(double combinations);

}  // namespace springback::verify
