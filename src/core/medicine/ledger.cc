#include "core/medicine/ledger.h"

#include <algorithm>
#include <array>

#include "base/short_sort.h"
#include "core/medicine/ceiling.h"

namespace springback {
namespace {

constexpr Duration kRecent = hours(24);
constexpr Duration kInARow = hours(48);
constexpr Duration kProfileGrace = hours(24);
constexpr std::int32_t kAdult = 18;

const Answer* told(const Protocol& protocol, const Story& story, Known known) {
  const FindingId id = id_of(protocol, known);
  if (id == kNone || story.answers[id].state != State::known) return nullptr;
  return &story.answers[id];
}

constexpr std::uint64_t bit_of(std::uint16_t ingredient) { return std::uint64_t{1} << ingredient; }

}  // namespace

Candidate candidate_of(const Protocol& protocol, std::uint16_t product, std::int64_t units) {
  const Product& row = protocol.products[product];
  return {.way = {product, row.extended_release, route_of(row.form) == Route::skin},
          .units = units,
          .contents = row.contains};
}

Candidate candidate_of(const Took& told) {
  // An amount of nothing, told by ingredients, is an amount that nobody knows.
  const bool no_amount = told.way.product == kNone &&
                         std::ranges::any_of(told.contents,
                                             [](const Amount& amount) { return amount.micrograms == 0; });
  return {.way = told.way,
          .contents_known = told.contents_known && told.amount_known && !no_amount && told.units > 0,
          .units = told.units,
          .contents = told.contents};
}

bool concerns(const Protocol& protocol, const Caution& caution, const Candidate& candidate) {
  if (caution.of_everything) return true;
  if (caution.route != Route::any && (caution.route == Route::skin) != candidate.way.on_skin) return false;
  return std::ranges::any_of(candidate.contents, [&](const Amount& amount) {
    return (caution.ingredients >> amount.ingredient & 1U) != 0 ||
           (caution.classes & protocol.ingredients[amount.ingredient].classes) != 0;
  });
}

AskedFrom asked_from(const Protocol& protocol, const Story& story, std::optional<std::string_view> region) {
  if (!region) {
    const FindingId id = id_of(protocol, Known::region);
    const Answer* answer = told(protocol, story, Known::region);
    if (answer == nullptr) return {};
    region = protocol.findings[id].values[static_cast<std::size_t>(answer->value)].id;
  }
  const auto found = std::ranges::find(protocol.regions, *region, &Region::id);
  if (found == protocol.regions.end()) return {.known = true};
  return {true, static_cast<std::uint16_t>(found - protocol.regions.begin())};
}

/// One verdict while it is being made.
class Judge {
 public:
  Judge(const Ledger& ledger, const Candidate& candidate, Verdict& verdict)
      : protocol_(ledger.basis_.protocol),
        ledger_(ledger),
        doses_(ledger.basis_.doses),
        at_(ledger.basis_.story.at),
        candidate_(candidate),
        verdict_(verdict),
        product_(candidate.way.product == kNone ? nullptr : &protocol_.products[candidate.way.product]),
        parts_used_(count_parts(protocol_, candidate.way, candidate.contents, candidate.units, parts_)) {}

  void run() {
    verdict_.ruling = Ruling::label_allows;
    verdict_.next_at.reset();
    verdict_.units_max_now = 0;
    verdict_.reasons.clear();
    verdict_.entries.clear();
    verdict_.rows.clear();
    cautions(CautionVerdict::not_for_you);
    cautions(CautionVerdict::ask_first);
    unknown_cautions();
    if (ledger_.profile_old_) begin(Ruling::ask_first, ReasonKind::profile_old);
    region();
    product();
    unknown_dose();
    for (const Part& part : parts()) days_of_use(part);
    too_much();
    urgency();
    limits();
    cautions(CautionVerdict::warn);
    close();
    settle();
  }

  Ledger::Ceilings ceilings(std::uint16_t ingredient) const {
    for (const Part& part : parts())
      if (part.ingredient == ingredient) return {label_ceiling(part), part.label.absolute_24h};
    return {};
  }

