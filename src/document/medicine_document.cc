#include "document/medicine_document.h"

#include <algorithm>
#include <array>

#include "document/card_document.h"
#include "word_keys.h"
#include "words/say.h"

namespace springback {
namespace {

/// Beyond this an entry ahead means that the clock moved (contract, section 1).
constexpr Duration kClockAhead = seconds(120);

constexpr std::array<std::string_view, 4> kRulingNames = {"label_allows", "wait", "ask_first", "not_for_you"};

/// By ReasonKind: the name of the contract, the sentence, and the one without numbers.
struct ReasonWords {
  std::string_view id;
  WordId text = 0, plain = 0;
};
constexpr std::array<ReasonWords, kReasonKinds> kReasons = {{
    {"caution"},
    {"caution_unknown", word::ledger_caution_unknown},
    {"profile_old", word::ledger_profile_old},
    {"region_unknown", word::ledger_region_unknown},
    {"region_without_label", word::ledger_region_without_label},
    {"product_unknown", word::ledger_product_unknown},
    {"product_unconfirmed", word::ledger_product_unconfirmed},
    {"unknown_dose", word::ledger_unknown_dose},
    {"days", word::ledger_days},
    {"too_much", word::ledger_too_much},
    {"urgency", word::ledger_urgency},
    {"gap", word::ledger_gap, word::ledger_gap_plain},
    {"product_gap", word::ledger_product_gap, word::ledger_product_gap_plain},
    {"label_ceiling", word::ledger_label_ceiling, word::ledger_label_ceiling_plain},
    {"absolute_ceiling", word::ledger_absolute_ceiling, word::ledger_absolute_ceiling_plain},
    {"product_ceiling", word::ledger_product_ceiling, word::ledger_product_ceiling_plain},
    {"washout", word::ledger_washout, word::ledger_washout_plain},
    {"clock", word::ledger_clock, word::ledger_clock},
}};
constexpr std::array<ReasonWords, kBreachKinds> kBreaches = {{
    {"single_dose", word::ledger_breach_single_dose},
    {"gap", word::ledger_breach_gap},
    {"product_gap", word::ledger_breach_product_gap},
    {"label_ceiling", word::ledger_breach_label_ceiling},
    {"absolute_ceiling", word::ledger_breach_absolute_ceiling},
    {"product_ceiling", word::ledger_breach_product_ceiling},
}};

const ReasonWords& words_of(const Reason& reason) { return kReasons[static_cast<std::size_t>(reason.kind)]; }

bool is_ceiling_in_mg(ReasonKind kind) {
  return kind == ReasonKind::label_ceiling || kind == ReasonKind::absolute_ceiling;
}

/// Minutes, days, mg or units, as JSON writes them.
std::string limit_text(const Reason& reason) {
  const bool in_thousandths = is_ceiling_in_mg(reason.kind) || reason.kind == ReasonKind::product_ceiling;
  return in_thousandths ? thousandths_text(reason.limit) : std::to_string(reason.limit);
}

/// The number that the sentence tells.
std::string limit_said(const Catalogue& words, const Reason& reason) {
  return is_ceiling_in_mg(reason.kind) ? whole_mg(words, reason.limit) : limit_text(reason);
}

int gravity(BreachKind kind) {
  switch (kind) {
    case BreachKind::absolute_ceiling: return 4;
    case BreachKind::label_ceiling: return 3;
    case BreachKind::product_ceiling: return 2;
    case BreachKind::single_dose: return 1;
    default: return 0;
  }
}

/// Fills one document's verdicts, so that their lists are made once.
class MedicineWriter {
 public:
  MedicineWriter(const Request& request, const Ledger& ledger, JsonWriter& json)
      : protocol_(ledger.basis().protocol), request_(request), ledger_(ledger), json_(json) {}

  void medicines() {
    const std::optional<std::uint16_t> suggested = ledger_.suggestion(verdict_);
    json_.array();
    for (const std::uint16_t ingredient : ledger_.ingredients())
      medicine(ingredient, ingredient == suggested);
    json_.end_array();
  }

  void dose(const Verdict& verdict, std::span<const AskedCard> first) {
    json_.object();
    answer(verdict);
    json_.key("ask").array();
    ask(verdict, first);
    json_.end_array();
    json_.end_object();
  }

  void answer(const Verdict& verdict) {
    json_.key("verdict").text(ruling_name(verdict.ruling));
    instant("next_at", verdict.next_at);
    json_.key("units_max_now").raw(thousandths_text(verdict.units_max_now));
    json_.key("reasons").array();
    for (const Reason& reason : verdict.reasons) write_reason(verdict, reason);
    json_.end_array();
  }

  void ask(const Verdict& verdict, std::span<const AskedCard> first) {
    const auto write = [&](const AskedCard& asked) {
      write_card(protocol_, ledger_.basis().story, words(), asked, json_);
    };
    if (ledger_.basis().urgency == Urgency::undecided) std::ranges::for_each(first, write);
    std::ranges::for_each(cards(verdict), write);
  }

