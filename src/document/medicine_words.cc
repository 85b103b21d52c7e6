#include "document/medicine_words.h"

#include <algorithm>

#include "document/medicine_document.h"
#include "word_keys.h"
#include "words/say.h"

namespace springback {
namespace {

/// A plain tablet of here with just so much of this one ingredient, confirmed.
std::uint16_t product_of(const Protocol& protocol, std::uint16_t region, std::uint16_t ingredient,
                         std::int64_t micrograms) {
  for (std::uint16_t i = 0; i < protocol.products.size(); ++i) {
    const Product& product = protocol.products[i];
    if (product.judged && product.region == region && product.form == Form::tablet &&
        product.contains.size() == 1 && product.contains.front().ingredient == ingredient &&
        product.contains.front().micrograms == micrograms)
      return i;
  }
  return kNone;
}

}  // namespace

Verdict after_breach(Verdict verdict) {
  if (verdict.ruling != Ruling::label_allows) return verdict;
  verdict.ruling = Ruling::ask_first;
  verdict.units_max_now = 0;
  return verdict;
}

bool waits_for_answers(const Ledger& ledger, const Verdict& verdict) {
  const bool back_is_open = ledger.basis().urgency == Urgency::undecided;
  bool any = false;
  for (const Reason& reason : verdict.reasons) {
    if (reason.ruling == Ruling::label_allows || reason.ruling == Ruling::wait) continue;
    const bool open = reason.kind == ReasonKind::urgency ? back_is_open
                                                         : !ledger.findings_for(verdict, reason).empty();
    if (!open) return false;
    any = true;
  }
  return any;
}

std::int64_t most_at_once(const Protocol& protocol, const Way& way, std::span<const Amount> contents) {
  if (way.product != kNone && protocol.products[way.product].unit_dose_max > 0)
    return protocol.products[way.product].unit_dose_max;
  std::int64_t most = 0;
  for (const Amount& amount : contents) {
    const std::int64_t in_one = counted(protocol, amount, 1000);
    const Label label = label_of(protocol, way, counted_as(protocol, amount.ingredient));
    if (label.label_dose_max == 0 || in_one == 0) continue;
    const std::int64_t units = label.label_dose_max * 1000 / in_one;
    if (most == 0 || units < most) most = units;
  }
  return most;
}

std::string verdict_text(const Catalogue& words, LocalInstant at, const Ledger& ledger,
                         const Verdict& verdict) {
  if (waits_for_answers(ledger, verdict)) return std::string(words[word::ledger_verdict_answer_first]);
  switch (verdict.ruling) {
    case Ruling::label_allows: return std::string(words[word::ledger_verdict_label_allows]);
    case Ruling::wait:
      return fill(words[word::ledger_verdict_wait], "{time}", when_text(words, at, *verdict.next_at));
    case Ruling::ask_first: return std::string(words[word::ledger_verdict_ask_first]);
    case Ruling::not_for_you: break;
  }
  return std::string(words[word::ledger_verdict_not_for_you]);
}

std::string units_text(const Catalogue& words, const Ledger& ledger, std::uint16_t product,
                       const Verdict& verdict) {
  if (verdict.units_max_now == 0 || !ledger.tells_numbers()) return {};
  const WordId text = verdict.ruling == Ruling::wait ? word::ledger_units_then : word::ledger_units_now;
  return fill(words[text], "{n}", units_name(ledger.basis().protocol, product, verdict.units_max_now));
}

std::string taken_text(const Catalogue& words, const Taken& taken, const Ledger::Ceilings& ceilings) {
  if (ceilings.absolute == 0) return {};
  if (taken.at_least && taken.micrograms == 0) return std::string(words[word::ledger_taken_unknown]);
  const std::int64_t label = ceilings.label == 0 ? ceilings.absolute : ceilings.label;
  std::string text = fill(words[taken.at_least ? word::ledger_taken_at_least : word::ledger_taken], "{n}",
                          whole_mg(words, taken.micrograms));
  text = fill(text, "{label}", whole_mg(words, label));
  if (label < ceilings.absolute)
    text += " " + fill(words[word::ledger_taken_absolute], "{n}", whole_mg(words, ceilings.absolute));
  return text;
}

std::string medicine_line(const Catalogue& words, LocalInstant at, const Ledger& ledger) {
  const Protocol& protocol = ledger.basis().protocol;
  Verdict verdict;
  if (const auto suggested = ledger.suggestion(verdict)) {
    const std::string_view name = words[protocol.ingredients[*suggested].name];
    return fill(words[word::ledger_today_allowed], "{name}", capital(std::string(name)));
  }
  std::optional<Instant> soonest;
  for (const MedicineChoice& choice : protocol.choices) {
    Amount room;
    ledger.judge(ledger.standing_for(choice.ingredient, room), verdict);
    if (verdict.ruling == Ruling::wait && (!soonest || *verdict.next_at < *soonest))
      soonest = verdict.next_at;
  }
  if (!soonest) return std::string(words[word::ledger_today_ask]);
  return fill(words[word::ledger_today_wait], "{time}", when_text(words, at, *soonest));
}

std::string noted_text(const Catalogue& words, LocalInstant now, const Doses& doses, const Journal& journal,
                       const Dose& dose) {
  const bool late = std::ranges::any_of(
      doses.doses, [&](const Dose& other) { return other.taken > dose.taken && other.entry < dose.entry; });
  if (!late) return {};
  const Instant told = journal.entries()[dose.entry].at;
  return fill(words[word::ledger_noted], "{time}", past_text(words, now, told));
}

bool is_settled(const Ledger& ledger, const Verdict& verdict) {
  return std::ranges::any_of(verdict.reasons, [&](const Reason& reason) {
    return reason.ruling == Ruling::not_for_you && ledger.findings_for(verdict, reason).empty();
  });
}

Meaning meaning_of(const Ledger& ledger, const ProductMatch& match) {
  const Protocol& protocol = ledger.basis().protocol;
  if (match.product != kNone) return {.product = match.product};
  if (match.micrograms > 0) {
    const AskedFrom& from = ledger.basis().from;
    const std::uint16_t product = from.known
                                      ? product_of(protocol, from.region, match.ingredient, match.micrograms)
                                      : kNone;
    if (product != kNone) return {.product = product};
    return {.ingredient = match.ingredient, .micrograms = match.micrograms};
  }
  Amount room;
  const Candidate standing = ledger.standing_for(counted_as(protocol, match.ingredient), room);
  if (standing.way.product != kNone) return {.product = standing.way.product};
  return {.ingredient = match.ingredient};
}

}  // namespace springback
