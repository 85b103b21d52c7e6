// A place's clock, as it was and will be set: what turns a time of day into an instant. Nothing here reads
// the zones of the machine: transitions come in from the doors.
#pragma once

#include <cstdint>
#include <span>

#include "base/instant.h"

namespace springback {

/// From this instant on the clock is so far ahead of UTC.
struct Transition {
  Instant at;
  std::int32_t offset_seconds = 0;
};

/// `transitions` in rising order; before the first of them `first_offset_seconds` holds.
struct Zone {
  std::int32_t first_offset_seconds = 0;
  std::span<const Transition> transitions;

  std::int32_t offset_seconds(Instant at) const;
};

/// A day of the calendar and a time on it, wherever somebody is: seconds since 1970-01-01T00:00:00 there.
struct WallInstant {
  std::int64_t seconds = 0;
  friend constexpr auto operator<=>(WallInstant, WallInstant) = default;
};

WallInstant wall_of(const Zone& zone, Instant at);

/// When the clock shows that. A time that the clock leaves out (it is set forward) is the first instant after
/// it; one that it shows twice (it is set back) is the first of the two.
Instant instant_of(const Zone& zone, WallInstant wall);

}  // namespace springback
