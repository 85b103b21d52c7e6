// The writer: what JSON forbids is escaped, everything else passes as it is.
#include "document/json_writer.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace springback {
namespace {

std::string text(std::string_view value) { return JsonWriter().text(value).take(); }

TEST(JsonWriter, EscapesWhatJsonForbids) {
  EXPECT_EQ(text(""), R"("")");
  EXPECT_EQ(text("a\"b\\c"), R"("a\"b\\c")");
  EXPECT_EQ(text("a\nb"), R"("a\nb")");
  EXPECT_EQ(text("a\tb\r"), R"("a\u0009b\u000d")");
  EXPECT_EQ(text(std::string_view("\0\x01\x1f", 3)), R"("\u0000\u0001\u001f")");
  EXPECT_EQ(text("\x7f/"), "\"\x7f/\"");
}

TEST(JsonWriter, PassesUtf8AsItIs) { EXPECT_EQ(text("¿Dónde? 🙂 \u2028"), "\"¿Dónde? 🙂 \u2028\""); }

TEST(JsonWriter, EveryByteOfAsciiComesBack) {
  for (int byte = 0; byte < 0x80; ++byte) {
    const std::string one(1, static_cast<char>(byte));
    EXPECT_EQ(nlohmann::json::parse(text(one)).get<std::string>(), one) << byte;
  }
}

TEST(JsonWriter, FindsWhatToEscapeAtEveryPlace) {
  for (std::size_t size = 1; size < 70; ++size)
    for (std::size_t at = 0; at < size; ++at)
      for (const char bad : {'"', '\\', '\x1f'}) {
        std::string one(size, 'x');
        one[at] = bad;
        ASSERT_EQ(nlohmann::json::parse(text(one)).get<std::string>(), one) << size << " " << at;
      }
}

TEST(JsonWriter, PutsCommasBetweenAndNowhereElse) {
  JsonWriter json;
  json.object()
      .key("a")
      .number(1)
      .key("b")
      .array()
      .number(1)
      .text(":")
      .text("[")
      .flag(true)
      .null()
      .end_array();
  json.key("c").object().end_object().key("d").array().end_array().key("e").text("{").end_object();
  EXPECT_EQ(json.take(), R"({"a":1,"b":[1,":","[",true,null],"c":{},"d":[],"e":"{"})");
}

TEST(JsonWriter, ListsOfObjectsAndLists) {
  JsonWriter json;
  json.array()
      .object()
      .end_object()
      .object()
      .key("x")
      .flag(false)
      .end_object()
      .array()
      .end_array()
      .array()
      .number(0);
  json.end_array().end_array();
  EXPECT_EQ(json.take(), R"([{},{"x":false},[],[0]])");
}

TEST(JsonWriter, WritesNumbersWhole) {
  EXPECT_EQ(JsonWriter().number(-9'223'372'036'854'775'807LL - 1).take(), "-9223372036854775808");
  EXPECT_EQ(JsonWriter().array().number(0).raw("38.0").end_array().take(), "[0,38.0]");
}

}  // namespace
}  // namespace springback
