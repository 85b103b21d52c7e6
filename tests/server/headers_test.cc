// The grammars of headers, on both sides of what they accept.
#include "server/headers.h"

#include <gtest/gtest.h>

namespace springback::server {
namespace {

std::string_view chosen(std::string_view accept, bool br = true, bool gzip = true) {
  return encoding_name(choose_encoding(accept, br, gzip));
}

TEST(Headers, TakeTheBestEncodingThatIsThere) {
  EXPECT_EQ(chosen("gzip, deflate, br, zstd"), "br");
  EXPECT_EQ(chosen("gzip, deflate"), "gzip");
  EXPECT_EQ(chosen("GZIP"), "gzip");
  EXPECT_EQ(chosen("gzip, br", false), "gzip");
  EXPECT_EQ(chosen("br", false), "");
  EXPECT_EQ(chosen("br", true, false), "br");
  EXPECT_EQ(chosen("*"), "br");
  EXPECT_EQ(chosen(""), "");
  EXPECT_EQ(chosen("deflate"), "");
  EXPECT_EQ(chosen("brotli"), "");
}

TEST(Headers, WeighEncodings) {
  EXPECT_EQ(chosen("br;q=0.5, gzip;q=0.8"), "gzip");
  EXPECT_EQ(chosen("br;q=0.801, gzip;q=0.8"), "br");
  EXPECT_EQ(chosen("br;q=0, gzip"), "gzip");
  EXPECT_EQ(chosen("br; q=0.000, gzip ;q=0"), "");
  EXPECT_EQ(chosen("identity, gzip;q=0.5"), "");
  EXPECT_EQ(chosen("identity;q=0.5, gzip;q=0.5"), "gzip");
  EXPECT_EQ(chosen("*;q=0, gzip;q=0.1"), "gzip");
  EXPECT_EQ(chosen("br;q=zebra"), "br") << "no weight is as none given";
  EXPECT_EQ(chosen(",,;;=,br;;q"), "br");
}

TEST(Headers, CompareTags) {
  EXPECT_TRUE(names_etag("\"a\"", "\"a\""));
  EXPECT_TRUE(names_etag("W/\"a\"", "\"a\""));
  EXPECT_TRUE(names_etag("\"b\" , \"a\"", "\"a\""));
  EXPECT_TRUE(names_etag("*", "\"a\""));
  EXPECT_FALSE(names_etag("\"A\"", "\"a\""));
  EXPECT_FALSE(names_etag("a", "\"a\""));
  EXPECT_FALSE(names_etag("", "\"a\""));
}

TEST(Headers, FindThePathOfATarget) {
  EXPECT_EQ(path_of("/a/b.js?x=1#y"), "/a/b.js");
  EXPECT_EQ(path_of("http://springback.example/a?b"), "/a");
  EXPECT_EQ(path_of("https://springback.example"), "/");
  EXPECT_EQ(path_of("*"), "*");
  EXPECT_EQ(path_of(""), "");
}

TEST(Headers, KnowJson) {
  for (const char* yes : {"application/json", "Application/JSON; charset=UTF-8",
                          "application/json;charset=\"utf-8\"", "application/json; version=1"})
    EXPECT_TRUE(is_json(yes)) << yes;
  for (const char* no : {"", "text/plain", "application/jsonp", "application/json; charset=latin1",
                         "application/json, text/plain", "json", "application/json;charset="})
    EXPECT_FALSE(is_json(no)) << no;
}

TEST(Headers, KnowAHashInAName) {
  EXPECT_TRUE(is_hashed_name("/assets/index-B4x_9aQz.js"));
  EXPECT_TRUE(is_hashed_name("/assets/fonts/a-01234567.woff2"));
  EXPECT_TRUE(is_hashed_name("/assets/a-B-x_9aQz.js.map"));
  EXPECT_FALSE(is_hashed_name("/index-B4x_9aQz.js")) << "only under assets";
  EXPECT_FALSE(is_hashed_name("/assets/my-document.js")) << "a word";
  EXPECT_FALSE(is_hashed_name("/assets/index-B4x_9aQ.js")) << "too short";
  EXPECT_FALSE(is_hashed_name("/assets/indexB4x_9aQz.js"));
  EXPECT_FALSE(is_hashed_name("/assets/-B4x_9aQz.js")) << "nothing before it";
}

TEST(Headers, WriteADate) {
  EXPECT_EQ(http_date(784'111'777), "Sun, 06 Nov 1994 08:49:37 GMT");
  EXPECT_EQ(http_date(0), "Thu, 01 Jan 1970 00:00:00 GMT");
}

TEST(Headers, WriteAHead) {
  HttpResponse response{.status = 405, .allow = "POST", .made = "no\n"};
  const std::string head = head_text(response, {.date = "today", .keeps_open = false});
  EXPECT_TRUE(head.starts_with("HTTP/1.1 405 Method Not Allowed\r\nDate: today\r\n")) << head;
  EXPECT_TRUE(head.ends_with("\r\n\r\n"));
  EXPECT_NE(head.find("\r\nContent-Length: 3\r\n"), std::string::npos);
  EXPECT_NE(head.find("\r\nAllow: POST\r\n"), std::string::npos);
  EXPECT_NE(head.find("\r\nConnection: close\r\n"), std::string::npos);
  EXPECT_EQ(head.find("ETag"), std::string::npos);
  response.status = 304;
  EXPECT_EQ(head_text(response, {}).find("Content-Length"), std::string::npos);
  EXPECT_NE(head_text(response, {.http_1_0 = true}).find("Connection: keep-alive"), std::string::npos);
}

TEST(Headers, WhoIsAsked) {
  EXPECT_EQ(authority_of("/health", "localhost:1"), "localhost:1");
  EXPECT_EQ(authority_of("http://a.example:1/health", "localhost"), "a.example:1");
  EXPECT_EQ(authority_of("https://a.example?x=/", "localhost"), "a.example");
  EXPECT_EQ(authority_of("http://", "localhost"), "");
  EXPECT_EQ(authority_of("*", ""), "");
}

TEST(Headers, NamesThatNobodyCanLeadHere) {
  for (const char* own : {"localhost", "LocalHost:8127", "localhost:", "127.0.0.1", "127.0.0.1:8127",
                          "10.0.0.7", "[::1]", "[::1]:8127", "[2001:DB8::7]:80", "[::ffff:127.0.0.1]"})
    EXPECT_TRUE(is_local_or_digits(own)) << own;
  for (const char* other : {"",
                            ":8127",
                            "evil.example",
                            "evil.example:8127",
                            "localhost.evil.example",
                            "evil.localhost",
                            "127.0.0.1.evil.example",
                            "127.0.0.1@evil.example",
                            "evil.example@127.0.0.1",
                            "localhost:80:80",
                            "localhost:evil",
                            "localhost:80evil.example",
                            "127.1",
                            "127.0.0.256",
                            "127.0.0.1 ",
                            "::1",
                            "[::1",
                            "[]",
                            "[127.0.0.1]",
                            "[::1].evil.example",
                            "[::1]evil:80",
                            "[evil.example]",
                            "localhost, evil"})
    EXPECT_FALSE(is_local_or_digits(other)) << other;
  EXPECT_FALSE(is_local_or_digits(std::string_view("127.0.0.1\0.evil.example", 23)));
}

TEST(Headers, NoStatusIsWithoutAReason) {
  for (const int status : {200, 304, 400, 404, 405, 408, 411, 413, 415, 417, 421, 431, 501, 503, 505})
    EXPECT_NE(reason_of(status), reason_of(500)) << status;
  EXPECT_EQ(refusal(404).body(), "There is nothing here. / Aquí no hay nada.\n");
}

}  // namespace
}  // namespace springback::server
