// What the server answers: advice on a request, the page's files, and what an operator asks. Stateless but
// for its figures.
#pragma once

#include <functional>

#include "protocol/protocol.h"
#include "server/access_log.h"
#include "server/files.h"
#include "server/http.h"
#include "server/metrics.h"

namespace springback::server {

class Service : public Handler {
 public:
  /// `page` may be empty: then there is no page. `log` gets whole lines of the access log.
  Service(const Protocol& protocol, std::string_view version, Files page,
          std::function<void(std::string_view)> log);

  std::optional<HttpResponse> refuse(const HttpRequest& head) override;
  HttpResponse answer(const HttpRequest& request) override;
  void opened() override { metrics_.opened(); }
  void closed() override { metrics_.closed(); }
  void answered(const Exchange& exchange) override;
  void at_rest() override { log_.flush(); }

 private:
  /// Where a path leads: a route, and the file where it is one.
  struct Place {
    Route route = Route::none;
    const File* file = nullptr;
  };
  Place find(std::string_view target) const;
  HttpResponse advise(std::string_view body) const;
  std::string health() const;

  const Protocol& protocol_;
  Build build_;
  Files formats_, page_;
  Metrics metrics_;
  AccessLog log_;
};

}  // namespace springback::server
