// One line for each request: method, path, status, bytes, microseconds. Never a query, a body, a header or an
// address: nothing of the person.
#pragma once

#include <functional>
#include <mutex>
#include <string>

#include "server/http.h"

namespace springback::server {

/// "POST /v1/advise 200 16222 61". Of a path at most 80 characters; what could break the line is a `?`.
std::string log_line(const Exchange& exchange);

/// Collects lines and passes them on when the server is at rest, or when there are many. Any thread may
/// write.
class AccessLog {
 public:
  /// `sink` gets whole lines; without one nothing is kept.
  explicit AccessLog(std::function<void(std::string_view)> sink) : sink_(std::move(sink)) {}

  void write(const Exchange& exchange);
  void flush();

 private:
  std::function<void(std::string_view)> sink_;
  std::mutex mutex_;
  std::string lines_;
};

}  // namespace springback::server
