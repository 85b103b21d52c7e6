// Every status, on both sides of the limit that it guards.
#include <nlohmann/json.hpp>

#include "server/formats.h"
#include "server/serving.h"

namespace springback::server {
namespace {

using std::chrono::milliseconds;

int status_of(const Serving& serving, std::string_view request) {
  const auto reply = Client(serving.port()).ask(request);
  return reply ? reply->status : 0;
}

TEST(Statuses, AdviceAndItsErrors) {
  Serving serving;
  Client client(serving.port());
  const auto advice = client.ask(post(kEmptyRequest));
  EXPECT_EQ(advice->status, 200);
  EXPECT_EQ(advice->header("content-type"), "application/json");
  EXPECT_EQ(advice->header("cache-control"), "no-store");
  EXPECT_EQ(nlohmann::json::parse(advice->body)["triage"]["urgency"], "undecided");
  const auto wrong = client.ask(post(R"({"at":"today","journal":[]})"));
  EXPECT_EQ(wrong->status, 400);
  EXPECT_EQ(wrong->body, R"({"error":{"code":"bad_instant","argument":"today","line":null}})");
  EXPECT_EQ(client.ask(post(""))->status, 400);
  EXPECT_EQ(client.ask(post(kEmptyRequest))->status, 200) << "an error ends no connection";
}

TEST(Statuses, NothingThere) {
  Serving serving;
  for (const char* path : {"/", "/v1", "/v1/advise/", "/v1/advice", "/healthy", "/v1/openapi.yaml"})
    EXPECT_EQ(status_of(serving, get(path)), 404) << path;
}

TEST(Statuses, MethodsByPath) {
  Serving serving;
  const auto ask = [&](const std::string& method, const std::string& path) {
    return *Client(serving.port())
                .ask(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n", method == "HEAD");
  };
  for (const char* method : {"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"}) {
    const Reply reply = ask(method, "/v1/advise");
    EXPECT_EQ(reply.status, 405) << method;
    EXPECT_EQ(reply.header("allow"), "POST") << method;
  }
  for (const char* path : {"/health", "/metrics", "/v1/openapi.json"})
    for (const char* method : {"POST", "PUT", "DELETE", "OPTIONS"}) {
      EXPECT_EQ(ask(method, path).status, 405) << method << path;
      EXPECT_EQ(ask(method, path).header("allow"), "GET, HEAD");
    }
  EXPECT_EQ(ask("BREW", "/health").status, 501);
  EXPECT_EQ(ask("get", "/health").status, 501) << "methods are written as they are";
}

TEST(Statuses, BodiesNeedALengthAndAType) {
  Serving serving;
  EXPECT_EQ(
      status_of(serving,
                "POST /v1/advise HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\r\n"),
      411);
  for (const char* more :
       {"", "Content-Type: text/plain\r\n", "Content-Type: application/json; charset=ascii\r\n",
        "Content-Type: application/json\r\nContent-Encoding: gzip\r\n"})
    EXPECT_EQ(status_of(serving, post(kEmptyRequest, more)), 415) << more;
  EXPECT_EQ(status_of(serving, post(kEmptyRequest, "content-type: application/json;charset=utf-8\r\n")), 200);
}

TEST(Statuses, ABodyOfAMebibyteAndNoMore) {
  Serving serving;
  std::string body(kEmptyRequest);
  body.resize(1U << 20U, ' ');
  EXPECT_EQ(status_of(serving, post(body)), 200);
  EXPECT_EQ(status_of(serving, post(body + " ")), 413);
  EXPECT_EQ(status_of(serving,
                      "POST /v1/advise HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                      "Content-Length: 99999999999999999999\r\n\r\n"),
            400);
}

std::string in_chunks(std::string_view body, std::size_t size) {
  std::string text =
      "POST /v1/advise HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
      "Transfer-Encoding: chunked\r\n\r\n";
  static constexpr char kHex[] = "0123456789abcdef";
  while (!body.empty()) {
    const std::string_view chunk = body.substr(0, size);
    std::string length;
    for (std::size_t rest = chunk.size(); rest > 0; rest /= 16) length.insert(0, 1, kHex[rest % 16]);
    text += length + "\r\n" + std::string(chunk) + "\r\n";
    body.remove_prefix(chunk.size());
  }
  return text + "0\r\n\r\n";
}

TEST(Statuses, TheSameInChunks) {
  Serving serving;
  const std::string expected = Client(serving.port()).ask(post(kEmptyRequest))->body;
  for (const std::size_t size : {1U, 7U, 1000U})
    EXPECT_EQ(Client(serving.port()).ask(in_chunks(kEmptyRequest, size))->body, expected) << size;
  std::string body(kEmptyRequest);
  body.resize(1U << 20U, ' ');
  EXPECT_EQ(status_of(serving, in_chunks(body, 5000)), 200);
  EXPECT_EQ(status_of(serving, in_chunks(body + " ", 5000)), 413);
  EXPECT_EQ(status_of(serving, in_chunks(body + " ", 2U << 20U)), 413);
}

TEST(Statuses, AHeadOfEightKibibytesAndNoMore) {
  Serving serving;
  const auto head_of = [](std::size_t size) {
    const std::string without = get("/health", "A: \r\n");
    return get("/health", "A: " + std::string(size - without.size(), 'x') + "\r\n");
  };
  ASSERT_EQ(head_of(8192).size(), 8192U);
  EXPECT_EQ(status_of(serving, head_of(8192)), 200);
  EXPECT_EQ(status_of(serving, head_of(8193)), 431);
  EXPECT_EQ(status_of(serving, get("/" + std::string(9000, 'x'))), 431);
  std::string many = "GET /health HTTP/1.1\r\nHost: localhost\r\n";
  for (int line = 0; line < 2000; ++line) many += "X-" + std::to_string(line) + ": y\r\n";
  EXPECT_EQ(status_of(serving, many + "\r\n"), 431);
}

TEST(Statuses, ALineBeforeAChunkHasALimitToo) {
  Serving serving;
  Client client(serving.port());
  client.send(
      "POST /v1/advise HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
      "Transfer-Encoding: chunked\r\n\r\n1;a=" +
      std::string(200'000, 'x'));
  EXPECT_EQ(client.reply()->status, 431);
}

TEST(Statuses, Versions) {
  Serving serving;
  EXPECT_EQ(status_of(serving, "GET /health HTTP/1.0\r\n\r\n"), 200);
  EXPECT_EQ(status_of(serving, "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"), 200);
  for (const char* version : {"HTTP/2.0", "HTTP/1.2", "HTTP/0.9", "HTTP/9.9", "SPDY/1.1"})
    EXPECT_EQ(status_of(serving, "GET /health " + std::string(version) + "\r\nHost: localhost\r\n\r\n"), 505)
        << version;
}

TEST(Statuses, ARequestThatDoesNotArriveInTime) {
  Serving serving({.head = milliseconds(40), .body = milliseconds(40)});
  EXPECT_EQ(status_of(serving, "GET /health HT"), 408);
  const std::string whole = post(kEmptyRequest);
  EXPECT_EQ(status_of(serving, whole.substr(0, whole.size() - 1)), 408);
  EXPECT_EQ(status_of(serving, whole), 200);
}

TEST(Statuses, AskingBeforeTheBodyIsSent) {
  Serving serving;
  const std::string whole = post(kEmptyRequest, "Content-Type: application/json\r\nExpect: 100-continue\r\n");
  Client client(serving.port());
  EXPECT_EQ(client.ask(whole.substr(0, whole.size() - kEmptyRequest.size()))->status, 100);
  EXPECT_EQ(client.ask(kEmptyRequest)->status, 200);
  EXPECT_EQ(client.ask(whole)->status, 200) << "sent at once, nobody waits for leave";
  EXPECT_EQ(status_of(serving, post(kEmptyRequest, "Content-Type: text/plain\r\nExpect: 100-continue\r\n")),
            415);
  EXPECT_EQ(status_of(serving, get("/health", "Expect: tea\r\n")), 417);
}

TEST(Statuses, OnThisMachineAloneNoOtherHostIsServed) {
  const auto asking = [](const std::string& target, const std::string& host) {
    return "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
  };
  Serving serving, open({}, {}, "0.0.0.0");
  for (const char* host : {"localhost", "localhost:8127", "127.0.0.1:8127", "[::1]", "192.0.2.7"}) {
    EXPECT_EQ(status_of(serving, asking("/health", host)), 200) << host;
    EXPECT_EQ(status_of(open, asking("/health", host)), 200) << host;
  }
  for (const char* host : {"evil.example", "evil.example:8127", "localhost.evil.example", ""}) {
    EXPECT_EQ(status_of(serving, asking("/health", host)), 421) << host;
    EXPECT_EQ(status_of(open, asking("/health", host)), 200) << host;
  }
  EXPECT_EQ(status_of(serving, asking("http://localhost/health", "evil.example")), 200)
      << "the target counts";
  EXPECT_EQ(status_of(serving, asking("http://evil.example/health", "localhost")), 421);
  EXPECT_EQ(status_of(serving, asking("/nothing", "evil.example")), 421) << "nor is told what there is";
  EXPECT_EQ(status_of(serving, "GET /health HTTP/1.0\r\n\r\n"), 200) << "browsers name a host";
  EXPECT_EQ(status_of(serving, "GET /health HTTP/1.0\r\nHost: evil.example\r\n\r\n"), 421);
}

TEST(Statuses, TooManyConnections) {
  Serving serving({.connections = 1});
  // Both are in the midst of a request: nobody makes room.
  const std::string asked = post(kEmptyRequest, "Content-Type: application/json\r\nExpect: 100-continue\r\n");
  Client one(serving.port()), two(serving.port());
  for (Client* client : {&one, &two})
    EXPECT_EQ(client->ask(asked.substr(0, asked.size() - kEmptyRequest.size()))->status, 100);
  Client three(serving.port());
  EXPECT_EQ(three.reply()->status, 503);
  EXPECT_TRUE(three.ends());
  EXPECT_EQ(one.ask(kEmptyRequest)->status, 200);
  EXPECT_EQ(two.ask(kEmptyRequest)->status, 200);
}

class Failing : public Service {
 public:
  Failing() : Service(built_in(), "0", {}, nullptr) {}
  HttpResponse answer(const HttpRequest&) override { throw std::runtime_error("on purpose"); }
};

TEST(Statuses, AFaultIsAnsweredAndTheNextRequestServed) {
  Failing failing;
  const auto server = *Server::open({.port = 0, .threads = 1}, failing);
  const std::jthread thread([&] { server->run(); });
  Client client(server->port());
  EXPECT_EQ(client.ask(get("/health"))->status, 500);
  EXPECT_EQ(client.ask(get("/health"))->status, 500);
  server->stop();
}

TEST(Statuses, HealthFiguresAndFormats) {
  Serving serving;
  Client client(serving.port());
  const auto health = nlohmann::json::parse(client.ask(get("/health"))->body);
  EXPECT_EQ(health["status"], "ok");
  EXPECT_EQ(health["protocol"]["sha256"], std::string(built_in().sha256));
  const auto metrics = client.ask(get("/metrics"));
  EXPECT_EQ(metrics->header("content-type"), "text/plain; version=0.0.4; charset=utf-8");
  EXPECT_NE(metrics->body.find(R"(springback_http_requests_total{route="health",status="200"} 1)"),
            std::string::npos);
  EXPECT_NE(metrics->body.find("springback_http_connections_open 1\n"), std::string::npos);
  for (const Format& format : formats()) {
    const auto reply = client.ask(get("/v1/" + std::string(format.name)));
    EXPECT_EQ(reply->status, 200) << format.name;
    EXPECT_EQ(reply->header("content-type"), "application/json");
    std::ifstream file(std::string(SPRINGBACK_SOURCE_DIR "/docs/formats/") + std::string(format.name));
    EXPECT_EQ(reply->body, std::string(std::istreambuf_iterator<char>(file), {})) << format.name;
  }
}

}  // namespace
}  // namespace springback::server
