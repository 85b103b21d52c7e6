// Over HTTP, every case of the protocol gets the bytes that a terminal gets.
#include <gtest/gtest.h>

#include <sstream>

#include "server/client.h"
#include "server/program.h"

namespace springback::server {
namespace {

using terminal::Home;
using terminal::Json;

TEST(SameBytes, OfEveryCaseAsInATerminal) {
  const Home compiler(SPRINGBACK_PROTOCOLC), home(SPRINGBACK_PROGRAM);
  const std::string cases = compiler.run({SPRINGBACK_SOURCE_DIR "/protocol", "--cases"}).out;
  home.write("cases.jsonl", cases);
  std::istringstream requests(cases);
  std::istringstream answers(home.run({"advise", "--cases", home.path("cases.jsonl"), "--json"}).out);
  const Program program(home);
  Client client(program.port());
  int same = 0;
  for (std::string request, expected; std::getline(requests, request); ++same) {
    ASSERT_TRUE(std::getline(answers, expected));
    // In a batch the case's id comes first.
    const std::string id = R"("id":)" + Json::parse(request)["id"].dump() + ",";
    ASSERT_EQ(expected.substr(1, id.size()), id);
    expected.erase(1, id.size());
    const auto reply = client.ask(post(request));
    ASSERT_TRUE(reply && reply->status == 200) << request;
    ASSERT_EQ(reply->body, expected) << request;
  }
  EXPECT_GT(same, 500);
}

TEST(SameBytes, OfAJournalAsInATerminal) {
  const Home home(SPRINGBACK_PROGRAM);
  home.import_case("moved-a-sofa");
  const std::string expected = home.run({"advise", "--json", "--at", terminal::kMorning}).out;
  Json request = {{"at", terminal::kMorning}, {"journal", home.entries()}};
  const Program program(home);
  EXPECT_EQ(Client(program.port()).ask(post(request.dump()))->body + "\n", expected);
}

}  // namespace
}  // namespace springback::server
