#include "protocol/conditions.h"

#include <algorithm>

namespace springback {
namespace {

/// Both masks of a class at once: a vector register where there is one.
using MaskPair [[gnu::vector_size(16)]] = std::uint64_t;

MaskPair pair_of(const TermMasks& masks) {
  using Stored [[gnu::may_alias]] = MaskPair;
  return *reinterpret_cast<const Stored*>(&masks);
}

/// All ones where some term of the shared condition is in the mask, else zero: no branch to mispredict.
/// Adding the condition's own places carries into the next place just where one of them is set.
MaskPair holds(MaskPair mask, const Shared& shared) {
  const MaskPair places = MaskPair{} + shared.places;
  const unsigned next = shared.first_term + shared.terms;
  return MaskPair{} - ((((mask & places) + places) >> next) & 1U);
}

/// With the number of words known, the loops over them unroll.
template <unsigned Words>
void evaluate_words(const Conditions& table, const Classes& classes, Evaluation& out) {
  const TermMasks* masks = table.masks.data();
  std::array<MaskPair, Words>
      terms{};  // against them, at first; then those that fire, and those still possible
  for (const Cell& cell : table.cells) {
    const std::size_t row = cell.at + classes[cell.first] + std::size_t{cell.stride} * classes[cell.second];
    const TermMasks* against = masks + Words * row;
    for (unsigned w = 0; w < Words; ++w) terms[w] |= pair_of(against[w]);
  }
  for (unsigned w = 0; w < Words; ++w) terms[w] = ~terms[w];
  MaskPair settled = terms[0];
  for (const Shared& shared : table.shared) {
    if (shared.waits) settled = terms[0];
    const MaskPair held = holds(settled, shared);
    const TermMasks* others = masks + std::size_t{Words} * shared.users;
    for (unsigned w = 0; w < Words; ++w) terms[w] &= pair_of(others[w]) | held;
  }
  // Terms of a row are neighbours in one word, its head the highest. Adding the tail bits carries into the
  // head's place just where some tail bit is set: every row is gathered with one addition a word.
  for (unsigned w = 0; w < Words; ++w) {
    const MaskPair tails = MaskPair{} + table.tails[w];
    const MaskPair rows = (((terms[w] & tails) + tails) | terms[w]) & (MaskPair{} + table.heads[w]);
    out.live_terms[w] = terms[w][0];
    out.possible_terms[w] = terms[w][1];
    out.fired[w] = rows[0];
    out.open[w] = rows[1] & ~rows[0];
  }
  for (Mask* mask : {&out.live_terms, &out.possible_terms, &out.fired, &out.open})
    std::fill(mask->begin() + Words, mask->end(), 0);
}

}  // namespace

void evaluate(const Conditions& table, const Classes& classes, Evaluation& out) {
  switch (table.words) {
    case 1: return evaluate_words<1>(table, classes, out);
    case 2: return evaluate_words<2>(table, classes, out);
    case 3: return evaluate_words<3>(table, classes, out);
    case 4: return evaluate_words<4>(table, classes, out);
    case 5: return evaluate_words<5>(table, classes, out);
    case 6: return evaluate_words<6>(table, classes, out);
    case 7: return evaluate_words<7>(table, classes, out);
    case kMaxWords: return evaluate_words<kMaxWords>(table, classes, out);
    default: out = Evaluation{}; return;  // a table without rows
  }
}

void gather_inputs(const Conditions& table, const Evaluation& e, const Classes& classes, unsigned row,
                   InputSet& inputs) {
  const bool fired = fires(table, e, row);
  const Mask& counted = fired ? e.live_terms : e.possible_terms;
  // A shared condition is followed in its own terms; the protocol's order keeps this finite.
  const auto follow = [&](auto&& self, unsigned first, unsigned count) -> void {
    for (unsigned term = first; term < first + count; ++term) {
      if (!bit(counted, term)) continue;
      for (std::uint32_t i = table.literals_from[term]; i < table.literals_from[term + 1]; ++i) {
        const std::uint16_t literal = table.literals[i];
        if ((literal & kSharedBit) != 0) {
          const Shared& shared = table.shared[literal & ~kSharedBit];
          self(self, shared.first_term, shared.terms);
        } else {
          if (fired || classes[literal] == kOpen) inputs[literal / 64] |= std::uint64_t{1} << (literal % 64);
        }
      }
    }
  };
  follow(follow, table.rows[row].first_term, table.rows[row].terms);
}

}  // namespace springback
