// Reminders with two clocks. "Every morning at eight" keeps the time of day over clock changes and on
// journeys; "at least six hours apart" keeps the time that really passes. They are two types, and neither
// becomes the other.
#pragma once

#include <cstdint>

#include "base/zone.h"

namespace springback {

/// A time of day, wherever somebody is: minutes since midnight, 0 to 1439.
class TimeOfDay {
 public:
  explicit constexpr TimeOfDay(std::int32_t minutes_since_midnight) : minutes_(minutes_since_midnight) {}
  constexpr std::int32_t minutes_since_midnight() const { return minutes_; }

 private:
  std::int32_t minutes_;
};

/// So much time between two doses, by no clock on a wall.
class LeastApart {
 public:
  explicit constexpr LeastApart(Duration apart) : apart_(apart) {}
  constexpr Duration duration() const { return apart_; }

 private:
  Duration apart_;
};

/// The first instant after `after` at which the clock there shows that time of a day. One a day: a time that
/// is shown twice counts once, and one that is left out comes right after the gap.
Instant next_reminder(TimeOfDay daily, const Zone& zone, Instant after);

/// When so much time has passed.
Instant next_reminder(LeastApart apart, Instant last_dose);

/// Both clocks: the next time of day, but not before enough time has passed. One that is missed is not made
/// up for.
Instant next_reminder(TimeOfDay daily, LeastApart apart, const Zone& zone, Instant after, Instant last_dose);

}  // namespace springback
