// The small grammars of HTTP headers: what a request's say, and how a response's are written. Pure.
#pragma once

#include <ctime>
#include <string>
#include <string_view>

#include "server/http.h"

namespace springback::server {

enum class Encoding : std::uint8_t { identity, gzip, br };
std::string_view encoding_name(Encoding encoding);

/// Of what is there, what the client likes best; with equals the shortest. `identity` where nothing suits.
Encoding choose_encoding(std::string_view accept_encoding, bool has_br, bool has_gzip);

/// Whether If-None-Match names this tag (with its quotes): compared weakly, as it must be.
bool names_etag(std::string_view if_none_match, std::string_view etag);

/// The path of a target: without the query, and without scheme and host where a proxy wrote them.
std::string_view path_of(std::string_view target);

/// Who is asked: the host and port of a target that names them ("http://localhost/health"), else what the
/// header Host says.
std::string_view authority_of(std::string_view target, std::string_view host);

/// Whether an authority is localhost or an address in digits, with or without a port: "[::1]:8127". Any other
/// name may have been led to this machine by a foreign page (DNS rebinding).
bool is_local_or_digits(std::string_view authority);

/// Whether a Content-Type is JSON in UTF-8.
bool is_json(std::string_view content_type);

/// By the ending of a file's name.
std::string_view content_type_of(std::string_view name);

/// Whether a file under /assets carries the hash of its content in its name, as in "index-B4x_9aQz.js".
bool is_hashed_name(std::string_view path);

/// "Sun, 22 Nov 2026 08:05:00 GMT"
std::string http_date(std::time_t seconds);

std::string_view reason_of(int status);

/// What is refused by HTTP itself: one line of text.
HttpResponse refusal(int status, Route route = Route::none);

/// What the connection adds to a response.
struct Sending {
  std::string_view date;
  bool keeps_open = true;
  bool http_1_0 = false;
};

/// First line and headers, up to and with the empty line.
std::string head_text(const HttpResponse& response, const Sending& sending);

}  // namespace springback::server