 private:
  std::span<const Part> parts() const { return {parts_.data(), parts_used_}; }
  std::int64_t label_ceiling(const Part& part) const {
    LabelCeiling label(protocol_, part, candidate_.contents_known);
    newest_first([&](const Dose& dose) {
      if (!is_recent(dose)) return false;
      const Part* same = doses_.find(dose, part.ingredient);
      if (same != nullptr || dose.anything) label.add(dose, same);
      return true;
    });
    return label.value();
  }

  bool is_nsaid(std::uint16_t ingredient) const { return (ledger_.nsaids_ & bit_of(ingredient)) != 0; }

  // --- Reasons ----------------------------------------------------------------------------------

  /// What follows, until the next, belongs to this reason.
  Reason& begin(Ruling ruling, ReasonKind kind) {
    close();
    verdict_.reasons.push_back({.ruling = ruling,
                                .kind = kind,
                                .first_entry = static_cast<std::uint32_t>(verdict_.entries.size()),
                                .first_row = static_cast<std::uint32_t>(verdict_.rows.size())});
    verdict_.ruling = std::max(verdict_.ruling, ruling);
    return verdict_.reasons.back();
  }
  void close() {
    if (verdict_.reasons.empty()) return;
    Reason& last = verdict_.reasons.back();
    last.entries = static_cast<std::uint32_t>(verdict_.entries.size()) - last.first_entry;
    last.rows = static_cast<std::uint32_t>(verdict_.rows.size()) - last.first_row;
  }
  void rest_on(const Dose& dose) { verdict_.entries.push_back(dose.entry); }
  void rest_on(const LedgerRow& row) {
    const auto first = verdict_.rows.begin() + verdict_.reasons.back().first_row;
    const bool there = std::any_of(first, verdict_.rows.end(), [&](const LedgerRow& other) {
      return other.kind == row.kind && other.of == row.of && other.limit == row.limit;
    });
    if (!there) verdict_.rows.push_back(row);
  }
  void rest_on(std::uint16_t ingredient, const Label& label) {
    for (std::uint16_t i = 0; label.limits >> i != 0; ++i)
      if ((label.limits >> i & 1U) != 0) rest_on({LedgerRow::Kind::limit, ingredient, i});
  }
  void rest_on_product() { rest_on({LedgerRow::Kind::product, candidate_.way.product}); }

  // --- Cautions ---------------------------------------------------------------------------------

  bool fires(const Caution& caution) const {
    return springback::fires(protocol_.caution_conditions, ledger_.cautions_, caution.row);
  }
  bool is_unknown(const Caution& caution) const {
    return is_open(protocol_.caution_conditions, ledger_.cautions_, caution.row);
  }

  void cautions(CautionVerdict verdict) {
    const bool strictest = verdict == CautionVerdict::not_for_you;
    const Ruling ruling = strictest                              ? Ruling::not_for_you
                          : verdict == CautionVerdict::ask_first ? Ruling::ask_first
                                                                 : Ruling::label_allows;
    for (std::uint16_t i = 0; i < protocol_.cautions.size(); ++i) {
      const Caution& caution = protocol_.cautions[i];
      const bool forbids = strictest && caution.when_unknown == WhenUnknown::not_for_you &&
                           is_unknown(caution);
      const bool holds = (caution.verdict == verdict && fires(caution)) || forbids;
      if (!holds || !concerns(protocol_, caution, candidate_)) continue;
      begin(ruling, ReasonKind::caution).caution = i;
      rest_on({LedgerRow::Kind::caution, i});
    }
  }

  void unknown_cautions() {
    bool begun = false;
    for (std::uint16_t i = 0; i < protocol_.cautions.size(); ++i) {
      const Caution& caution = protocol_.cautions[i];
      if (caution.when_unknown != WhenUnknown::ask_first || !is_unknown(caution) ||
          !concerns(protocol_, caution, candidate_))
        continue;
      if (!begun) begin(Ruling::ask_first, ReasonKind::caution_unknown);
      begun = true;
      rest_on({LedgerRow::Kind::caution, i});
    }
  }

  // --- The label --------------------------------------------------------------------------------

  bool has_label_here(std::uint16_t ingredient) const {
    const std::uint16_t here = ledger_.basis_.from.region;
    if (product_ != nullptr && product_->gap_minutes > 0 && product_->units_24h > 0 &&
        (product_->region == kNone || product_->region == here))
      return true;
    return std::ranges::any_of(protocol_.ingredients[ingredient].limits, [&](const Limit& limit) {
      return limit.confirmed && (limit.region == kNone || limit.region == here) &&
             (limit.route == Route::skin) == candidate_.way.on_skin &&
             limit.extended_release == candidate_.way.extended_release;
    });
  }

