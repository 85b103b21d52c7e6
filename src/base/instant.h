// Points in time and lengths of time, as integers. Nothing here reads a clock: instants come in from the
// doors.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace springback {

/// A length of elapsed time, in microseconds.
struct Duration {
  std::int64_t microseconds = 0;
  friend constexpr auto operator<=>(Duration, Duration) = default;
};

constexpr Duration seconds(std::int64_t n) { return {n * 1'000'000}; }
constexpr Duration minutes(std::int64_t n) { return seconds(n * 60); }
constexpr Duration hours(std::int64_t n) { return seconds(n * 3'600); }
constexpr Duration days(std::int64_t n) { return hours(n * 24); }

/// A point in time: microseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
struct Instant {
  std::int64_t microseconds = 0;
  friend constexpr auto operator<=>(Instant, Instant) = default;
};

constexpr Instant operator+(Instant at, Duration d) { return {at.microseconds + d.microseconds}; }
constexpr Instant operator-(Instant at, Duration d) { return {at.microseconds - d.microseconds}; }
constexpr Duration operator-(Instant later, Instant earlier) {
  return {later.microseconds - earlier.microseconds};
}

/// An instant, and how far the clocks of a place are ahead of UTC from then on, or until then.
struct ClockChange {
  Instant instant;
  std::int32_t offset_minutes = 0;
};

/// An instant with the person's offset from UTC at that moment; and where their clocks change near it.
struct LocalInstant {
  Instant instant;
  std::int32_t offset_minutes = 0;
  std::optional<ClockChange> before;  ///< the last instant at which they still had this other offset
  std::optional<ClockChange> after;   ///< the first one at which they will have it

  /// What the clocks showed then, or will show: a time that is told must be the one on the wall.
  constexpr std::int32_t offset_at(Instant when) const {
    if (before && when <= before->instant) return before->offset_minutes;
    if (after && when >= after->instant) return after->offset_minutes;
    return offset_minutes;
  }
};

/// Reads RFC 3339 ("2026-11-22T08:05:00+01:00"); years 1970 to 2199. Digits finer than a
/// microsecond are cut off. `Error.argument` is the text that could not be read.
Result<LocalInstant> parse_instant(std::string_view text);

/// Writes RFC 3339 in the given offset, with the shortest fraction that loses nothing.
std::string format_instant(Instant instant, std::int32_t offset_minutes);

}  // namespace springback
