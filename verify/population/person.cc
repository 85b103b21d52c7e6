#include "population/person.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace springback::verify {
namespace {

constexpr std::array<std::string_view, 4> kLegPain = {"none", "left", "right", "both"};
constexpr std::int32_t kLeft = 1, kRight = 2, kBoth = 3;
constexpr std::int32_t kSevere = 7;
constexpr std::int32_t kLastFertileYear = 55;
/// Draws of a number within a span are numbered from here; those of the illnesses' own rows from below.
constexpr std::uint32_t kWithin = 100'000, kOfIllness = 1'000;

std::int32_t number_in(std::string_view text) {
  std::int32_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size())
    throw std::runtime_error("not a number: " + std::string(text));
  return number;
}

Rates scaled(const Rates& rates, const Change& change) {
  Rates result{};
  for (std::size_t band = 0; band < kBands; ++band)
    result[band] = static_cast<std::uint32_t>(
        std::min<std::uint64_t>(kAll, std::uint64_t{rates[band]} * change.times / change.by));
  return result;
}

bool is_set(const Protocol& protocol, Slot slot) {
  return slot < protocol.findings.size() && protocol.findings[slot].type == Type::set;
}

}  // namespace

Slot slot_of(const Protocol& protocol, std::string_view name) {
  if (const FindingId id = find_finding(protocol, name); id != kNone) return id;
  const auto trait = std::ranges::find(kTraits, name);
  if (trait == kTraits.end()) throw std::runtime_error("no finding and no trait: " + std::string(name));
  return static_cast<Slot>(kMaxFindings + (trait - kTraits.begin()));
}

std::pair<std::int32_t, std::int32_t> value_of(const Protocol& protocol, Slot slot, std::string_view answer) {
  if (answer.empty()) return {1, 1};
  if (slot >= kMaxFindings) {
    const auto side = static_cast<std::int32_t>(std::ranges::find(kLegPain, answer) - kLegPain.begin());
    return {side, side};
  }
  const Finding& finding = protocol.findings[slot];
  if (finding.type == Type::integer) {
    const std::size_t dash = answer.find('-');
    const std::int32_t low = number_in(answer.substr(0, dash));
    return {low, dash == std::string_view::npos ? low : number_in(answer.substr(dash + 1))};
  }
  const auto choice = std::ranges::find(finding.values, answer, &Choice::id);
  if (choice == finding.values.end())
    throw std::runtime_error(std::string(finding.id) + " has no " + std::string(answer));
  const auto index = static_cast<std::int32_t>(choice - finding.values.begin());
  const std::int32_t value = finding.type == Type::set ? std::int32_t{1} << index : index;
  return {value, value};
}

Population::Population(const Protocol& protocol, std::span<const Change> changes) : protocol_(protocol) {
  find_slots();
  for (std::size_t illness = 0; illness < kIllnesses; ++illness)
    plans_[illness] = plan_of(rows_of(static_cast<Illness>(illness), changes, protocol));
  for (const Option& option : plans_[0].front().options) band_begins_.push_back(option.low);
  find_defaults();
}

/// The rows of everybody, with those of the illness in place of what they speak of.
std::vector<Population::Row> Population::rows_of(Illness illness, std::span<const Change> changes,
                                                 const Protocol& protocol) {
  std::vector<Row> rows;
  for (std::uint32_t number = 0; const Assumption& says : uncomplicated()) {
    Row row{says, number++, says.rates};
    for (const Change& change : changes)
      if (change.finding == says.finding && (change.answer.empty() || change.answer == says.answer))
        row.says.rates = scaled(row.says.rates, change);
    rows.push_back(row);
  }
  std::uint32_t number = kOfIllness * (1 + static_cast<std::uint32_t>(illness));
  for (std::size_t i = 0; i < signs_of(illness).size();) {
    const Assumption& first = signs_of(illness)[i];
    const bool member = is_set(protocol, slot_of(protocol, first.finding));
    const auto same = [&](const Assumption& other) {
      return other.finding == first.finding && (!member || other.answer == first.answer);
    };
    const auto found = std::ranges::find_if(rows, same, &Row::says);
    if (found == rows.end()) throw std::runtime_error("nobody else has: " + std::string(first.finding));
    const auto at = found - rows.begin();
    std::erase_if(rows, [&](const Row& row) { return same(row.says); });
    std::vector<Row> own;
    for (; i < signs_of(illness).size() && same(signs_of(illness)[i]); ++i)
      own.push_back({signs_of(illness)[i], number++, signs_of(illness)[i].rates});
    rows.insert(rows.begin() + at, own.begin(), own.end());
  }
  return rows;
}

