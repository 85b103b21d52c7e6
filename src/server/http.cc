#include "server/http.h"

#include <algorithm>
#include <array>

#include "server/headers.h"

namespace springback::server {
namespace {

struct Status {
  int number;
  std::string_view reason;
  std::string_view text;  ///< for who sent the request; empty where it is no refusal
};

constexpr std::array kStatuses = {
    Status{200, "OK", ""},
    Status{304, "Not Modified", ""},
    Status{400, "Bad Request", "This is not a well-formed HTTP/1.1 request."},
    Status{404, "Not Found", "There is nothing here. / Aquí no hay nada."},
    Status{405, "Method Not Allowed", "This method is not answered here; see the header Allow."},
    Status{408, "Request Timeout", "The request did not arrive in time; send it again."},
    Status{411, "Length Required", "Send the header Content-Length."},
    Status{413, "Content Too Large", "The body is too large; 1 MiB is the limit."},
    Status{415, "Unsupported Media Type", "Send application/json in UTF-8, not compressed."},
    Status{417, "Expectation Failed", "Expect may only say 100-continue."},
    Status{421, "Misdirected Request", "Ask for localhost, or for this machine's address in digits."},
    Status{431, "Request Header Fields Too Large", "The headers are too large; 8 KiB is the limit."},
    Status{500, "Internal Server Error", "The server failed at this request."},
    Status{501, "Not Implemented", "This method or transfer coding is not known here."},
    Status{503, "Service Unavailable", "Too many connections are open; try again soon."},
    Status{505, "HTTP Version Not Supported", "Speak HTTP/1.1."},
};

const Status& find_status(int number) {
  const auto found = std::ranges::find(kStatuses, number, &Status::number);
  return found == kStatuses.end() ? *std::ranges::find(kStatuses, 500, &Status::number) : *found;
}

}  // namespace

std::string_view method_name(Method method) {
  switch (method) {
    case Method::get: return "GET";
    case Method::head: return "HEAD";
    case Method::post: return "POST";
    case Method::other: return "OTHER";
    case Method::unknown: break;
  }
  return "-";
}

std::string_view route_name(Route route) {
  static constexpr std::array<std::string_view, kRoutes> kNames = {"advise",  "health", "metrics",
                                                                   "formats", "page",   "none"};
  return kNames[static_cast<std::size_t>(route)];
}

std::string_view reason_of(int status) { return find_status(status).reason; }

HttpResponse refusal(int status, Route route) {
  return {.status = status, .route = route, .made = std::string(find_status(status).text) + "\n"};
}

}  // namespace springback::server
