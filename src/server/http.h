// What the server's parts say to each other: a request in, a response out. Nothing here knows sockets, clocks
// or the library that reads HTTP; that is server.cc, and reader.cc.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace springback::server {

enum class Method : std::uint8_t {
  get,
  head,
  post,
  other,  ///< one that HTTP knows and nothing here answers
  unknown,  ///< a word that is no method
};
std::string_view method_name(Method method);

/// A request as it was received. The views are valid until the response has been made.
struct HttpRequest {
  Method method = Method::get;
  std::string_view target;  ///< as it stands in the first line
  std::string_view accept_encoding, if_none_match, content_type, content_encoding;  ///< empty: not sent
  bool has_body_length = false;  ///< by Content-Length or in chunks
  std::string_view body;
};

/// What a request was about, for the figures; never its content.
enum class Route : std::uint8_t { advise, health, metrics, formats, page, none };
inline constexpr std::size_t kRoutes = 6;
std::string_view route_name(Route route);

/// What is sent back. Headers that every response has are added when it is written.
struct HttpResponse {
  int status = 200;
  Route route = Route::none;
  std::string_view content_type = "text/plain; charset=utf-8";
  std::string_view cache_control = "no-store";
  std::string_view content_encoding;  ///< empty: as it is
  std::string_view etag;  ///< with its quotes
  std::string_view allow;  ///< the methods, with 405
  bool by_encoding = false;  ///< another Accept-Encoding would have got another body
  std::string made;  ///< the body, where it was made for this request
  std::string_view kept;  ///< the body, where it outlives the response

  std::string_view body() const { return kept.empty() ? std::string_view(made) : kept; }
};

/// One request and its answer, when the last byte of it has gone to the network.
struct Exchange {
  Method method = Method::unknown;
  std::string_view path;  ///< without the query; empty where there was none to read
  Route route = Route::none;
  int status = 0;
  std::uint64_t bytes_in = 0;  ///< of the body
  std::uint64_t bytes_out = 0;  ///< of the body
  std::uint64_t microseconds = 0;
};

/// Who answers. Called from several threads at once.
class Handler {
 public:
  Handler() = default;
  Handler(const Handler&) = delete;
  Handler& operator=(const Handler&) = delete;
  virtual ~Handler() = default;

  /// With the head read and the body not: what is refused without it.
  virtual std::optional<HttpResponse> refuse(const HttpRequest& head) = 0;
  virtual HttpResponse answer(const HttpRequest& request) = 0;

  virtual void opened() = 0;
  virtual void closed() = 0;
  virtual void answered(const Exchange& exchange) = 0;
  /// A thread has nothing left to do for now.
  virtual void at_rest() = 0;
};

}  // namespace springback::server
