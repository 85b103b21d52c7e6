#include "server/server.h"

#include <algorithm>
#include <atomic>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <memory>
#include <optional>
#include <thread>
#include <unordered_set>
#include <vector>

#include "server/headers.h"

// Asio gives an error twice, as an argument and as the value; the argument is the one that is looked at.
// NOLINTBEGIN(bugprone-unused-return-value)

namespace springback::server {
namespace {

namespace net = boost::asio;
namespace http = boost::beast::http;
using boost::beast::error_code;
using net::ip::tcp;
using Parser = http::request_parser<http::string_body>;
using Steady = std::chrono::steady_clock;

constexpr std::size_t kReadBytes = 16U << 10U;
/// What may wait to be understood: a head, or the line before a chunk.
constexpr std::size_t kWaitingBytesMax = 64U << 10U;
constexpr std::size_t kLingerBytesMax = 4U << 20U;

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

bool is_loopback(const net::ip::address& address) {
  if (!address.is_v6() || !address.to_v6().is_v4_mapped()) return address.is_loopback();
  return net::ip::make_address_v4(net::ip::v4_mapped, address.to_v6()).is_loopback();
}

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

class Connection;

/// A thread with the connections that are its own.
struct Worker {
  Worker(Handler& handler_, const Limits& limits_, std::atomic<std::size_t>& all_)
      : handler(handler_), limits(limits_), all(all_) {}

  void run();
  void sweep();
  bool make_room();
  void stop();
  void left(Connection& connection);
  std::string_view date();

  Handler& handler;
  const Limits& limits;
  std::atomic<std::size_t>& all;  ///< connections of every worker
  std::unordered_set<Connection*> connections;
  bool local = false;  ///< reached from this machine alone
  bool stopping = false;
  std::time_t dated = 0;
  std::string date_text;
  net::io_context io{1};
  net::executor_work_guard<net::io_context::executor_type> open = net::make_work_guard(io);
  net::steady_timer timer{io};
};

/// One client. It lives as long as something is awaited for it.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Worker& worker, tcp::socket socket) : worker_(worker), socket_(std::move(socket)) {
    worker_.connections.insert(this);
    worker_.handler.opened();
  }
  ~Connection() {
    worker_.left(*this);
    worker_.handler.closed();
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// The next request, or the first.
  void await_request() {
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(worker_.limits.head_bytes));
    parser_->body_limit(worker_.limits.body_bytes);
    stage_ = Stage::idle;
    quiet_since_ = Steady::now();
    head_bytes_ = 0;
    folded_ = false;
    if (buffer_.size() > 0) return begin_request();
    if (worker_.stopping) return;
    allow(asked_ ? worker_.limits.idle : std::min(worker_.limits.idle, worker_.limits.head));
    receive();
  }

  /// What waits longer than it may is given up; what was awaited then ends with an error.
  void expire(Steady::time_point now) {
    error_code ignored;
    if (now >= deadline_) socket_.cancel(ignored);
  }

  /// Since when it asks nothing; nothing while it is served. One that was refused and lingers asks no more.
  std::optional<Steady::time_point> quiet_since() const {
    if (gone_ || stage_ == Stage::body || stage_ == Stage::answer) return std::nullopt;
    return quiet_since_;
  }

  /// Ends at once, without an answer.
  void give_way() {
    gone_ = true;
    error_code ignored;
    socket_.close(ignored);
  }

  /// Between two requests it ends at once, else after the answer.
  void stop() {
    const Steady::time_point now = Steady::now();
    deadline_ = std::min(deadline_, stage_ == Stage::idle ? now : now + worker_.limits.stop);
    expire(now);
  }

 private:
  enum class Stage : std::uint8_t { idle, head, body, answer, linger };

  void allow(Limits::Milliseconds time) {
    deadline_ = Steady::now() + (worker_.stopping ? std::min(time, worker_.limits.stop) : time);
  }

  void receive() {
    socket_.async_read_some(buffer_.prepare(kReadBytes),
                            [self = shared_from_this()](const error_code& error, std::size_t bytes) {
                              self->buffer_.commit(bytes);
                              self->received(error);
                            });
  }

