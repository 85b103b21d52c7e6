// How the tables of the protocol refer to one another.
#pragma once

#include <cstdint>

namespace springback {

/// A sentence, in every language: an index into a catalogue (src/words). 0 is no sentence.
using WordId = std::uint16_t;
using FindingId = std::uint16_t;
using SourceId = std::uint16_t;
inline constexpr std::uint16_t kNone = 0xFFFF;

}  // namespace springback
