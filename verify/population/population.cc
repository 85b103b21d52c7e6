// The counts as figures to print.
#include "population/population.h"

#include <algorithm>
#include <chrono>
#include <thread>

namespace springback::verify {
namespace {

constexpr std::uint64_t kGoalPercent = 15;
constexpr std::size_t kRowsShown = 10;

constexpr std::array<std::string_view, kUrgencies> kUrgencyNames = {"self_care", "routine",   "soon",
                                                                    "today",     "emergency", "undecided"};

std::size_t index(Illness illness) { return static_cast<std::size_t>(illness); }

void put_shares(const Tally& tally, const std::string& before, std::map<std::string, std::string>& figures) {
  figures[before + "people"] = with_commas(tally.people);
  for (std::size_t urgency = 0; urgency < kUrgencies; ++urgency)
    if (tally.at[urgency] > 0)
      figures[before + std::string(kUrgencyNames[urgency])] = percent(tally.at[urgency], tally.people);
}

bool adds_up(const Tally& tally) {
  std::uint64_t sum = 0;
  for (const std::uint64_t people : tally.at) sum += people;
  return sum == tally.people;
}

Shown everybody_decided(const Counts& counts) {
  const Tally all = counts.everybody();
  const std::uint64_t undecided = all.at[static_cast<std::size_t>(Urgency::undecided)];
  return {.name = "population-decided",
          .what = "Who answers the whole interview gets a decided urgency.",
          .holds = undecided == 0 && adds_up(all),
          .figures = {{"people", with_commas(all.people)}, {"undecided", with_commas(undecided)}}};
}

Shown no_sign_is_lost(const Counts& counts) {
  Shown shown{.name = "population-signs",
              .what = "Nobody with a sign that asks for today or an emergency by itself comes out lower.",
              .holds = counts.below_sign == 0 && counts.with_sign > 0,
              .figures = {{"with a sign", with_commas(counts.with_sign)},
                          {"came out lower", with_commas(counts.below_sign)}}};
  for (const std::uint64_t number : counts.first_below)
    shown.counterexamples.push_back("person " + std::to_string(number));
  return shown;
}

Shown few_are_alarmed(const Counts& counts) {
  const Tally& calm = counts.of[index(Illness::none)];
  Shown shown{
      .name = "population-alarms",
      .what = "Goal: at most 15 % of simulated people without a serious illness land at today or above.",
      .holds = calm.alarmed() * 100 <= calm.people * kGoalPercent,
      .goal = true};
  put_shares(calm, "", shown.figures);
  shown.figures["today or emergency"] = percent(calm.alarmed(), calm.people);
  shown.figures["today or emergency for one sign alone"] = percent(counts.calm_with_sign, calm.people);
  return shown;
}

Shown rows_behind_alarms(const Protocol& protocol, const Counts& counts) {
  const Tally& calm = counts.of[index(Illness::none)];
  std::vector<std::size_t> order;
  std::uint64_t fired = 0, alone = 0;
  for (std::size_t row = 0; row < counts.fired.size(); ++row) {
    if (counts.fired[row] > 0) order.push_back(row);
    fired += counts.fired[row];
    alone += counts.alone[row];
  }
  // Of rows that fire equally often the first of the file stands first.
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    return std::pair(counts.fired[b], a) < std::pair(counts.fired[a], b);
  });
  Shown shown{.name = "population-rows",
              .what =
                  "The rows that put simulated people without a serious illness at today or above, largest "
                  "first: whom each fires for, and whom it alone puts there.",
              .holds = alone <= calm.alarmed() && calm.alarmed() <= fired,
              .in_readme = false};
  for (std::size_t place = 0; place < std::min(order.size(), kRowsShown); ++place) {
    const Rule& rule = protocol.rules[order[place]];
    const std::string number = std::to_string(place + 1);
    const std::string key = (number.size() < 2 ? "0" : "") + number + " " + std::string(rule.id) + "." +
                            std::string(kUrgencyNames[static_cast<std::size_t>(rule.urgency)]);
    shown.figures[key] = percent(counts.fired[order[place]], calm.people) + ", alone " +
                         percent(counts.alone[order[place]], calm.people);
  }
  shown.figures["several rows at once"] = percent(calm.alarmed() - alone, calm.people);
  return shown;
}

Shown where_the_ill_land(const Counts& counts) {
  Shown shown{
      .name = "population-ill",
      .what = "Where simulated people with a serious illness land, and those of them without any sign.",
      .holds = true,
      .in_readme = false};
  for (const Share& share : illnesses()) {
    const Tally& all = counts.of[index(share.illness)];
    const Tally& silent = counts.without_sign[index(share.illness)];
    const std::string name(words_for(share.illness));
    shown.holds &= adds_up(all) && adds_up(silent) && silent.people <= all.people;
    put_shares(all, name + ": ", shown.figures);
    put_shares(silent, name + " without a sign: ", shown.figures);
  }
  return shown;
}

/// The number that this share of the people does not exceed: "half have at most 2".
std::size_t quantile(std::span<const std::uint64_t> histogram, std::uint64_t part, std::uint64_t of) {
  std::uint64_t all = 0, below = 0;
  for (const std::uint64_t people : histogram) all += people;
  std::size_t number = 0;
  while (number + 1 < histogram.size() && (below += histogram[number]) * of < all * part) ++number;
  return number;
}

Shown flags_as_in_the_cohort(const Counts& counts) {
  const std::uint64_t people = counts.everybody().people;
  const std::uint64_t any = people - counts.flags[0], any_of_ours = people - counts.our_flags[0];
  const std::size_t first = quantile(counts.flags, 1, 4), median = quantile(counts.flags, 1, 2),
                    third = quantile(counts.flags, 3, 4);
  return {.name = "population-flags",
          .what =
              "Red flags are about as common as in the cohort of Henschke 2009: 80.4 % with at least one, "
              "median 2, quartiles 1 and 3.",
          .holds = any * 1000 >= people * 794 && any * 1000 <= people * 814 && median == 2 && first == 1 &&
                   third == 3,
          .in_readme = false,
          .figures = {{"at least one", percent(any, people)},
                      {"at least one that we ask", percent(any_of_ours, people)},
                      {"median", std::to_string(median)},
                      {"quartiles", std::to_string(first) + " and " + std::to_string(third)}}};
}

}  // namespace

std::string percent(std::uint64_t part, std::uint64_t whole) {
  const std::uint64_t hundredths = whole == 0 ? 0 : part * 10'000 / whole;
  const std::string cents = std::to_string(hundredths % 100);
  return std::to_string(hundredths / 100) + "." + (cents.size() < 2 ? "0" : "") + cents + " %";
}

Results describe(const Protocol& protocol, const Counts& counts) {
  return {everybody_decided(counts),  no_sign_is_lost(counts),
          few_are_alarmed(counts),    rows_behind_alarms(protocol, counts),
          where_the_ill_land(counts), flags_as_in_the_cohort(counts)};
}

Results measure_population(const Protocol& protocol, std::uint64_t people) {
  const auto began = std::chrono::steady_clock::now();
  const Counts counts = count(protocol, Population(protocol), people, std::thread::hardware_concurrency());
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  Results results = describe(protocol, counts);
  for (Shown& shown : results) shown.seconds = took.count() / static_cast<double>(results.size());
  return results;
}

}  // namespace springback::verify
