#include "population/sensitivity.h"

#include <algorithm>
#include <set>
#include <thread>

namespace springback::verify {
namespace {

constexpr std::uint64_t kScreened = 40'000;  ///< people to find the widest with
constexpr std::size_t kShifts = 10;

Tally uncomplicated_under(const Protocol& protocol, std::span<const Change> changes, std::uint64_t people) {
  return count(protocol, Population(protocol, changes), people, std::thread::hardware_concurrency()).of[0];
}

/// What can be more or less frequent: yes/no findings, members of sets, single choices; of pain and age the
/// upper end.
std::vector<Variant> movable() {
  const std::set<std::string_view> as_a_whole = {"age_years", "pain_now",     "days_since_onset", "sex",
                                                 "onset",     "low_interest", "low_mood"};
  std::vector<Variant> variants;
  std::set<std::string> seen;
  for (const Assumption& row : uncomplicated()) {
    if (as_a_whole.contains(row.finding)) continue;
    std::string name = std::string(row.finding) + (row.answer.empty() ? "" : " " + std::string(row.answer));
    if (seen.insert(name).second) variants.push_back({name, {{row.finding, row.answer}}});
  }
  variants.push_back({"people of 65 and over", {{"age_years", "65-74"}, {"age_years", "75-89"}}});
  variants.push_back(
      {"pain of 7 and over", {{"pain_now", "7"}, {"pain_now", "8"}, {"pain_now", "9"}, {"pain_now", "10"}}});
  variants.push_back({"gradual onset", {{"onset", "gradual"}}});
  return variants;
}

std::vector<Change> times(std::vector<Change> changes, std::uint32_t times, std::uint32_t by) {
  for (Change& change : changes) {
    change.times = times;
    change.by = by;
  }
  return changes;
}

Shift shift_of(const Protocol& protocol, const Variant& variant, std::uint64_t people) {
  return {variant.name, uncomplicated_under(protocol, times(variant.changes, 0, 1), people),
          uncomplicated_under(protocol, times(variant.changes, 2, 3), people),
          uncomplicated_under(protocol, times(variant.changes, 3, 2), people)};
}

/// All yes/no findings and nerve signs that only we assumed: what a person may tick without being ill.
std::vector<Change> all_assumed(std::uint32_t times, std::uint32_t by) {
  std::vector<Change> changes;
  std::set<std::string> seen;
  for (const Assumption& row : uncomplicated())
    if (row.source == kAssumed && (row.answer.empty() || row.answer == "one" || row.answer == "both") &&
        seen.insert(std::string(row.finding)).second)
      changes.push_back({row.finding, "", times, by});
  return changes;
}

}  // namespace

std::uint64_t Shift::width() const {
  const std::uint64_t a = less.alarmed(), b = more.alarmed();
  return a > b ? a - b : b - a;
}

std::vector<Shift> shifts(const Protocol& protocol, std::uint64_t people, std::size_t findings) {
  const std::vector<Variant> all = movable();
  std::vector<std::pair<std::uint64_t, std::size_t>> widths;
  for (std::size_t i = 0; i < all.size(); ++i)
    widths.emplace_back(shift_of(protocol, all[i], std::min(people, kScreened)).width(), i);
  std::ranges::sort(widths, std::ranges::greater{});
  std::vector<Shift> widest;
  for (std::size_t i = 0; i < std::min(findings, widths.size()); ++i)
    widest.push_back(shift_of(protocol, all[widths[i].second], people));
  std::ranges::sort(widest, [](const Shift& a, const Shift& b) {
    return std::pair(b.width(), a.name) < std::pair(a.width(), b.name);
  });
  return widest;
}

std::vector<Scenario> scenarios() {
  const std::vector<Change> older = times({{"age_years", "65-74"}, {"age_years", "75-89"}}, 3, 1);
  const std::vector<Change> severe = times(
      {{"pain_now", "7"}, {"pain_now", "8"}, {"pain_now", "9"}, {"pain_now", "10"}}, 5, 2);
  return {
      {"as assumed", {{}}},
      {"every assumed yes at a third", {{100, all_assumed(1, 3)}}},
      {"every assumed yes at two thirds", {{100, all_assumed(2, 3)}}},
      {"every assumed yes at one and a half", {{100, all_assumed(3, 2)}}},
      {"as many yes, but clustered: one in ten says it four times as often, the others two thirds as often",
       {{10, all_assumed(4, 1)}, {90, all_assumed(2, 3)}}},
      {"pain of 7 and over in 53 % (\"severe\" and \"very severe\" of henschke_2008)", {{100, severe}}},
      {"three times as many of 65 and over", {{100, older}}},
  };
}

std::string write_sensitivity(const Protocol& protocol, std::uint64_t people) {
  const auto alarmed = [](const Tally& tally) { return percent(tally.alarmed(), tally.people); };
  std::string text = "| assumption | at none | at two thirds | at one and a half |\n|---|---|---|---|\n";
  for (const Shift& shift : shifts(protocol, people, kShifts))
    text += "| " + shift.name + " | " + alarmed(shift.none) + " | " + alarmed(shift.less) + " | " +
            alarmed(shift.more) + " |\n";
  text += "\n| world | today or above | of that emergency |\n|---|---|---|\n";
  for (const Scenario& world : scenarios()) {
    Tally tally;
    for (const Scenario::Part& part : world.parts)
      tally += uncomplicated_under(protocol, part.changes, people * part.percent / 100);
    text += "| " + world.name + " | " + alarmed(tally) + " | " +
            percent(tally.at[static_cast<std::size_t>(Urgency::emergency)], tally.people) + " |\n";
  }
  return text;
}

}  // namespace springback::verify
