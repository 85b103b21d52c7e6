#include "document/medicine_screen.h"

#include <algorithm>
#include <array>

#include "core/advice.h"
#include "core/story.h"
#include "document/advice_document.h"
#include "document/medicine_document.h"
#include "document/medicine_words.h"
#include "word_keys.h"
#include "words/find_product.h"
#include "words/say.h"

namespace springback {
namespace {

constexpr std::size_t kFoundMost = 6;
constexpr std::array<std::string_view, 5> kFormNames = {"tablet", "er_tablet", "liquid_ml", "gel_g", "patch"};

class ScreenWriter {
 public:
  ScreenWriter(const Protocol& protocol, const Request& request)
      : protocol_(protocol),
        request_(request),
        story_(fold(protocol, request.journal, request.at.instant)),
        advice_(advise(protocol, story_, request.occasion)),
        of_request_(protocol, request, story_, advice_.triage.urgency),
        ledger_(of_request_.ledger()),
        words_(*request.catalogue) {}

  std::string write() {
    json_.object();
    json_.key("version").number(1);
    json_.key("at").text(format_instant(request_.at.instant, request_.at.offset_minutes));
    json_.key("text").text(medicine_line(words_, request_.at, ledger_));
    json_.key("notes").array();
    for (const WordId note : {word::ledger_heat_first, word::ledger_one, word::ledger_steroids})
      json_.text(words_[note]);
    json_.end_array();
    write_medicines();
    write_taken();
    write_breaches();
    write_asked();
    write_found();
    json_.end_object();
    return json_.take();
  }

 private:
  std::string name_of(std::uint16_t ingredient) const {
    return std::string(words_[protocol_.ingredients[ingredient].name]);
  }

  // --- what there is, and the day so far of each ---

  /// The first reason that all of them share is said once, above them.
  std::string said_for_all() const {
    std::string said;
    Verdict verdict;
    for (const MedicineChoice& choice : protocol_.choices) {
      judge(choice.ingredient, verdict);
      if (verdict.ruling == Ruling::label_allows || verdict.reasons.empty()) return {};
      const std::string first = reason(verdict.reasons.front());
      if (said.empty()) said = first;
      if (first != said) return {};
    }
    return said;
  }

  void write_medicines() {
    Verdict verdict;
    const std::string said = said_for_all();
    json_.key("said").text(said);
    json_.key("medicines").array();
    for (const std::uint16_t ingredient : ledger_.ingredients()) {
      judge(ingredient, verdict);
      write_medicine(ingredient, verdict, said);
    }
    json_.end_array();
  }

  void write_medicine(std::uint16_t ingredient, const Verdict& verdict, std::string_view said) {
    const auto choice = std::ranges::find(protocol_.choices, ingredient, &MedicineChoice::ingredient);
    const bool is_choice = choice != protocol_.choices.end();
    Amount room;
    const Candidate standing = ledger_.standing_for(ingredient, room);
    json_.object();
    json_.key("ingredient").text(protocol_.ingredients[ingredient].id);
    json_.key("name").text(capital(name_of(ingredient)));
    json_.key("product");
    if (standing.way.product == kNone) json_.null();
    else json_.text(protocol_.products[standing.way.product].id);
    json_.key("choice").flag(is_choice);
    json_.key("verdict").text(ruling_name(verdict.ruling));
    instant("next_at", verdict.next_at);
    json_.key("text").text(short_answer(verdict, is_choice ? words_[choice->why] : "", said));
    json_.key("answers").flag(waits_for_answers(ledger_, verdict));
    write_day(ingredient);
    json_.end_object();
  }

  /// What holds longest says until when: the verdict would only say the time again.
  std::string short_answer(const Verdict& verdict, std::string_view why, std::string_view said) const {
    const std::string answer = verdict_text(words_, request_.at, ledger_, verdict);
    if (verdict.ruling == Ruling::label_allows) return answer + " " + std::string(why);
    const auto longest = std::ranges::find(verdict.reasons, verdict.next_at, &Reason::holds_from);
    if (verdict.ruling == Ruling::wait && longest != verdict.reasons.end()) return reason(*longest);
    const std::string first = verdict.reasons.empty() ? std::string(said) : reason(verdict.reasons.front());
    if (waits_for_answers(ledger_, verdict)) return answer;
    return first.empty() || first == said ? answer : answer + " " + first;
  }

