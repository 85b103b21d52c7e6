// Draws that are the same on every machine, in every order and on any number of threads: a hash of who is
// asked and what is drawn. A changed rate moves the answers to its own question alone, so that populations of
// different assumptions are the same people.
#pragma once

#include <cstdint>

namespace springback::verify {

/// The finalizer of SplitMix64: every bit of the input moves every bit of the output.
constexpr std::uint64_t mixed(std::uint64_t bits) {
  bits = (bits ^ (bits >> 30)) * 0xBF58'476D'1CE4'E5B9U;
  bits = (bits ^ (bits >> 27)) * 0x94D0'49BB'1331'11EBU;
  return bits ^ (bits >> 31);
}

class Dice {
 public:
  explicit constexpr Dice(std::uint64_t person) : person_(mixed(person + kStep)) {}

  /// From 0 up to `sides`, without it. `what`: the number of the draw, for each thing drawn its own.
  constexpr std::uint32_t roll(std::uint32_t what, std::uint32_t sides) const {
    const std::uint64_t high = mixed(person_ + (what + 1) * kStep) >> 32;
    return static_cast<std::uint32_t>(high * sides >> 32);
  }

 private:
  static constexpr std::uint64_t kStep = 0x9E37'79B9'7F4A'7C15U;
  std::uint64_t person_;
};

}  // namespace springback::verify
