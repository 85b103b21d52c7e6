// Connections: kept, used for requests sent ahead, ended, and stopped without losing an answer.
#include <memory>
#include <vector>

#include "server/serving.h"

namespace springback::server {
namespace {

using std::chrono::milliseconds;

TEST(Connections, AreKept) {
  Serving serving;
  Client client(serving.port());
  for (int turn = 0; turn < 100; ++turn) ASSERT_EQ(client.ask(get("/health"))->status, 200);
  const auto last = client.ask(get("/health", "Connection: close\r\n"));
  EXPECT_EQ(last->header("connection"), "close");
  EXPECT_TRUE(client.ends());
}

TEST(Connections, OfOldClientsEndUnlessAskedOtherwise) {
  Serving serving;
  Client ends(serving.port()), stays(serving.port());
  EXPECT_EQ(ends.ask("GET /health HTTP/1.0\r\n\r\n")->header("connection"), "close");
  EXPECT_TRUE(ends.ends());
  for (int turn = 0; turn < 2; ++turn)
    EXPECT_EQ(stays.ask("GET /health HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")->header("connection"),
              "keep-alive");
}

TEST(Connections, RequestsSentAheadAreAnsweredInOrder) {
  Serving serving;
  Client client(serving.port());
  std::string all;
  for (int turn = 0; turn < 50; ++turn)
    all += get("/health") + get("/nothing") + post(kEmptyRequest) + post("x") +
           "HEAD /health HTTP/1.1\r\nHost: localhost\r\n\r\n";
  client.send(all);
  for (int turn = 0; turn < 50; ++turn) {
    ASSERT_EQ(client.reply()->status, 200);
    ASSERT_EQ(client.reply()->status, 404);
    ASSERT_TRUE(client.reply()->body.starts_with("{\"version\":1,"));
    ASSERT_EQ(client.reply()->status, 400);
    ASSERT_EQ(client.reply(true)->status, 200);
  }
}

TEST(Connections, BytesMayComeOneByOne) {
  Serving serving;
  Client client(serving.port());
  for (const char byte : post(kEmptyRequest)) client.send({&byte, 1});
  EXPECT_EQ(client.reply()->status, 200);
}

TEST(Connections, ARefusedBodyEndsThemAndTheRefusalArrives) {
  Serving serving;
  Client client(serving.port());
  client.send(post(std::string(3U << 20U, ' ')));
  const auto reply = client.reply();
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status, 413);
  EXPECT_EQ(reply->header("connection"), "close");
  client.finish();
  EXPECT_TRUE(client.ends());
}

TEST(Connections, ARefusalWithoutABodyKeepsThem) {
  Serving serving;
  Client client(serving.port());
  EXPECT_EQ(client.ask(get("/v1/advise"))->status, 405);
  EXPECT_EQ(client.ask(get("/nothing"))->status, 404);
  EXPECT_EQ(client.ask(get("/health"))->status, 200);
}

TEST(Connections, IdleOnesAreEnded) {
  Serving serving({.idle = milliseconds(40)});
  Client fresh(serving.port()), used(serving.port());
  EXPECT_TRUE(fresh.ends());
  EXPECT_EQ(Client(serving.port()).ask(get("/health"))->status, 200);
  used.send(get("/health"));
  used.reply();
  EXPECT_TRUE(used.ends());
}

TEST(Connections, WhoAsksNothingLongestMakesRoom) {
  Serving serving({.connections = 2});
  Client one(serving.port()), two(serving.port());
  EXPECT_EQ(one.ask(get("/health"))->status, 200);
  EXPECT_EQ(two.ask(get("/health"))->status, 200);
  Client three(serving.port());
  EXPECT_EQ(three.ask(get("/health"))->status, 200);
  EXPECT_TRUE(one.ends());
  EXPECT_EQ(two.ask(get("/health"))->status, 200);
  EXPECT_EQ(three.ask(get("/health"))->status, 200);
}

TEST(Connections, FirstBytesHaveTheTimeOfAHead) {
  Serving serving({.head = milliseconds(40), .idle = milliseconds(60'000)});
  Client silent(serving.port()), used(serving.port());
  EXPECT_EQ(used.ask(get("/health"))->status, 200);
  EXPECT_TRUE(silent.ends());
  EXPECT_EQ(used.ask(get("/health"))->status, 200) << "between two requests there is more";
}

TEST(Connections, OnesOfAnyThreadMakeRoom) {
  Serving serving({.connections = 2});
  // With two threads in turn, every second connection has the same: that one has nobody to end.
  const std::string asked = post(kEmptyRequest, "Content-Type: application/json\r\nExpect: 100-continue\r\n");
  const std::string head = asked.substr(0, asked.size() - kEmptyRequest.size());
  Client busy(serving.port());
  ASSERT_EQ(busy.ask(head)->status, 100);
  Client quiet(serving.port());
  Client third(serving.port());
  EXPECT_EQ(third.ask(head)->status, 100);
  EXPECT_TRUE(quiet.ends());
  EXPECT_EQ(busy.ask(kEmptyRequest)->status, 200);
  EXPECT_EQ(third.ask(kEmptyRequest)->status, 200);
}

TEST(Connections, RefusedOnesThatLingerMakeRoom) {
  Serving serving({.connections = 2, .linger = milliseconds(60'000)});
  std::vector<std::unique_ptr<Client>> refused;
  for (int n = 0; n < 20; ++n) {
    refused.push_back(std::make_unique<Client>(serving.port()));
    EXPECT_EQ(refused.back()->ask("nonsense\r\n\r\n")->status, 400) << n;
  }
  EXPECT_EQ(Client(serving.port()).ask(get("/health"))->status, 200);
}

TEST(Connections, HalfRequestsKeepNobodyOut) {
  Serving serving({.connections = 16, .head = milliseconds(60'000), .idle = milliseconds(60'000)});
  std::vector<std::unique_ptr<Client>> half;
  for (int n = 0; n < 300; ++n) {
    half.push_back(std::make_unique<Client>(serving.port()));
    if (n % 3 == 1) half.back()->send("G");
    if (n % 3 == 2) half.back()->send("GET /health HTTP/1.1\r\nHost: ");
    if (n % 10 != 0) continue;
    const auto reply = Client(serving.port()).ask(get("/health"));
    ASSERT_TRUE(reply.has_value()) << n;
    EXPECT_EQ(reply->status, 200) << n;
  }
}

TEST(Connections, AClientThatReadsNothingIsGivenUp) {
  Folder folder;
  folder.write("index.html", std::string(48U << 20U, 'x'));
  Files files;
  ASSERT_TRUE(files.add_folder(folder.path).has_value());
  Serving serving({.send = milliseconds(40)}, std::move(files));
  Client deaf(serving.port()), other(serving.port());
  deaf.send(get("/"));
  const auto metrics = [&] { return other.ask(get("/metrics"))->body; };
  // The answer is counted when it is given up. Nothing but the sweep can do that.
  std::string figures;
  do figures = metrics();
  while (figures.find(R"(springback_http_requests_total{route="page",status="200"} 1)") == std::string::npos);
  EXPECT_EQ(figures.find(R"(springback_http_sent_bytes_total{route="page"} 50331648)"), std::string::npos);
}

TEST(Stopping, EndsIdleConnectionsAndListensNoMore) {
  Serving serving;
  Client used(serving.port()), fresh(serving.port());
  EXPECT_EQ(used.ask(get("/health"))->status, 200);
  serving.stop();
  EXPECT_TRUE(used.ends());
  serving.wait_end();
  EXPECT_THROW(Client(serving.port()), std::runtime_error);
}

TEST(Stopping, FinishesARequestInFlight) {
  Serving serving;
  Client client(serving.port()), idle(serving.port());
  const std::string whole = post(kEmptyRequest, "Content-Type: application/json\r\nExpect: 100-continue\r\n");
  ASSERT_EQ(client.ask(whole.substr(0, whole.size() - kEmptyRequest.size()))->status, 100);
  ASSERT_EQ(idle.ask(get("/health"))->status, 200);
  serving.stop();
  ASSERT_TRUE(idle.ends()) << "it is stopping";
  const auto reply = client.ask(kEmptyRequest);
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status, 200);
  EXPECT_EQ(reply->header("connection"), "close");
  EXPECT_TRUE(client.ends());
  serving.wait_end();
}

TEST(Stopping, DoesNotWaitForEver) {
  Serving serving({.stop = milliseconds(40)});
  Client client(serving.port());
  const std::string whole = post(kEmptyRequest, "Content-Type: application/json\r\nExpect: 100-continue\r\n");
  ASSERT_EQ(client.ask(whole.substr(0, whole.size() - kEmptyRequest.size()))->status, 100);
  serving.stop();
  EXPECT_EQ(client.reply()->status, 408);
  client.finish();
  serving.wait_end();
}

TEST(Listening, SaysWhyItCannot) {
  Service service(built_in(), "0", {}, nullptr);
  const auto first = Server::open({.port = 0}, service);
  ASSERT_TRUE(first.has_value());
  const auto error = [&](const std::string& address, std::uint16_t port) {
    return Server::open({.address = address, .port = port}, service).error();
  };
  EXPECT_EQ(error("127.0.0.1", (*first)->port()), ListenError::port_taken);
  EXPECT_EQ(error("localhost.", 0), ListenError::bad_address);
  EXPECT_EQ(error("", 0), ListenError::bad_address);
  EXPECT_EQ(error("203.0.113.1", 0), ListenError::refused) << "not an address of this machine";
}

}  // namespace
}  // namespace springback::server
