// The few with a serious illness: how many, and which answers differ from those of other people.
#include "population/assumptions.h"

namespace springback::verify {
namespace {

using enum Illness;
using enum Given;

constexpr std::array kShares = std::to_array<Share>({
    {fracture, 683, "henschke_2009", "8 of 1,172"},
    {cauda_equina, 85, "henschke_2009", "1 of 1,172; with one case the share is a guess"},
    {inflammatory, 171, "henschke_2009", "2 of 1,172"},
    {cancer, 60, kAssumed, "none of 1,172 in the cohort; under 1 % in every series"},
    {infection, 10, kAssumed, "none of 1,172 in the cohort"},
});

// Columns are easier to check than wrapped lines.
// clang-format off
constexpr std::array kFracture = std::to_array<Assumption>({
    {"age_years", "14-17", everybody, all(2), kAssumed, ""},
    {"age_years", "18-34", everybody, all(8), kAssumed, ""},
    {"age_years", "35-49", everybody, all(13), kAssumed, ""},
    {"age_years", "50-64", everybody, all(17), kAssumed, ""},
    {"age_years", "65-74", everybody, all(22), kAssumed, ""},
    {"age_years", "75-89", everybody, all(38), "dynamed_lr", "over 70: 47 %, LR+ 11.2 times 4.2 %"},
    {"sex", "male", everybody, all(30), kAssumed, "female sex is in the cohort's rule"},
    {"sex", "female", everybody, all(70), kAssumed, ""},
    {"trauma", "major", everybody, all(25), "dynamed_lr", "LR+ 10 times 2.5 %"},
    {"trauma", "minor", everybody, all(25), kAssumed, ""},
    {"steroid_long_term", "", everybody, all(24), "dynamed_lr", "LR+ 48.5 times 0.5 %"},
    {"osteoporosis", "", everybody, by_age(0, 2, 5, 20, 35, 45), kAssumed, ""},
    {"fragility_fracture_history", "", everybody, by_age(0, 1, 2, 8, 18, 25), kAssumed, ""},
    {"pain_now", "2-4", everybody, all(12), kAssumed, ""},
    {"pain_now", "5-6", everybody, all(28), kAssumed, ""},
    {"pain_now", "7-10", everybody, all(60), kAssumed, ""},
    {"pain_sites", "mid_back", everybody, all(35), kAssumed, ""},
    {"cannot_walk", "", everybody, all(8), kAssumed, ""},
    {"lump_or_shape_change", "", everybody, all(5), kAssumed, ""},
});

constexpr std::array kCaudaEquina = std::to_array<Assumption>({
    {"age_years", "18-34", everybody, all(25), kAssumed, ""},
    {"age_years", "35-49", everybody, all(45), kAssumed, ""},
    {"age_years", "50-64", everybody, all(22), kAssumed, ""},
    {"age_years", "65-74", everybody, all(6), kAssumed, ""},
    {"age_years", "75-89", everybody, all(2), kAssumed, ""},
    {"leg_pain", "left", everybody, all(16), kAssumed, ""},
    {"leg_pain", "right", everybody, all(16), kAssumed, ""},
    {"leg_pain", "both", everybody, all(60), "ces_334", "sensitivity"},
    {"leg_weakness", "one", everybody, all(40), "ces_334", "68 % have one; its sides are assumed"},
    {"leg_weakness", "both", everybody, all(28), "ces_334", ""},
    {"leg_numbness", "one", everybody, all(44), "ces_334", "72 % have it; its sides are assumed"},
    {"leg_numbness", "both", everybody, all(28), "ces_334", ""},
    {"saddle_numbness", "", everybody, all(60), "ces_334", "sensitivity; others found 19 to 43 %"},
    {"urine_difficulty", "", everybody, all(45), "ces_334", "72 % have any of the three"},
    {"urine_retention", "", everybody, all(20), "ces_334", ""},
    {"urine_incontinence", "", everybody, all(35), "ces_334", ""},
    {"bowel_incontinence", "", everybody, all(15), kAssumed, ""},
    {"sexual_dysfunction_new", "", everybody, all(20), kAssumed, ""},
    {"pain_now", "3-6", everybody, all(35), kAssumed, ""},
    {"pain_now", "7-10", everybody, all(65), kAssumed, ""},
});

constexpr std::array kInflammatory = std::to_array<Assumption>({
    {"age_years", "14-17", everybody, all(5), kAssumed, ""},
    {"age_years", "18-34", everybody, all(55), kAssumed, ""},
    {"age_years", "35-49", everybody, all(30), kAssumed, ""},
    {"age_years", "50-64", everybody, all(10), kAssumed, ""},
    {"onset", "gradual", everybody, all(80), kAssumed, ""},
    {"onset", "sudden", everybody, all(20), kAssumed, ""},
    {"back_pain_over_3_months", "", gradual, all(50), kAssumed, "they came with an acute episode"},
    {"eased_by", "movement", long_pain, all(80), "asas_2009", "4 of 5 in 77 %; each is assumed"},
    {"eased_by", "rest", long_pain, all(20), "asas_2009", ""},
    {"night_pain_eases_on_rising", "", long_pain, all(75), "asas_2009", ""},
    {"morning_stiffness_over_30min", "", long_pain, all(80), "asas_2009", ""},
    {"eye_inflammation_past", "", long_pain, all(15), kAssumed, ""},
    {"psoriasis_or_bowel_inflammation", "", long_pain, all(15), kAssumed, ""},
    {"stiff_in_the_morning", "", everybody, all(85), kAssumed, ""},
});

constexpr std::array kCancer = std::to_array<Assumption>({
    {"age_years", "18-34", everybody, all(4), kAssumed, ""},
    {"age_years", "35-49", everybody, all(16), kAssumed, ""},
    {"age_years", "50-64", everybody, all(35), kAssumed, ""},
    {"age_years", "65-74", everybody, all(27), kAssumed, ""},
    {"age_years", "75-89", everybody, all(18), kAssumed, ""},
    {"onset", "gradual", everybody, all(60), kAssumed, ""},
    {"onset", "sudden", everybody, all(40), kAssumed, ""},
    {"cancer_history", "", everybody, all(50), "dynamed_lr", "LR+ 14.7 times 3.5 %"},
    {"weight_loss_unexplained", "", everybody, all(15), kAssumed, "LR+ 2.7 in a series where it was common"},
    {"night_pain_unrelenting", "", everybody, all(35), kAssumed, ""},
    {"unwell", "", everybody, all(10), kAssumed, ""},
    {"leg_weakness", "one", everybody, all(8), kAssumed, ""},
    {"leg_weakness", "both", everybody, all(4), kAssumed, ""},
    {"pain_sites", "mid_back", everybody, all(30), kAssumed, ""},
    {"pain_sites", "upper_back", everybody, all(15), kAssumed, ""},
});

constexpr std::array kInfection = std::to_array<Assumption>({
    {"age_years", "18-34", everybody, all(10), kAssumed, ""},
    {"age_years", "35-49", everybody, all(22), kAssumed, ""},
    {"age_years", "50-64", everybody, all(33), kAssumed, ""},
    {"age_years", "65-74", everybody, all(20), kAssumed, ""},
    {"age_years", "75-89", everybody, all(15), kAssumed, ""},
    {"fever", "", everybody, all(19.7), "ajem_2019_spinal_infection", "in an emergency department"},
    {"diabetes", "", everybody, all(35), "ajem_2019_spinal_infection", "80.3 % have any; each is assumed"},
    {"recent_infection", "", everybody, all(38), "ajem_2019_spinal_infection", ""},
    {"iv_drug_use", "", everybody, all(15), "ajem_2019_spinal_infection", ""},
    {"immunosuppressed", "", everybody, all(15), "ajem_2019_spinal_infection", ""},
    {"recent_spinal_procedure", "", everybody, all(10), "ajem_2019_spinal_infection", ""},
    {"recent_surgery", "", everybody, all(12), "ajem_2019_spinal_infection", ""},
    {"dialysis", "", everybody, all(4), "ajem_2019_spinal_infection", ""},
    {"indwelling_line", "", everybody, all(5), "ajem_2019_spinal_infection", ""},
    {"night_sweats", "", everybody, all(25), kAssumed, ""},
    {"unwell", "", everybody, all(35), kAssumed, ""},
    {"night_pain_unrelenting", "", everybody, all(40), kAssumed, ""},
    {"leg_weakness", "one", everybody, all(10), kAssumed, ""},
    {"leg_weakness", "both", everybody, all(5), kAssumed, ""},
    {"pain_now", "2-6", everybody, all(40), kAssumed, ""},
    {"pain_now", "7-10", everybody, all(60), kAssumed, ""},
    {"pain_sites", "mid_back", everybody, all(30), "vertebral_osteomyelitis_reviews", "thoracic in 30 %"},
});
// clang-format on

}  // namespace

std::span<const Share> illnesses() { return kShares; }

std::span<const Assumption> signs_of(Illness illness) {
  switch (illness) {
    case none: return {};
    case fracture: return kFracture;
    case cauda_equina: return kCaudaEquina;
    case inflammatory: return kInflammatory;
    case cancer: return kCancer;
    case infection: return kInfection;
  }
  return {};
}

}  // namespace springback::verify
