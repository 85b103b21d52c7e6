#include "reference/ledger.h"

#include <algorithm>

#include "reference/history.h"
#include "reference/limits.h"

namespace springback::reference {
namespace {

constexpr Microseconds second = 1'000'000, minute = 60 * second, hour = 60 * minute, day = 24 * hour;
constexpr std::int64_t most_units = 100'000'000;  // of the format, in thousandths

/// What is asked, with what was taken.
struct Asked {
  const Protocol& protocol;
  const Story& story;
  const Knowledge& known;  ///< of the story: "not sure" is as little as no answer
  Microseconds at;
  std::string region;
  Urgency urgency;
  Candidate candidate;
  const std::vector<Dose>& taken;     ///< live: of entries ahead too
  std::optional<Microseconds> clock;  ///< live: the instant of the entry furthest ahead, where that is far

  Dose dose(Microseconds when) const { return dose_of(protocol, candidate, when); }
};

Reason because(Ruling ruling, const std::string& id) { return {.ruling = ruling, .id = id}; }
Reason because(Ruling ruling, const std::string& id, const std::string& row) {
  return {.ruling = ruling, .id = id, .rows = {row}};
}

// --- Section 3: the earliest instant --------------------------------------------------------------

std::optional<Microseconds> clock_ahead(const std::vector<Entry>& entries, Microseconds at, bool live) {
  if (!live) return std::nullopt;
  const Microseconds last = furthest(entries_that_count(entries, furthest(entries, at)), at);
  return last - at > 120 * second ? std::optional(last) : std::nullopt;
}

bool has_same(const std::vector<Broken>& limits, const Broken& one) {
  return std::any_of(limits.begin(), limits.end(), [&](const Broken& other) { return one.same_as(other); });
}

/// What this dose does not keep then, without what no time makes possible.
std::vector<Broken> broken_at(const Asked& asked, Microseconds when) {
  const Dose dose = asked.dose(when);
  const std::vector<Broken> never = broken_limits(asked.protocol, {}, dose);
  std::vector<Broken> broken = broken_limits(asked.protocol, asked.taken, dose);
  std::erase_if(broken, [&](const Broken& one) { return has_same(never, one); });
  if (asked.clock && when < *asked.clock) broken.push_back({.id = "clock"});
  return broken;
}

/// Every length of time that stands anywhere in the data, and a day.
std::set<Microseconds> spans_of(const Protocol& protocol) {
  std::set<Microseconds> spans{day};
  for (const Ingredient& ingredient : protocol.ingredients)
    for (const Limit& limit : ingredient.limits) spans.insert(limit.gap_minutes * minute);
  for (const Product& product : protocol.products) spans.insert(product.gap_minutes * minute);
  for (const Washout& washout : protocol.washouts) spans.insert(washout.minutes * minute);
  return spans;
}

/// Every instant, from the one asked for on, at which anything can change.
std::set<Microseconds> instants(const Asked& asked) {
  const std::set<Microseconds> spans = spans_of(asked.protocol);
  std::set<Microseconds> instants{asked.at};
  if (asked.clock) instants.insert(*asked.clock);
  for (const Dose& dose : asked.taken)
    for (const Microseconds span : spans)
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
  if (caution.of_everything) return true;
  if (!caution.route.empty() && (caution.route == "skin") != dose.on_skin) return false;
  return std::any_of(dose.told.begin(), dose.told.end(), [&](int ingredient) {
    return caution.ingredients.contains(ingredient) ||
           std::any_of(caution.classes.begin(), caution.classes.end(),
                       [&](const std::string& name) { return has_class(protocol, ingredient, name); });
  });
}

/// What would tell. In place of a finding that is perhaps not asked at all, what its `asked_if` still needs;
/// where "not sure" leaves that unknown, the finding itself is asked.
std::set<int> would_tell(const Asked& asked, const Condition& condition, const Knowledge& known) {
  std::set<int> findings;
  for (const int place : still_needs(condition, known)) {
    const auto& asked_if = asked.protocol.findings[static_cast<std::size_t>(place)].asked_if;
    if (asked_if && is_open(*asked_if, asked.story.known))
      findings.merge(would_tell(asked, *asked_if, asked.story.known));
    else findings.insert(place);
  }
  return findings;
}

void cautions(const Asked& asked, Ruling ruling, std::vector<Reason>& reasons) {
  const Dose dose = asked.dose(asked.at);
  for (const Caution& caution : asked.protocol.cautions) {
    if (!is_for(asked.protocol, caution, dose)) continue;
    const Truth holds = truth(caution.when, asked.known);
    const bool fires = caution.ruling == ruling && holds == Truth::yes;
    const bool forbids = ruling == Ruling::not_for_you && caution.when_unknown == "not_for_you" &&
                         holds == Truth::unknown;
    if (!fires && !forbids) continue;
    Reason reason = because(ruling, caution.id, "caution." + caution.id);
    if (forbids) reason.findings = would_tell(asked, caution.when, asked.known);
    reasons.push_back(std::move(reason));
  }
}

void unknown_cautions(const Asked& asked, std::vector<Reason>& reasons) {
  Reason reason = because(Ruling::ask_first, "caution_unknown");
  const Dose dose = asked.dose(asked.at);
  for (const Caution& caution : asked.protocol.cautions) {
    if (caution.when_unknown != "ask_first" || !is_for(asked.protocol, caution, dose) ||
        truth(caution.when, asked.known) != Truth::unknown)
      continue;
    reason.rows.insert("caution." + caution.id);
    reason.findings.merge(would_tell(asked, caution.when, asked.known));
  }
  if (!reason.rows.empty()) reasons.push_back(std::move(reason));
}

// --- Section 4: an old profile ---------------------------------------------------------------------

void add_findings(const Condition& condition, std::set<int>& findings) {
  if (condition.finding >= 0) findings.insert(condition.finding);
  for (const Condition& part : condition.parts) add_findings(part, findings);
}

void profile(const Asked& asked, std::vector<Reason>& reasons) {
  if (!asked.story.began) return;
  const Microseconds since = *asked.story.began - day;
  Reason reason = because(Ruling::ask_first, "profile_old");
  std::set<int> read;
  for (const Caution& caution : asked.protocol.cautions) add_findings(caution.when, read);
  for (const int place : read) {
    const Answer& answer = asked.story.answers[static_cast<std::size_t>(place)];
    if (asked.protocol.findings[static_cast<std::size_t>(place)].stale_with_episode &&
        answer.state == Answer::State::told && answer.at < since)
      reason.findings.insert(place);
  }
  if (reason.findings.empty()) return;
  const int unchanged = asked.protocol.find("profile_unchanged");
  if (unchanged >= 0) {
    const Answer& answer = asked.story.answers[static_cast<std::size_t>(unchanged)];
    const bool answered = answer.state != Answer::State::absent && answer.at >= since;
    if (answered && answer.state == Answer::State::told && answer.value == 1) return;
    if (!answered) reason.findings = {unchanged};
  }
  reasons.push_back(std::move(reason));
}

// --- Section 4: the label -------------------------------------------------------------------------

/// Whether a confirmed label of the person's region says how to take this ingredient so.
bool has_label_here(const Asked& asked, const Dose& dose, int ingredient) {
  const Product* product = product_of(asked.protocol, dose);
  const bool directions = product != nullptr && product->gap_minutes > 0 && product->units_24h > 0;
  if (directions && (product->region.empty() || product->region == asked.region)) return true;
  const std::vector<Limit>& limits = ingredient_of(asked.protocol, ingredient).limits;
  return std::any_of(limits.begin(), limits.end(), [&](const Limit& limit) {
    return limit.confirmed && (limit.region == "any" || limit.region == asked.region) &&
           limit.on_skin == dose.on_skin && limit.extended_release == dose.extended_release;
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
  const DaysOfUse use = days_of_use(asked.protocol, asked.taken, asked.at, ingredient);
  if (use.days >= days_max)
    reasons.push_back({.ruling = Ruling::ask_first,
                       .id = "days",
                       .ingredient = ingredient,
                       .entries = use.entries,
                       .rows = rows,
                       .limit = days_max});
}

void days(const Asked& asked, std::vector<Reason>& reasons) {
  const Dose dose = asked.dose(asked.at);
  const Product* product = product_of(asked.protocol, dose);
  for (const auto& [ingredient, micrograms] : dose.micrograms) {
    const Label label = label_of(asked.protocol, dose, ingredient);
    too_many_days(asked, ingredient, label.days_max, label.rows(), reasons);
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
  cautions(asked, Ruling::not_for_you, reasons);
  cautions(asked, Ruling::ask_first, reasons);
  unknown_cautions(asked, reasons);
  profile(asked, reasons);
  region_and_product(asked, reasons);
  unknown_doses(asked, reasons);
  days(asked, reasons);
  too_much(asked, reasons);
  if (asked.urgency == Urgency::emergency || asked.urgency == Urgency::undecided)
    reasons.push_back(because(Ruling::ask_first, "urgency"));
  waits(asked, reasons);
  cautions(asked, Ruling::label_allows, reasons);
  return reasons;
}

bool is_told_of_age(const Asked& asked) {
  const int age = asked.protocol.find("age_years");
  if (age < 0) return false;
  const Known& known = asked.story.known[static_cast<std::size_t>(age)];
  return known.state == Known::State::told && known.value >= 18;
}

Verdict judge(const Asked& asked) {
  Verdict verdict{.numbers_told = is_told_of_age(asked), .reasons = reasons_of(asked)};
  for (const Reason& reason : verdict.reasons) verdict.kind = std::max(verdict.kind, reason.ruling);
  if (verdict.kind == Ruling::wait) verdict.next_at = earliest(asked);
  if (!verdict.numbers_told)
    for (Reason& reason : verdict.reasons) reason.limit = 0;
  if (verdict.kind <= Ruling::wait && verdict.numbers_told)
    verdict.units_max_now = units_max_at(asked, verdict.next_at.value_or(asked.at));
  return verdict;
}

/// One unit of the product that stands for it in this region; else the ingredient as a plain tablet of the
/// least dose by a label of the region, else by any.
Candidate standing_for(const Protocol& protocol, int ingredient, const std::string& region) {
  for (std::size_t place = 0; place < protocol.products.size(); ++place) {
    const Product& product = protocol.products[place];
    if (!product.judged || product.region.empty() || product.region != region ||
        product.micrograms.size() != 1)
      continue;
    const int told = product.micrograms.front().first;
    const int counted = ingredient_of(protocol, told).counts_as;
    if ((counted < 0 ? told : counted) == ingredient) return {.product = static_cast<int>(place)};
  }
  std::optional<std::int64_t> here, anywhere;
  for (const Limit& limit : ingredient_of(protocol, ingredient).limits) {
    if (limit.on_skin || limit.extended_release) continue;
    if (limit.region == region || (limit.region == "any" && !region.empty()))
      here = std::min(here.value_or(limit.dose), limit.dose);
    anywhere = std::min(anywhere.value_or(limit.dose), limit.dose);
  }
  const std::int64_t dose = here.value_or(anywhere.value_or(0));
  return {.micrograms = {{ingredient, dose}}, .contents_known = dose > 0};
}

/// The first choice that the label allows, unless a dose of a choice is within its gap.
void suggest_one(const Protocol& protocol, const std::vector<Dose>& doses, Microseconds at,
                 std::vector<IngredientVerdict>& verdicts) {
  const auto is_choice = [&](int ingredient) {
    return std::find(protocol.choices.begin(), protocol.choices.end(), ingredient) != protocol.choices.end();
  };
  for (const Dose& dose : doses)
    for (const auto& [ingredient, micrograms] : dose.micrograms)
      if (is_choice(ingredient) && at < dose.at + label_of(protocol, dose, ingredient).gap_minutes * minute)
        return;
  for (IngredientVerdict& one : verdicts)
    if (is_choice(one.ingredient) && one.verdict.kind == Ruling::label_allows) {
      one.suggested = true;
      return;
    }
}

Knowledge without_unsure(Knowledge known) {
  for (Known& finding : known)
    if (finding.state == Known::State::unsure) finding.state = Known::State::unanswered;
  return known;
}

}  // namespace

Verdict judge(const Protocol& protocol, const Story& story, const std::vector<Entry>& entries,
              Microseconds at, const std::string& region, bool live, Urgency urgency,
              const Candidate& candidate) {
  const Knowledge known = without_unsure(story.known);
  const std::vector<Dose> taken = doses_of(protocol, entries, at, live);
  return judge({.protocol = protocol,
                .story = story,
                .known = known,
                .at = at,
                .region = region,
                .urgency = urgency,
                .candidate = candidate,
                .taken = taken,
                .clock = clock_ahead(entries, at, live)});
}

std::vector<IngredientVerdict> judge_ingredients(const Protocol& protocol, const Story& story,
                                                 const std::vector<Entry>& entries, Microseconds at,
                                                 const std::string& region, bool live, Urgency urgency) {
  std::vector<int> listed = protocol.choices;
  std::set<int> others;
  for (const Dose& dose : doses_of(protocol, entries, at, live))
    for (const auto& [ingredient, micrograms] : dose.micrograms)
      if (is_recent(dose, at) && std::find(listed.begin(), listed.end(), ingredient) == listed.end())
        others.insert(ingredient);
  listed.insert(listed.end(), others.begin(), others.end());
  std::vector<IngredientVerdict> verdicts;
  for (const int ingredient : listed) {
    const Candidate candidate = standing_for(protocol, ingredient, region);
    verdicts.push_back(
        {ingredient, candidate, judge(protocol, story, entries, at, region, live, urgency, candidate)});
  }
  suggest_one(protocol, doses_of(protocol, entries, at, live), at, verdicts);
  return verdicts;
}

}  // namespace springback::reference
