#include "cli/dose_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "cli/clock.h"
#include "document/medicine_words.h"

namespace springback::cli {
namespace {

constexpr double kUnitsLeast = 0.5, kUnitsMost = 1000;

/// Words between how much and of what.
struct Between {
  std::string_view word;
  DoseText::In in;
};
constexpr auto kNoUnit = DoseText::In::not_told;
constexpr auto kPieces = DoseText::In::pieces;
constexpr auto kMillilitres = DoseText::In::millilitres;
constexpr auto kGrams = DoseText::In::grams;
constexpr std::array kBetween = {
    Between{"a", kNoUnit},        Between{"of", kNoUnit},        Between{"de", kNoUnit},
    Between{"ml", kMillilitres},  Between{"g", kGrams},          Between{"gram", kGrams},
    Between{"grams", kGrams},     Between{"gramo", kGrams},      Between{"gramos", kGrams},
    Between{"x", kPieces},        Between{"tablet", kPieces},    Between{"tablets", kPieces},
    Between{"pill", kPieces},     Between{"pills", kPieces},     Between{"capsule", kPieces},
    Between{"capsules", kPieces}, Between{"tab", kPieces},       Between{"tabs", kPieces},
    Between{"caplet", kPieces},   Between{"caplets", kPieces},   Between{"patch", kPieces},
    Between{"patches", kPieces},  Between{"tableta", kPieces},   Between{"tabletas", kPieces},
    Between{"pastilla", kPieces}, Between{"pastillas", kPieces}, Between{"capsula", kPieces},
    Between{"capsulas", kPieces}, Between{"cápsula", kPieces},   Between{"cápsulas", kPieces},
    Between{"parche", kPieces},   Between{"parches", kPieces}};

constexpr Duration kMistaken = hours(6);

struct CountWord {
  std::string_view word;
  double count;
};
constexpr std::array kCountWords = {
    CountWord{"half", 0.5},  CountWord{"½", 0.5},   CountWord{"1/2", 0.5},  CountWord{"medio", 0.5},
    CountWord{"media", 0.5}, CountWord{"1½", 1.5},  CountWord{"one", 1},    CountWord{"un", 1},
    CountWord{"una", 1},     CountWord{"two", 2},   CountWord{"dos", 2},    CountWord{"three", 3},
    CountWord{"tres", 3},    CountWord{"four", 4},  CountWord{"cuatro", 4}, CountWord{"five", 5},
    CountWord{"cinco", 5},   CountWord{"six", 6},   CountWord{"seis", 6},   CountWord{"eight", 8},
    CountWord{"ocho", 8},    CountWord{"seven", 7}, CountWord{"siete", 7},  CountWord{"nine", 9},
    CountWord{"nueve", 9},   CountWord{"ten", 10},  CountWord{"diez", 10}};

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

/// "2", "dos", "½"; with its unit "30ml", "2x".
DoseText amount_of(std::string_view word) {
  DoseText amount;
  for (const auto& [unit, in] : {Between{"ml", kMillilitres}, Between{"x", kPieces}, Between{"g", kGrams}}) {
    if (word.size() <= unit.size() || !word.ends_with(unit)) continue;
    amount.units = number_of(word.substr(0, word.size() - unit.size()));
    amount.in = in;
    if (amount.units) return amount;
  }
  const auto spoken = std::ranges::find(kCountWords, word, &CountWord::word);
  return {.units = spoken == kCountWords.end() ? number_of(word) : std::optional(spoken->count)};
}

/// Drops "and a half", "y media" from the front: what it adds.
double half_more(std::vector<std::string>& parts) {
  using Words = std::vector<std::string_view>;
  for (const Words& words : {Words{"and", "a", "half"}, Words{"y", "media"}, Words{"y", "medio"}}) {
    const auto same = [](const std::string& part, std::string_view word) { return lower(part) == word; };
    if (parts.size() <= words.size() ||
        !std::equal(words.begin(), words.end(), parts.begin(),
                    [&](std::string_view word, const std::string& part) { return same(part, word); }))
      continue;
    parts.erase(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(words.size()));
    return 0.5;
  }
  return 0;
}

std::vector<std::string> split(const std::vector<std::string>& words) {
  std::vector<std::string> parts;
  for (const std::string& word : words)
    for (std::size_t at = 0; at < word.size();) {
      const std::size_t end = std::min(word.find(' ', at), word.size());
      if (end > at) parts.push_back(word.substr(at, end - at));
      at = end + 1;
    }
  return parts;
}

/// Minutes after midnight of "22:00", "7:30", "10pm", "10:30 pm".
std::optional<int> minutes_of(std::string_view text) {
  std::string time = lower(text);
  std::erase(time, ' ');
  std::erase(time, '.');
  const bool before_noon = time.ends_with("am"), after_noon = time.ends_with("pm");
  const bool twelve = before_noon || after_noon;
  if (twelve) time.resize(time.size() - 2);
  const std::size_t colon = time.find(':');
  if (colon == std::string::npos && !twelve) return std::nullopt;
  int hour = 0, minute = 0;
  const auto whole = [](std::string_view digits, int& value) {
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc{} && end == digits.data() + digits.size() && digits.size() <= 2 && value >= 0;
  };
  if (!whole(std::string_view(time).substr(0, colon), hour)) return std::nullopt;
  if (colon != std::string::npos) {
    const std::string_view rest = std::string_view(time).substr(colon + 1);
    if (rest.size() != 2 || !whole(rest, minute)) return std::nullopt;
  }
  if (minute > 59 || hour > (twelve ? 12 : 23) || (twelve && hour == 0)) return std::nullopt;
  if (twelve) hour = hour % 12 + (after_noon ? 12 : 0);
  return hour * 60 + minute;
}

}  // namespace

std::optional<double> number_of(std::string_view text) {
  std::string plain(text);
  std::ranges::replace(plain, ',', '.');
  double number = 0;
  const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), number);
  if (error != std::errc{} || end != plain.data() + plain.size() || !std::isfinite(number))
    return std::nullopt;
  return number;
}

