// Conditions over three values, evaluated all at once.
//
// Every condition of a table is a disjunction of terms; a term is a conjunction of literals, each about one
// input. An input is one small question about one finding ("pain_now, cut at 4 and 7", "pain_sites has a
// flank"), and the story holds its *class*: not answered, not sure, or one of its values. For each class of
// each input the table has two masks with a bit per term: the terms that this class keeps from firing
// (`blocked`) and those that it rules out
// (`dead`). Evaluating is: OR the masks of all inputs. What is not blocked fires; what is not dead is still
// open. Terms fill words of 64. Inputs are looked up two at once, with the masks of all words side by side.
//
// Kleene's truth tables are kept exactly: they form a distributive lattice with De Morgan's laws, so
// rewriting a condition into disjunctive form never changes its value, and nothing here uses the excluded
// middle.
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace springback {

/// Classes that every input has. From kFirstValue on, the values.
inline constexpr std::uint8_t kOpen = 0;    ///< not answered (or not understood, or gone stale)
inline constexpr std::uint8_t kUnsure = 1;  ///< asked, and the person cannot say
inline constexpr std::uint8_t kFirstValue = 2;
inline constexpr std::uint8_t kNo = 2;  ///< of yes/no inputs
inline constexpr std::uint8_t kYes = 3;

enum class InputKind : std::uint8_t { yes_no, number, choice, any_of };

struct Input {
  std::uint16_t finding = 0;
  InputKind kind{};
  std::uint8_t classes = 0;             ///< how many, the first two included
  std::uint8_t not_applicable = kNo;    ///< the class that stands for "not asked, counts as no"
  std::uint32_t any_of = 0;             ///< any_of: a bit per member of the set
  std::span<const std::int32_t> cuts;   ///< number: class = kFirstValue + how many cuts are <= the value
};

inline constexpr int kMaxInputs = 256;
inline constexpr int kMaxFindings = 256;
inline constexpr int kMaxWords = 8;  ///< of 64 terms each
using Classes = std::array<std::uint8_t, kMaxInputs>;
using Mask = std::array<std::uint64_t, kMaxWords>;

/// The terms of one word that a class keeps from firing, and those that it rules out. Aligned for vector
/// registers.
struct alignas(16) TermMasks {
  std::uint64_t blocked = 0, dead = 0;
  friend bool operator==(const TermMasks&, const TermMasks&) = default;
};

/// What two inputs together do to all terms, looked up at once: for classes a and b of the two, the masks of
/// the words begin at masks[words * (at + a + stride * b)]. A cell of one input has stride 0.
struct Cell {
  std::uint8_t first = 0, second = 0;
  std::uint16_t stride = 0;
  std::uint32_t at = 0;
  friend bool operator==(const Cell&, const Cell&) = default;
};

/// A named condition that several rows share, evaluated before them (in the order of the table).
struct Shared {
  std::uint16_t first_term = 0, terms = 0;  ///< all in the first word, whose highest place stays free
  std::uint32_t users = 0;   ///< masks[words * users + word]: the terms that do not need it, twice
  std::uint64_t places = 0;  ///< of its terms in the first word
  bool waits = false;        ///< it needs one of those just before it; others are evaluated side by side
};

struct Row {
  std::uint16_t first_term = 0, terms = 0;  ///< all in one word, so that a carry finds the row (see evaluate)
};

struct Conditions {
  std::uint8_t words = 0;
  std::span<const Cell> cells;
  std::span<const TermMasks> masks;
  std::span<const Shared> shared;
  std::span<const Row> rows;
  std::span<const std::uint64_t> heads;  ///< the last term of each row
  std::span<const std::uint64_t> tails;  ///< all the other terms of the rows
  /// Which inputs (or shared conditions: kSharedBit | index) each term is about.
  std::span<const std::uint32_t> literals_from;  ///< by term, and one more: the end
  std::span<const std::uint16_t> literals;
};

inline constexpr std::uint16_t kSharedBit = 0x8000;

/// Bit t: term t is not blocked / not dead; and the same gathered at the head of each row.
struct Evaluation {
  Mask live_terms, possible_terms;
  Mask fired, open;  ///< a row's bit is that of its head; a row that fires is not open
};

/// All conditions of the table at once: sets every word of `out`. Allocates nothing.
void evaluate(const Conditions& table, const Classes& classes, Evaluation& out);

inline bool bit(const Mask& mask, unsigned index) { return (mask[index / 64] >> (index % 64) & 1U) != 0; }
inline unsigned head(const Row& row) { return row.first_term + row.terms - 1U; }
inline bool fires(const Conditions& table, const Evaluation& e, unsigned row) {
  return bit(e.fired, head(table.rows[row]));
}
inline bool is_open(const Conditions& table, const Evaluation& e, unsigned row) {
  return bit(e.open, head(table.rows[row]));
}

/// The inputs that a row rests on: of its fired terms where it fires, else the unanswered ones of the terms
/// that are still possible. One bit per input is set in `inputs` (kMaxInputs bits).
using InputSet = std::array<std::uint64_t, kMaxInputs / 64>;
void gather_inputs(const Conditions& table, const Evaluation& e, const Classes& classes, unsigned row,
                   InputSet& inputs);

}  // namespace springback
