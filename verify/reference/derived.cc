#include "reference/derived.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace springback::reference {
namespace {

constexpr Microseconds hour = 3'600'000'000, day = 24 * hour;

std::size_t place_of(const Protocol& protocol, std::string_view id) {
  const int place = protocol.find(id);
  if (place < 0)
    throw std::runtime_error("the story computes a finding that is not there: " + std::string(id));
  return static_cast<std::size_t>(place);
}

bool is_told(const Answer& answer) { return answer.state == Answer::State::told; }
bool is_told(const Telling& telling) { return !telling.told.unsure && !telling.told.not_understood; }

/// The members of `pain_sites` that are meant, a bit each.
struct Sites {
  std::uint32_t left_leg = 0, right_leg = 0, below_knee = 0;
  std::uint32_t legs() const { return left_leg | right_leg; }
};

Sites sites_of(const Finding& pain_sites) {
  Sites sites;
  for (std::size_t place = 0; place < pain_sites.values.size(); ++place) {
    const std::string& site = pain_sites.values[place];
    const std::uint32_t bit = std::uint32_t{1} << place;
    const bool below = site.starts_with("lower_leg_") || site.starts_with("foot_");
    if (below) sites.below_knee |= bit;
    if (!below && !site.starts_with("thigh_")) continue;
    (site.ends_with("_left") ? sites.left_leg : sites.right_leg) |= bit;
  }
  return sites;
}

std::uint32_t members(std::int32_t value) { return static_cast<std::uint32_t>(value); }

// --- Comparisons that begin anew with each recovery ----------------------------------------------

/// Of a told finding: the first value since the recovery before the last one.
std::int32_t first_told(const History& history, std::size_t finding) {
  const std::vector<Telling>& tellings = history.tellings[finding];
  const auto last = std::find_if(tellings.rbegin(), tellings.rend(),
                                 [](const Telling& telling) { return is_told(telling); });
  std::optional<std::size_t> recovered;
  for (const Boundary& recovery : history.recoveries)
    if (recovery.place < last->place) recovered = recovery.place;
  for (const Telling& telling : tellings)
    if (is_told(telling) && (!recovered || telling.place > *recovered)) return telling.told.value;
  throw std::logic_error("a told answer that nobody told");
}

std::optional<Microseconds> rise_told(const std::vector<Telling>& pains, const History& history) {
  std::optional<std::int32_t> lowest;
  std::optional<Microseconds> start, rise;
  for (const Telling& pain : pains) {
    if (!history.since_recovered(pain) || !is_told(pain)) continue;
    if (!lowest || pain.told.value < *lowest + 3) {
      start = rise = std::nullopt;
    } else if (!start) {
      start = pain.at;
    } else if (pain.at - *start >= day && !rise) {
      rise = pain.at;
    }
    lowest = std::min(lowest.value_or(pain.told.value), pain.told.value);
  }
  return rise;
}

/// The instant of the last answer that has a sign where the one it replaced had none, at least an hour
/// before.
template <typename HasSign>
std::optional<Microseconds> last_new_sign(const Finding& finding, const std::vector<Telling>& tellings,
                                          const History& history, HasSign has_sign) {
  std::optional<Microseconds> last;
  Walk walk(finding, history);
  for (const Telling& telling : tellings) {
    walk.go_to(telling.place);
    const Answer before = walk.answer();
    walk.hear(telling);
    const Answer& answer = walk.answer();
    const bool is_new = is_told(telling) && is_told(answer) && is_told(before) && has_sign(answer) &&
                        !has_sign(before);
    if (is_new && history.since_recovered(telling) && telling.at - before.at >= hour) last = telling.at;
  }
  return last;
}

// --- Doses ---------------------------------------------------------------------------------------

Microseconds works_for(const Protocol& protocol, const Entry& dose) {
  int hours = dose.contents_known ? 0 : 8;
  for (const auto& [place, micrograms] : dose.micrograms) {
    const Ingredient& ingredient = protocol.ingredients[static_cast<std::size_t>(place)];
    const bool extended = dose.extended_release && ingredient.extended_release_hours > 0;
    hours = std::max(hours, extended ? ingredient.extended_release_hours : ingredient.lowers_fever_hours);
  }
  return hours * hour;
}

bool a_dose_works(const Protocol& protocol, const History& history, Microseconds at) {
  return std::any_of(history.entries.begin(), history.entries.end(), [&](const Entry& entry) {
    return entry.kind == Entry::Kind::took && entry.taken <= at &&
           at - entry.taken < works_for(protocol, entry);
  });
}

bool has_class(const Protocol& protocol, int place, const std::string& name) {
  const auto& classes = protocol.ingredients[static_cast<std::size_t>(place)].classes;
  return std::find(classes.begin(), classes.end(), name) != classes.end();
}

bool makes_sleepy(const Protocol& protocol, const Entry& dose) {
  if (!dose.contents_known) return true;
  return std::any_of(dose.micrograms.begin(), dose.micrograms.end(),
                     [&](const auto& part) { return has_class(protocol, part.first, "sedating"); });
}

/// Whether a dose of this kind was taken less than `age` before.
template <typename Is>
bool took(const History& history, Microseconds at, Microseconds age, Is is) {
  return std::any_of(history.entries.begin(), history.entries.end(), [&](const Entry& entry) {
    return entry.kind == Entry::Kind::took && entry.taken <= at && at - entry.taken < age && is(entry);
  });
}

bool acetaminophen_over_4g(const Protocol& protocol, const History& history, Microseconds at) {
  std::int64_t taken = 0;
  for (const Entry& entry : history.entries) {
    if (entry.kind != Entry::Kind::took || at - entry.taken >= day) continue;
    for (const auto& [place, micrograms] : entry.micrograms)
      if (protocol.ingredients[static_cast<std::size_t>(place)].id == "acetaminophen") taken += micrograms;
  }
  return taken > 4'000'000;
}

// --- The table, row after row --------------------------------------------------------------------

class Table {
 public:
  Table(const Protocol& protocol, const History& history, Microseconds at,
        std::optional<Microseconds> worsening, std::vector<Answer>& answers)
      : protocol_(protocol), history_(history), at_(at), worsening_(worsening), answers_(answers) {}

