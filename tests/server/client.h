// A client that sends exactly the bytes it is told to, also wrong ones, and reads what comes back. Every wait
// has an end.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace springback::server {

struct Reply {
  int status = 0;
  std::map<std::string, std::string> headers;  ///< names in lower case
  std::string body;

  std::string header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string() : found->second;
  }
};

class Client {
 public:
  /// Connects to this machine. Throws std::runtime_error where nobody listens.
  explicit Client(std::uint16_t port);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  /// What the server no longer takes is dropped.
  void send(std::string_view bytes) const;
  /// No more will be sent.
  void finish() const;
  /// The next reply; nothing where the connection ended first, or the patience did. `bodiless`: to HEAD.
  std::optional<Reply> reply(bool bodiless = false);
  /// Whether the server ends the connection without another byte.
  bool ends();

  /// Sends and reads one reply.
  std::optional<Reply> ask(std::string_view bytes, bool bodiless = false);

 private:
  bool receive();

  int socket_ = -1;
  std::string read_;
};

/// "GET /path HTTP/1.1" with a host and more header lines ("Accept-Encoding: br\r\n").
std::string get(std::string_view path, std::string_view more = "");

/// A request for advice with all that it needs.
std::string post(std::string_view body, std::string_view more = "Content-Type: application/json\r\n");

/// An empty journal.
inline constexpr std::string_view kEmptyRequest = R"({"at":"2026-11-22T09:00:00+01:00","journal":[]})";

}  // namespace springback::server