 private:
  void medicine(std::uint16_t ingredient, bool suggested) {
    Amount room;
    const Candidate candidate = ledger_.standing_for(ingredient, room);
    ledger_.judge(candidate, verdict_);
    const auto choice = std::ranges::find(protocol_.choices, ingredient, &MedicineChoice::ingredient);
    const bool is_choice = choice != protocol_.choices.end();
    json_.object();
    json_.key("ingredient").text(protocol_.ingredients[ingredient].id);
    answer(verdict_);
    const Taken taken = ledger_.taken_24h(ingredient);
    const auto ceilings = ledger_.ceilings(candidate, ingredient);
    json_.key("taken_24h_mg").raw(thousandths_text(taken.micrograms));
    ceiling("ceiling_24h_mg", ceilings.label);
    ceiling("absolute_24h_mg", ceilings.absolute);
    json_.key("at_least").flag(taken.at_least);
    json_.key("name").text(words()[protocol_.ingredients[ingredient].name]);
    json_.key("product");
    if (candidate.way.product == kNone) json_.null();
    else json_.text(protocol_.products[candidate.way.product].id);
    json_.key("suggested").flag(suggested);
    json_.key("why").text(is_choice ? words()[choice->why] : std::string_view());
    json_.key("grade").text(is_choice ? choice->grade : std::string_view());
    json_.key("sources").array();
    if (is_choice)
      for (const SourceId source : choice->sources) json_.text(protocol_.sources[source]);
    json_.end_array().end_object();
  }

  void ceiling(std::string_view key, std::int64_t micrograms) {
    json_.key(key);
    if (micrograms > 0 && ledger_.tells_numbers()) json_.raw(thousandths_text(micrograms));
    else json_.null();
  }

  void write_reason(const Verdict& verdict, const Reason& reason) {
    json_.object();
    json_.key("id").text(reason_id(protocol_, reason));
    json_.key("text").text(reason_text(protocol_, request_, ledger_, reason));
    json_.key("verdict").text(ruling_name(reason.ruling));
    json_.key("ingredient");
    if (reason.ingredient == kNone) json_.null();
    else json_.text(protocol_.ingredients[reason.ingredient].id);
    json_.key("limit");
    if (reason.limit > 0 && ledger_.tells_numbers()) json_.raw(limit_text(reason));
    else json_.null();
    instant("holds_from", reason.holds_from);
    json_.key("entries").array();
    auto entries = std::span(verdict.entries).subspan(reason.first_entry, reason.entries);
    for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry)
      json_.text(request_.journal.entries()[*entry].id);
    json_.end_array();
    json_.key("rows").array();
    for (const LedgerRow& row : std::span(verdict.rows).subspan(reason.first_row, reason.rows))
      json_.text(row_name(protocol_, row));
    json_.end_array();
    json_.key("findings").array();
    for (const FindingId id : ledger_.findings_for(verdict, reason)) json_.text(protocol_.findings[id].id);
    json_.end_array().end_object();
  }

  std::vector<AskedCard> cards(const Verdict& verdict) const {
    std::vector<FindingId> needed;
    for (const Reason& reason : verdict.reasons)
      for (const FindingId id : ledger_.findings_for(verdict, reason)) needed.push_back(id);
    return ask_before_medicine(protocol_, needed);
  }

  void instant(std::string_view key, std::optional<Instant> at) {
    json_.key(key);
    if (at) json_.text(format_instant(*at, request_.at.offset_minutes));
    else json_.null();
  }
  const Catalogue& words() const { return *request_.catalogue; }

  const Protocol& protocol_;
  const Request& request_;
  const Ledger& ledger_;
  JsonWriter& json_;
  Verdict verdict_;
};

}  // namespace

std::optional<Instant> RequestLedger::furthest_ahead(const Request& request) {
  const auto entries = request.journal.entries();
  if (!request.live || entries.empty() || entries.back().at <= request.at.instant) return std::nullopt;
  return entries.back().at;
}

/// A clock that was wrong once, and whose entries were taken back, locks nothing.
std::optional<Instant> RequestLedger::clock_ahead(const Request& request) {
  const auto furthest = furthest_ahead(request);
  if (!furthest || *furthest - request.at.instant <= kClockAhead) return std::nullopt;
  const auto entries = request.journal.entries();
  const auto retracted = retracted_ids(entries);
  const auto last = std::find_if(entries.rbegin(), entries.rend(),
                                 [&](const Entry& entry) { return !retracted.contains(entry.id); });
  if (last == entries.rend() || last->at - request.at.instant <= kClockAhead) return std::nullopt;
  return last->at;
}

RequestLedger::RequestLedger(const Protocol& protocol, const Request& request, const Story& story,
                             Urgency urgency)
    : request_(request),
      furthest_(furthest_ahead(request)),
      ahead_(furthest_ ? fold(protocol, request.journal, *furthest_).doses : Doses{}),
      ledger_({.protocol = protocol,
               .story = story,
               .doses = furthest_ ? ahead_ : story.doses,
               .urgency = urgency,
               .from = asked_from(protocol, story, request.region),
               .clock = clock_ahead(request)}) {}

