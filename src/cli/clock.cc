#include "cli/clock.h"

#include <ctime>
#include <random>
#include <utility>

namespace springback::cli {

std::int32_t local_offset_minutes(Instant at) {
  const std::time_t seconds = at.microseconds / 1'000'000;
  std::tm local{};
  localtime_r(&seconds, &local);
  return static_cast<std::int32_t>(local.tm_gmtoff / 60);
}

LocalInstant wall_clock() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  // Whole milliseconds: what the id carries too.
  const Instant at{std::chrono::duration_cast<std::chrono::milliseconds>(now).count() * 1'000};
  return {at, local_offset_minutes(at)};
}

namespace {

constexpr Duration kNear = days(8);

/// Of two instants with different offsets: the last one, in seconds, with that of `from`, and the next.
std::pair<Instant, Instant> change_between(Instant from, Instant to) {
  const std::int32_t offset = local_offset_minutes(from);
  const Duration second = seconds(1);
  while (to - from > second) {
    const Instant middle = from + Duration{(to - from).microseconds / 2};
    (local_offset_minutes(middle) == offset ? from : to) = middle;
  }
  const std::int64_t whole = to.microseconds / second.microseconds * second.microseconds;
  return {Instant{whole} - second, Instant{whole}};
}

}  // namespace

LocalInstant with_changes(LocalInstant at) {
  if (local_offset_minutes(at.instant) != at.offset_minutes) return at;
  const Instant past = at.instant - kNear, ahead = at.instant + kNear;
  if (local_offset_minutes(past) != at.offset_minutes)
    at.before = ClockChange{change_between(past, at.instant).first, local_offset_minutes(past)};
  if (local_offset_minutes(ahead) != at.offset_minutes)
    at.after = ClockChange{change_between(at.instant, ahead).second, local_offset_minutes(ahead)};
  return at;
}

std::string new_entry_id(Instant at) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::random_device random;
  const auto milliseconds = static_cast<std::uint64_t>(at.microseconds / 1'000);
  std::uint64_t low = (std::uint64_t{random()} << 32U) | random();
  low = (low & 0x3FFF'FFFF'FFFF'FFFFULL) | 0x8000'0000'0000'0000ULL;  // the variant
  const std::uint64_t high = (milliseconds << 16U) | 0x7000U | (random() & 0x0FFFU);
  std::string id;
  for (int digit = 0; digit < 32; ++digit) {
    if (digit == 8 || digit == 12 || digit == 16 || digit == 20) id += '-';
    const std::uint64_t half = digit < 16 ? high : low;
    id += kHex[half >> (60 - 4 * (digit % 16)) & 0xFU];
  }
  return id;
}

}  // namespace springback::cli
