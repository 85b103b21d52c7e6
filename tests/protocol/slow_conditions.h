// A slow, obvious evaluator of conditions, to hold the mask tables against. It shares no code with them: a
// condition is a tree of its own, an answer is a struct, and each connective is written out as its truth
// table.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "protocol/protocol.h"

namespace springback::slow {

/// What a person said of one finding.
struct Said {
  enum class Kind { open, unsure, known, not_applicable };
  Kind kind = Kind::open;
  int value = 0;         ///< bool, number, place of a choice, bit per member of a set
  bool partial = false;  ///< a set with members that the protocol does not know
};
using Answers = std::map<std::string, Said>;

/// Which ways a condition may still come out. Of a settled one only one, of "not sure" none at all.
struct Ways {
  bool yes = false, no = false;
};

struct Condition {
  enum class Op { always, never, negation, all, any, at_least, yes, number, choice, has_any };
  Op op{};
  std::string finding;
  std::string relation;     ///< number, choice: "==", "!=", "<", ...
  int number = 0;  ///< number: with what; choice: its place; at_least: how many; has_any: a bit per member
  int none_value = 0;  ///< choice: what "not applicable" stands for
  std::vector<std::shared_ptr<const Condition>> parts;
  std::string text;  ///< in the language of the protocol
};
using Tree = std::shared_ptr<const Condition>;

/// With `hopeful`, an unanswered finding may turn out either way; without, it is simply not known.
Ways evaluate(const Condition& condition, const Answers& answers, bool hopeful);

/// The same answers as the classes that the tables read.
Classes classes_of(const Protocol& protocol, const Answers& answers);

}  // namespace springback::slow
