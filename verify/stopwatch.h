// How long a proof took: for people, never for a verdict.
#pragma once

#include <chrono>

namespace springback::verify {

class Stopwatch {
 public:
  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace springback::verify