  /// The last 24 hours against what the label allows and what nobody should go over; null where no numbers
  /// are told.
  void write_day(std::uint16_t ingredient) {
    Amount room;
    const auto ceilings = ledger_.ceilings(ledger_.standing_for(ingredient, room), ingredient);
    const Taken taken = ledger_.taken_24h(ingredient);
    json_.key("day");
    if (!ledger_.tells_numbers() || ceilings.absolute == 0) {
      json_.null();
      return;
    }
    json_.object();
    json_.key("text").text(taken_text(words_, taken, ceilings));
    json_.key("taken_mg").raw(thousandths_text(taken.micrograms));
    json_.key("label_mg").raw(thousandths_text(ceilings.label == 0 ? ceilings.absolute : ceilings.label));
    json_.key("absolute_mg").raw(thousandths_text(ceilings.absolute));
    json_.end_object();
  }

  // --- what was taken ---

  void write_taken() {
    json_.key("taken").array();
    const auto& doses = ledger_.basis().doses.doses;
    for (auto dose = doses.rbegin(); dose != doses.rend(); ++dose)
      if (request_.at.instant - dose->taken < hours(24)) write_dose_taken(*dose);
    json_.end_array();
  }

  void write_dose_taken(const Dose& dose) {
    json_.object();
    json_.key("entry").text(request_.journal.entries()[dose.entry].id);
    instant("at", dose.taken);
    json_.key("when").text(past_text(words_, request_.at, dose.taken));
    json_.key("units").text(dose.units > 0 ? units_name(protocol_, dose.way.product, dose.units) : "?");
    const Product* product = dose.way.product == kNone ? nullptr : &protocol_.products[dose.way.product];
    json_.key("name");
    if (product == nullptr) json_.null();
    else json_.text(words_[product->name]);
    json_.key("noted").text(noted_text(words_, request_.at, ledger_.basis().doses, request_.journal, dose));
    json_.key("amount");
    if (dose.amount_known) json_.raw(thousandths_text(dose.units));
    else json_.null();
    write_amount(product, dose.way, product == nullptr ? std::span<const Amount>() : product->contains);
    json_.end_object();
  }

  /// Which doses were too much or too soon, each with the gravest of it, and what to do at once.
  void write_breaches() {
    const std::vector<Breach> gravest = gravest_of_each(advice_.breaches);
    json_.key("breach").text(gravest.empty() ? "" : words_[word::urgency_call_poison]);
    json_.key("breaches").array();
    for (auto breach = gravest.rbegin(); breach != gravest.rend(); ++breach) {
      json_.object();
      json_.key("entry").text(request_.journal.entries()[story_.doses.doses[breach->dose].entry].id);
      json_.key("text").text(breach_text(words_, protocol_, *breach));
      json_.end_object();
    }
    json_.end_array();
  }

  // --- may I take this now? ---

  void write_asked() {
    json_.key("asked");
    if (!request_.dose) {
      json_.null();
      return;
    }
    const Took& told = *request_.dose;
    const Verdict verdict = told_now(of_request_.verdict());
    const Meaning meaning = meaning_of(told);
    json_.object();
    write_meaning(meaning);
    json_.key("text").text(verdict_text(words_, request_.at, ledger_, verdict));
    json_.key("units_text").text(units_text(words_, ledger_, told.way.product, verdict));
    write_verdict(request_, ledger_, verdict, json_);
    json_.key("ingredients").array();
    for (const Amount& amount : told.contents)
      json_.text(protocol_.ingredients[counted_as(protocol_, amount.ingredient)].id);
    json_.end_array();
    json_.key("sources").array();
    if (told.way.product != kNone)
      for (const SourceId source : protocol_.products[told.way.product].sources)
        json_.text(protocol_.sources[source]);
    json_.end_array();
    json_.key("ask").array();
    if (advice_.triage.urgency != Urgency::emergency && !is_settled(ledger_, verdict))
      write_asked_cards(request_, ledger_, verdict, advice_.ask, json_);
    json_.end_array().end_object();
  }

  static Meaning meaning_of(const Took& told) {
    if (told.way.product != kNone) return {.product = told.way.product};
    if (told.contents.size() != 1) return {};
    return {.ingredient = told.contents.front().ingredient, .micrograms = told.contents.front().micrograms};
  }

  // --- which one is meant ---

