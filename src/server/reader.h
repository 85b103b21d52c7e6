// Reads requests out of a connection's bytes, one after the other, and says what is to be refused with which
// status. Knows neither sockets nor clocks; which library reads HTTP is known to reader.cc alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "server/http.h"

namespace springback::server {

/// What a request may be. Beyond it is refused.
struct Bounds {
  std::size_t head_bytes = 0;  ///< first line and headers: 431
  std::size_t body_bytes = 0;  ///< 413
  bool local = false;  ///< served to this machine alone; a host that may be a foreign name: 421
};

class Reader {
 public:
  explicit Reader(const Bounds& bounds);
  ~Reader();
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  /// Where the next bytes may be put.
  std::span<char> room();
  /// So many of them were.
  void received(std::size_t bytes);
  /// Bytes that were received and not read.
  std::size_t waiting() const;
  /// Drops these, and says how many there were.
  std::size_t throw_away();

  /// The next request. What was sent ahead of its turn is kept.
  void begin();

  enum class Got : std::uint8_t {
    part,  ///< more is on its way
    whole,
    refused,  ///< with `status`; where the next request begins is not known
  };
  Got read_head();
  /// After the head.
  Got read_body();
  int status() const;

  /// As much of it as has been read. Valid until the next one begins.
  HttpRequest request() const;
  /// Whether a body follows the head, so that refusing without reading it would lose the next request.
  bool has_body() const;
  /// Whether the client asked if it may send the body, and waits.
  bool wants_invitation() const;
  bool keeps_open() const;
  bool is_http_1_0() const;

 private:
  class Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace springback::server
