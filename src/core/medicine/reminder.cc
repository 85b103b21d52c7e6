#include "core/medicine/reminder.h"

#include <algorithm>

namespace springback {

Instant next_reminder(TimeOfDay daily, const Zone& zone, Instant after) {
  constexpr std::int64_t kDay = 86'400;
  const std::int64_t now = wall_of(zone, after).seconds;
  const std::int64_t midnight = now - ((now % kDay) + kDay) % kDay;
  // Over a change of the clock the next may be that of yesterday's date, or of the day after tomorrow's.
  for (std::int64_t day = -1;; ++day) {
    const std::int64_t begins = midnight + day * kDay;
    // A place that changes sides of the date line leaves out a whole day.
    if (instant_of(zone, {begins}) == instant_of(zone, {begins + kDay})) continue;
    const WallInstant wall{begins + std::int64_t{daily.minutes_since_midnight()} * 60};
    if (const Instant at = instant_of(zone, wall); at > after) return at;
  }
}

Instant next_reminder(LeastApart apart, Instant last_dose) { return last_dose + apart.duration(); }

Instant next_reminder(TimeOfDay daily, LeastApart apart, const Zone& zone, Instant after, Instant last_dose) {
  return std::max(next_reminder(daily, zone, after), next_reminder(apart, last_dose));
}

}  // namespace springback