  void region() {
    if (!ledger_.basis_.from.known) {
      begin(Ruling::ask_first, ReasonKind::region_unknown);
      return;
    }
    bool begun = false;
    for (const Part& part : parts()) {
      if (has_label_here(part.ingredient)) continue;
      if (!begun) begin(Ruling::ask_first, ReasonKind::region_without_label);
      begun = true;
      rest_on({LedgerRow::Kind::ingredient, part.ingredient});
    }
  }

  void product() {
    if (!candidate_.contents_known) begin(Ruling::ask_first, ReasonKind::product_unknown);
    if (product_ == nullptr || product_->judged) return;
    begin(Ruling::ask_first, ReasonKind::product_unconfirmed);
    rest_on_product();
  }

  // --- What was taken -----------------------------------------------------------------------------

  bool is_recent(const Dose& dose) const { return at_ - dose.taken < kRecent; }

  /// Newest first; `look` says false to go no further.
  template <class Look>
  void newest_first(Look look) const {
    for (auto dose = doses_.doses.rbegin(); dose != doses_.doses.rend(); ++dose)
      if (!look(*dose)) return;
  }

  void unknown_dose() {
    bool begun = false;
    newest_first([&](const Dose& dose) {
      if (!is_recent(dose)) return false;
      const bool unknown = dose.anything || (!dose.amount_known && shares_an_ingredient(dose));
      if (unknown && !begun) begin(Ruling::ask_first, ReasonKind::unknown_dose);
      begun |= unknown;
      if (unknown) rest_on(dose);
      return true;
    });
  }
  bool shares_an_ingredient(const Dose& dose) const {
    return std::ranges::any_of(parts(), [&](const Part& part) { return dose.holds(part.ingredient); });
  }

  /// One line of use: the ingredient, and with one of class nsaid all of that class.
  std::uint64_t line_of(std::uint16_t ingredient) const {
    return bit_of(ingredient) | (is_nsaid(ingredient) ? ledger_.nsaids_ : 0);
  }

  void days_of_use(const Part& part) {
    const std::int16_t label_max = part.label.days_max;
    const std::int16_t product_max = product_ == nullptr ? std::int16_t{0} : product_->days_max;
    if (label_max == 0 && product_max == 0) return;
    const std::uint64_t line = line_of(part.ingredient);
    Instant first = at_;
    newest_first([&](const Dose& dose) {
      if (dose.taken > at_ || !(dose.anything || (dose.ingredients & line) != 0)) return true;
      if (first - dose.taken >= kInARow) return false;
      first = dose.taken;
      return true;
    });
    const std::int64_t used = (at_ - first).microseconds / hours(24).microseconds + 1;
    if (label_max != 0 && used >= label_max) {
      too_many_days(part, line, first, label_max);
      rest_on(part.ingredient, part.label);
    }
    if (product_max != 0 && used >= product_max) {
      too_many_days(part, line, first, product_max);
      rest_on_product();
    }
  }
  void too_many_days(const Part& part, std::uint64_t line, Instant first, std::int16_t days_max) {
    Reason& reason = begin(Ruling::ask_first, ReasonKind::days);
    reason.ingredient = part.ingredient;
    reason.limit = days_max;
    newest_first([&](const Dose& dose) {
      if (dose.taken < first) return false;
      if (dose.taken <= at_ && (dose.anything || (dose.ingredients & line) != 0)) rest_on(dose);
      return true;
    });
  }

  void urgency() {
    const Urgency urgency = ledger_.basis_.urgency;
    if (urgency == Urgency::emergency || urgency == Urgency::undecided)
      begin(Ruling::ask_first, ReasonKind::urgency);
  }

  // --- Limits -------------------------------------------------------------------------------------

  bool is_over_alone(const Part& part, std::int64_t ceiling) const {
    return ceiling != 0 && part.micrograms > ceiling;
  }
  bool is_over_product_alone() const {
    return product_ != nullptr && product_->units_24h > 0 && candidate_.units > product_->units_24h;
  }