  void received(const error_code& error) {
    if (gone_) return;
    if (error) {
      const bool late = error == net::error::operation_aborted;
      if (late && (stage_ == Stage::head || stage_ == Stage::body)) send(refusal(408), true);
      return;
    }
    switch (stage_) {
      case Stage::idle: return begin_request();
      case Stage::head: return read_head();
      case Stage::body: return read_body();
      case Stage::linger: return throw_away();
      case Stage::answer: return;
    }
  }

  void begin_request() {
    stage_ = Stage::head;
    asked_ = true;
    allow(worker_.limits.head);
    begun_ = Steady::now();
    read_head();
  }

  void read_head() {
    if (!read_until(&Parser::is_header_done)) return;
    begun_ = Steady::now();
    if (head_bytes_ > worker_.limits.head_bytes) return send(refusal(431), true);
    if (folded_) return send(refusal(400), true);
    if (const auto status = judge(*parser_, worker_.local)) return send(refusal(*status), true);
    if (auto refused = worker_.handler.refuse(request_of(*parser_)))
      return send(std::move(*refused), has_body(*parser_));
    stage_ = Stage::body;
    allow(worker_.limits.body);
    parser_->eager(true);
    const bool invites = expects_continue(*parser_) && !parser_->is_done() && buffer_.size() == 0;
    if (invites) invite_body();
    else read_body();
  }

  /// The client asked whether it may send the body.
  void invite_body() {
    static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    net::async_write(socket_, net::buffer(kContinue),
                     [self = shared_from_this()](const error_code& error, std::size_t) {
                       if (!error) self->read_body();
                     });
  }

  void read_body() {
    if (read_until(&Parser::is_done)) send(answer(), false);
  }

  /// Whether what was received reaches so far. Where not, more is on its way, or the request is refused.
  bool read_until(bool (Parser::*done)() const) {
    while (!((*parser_).*done)()) {
      error_code error = http::error::need_more;
      if (buffer_.size() > 0) consume(parser_->put(buffer_.data(), error));
      if (!error) continue;
      if (error != http::error::need_more) send(refusal(status_of(error)), true);
      else if (buffer_.size() > kWaitingBytesMax) send(refusal(431), true);
      else receive();
      return false;
    }
    return true;
  }

  void consume(std::size_t bytes) {
    if (stage_ == Stage::head) {
      head_bytes_ += bytes;
      folded_ |= has_folded_line({static_cast<const char*>(buffer_.data().data()), bytes});
    }
    buffer_.consume(bytes);
  }

  HttpResponse answer() {
    try {
      return worker_.handler.answer(request_of(*parser_));
    } catch (const std::exception&) {
      return refusal(500);
    }
  }

  /// `broken`: what follows cannot be read as a request, so the connection ends behind the answer.
  void send(HttpResponse response, bool broken) {
    stage_ = Stage::answer;
    response_ = std::move(response);
    broken_ = broken;
    keeps_ = !broken && parser_->keep_alive() && !worker_.stopping;
    const bool bodiless = parser_->get().method() == http::verb::head || response_.status == 304;
    head_ = head_text(
        response_,
        {.date = worker_.date(), .keeps_open = keeps_, .http_1_0 = parser_->get().version() == 10});
    allow(worker_.limits.send);
    const std::array parts = {net::buffer(std::string_view(head_)),
                              net::buffer(bodiless ? std::string_view() : response_.body())};
    net::async_write(socket_, parts, [self = shared_from_this()](const error_code& error, std::size_t bytes) {
      self->sent(error, bytes);
    });
  }

  void sent(const error_code& error, std::size_t bytes) {
    const HttpRequest request = request_of(*parser_);
    const auto took = std::chrono::duration_cast<std::chrono::microseconds>(Steady::now() - begun_);
    worker_.handler.answered({.method = request.method,
                              .path = path_of(request.target),
                              .route = response_.route,
                              .status = response_.status,
                              .bytes_in = request.body.size(),
                              .bytes_out = bytes - std::min(bytes, head_.size()),
                              .microseconds = static_cast<std::uint64_t>(took.count())});
    if (error) return;
    if (keeps_) await_request();
    else if (broken_) linger();
  }

