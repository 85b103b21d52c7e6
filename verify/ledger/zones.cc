#include "ledger/zones.h"

#include <array>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace springback::verify {
namespace {

constexpr std::int64_t kMinute = 60'000'000;

[[noreturn]] void stop(const std::string& line) {
  throw std::runtime_error("zones.txt: cannot read " + line);
}

/// "+0530", "-10", "-00"
int minutes_of_offset(const std::string& text, const std::string& line) {
  if ((text.size() != 3 && text.size() != 5) || (text[0] != '+' && text[0] != '-')) stop(line);
  const int hours = std::stoi(text.substr(1, 2)), minutes = text.size() == 5 ? std::stoi(text.substr(3)) : 0;
  return (text[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
}

/// Minutes since 1970 on a clock: "2026-03-29" "03:30"
std::int64_t local_minutes(const std::string& date, const std::string& time, const std::string& line) {
  int year = 0, hour = 0, minute = 0;
  unsigned month = 0, day = 0;
  if (std::sscanf(date.c_str(), "%d-%u-%u", &year, &month, &day) != 3) stop(line);
  if (std::sscanf(time.c_str(), "%d:%d", &hour, &minute) < 1) stop(line);
  const std::chrono::sys_days days = std::chrono::year(year) / std::chrono::month(month) /
                                     std::chrono::day(day);
  return days.time_since_epoch().count() * 1440 + hour * 60 + minute;
}

Clock read_clock(const std::string& line) {
  Clock clock;
  std::istringstream words(line);
  std::string word, date, time;
  if (!(words >> word)) stop(line);
  clock.first_offset_minutes = minutes_of_offset(word, line);
  while (words >> word && word == "|") {
    if (!(words >> date >> time >> word)) stop(line);
    const int offset = minutes_of_offset(word, line);
    clock.changes.push_back({(local_minutes(date, time, line) - offset) * kMinute, offset});
  }
  if (word != ":") stop(line);
  while (words >> word) clock.zones.push_back(word);
  if (clock.zones.empty()) stop(line);
  return clock;
}

}  // namespace

int Clock::offset_minutes(std::int64_t at) const {
  int offset = first_offset_minutes;
  for (const Change& change : changes)
    if (change.at <= at) offset = change.offset_minutes;
  return offset;
}

std::vector<Clock> read_clocks(std::string_view table) {
  std::vector<Clock> clocks;
  std::istringstream lines{std::string(table)};
  for (std::string line; std::getline(lines, line);)
    if (!line.empty() && line[0] != '#') clocks.push_back(read_clock(line));
  if (clocks.empty()) stop("an empty table");
  return clocks;
}

std::vector<Clock> clocks() {
  std::ifstream file(SPRINGBACK_SOURCE_DIR "/verify/ledger/zones.txt", std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return read_clocks(text.str());
}

std::string local_text(std::int64_t at, int offset_minutes) {
  using namespace std::chrono;
  const sys_time<microseconds> local{microseconds(at + offset_minutes * kMinute)};
  const auto midnight = floor<days>(local);
  const year_month_day date(midnight);
  const hh_mm_ss time(local - midnight);
  const int size = std::abs(offset_minutes);
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%06d%c%02d:%02d",
                static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()), static_cast<int>(time.hours().count()),
                static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()),
                static_cast<int>(time.subseconds().count()), offset_minutes < 0 ? '-' : '+', size / 60,
                size % 60);
  return text.data();
}

}  // namespace springback::verify
