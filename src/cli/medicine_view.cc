#include "cli/medicine_view.h"

#include <algorithm>

#include "document/entry.h"
#include "document/medicine_words.h"

namespace springback::cli {
namespace {

using Json = nlohmann::ordered_json;

/// Milligrams as JSON: whole numbers stay whole.
Json milligrams(std::int64_t micrograms) {
  if (micrograms % 1000 == 0) return micrograms / 1000;
  return static_cast<double>(micrograms) / 1000;
}

/// The view of a story that was folded already.
View view_of(const Door& door, const Request& request) {
  View view{.at = request.at, .entries = request.journal.entries().size()};
  view.ahead = static_cast<std::size_t>(std::ranges::count_if(
      request.journal.entries(), [&](const Entry& entry) { return entry.at > view.at.instant; }));
  view.story = fold(door.protocol(), request.journal, view.at.instant);
  view.advice = advise(door.protocol(), view.story);
  return view;
}

}  // namespace

Json Meant::fields(const Protocol& protocol) const {
  if (product != kNone) return {{"product", std::string(protocol.products[product].id)}};
  Json fields = {{"product_text", text}};
  if (ingredient != kNone)
    fields["ingredients_mg"] = {{std::string(protocol.ingredients[ingredient].id), milligrams(micrograms)}};
  else if (!contents.is_null()) fields["ingredients_mg"] = contents;
  return fields;
}

std::string Meant::name(const Door& door) const {
  if (product != kNone) return std::string(door.word(door.protocol().products[product].name));
  if (ingredient == kNone) return text;
  std::string name(door.word(door.protocol().ingredients[ingredient].name));
  if (micrograms > 0) name += ", " + thousandths_text(micrograms) + " mg";
  return name;
}

Request MedicineView::request_of(const Door& door, const Json& dose) {
  Request request{.at = door.now(),
                  .catalogue = &door.words(),
                  .live = !door.settings().at,
                  .journal = journal_of(door.entries())};
  if (!door.settings().region.empty()) request.region = door.settings().region;
  if (dose.is_null()) return request;
  bool has_unknown = false;
  auto told = read_dose(door.protocol(), nlohmann::json(dose), has_unknown);
  if (!told) throw Failure{kInputWrong, describe(told.error())};
  request.dose = std::move(*told);
  return request;
}

MedicineView::MedicineView(const Door& door, const Json& dose)
    : request_(request_of(door, dose)),
      view_(view_of(door, request_)),
      ledger_(door.protocol(), request_, view_.story, view_.advice.triage.urgency) {}

Verdict MedicineView::verdict_on(std::uint16_t ingredient) const {
  Amount room;
  Verdict verdict;
  ledger().judge(ledger().standing_for(ingredient, room), verdict);
  return verdict;
}

std::string MedicineView::reason(const Reason& reason) const {
  return reason_text(ledger().basis().protocol, request_, ledger(), reason);
}

std::string MedicineView::when(Instant at) const { return when_text(*request_.catalogue, request_.at, at); }

Meant MedicineView::meant_by(const ProductMatch& match, const std::string& text) const {
  const Meaning meaning = meaning_of(ledger(), match);
  Meant meant{.product = meaning.product,
              .ingredient = meaning.ingredient,
              .micrograms = meaning.micrograms,
              .text = text};
  if (match.product != kNone) meant.met = std::string(match.name);
  return meant;
}

std::optional<Instant> waits_until(const Verdict& verdict) {
  std::optional<Instant> until;
  for (const Reason& reason : verdict.reasons)
    if (reason.holds_from && (!until || *reason.holds_from > *until)) until = reason.holds_from;
  return until;
}

}  // namespace springback::cli