  /// Closing while the client still sends would tear the refusal out of its hands.
  void linger() {
    error_code error;
    socket_.shutdown(tcp::socket::shutdown_send, error);
    if (error) return;
    stage_ = Stage::linger;
    allow(worker_.limits.linger);
    throw_away();
  }

  void throw_away() {
    thrown_away_ += buffer_.size();
    buffer_.clear();
    if (thrown_away_ < kLingerBytesMax) receive();
  }

  Worker& worker_;
  tcp::socket socket_;
  boost::beast::flat_buffer buffer_;
  std::optional<Parser> parser_;
  HttpResponse response_;
  std::string head_;
  Steady::time_point deadline_, begun_, quiet_since_;
  std::size_t head_bytes_ = 0, thrown_away_ = 0;
  Stage stage_ = Stage::idle;
  bool asked_ = false;
  bool folded_ = false;
  bool keeps_ = false;
  bool broken_ = false;
  bool gone_ = false;
};

void Worker::run() {
  sweep();
  while (!io.stopped()) {
    if (io.poll() > 0) continue;
    handler.at_rest();
    io.run_one();
  }
  handler.at_rest();
}

/// Looks from time to time for what waits too long: cheaper than a timer for each connection.
void Worker::sweep() {
  if (stopping && connections.empty()) return;
  const auto least = std::min(
      {limits.head, limits.body, limits.send, limits.idle, limits.linger, limits.stop});
  timer.expires_after(std::clamp(least / 4, Limits::Milliseconds(1), Limits::Milliseconds(1000)));
  timer.async_wait([this](const error_code&) {
    for (Connection* connection : connections) connection->expire(Steady::now());
    sweep();
  });
}

/// Ends, of those that ask nothing, the one that is quiet longest: connections that only stand there must not
/// keep others out. Whether there was one.
bool Worker::make_room() {
  Connection* longest = nullptr;
  for (Connection* connection : connections)
    if (const auto since = connection->quiet_since())
      if (longest == nullptr || *since < *longest->quiet_since()) longest = connection;
  if (longest != nullptr) longest->give_way();
  return longest != nullptr;
}

void Worker::stop() {
  stopping = true;
  open.reset();
  for (Connection* connection : connections) connection->stop();
  timer.cancel();
}

void Worker::left(Connection& connection) {
  connections.erase(&connection);
  --all;
  if (stopping) timer.cancel();
}

std::string_view Worker::date() {
  if (const std::time_t now = std::time(nullptr); now != dated) {
    dated = now;
    date_text = http_date(now);
  }
  return date_text;
}

}  // namespace

class Server::Inside {
 public:
  Inside(const Listening& listening, Handler& handler)
      : limits_(listening.limits), handler_(handler), workers_(make_workers(listening.threads)) {}

  std::expected<void, ListenError> listen(const Listening& listening) {
    error_code error;
    const auto address = net::ip::make_address(listening.address, error);
    if (error) return std::unexpected(ListenError::bad_address);
    const tcp::endpoint endpoint(address, listening.port);
    acceptor_.open(endpoint.protocol(), error);
    if (!error) acceptor_.set_option(net::socket_base::reuse_address(true), error);
    if (!error) acceptor_.bind(endpoint, error);
    if (!error) acceptor_.listen(net::socket_base::max_listen_connections, error);
    if (error == net::error::address_in_use) return std::unexpected(ListenError::port_taken);
    if (error) return std::unexpected(ListenError::refused);
    port_ = acceptor_.local_endpoint().port();
    for (const auto& worker : workers_) worker->local = is_loopback(address);
    if (listening.stops_on_signals) {
      signals_.add(SIGINT);
      signals_.add(SIGTERM);
      signals_.async_wait([this](const error_code& canceled, int) {
        if (!canceled) stop_here();
      });
    }
    accept();
    return {};
  }

  std::uint16_t port() const { return port_; }