  void write_found() {
    json_.key("found").array();
    std::vector<Meaning> listed;
    if (!request_.find.empty()) {
      const auto matches = find_products(protocol_, request_.find, ledger_.basis().from.region);
      for (const ProductMatch& match : matches) {
        const Meaning meaning = springback::meaning_of(ledger_, match);
        if (listed.size() == kFoundMost || std::ranges::find(listed, meaning) != listed.end()) continue;
        listed.push_back(meaning);
        json_.object();
        write_meaning(meaning);
        json_.key("met").text(match.product == kNone ? std::string_view() : match.name);
        json_.key("sure").flag(listed.size() == 1 && is_sure(matches));
        json_.end_object();
      }
    }
    json_.end_array();
  }

  /// The keys that name a medicine and say how it is told: `name` is null where nobody knows it, and
  /// `ingredient` has what `ingredients_mg` needs where it is no product.
  void write_meaning(const Meaning& meaning) {
    const Product* product = meaning.product == kNone ? nullptr : &protocol_.products[meaning.product];
    json_.key("name");
    if (product != nullptr) json_.text(words_[product->name]);
    else if (meaning.ingredient == kNone) json_.null();
    else
      json_.text(capital(name_of(meaning.ingredient)) +
                 (meaning.micrograms > 0 ? ", " + thousandths_text(meaning.micrograms) + " mg" : ""));
    json_.key("product");
    if (product != nullptr) json_.text(product->id);
    else json_.null();
    json_.key("ingredient");
    if (product != nullptr || meaning.ingredient == kNone) json_.null();
    else json_.text(protocol_.ingredients[meaning.ingredient].id);
    json_.key("mg").raw(thousandths_text(meaning.micrograms));
    json_.key("region");
    const bool elsewhere = product != nullptr && product->region != kNone &&
                           product->region != ledger_.basis().from.region;
    if (elsewhere) json_.text(words_[protocol_.regions[product->region].name]);
    else json_.null();
    const Way way{.product = meaning.product};
    const Amount alone{meaning.ingredient, meaning.micrograms};
    const bool named = product == nullptr && meaning.ingredient != kNone;
    write_amount(product, way,
                 product != nullptr ? product->contains
                 : named            ? std::span(&alone, 1)
                                    : std::span<const Amount>());
  }

  /// How many to begin with, the step between two amounts, and from where on a number is to be confirmed.
  void write_amount(const Product* product, const Way& way, std::span<const Amount> contents) {
    const Form form = product == nullptr ? Form::tablet : product->form;
    const bool measured = form == Form::liquid_ml || form == Form::gel_g;
    const std::int64_t usual = product == nullptr || product->unit_dose == 0 ? 1000 : product->unit_dose;
    json_.key("form").text(kFormNames[static_cast<std::size_t>(form)]);
    json_.key("usual").raw(thousandths_text(usual));
    json_.key("step").raw(measured && form == Form::liquid_ml     ? "5"
                          : product != nullptr && product->halves ? "0.5"
                                                                  : "1");
    const std::int64_t most = most_at_once(protocol_, way, contents);
    json_.key("confirm_over");
    if (most > 0) json_.raw(thousandths_text(most));
    else json_.null();
  }

  void judge(std::uint16_t ingredient, Verdict& verdict) const {
    Amount room;
    ledger_.judge(ledger_.standing_for(ingredient, room), verdict);
    verdict = told_now(std::move(verdict));
  }
  Verdict told_now(Verdict verdict) const {
    return advice_.breaches.empty() ? verdict : after_breach(std::move(verdict));
  }
  std::string reason(const Reason& reason) const { return reason_text(protocol_, request_, ledger_, reason); }
  void instant(std::string_view key, std::optional<Instant> at) {
    json_.key(key);
    if (at) json_.text(format_instant(*at, request_.at.offset_minutes));
    else json_.null();
  }

  const Protocol& protocol_;
  const Request& request_;
  const Story story_;
  const Advice advice_;
  const RequestLedger of_request_;
  const Ledger& ledger_;
  const Catalogue& words_;
  JsonWriter json_;
};

}  // namespace

std::string answer_medicine(const Protocol& protocol, std::string_view text, bool* ok) {
  const auto request = read_request(protocol, text);
  if (ok != nullptr) *ok = request.has_value();
  return request ? ScreenWriter(protocol, *request).write() : error_document(request.error());
}

}  // namespace springback
