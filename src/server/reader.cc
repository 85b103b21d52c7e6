#include "server/reader.h"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <optional>

#include "server/headers.h"

namespace springback::server {
namespace {

namespace http = boost::beast::http;
using boost::beast::error_code;
using Parser = http::request_parser<http::string_body>;

constexpr std::size_t kReadBytes = 16U << 10U;
/// What may wait to be understood: a head, or the line before a chunk.
constexpr std::size_t kWaitingBytesMax = 64U << 10U;

int status_of(const error_code& error) {
  if (error == http::error::header_limit) return 431;
  if (error == http::error::body_limit) return 413;
  if (error == http::error::bad_version) return 505;
  return 400;
}

Method method_of(http::verb verb) {
  switch (verb) {
    case http::verb::get: return Method::get;
    case http::verb::head: return Method::head;
    case http::verb::post: return Method::post;
    case http::verb::unknown: return Method::unknown;
    default: return Method::other;
  }
}

std::string_view view(boost::beast::string_view text) { return {text.data(), text.size()}; }

bool has_length(const Parser& parser) { return parser.chunked() || parser.content_length().has_value(); }

/// As much of it as has been read.
HttpRequest request_of(const Parser& parser) {
  const Parser::value_type& message = parser.get();
  return {.method = method_of(message.method()),
          .target = view(message.target()),
          .accept_encoding = view(message[http::field::accept_encoding]),
          .if_none_match = view(message[http::field::if_none_match]),
          .content_type = view(message[http::field::content_type]),
          .content_encoding = view(message[http::field::content_encoding]),
          .has_body_length = parser.is_header_done() && has_length(parser),
          .body = message.body()};
}

bool expects_continue(const Parser& parser) {
  return boost::beast::iequals(parser.get()[http::field::expect], "100-continue");
}

/// Whether a body follows the head, so that refusing without reading it would lose the next request.
bool has_body(const Parser& parser) { return parser.chunked() || parser.content_length().value_or(0) > 0; }

/// A header that goes on in the next line: given up by RFC 9112, and read in two ways since.
bool has_folded_line(std::string_view head) {
  return head.find("\r\n ") != std::string_view::npos || head.find("\r\n\t") != std::string_view::npos;
}

/// What the parser lets pass and nobody should: heads that two servers could read in two ways; and, where
/// the server is `local` to this machine, hosts whose name a foreign page may have led here.
std::optional<int> judge(const Parser& parser, bool local) {
  const Parser::value_type& message = parser.get();
  const bool old = message.version() == 10;
  if (!old && message.version() != 11) return 505;
  if (message.count(http::field::host) > 1 || (!old && message.count(http::field::host) == 0)) return 400;
  const auto lengths = message.count(http::field::content_length);
  const auto codings = message.count(http::field::transfer_encoding);
  const std::string_view length = view(message[http::field::content_length]);
  if (lengths > 1 || length.find_first_not_of("0123456789") != std::string_view::npos) return 400;
  if (codings > 0 && (lengths > 0 || old)) return 400;
  const auto coding = message[http::field::transfer_encoding];
  if (codings > 1 || (codings == 1 && !boost::beast::iequals(coding, "chunked"))) return 501;
  if (message.count(http::field::expect) > 0 && !expects_continue(parser)) return 417;
  const std::string_view target = view(message.target());
  const bool known = target.starts_with('/') || target.starts_with("http://") ||
                     target.starts_with("https://");
  if (!known && target != "*") return 400;
  const std::string_view asked = authority_of(target, view(message[http::field::host]));
  const bool nameless = old && asked.empty() && message.count(http::field::host) == 0;
  if (local && !nameless && !is_local_or_digits(asked)) return 421;
  return std::nullopt;
}

}  // namespace

class Reader::Inside {
 public:
  explicit Inside(const Bounds& bounds) : bounds_(bounds) {}

  void begin() {
    parser.emplace();
    parser->header_limit(static_cast<std::uint32_t>(bounds_.head_bytes));
    parser->body_limit(bounds_.body_bytes);
    in_head_ = true;
    head_bytes_ = 0;
    folded_ = false;
  }

  Got read_head() {
    if (const Got got = read_until(&Parser::is_header_done); got != Got::whole) return got;
    in_head_ = false;
    if (head_bytes_ > bounds_.head_bytes) return refuse(431);
    if (folded_) return refuse(400);
    if (const auto wrong = judge(*parser, bounds_.local)) return refuse(*wrong);
    return Got::whole;
  }

  Got read_body() {
    parser->eager(true);
    return read_until(&Parser::is_done);
  }

  boost::beast::flat_buffer buffer;
  std::optional<Parser> parser;
  int status = 0;

 private:
  Got refuse(int with) {
    status = with;
    return Got::refused;
  }

  Got read_until(bool (Parser::*done)() const) {
    while (!((*parser).*done)()) {
      if (waits_for_chunk()) return Got::part;
      error_code error = http::error::need_more;
      if (buffer.size() > 0) consume(parser->put(buffer.data(), error));
      if (!error) continue;
      if (error != http::error::need_more) return refuse(status_of(error));
      return buffer.size() > kWaitingBytesMax ? refuse(431) : Got::part;
    }
    return Got::whole;
  }

  /// What is left of a body in chunks is "0\r\n\r\n" or longer. With a piece of that, Beast 1.81 fails its
  /// own assertion (boostorg/beast#2861).
  bool waits_for_chunk() const { return !in_head_ && parser->chunked() && buffer.size() < 5; }

  void consume(std::size_t bytes) {
    if (in_head_) {
      head_bytes_ += bytes;
      folded_ |= has_folded_line({static_cast<const char*>(buffer.data().data()), bytes});
    }
    buffer.consume(bytes);
  }

  Bounds bounds_;
  std::size_t head_bytes_ = 0;
  bool in_head_ = true;
  bool folded_ = false;
};

Reader::Reader(const Bounds& bounds) : inside_(std::make_unique<Inside>(bounds)) { begin(); }
Reader::~Reader() = default;

std::span<char> Reader::room() {
  const auto room = inside_->buffer.prepare(kReadBytes);
  return {static_cast<char*>(room.data()), room.size()};
}

void Reader::received(std::size_t bytes) { inside_->buffer.commit(bytes); }
std::size_t Reader::waiting() const { return inside_->buffer.size(); }

std::size_t Reader::throw_away() {
  const std::size_t bytes = waiting();
  inside_->buffer.clear();
  return bytes;
}

void Reader::begin() { inside_->begin(); }
Reader::Got Reader::read_head() { return inside_->read_head(); }
Reader::Got Reader::read_body() { return inside_->read_body(); }
int Reader::status() const { return inside_->status; }
HttpRequest Reader::request() const { return request_of(*inside_->parser); }
bool Reader::has_body() const { return server::has_body(*inside_->parser); }
bool Reader::keeps_open() const { return inside_->parser->keep_alive(); }
bool Reader::is_http_1_0() const { return inside_->parser->get().version() == 10; }

bool Reader::wants_invitation() const {
  return expects_continue(*inside_->parser) && !inside_->parser->is_done() && waiting() == 0;
}

}  // namespace springback::server
