#include "server/headers.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace springback::server {
namespace {

constexpr std::string_view kBlank = " \t";

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_word(std::string_view one, std::string_view other) {
  return std::ranges::equal(one, other, {}, lower, lower);
}

/// What stands before the first `separator`, trimmed; `rest` becomes what follows it.
std::string_view take_until(std::string_view& rest, char separator) {
  const std::size_t end = std::min(rest.find(separator), rest.size());
  const std::string_view part = trimmed(rest.substr(0, end));
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "0.5" as 500; what is no weight counts as none was given.
int thousandths(std::string_view weight) {
  if (weight.empty() || (weight[0] != '0' && weight[0] != '1')) return 1000;
  int read = (weight[0] - '0') * 1000, place = 100;
  if (weight.size() > 1 && weight[1] != '.') return 1000;
  for (std::size_t i = 2; i < std::min<std::size_t>(weight.size(), 5); ++i, place /= 10) {
    if (!is_digit(weight[i])) return 1000;
    read += (weight[i] - '0') * place;
  }
  return std::min(read, 1000);
}

/// How much the client likes each encoding, in thousandths; 0: it refuses it.
struct Likes {
  std::optional<int> br, gzip, identity, rest;

  std::optional<int>* of(std::string_view name) {
    if (same_word(name, "br")) return &br;
    if (same_word(name, "gzip") || same_word(name, "x-gzip")) return &gzip;
    if (same_word(name, "identity")) return &identity;
    return name == "*" ? &rest : nullptr;
  }
};

Likes read_likes(std::string_view list) {
  Likes likes;
  while (!list.empty()) {
    std::string_view item = take_until(list, ',');
    std::optional<int>* like = likes.of(take_until(item, ';'));
    if (like == nullptr) continue;
    *like = 1000;
    while (!item.empty()) {
      std::string_view parameter = take_until(item, ';');
      if (same_word(take_until(parameter, '='), "q")) *like = thousandths(trimmed(parameter));
    }
  }
  return likes;
}

/// An IPv4 address, or an IPv6 address in its brackets.
bool is_address(std::string_view host) {
  std::array<unsigned char, sizeof(in6_addr)> unused{};
  const bool six = host.starts_with('[') && host.ends_with(']');
  if (six) host = host.substr(1, host.size() - 2);
  if (host.find('\0') != std::string_view::npos) return false;
  return inet_pton(six ? AF_INET6 : AF_INET, std::string(host).c_str(), unused.data()) == 1;
}

/// How long "http://" or "https://" before the rest of a target is; 0 where there is neither.
std::size_t scheme_size(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"})
    if (target.starts_with(scheme)) return scheme.size();
  return 0;
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 18> kTypes = {{
    {".html", "text/html; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".wasm", "application/wasm"},
    {".json", "application/json"},
    {".map", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".webp", "image/webp"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".txt", "text/plain; charset=utf-8"},
    {".md", "text/plain; charset=utf-8"},
    {".xml", "application/xml"},
    {".pdf", "application/pdf"},
}};

/// With every response, whatever it is. The page asks nobody but this server, and nobody may frame it.
constexpr std::string_view kAlways =
    "Content-Security-Policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; font-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "Permissions-Policy: camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=(), "
    "midi=(), display-capture=(), browsing-topics=(), screen-wake-lock=(self)\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n";

std::string two_digits(int number) {
  return {static_cast<char>('0' + number / 10 % 10), static_cast<char>('0' + number % 10)};
}

void add(std::string& head, std::string_view name, std::string_view value) {
  if (value.empty()) return;
  head.append(name).append(": ").append(value).append("\r\n");
}

}  // namespace

std::string_view encoding_name(Encoding encoding) {
  switch (encoding) {
    case Encoding::br: return "br";
    case Encoding::gzip: return "gzip";
    case Encoding::identity: break;
  }
  return {};
}

Encoding choose_encoding(std::string_view accept_encoding, bool has_br, bool has_gzip) {
  const Likes likes = read_likes(accept_encoding);
  const int rest = likes.rest.value_or(0);
  const int br = has_br ? likes.br.value_or(rest) : 0;
  const int gzip = has_gzip ? likes.gzip.value_or(rest) : 0;
  // What is not named is accepted as it is, but every encoding that is named is liked better.
  const int identity = likes.identity.value_or(0);
  if (br > 0 && br >= gzip && br >= identity) return Encoding::br;
  if (gzip > 0 && gzip >= identity) return Encoding::gzip;
  return Encoding::identity;
}

bool names_etag(std::string_view if_none_match, std::string_view etag) {
  while (!if_none_match.empty()) {
    std::string_view tag = take_until(if_none_match, ',');
    if (tag.starts_with("W/")) tag.remove_prefix(2);
    if (tag == "*" || tag == etag) return true;
  }
  return false;
}

std::string_view path_of(std::string_view target) {
  if (const std::size_t scheme = scheme_size(target); scheme > 0) {
    const std::size_t slash = target.find('/', scheme);
    target = slash == std::string_view::npos ? "/" : target.substr(slash);
  }
  return target.substr(0, target.find_first_of("?#"));
}

std::string_view authority_of(std::string_view target, std::string_view host) {
  const std::size_t scheme = scheme_size(target);
  if (scheme == 0) return host;
  target.remove_prefix(scheme);
  return target.substr(0, target.find_first_of("/?#"));
}

bool is_local_or_digits(std::string_view authority) {
  const std::size_t bracket = authority.starts_with('[') ? authority.find(']') : 0;
  if (bracket == std::string_view::npos) return false;
  const std::size_t colon = std::min(authority.find(':', bracket), authority.size());
  const std::string_view host = authority.substr(0, colon);
  const std::string_view port = authority.substr(std::min(colon + 1, authority.size()));
  return std::ranges::all_of(port, is_digit) && (same_word(host, "localhost") || is_address(host));
}

bool is_json(std::string_view content_type) {
  if (!same_word(take_until(content_type, ';'), "application/json")) return false;
  while (!content_type.empty()) {
    std::string_view parameter = take_until(content_type, ';');
    if (!same_word(take_until(parameter, '='), "charset")) continue;
    std::string_view charset = trimmed(parameter);
    if (charset.size() >= 2 && charset.starts_with('"') && charset.ends_with('"'))
      charset = charset.substr(1, charset.size() - 2);
    if (!same_word(charset, "utf-8")) return false;
  }
  return true;
}

std::string_view content_type_of(std::string_view name) {
  for (const auto& [ending, type] : kTypes)
    if (name.ends_with(ending)) return type;
  return "application/octet-stream";
}

bool is_hashed_name(std::string_view path) {
  constexpr std::size_t kHash = 8;
  if (!path.starts_with("/assets/")) return false;
  const std::string_view name = path.substr(path.rfind('/') + 1);
  const std::string_view stem = name.substr(0, name.find('.'));
  if (stem.size() < kHash + 2 || stem[stem.size() - kHash - 1] != '-') return false;
  const std::string_view hash = stem.substr(stem.size() - kHash);
  const auto letter = [](char c) { return lower(c) >= 'a' && lower(c) <= 'z'; };
  const auto of_hash = [&](char c) { return letter(c) || is_digit(c) || c == '-' || c == '_'; };
  // "my-document" ends like a hash, too: one that is a mere word is not believed.
  const auto no_word = [](char c) { return is_digit(c) || c == '_' || (c >= 'A' && c <= 'Z'); };
  return std::ranges::all_of(hash, of_hash) && std::ranges::any_of(hash, no_word);
}

std::string http_date(std::time_t seconds) {
  static constexpr std::array kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::tm date{};
  gmtime_r(&seconds, &date);
  return std::string(kDays[static_cast<std::size_t>(date.tm_wday)]) + ", " + two_digits(date.tm_mday) + " " +
         kMonths[static_cast<std::size_t>(date.tm_mon)] + " " + std::to_string(1900 + date.tm_year) + " " +
         two_digits(date.tm_hour) + ":" + two_digits(date.tm_min) + ":" + two_digits(date.tm_sec) + " GMT";
}

std::string head_text(const HttpResponse& response, const Sending& sending) {
  std::string head;
  head.reserve(1280);
  head.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ");
  head.append(reason_of(response.status)).append("\r\n");
  add(head, "Date", sending.date);
  // 304 says nothing of a body: the client has it.
  if (response.status != 304) {
    add(head, "Content-Type", response.content_type);
    add(head, "Content-Length", std::to_string(response.body().size()));
    add(head, "Content-Encoding", response.content_encoding);
  }
  add(head, "Cache-Control", response.cache_control);
  add(head, "ETag", response.etag);
  add(head, "Vary", response.by_encoding ? "Accept-Encoding" : "");
  add(head, "Allow", response.allow);
  if (!sending.keeps_open) add(head, "Connection", "close");
  else if (sending.http_1_0) add(head, "Connection", "keep-alive");
  return head.append(kAlways).append("\r\n");
}

}  // namespace springback::server
