// Random sequences, lived through: what is allowed is taken, and more is asked. Over all cores.
#pragma once

#include "ledger/checker.h"
#include "report.h"

namespace springback::verify {

struct SequenceRun {
  std::uint64_t seed = 20'261'124;
  std::uint64_t sequences = 1'000'000;
  std::uint64_t sequences_full = 10'000'000;  ///< with `./test --full`, for the figures
  unsigned threads = 0;           ///< 0: as many as there are cores. What is found does not depend on it
  std::uint64_t text_every = 256; ///< of so many sequences one goes through the text of requests too
  std::size_t shown_most = 12;    ///< kinds of difference that are shrunk and shown
};

/// "ledger-sequences"
Results check_sequences(const Sides& sides, const SequenceRun& run, const Tested& tested = {});

}  // namespace springback::verify
