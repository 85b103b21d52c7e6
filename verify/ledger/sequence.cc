#include "ledger/sequence.h"

#include <algorithm>
#include <set>

namespace springback::verify {
namespace {

constexpr Microseconds kFrom2024 = 1'704'067'200 * kSecond, kDays = 1'826;  // 2024 to 2028
constexpr std::uint8_t kIds = 251;                                          // a prime
constexpr std::array<std::int64_t, 8> kUnits = {500, 1000, 1500, 2000, 2500, 3000, 4000, 8000};
constexpr std::array<std::int64_t, 6> kMillilitres = {5000, 10'000, 15'000, 30'000, 7500, 60'000};
constexpr std::array<std::int64_t, 12> kMicrograms = {81'000,  200'000, 220'000, 250'000, 325'000,   400'000,
                                                      500'000, 650'000, 21'667,  666'667, 1'000'000, 0};
/// When people take what they take every day.
constexpr std::array<int, 9> kHoursOfADay = {1, 2, 7, 8, 12, 14, 18, 20, 23};

const auto& at(const auto& list, int place) { return list[static_cast<std::size_t>(place)]; }

}  // namespace

std::string entry_name(std::uint8_t id) { return "m" + std::to_string(id); }

Pharmacy::Pharmacy(const reference::Protocol& of) : protocol(of), clocks(verify::clocks()) {
  for (std::size_t clock = 0; clock < clocks.size(); ++clock)
    for (std::size_t change = 0; change < clocks[clock].changes.size(); ++change)
      changes.emplace_back(clock, change);
  for (std::size_t i = 0; i < of.products.size(); ++i)
    (of.products[i].judged ? judged : others).push_back(static_cast<int>(i));
  std::set<Microseconds> lengths{kDay, 2 * kDay};
  for (std::size_t i = 0; i < of.ingredients.size(); ++i) {
    const bool limited = !of.ingredients[i].limits.empty();
    (limited ? with_limits : without_limits).push_back(static_cast<int>(i));
    for (const auto& limit : of.ingredients[i].limits) lengths.insert(limit.gap_minutes * kMinute);
  }
  for (const auto& product : of.products)
    if (product.gap_minutes > 0) lengths.insert(product.gap_minutes * kMinute);
  spans.assign(lengths.begin(), lengths.end());
}

Teller::Teller(const Pharmacy& pharmacy, std::size_t people, std::uint64_t seed, std::uint64_t number)
    : pharmacy_(pharmacy), people_(people), draw_(seed, number) {}

Moment Teller::moment(Microseconds at) const {
  const Clock& clock = abroad_ != nullptr && at >= flight_ ? *abroad_ : *clock_;
  return {at, clock.offset_minutes(at)};
}

/// Near a change of the clocks, most of all; a few fly, or take the train.
void Teller::choose_when(Sequence& sequence) {
  Microseconds when = kFrom2024 + draw_.between(3, kDays - 3) * kDay + draw_.between(0, 86'399) * kSecond;
  clock_ = &draw_.one_of(pharmacy_.clocks);
  if (!draw_.one_in(8)) {
    const auto& [clock, change] = draw_.one_of(pharmacy_.changes);
    clock_ = &pharmacy_.clocks[clock];
    when = clock_->changes[change].at + draw_.between(-2 * 3'600, 40 * 3'600) * kSecond;
  }
  if (draw_.one_in(3)) when += draw_.between(0, 999'999);
  if (draw_.one_in(7)) {
    abroad_ = &draw_.one_of(pharmacy_.clocks);
    flight_ = when - draw_.between(-12, 36) * kHour;
  }
  sequence.asked.at = moment(when);
}

Sequence Teller::tell() {
  Sequence sequence;
  choose_when(sequence);
  plain_ = !draw_.one_in(6);
  next_id_ = static_cast<std::uint8_t>(draw_.below(kIds));
  for (int& product : home_) product = draw_.one_of(pharmacy_.judged);
  if (!draw_.one_in(4)) sequence.person = 0;
  else sequence.person = draw_.below(people_);
  static constexpr std::array<std::uint8_t, 16> kUrgencies = {0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 2, 2, 3, 3, 4, 5};
  if (draw_.one_in(3)) sequence.urgency = draw_.one_of(kUrgencies);
  if (draw_.one_in(12)) sequence.region = static_cast<int>(draw_.below(4));
  sequence.asked.live = draw_.one_in(10);
  if (draw_.one_in(30)) add_daily_doses(sequence);
  add_doses(sequence);
  sequence.asked.dose = dose(true);
  return sequence;
}

void Teller::add_doses(Sequence& sequence) {
  static constexpr std::array<std::size_t, 16> kMany = {0, 1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 8};
  for (std::size_t many = draw_.one_of(kMany); many > 0; --many) {
    const DoseTold taken = dose(false);
    log(sequence, taken, taken_at(sequence));
  }
}

/// The same every day, up to now or until lately: days of use.
void Teller::add_daily_doses(Sequence& sequence) {
  const DoseTold daily = dose(false);
  const std::int64_t days = draw_.between(2, 12), until = draw_.one_in(3) ? draw_.between(1, 3) : 0;
  Microseconds taken = sequence.asked.at.at - until * kDay - draw_.between(0, 30) * kHour;
  for (std::int64_t day = 0; day < days; ++day) {
    log(sequence, daily, taken);
    taken -= draw_.one_in(12) ? 2 * kDay - (draw_.one_in(2) ? kSecond : 0) : kDay;
  }
}

/// By the clock on the wall; so long before the question, or after another dose, as limits turn on; or
/// whenever.
Microseconds Teller::taken_at(const Sequence& sequence) {
  static constexpr std::array<Microseconds, 10> kBeside = {0,        0, 0,  0,       kSecond,
                                                           -kSecond, 1, -1, kMinute, -kMinute};
  const Microseconds now = sequence.asked.at.at;
  switch (draw_.below(4)) {
    case 0: {
      const Microseconds about = now - draw_.between(0, 1) * kDay;
      const Microseconds offset = moment(about).offset_minutes * kMinute;
      const Microseconds midnight = (about + offset) / kDay * kDay;
      const Microseconds local = midnight + draw_.one_of(kHoursOfADay) * kHour;
      return std::min(now, local - moment(local - offset).offset_minutes * kMinute);
    }
    case 1: return std::min(now, now - draw_.one_of(pharmacy_.spans) + draw_.one_of(kBeside));
    case 2: {
      if (sequence.entries.empty()) return now;
      const Logged& other = draw_.one_of(sequence.entries);
      const Microseconds taken = other.taken.value_or(other.at).at;
      const Microseconds apart = draw_.one_of(pharmacy_.spans) + draw_.one_of(kBeside);
      return std::min(now, taken + (draw_.one_in(2) ? apart : -apart));
    }
    default: return now - draw_.between(0, 30 * 3'600) * kSecond;
  }
}

DoseTold Teller::dose(bool asked) {
  if (!plain_ && draw_.one_in(3)) {
    DoseTold odd = draw_.one_in(2) ? dose_of_ingredients() : DoseTold{};
    // A question names something.
    if (draw_.one_in(3) || (asked && odd.amounts_used == 0)) odd.product = DoseTold::kOfLater;
    if (odd.amounts_used > 0 && draw_.one_in(4)) odd.amounts[0].ingredient = DoseTold::kOfLater;
    if (draw_.one_in(3)) odd.as = static_cast<DoseTold::As>(draw_.below(6));
    return odd;
  }
  DoseTold told = draw_.one_in(10) ? dose_of_ingredients() : dose_of_product(asked);
  if (!plain_ && !asked && draw_.one_in(4)) told.amount_known = false;
  if (draw_.one_in(25)) told.as = static_cast<DoseTold::As>(draw_.below(6));
  if (!asked && draw_.one_in(12)) told.prescribed = true;
  return told;
}

DoseTold Teller::dose_of_product(bool asked) {
  DoseTold told;
  told.product = draw_.one_of(home_);
  if (draw_.one_in(10)) told.product = draw_.one_of(pharmacy_.judged);
  if (!pharmacy_.others.empty() && draw_.one_in(asked ? 25 : 12))
    told.product = draw_.one_of(pharmacy_.others);
  const auto& product = at(pharmacy_.protocol.products, told.product);
  const std::int64_t most = std::max<std::int64_t>(1000, product.unit_dose_max);
  switch (draw_.below(5)) {
    case 0: break;
    case 1: told.units = std::max<std::int64_t>(1000, product.unit_dose); break;
    case 2: told.units = most; break;
    case 3: told.units = product.halves && draw_.one_in(2) ? 500 : 1000; break;
    default: told.units = draw_.one_in(3) && most > 3000 ? draw_.one_of(kMillilitres) : draw_.one_of(kUnits);
  }
  if (asked && !draw_.one_in(6)) told.units = std::min(most, told.units.value_or(1000));
  return told;
}

DoseTold Teller::dose_of_ingredients() {
  DoseTold told;
  told.amounts_used = 1 + (draw_.one_in(4) ? draw_.below(3) : 0);
  for (std::size_t i = 0; i < told.amounts_used; ++i) {
    const bool limited = pharmacy_.without_limits.empty() || !draw_.one_in(8);
    const int ingredient = draw_.one_of(limited ? pharmacy_.with_limits : pharmacy_.without_limits);
    const auto told_so_far = std::span(told.amounts).first(i);
    if (std::ranges::find(told_so_far, ingredient, &DoseTold::Amount::ingredient) != told_so_far.end()) {
      told.amounts_used = i;
      break;
    }
    const std::size_t amounts = kMicrograms.size() - (plain_ ? 1 : 0);  // the last is of nothing
    told.amounts[i] = {ingredient, kMicrograms[draw_.below(amounts)]};
  }
  if (draw_.one_in(2)) told.units = draw_.one_of(std::array<std::int64_t, 4>{500, 1000, 2000, 1500});
  if (draw_.one_in(6)) told.as = draw_.one_in(2) ? DoseTold::As::er_tablet : DoseTold::As::gel_g;
  return told;
}

Logged& Teller::add(Sequence& sequence, Logged::Kind kind, Microseconds at) {
  next_id_ = static_cast<std::uint8_t>((next_id_ + 89) % kIds);
  sequence.entries.push_back({.id = next_id_, .kind = kind, .at = moment(at)});
  return sequence.entries.back();
}

/// At once or late; perhaps wrong at first and put right, taken back, put back, or told twice; a few lie
/// ahead.
void Teller::log(Sequence& sequence, const DoseTold& dose, Microseconds taken) {
  const Microseconds now = sequence.asked.at.at;
  const auto later = [&] { return taken + draw_.between(0, std::max<Microseconds>(0, now - taken)); };
  const auto tell = [&](const DoseTold& told, Microseconds when) -> std::uint8_t {
    Logged& entry = add(sequence, Logged::Kind::took, when);
    if (when != taken) entry.taken = moment(taken);
    entry.dose = told;
    return entry.id;
  };
  const auto take_back = [&](std::uint8_t id) {
    Logged& entry = add(sequence, Logged::Kind::retracted, later());
    entry.takes_back = id;
    return entry.id;
  };
  switch (draw_.below(16)) {
    case 0:
    case 1:
    case 2: tell(dose, later()); break;
    case 3: {  // put right
      DoseTold wrong = this->dose(false);
      take_back(tell(wrong, taken));
      tell(dose, later());
      break;
    }
    case 4: take_back(tell(dose, taken)); break;
    case 5: take_back(take_back(tell(dose, taken))); break;
    case 6: {
      tell(dose, taken);
      const Logged again = sequence.entries.back();
      sequence.entries.push_back(again);
      break;
    }
    case 7:  // ahead, as a clock that was wrong logs it; most of them in the time that is passed over
      if (draw_.one_in(4)) {
        taken = now + draw_.between(1, draw_.one_in(2) ? 150 : 30'000) * kSecond;
        tell(dose, taken);
        break;
      }
      [[fallthrough]];
    default: tell(dose, taken);
  }
}

void Teller::take(Sequence& sequence) {
  const Microseconds now = sequence.asked.at.at;
  Logged& entry = add(sequence, Logged::Kind::took, now);
  entry.dose = sequence.asked.dose;
}

void Teller::ask_again(Sequence& sequence, std::optional<Microseconds> when) {
  const Microseconds now = sequence.asked.at.at;
  Microseconds then = now + draw_.between(0, 9 * 3'600) * kSecond;
  if (draw_.one_in(3)) then = now + draw_.one_of(pharmacy_.spans) - (draw_.one_in(3) ? kSecond : 0);
  sequence.asked.at = moment(when.value_or(then));
  if (!when) sequence.asked.dose = dose(true);
}

}  // namespace springback::verify