Verdict RequestLedger::verdict() const {
  Verdict verdict;
  if (request_.dose) ledger_.judge(candidate_of(*request_.dose), verdict);
  return verdict;
}

void write_medicines(const Request& request, const Ledger& ledger, JsonWriter& json) {
  MedicineWriter(request, ledger, json).medicines();
}

void write_dose(const Request& request, const RequestLedger& ledger, std::span<const AskedCard> first,
                JsonWriter& json) {
  if (!request.dose) json.null();
  else MedicineWriter(request, ledger.ledger(), json).dose(ledger.verdict(), first);
}

void write_verdict(const Request& request, const Ledger& ledger, const Verdict& verdict, JsonWriter& json) {
  MedicineWriter(request, ledger, json).answer(verdict);
}

void write_asked_cards(const Request& request, const Ledger& ledger, const Verdict& verdict,
                       std::span<const AskedCard> first, JsonWriter& json) {
  MedicineWriter(request, ledger, json).ask(verdict, first);
}

void write_breaches(const Protocol& protocol, const Request& request, const Story& story,
                    const std::vector<Breach>& breaches, JsonWriter& json) {
  const Catalogue& words = *request.catalogue;
  json.array();
  for (const Breach& breach : breaches) {
    const bool of_product = breach.ingredient == kNone;
    json.object();
    json.key("id").text(breach_id(breach.kind));
    json.key("entry").text(request.journal.entries()[story.doses.doses[breach.dose].entry].id);
    json.key("ingredient");
    if (of_product) json.null();
    else json.text(protocol.ingredients[breach.ingredient].id);
    json.key("text").text(breach_text(words, protocol, breach));
    json.end_object();
  }
  json.end_array();
}

std::string_view ruling_name(Ruling ruling) { return kRulingNames[static_cast<std::size_t>(ruling)]; }

std::string_view reason_id(const Protocol& protocol, const Reason& reason) {
  return reason.kind == ReasonKind::caution ? protocol.cautions[reason.caution].id : words_of(reason).id;
}

bool is_reason_id(const Protocol& protocol, std::string_view id) {
  return std::ranges::find(protocol.cautions, id, &Caution::id) != protocol.cautions.end() ||
         std::ranges::find(kReasons.begin() + 1, kReasons.end(), id, &ReasonWords::id) != kReasons.end();
}

std::string_view breach_id(BreachKind kind) { return kBreaches[static_cast<std::size_t>(kind)].id; }

std::string breach_text(const Catalogue& words, const Protocol& protocol, const Breach& breach) {
  const bool of_product = breach.ingredient == kNone;
  return fill(words[kBreaches[static_cast<std::size_t>(breach.kind)].text], "{name}",
              of_product ? std::string_view() : words[protocol.ingredients[breach.ingredient].name]);
}

std::vector<Breach> gravest_of_each(const std::vector<Breach>& breaches) {
  std::vector<Breach> gravest;
  for (const Breach& breach : breaches) {
    if (gravest.empty() || gravest.back().dose != breach.dose) gravest.push_back(breach);
    else if (gravity(breach.kind) > gravity(gravest.back().kind)) gravest.back() = breach;
  }
  return gravest;
}

std::string reason_text(const Protocol& protocol, const Request& request, const Ledger& ledger,
                        const Reason& reason) {
  const Catalogue& words = *request.catalogue;
  if (reason.kind == ReasonKind::caution)
    return std::string(words[protocol.cautions[reason.caution].because]);
  const ReasonWords& row = words_of(reason);
  const bool plain = row.plain != 0 && !ledger.tells_numbers();
  std::string text(words[plain ? row.plain : row.text]);
  if (reason.ingredient != kNone)
    text = fill(text, "{name}", words[protocol.ingredients[reason.ingredient].name]);
  text = fill(text, "{n}", limit_said(words, reason));
  if (reason.holds_from) text = fill(text, "{time}", when_text(words, request.at, *reason.holds_from));
  return text;
}

std::string row_name(const Protocol& protocol, const LedgerRow& row) {
  switch (row.kind) {
    case LedgerRow::Kind::ingredient: return "ingredient." + std::string(protocol.ingredients[row.of].id);
    case LedgerRow::Kind::product: return "product." + std::string(protocol.products[row.of].id);
    case LedgerRow::Kind::caution: return "caution." + std::string(protocol.cautions[row.of].id);
    case LedgerRow::Kind::washout: return "washout.nsaid";
    case LedgerRow::Kind::limit: break;
  }
  const Ingredient& ingredient = protocol.ingredients[row.of];
  const Limit& limit = ingredient.limits[row.limit];
  const std::string_view region = limit.region == kNone ? "any" : protocol.regions[limit.region].id;
  return "limit." + std::string(ingredient.id) + "." + std::string(region) +
         (limit.route == Route::skin ? ".skin" : ".mouth") +
         (limit.extended_release ? ".extended" : ".plain");
}

}  // namespace springback
