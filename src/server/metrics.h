// Counts what was answered, and tells it in the text format of Prometheus. Any thread may count while another
// tells; figures of one moment may differ by what is just being counted.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <string>

#include "server/http.h"

namespace springback::server {

struct Build {
  std::string_view version, protocol_version, protocol_sha256;
};

class Metrics {
 public:
  void opened() { open_.fetch_add(1, std::memory_order_relaxed); }
  void closed() { open_.fetch_sub(1, std::memory_order_relaxed); }
  void count(const Exchange& exchange);
  std::string text(const Build& build) const;

  /// Upper ends of the histogram, in microseconds; one more bucket takes what is slower.
  static constexpr std::array<std::uint64_t, 12> kUpTo = {
      25, 50, 100, 250, 500, 1'000, 2'500, 5'000, 10'000, 100'000, 1'000'000, 10'000'000};
  /// Every status that is ever sent, and room for none else.
  static constexpr std::array kStatuses = {200, 304, 400, 404, 405, 408, 411, 413,
                                           415, 417, 421, 431, 500, 501, 503, 505};

 private:
  using Count = std::atomic<std::uint64_t>;
  struct PerRoute {
    std::array<Count, kStatuses.size()> requests{};
    std::array<Count, kUpTo.size() + 1> took{};
    Count microseconds{0}, bytes_in{0}, bytes_out{0};
  };

  std::array<PerRoute, kRoutes> routes_{};
  std::atomic<std::int64_t> open_{0};
};

}  // namespace springback::server
