#include "population/signs.h"

#include <algorithm>

namespace springback::verify {
namespace {

using enum Urgency;

constexpr std::array kSigns = std::to_array<DangerSign>({
    {"leg_pain", "both", emergency},  // `both_legs`: two places of one finding
    {"saddle_numbness", "", emergency},
    {"urine_retention", "", emergency},
    {"urine_difficulty", "", emergency},
    {"urine_incontinence", "", emergency},
    {"bowel_incontinence", "", emergency},
    {"sexual_dysfunction_new", "", emergency},
    {"leg_weakness", "both", emergency},
    {"leg_numbness", "both", emergency},
    {"leg_tingling", "both", emergency},
    {"weakness_worsening", "", emergency},
    {"foot_drop", "", emergency},
    {"unsteady_walking", "", emergency},
    {"clumsy_hands", "", emergency},
    {"trauma", "major", emergency},
    {"faint_or_clammy", "", emergency},
    {"aortic_aneurysm_known", "", emergency},
    {"chest_pain", "", emergency},
    {"breathless", "", emergency},
    {"black_stool_or_vomited_blood", "", emergency},
    {"abdominal_pain_severe", "", emergency},
    {"self_harm_unsafe_now", "", emergency},
    {"leg_weakness", "one", today},
    {"pain_feels", "band_like", today},
    {"fever", "", today},
    {"cancer_history", "", today},
    {"lump_or_shape_change", "", today},
    {"pulsating_abdomen", "", today},
    {"blood_in_urine", "", today},
    {"rash_one_sided", "", today},
    {"thoughts_of_self_harm", "", today},
    {"double_dose_taken", "", today},
    {"cannot_walk", "", today},
    {"calf_swelling", "", today},
    {"unwell", "", today},
    {"confused_or_drowsy", "", today},
    {"very_different_from_before", "", today},
});

/// Flags of the cohort that are a yes of ours. "Constant, progressive, non-mechanical pain" is nearest to
/// night pain in every position.
constexpr std::array kYesFlags = std::to_array<std::string_view>(
    {"weight_loss_unexplained", "cancer_history", "unwell", "night_pain_unrelenting", "recent_infection",
     "iv_drug_use", "immunosuppressed", "steroid_long_term", "bowel_incontinence", "saddle_numbness"});
constexpr std::array kWater = std::to_array<std::string_view>({"urine_retention", "urine_incontinence"});
constexpr std::array kWeak = std::to_array<std::string_view>({"leg_weakness", "unsteady_walking"});
constexpr std::array kOnlyTheirs = std::to_array<std::string_view>(
    {"bed_rest_without_relief", "stiff_in_the_morning", "better_when_moving", "other_joint_skin_or_family"});

std::vector<Slot> slots_of(const Protocol& protocol, std::span<const std::string_view> names) {
  std::vector<Slot> slots;
  for (const std::string_view name : names) slots.push_back(slot_of(protocol, name));
  return slots;
}

}  // namespace

std::span<const DangerSign> danger_signs() { return kSigns; }

Signs::Signs(const Protocol& protocol)
    : yes_flags_(slots_of(protocol, kYesFlags)),
      water_(slots_of(protocol, kWater)),
      weak_(slots_of(protocol, kWeak)),
      only_theirs_(slots_of(protocol, kOnlyTheirs)),
      age_(slot_of(protocol, "age_years")),
      trauma_(slot_of(protocol, "trauma")),
      onset_(slot_of(protocol, "onset")),
      osteoporosis_(slot_of(protocol, "osteoporosis")),
      steroids_(slot_of(protocol, "steroid_long_term")),
      minor_(value_of(protocol, trauma_, "minor").first),
      major_(value_of(protocol, trauma_, "major").first),
      gradual_(value_of(protocol, onset_, "gradual").first) {
  for (const DangerSign& sign : kSigns) {
    const Slot slot = slot_of(protocol, sign.finding);
    signs_.push_back({slot, value_of(protocol, slot, sign.answer).first,
                      slot < protocol.findings.size() && protocol.findings[slot].type == Type::set,
                      sign.least});
  }
}

Urgency Signs::demanded_by(const Person& person) const {
  Urgency highest = self_care;
  for (const Sign& sign : signs_) {
    const std::int32_t value = person.value[sign.slot];
    const bool present = person.answered[sign.slot] &&
                         (sign.member ? (value & sign.value) != 0 : value == sign.value);
    if (present) highest = std::max(highest, sign.least);
  }
  return highest;
}

Flags Signs::flags_of(const Person& person) const {
  const auto has = [&](Slot slot) { return person.has(slot); };
  const std::int32_t age = person.value[age_];
  const bool gradual = person.value[onset_] == gradual_;
  const bool fragile = age > 50 || has(osteoporosis_) || has(steroids_);
  Flags flags;
  flags.ours += static_cast<int>(std::ranges::count_if(yes_flags_, has));
  flags.ours += std::ranges::any_of(water_, has) ? 1 : 0;
  flags.ours += std::ranges::any_of(weak_, has) ? 1 : 0;
  flags.ours += age < 20 || age > 55 ? 1 : 0;
  flags.ours += age > 70 ? 1 : 0;
  flags.ours += gradual ? 1 : 0;
  flags.ours += gradual && age < 40 ? 1 : 0;
  flags.ours += person.value[trauma_] == major_ ? 1 : 0;
  flags.ours += person.value[trauma_] == minor_ && fragile ? 1 : 0;
  flags.all = flags.ours + static_cast<int>(std::ranges::count_if(only_theirs_, has));
  return flags;
}

}  // namespace springback::verify
