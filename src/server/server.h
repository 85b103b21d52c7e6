// Listens, reads requests, has them answered, and writes the answers. The only part that knows sockets and
// clocks.
#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <memory>
#include <string>

#include "server/http.h"

namespace springback::server {

/// What one client may take. Beyond each the answer is a status, or the connection ends.
struct Limits {
  using Milliseconds = std::chrono::milliseconds;

  std::size_t head_bytes = 8U << 10U;  ///< first line and headers: 431
  std::size_t body_bytes = 1U << 20U;  ///< 413
  std::size_t connections = 512;  ///< open at once: who asks nothing makes room for who comes, else 503
  Milliseconds head{5'000};  ///< for a first byte: the connection ends; from it to the end of the head: 408
  Milliseconds body{30'000};  ///< from there to the end of its body: 408
  Milliseconds send{60'000};  ///< for one answer: the connection ends
  Milliseconds idle{
      30'000};  ///< between two requests: the connection ends; for the first one, `head` at most
  Milliseconds linger{2'000};  ///< for the client to take a refusal while it still sends
  Milliseconds stop{5'000};  ///< for open answers, once asked to stop
};

struct Listening {
  /// In digits, IPv4 or IPv6. On a loopback address other hosts than localhost or one in digits get 421.
  std::string address = "127.0.0.1";
  std::uint16_t port = 8127;  ///< 0: any that is free
  unsigned threads = 0;  ///< 0: as the machine has, four at most
  bool stops_on_signals = false;  ///< SIGINT and SIGTERM
  Limits limits;
};

enum class ListenError : std::uint8_t { bad_address, port_taken, refused };

class Server {
 public:
  /// Listens from here on. `handler` must outlive the server.
  static std::expected<std::unique_ptr<Server>, ListenError> open(const Listening& listening,
                                                                  Handler& handler);
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  ~Server();

  std::uint16_t port() const;
  /// Answers until stopped: then open answers are finished first.
  void run();
  /// From any thread, also before `run`.
  void stop();

 private:
  class Inside;
  explicit Server(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace springback::server
