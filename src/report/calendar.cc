#include "report/calendar.h"

#include <algorithm>

namespace springback {
namespace {

constexpr std::size_t kFold = 75;  // octets a line, RFC 5545, 3.1

/// "20261122T083000"
std::string digits(std::string_view rfc3339) {
  std::string text;
  for (const char c : rfc3339.substr(0, 19))
    if (c != '-' && c != ':') text += c;
  return text;
}

std::string utc(Instant at) {
  const std::int64_t second = seconds(1).microseconds;
  at.microseconds = (at.microseconds + second - 1) / second * second;  // never before it
  return digits(format_instant(at, 0)) + "Z";
}

/// A time of day belongs to no zone: it is written as if the day were one of UTC, without saying so.
std::string floating(const Daily& daily) {
  const Instant at = Instant{} + days(daily.first_day) + minutes(daily.at.minutes_since_midnight());
  return digits(format_instant(at, 0));
}

/// RFC 5545, 3.3.11. Control characters have no place in a text.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') out += "\\n";
    else if (c == '\\' || c == ';' || c == ',') (out += '\\') += c;
    else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) out += c;
  }
  return out;
}

class Lines {
 public:
  void add(std::string_view name, std::string_view value) {
    std::string line(name);
    (line += ':') += value;
    std::size_t begin = 0;
    while (line.size() - begin > kFold - (begin > 0 ? 1 : 0)) {
      std::size_t end = begin + kFold - (begin > 0 ? 1 : 0);
      while ((static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) --end;  // not inside a character
      out_.append(line, begin, end - begin).append("\r\n ");
      begin = end;
    }
    out_.append(line, begin).append("\r\n");
  }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

void add_times(const Once& once, Lines& lines) { lines.add("DTSTART", utc(once.at)); }
void add_times(const Daily& daily, Lines& lines) {
  lines.add("DTSTART", floating(daily));
  lines.add("RRULE", "FREQ=DAILY");
}

void add_alarm(const CalendarEvent& event, Lines& lines) {
  lines.add("BEGIN", "VALARM");
  lines.add("ACTION", "DISPLAY");
  lines.add("DESCRIPTION", escaped(event.summary));
  lines.add("TRIGGER", "PT0S");
  lines.add("END", "VALARM");
}

void add_event(const CalendarEvent& event, const CalendarEdition& edition, Lines& lines) {
  lines.add("BEGIN", "VEVENT");
  lines.add("UID", escaped(event.uid));
  lines.add("DTSTAMP", utc(edition.written));
  lines.add("SEQUENCE", std::to_string(edition.sequence));
  std::visit([&](const auto& when) { add_times(when, lines); }, event.when);
  lines.add("DURATION", "PT15M");
  lines.add("SUMMARY", escaped(event.summary));
  if (!event.description.empty()) lines.add("DESCRIPTION", escaped(event.description));
  lines.add("STATUS", event.cancelled ? "CANCELLED" : "CONFIRMED");
  lines.add("CLASS", "PRIVATE");
  lines.add("TRANSP", "TRANSPARENT");
  if (!event.cancelled) add_alarm(event, lines);
  lines.add("END", "VEVENT");
}

}  // namespace

std::string calendar(const std::vector<CalendarEvent>& events, const CalendarEdition& edition) {
  Lines lines;
  std::string upper(edition.language);
  std::ranges::transform(upper, upper.begin(),
                         [](char c) { return c >= 'a' && c <= 'z' ? char(c - 32) : c; });
  lines.add("BEGIN", "VCALENDAR");
  lines.add("VERSION", "2.0");
  lines.add("PRODID", "-//Springback//Springback//" + upper);
  lines.add("CALSCALE", "GREGORIAN");
  for (const CalendarEvent& event : events) add_event(event, edition, lines);
  lines.add("END", "VCALENDAR");
  return lines.take();
}

}  // namespace springback
