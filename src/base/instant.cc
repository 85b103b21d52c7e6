#include "base/instant.h"

#include <chrono>
#include <optional>

namespace springback {
namespace {

/// Takes exactly `digits` decimal digits off the front of `text`.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return std::nullopt;
  int value = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(digits);
  return value;
}

bool take(std::string_view& text, std::string_view any_of) {
  if (text.empty() || any_of.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

/// The fraction after the dot, in microseconds; empty where there is no digit.
std::optional<int> take_fraction(std::string_view& text) {
  int microseconds = 0;
  int scale = 100'000;
  std::size_t digits = 0;
  while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') {
    microseconds += (text[digits] - '0') * scale;
    scale /= 10;
    ++digits;
  }
  text.remove_prefix(digits);
  return digits == 0 ? std::nullopt : std::optional(microseconds);
}

struct Clock {
  int hour = 0, minute = 0, second = 0, microsecond = 0;
};

std::optional<Clock> take_clock(std::string_view& text) {
  const auto hour = take_number(text, 2);
  if (!hour || !take(text, ":")) return std::nullopt;
  const auto minute = take_number(text, 2);
  if (!minute || !take(text, ":")) return std::nullopt;
  const auto second = take_number(text, 2);
  if (!second || *hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
  Clock clock{*hour, *minute, *second, 0};
  if (take(text, ".")) {
    const auto fraction = take_fraction(text);
    if (!fraction) return std::nullopt;
    clock.microsecond = *fraction;
  }
  return clock;
}

std::optional<int> take_offset(std::string_view& text) {
  if (take(text, "Zz")) return 0;
  const bool west = text.starts_with('-');
  if (!take(text, "+-")) return std::nullopt;
  const auto hour = take_number(text, 2);
  if (!hour || !take(text, ":")) return std::nullopt;
  const auto minute = take_number(text, 2);
  if (!minute || *hour > 23 || *minute > 59) return std::nullopt;
  const int offset = *hour * 60 + *minute;
  return west ? -offset : offset;
}

std::optional<LocalInstant> read(std::string_view text) {
  const auto year = take_number(text, 4);
  if (!year || *year < 1970 || *year > 2199 || !take(text, "-")) return std::nullopt;
  const auto month = take_number(text, 2);
  if (!month || !take(text, "-")) return std::nullopt;
  const auto day = take_number(text, 2);
  if (!day || !take(text, "Tt ")) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year},
                                         std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  const auto clock = take_clock(text);
  const auto offset = clock ? take_offset(text) : std::nullopt;
  if (!date.ok() || !offset || !text.empty()) return std::nullopt;
  const std::int64_t day_number = std::chrono::sys_days{date}.time_since_epoch().count();
  const Instant local = Instant{} + days(day_number) + hours(clock->hour) + minutes(clock->minute) +
                        seconds(clock->second) + Duration{clock->microsecond};
  return LocalInstant{local - minutes(*offset), *offset};
}

void append_number(std::string& out, std::int64_t value, int digits) {
  const std::string text = std::to_string(value);
  for (int missing = digits - static_cast<int>(text.size()); missing > 0; --missing) out += '0';
  out += text;
}

}  // namespace

Result<LocalInstant> parse_instant(std::string_view text) {
  if (const auto instant = read(text)) return *instant;
  return refuse(ErrorCode::bad_instant, excerpt(text, 64));
}

std::string format_instant(Instant instant, std::int32_t offset_minutes) {
  const std::int64_t local = (instant + minutes(offset_minutes)).microseconds;
  const std::int64_t day_length = days(1).microseconds;
  std::int64_t day_number = local / day_length;
  if (local % day_length < 0) --day_number;
  const std::int64_t in_day = local - day_number * day_length;
  const std::chrono::year_month_day date{
      std::chrono::sys_days{std::chrono::days{static_cast<int>(day_number)}}};
  std::string out;
  append_number(out, static_cast<int>(date.year()), 4);
  out += '-';
  append_number(out, static_cast<unsigned>(date.month()), 2);
  out += '-';
  append_number(out, static_cast<unsigned>(date.day()), 2);
  out += 'T';
  append_number(out, in_day / hours(1).microseconds, 2);
  out += ':';
  append_number(out, in_day / minutes(1).microseconds % 60, 2);
  out += ':';
  append_number(out, in_day / seconds(1).microseconds % 60, 2);
  if (const std::int64_t fraction = in_day % seconds(1).microseconds; fraction != 0) {
    std::string digits;
    append_number(digits, fraction, 6);
    digits.erase(digits.find_last_not_of('0') + 1);
    out += '.' + digits;
  }
  if (offset_minutes == 0) return out + 'Z';
  const std::int32_t size = offset_minutes < 0 ? -offset_minutes : offset_minutes;
  out += offset_minutes < 0 ? '-' : '+';
  append_number(out, size / 60, 2);
  out += ':';
  append_number(out, size % 60, 2);
  return out;
}

}  // namespace springback
