// The tables as a person reads them.
#include <algorithm>

#include "population/assumptions.h"

namespace springback::verify {
namespace {

/// 4500 -> "4.5": percent, as short as it is exact.
std::string short_percent(std::uint32_t rate) {
  std::string text = std::to_string(rate / 1000);
  std::string rest = std::to_string(1000 + rate % 1000).substr(1);
  rest.erase(rest.find_last_not_of('0') + 1);
  return rest.empty() ? text : text + "." + rest;
}

std::string rates_of(const Assumption& row) {
  const bool same = std::ranges::all_of(row.rates, [&](std::uint32_t rate) { return rate == row.rates[0]; });
  if (same) return short_percent(row.rates[0]);
  std::string text;
  for (const std::uint32_t rate : row.rates) text += (text.empty() ? "" : " / ") + short_percent(rate);
  return text;
}

void write_rows(std::span<const Assumption> rows, std::string& text) {
  text += "| finding | answer | of whom | % | source | note |\n|---|---|---|---|---|---|\n";
  for (const Assumption& row : rows) {
    text += "| `" + std::string(row.finding) + "` | " + std::string(row.answer.empty() ? "yes" : row.answer) +
            " | " + std::string(words_for(row.given)) + " | " + rates_of(row) + " | " +
            std::string(row.source) + " | " + std::string(row.note) + " |\n";
  }
}

}  // namespace

std::string_view words_for(Illness illness) {
  switch (illness) {
    case Illness::none: return "no serious illness";
    case Illness::fracture: return "fracture";
    case Illness::cauda_equina: return "cauda equina";
    case Illness::inflammatory: return "inflammatory disorder";
    case Illness::cancer: return "cancer";
    case Illness::infection: return "infection";
  }
  return {};
}

std::string_view words_for(Given given) {
  switch (given) {
    case Given::everybody: return "everybody";
    case Given::earlier_episode: return "had it before";
    case Given::first_episode: return "the first time";
    case Given::unhurt_sudden: return "no fall or blow, sudden";
    case Given::unhurt_gradual: return "no fall or blow, gradual";
    case Given::hurt_minor: return "minor fall or knock";
    case Given::hurt_major: return "major fall or blow";
    case Given::gradual: return "gradual onset";
    case Given::long_pain: return "over 3 months";
    case Given::three_days: return "from day 3";
    case Given::two_weeks: return "from day 14";
    case Given::left_leg: return "pain in the left leg";
    case Given::right_leg: return "pain in the right leg";
    case Given::leg_pain: return "pain in a leg";
    case Given::no_leg_pain: return "no pain in a leg";
    case Given::weak_leg: return "a weak leg";
    case Given::severe: return "pain 7 or more";
    case Given::not_severe: return "pain under 7";
    case Given::fever: return "fever";
    case Given::no_fever: return "no fever";
    case Given::near_kidney: return "pain in flank or groin";
    case Given::colic: return "in waves, flank or groin";
    case Given::may_vomit: return "where it is asked";
    case Given::fertile: return "not male, up to 55";
    case Given::pregnant: return "pregnant";
    case Given::possibly_pregnant: return "possibly pregnant";
    case Given::any_pregnancy: return "pregnant, possibly, or birth";
    case Given::pregnant_or_birth: return "pregnant or birth";
    case Given::dark_thoughts: return "thoughts of self-harm";
    case Given::stiff: return "stiff in the morning";
    case Given::not_stiff: return "not stiff in the morning";
  }
  return {};
}

std::string write_assumptions() {
  std::string text = "| illness | % of everybody | source | note |\n|---|---|---|---|\n";
  for (const Share& share : illnesses())
    text += "| " + std::string(words_for(share.illness)) + " | " + short_percent(share.rate) + " | " +
            std::string(share.source) + " | " + std::string(share.note) + " |\n";
  text += "\n### No serious illness\n\n";
  write_rows(uncomplicated(), text);
  for (const Share& share : illnesses()) {
    std::string name(words_for(share.illness));
    name.front() = static_cast<char>(name.front() - 'a' + 'A');
    text += "\n### " + name + "\n\n";
    write_rows(signs_of(share.illness), text);
  }
  return text;
}

}  // namespace springback::verify