DoseText dose_text(const std::vector<std::string>& words) {
  std::vector<std::string> parts = split(words);
  DoseText dose;
  // "400 mg ibuprofen" is a strength.
  const bool strength = parts.size() > 1 && lower(parts[1]) == "mg";
  if (parts.size() > 1 && !strength) dose = amount_of(lower(parts.front()));
  if (dose.units) {
    parts.erase(parts.begin());
    *dose.units += half_more(parts);
    while (parts.size() > 1) {
      const auto between = std::ranges::find(kBetween, lower(parts.front()), &Between::word);
      if (between == kBetween.end()) break;
      if (dose.in == kNoUnit) dose.in = between->in;
      parts.erase(parts.begin());
    }
  }
  for (const std::string& part : parts) dose.name += (dose.name.empty() ? "" : " ") + part;
  return dose;
}

bool is_told_in(const Protocol& protocol, std::uint16_t product, DoseText::In in) {
  if (product == kNone) return in == kNoUnit || in == kPieces;
  switch (protocol.products[product].form) {
    case Form::liquid_ml: return in == kMillilitres;
    case Form::gel_g: return in == kGrams;
    default: return in == kNoUnit || in == kPieces;
  }
}

std::string without_strength(std::string_view name) {
  std::string kept;
  for (const std::string& part : split({std::string(name)})) {
    const bool number = std::ranges::any_of(part, [](char c) { return c >= '0' && c <= '9'; });
    if (number || lower(part) == "mg" || lower(part) == "mcg") continue;
    kept += (kept.empty() ? "" : " ") + part;
  }
  return kept;
}

StrengthText strength_text(std::string_view text) {
  std::string plain = lower(text);
  const auto trim = [&] {
    while (plain.ends_with(' ') || plain.ends_with(',')) plain.pop_back();
  };
  trim();
  if (plain.ends_with("mg")) plain.resize(plain.size() - 2);
  trim();
  const std::size_t space = plain.find_last_of(' ');
  const std::size_t last = space == std::string::npos ? 0 : space + 1;
  StrengthText strength{.milligrams = number_of(std::string_view(plain).substr(last))};
  if (strength.milligrams) plain.resize(last);
  trim();
  strength.name = plain;
  return strength;
}

std::vector<StrengthText> strength_texts(std::string_view text) {
  std::vector<StrengthText> all;
  for (std::size_t at = 0; at < text.size();) {
    // "32,5 mg" has a comma of its own.
    std::size_t end = at;
    do end = std::min(text.find_first_of(",+;", end + 1), text.size());
    while (end < text.size() && text[end] == ',' && end + 1 < text.size() && text[end + 1] >= '0' &&
           text[end + 1] <= '9');
    std::string_view one = text.substr(at, end - at);
    while (one.starts_with(' ')) one.remove_prefix(1);
    all.push_back(strength_text(one));
    at = end + 1;
  }
  return all;
}

std::string wrong_units(const Protocol& protocol, std::uint16_t product, double units) {
  const double thousandths = units * 1000;
  if (!(units >= kUnitsLeast && units <= kUnitsMost) ||
      std::abs(thousandths - std::round(thousandths)) > 1e-6)
    return "expected 0.5 to 1000";
  if (product == kNone || is_measured_out(protocol, product)) return {};
  const bool halves = protocol.products[product].halves;
  const long long step = halves ? 500 : 1000;
  if (std::llround(thousandths) % step == 0) return {};
  return halves ? "expected whole or half ones" : "expected whole ones; round up if it was cut";
}

std::optional<LocalInstant> past_time(std::string_view text, const LocalInstant& now) {
  if (const auto in_full = parse_instant(text)) return *in_full;
  const auto minutes_of_day = minutes_of(text);
  if (!minutes_of_day) return std::nullopt;
  const std::string date = format_instant(now.instant, now.offset_minutes).substr(0, 10);
  const auto midnight = parse_instant(date + "T00:00:00Z");
  Instant at = midnight->instant + minutes(*minutes_of_day - now.offset_minutes);
  if (at > now.instant && at - now.instant < kMistaken) return std::nullopt;
  if (at > now.instant) at = at - hours(24);
  // The clocks may have changed since.
  const std::int32_t offset = now.offset_minutes + local_offset_minutes(at) -
                              local_offset_minutes(now.instant);
  return LocalInstant{at + minutes(now.offset_minutes - offset), offset};
}

std::optional<std::string> time_of_day(std::string_view text) {
  const auto minutes_of_day = minutes_of(text);
  if (!minutes_of_day) return std::nullopt;
  const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return two(*minutes_of_day / 60) + ":" + two(*minutes_of_day % 60);
}

}  // namespace springback::cli
