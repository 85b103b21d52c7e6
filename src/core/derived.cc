#include "core/derived.h"

#include <algorithm>

namespace springback {
namespace {

class Deriver {
 public:
  Deriver(const Protocol& protocol, const Trail& trail, Story& story)
      : protocol_(protocol), trail_(trail), story_(story) {}

  void run() {
    onset();
    sites();
    body_weight();
    pain();
    mood();
    measured_fever();
    medicines();
    profile();
    inherit_unsure();
    unsure();
  }

 private:
  const Answer* answer(Known known) const {
    const FindingId id = id_of(protocol_, known);
    return id != kNone && story_.answers[id].state == State::known ? &story_.answers[id] : nullptr;
  }
  void set(Known known, std::int32_t value) { set(known, value, story_.at); }
  void set(Known known, std::int32_t value, Instant at) {
    if (const FindingId id = id_of(protocol_, known); id != kNone)
      story_.answers[id] = {.state = State::known, .value = value, .at = at};
  }
  void clear(Known known) {
    if (const FindingId id = id_of(protocol_, known); id != kNone) story_.answers[id] = {};
  }

  /// Whole 24 hours since the onset: `onset_at`, else `began.at`, else the report less the days told, which
  /// ages.
  void onset() {
    std::optional<Instant> onset = story_.episode.onset;
    const FindingId told = id_of(protocol_, Known::days_since_onset);
    const bool unsure = told != kNone && story_.answers[told].state == State::unsure;
    if (!onset && unsure) return;
    clear(Known::days_since_onset);
    if (!onset && trail_.told_days) onset = trail_.told_days_at - days(*trail_.told_days);
    if (!onset) return;
    const std::int64_t whole = (story_.at - *onset).microseconds / days(1).microseconds;
    const auto value = static_cast<std::int32_t>(std::clamp<std::int64_t>(whole, 0, 36'500));
    set(Known::days_since_onset, value);
    if (const Answer* age = answer(Known::age_years))
      set(Known::age_at_onset, std::max(0, age->value - value / 365));
  }

  void sites() {
    const FindingId id = id_of(protocol_, Known::pain_sites);
    const Answer* told = answer(Known::pain_sites);
    if (told == nullptr) return;
    const Sites masks = sites_of(protocol_.findings[id]);
    const auto here = static_cast<std::uint32_t>(told->value);
    both_legs((here & masks.left_leg) != 0 && (here & masks.right_leg) != 0, *told);
    // A set with members we do not know may hide a leg: then only a yes is certain.
    if ((here & masks.below_knee) != 0 || !told->partial)
      set(Known::below_knee, (here & masks.below_knee) != 0);
    if (trail_.sites_first) set(Known::spread_new, (here & ~*trail_.sites_first) != 0);
  }

  /// Told as such, or seen from the places. A no from the places goes stale like one that was told.
  void both_legs(bool seen, const Answer& places) {
    const FindingId id = id_of(protocol_, Known::both_legs);
    if (id == kNone) return;
    const Answer& told = story_.answers[id];
    if (seen) return set(Known::both_legs, 1);
    if (told.state != State::absent || places.partial) return;
    const Answer no{.state = State::known, .value = 0, .at = places.at};
    if (!is_stale(protocol_.findings[id], no, story_)) story_.answers[id] = no;
  }

  /// Under 18.5 kg/m2 (the WHO's limit of underweight): w / h^2 < 18.5, with w in 0.1 kg and h in 0.1 cm.
  void body_weight() {
    const Answer* weight = answer(Known::weight_kg);
    const Answer* height = answer(Known::height_cm);
    if (weight == nullptr || height == nullptr) return;
    const std::int64_t h = height->value;
    set(Known::low_body_weight, std::int64_t{weight->value} * 200'000 < 37 * h * h);
  }

  void pain() {
    const Answer* now = answer(Known::pain_now);
    if (now != nullptr && trail_.pain_first) {
      const std::int32_t drop = *trail_.pain_first - now->value;
      set(Known::pain_drop_points, drop);
      set(Known::pain_drop_percent, *trail_.pain_first == 0 ? drop * 100 : drop * 100 / *trail_.pain_first);
    }
    set(Known::pain_rise_3_for_2_days, trail_.rise_told_at.has_value());
    set(Known::leg_sign_new, trail_.leg_sign_at.has_value());
  }

  /// PHQ-2: the sum of its two items, unless the sum itself was told. One item of 3 settles its limit of 3
  /// alone.
  void mood() {
    const Answer* interest = answer(Known::low_interest);
    const Answer* mood = answer(Known::low_mood);
    const std::int32_t sum = (interest != nullptr ? interest->value : 0) +
                             (mood != nullptr ? mood->value : 0);
    if ((interest != nullptr && mood != nullptr) || sum >= 3) set(Known::phq2, sum);
  }

  /// A reading of 38.0 or more outweighs a "no" for a day, or until a lower reading: a thermometer is surer
  /// than a row of boxes that were left empty.
  void measured_fever() {
    const Answer* reading = answer(Known::temperature_c);
    if (reading != nullptr && reading->value >= 380 && story_.at - reading->at < hours(24))
      set(Known::fever, 1, reading->at);
  }

  /// How long this dose keeps lowering a fever; at least 8 hours where its contents are not known.
  Duration lowers_fever(const Dose& dose) const {
    Duration longest = dose.anything ? hours(8) : hours(0);
    for (const Part& part : story_.doses.of(dose)) {
      const Ingredient& ingredient = protocol_.ingredients[part.ingredient];
      const bool longer = dose.way.extended_release && ingredient.extended_release_hours > 0;
      longest = std::max(longest,
                         hours(longer ? ingredient.extended_release_hours : ingredient.lowers_fever_hours));
    }
    return longest;
  }

  bool medicated_at(Instant at) const {
    return std::ranges::any_of(story_.doses.doses, [&](const Dose& dose) {
      return dose.taken <= at && at < dose.taken + lowers_fever(dose);
    });
  }

  /// Whether there is a dose of this kind less than `age` old.
  template <class Is>
  bool took(Duration age, Is is) const {
    return std::ranges::any_of(story_.doses.doses, [&](const Dose& dose) {
      return dose.taken <= story_.at && story_.at - dose.taken < age && is(dose);
    });
  }

  bool is_sedating(const Dose& dose) const {
    return dose.anything || std::ranges::any_of(story_.doses.of(dose), [&](const Part& part) {
             return has_class(protocol_, part.ingredient, MedicineClass::sedating);
           });
  }

  bool is_told_yes(Known known) const {
    const Answer* told = answer(known);
    return told != nullptr && told->value != 0;
  }

  void medicines() {
    set(Known::medicated, medicated_at(story_.at));
    set(Known::medicine_in_use, took(hours(48), [](const Dose&) { return true; }) ||
                                    is_told_yes(Known::takes_other_nsaid) ||
                                    is_told_yes(Known::takes_prescribed_acetaminophen));
    set(Known::sedated, took(hours(8), [&](const Dose& dose) { return is_sedating(dose); }));
    set(Known::skin_medicine_on, took(hours(12), [](const Dose& dose) { return dose.way.on_skin; }));
    drinks();
    const Answer* fever = answer(Known::fever);
    set(Known::fever_masked, fever != nullptr && fever->value == 0 && medicated_at(fever->at));
    // The absolute ceiling of acetaminophen from all sources, over 24 hours of elapsed time (US label
    // warning).
    std::int64_t micrograms = 0;
    took(hours(24), [&](const Dose& dose) {
      for (const Part& part : story_.doses.of(dose))
        if (has_class(protocol_, part.ingredient, MedicineClass::acetaminophen))
          micrograms += part.micrograms;
      return false;
    });
    set(Known::acetaminophen_over_4g, micrograms > 4'000'000);
  }

  /// The labels ask for three drinks every day; a number that was told answers that.
  void drinks() {
    const FindingId id = id_of(protocol_, Known::three_drinks_daily);
    const Answer* number = answer(Known::alcoholic_drinks_per_day);
    if (id == kNone || number == nullptr || story_.answers[id].state != State::absent) return;
    set(Known::three_drinks_daily, number->value >= 3, number->at);
  }

  /// A later episode with person or history answers from an earlier one, not yet renewed.
  void profile() {
    const Episode& episode = story_.episode;
    bool old = false;
    if (episode.open && episode.again && !trail_.profile_renewed_at)
      for (std::size_t id = 0; id < protocol_.findings.size() && !old; ++id)
        old = protocol_.findings[id].stale_with_episode && story_.answers[id].state == State::absent &&
              story_.answers[id].at != Instant{};
    // Asked and answered counts as handled, whatever the answer was.
    const FindingId unchanged = id_of(protocol_, Known::profile_unchanged);
    if (unchanged != kNone && story_.answers[unchanged].state != State::absent) old = false;
    set(Known::profile_old, old);
  }

  /// What cannot be computed because the person could not say is not sure either: it opens nothing. But as
  /// long as something else that it is computed from is still to come, it is unanswered.
  void inherit_unsure() {
    for (std::size_t id = 0; id < protocol_.findings.size(); ++id) {
      if (story_.answers[id].state != State::absent) continue;
      const auto& from = protocol_.findings[id].from;
      const auto is = [&](State state) {
        return std::ranges::any_of(from,
                                   [&](FindingId source) { return story_.answers[source].state == state; });
      };
      if (is(State::unsure) && !is(State::absent))
        story_.answers[id] = {.state = State::unsure, .at = story_.answers[from.front()].at};
    }
  }

  void unsure() {
    bool twice = false, other = false;
    for (std::size_t id = 0; id < protocol_.findings.size(); ++id) {
      const Finding& finding = protocol_.findings[id];
      if (story_.answers[id].state != State::unsure) continue;
      if (finding.ask_twice) twice |= story_.unsure_count[id] >= 2;
      else other |= finding.in_triage;
    }
    set(Known::unsure_twice, twice);
    set(Known::unsure_other, other);
  }

  const Protocol& protocol_;
  const Trail& trail_;
  Story& story_;
};

}  // namespace

Sites sites_of(const Finding& finding) {
  Sites sites;
  for (std::size_t i = 0; i < finding.values.size(); ++i) {
    const std::string_view id = finding.values[i].id;
    const std::uint32_t place = 1U << i;
    const bool lower = id.starts_with("lower_leg_") || id.starts_with("foot_");
    if (lower) sites.below_knee |= place;
    if (!lower && !id.starts_with("thigh_")) continue;
    (id.ends_with("_left") ? sites.left_leg : sites.right_leg) |= place;
  }
  return sites;
}

void derive(const Protocol& protocol, const Trail& trail, Story& story) {
  Deriver(protocol, trail, story).run();
}

}  // namespace springback
