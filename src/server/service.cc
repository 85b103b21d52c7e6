#include "server/service.h"

#include "document/advice_document.h"
#include "document/json_writer.h"
#include "server/formats.h"

namespace springback::server {
namespace {

constexpr std::string_view kJson = "application/json";

bool is_read(Method method) { return method == Method::get || method == Method::head; }

}  // namespace

Service::Service(const Protocol& protocol, std::string_view version, Files page,
                 std::function<void(std::string_view)> log)
    : protocol_(protocol),
      build_{.version = version, .protocol_version = protocol.version, .protocol_sha256 = protocol.sha256},
      page_(std::move(page)),
      log_(std::move(log)) {
  for (const Format& format : formats())
    formats_.add("/v1/" + std::string(format.name), std::string(format.text));
}

Service::Place Service::find(std::string_view target) const {
  const std::string_view path = path_of(target);
  if (path == "/v1/advise") return {.route = Route::advise};
  if (path == "/health") return {.route = Route::health};
  if (path == "/metrics") return {.route = Route::metrics};
  if (const File* file = formats_.find(path); file != nullptr) return {.route = Route::formats, .file = file};
  if (const File* file = page_.find(path); file != nullptr) return {.route = Route::page, .file = file};
  return {};
}

std::optional<HttpResponse> Service::refuse(const HttpRequest& head) {
  if (head.method == Method::unknown) return refusal(501);
  const Route route = find(head.target).route;
  if (route == Route::none) return refusal(404);
  const bool advise = route == Route::advise;
  if (advise ? head.method != Method::post : !is_read(head.method)) {
    HttpResponse response = refusal(405, route);
    response.allow = advise ? "POST" : "GET, HEAD";
    return response;
  }
  if (!advise) return std::nullopt;
  if (!is_json(head.content_type)) return refusal(415, route);
  if (!head.content_encoding.empty() && head.content_encoding != "identity") return refusal(415, route);
  if (!head.has_body_length) return refusal(411, route);
  return std::nullopt;
}

HttpResponse Service::answer(const HttpRequest& request) {
  const Place place = find(request.target);
  switch (place.route) {
    case Route::advise: return advise(request.body);
    case Route::health: return {.route = place.route, .content_type = kJson, .made = health()};
    case Route::metrics:
      return {.route = place.route,
              .content_type = "text/plain; version=0.0.4; charset=utf-8",
              .made = metrics_.text(build_)};
    case Route::formats:
    case Route::page: return place.file->answer(request, place.route);
    case Route::none: break;
  }
  return refusal(404);
}

HttpResponse Service::advise(std::string_view body) const {
  HttpResponse response{.route = Route::advise, .content_type = kJson};
  bool ok = false;
  response.made = springback::answer(protocol_, body, &ok);
  if (!ok) response.status = 400;
  return response;
}

std::string Service::health() const {
  JsonWriter json;
  json.object().key("status").text("ok").key("version").text(build_.version);
  json.key("protocol").object();
  json.key("version").text(build_.protocol_version).key("sha256").text(build_.protocol_sha256);
  json.end_object().end_object();
  return json.take();
}

void Service::answered(const Exchange& exchange) {
  metrics_.count(exchange);
  log_.write(exchange);
}

}  // namespace springback::server