  void fill(const Worse& worse) {
    days_since_onset();
    age_at_onset();
    sites();
    low_body_weight();
    pain_drop();
    set("pain_rise_3_for_2_days", worse.rise_told.has_value());
    set("leg_sign_new", worse.leg_sign.has_value());
    phq2();
    fever_and_doses();
    profile_old();
    unsure_with_what_it_comes_from();
    unsure();
  }

 private:
  std::size_t place(std::string_view id) const { return place_of(protocol_, id); }
  Answer& answer(std::string_view id) { return answers_[place(id)]; }

  void set(Answer& answer, std::int32_t value, Microseconds given) {
    answer.state = Answer::State::told;
    answer.partial = false;
    answer.value = value;
    answer.at = given;
  }
  void set(std::string_view id, std::int32_t value) { set(answer(id), value, at_); }

  std::int32_t days_since(Microseconds then) const {
    return static_cast<std::int32_t>(std::max<Microseconds>(0, at_ - then) / day);
  }

  void days_since_onset() {
    Answer& days = answer("days_since_onset");
    if (history_.onset) return set(days, std::min(days_since(*history_.onset), 36'500), at_);
    if (days.state == Answer::State::unsure) return;
    const std::vector<Telling>& tellings = history_.tellings[place("days_since_onset")];
    for (auto telling = tellings.rbegin(); telling != tellings.rend(); ++telling)
      if (is_told(*telling) && history_.since_recovered(*telling))
        return set(days, std::min(days_since(telling->at) + telling->told.value, 36'500), telling->at);
    days.state = Answer::State::absent;
  }

  void age_at_onset() {
    const Answer age = answer("age_years"), days = answer("days_since_onset");
    if (is_told(age) && is_told(days)) set("age_at_onset", std::max(0, age.value - days.value / 365));
  }

  void sites() {
    const std::size_t finding = place("pain_sites");
    const Answer& told = answers_[finding];
    if (!is_told(told)) return;
    const Sites legs = sites_of(protocol_.findings[finding]);
    const std::uint32_t there = members(told.value);
    both_legs((there & legs.left_leg) != 0 && (there & legs.right_leg) != 0, told);
    if ((there & legs.below_knee) != 0) set("below_knee", true);
    else if (!told.partial) set("below_knee", false);
    set("spread_new", (there & ~members(first_told(history_, finding))) != 0);
  }

  void both_legs(bool both, const Answer& pain_sites) {
    const std::size_t finding = place("both_legs");
    Answer& legs = answers_[finding];
    if (both) return set(legs, true, pain_sites.at);
    const bool stale = is_stale(protocol_.findings[finding], pain_sites.at, at_, worsening_);
    if (legs.state == Answer::State::absent && !pain_sites.partial && !stale) set(legs, false, pain_sites.at);
  }

  /// Under 18.5 kg/m², with the weight in tenths of a kilogram and the height in tenths of a centimetre.
  void low_body_weight() {
    const Answer weight = answer("weight_kg"), height = answer("height_cm");
    if (!is_told(weight) || !is_told(height)) return;
    const std::int64_t squared = std::int64_t{height.value} * height.value;
    set("low_body_weight", std::int64_t{weight.value} * 1'000'000 < 185 * squared);
  }

  void pain_drop() {
    const std::size_t finding = place("pain_now");
    const Answer& last = answers_[finding];
    if (!is_told(last)) return;
    const std::int32_t first = first_told(history_, finding), drop = first - last.value;
    set("pain_drop_points", drop);
    set("pain_drop_percent", first == 0 ? drop * 100 : drop * 100 / first);
  }

  void phq2() {
    const Answer interest = answer("low_interest"), mood = answer("low_mood");
    const std::int32_t sum = (is_told(interest) ? interest.value : 0) + (is_told(mood) ? mood.value : 0);
    const bool one_is_three = (is_told(interest) && interest.value == 3) ||
                              (is_told(mood) && mood.value == 3);
    if ((is_told(interest) && is_told(mood)) || one_is_three) set("phq2", sum);
  }

  void fever_and_doses() {
    const Answer temperature = answer("temperature_c");
    Answer& fever = answer("fever");
    if (is_told(temperature) && temperature.value >= 380 && at_ - temperature.at < day)
      set(fever, true, temperature.at);
    set("medicated", a_dose_works(protocol_, history_, at_));
    const auto told_yes = [&](const char* id) { return is_told(answer(id)) && answer(id).value != 0; };
    set("medicine_in_use", took(history_, at_, 2 * day, [](const Entry&) { return true; }) ||
                               told_yes("takes_other_nsaid") || told_yes("takes_prescribed_acetaminophen"));
    set("sedated",
        took(history_, at_, 8 * hour, [&](const Entry& one) { return makes_sleepy(protocol_, one); }));
    set("skin_medicine_on", took(history_, at_, day / 2, [](const Entry& one) { return one.on_skin; }));
    const Answer drinks = answer("alcoholic_drinks_per_day");
    Answer& three = answer("three_drinks_daily");
    if (three.state == Answer::State::absent && is_told(drinks)) set(three, drinks.value >= 3, drinks.at);
    const bool no_fever = is_told(fever) && fever.value == 0;
    set("fever_masked", no_fever && a_dose_works(protocol_, history_, fever.at));
    set("acetaminophen_over_4g", acetaminophen_over_4g(protocol_, history_, at_));
  }

  /// `profile_unchanged: true` that counts as in section 3 is an answer too.
  void profile_old() {
    bool some_gone = false;
    for (std::size_t finding = 0; finding < answers_.size(); ++finding)
      some_gone = some_gone || (protocol_.findings[finding].stale_with_episode && answers_[finding].once &&
                                answers_[finding].state == Answer::State::absent);
    const bool answered = answer("profile_unchanged").state != Answer::State::absent;
    set("profile_old", history_.is_later && some_gone && !answered);
  }

  void unsure_with_what_it_comes_from() {
    for (std::size_t finding = 0; finding < answers_.size(); ++finding) {
      if (answers_[finding].state != Answer::State::absent) continue;
      bool one_unsure = false, one_absent = false;
      for (const int from : protocol_.findings[finding].from) {
        const Answer::State state = answers_[static_cast<std::size_t>(from)].state;
        one_unsure = one_unsure || state == Answer::State::unsure;
        one_absent = one_absent || state == Answer::State::absent;
      }
      if (one_unsure && !one_absent) answers_[finding].state = Answer::State::unsure;
    }
  }

  void unsure() {
    bool twice = false, other = false;
    for (std::size_t finding = 0; finding < answers_.size(); ++finding) {
      if (answers_[finding].state != Answer::State::unsure) continue;
      if (protocol_.findings[finding].ask_twice) twice = twice || answers_[finding].unsure_count >= 2;
      else other = other || protocol_.findings[finding].read_by_triage;
    }
    set("unsure_twice", twice);
    set("unsure_other", other);
  }

  const Protocol& protocol_;
  const History& history_;
  const Microseconds at_;
  const std::optional<Microseconds> worsening_;
  std::vector<Answer>& answers_;
};

}  // namespace

Worse worse_of(const Protocol& protocol, const History& history) {
  Worse worse;
  worse.rise_told = rise_told(history.tellings[place_of(protocol, "pain_now")], history);
  const auto look = [&](std::string_view id, auto has_sign) {
    const std::size_t finding = place_of(protocol, id);
    const std::optional<Microseconds> sign = last_new_sign(protocol.findings[finding],
                                                           history.tellings[finding], history, has_sign);
    worse.leg_sign = std::max(worse.leg_sign, sign);
  };
  for (const char* id : {"leg_weakness", "leg_numbness", "leg_tingling"}) {
    const std::int32_t none = protocol.findings[place_of(protocol, id)].none;
    look(id, [none](const Answer& answer) { return answer.value != none; });
  }
  const std::uint32_t legs = sites_of(protocol.findings[place_of(protocol, "pain_sites")]).legs();
  look("pain_sites", [legs](const Answer& answer) { return (members(answer.value) & legs) != 0; });
  return worse;
}

bool holds_a_day_at_most(const Finding& finding) {
  const Microseconds limit = finding.stale_after_seconds * 1'000'000;
  return finding.danger && limit > 0 && limit <= day;
}

bool is_stale(const Finding& finding, Microseconds given, Microseconds at,
              std::optional<Microseconds> worsening) {
  const Microseconds limit = finding.stale_after_seconds * 1'000'000;
  const bool too_old = limit > 0 && at - given >= limit;
  return too_old || (holds_a_day_at_most(finding) && worsening && given < *worsening);
}

void derive(const Protocol& protocol, const History& history, const Worse& worse, Microseconds at,
            std::optional<Microseconds> worsening, std::vector<Answer>& answers) {
  Table(protocol, history, at, worsening, answers).fill(worse);
}

}  // namespace springback::reference