  void run() {
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < workers_.size(); ++i) others.emplace_back([this, i] { workers_[i]->run(); });
    first().run();
  }

  void stop() {
    net::post(first().io, [this] { stop_here(); });
  }

 private:
  std::vector<std::unique_ptr<Worker>> make_workers(unsigned threads) {
    if (threads == 0) threads = std::clamp(std::thread::hardware_concurrency(), 1U, 4U);
    std::vector<std::unique_ptr<Worker>> workers(threads);
    for (auto& worker : workers) worker = std::make_unique<Worker>(handler_, limits_, open_);
    return workers;
  }

  Worker& worker(std::size_t turn) { return *workers_[turn % workers_.size()]; }
  Worker& first() { return worker(0); }

  /// Connections go to the threads in turn.
  void accept() {
    const std::size_t turn = turn_++;
    acceptor_.async_accept(worker(turn).io, [this, turn](const error_code& error, tcp::socket socket) {
      if (!acceptor_.is_open()) return;
      if (!error) guest_ = std::move(socket);
      if (error || open_ >= limits_.connections) make_room(turn, 0);
      else seat(turn, true);
    });
  }

  /// Asks one thread after the other, from `turn` on. Nobody is let in meanwhile: however fast clients come,
  /// none is turned away while another one only stands there.
  void make_room(std::size_t turn, std::size_t asked) {
    net::post(worker(turn + asked).io, [this, turn, asked] {
      const bool made = worker(turn + asked).make_room();
      net::post(first().io, [this, turn, asked, made] {
        if (made || asked + 1 == workers_.size()) seat(turn, made);
        else make_room(turn, asked + 1);
      });
    });
  }

  /// `room`: was there, or has been made. No guest: no descriptor was left for one.
  void seat(std::size_t turn, bool room) {
    if (!acceptor_.is_open()) return;
    if (!guest_ && !room) return rest();
    if (guest_) {
      if (room || open_ < 2 * limits_.connections) welcome(worker(turn), std::move(*guest_));
      else turn_away(std::move(*guest_));
      guest_.reset();
    }
    accept();
  }

  /// At once again would be for nothing.
  void rest() {
    pause_.expires_after(Limits::Milliseconds(100));
    pause_.async_wait([this](const error_code& canceled) {
      if (!canceled) accept();
    });
  }

  void welcome(Worker& worker, tcp::socket socket) {
    error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    ++open_;
    net::post(worker.io, [&worker, socket = std::move(socket)]() mutable {
      std::make_shared<Connection>(worker, std::move(socket))->await_request();
    });
  }

  /// As much as can be done without waiting for the client.
  void turn_away(tcp::socket socket) {
    const HttpResponse response = refusal(503);
    const std::string text = head_text(response, {.date = first().date(), .keeps_open = false}) +
                             std::string(response.body());
    error_code error;
    socket.non_blocking(true, error);
    std::array<char, 4096> unread{};
    socket.read_some(net::buffer(unread), error);
    socket.write_some(net::buffer(text), error);
    socket.shutdown(tcp::socket::shutdown_send, error);
    handler_.answered({.status = response.status, .bytes_out = response.body().size()});
  }

  void stop_here() {
    error_code ignored;
    acceptor_.close(ignored);
    signals_.cancel(ignored);
    pause_.cancel();
    for (const auto& worker : workers_) net::post(worker->io, [&worker = *worker] { worker.stop(); });
  }

  Limits limits_;
  Handler& handler_;
  std::atomic<std::size_t> open_ = 0;
  std::vector<std::unique_ptr<Worker>> workers_;
  tcp::acceptor acceptor_{first().io};
  net::signal_set signals_{first().io};
  net::steady_timer pause_{first().io};
  std::optional<tcp::socket> guest_;  ///< let in, and not with its thread yet
  std::size_t turn_ = 0;
  std::uint16_t port_ = 0;
};

Server::Server(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Server::~Server() = default;

std::expected<std::unique_ptr<Server>, ListenError> Server::open(const Listening& listening,
                                                                 Handler& handler) {
  auto inside = std::make_unique<Inside>(listening, handler);
  if (auto listens = inside->listen(listening); !listens) return std::unexpected(listens.error());
  return std::unique_ptr<Server>(new Server(std::move(inside)));
}

std::uint16_t Server::port() const { return inside_->port(); }
void Server::run() { inside_->run(); }
void Server::stop() { inside_->stop(); }

}  // namespace springback::server
// NOLINTEND(bugprone-unused-return-value)
