#include "store/content.h"

#include <gtest/gtest.h>

#include <string>

#include "store/record.h"

namespace springback {
namespace {

TEST(SameContent, IsEqualityOfValues) {
  EXPECT_TRUE(same_content(R"({"a":1,"b":[1,2]})", R"( {"b" : [1, 2], "a":1} )"));
  EXPECT_TRUE(same_content(R"({"a":"\u00e9"})", R"({"a":"é"})"));
  EXPECT_FALSE(same_content(R"({"a":[1,2]})", R"({"a":[2,1]})"));
  EXPECT_FALSE(same_content(R"({"a":1})", R"({"a":"1"})"));
  EXPECT_FALSE(same_content(R"({"a":1})", R"({"a":1,"b":null})"));
  EXPECT_FALSE(same_content(R"({"a":false})", R"({"a":0})"));
}

TEST(SameContent, WhatCannotBeReadIsOnlyItself) {
  EXPECT_FALSE(same_content("{", "{ "));
  EXPECT_TRUE(same_content("{", "{"));
}

TEST(SameContent, DepthDoesNotEndTheProgram) {
  const std::string deep(500'000, '[');
  const std::string closed = deep + std::string(500'000, ']');
  EXPECT_FALSE(same_content(closed, closed + " "));
}

TEST(CheckEntry, BracketsInTextsAreNoDepth) {
  const std::string brackets = std::string(200, '[') + R"(\"{)";
  const StoredEntry entry{
      .id = "e", .at = {}, .text = R"({"id":"e","at":"1970-01-01T00:00:00Z","x":")" + brackets + "\"}"};
  EXPECT_TRUE(check_entry(entry));
}

TEST(Record, TheWorkedExampleOfTheReadme) {
  const StoredEntry entry{.id = "e", .at = {1'000'000}, .text = R"({"id":"e","at":"1970-01-01T00:00:01Z"})"};
  EXPECT_EQ(record_checksum(1, entry), 1115484911U);
}

}  // namespace
}  // namespace springback
