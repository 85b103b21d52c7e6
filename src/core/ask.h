// What to ask next. A question is asked only while its answer can still change the result.
#pragma once

#include <span>
#include <vector>

#include "core/story.h"
#include "core/triage.h"

namespace springback {

/// One question of a card that is to be asked now; `number` is its place on the card.
struct AskedCard {
  std::uint16_t card = 0;
  std::vector<std::uint16_t> questions;
};

enum class Occasion : std::uint8_t {
  interview,  ///< whatever is still needed
  checkin,    ///< the danger signs and how it goes, even if they were answered a moment ago
  signs,      ///< the danger signs alone
};

/// The cards of the ledger that ask these findings, in the order of the file.
std::vector<AskedCard> ask_before_medicine(const Protocol& protocol, std::span<const FindingId> needed);

/// Cards in the order to ask them. In an interview: empty when nothing open can change the result, and once
/// an emergency fired. A check-in that was asked for asks in an emergency too: it sets a mistaken answer
/// right.
std::vector<AskedCard> ask(const Protocol& protocol, const Story& story, const Triage& triage,
                           Occasion occasion);

}  // namespace springback
