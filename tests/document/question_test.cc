// How single findings are asked: what a door needs beside the cards of an advice.
#include "document/question.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace springback {
namespace {

using Json = nlohmann::ordered_json;

Json questions(std::string_view request) {
  bool ok = false;
  const std::string document = answer_questions(built_in(), request, &ok);
  EXPECT_TRUE(ok) << document;
  return Json::parse(document)["questions"];
}

TEST(Question, HasWordsAnswersAndWhatANoRecords) {
  const Json asked = questions(
      R"({"locale":"en","questions":["skin_at_site","saddle_numbness","pain_now","pain_sites"]})");
  ASSERT_EQ(asked.size(), 4U);
  EXPECT_EQ(asked[0]["type"], "choice");
  EXPECT_EQ(asked[0]["none"], "normal");
  EXPECT_EQ(asked[0]["options"][1]["value"], "broken");
  EXPECT_EQ(asked[1]["none"], false);
  EXPECT_NE(asked[1]["again"], asked[1]["text"]);
  EXPECT_TRUE(asked[1]["again"].is_string());
  EXPECT_EQ(asked[2]["high"], 10);
  EXPECT_TRUE(asked[2]["none"].is_null());
  EXPECT_EQ(asked[3]["type"], "set");
}

TEST(Question, SpeaksTheLanguageThatIsAskedFor) {
  EXPECT_NE(questions(R"({"locale":"es","questions":["fever"]})")[0]["text"],
            questions(R"({"locale":"en","questions":["fever"]})")[0]["text"]);
}

TEST(Question, NamesWhatCannotBeAsked) {
  for (const std::string_view wrong :
       {R"({"questions":["no_such_finding"]})", R"({"questions":[7]})", R"({"questions":{}})",
        R"({"locale":"xx","questions":[]})", "[]", "no json"}) {
    bool ok = true;
    const std::string document = answer_questions(built_in(), wrong, &ok);
    EXPECT_FALSE(ok) << wrong;
    EXPECT_TRUE(Json::parse(document).contains("error")) << document;
  }
}

}  // namespace
}  // namespace springback
