// A calendar that other programs read: iCalendar, RFC 5545. Lines end in CRLF and are folded at 75 octets.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/medicine/reminder.h"

namespace springback {

/// Every day at this time, wherever the calendar is; from this date on (days since 1970-01-01, there).
struct Daily {
  TimeOfDay at;
  std::int64_t first_day = 0;
};
/// At this instant. What counts elapsed time is never repeated by a rule: a dose that was late would make
/// every later one too early.
struct Once {
  Instant at;
};

struct CalendarEvent {
  std::string uid;      ///< the same for the same thing, in every export
  std::string summary;  ///< others may see it
  std::string description;
  std::variant<Once, Daily> when;
  bool cancelled = false;  ///< an earlier export may have it: calendars let go of it
};

struct CalendarEdition {
  Instant written;
  std::size_t sequence = 0;   ///< greater in each later one that says something else
  std::string_view language;  ///< "en"
};

/// The whole file.
std::string calendar(const std::vector<CalendarEvent>& events, const CalendarEdition& edition);

}  // namespace springback
