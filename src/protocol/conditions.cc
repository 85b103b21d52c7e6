#include "protocol/conditions.h"

#include <cstring>

namespace springback {
namespace {

/// Both masks of a class at once: a vector register where there is one.
using MaskPair [[gnu::vector_size(16)]] = std::uint64_t;

MaskPair pair_at(const std::uint64_t* masks) {
  MaskPair pair;
  std::memcpy(&pair, masks, sizeof(pair));
  return pair;
}

/// All ones where some term of the shared condition is in the mask, else zero: no branch to mispredict.
MaskPair holds(MaskPair mask, const Shared& shared) {
  const std::uint64_t own = (std::uint64_t{1} << (shared.terms - 1U) << 1U) - 1U;
  const std::uint64_t place = own << shared.first_term;
  const std::uint64_t fired = (mask[0] & place) != 0, possible = (mask[1] & place) != 0;
  return MaskPair{} - MaskPair{fired, possible};
}

/// With the number of words known, the loops over them unroll.
template <unsigned Words>
void evaluate_words(const Conditions& table, const Classes& classes, Evaluation& out) {
  std::array<MaskPair, Words> terms;  // those that fire, and those still possible
  const std::uint64_t* masks = table.masks.data();
  for (unsigned w = 0; w < Words; ++w) {
    MaskPair against{};
    for (unsigned c = table.lanes[w]; c < table.lanes[w + 1]; ++c) {
      const Cell cell = table.cells[c];
      const unsigned row = cell.at() + classes[cell.first()] + cell.stride() * classes[cell.second()];
      against |= pair_at(masks + 2U * row);
    }
    terms[w] = ~against;
  }
  for (const Shared& shared : table.shared) {
    const MaskPair held = holds(terms[0], shared);
    for (unsigned w = 0; w < Words; ++w) terms[w] &= pair_at(masks + 2U * (shared.users + w)) | held;
  }
  // Terms of a row are neighbours in one word, its head the highest. Adding the tail bits carries into the head's
  // place just where some tail bit is set: every row is gathered with one addition a word.
  for (unsigned w = 0; w < Words; ++w) {
    const MaskPair tails = MaskPair{} + table.tails[w];
    const MaskPair rows = (((terms[w] & tails) + tails) | terms[w]) & (MaskPair{} + table.heads[w]);
    out.live_terms[w] = terms[w][0];
    out.possible_terms[w] = terms[w][1];
    out.fired[w] = rows[0];
    out.open[w] = rows[1] & ~rows[0];
  }
}

}  // namespace

void evaluate(const Conditions& table, const Classes& classes, Evaluation& out) {
  switch (table.words) {
    case 0: return;  // a table without rows
    case 1: return evaluate_words<1>(table, classes, out);
    case 2: return evaluate_words<2>(table, classes, out);
    case 3: return evaluate_words<3>(table, classes, out);
    case 4: return evaluate_words<4>(table, classes, out);
    case 5: return evaluate_words<5>(table, classes, out);
    case 6: return evaluate_words<6>(table, classes, out);
    case 7: return evaluate_words<7>(table, classes, out);
    default: return evaluate_words<kMaxWords>(table, classes, out);
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