Population::Plan Population::plan_of(const std::vector<Row>& rows) const {
  Plan plan;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Assumption& says = rows[i].says;
    const bool continues = i > 0 && rows[i - 1].says.finding == says.finding &&
                           rows[i - 1].says.given == says.given &&
                           !is_set(protocol_, slot_of(protocol_, says.finding));
    add(rows[i], continues, plan);
  }
  // Where the rows leave no other answer, they still leave none when some of them are changed.
  for (Draw& draw : plan) {
    std::uint64_t before = 0;
    for (const Row& row : rows)
      if (row.number >= draw.number && row.number < draw.number + draw.options.size())
        before += row.before[0];
    const Rates sums = draw.options.back().until;
    for (std::size_t band = 0; band < kBands; ++band)
      draw.sides[band] = before == kAll ? sums[band] : std::max(kAll, sums[band]);
  }
  return plan;
}

void Population::add(const Row& row, bool continues, Plan& plan) const {
  const Slot slot = slot_of(protocol_, row.says.finding);
  if (!continues)
    plan.push_back(
        {.slot = slot, .given = row.says.given, .number = row.number, .joins = is_set(protocol_, slot)});
  Draw& draw = plan.back();
  const auto [low, high] = value_of(protocol_, slot, row.says.answer);
  Option option{low, high, row.says.rates};
  if (!draw.options.empty())
    for (std::size_t band = 0; band < kBands; ++band) option.until[band] += draw.options.back().until[band];
  draw.options.push_back(option);
}

void Population::find_defaults() {
  for (const Assumption& says : uncomplicated()) {
    const Slot slot = slot_of(protocol_, says.finding);
    if (slot >= kMaxFindings || std::ranges::find(told_, slot) != told_.end()) continue;
    told_.push_back(slot);
    const Finding& finding = protocol_.findings[slot];
    if (finding.gate != kNone || finding.asked_never || finding.type == Type::integer) continue;
    defaults_.push_back({.finding = slot, .value = std::max<std::int32_t>(0, finding.none_value)});
  }
}

void Population::find_slots() {
  const auto slot = [&](std::string_view name) { return slot_of(protocol_, name); };
  const auto value = [&](std::string_view name, std::string_view answer) {
    return value_of(protocol_, slot(name), answer).first;
  };
  at_ = {.age = slot("age_years"),
         .sex = slot("sex"),
         .earlier_episode = slot("earlier_episode"),
         .trauma = slot("trauma"),
         .onset = slot("onset"),
         .days = slot("days_since_onset"),
         .long_pain = slot("back_pain_over_3_months"),
         .pain = slot("pain_now"),
         .sites = slot("pain_sites"),
         .feels = slot("pain_feels"),
         .leg_pain = slot("leg_pain"),
         .weakness = slot("leg_weakness"),
         .fever = slot("fever"),
         .pacing = slot("cannot_keep_still"),
         .burning = slot("painful_urination"),
         .double_dose = slot("double_dose_taken"),
         .pregnancy = slot("pregnancy"),
         .birth = slot("gave_birth_weeks_ago"),
         .dark_thoughts = slot("thoughts_of_self_harm"),
         .stiff = slot("stiff_in_the_morning"),
         .major = value("trauma", "major"),
         .gradual = value("onset", "gradual"),
         .male = value("sex", "male"),
         .possibly = value("pregnancy", "possible"),
         .flank = value("pain_sites", "flank_left") | value("pain_sites", "flank_right"),
         .groin = value("pain_sites", "groin"),
         .colicky = value("pain_feels", "colicky")};
}

std::size_t Population::band_of(const Person& person) const {
  const auto after = std::ranges::upper_bound(band_begins_, person.value[at_.age]);
  return static_cast<std::size_t>(std::max<std::ptrdiff_t>(1, after - band_begins_.begin()) - 1);
}

bool Population::has_colic(const Person& person) const {
  return (person.value[at_.sites] & (at_.flank | at_.groin)) != 0 &&
         (person.has(at_.pacing) || (person.value[at_.feels] & at_.colicky) != 0);
}

