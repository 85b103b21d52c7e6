// A line has what an operator needs, and nothing of the person.
#include "server/access_log.h"

#include <gtest/gtest.h>

namespace springback::server {
namespace {

Exchange exchange_at(std::string_view path) {
  return {.method = Method::get, .path = path, .status = 200, .bytes_out = 5, .microseconds = 7};
}

TEST(AccessLog, SaysMethodPathStatusBytesAndMicroseconds) {
  EXPECT_EQ(log_line(exchange_at("/health")), "GET /health 200 5 7\n");
  EXPECT_EQ(log_line({.status = 408}), "- - 408 0 0\n");
}

TEST(AccessLog, APathCannotBreakTheLine) {
  EXPECT_EQ(log_line(exchange_at("/a\nb\x1b[1m \x7f\xc3\xb1")), "GET /a?b?[1m???? 200 5 7\n");
  EXPECT_EQ(log_line(exchange_at(std::string(500, 'x'))), "GET " + std::string(80, 'x') + " 200 5 7\n");
}

TEST(AccessLog, PassesWholeLinesOnAtRestOrWhenThereAreMany) {
  std::string kept;
  int calls = 0;
  AccessLog log([&](std::string_view lines) {
    EXPECT_TRUE(lines.ends_with('\n'));
    kept += lines;
    ++calls;
  });
  log.flush();
  EXPECT_EQ(calls, 0);
  log.write(exchange_at("/a"));
  EXPECT_EQ(kept, "");
  log.flush();
  EXPECT_EQ(kept, "GET /a 200 5 7\n");
  for (int line = 0; line < 2000; ++line) log.write(exchange_at("/a"));
  EXPECT_EQ(calls, 2) << "30 kB are once too many to keep";
  log.flush();
  EXPECT_EQ(kept.size(), 2001 * std::string_view("GET /a 200 5 7\n").size());
}

}  // namespace
}  // namespace springback::server
