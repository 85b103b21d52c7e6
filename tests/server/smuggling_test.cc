// Requests that two servers could read in two ways: refused, and what follows is never taken for a request.
#include "server/serving.h"

namespace springback::server {
namespace {

constexpr std::string_view kSmuggled = "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n";

std::string advise(std::string_view lines, std::string_view body) {
  return "POST /v1/advise HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" +
         std::string(lines) + "\r\n" + std::string(body) + std::string(kSmuggled);
}

struct Attempt {
  const char* lines;
  int status;
};

TEST(Smuggling, AHeadWithTwoReadingsEndsTheConnection) {
  Serving serving;
  for (const auto& [lines, status] : {
           Attempt{"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", 400},
           Attempt{"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n", 400},
           Attempt{"Content-Length: 5\r\nContent-Length: 6\r\n", 400},
           Attempt{"Content-Length: 5\r\nContent-Length: 5\r\n", 400},
           Attempt{"Content-Length: 5, 5\r\n", 400},
           Attempt{"Content-Length: +5\r\n", 400},
           Attempt{"Content-Length: -5\r\n", 400},
           Attempt{"Content-Length: 0x5\r\n", 400},
           Attempt{"Content-Length: 5 6\r\n", 400},
           Attempt{"Content-Length: \r\n", 400},
           Attempt{"Content-Length : 5\r\n", 400},
           Attempt{" Content-Length: 5\r\n", 400},
           Attempt{"Transfer-Encoding: gzip\r\n", 501},
           Attempt{"Transfer-Encoding: gzip, chunked\r\n", 501},
           Attempt{"Transfer-Encoding: chunked, identity\r\n", 501},
           Attempt{"Transfer-Encoding: xchunked\r\n", 501},
           Attempt{"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", 400},
           Attempt{"Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n", 501},
           Attempt{"Transfer-Encoding : chunked\r\n", 400},
           Attempt{"Transfer-Encoding: \x0b"
                   "chunked\r\n",
                   400},
           Attempt{"Transfer-Encoding:\r\n chunked\r\n", 400},
           Attempt{"Content-Length: 5\r\nA: b\r\n\tc\r\n", 400},
           Attempt{"Content-Length: 5\nA: b\r\n", 400},
           Attempt{"Content-Length: 5\rA: b\r\n", 400},
           Attempt{"Host: b\r\nContent-Length: 5\r\n", 400},
       }) {
    Client client(serving.port());
    const auto reply = client.ask(advise(lines, "0\r\n\r\n"));
    ASSERT_TRUE(reply) << lines;
    EXPECT_EQ(reply->status, status) << lines;
    EXPECT_EQ(reply->header("connection"), "close") << lines;
    client.finish();
    EXPECT_TRUE(client.ends()) << lines;
  }
}

TEST(Smuggling, FirstLines) {
  Serving serving;
  for (const std::string line :
       {"GET  /health HTTP/1.1", "GET /health  HTTP/1.1", "GET\t/health HTTP/1.1", "/health HTTP/1.1",
        "GET /health HTTP/1.1 ", "GET health HTTP/1.1", "GET /hea\x01lth HTTP/1.1", " GET /health HTTP/1.1",
        "GET /health\n HTTP/1.1"}) {
    Client client(serving.port());
    const auto reply = client.ask(line + "\r\nHost: localhost\r\n\r\n" + std::string(kSmuggled));
    ASSERT_TRUE(reply) << line;
    EXPECT_TRUE(reply->status == 400 || reply->status == 505) << line << reply->status;
    client.finish();
    EXPECT_TRUE(client.ends()) << line;
  }
  for (const char* request :
       {"GET /health HTTP/1.1\r\n\r\n", "GET /health HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n",
        "GET /health HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"})
    EXPECT_EQ(Client(serving.port()).ask(request)->status, 400) << request;
}

TEST(Smuggling, ABodyIsNeverTheNextRequest) {
  Serving serving;
  Client client(serving.port());
  EXPECT_EQ(client.ask(post(kSmuggled))->status, 400) << "it is no JSON";
  EXPECT_EQ(client.ask(get("/nothing"))->status, 404) << "and the next is what follows it";
  const auto with_body = client.ask(
      "GET /health HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(kSmuggled.size()) +
      "\r\n\r\n" + std::string(kSmuggled) + get("/nothing"));
  EXPECT_EQ(with_body->status, 200);
  EXPECT_EQ(client.reply()->status, 404);
}

TEST(Smuggling, ChunksThatAreNone) {
  Serving serving;
  const std::string head =
      "POST /v1/advise HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
      "Transfer-Encoding: chunked\r\n\r\n";
  for (const char* chunks : {"x\r\n", "-1\r\n", "5\r\nabcdeXX0\r\n\r\n", "1\nz\n0\n\n\r\n",
                             "ffffffffffffffffff\r\n", " 1\r\nz\r\n0\r\n\r\n"}) {
    Client client(serving.port());
    const auto reply = client.ask(head + chunks + std::string(kSmuggled));
    ASSERT_TRUE(reply) << chunks;
    EXPECT_TRUE(reply->status == 400 || reply->status == 413) << chunks << reply->status;
    client.finish();
    EXPECT_TRUE(client.ends()) << chunks;
  }
}

}  // namespace
}  // namespace springback::server