  void too_much() {
    bool begun = false;
    const auto add = [&](auto... row) {
      if (!begun) begin(Ruling::ask_first, ReasonKind::too_much);
      begun = true;
      rest_on(row...);
    };
    const bool over_units = product_ != nullptr && product_->unit_dose_max > 0 &&
                            candidate_.units > product_->unit_dose_max;
    if (over_units || is_over_product_alone())
      add(LedgerRow{LedgerRow::Kind::product, candidate_.way.product});
    for (const Part& part : parts())
      if (is_over_alone(part, part.label.dose_max) || is_over_alone(part, part.label.label_24h) ||
          is_over_alone(part, part.label.absolute_24h))
        add(part.ingredient, part.label);
  }

  /// In the order of the table.
  void limits() {
    for (const Part& part : parts()) gap(part);
    if (product_ != nullptr && product_->gap_minutes > 0) product_gap();
    for (const Part& part : parts())
      if (!is_over_alone(part, part.label.label_24h)) ceiling(part, ReasonKind::label_ceiling);
    for (const Part& part : parts())
      if (!is_over_alone(part, part.label.absolute_24h)) ceiling(part, ReasonKind::absolute_ceiling);
    if (product_ != nullptr && product_->units_24h > 0 && !is_over_product_alone()) product_ceiling();
    if (!candidate_.way.on_skin)
      for (const Part& part : parts())
        if (is_nsaid(part.ingredient)) washout(part);
    if (ledger_.basis_.clock && *ledger_.basis_.clock > at_)
      begin(Ruling::wait, ReasonKind::clock).holds_from = *ledger_.basis_.clock;
  }

  /// One reason to wait, for all doses after which it is too soon; the latest end counts. False: there is
  /// none.
  template <class GapAfter, class ForEach>
  bool wait_for(ReasonKind kind, std::uint16_t ingredient, GapAfter gap_after, ForEach for_each) {
    std::int64_t longest = 0;
    std::optional<Instant> until;
    newest_first([&](const Dose& dose) {
      if (at_ - dose.taken >= kLongest) return false;
      const std::int64_t gap = gap_after(dose);
      const Instant holds_from = dose.taken + minutes(gap);
      if (gap == 0 || holds_from <= at_) return true;
      if (!until) begin(Ruling::wait, kind).ingredient = ingredient;
      until = std::max(until.value_or(holds_from), holds_from);
      longest = std::max(longest, gap);
      rest_on(dose);
      for_each(dose);
      return true;
    });
    if (!until) return false;
    verdict_.reasons.back().holds_from = until;
    verdict_.reasons.back().limit = longest;
    return true;
  }

  void gap(const Part& part) {
    Label rests_on = part.label;
    const auto label_in = [&](const Dose& dose) {
      const Part* same = doses_.find(dose, part.ingredient);
      return same != nullptr ? same->label : label_of(protocol_, dose.way, part.ingredient);
    };
    const auto gap_after = [&](const Dose& dose) -> std::int64_t {
      if (!dose.holds(part.ingredient) && !dose.anything) return 0;
      return std::max(part.label.gap_minutes, label_in(dose).gap_minutes);
    };
    const bool waits = wait_for(ReasonKind::gap, part.ingredient, gap_after,
                                [&](const Dose& dose) { rests_on.limits |= label_in(dose).limits; });
    if (waits) rest_on(part.ingredient, rests_on);
  }

  void product_gap() {
    const auto gap_after = [&](const Dose& dose) -> std::int64_t {
      return dose.way.product == candidate_.way.product ? product_->gap_minutes : 0;
    };
    if (wait_for(ReasonKind::product_gap, kNone, gap_after, [](const Dose&) {})) rest_on_product();
  }

  void washout(const Part& part) {
    const std::uint64_t others = ledger_.nsaids_ & ~bit_of(part.ingredient);
    const auto gap_after = [&](const Dose& dose) -> std::int64_t {
      const bool another = !dose.way.on_skin && (dose.anything || (dose.ingredients & others) != 0);
      return another ? protocol_.washout_minutes : 0;
    };
    if (wait_for(ReasonKind::washout, part.ingredient, gap_after, [](const Dose&) {}))
      rest_on({LedgerRow::Kind::washout});
  }

