// Figures as an operator reads them, counted while several threads answer.
#include "server/metrics.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "server/headers.h"

namespace springback::server {
namespace {

bool has_line(const Metrics& metrics, std::string_view line) {
  return ("\n" + metrics.text({"1", "2026", "ab"})).find("\n" + std::string(line) + "\n") !=
         std::string::npos;
}

TEST(Metrics, CountByRouteAndStatus) {
  Metrics metrics;
  EXPECT_TRUE(
      has_line(metrics, R"(springback_build_info{version="1",protocol="2026",protocol_sha256="ab"} 1)"));
  metrics.opened();
  EXPECT_TRUE(has_line(metrics, "springback_http_connections_open 1"));
  metrics.closed();
  EXPECT_TRUE(has_line(metrics, "springback_http_connections_open 0"));
  metrics.count({.route = Route::advise, .status = 200, .bytes_in = 3, .bytes_out = 5, .microseconds = 100});
  metrics.count({.route = Route::advise, .status = 200, .bytes_in = 3, .bytes_out = 5, .microseconds = 101});
  EXPECT_TRUE(has_line(metrics, R"(springback_http_requests_total{route="advise",status="200"} 2)"));
  EXPECT_TRUE(has_line(metrics, R"(springback_http_received_bytes_total{route="advise"} 6)"));
  EXPECT_TRUE(has_line(metrics, R"(springback_http_sent_bytes_total{route="advise"} 10)"));
  EXPECT_TRUE(has_line(metrics, R"(springback_http_sent_bytes_total{route="page"} 0)"));
}

TEST(Metrics, TheHistogramAddsUp) {
  Metrics metrics;
  for (const std::uint64_t microseconds : {100U, 101U, 20'000'000U})
    metrics.count({.route = Route::page, .status = 304, .microseconds = microseconds});
  const std::string name = R"(springback_http_request_seconds_bucket{route="page",le=")";
  EXPECT_TRUE(has_line(metrics, name + R"(0.00005"} 0)"));
  EXPECT_TRUE(has_line(metrics, name + R"(0.0001"} 1)")) << "an end belongs to its bucket";
  EXPECT_TRUE(has_line(metrics, name + R"(0.00025"} 2)"));
  EXPECT_TRUE(has_line(metrics, name + R"(10"} 2)"));
  EXPECT_TRUE(has_line(metrics, name + R"(+Inf"} 3)"));
  EXPECT_TRUE(has_line(metrics, R"(springback_http_request_seconds_sum{route="page"} 20.000201)"));
  EXPECT_TRUE(has_line(metrics, R"(springback_http_request_seconds_count{route="page"} 3)"));
}

TEST(Metrics, EveryRefusalHasItsFigure) {
  for (const int status : Metrics::kStatuses) {
    Metrics metrics;
    metrics.count({.status = status});
    EXPECT_TRUE(has_line(metrics, R"(springback_http_requests_total{route="none",status=")" +
                                      std::to_string(status) + "\"} 1"));
    EXPECT_EQ(reason_of(status) == reason_of(500), status == 500) << status;
  }
}

TEST(Metrics, NothingIsLostBetweenThreads) {
  Metrics metrics;
  {
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 4; ++thread)
      threads.emplace_back([&] {
        for (int i = 0; i < 10'000; ++i) metrics.count({.route = Route::health, .status = 200});
      });
  }
  EXPECT_TRUE(has_line(metrics, R"(springback_http_requests_total{route="health",status="200"} 40000)"));
}

}  // namespace
}  // namespace springback::server
