// `springback serve` as a person and an operator meet it.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "server/client.h"
#include "server/program.h"

namespace springback::server {
namespace {

using terminal::Home;
using terminal::Ran;

/// How many descriptors this process may have, and those that it starts, for as long as the object lives.
class Descriptors {
 public:
  explicit Descriptors(rlim_t most) {
    getrlimit(RLIMIT_NOFILE, &before_);
    const rlimit now{.rlim_cur = std::min(most, before_.rlim_max), .rlim_max = before_.rlim_max};
    setrlimit(RLIMIT_NOFILE, &now);
  }
  ~Descriptors() { setrlimit(RLIMIT_NOFILE, &before_); }
  Descriptors(const Descriptors&) = delete;
  Descriptors& operator=(const Descriptors&) = delete;

 private:
  rlimit before_{};
};

/// Clients that stand there with nothing, a byte or a piece of a head, while others ask.
void crowd(std::uint16_t port, int count) {
  Client kept(port);
  std::vector<std::unique_ptr<Client>> half;
  for (int n = 0; n < count; ++n) {
    half.push_back(std::make_unique<Client>(port));
    if (n % 3 == 1) half.back()->send("P");
    if (n % 3 == 2) half.back()->send("POST /v1/advise HTTP/1.1\r\nHost: ");
    if (n % 10 != 0) continue;
    const auto reply = Client(port).ask(post(kEmptyRequest));
    ASSERT_TRUE(reply && reply->status == 200) << n;
    const auto again = kept.ask(get("/health"));
    ASSERT_TRUE(again && again->status == 200) << n;
  }
  // All at once, and nobody asks between them.
  for (int n = 0; n < count; ++n) half[static_cast<std::size_t>(n)] = std::make_unique<Client>(port);
  const auto reply = Client(port).ask(post(kEmptyRequest));
  ASSERT_TRUE(reply && reply->status == 200);
}

class Serve : public testing::Test {
 protected:
  Home home{SPRINGBACK_PROGRAM};
};

TEST_F(Serve, PrintsItsAddressAndStopsWhenAsked) {
  for (const int number : {SIGINT, SIGTERM}) {
    Program program(home);
    EXPECT_EQ(program.printed(),
              "Springback is at http://127.0.0.1:" + std::to_string(program.port()) + "/ (Ctrl-C stops it)");
    Client client(program.port());
    EXPECT_EQ(client.ask(get("/health"))->status, 200);
    program.signal(number);
    EXPECT_EQ(program.wait_end(), 0);
    EXPECT_TRUE(client.ends());
  }
  EXPECT_FALSE(home.has("journal.db")) << "a server keeps no journal";
}

TEST_F(Serve, LogsOneLineForEachRequestAndNothingOfThePerson) {
  Program program(home);
  Client client(program.port());
  EXPECT_EQ(client.ask(get("/health?name=maria"))->status, 200);
  EXPECT_EQ(client.ask(post("my back"))->status, 400);
  program.signal(SIGTERM);
  EXPECT_EQ(program.wait_end(), 0);
  const std::string log = home.read("log");
  EXPECT_TRUE(log.starts_with("GET /health 200 ")) << log;
  EXPECT_NE(log.find("\nPOST /v1/advise 400 "), std::string::npos) << log;
  EXPECT_EQ(log.find("maria"), std::string::npos);
  EXPECT_EQ(log.find("back"), std::string::npos);
}

TEST_F(Serve, AnswersWhileAThousandStandThere) {
  const Descriptors enough(4096);
  const Program program(home);
  crowd(program.port(), 1000);
  EXPECT_EQ(home.read("log").find(" 503 "), std::string::npos);
}

TEST_F(Serve, AnswersWithoutADescriptorLeft) {
  std::unique_ptr<Program> program;
  {
    const Descriptors few(48);
    program = std::make_unique<Program>(home);
  }
  crowd(program->port(), 200);
}

TEST_F(Serve, ServesAPage) {
  home.write("index.html", "<p>start");
  Program program(home, {"--page", home.path("")});
  EXPECT_EQ(Client(program.port()).ask(get("/"))->body, "<p>start");
}

TEST_F(Serve, TellsProgramsWhereItIs) {
  Program program(home, {"--json"});
  const std::string port = std::to_string(program.port());
  EXPECT_EQ(program.printed(), R"({"address":"http://127.0.0.1:)" + port + R"(/","port":)" + port + "}");
}

TEST_F(Serve, SaysInOneLineWhyItCannot) {
  const Program program(home);
  const std::string port = std::to_string(program.port());
  const Ran taken = home.run({"serve", "--port", port});
  EXPECT_EQ(taken.status, 3);
  EXPECT_EQ(taken.err,
            "springback: Port " + port + " is in use. Another port may be free: springback serve --port 0\n");
  EXPECT_EQ(
      home.run({"serve", "--locale", "es", "--port", port}).err,
      "springback: El puerto " + port + " está en uso. Quizá otro esté libre: springback serve --port 0\n");
  const Ran address = home.run({"serve", "--bind", "here"});
  EXPECT_EQ(address.status, 2);
  EXPECT_EQ(address.err, "springback: `--bind here` is not an address like 127.0.0.1\n");
  const Ran elsewhere = home.run({"serve", "--bind", "203.0.113.1", "--port", "0"});
  EXPECT_EQ(elsewhere.status, 3);
  const Ran page = home.run({"serve", "--page", home.path("none")});
  EXPECT_EQ(page.status, 1);
  EXPECT_TRUE(page.err.starts_with("springback: " + home.path("none") + ": cannot be read")) << page.err;
  EXPECT_EQ(home.run({"serve", "--port", "70000"}).status, 2);
}

}  // namespace
}  // namespace springback::server
