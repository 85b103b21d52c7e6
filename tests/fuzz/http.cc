// The door of the server: bytes of a connection to requests, and the small grammars of their headers.
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "demand.h"
#include "server/headers.h"
#include "server/reader.h"

using namespace springback::server;
using springback::fuzz::demand;
using springback::fuzz::text_of;

namespace {

/// Small, so that short inputs reach them.
constexpr Bounds kBounds = {.head_bytes = 1024, .body_bytes = 256};

/// What was made of one request: its head as it was sent, and what it says.
struct Read {
  std::string head, target, types, body;
  Method method = Method::unknown;
  int status = 0;  ///< 0: it is whole

  bool operator==(const Read&) const = default;
};

/// A connection whose bytes come some at a time.
class Connection {
 public:
  Connection(std::string_view input, std::size_t step, const Bounds& bounds)
      : rest_(input), step_(step), reader_(bounds) {}

  /// All requests; the last one may be refused. One that is cut off is none.
  std::vector<Read> all() {
    std::vector<Read> found;
    while (next(found) && found.back().status == 0) reader_.begin();
    return found;
  }

 private:
  bool next(std::vector<Read>& found) {
    Read read;
    const std::string_view begin(rest_.data() - reader_.waiting(), rest_.size() + reader_.waiting());
    Reader::Got got = until(&Reader::read_head);
    read.head = begin.substr(0, begin.size() - rest_.size() - reader_.waiting());
    if (got == Reader::Got::whole) got = until(&Reader::read_body);
    if (got == Reader::Got::part) return false;
    if (got == Reader::Got::refused) return found.push_back({.status = reader_.status()}), true;
    const HttpRequest request = reader_.request();
    read.method = request.method;
    read.target = request.target;
    for (const std::string_view value :
         {request.accept_encoding, request.if_none_match, request.content_type, request.content_encoding})
      read.types.append(value).append("\n");
    read.body = request.body;
    found.push_back(std::move(read));
    return true;
  }

  /// Reads on while more comes.
  Reader::Got until(Reader::Got (Reader::*step)()) {
    Reader::Got got = (reader_.*step)();
    while (got == Reader::Got::part && !rest_.empty()) {
      const std::span<char> room = reader_.room();
      const std::size_t size = std::min({step_, rest_.size(), room.size()});
      std::memcpy(room.data(), rest_.data(), size);
      reader_.received(size);
      rest_.remove_prefix(size);
      got = (reader_.*step)();
    }
    return got;
  }

  std::string_view rest_;
  std::size_t step_;
  Reader reader_;
};

/// Without what is refused at the end: at which byte a refusal is certain depends on how they come.
std::vector<Read> served(std::vector<Read> all) {
  if (!all.empty() && all.back().status != 0) all.pop_back();
  return all;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// How many lines of a head begin with this name, looked for in the plainest way.
int lines_with(std::string_view head, std::string_view name) {
  int lines = 0;
  for (std::size_t at = head.find('\n'); at != std::string_view::npos; at = head.find('\n', at + 1))
    lines += std::ranges::equal(head.substr(at + 1, name.size()), name, {}, lower) ? 1 : 0;
  return lines;
}

/// Nobody may read the head in another way than it was read here.
void check_head(const Read& read) {
  const std::string_view head = read.head;
  demand(head.size() <= kBounds.head_bytes && read.body.size() <= kBounds.body_bytes, "bounds are kept");
  demand(head.ends_with("\r\n\r\n") && head.find("\r\n\r\n") == head.size() - 4, "a head ends where it ends");
  demand(head.find('\0') == std::string_view::npos, "a head has no zero");
  demand(head.find("\n ") == std::string_view::npos && head.find("\n\t") == std::string_view::npos,
         "no line goes on in the next");
  for (std::size_t at = 0; at < head.size(); ++at) {
    demand(head[at] != '\n' || (at > 0 && head[at - 1] == '\r'), "lines end with both characters");
    demand(head[at] != '\r' || head[at + 1] == '\n', "lines end with both characters");
  }
  const int lengths = lines_with(head, "content-length:"), codings = lines_with(head, "transfer-encoding:");
  demand(lengths + codings <= 1, "a body has one length");
  demand(lines_with(head, "host:") <= 1, "there is one host");
  demand(lengths + codings > 0 || read.body.empty(), "a body was announced");
}

/// What a line of a head says, looked for in the plainest way: without blanks, in lower case.
std::string value_of(std::string_view head, std::string_view name) {
  std::string value;
  for (std::size_t at = head.find('\n'); at != std::string_view::npos; at = head.find('\n', at + 1)) {
    const std::string_view line = head.substr(at + 1, head.find('\r', at) - at - 1);
    if (!std::ranges::equal(line.substr(0, name.size()), name, {}, lower)) continue;
    for (const char c : line.substr(name.size()))
      if (c != ' ' && c != '\t') value += lower(c);
  }
  return value;
}

/// In what was let through to this machine alone, no foreign name is asked for.
void check_host(const Read& read) {
  if (!read.target.starts_with('/') || lines_with(read.head, "host:") == 0) return;
  const std::string host = value_of(read.head, "host:");
  const std::string name = host.substr(0, host.starts_with('[') ? host.find(']') : host.find(':'));
  const std::string_view may = name.starts_with('[') ? "[0123456789abcdef:." : "0123456789.";
  demand(name == "localhost" || name.find_first_not_of(may) == std::string::npos,
         "no foreign name is served");
}

void check_grammars(std::string_view text) {
  demand(choose_encoding(text, false, false) == Encoding::identity, "what is not there is not chosen");
  demand(choose_encoding(text, true, false) != Encoding::gzip, "what is not there is not chosen");
  demand(path_of(text).find_first_of("?#") == std::string_view::npos, "a path is without the query");
  demand(path_of(path_of(text)).size() <= text.size() + 1, "a path is a part of its target");
  demand(text != "*" || names_etag(text, "\"a\""), "* names every tag");
  demand(!is_local_or_digits(text) || text.find_first_of("@/\\ ,%") == std::string_view::npos,
         "an authority is nothing but a host and a port");
  demand(!is_json(text) || text.size() >= std::string_view("application/json").size(), "JSON says so");
  is_hashed_name(text);
  content_type_of(text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view input = text_of(bytes, size);
  const std::vector<Read> whole = Connection(input, input.size(), kBounds).all();
  for (const std::size_t step : {1U, 7U})
    demand(served(Connection(input, step, kBounds).all()) == served(whole),
           "it does not matter how bytes come");
  for (const Read& read : whole) {
    if (read.status != 0)
      demand(!refusal(read.status).body().starts_with("The server failed"), "a known refusal");
    else check_head(read);
  }
  Bounds local = kBounds;
  local.local = true;
  const std::vector<Read> alone = Connection(input, input.size(), local).all();
  for (std::size_t i = 0; i < alone.size(); ++i) {
    demand(alone[i].status == 421 || (i < whole.size() && alone[i] == whole[i]),
           "only the host makes a difference");
    if (alone[i].status == 0) check_host(alone[i]);
  }
  check_grammars(input);
  return 0;
}
