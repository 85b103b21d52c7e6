#include "reference/ledger.h"

#include <algorithm>

#include "reference/limits.h"

namespace springback::reference {
namespace {

constexpr Microseconds second = 1'000'000, minute = 60 * second, hour = 60 * minute, day = 24 * hour;
constexpr std::int64_t most_units = 100'000'000;  // of the format, in thousandths

/// What is asked, with what was taken.
struct Asked {
  const Protocol& protocol;
  const Story& story;
  Microseconds at;
  std::string region;
  Urgency urgency;
  Candidate candidate;
  std::vector<Dose> taken;            ///< at the instant asked for
  std::vector<Dose> taken_by_then;    ///< with `clock`: at the instant of the entry furthest ahead
  std::optional<Microseconds> clock;  ///< that instant

  Dose dose(Microseconds when) const { return dose_of(protocol, candidate, when); }
};

Reason because(Ruling ruling, const std::string& id) { return {.ruling = ruling, .id = id}; }
Reason because(Ruling ruling, const std::string& id, const std::string& row) {
  return {.ruling = ruling, .id = id, .rows = {row}};
}

// --- Section 3: the earliest instant --------------------------------------------------------------

std::optional<Microseconds> clock_ahead(const std::vector<Entry>& entries, Microseconds at, bool live) {
  Microseconds furthest = at;
  for (const Entry& entry : entries) furthest = std::max(furthest, entry.at);
  const bool ahead = live && furthest - at > 120 * second;
  return ahead ? std::optional(furthest) : std::nullopt;
}

bool has_same(const std::vector<Broken>& limits, const Broken& one) {
  return std::any_of(limits.begin(), limits.end(), [&](const Broken& other) { return one.same_as(other); });
}

/// What this dose does not keep then, without what no time makes possible.
std::vector<Broken> broken_at(const Asked& asked, Microseconds when) {
  const Dose dose = asked.dose(when);
  const std::vector<Broken> never = broken_limits(asked.protocol, {}, dose);
  std::vector<Broken> broken = broken_limits(asked.protocol, asked.taken_by_then, dose);
  std::erase_if(broken, [&](const Broken& one) { return has_same(never, one); });
  if (asked.clock && when < *asked.clock) broken.push_back({.id = "clock"});
  return broken;
}

/// Every length of time that stands anywhere in the data, and a day.
std::set<Microseconds> spans(const Protocol& protocol) {
  std::set<Microseconds> spans{day};
  for (const Ingredient& ingredient : protocol.ingredients)
    for (const Limit& limit : ingredient.limits) spans.insert(limit.gap_minutes * minute);
  for (const Product& product : protocol.products) spans.insert(product.gap_minutes * minute);
  for (const Washout& washout : protocol.washouts) spans.insert(washout.minutes * minute);
  return spans;
}

/// Every instant, from the one asked for on, at which anything can change.
std::set<Microseconds> instants(const Asked& asked) {
  std::set<Microseconds> instants{asked.at};
  if (asked.clock) instants.insert(*asked.clock);
  for (const Dose& dose : asked.taken_by_then)
    for (const Microseconds span : spans(asked.protocol))
      if (dose.at + span > asked.at) instants.insert(dose.at + span);
  return instants;
}

/// The first instant at which every limit allows.
Microseconds earliest(const Asked& asked) {
  for (const Microseconds when : instants(asked))
    if (broken_at(asked, when).empty()) return when;
  throw std::logic_error("a limit that no time ends");
}

/// The first instant at which this limit allows.
Microseconds holds_from(const Asked& asked, const Broken& limit) {
  for (const Microseconds when : instants(asked))
    if (!has_same(broken_at(asked, when), limit)) return when;
  throw std::logic_error("a limit that no time ends: " + limit.id);
}

void waits(const Asked& asked, std::vector<Reason>& reasons) {
  for (const Broken& broken : broken_at(asked, asked.at))
    reasons.push_back({.ruling = Ruling::wait,
                       .id = broken.id,
                       .ingredient = broken.ingredient,
                       .entries = broken.entries,
                       .rows = broken.rows,
                       .limit = broken.limit,
                       .holds_from = holds_from(asked, broken)});
}

bool is_possible(const Asked& asked) {
  return over_a_single_dose(asked.protocol, asked.dose(asked.at)).empty() &&
         broken_limits(asked.protocol, {}, asked.dose(asked.at)).empty();
}

std::int64_t units_max_at(Asked asked, Microseconds when) {
  const Product* product = product_of(asked.protocol, asked.dose(when));
  const std::int64_t step = product != nullptr && product->halves ? 500 : 1000;
  std::int64_t units = 0;
  for (asked.candidate.units = step; asked.candidate.units <= most_units; asked.candidate.units += step) {
    if (!is_possible(asked) || !broken_at(asked, when).empty()) break;
    units = asked.candidate.units;
  }
  return units;
}

// --- Section 4: cautions --------------------------------------------------------------------------

/// A caution looks at what is in it before `counts_as`.
bool is_for(const Protocol& protocol, const Caution& caution, const Dose& dose) {
  if (!caution.route.empty() && (caution.route == "skin") != dose.on_skin) return false;
  return std::any_of(dose.told.begin(), dose.told.end(), [&](int ingredient) {
    return caution.ingredients.contains(ingredient) ||
           std::any_of(caution.classes.begin(), caution.classes.end(),
                       [&](const std::string& name) { return has_class(protocol, ingredient, name); });
  });
}

void fired_cautions(const Asked& asked, Ruling ruling, std::vector<Reason>& reasons) {
  for (const Caution& caution : asked.protocol.cautions)
    if (caution.ruling == ruling && is_for(asked.protocol, caution, asked.dose(asked.at)) &&
        truth(caution.when, asked.story.known) == Truth::yes)
      reasons.push_back(because(ruling, caution.id, "caution." + caution.id));
}

void unknown_cautions(const Asked& asked, std::vector<Reason>& reasons) {
  Knowledge known = asked.story.known;
  for (Known& finding : known)
    if (finding.state == Known::State::unsure) finding.state = Known::State::unanswered;
  Reason reason = because(Ruling::ask_first, "caution_unknown");
  for (const Caution& caution : asked.protocol.cautions) {
    if (!is_for(asked.protocol, caution, asked.dose(asked.at))) continue;
    if (truth(caution.when, known) != Truth::unknown) continue;
    reason.rows.insert("caution." + caution.id);
    reason.findings.merge(still_needs(caution.when, known));
  }
  if (!reason.rows.empty()) reasons.push_back(std::move(reason));
}

// --- Section 4: the person ------------------------------------------------------------------------

std::optional<std::int32_t> told(const Asked& asked, std::string_view id) {
  const int place = asked.protocol.find(id);
  if (place < 0) return std::nullopt;
  const Known& known = asked.story.known[static_cast<std::size_t>(place)];
  return known.state == Known::State::told ? std::optional(known.value) : std::nullopt;
}

bool has_nsaid(const Asked& asked) {
  const Dose dose = asked.dose(asked.at);
  return std::any_of(dose.micrograms.begin(), dose.micrograms.end(),
                     [&](const auto& part) { return has_class(asked.protocol, part.first, "nsaid"); });
}

bool has_aspirin(const Asked& asked) {
  const Dose dose = asked.dose(asked.at);
  return std::any_of(dose.micrograms.begin(), dose.micrograms.end(), [&](const auto& part) {
    return ingredient_of(asked.protocol, part.first).id == "aspirin";
  });
}

void age_and_weight(const Asked& asked, std::vector<Reason>& reasons) {
  const std::optional<std::int32_t> age = told(asked, "age_years"), weight_tenths = told(asked, "weight_kg");
  if (!age) reasons.push_back(because(Ruling::ask_first, "age_unknown"));
  if (age && *age < 18) reasons.push_back(because(Ruling::ask_first, "under_18"));
  if (!weight_tenths) reasons.push_back(because(Ruling::ask_first, "weight_unknown"));
  if (weight_tenths && *weight_tenths < 500) reasons.push_back(because(Ruling::ask_first, "light"));
}

bool doses_are_logged(const Asked& asked) {
  const int place = asked.protocol.find("all_doses_logged");
  if (place < 0) return false;
  const Answer& answer = asked.story.answers[static_cast<std::size_t>(place)];
  return answer.state == Answer::State::told && answer.value == 1 && asked.at - answer.at < hour;
}

// --- Section 4: the label -------------------------------------------------------------------------

/// Whether a label of the person's region says how to take this ingredient so.
bool has_label_here(const Asked& asked, const Dose& dose, int ingredient) {
  const Product* product = product_of(asked.protocol, dose);
  const bool directions = product != nullptr && product->gap_minutes > 0 && product->units_24h > 0;
  if (directions && (product->region.empty() || product->region == asked.region)) return true;
  const std::vector<Limit>& limits = ingredient_of(asked.protocol, ingredient).limits;
  return std::any_of(limits.begin(), limits.end(), [&](const Limit& limit) {
    return (limit.region == "any" || limit.region == asked.region) && limit.on_skin == dose.on_skin &&
           limit.extended_release == dose.extended_release;
  });
}

void region_and_product(const Asked& asked, std::vector<Reason>& reasons) {
  const Dose dose = asked.dose(asked.at);
  Reason without = because(Ruling::ask_first, "region_without_label");
  for (const auto& [ingredient, micrograms] : dose.micrograms)
    if (!has_label_here(asked, dose, ingredient))
      without.rows.insert("ingredient." + ingredient_of(asked.protocol, ingredient).id);
  if (asked.region.empty()) reasons.push_back(because(Ruling::ask_first, "region_unknown"));
  else if (!without.rows.empty()) reasons.push_back(std::move(without));
  if (dose.anything) reasons.push_back(because(Ruling::ask_first, "product_unknown"));
  const Product* product = product_of(asked.protocol, dose);
  if (product != nullptr && !product->judged)
    reasons.push_back(because(Ruling::ask_first, "product_unconfirmed", row_of(*product)));
}

void unknown_doses(const Asked& asked, std::vector<Reason>& reasons) {
  Reason reason = because(Ruling::ask_first, "unknown_dose");
  for (const Dose& taken : asked.taken) {
    bool unknown = taken.anything;
    for (const auto& [ingredient, micrograms] : asked.dose(asked.at).micrograms)
      if (taken.micrograms.contains(ingredient) && !taken.amount_known) unknown = true;
    if (unknown && is_recent(taken, asked.at)) reason.entries.insert(taken.entry);
  }
  if (!reason.entries.empty()) reasons.push_back(std::move(reason));
}

void too_many_days(const Asked& asked, int ingredient, int days_max, const std::set<std::string>& rows,
                   std::vector<Reason>& reasons) {
  if (days_max == 0) return;
  DaysOfUse longest;
  for (const std::string& name : ingredient_of(asked.protocol, ingredient).classes) {
    const DaysOfUse use = days_of_use(asked.protocol, asked.taken, asked.at, name);
    if (use.days > longest.days) longest = use;
  }
  if (longest.days >= days_max)
    reasons.push_back({.ruling = Ruling::ask_first,
                       .id = "days",
                       .ingredient = ingredient,
                       .entries = longest.entries,
                       .rows = rows,
                       .limit = days_max});
}

void days(const Asked& asked, std::vector<Reason>& reasons) {
  const Dose dose = asked.dose(asked.at);
  const Product* product = product_of(asked.protocol, dose);
  for (const auto& [ingredient, micrograms] : dose.micrograms) {
    const Label label = label_of(asked.protocol, dose, ingredient);
    too_many_days(asked, ingredient, label.days_max, label.rows, reasons);
    if (product != nullptr) too_many_days(asked, ingredient, product->days_max, {row_of(*product)}, reasons);
  }
}

void too_much(const Asked& asked, std::vector<Reason>& reasons) {
  if (is_possible(asked)) return;
  Reason reason = because(Ruling::ask_first, "too_much");
  reason.rows = over_a_single_dose(asked.protocol, asked.dose(asked.at));
  for (const Broken& broken : broken_limits(asked.protocol, {}, asked.dose(asked.at)))
    reason.rows.insert(broken.rows.begin(), broken.rows.end());
  reasons.push_back(std::move(reason));
}

// --- Section 4: the verdict -----------------------------------------------------------------------

/// In the order of the table.
std::vector<Reason> reasons_of(const Asked& asked) {
  std::vector<Reason> reasons;
  const std::optional<std::int32_t> age = told(asked, "age_years");
  fired_cautions(asked, Ruling::not_for_you, reasons);
  if (has_aspirin(asked) && age && *age < 18)
    reasons.push_back(because(Ruling::not_for_you, "aspirin_under_18"));
  if (has_nsaid(asked) && told(asked, "takes_other_nsaid") == 1)
    reasons.push_back(because(Ruling::not_for_you, "twice_the_class"));
  fired_cautions(asked, Ruling::ask_first, reasons);
  unknown_cautions(asked, reasons);
  age_and_weight(asked, reasons);
  region_and_product(asked, reasons);
  if (!doses_are_logged(asked)) reasons.push_back(because(Ruling::ask_first, "doses_not_logged"));
  unknown_doses(asked, reasons);
  days(asked, reasons);
  too_much(asked, reasons);
  if (has_nsaid(asked) && !asked.dose(asked.at).on_skin && age && *age >= 65)
    reasons.push_back(because(Ruling::ask_first, "old_65"));
  if (asked.urgency == Urgency::emergency || asked.urgency == Urgency::undecided)
    reasons.push_back(because(Ruling::ask_first, "urgency"));
  waits(asked, reasons);
  fired_cautions(asked, Ruling::label_allows, reasons);
  return reasons;
}

Verdict judge(const Asked& asked) {
  Verdict verdict{.reasons = reasons_of(asked)};
  for (const Reason& reason : verdict.reasons) verdict.kind = std::max(verdict.kind, reason.ruling);
  if (verdict.kind == Ruling::wait) verdict.next_at = earliest(asked);
  if (verdict.kind <= Ruling::wait)
    verdict.units_max_now = units_max_at(asked, verdict.next_at.value_or(asked.at));
  return verdict;
}

/// The least dose by the label of the region; of no such label, by any.
std::optional<Candidate> least_dose(const Protocol& protocol, int ingredient, const std::string& region) {
  const Limit* least = nullptr;
  const auto look = [&](auto is_meant) {
    for (const Limit& limit : ingredient_of(protocol, ingredient).limits)
      if (is_meant(limit) && (least == nullptr || limit.dose < least->dose)) least = &limit;
  };
  look([&](const Limit& limit) { return limit.region == region || limit.region == "any"; });
  if (least == nullptr) look([](const Limit&) { return true; });
  if (least == nullptr) return std::nullopt;
  return Candidate{.micrograms = {{ingredient, least->dose}},
                   .extended_release = least->extended_release,
                   .on_skin = least->on_skin};
}

}  // namespace

Verdict judge(const Protocol& protocol, const Story& story, const std::vector<Entry>& entries,
              Microseconds at, const std::string& region, bool live, Urgency urgency,
              const Candidate& candidate) {
  const std::optional<Microseconds> clock = clock_ahead(entries, at, live);
  return judge({.protocol = protocol,
                .story = story,
                .at = at,
                .region = region,
                .urgency = urgency,
                .candidate = candidate,
                .taken = doses_of(protocol, entries, at),
                .taken_by_then = doses_of(protocol, entries, clock.value_or(at)),
                .clock = clock});
}

std::vector<IngredientVerdict> judge_ingredients(const Protocol& protocol, const Story& story,
                                                 const std::vector<Entry>& entries, Microseconds at,
                                                 const std::string& region, bool live, Urgency urgency) {
  std::vector<IngredientVerdict> verdicts;
  for (std::size_t place = 0; place < protocol.ingredients.size(); ++place) {
    const int ingredient = static_cast<int>(place);
    const std::optional<Candidate> least = least_dose(protocol, ingredient, region);
    if (least)
      verdicts.push_back(
          {ingredient, *least, judge(protocol, story, entries, at, region, live, urgency, *least)});
  }
  return verdicts;
}

}  // namespace springback::reference
