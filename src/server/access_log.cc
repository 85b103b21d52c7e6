#include "server/access_log.h"

#include <algorithm>

namespace springback::server {
namespace {

constexpr std::size_t kPathMax = 80;
constexpr std::size_t kKeptMax = 16U << 10U;

}  // namespace

std::string log_line(const Exchange& exchange) {
  std::string path(exchange.path.substr(0, kPathMax));
  std::ranges::replace_if(path, [](char c) { return c <= ' ' || c > '~'; }, '?');
  std::string line(method_name(exchange.method));
  line.append(" ").append(path.empty() ? "-" : path);
  for (const std::uint64_t figure :
       {static_cast<std::uint64_t>(exchange.status), exchange.bytes_out, exchange.microseconds})
    line.append(" ").append(std::to_string(figure));
  return line + "\n";
}

void AccessLog::write(const Exchange& exchange) {
  if (!sink_) return;
  const std::string line = log_line(exchange);
  const std::lock_guard lock(mutex_);
  lines_ += line;
  if (lines_.size() < kKeptMax) return;
  sink_(lines_);
  lines_.clear();
}

void AccessLog::flush() {
  const std::lock_guard lock(mutex_);
  if (lines_.empty()) return;
  sink_(lines_);
  lines_.clear();
}

}  // namespace springback::server
