#include "cli/clock.h"

#include <ctime>
#include <random>

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
