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
/// Again and again, so much time apart; from this instant on.
struct Repeated {
  LeastApart apart;
  Instant first;
};
struct Once {
  Instant at;
};

struct CalendarEvent {
  std::string uid;      ///< the same for the same thing, in every export
  std::string summary;  ///< others may see it
  std::string description;
  std::variant<Once, Daily, Repeated> when;
};

/// The whole file. `written` is when it was made; `language` as in "en".
std::string calendar(const std::vector<CalendarEvent>& events, Instant written, std::string_view language);

}  // namespace springback
