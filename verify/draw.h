// Random draws that are the same everywhere: a fixed generator of 64 bits, and integers only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <ranges>
#include <utility>

namespace springback::verify {

/// Splitmix64 (Steele, Lea and Flood 2014): the seed and a number choose one of its sequences.
class Draw {
 public:
  Draw(std::uint64_t seed, std::uint64_t number) : state_(mixed(mixed(seed) + number)) {}

  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15U;
    return mixed(state_);
  }
  /// 0 to limit - 1; `limit` is at least 1.
  std::size_t below(std::size_t limit) { return (next() >> 32U) * limit >> 32U; }
  /// From `low` to `high`, both included.
  std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(below(static_cast<std::size_t>(high - low + 1)));
  }
  bool one_in(std::size_t many) { return below(many) == 0; }
  bool percent(std::size_t chance) { return below(100) < chance; }

  const auto& one_of(const std::ranges::random_access_range auto& items) {
    return items[below(std::ranges::size(items))];
  }
  /// Fisher and Yates.
  void shuffle(std::ranges::random_access_range auto& items) {
    for (std::size_t left = std::ranges::size(items); left > 1; --left)
      std::swap(items[left - 1], items[below(left)]);
  }

 private:
  static std::uint64_t mixed(std::uint64_t z) {
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }

  std::uint64_t state_;
};

}  // namespace springback::verify
