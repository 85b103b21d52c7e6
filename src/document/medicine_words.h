// What a person reads about a verdict, wherever they read it: sentences in one language, for the
// screens of a door. Amounts are micrograms and thousandths of a unit.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "core/journal.h"
#include "core/medicine/ledger.h"
#include "words/catalogue.h"
#include "words/dose_words.h"
#include "words/find_product.h"

namespace springback {

/// What is told of a verdict while a dose was too much or too soon: nothing reads as leave to take more. The
/// poison line comes first.
Verdict after_breach(Verdict verdict);

/// Whether answers alone stand between somebody and what the label says: nobody need be asked yet.
bool waits_for_answers(const Ledger& ledger, const Verdict& verdict);
/// "Wait until 16:29."
std::string verdict_text(const Catalogue& words, LocalInstant at, const Ledger& ledger,
                         const Verdict& verdict);
/// Thousandths of a unit: the most that a label allows at one time, 0 where it says nothing. To have a number
/// confirmed before it is recorded; it is not told where no numbers are.
std::int64_t most_at_once(const Protocol& protocol, const Way& way, std::span<const Amount> contents);
/// How many at most, now or then; empty where nothing is allowed, or no numbers are told.
std::string units_text(const Catalogue& words, const Ledger& ledger, std::uint16_t product,
                       const Verdict& verdict);
/// "1,000 of 3,000 mg in 24 hours. Never over 4,000 mg." Empty where there is no ceiling to tell.
std::string taken_text(const Catalogue& words, const Taken& taken, const Ledger::Ceilings& ceilings);
/// The whole of pain medicine in one line: which one the label allows, else from when on.
std::string medicine_line(const Catalogue& words, LocalInstant at, const Ledger& ledger);

/// "noted 11:40" of a dose that was told after one that was taken later; else the order explains itself, and
/// it is empty.
std::string noted_text(const Catalogue& words, LocalInstant now, const Doses& doses, const Journal& journal,
                       const Dose& dose);

/// What is not for somebody for a reason that is known stays so, whatever else they answer.
bool is_settled(const Ledger& ledger, const Verdict& verdict);

/// What somebody means by a name.
struct Meaning {
  std::uint16_t product = kNone;
  std::uint16_t ingredient = kNone;  ///< where no product is meant
  std::int64_t micrograms = 0;  ///< of the ingredient in one; 0: not told

  bool operator==(const Meaning&) const = default;
};
/// For an ingredient the product that stands for it where somebody asks from, where there is one.
Meaning meaning_of(const Ledger& ledger, const ProductMatch& match);

}  // namespace springback
