#include "server/metrics.h"

#include <algorithm>

namespace springback::server {
namespace {

void add(std::atomic<std::uint64_t>& count, std::uint64_t more = 1) {
  count.fetch_add(more, std::memory_order_relaxed);
}

std::uint64_t read(const std::atomic<std::uint64_t>& count) { return count.load(std::memory_order_relaxed); }

/// "0.0025": microseconds as seconds, without a fraction's trailing zeros.
std::string seconds_text(std::uint64_t microseconds) {
  std::string fraction = std::to_string(1'000'000 + microseconds % 1'000'000).substr(1);
  while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
  return std::to_string(microseconds / 1'000'000) + (fraction.empty() ? "" : "." + fraction);
}

/// One figure after the other, each family with its help and type before it.
class Page {
 public:
  void family(std::string_view name, std::string_view type, std::string_view help) {
    name_ = name;
    append({"# HELP ", name, " ", help, "\n# TYPE ", name, " ", type, "\n"});
  }
  void figure(std::string_view suffix, std::string_view labels, std::string_view value) {
    append({name_, suffix});
    if (!labels.empty()) append({"{", labels, "}"});
    append({" ", value, "\n"});
  }
  std::string take() { return std::move(text_); }

 private:
  void append(std::initializer_list<std::string_view> parts) {
    for (const std::string_view part : parts) text_ += part;
  }

  std::string text_;
  std::string_view name_;
};

std::string label(std::string_view name, std::string_view value) {
  return std::string(name) + "=\"" + std::string(value) + "\"";
}

std::string route_label(std::size_t route) { return label("route", route_name(static_cast<Route>(route))); }

}  // namespace

void Metrics::count(const Exchange& exchange) {
  PerRoute& route = routes_[static_cast<std::size_t>(exchange.route)];
  const auto status = std::ranges::find(kStatuses, exchange.status);
  if (status != kStatuses.end()) add(route.requests[static_cast<std::size_t>(status - kStatuses.begin())]);
  const auto bucket = std::ranges::lower_bound(kUpTo, exchange.microseconds);
  add(route.took[static_cast<std::size_t>(bucket - kUpTo.begin())]);
  add(route.microseconds, exchange.microseconds);
  add(route.bytes_in, exchange.bytes_in);
  add(route.bytes_out, exchange.bytes_out);
}

std::string Metrics::text(const Build& build) const {
  Page page;
  page.family("springback_build_info", "gauge", "What is running; always 1.");
  page.figure("",
              label("version", build.version) + "," + label("protocol", build.protocol_version) + "," +
                  label("protocol_sha256", build.protocol_sha256),
              "1");
  page.family("springback_http_connections_open", "gauge", "Connections open now.");
  page.figure("", "", std::to_string(open_.load(std::memory_order_relaxed)));
  page.family("springback_http_requests_total", "counter", "Requests answered, by route and status.");
  for (std::size_t route = 0; route < kRoutes; ++route)
    for (std::size_t status = 0; status < kStatuses.size(); ++status)
      if (const std::uint64_t count = read(routes_[route].requests[status]); count > 0)
        page.figure("", route_label(route) + "," + label("status", std::to_string(kStatuses[status])),
                    std::to_string(count));
  page.family("springback_http_request_seconds", "histogram",
              "From the head of a request to the end of its answer.");
  for (std::size_t route = 0; route < kRoutes; ++route) {
    std::uint64_t all = 0;
    for (std::size_t bucket = 0; bucket <= kUpTo.size(); ++bucket) {
      all += read(routes_[route].took[bucket]);
      const std::string end = bucket < kUpTo.size() ? seconds_text(kUpTo[bucket]) : "+Inf";
      page.figure("_bucket", route_label(route) + "," + label("le", end), std::to_string(all));
    }
    page.figure("_sum", route_label(route), seconds_text(read(routes_[route].microseconds)));
    page.figure("_count", route_label(route), std::to_string(all));
  }
  page.family("springback_http_received_bytes_total", "counter", "Bytes of the bodies of requests.");
  for (std::size_t route = 0; route < kRoutes; ++route)
    page.figure("", route_label(route), std::to_string(read(routes_[route].bytes_in)));
  page.family("springback_http_sent_bytes_total", "counter", "Bytes of the bodies of answers.");
  for (std::size_t route = 0; route < kRoutes; ++route)
    page.figure("", route_label(route), std::to_string(read(routes_[route].bytes_out)));
  return page.take();
}

}  // namespace springback::server
