#include "base/zone.h"

#include <algorithm>

namespace springback {

std::int32_t Zone::offset_seconds(Instant at) const {
  const auto next = std::ranges::upper_bound(transitions, at, {}, &Transition::at);
  return next == transitions.begin() ? first_offset_seconds : std::prev(next)->offset_seconds;
}

WallInstant wall_of(const Zone& zone, Instant at) {
  const std::int64_t second = seconds(1).microseconds;
  const std::int64_t since = at.microseconds >= 0 ? at.microseconds / second
                                                  : -((-at.microseconds + second - 1) / second);
  return {since + zone.offset_seconds(at)};
}

Instant instant_of(const Zone& zone, WallInstant wall) {
  // No clock is more than a day away from UTC. Each stretch between two transitions is tried in its order:
  // the first that shows the time, or begins when it is already later there, has it.
  constexpr std::int64_t kDay = 86'400;
  const Instant earliest{(wall.seconds - kDay) * seconds(1).microseconds};
  std::int32_t offset = zone.offset_seconds(earliest);
  for (auto next = std::ranges::upper_bound(zone.transitions, earliest, {}, &Transition::at);; ++next) {
    const Instant shown{(wall.seconds - offset) * seconds(1).microseconds};
    if (next == zone.transitions.end() || shown < next->at) return shown;
    if (wall_of(zone, next->at) > wall) return next->at;
    offset = next->offset_seconds;
  }
}

}  // namespace springback