  /// From the newest dose back: the first with which there is too much is the one that must have left.
  void ceiling(const Part& part, ReasonKind kind) {
    const bool of_label = kind == ReasonKind::label_ceiling;
    LabelCeiling label(protocol_, part, candidate_.contents_known);
    std::int64_t sum = part.micrograms;
    const Dose* must_leave = nullptr;
    std::int64_t limit = 0;
    newest_first([&](const Dose& dose) {
      if (!is_recent(dose)) return false;
      if (!dose.holds(part.ingredient) && !dose.anything) return true;
      const Part* same = doses_.find(dose, part.ingredient);
      if (same != nullptr) sum += same->micrograms;
      if (of_label) label.add(dose, same);
      limit = of_label ? label.value() : part.label.absolute_24h;
      if (must_leave == nullptr && limit != 0 && sum > limit) must_leave = &dose;
      return true;
    });
    if (must_leave == nullptr) return;
    Reason& reason = begin(Ruling::wait, kind);
    reason.ingredient = part.ingredient;
    reason.limit = limit;
    reason.holds_from = must_leave->taken + kRecent;
    newest_first([&](const Dose& dose) {
      if (!is_recent(dose)) return false;
      if (dose.anything || dose.holds(part.ingredient)) rest_on(dose);
      return true;
    });
    rest_on(part.ingredient, part.label);
  }

  void product_ceiling() {
    std::int64_t units = candidate_.units;
    const Dose* must_leave = nullptr;
    newest_first([&](const Dose& dose) {
      if (!is_recent(dose)) return false;
      if (dose.way.product != candidate_.way.product) return true;
      units += dose.units;
      if (must_leave == nullptr && units > product_->units_24h) must_leave = &dose;
      return true;
    });
    if (must_leave == nullptr) return;
    Reason& reason = begin(Ruling::wait, ReasonKind::product_ceiling);
    reason.limit = product_->units_24h;
    reason.holds_from = must_leave->taken + kRecent;
    newest_first([&](const Dose& dose) {
      if (!is_recent(dose)) return false;
      if (dose.way.product == candidate_.way.product) rest_on(dose);
      return true;
    });
    rest_on_product();
  }

  // --- The answer -----------------------------------------------------------------------------------

  void settle() {
    if (verdict_.ruling > Ruling::wait) return;
    Instant when = at_;
    for (const Reason& reason : verdict_.reasons)
      if (reason.holds_from) when = std::max(when, *reason.holds_from);
    if (verdict_.ruling == Ruling::wait) verdict_.next_at = when;
    verdict_.units_max_now = units_max(when);
  }

  /// What is left of each limit at `when`, and the most units that fit into all of it.
  std::int64_t units_max(Instant when) const {
    std::array<std::int64_t, kMaxIngredients> room{};
    for (std::size_t i = 0; i < parts_used_; ++i) room[i] = room_for(parts_[i], when);
    std::int64_t most = kUnitsMax;
    if (product_ != nullptr && product_->unit_dose_max > 0) most = product_->unit_dose_max;
    if (product_ != nullptr && product_->units_24h > 0)
      most = std::min(most, product_->units_24h - units_taken(when));
    const std::int64_t step = product_ != nullptr && product_->halves ? 500 : 1000;
    std::int64_t fits = 0, beyond = most / step + 1;
    while (beyond - fits > 1) {
      const std::int64_t middle = fits + (beyond - fits) / 2;
      (fit(middle * step, room) ? fits : beyond) = middle;
    }
    return fits * step;
  }

  std::int64_t room_for(const Part& part, Instant when) const {
    LabelCeiling label(protocol_, part, candidate_.contents_known);
    std::int64_t sum = 0;
    newest_first([&](const Dose& dose) {
      if (when - dose.taken >= kRecent) return false;
      const Part* same = doses_.find(dose, part.ingredient);
      if (same != nullptr) sum += same->micrograms;
      if (same != nullptr || dose.anything) label.add(dose, same);
      return true;
    });
    std::int64_t room = part.label.dose_max == 0 ? kNoLimit : part.label.dose_max;
    if (label.value() != 0) room = std::min(room, label.value() - sum);
    if (part.label.absolute_24h != 0) room = std::min(room, part.label.absolute_24h - sum);
    return room;
  }