bool Population::holds(Given given, const Person& person) const {
  const bool hurt = person.has(at_.trauma);
  const bool gradual = person.value[at_.onset] == at_.gradual;
  switch (given) {
    case Given::everybody: return true;
    case Given::earlier_episode: return person.has(at_.earlier_episode);
    case Given::first_episode: return !person.has(at_.earlier_episode);
    case Given::unhurt_sudden: return !hurt && !gradual;
    case Given::unhurt_gradual: return !hurt && gradual;
    case Given::hurt_minor: return hurt && person.value[at_.trauma] != at_.major;
    case Given::hurt_major: return person.value[at_.trauma] == at_.major;
    case Given::gradual: return gradual;
    case Given::long_pain: return person.has(at_.long_pain);
    case Given::three_days: return person.value[at_.days] >= 3;
    case Given::two_weeks: return person.value[at_.days] >= 14;
    case Given::dark_thoughts: return person.has(at_.dark_thoughts);
    default: return holds_for_body(given, person);
  }
}

bool Population::holds_for_body(Given given, const Person& person) const {
  const bool flank = (person.value[at_.sites] & at_.flank) != 0;
  const std::int32_t legs = person.value[at_.leg_pain];
  switch (given) {
    case Given::left_leg: return legs == kLeft || legs == kBoth;
    case Given::right_leg: return legs == kRight || legs == kBoth;
    case Given::leg_pain: return legs != 0;
    case Given::no_leg_pain: return legs == 0;
    case Given::weak_leg: return person.has(at_.weakness);
    case Given::severe: return person.value[at_.pain] >= kSevere;
    case Given::not_severe: return person.value[at_.pain] < kSevere;
    case Given::fever: return person.has(at_.fever);
    case Given::no_fever: return !person.has(at_.fever);
    case Given::near_kidney: return flank || (person.value[at_.sites] & at_.groin) != 0;
    case Given::colic: return has_colic(person);
    case Given::may_vomit:
      return has_colic(person) || person.has(at_.double_dose) ||
             (person.has(at_.fever) && (flank || person.has(at_.burning)));
    case Given::stiff: return person.has(at_.stiff);
    case Given::not_stiff: return !person.has(at_.stiff);
    default: return holds_for_pregnancy(given, person);
  }
}

bool Population::holds_for_pregnancy(Given given, const Person& person) const {
  const std::int32_t pregnancy = person.value[at_.pregnancy];
  const bool possibly = pregnancy == at_.possibly, birth = person.has(at_.birth);
  switch (given) {
    case Given::fertile:
      return person.value[at_.sex] != at_.male && person.value[at_.age] <= kLastFertileYear;
    case Given::pregnant: return pregnancy != 0 && !possibly;
    case Given::possibly_pregnant: return possibly;
    case Given::any_pregnancy: return pregnancy != 0 || birth;
    case Given::pregnant_or_birth: return (pregnancy != 0 && !possibly) || birth;
    default: return false;
  }
}

Person Population::person(std::uint64_t number) const {
  // The illness is drawn from the same dice as the answers, with a number that no row has.
  const std::uint32_t roll = Dice(number).roll(2 * kWithin, kAll);
  std::uint32_t until = 0;
  for (const Share& share : illnesses())
    if (roll < (until += share.rate)) return person(number, share.illness);
  return person(number, Illness::none);
}

Person Population::person(std::uint64_t number, Illness illness) const {
  const Dice dice(number);
  Person person{.illness = illness};
  std::size_t band = 0;
  for (const Draw& draw : plans_[static_cast<std::size_t>(illness)]) {
    if (!holds(draw.given, person)) continue;
    const std::uint32_t roll = dice.roll(draw.number, draw.sides[band]);
    const auto option = std::ranges::find_if(draw.options,
                                             [&](const Option& one) { return roll < one.until[band]; });
    if (option == draw.options.end()) {
      // Asked, and not so: of a number there is nothing to tell.
      person.answered[draw.slot] = draw.slot >= kMaxFindings ||
                                   protocol_.findings[draw.slot].type != Type::integer;
      continue;
    }
    const auto width = static_cast<std::uint32_t>(option->high - option->low + 1);
    const std::int32_t value = option->low +
                               static_cast<std::int32_t>(dice.roll(kWithin + draw.number, width));
    person.value[draw.slot] = draw.joins ? person.value[draw.slot] | value : value;
    person.answered.set(draw.slot);
    if (draw.slot == at_.age) band = band_of(person);
  }
  for (const Reported& otherwise : defaults_)
    if (!person.answered[otherwise.finding]) {
      person.value[otherwise.finding] = otherwise.value;
      person.answered.set(otherwise.finding);
    }
  return person;
}

Entry Population::told_by(const Person& person, Instant at) const {
  Reports reports;
  reports.answers.reserve(told_.size());
  for (const Slot slot : told_)
    if (person.answered[slot]) reports.answers.push_back({.finding = slot, .value = person.value[slot]});
  return {.id = "told", .at = at, .fact = std::move(reports)};
}

}  // namespace springback::verify
