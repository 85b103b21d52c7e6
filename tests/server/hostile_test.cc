// Ten thousand requests that were good once: cut, bent, with wrong lengths, flooded with headers, with a
// second request inside. The server goes on answering, and its memory stays where it was.
#include <gtest/gtest.h>

#include <csignal>
#include <fstream>
#include <random>

#include "server/client.h"
#include "server/program.h"

namespace springback::server {
namespace {

constexpr int kRequests = 10'000;
/// What allocators may keep back. A leak of one body in a hundred would be ten times this.
constexpr long kMarginKib = 4096;

std::vector<std::string> good_requests() {
  std::vector<std::string> all = {get("/health"), get("/metrics"),
                                  get("/v1/openapi.json", "Accept-Encoding: br\r\n"), get("/nothing"),
                                  post(kEmptyRequest)};
  std::ifstream cases(SPRINGBACK_SOURCE_DIR "/protocol/cases/first.jsonl");
  for (std::string line; std::getline(cases, line);) all.push_back(post(line));
  return all;
}

/// Makes bad requests of good ones. The same seed makes the same ones.
class Bender {
 public:
  std::string bend(std::string text) {
    const int times = 1 + pick(3);
    for (int time = 0; time < times; ++time) bend_once(text);
    return text;
  }

 private:
  int pick(std::size_t below) { return static_cast<int>(random_() % below); }

  void bend_once(std::string& text) {
    const std::size_t at = random_() % (text.size() + 1);
    switch (pick(9)) {
      case 0: text.resize(at); break;
      case 1:
        for (int flips = 1 + pick(20); flips > 0 && !text.empty(); --flips)
          text[random_() % text.size()] ^= static_cast<char>(1 << pick(8));
        break;
      case 2: replace(text, "Content-Length: ", "Content-Length: " + std::to_string(pick(5000))); break;
      case 3: replace(text, "\r\n", "\r\nTransfer-Encoding: chunked\r\n"); break;
      case 4: replace(text, "\r\n", "\r\nContent-Length: " + std::to_string(pick(100)) + "\r\n"); break;
      case 5: replace(text, "\r\n", "\r\n" + flood()); break;
      case 6: text.insert(at, get("/health")); break;
      case 7:
        text.insert(at, std::string(static_cast<std::size_t>(pick(3000)), static_cast<char>(pick(256))));
        break;
      default: replace(text, " HTTP/1.1", pick(2) == 0 ? " HTTP/1.9" : ""); break;
    }
  }

  static void replace(std::string& text, std::string_view what, const std::string& with) {
    if (const std::size_t at = text.find(what); at != std::string::npos) text.replace(at, what.size(), with);
  }

  std::string flood() {
    std::string lines;
    for (int line = pick(1500); line > 0; --line) lines += "X-" + std::to_string(line) + ": y\r\n";
    return lines;
  }

  std::mt19937 random_{8127};
};

void send_bent(std::uint16_t port, const std::vector<std::string>& good, Bender& bender, int count) {
  for (int sent = 0; sent < count; ++sent) {
    Client client(port);
    client.send(bender.bend(good[static_cast<std::size_t>(sent) % good.size()]));
    client.finish();
    // Some are still whole, and some hold two: all that is asked is that each reply is one, and that it ends.
    while (const auto reply = client.reply()) {
      ASSERT_TRUE(reply->status >= 100 && reply->status < 600) << reply->status;
      ASSERT_NE(reply->status, 500);
      ASSERT_NE(reply->status, 503);
    }
    if (sent % 500 == 0) {
      ASSERT_EQ(Client(port).ask(get("/health"))->status, 200);
    }
  }
}

TEST(Hostile, TenThousandRequestsLeaveItAnsweringWithItsMemoryFlat) {
  const terminal::Home home(SPRINGBACK_PROGRAM);
  Program program(home);
  const std::vector<std::string> good = good_requests();
  Bender bender;
  send_bent(program.port(), good, bender, kRequests / 10);  // buffers and arenas reach their size
  const long before = program.resident_kib();
  send_bent(program.port(), good, bender, kRequests);
  const long after = program.resident_kib();
  EXPECT_LT(after, before + kMarginKib);
  RecordProperty("before_kib", std::to_string(before));
  RecordProperty("after_kib", std::to_string(after));
  EXPECT_EQ(Client(program.port()).ask(post(kEmptyRequest))->status, 200);
  program.signal(SIGTERM);
  EXPECT_EQ(program.wait_end(), 0);
}

}  // namespace
}  // namespace springback::server