  std::int64_t units_taken(Instant when) const {
    std::int64_t units = 0;
    newest_first([&](const Dose& dose) {
      if (when - dose.taken >= kRecent) return false;
      if (dose.way.product == candidate_.way.product) units += dose.units;
      return true;
    });
    return units;
  }

  bool fit(std::int64_t units, const std::array<std::int64_t, kMaxIngredients>& room) const {
    for (std::size_t i = 0; i < parts_used_; ++i) {
      std::int64_t micrograms = 0;
      for (const Amount& amount : candidate_.contents)
        if (counted_as(protocol_, amount.ingredient) == parts_[i].ingredient)
          micrograms += counted(protocol_, amount, units);
      if (micrograms > room[i]) return false;
    }
    return true;
  }

  static constexpr std::int64_t kUnitsMax = 100'000'000;  // of the format
  static constexpr std::int64_t kNoLimit = INT64_MAX;
  static constexpr Duration kLongest = days(7);  // no gap and no washout is longer: the compiler sees to it

  const Protocol& protocol_;
  const Ledger& ledger_;
  const Doses& doses_;
  Instant at_;
  const Candidate& candidate_;
  Verdict& verdict_;
  const Product* product_;
  std::array<Part, kMaxIngredients> parts_;
  std::size_t parts_used_;
};

Ledger::Ledger(const LedgerBasis& basis) : basis_(basis) {
  const Protocol& protocol = basis.protocol;
  const Story& story = basis.story;
  // Before something goes into the body, "not sure" is as good a reason to ask as no answer.
  classes_ = story.classes;
  std::ranges::replace(classes_, kUnsure, kOpen);
  evaluate(protocol.caution_conditions, classes_, cautions_);
  evaluate(protocol.gates, story.classes, gates_);
  for (std::uint16_t i = 0; i < protocol.ingredients.size(); ++i)
    if (has_class(protocol, i, MedicineClass::nsaid)) nsaids_ |= bit_of(i);
  const Answer* age = told(protocol, story, Known::age_years);
  tells_numbers_ = age != nullptr && age->value >= kAdult;
  if (!story.episode.open || !story.episode.began) return;
  const FindingId unchanged = id_of(protocol, Known::profile_unchanged);
  if (unchanged != kNone) {
    const Answer& answer = story.answers[unchanged];
    profile_asked_ = answer.state != State::absent && answer.at >= *story.episode.began - kProfileGrace;
    if (profile_asked_ && answer.state == State::known && answer.value != 0) return;
  }
  profile_old_ = !old_answers().empty();
}

/// Answers that cautions read, from before the back went out.
std::vector<FindingId> Ledger::old_answers() const {
  const Protocol& protocol = basis_.protocol;
  const Instant before = *basis_.story.episode.began - kProfileGrace;
  std::vector<FindingId> old;
  for (const Cell& cell : protocol.caution_conditions.cells) {
    for (const unsigned input : {cell.first, cell.second}) {
      const FindingId id = protocol.inputs[input].finding;
      const Answer& answer = basis_.story.answers[id];
      if (protocol.findings[id].stale_with_episode && answer.state == State::known && answer.at < before)
        old.push_back(id);
    }
  }
  sort_short(old);
  const auto repeated = std::ranges::unique(old);
  old.erase(repeated.begin(), repeated.end());
  return old;
}

void Ledger::judge(const Candidate& candidate, Verdict& verdict) const {
  Judge(*this, candidate, verdict).run();
}

/// What a row still needs; of a finding that is perhaps not asked at all, what decides that.
void Ledger::add_needed(const Conditions& table, const Evaluation& evaluation, const Classes& classes,
                        unsigned row, std::vector<FindingId>& needed) const {
  const Protocol& protocol = basis_.protocol;
  InputSet inputs{};
  gather_inputs(table, evaluation, classes, row, inputs);
  for (std::size_t i = 0; i < protocol.inputs.size(); ++i) {
    if ((inputs[i / 64] >> (i % 64) & 1U) == 0) continue;
    const FindingId id = protocol.inputs[i].finding;
    const std::uint16_t gate = protocol.findings[id].gate;
    if (gate != kNone && is_open(protocol.gates, gates_, gate))
      add_needed(protocol.gates, gates_, basis_.story.classes, gate, needed);
    else needed.push_back(id);
  }
}

std::vector<FindingId> Ledger::findings_for(const Verdict& verdict, const Reason& reason) const {
  const Protocol& protocol = basis_.protocol;
  std::vector<FindingId> needed;
  for (const LedgerRow& row : std::span(verdict.rows).subspan(reason.first_row, reason.rows))
    if (row.kind == LedgerRow::Kind::caution) {
      const std::uint16_t condition = protocol.cautions[row.of].row;
      if (is_open(protocol.caution_conditions, cautions_, condition))
        add_needed(protocol.caution_conditions, cautions_, classes_, condition, needed);
    }
  if (reason.kind == ReasonKind::profile_old) {
    if (profile_asked_) return old_answers();
    needed.push_back(id_of(protocol, Known::profile_unchanged));
  }
  if (reason.kind == ReasonKind::region_unknown) needed.push_back(id_of(protocol, Known::region));
  sort_short(needed);
  const auto repeated = std::ranges::unique(needed);
  needed.erase(repeated.begin(), repeated.end());
  return needed;
}

Candidate Ledger::standing_for(std::uint16_t ingredient, Amount& room) const {
  const Protocol& protocol = basis_.protocol;
  const std::uint16_t here = basis_.from.region;
  for (std::uint16_t i = 0; i < protocol.products.size() && here != kNone; ++i) {
    const Product& product = protocol.products[i];
    if (product.judged && product.region == here && product.contains.size() == 1 &&
        counted_as(protocol, product.contains.front().ingredient) == ingredient)
      return candidate_of(protocol, i);
  }
  room = {ingredient, 0};
  bool of_here = false;
  for (const Limit& limit : protocol.ingredients[ingredient].limits) {
    if (limit.route != Route::mouth || limit.extended_release) continue;
    const bool better = here != kNone && (limit.region == here || limit.region == kNone);
    if (room.micrograms == 0 || (better && !of_here) || (better == of_here && limit.dose < room.micrograms))
      room.micrograms = limit.dose;
    of_here |= better;
  }
  return {.contents_known = room.micrograms > 0, .contents = std::span(&room, 1)};
}

std::vector<std::uint16_t> Ledger::ingredients() const {
  std::vector<std::uint16_t> listed;
  for (const MedicineChoice& choice : basis_.protocol.choices) listed.push_back(choice.ingredient);
  const auto chosen = static_cast<std::ptrdiff_t>(listed.size());
  for (const Dose& dose : basis_.doses.doses)
    if (basis_.story.at - dose.taken < kRecent)
      for (const Part& part : basis_.doses.of(dose))
        if (std::ranges::find(listed, part.ingredient) == listed.end()) listed.push_back(part.ingredient);
  sort_short(std::ranges::subrange(listed.begin() + chosen, listed.end()));
  return listed;
}

std::optional<std::uint16_t> Ledger::suggestion(Verdict& verdict) const {
  const auto& choices = basis_.protocol.choices;
  const auto at_work = [&](const MedicineChoice& choice) { return is_at_work(choice.ingredient); };
  if (std::ranges::any_of(choices, at_work)) return std::nullopt;
  for (const MedicineChoice& choice : choices) {
    Amount room;
    judge(standing_for(choice.ingredient, room), verdict);
    if (verdict.ruling == Ruling::label_allows) return choice.ingredient;
  }
  return std::nullopt;
}

/// Whether a dose of it is within its gap.
bool Ledger::is_at_work(std::uint16_t ingredient) const {
  return std::ranges::any_of(basis_.doses.doses, [&](const Dose& dose) {
    const Part* part = basis_.doses.find(dose, ingredient);
    return part != nullptr && basis_.story.at < dose.taken + minutes(part->label.gap_minutes);
  });
}

Taken Ledger::taken_24h(std::uint16_t ingredient) const {
  Taken taken;
  for (const Dose& dose : basis_.doses.doses) {
    if (basis_.story.at - dose.taken >= kRecent) continue;
    const Part* part = basis_.doses.find(dose, ingredient);
    if (part != nullptr) taken.micrograms += part->micrograms;
    taken.at_least |= dose.anything || (part != nullptr && !dose.amount_known);
  }
  return taken;
}

Ledger::Ceilings Ledger::ceilings(const Candidate& candidate, std::uint16_t ingredient) const {
  Verdict none;
  return Judge(*this, candidate, none).ceilings(ingredient);
}

}  // namespace springback
