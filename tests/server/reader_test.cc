// Requests out of bytes that come in pieces, without a socket.
#include "server/reader.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace springback::server {
namespace {

using Got = Reader::Got;

constexpr Bounds kBounds = {.head_bytes = 1024, .body_bytes = 64};

void put(Reader& reader, std::string_view bytes) {
  std::ranges::copy(bytes, reader.room().begin());
  reader.received(bytes.size());
}

TEST(Reader, ALastChunkInPieces) {
  Reader reader(kBounds);
  put(reader, "POST /v1/advise HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
  ASSERT_EQ(reader.read_head(), Got::whole);
  EXPECT_TRUE(reader.has_body());
  for (const char* piece : {"1\r\n", "x", "\r\n", "0\r\n", "\r"}) {
    put(reader, piece);
    ASSERT_EQ(reader.read_body(), Got::part) << piece;
  }
  put(reader, "\n");
  EXPECT_EQ(reader.read_body(), Got::whole);
  EXPECT_EQ(reader.request().body, "x");
  EXPECT_EQ(reader.waiting(), 0U);
}

TEST(Reader, WhatWasSentAheadIsTheNext) {
  Reader reader(kBounds);
  put(reader, "GET /a HTTP/1.1\r\nHost: a\r\n\r\nGET /b HTTP/1.0\r\n\r\nGET /c");
  ASSERT_EQ(reader.read_head(), Got::whole);
  ASSERT_EQ(reader.read_body(), Got::whole);
  EXPECT_EQ(reader.request().target, "/a");
  EXPECT_TRUE(reader.keeps_open());
  reader.begin();
  ASSERT_EQ(reader.read_head(), Got::whole);
  EXPECT_EQ(reader.request().target, "/b");
  EXPECT_FALSE(reader.keeps_open());
  EXPECT_TRUE(reader.is_http_1_0());
  ASSERT_EQ(reader.read_body(), Got::whole);
  reader.begin();
  EXPECT_EQ(reader.read_head(), Got::part);
  EXPECT_EQ(reader.throw_away(), 6U);
}

TEST(Reader, AFoldedLineIsFoundHoweverItComes) {
  const std::string_view folded = "GET /a HTTP/1.1\r\nHost: a\r\nB: c\r\n d\r\n\r\n";
  for (std::size_t cut = 0; cut < folded.size(); ++cut) {
    Reader reader(kBounds);
    put(reader, folded.substr(0, cut));
    ASSERT_EQ(reader.read_head(), Got::part) << cut;
    put(reader, folded.substr(cut));
    ASSERT_EQ(reader.read_head(), Got::refused) << cut;
    EXPECT_EQ(reader.status(), 400) << cut;
  }
}

TEST(Reader, AForeignHostWhereOnlyThisMachineIsServed) {
  for (const bool local : {false, true}) {
    Reader reader({.head_bytes = 1024, .body_bytes = 64, .local = local});
    put(reader, "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n");
    EXPECT_EQ(reader.read_head(), local ? Got::refused : Got::whole);
    EXPECT_EQ(reader.status(), local ? 421 : 0);
  }
}

}  // namespace
}  // namespace springback::server
