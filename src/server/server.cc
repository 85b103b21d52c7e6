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
#include <memory>
#include <optional>
#include <span>
#include <thread>
#include <unordered_set>
#include <vector>

#include "server/headers.h"
#include "server/reader.h"

// Asio gives an error twice, as an argument and as the value; the argument is the one that is looked at.
// NOLINTBEGIN(bugprone-unused-return-value)

namespace springback::server {
namespace {

namespace net = boost::asio;
using boost::system::error_code;
using net::ip::tcp;
using Steady = std::chrono::steady_clock;

constexpr std::size_t kLingerBytesMax = 4U << 20U;

bool is_loopback(const net::ip::address& address) {
  if (!address.is_v6() || !address.to_v6().is_v4_mapped()) return address.is_loopback();
  return net::ip::make_address_v4(net::ip::v4_mapped, address.to_v6()).is_loopback();
}

class Connection;

/// A thread with the connections that are its own.
struct Worker {
  Worker(Handler& handler_, const Limits& limits_, std::atomic<std::size_t>& all_)
      : handler(handler_),
        limits(limits_),
        all(all_),
        bounds{.head_bytes = limits.head_bytes, .body_bytes = limits.body_bytes} {}

  void run();
  void sweep();
  Connection* quietest() const;
  std::optional<Steady::time_point> quiet_since() const;
  bool make_room();
  void stop();
  void left(Connection& connection);
  std::string_view date();

  Handler& handler;
  const Limits& limits;
  std::atomic<std::size_t>& all;  ///< connections of every worker
  Bounds bounds;
  std::unordered_set<Connection*> connections;
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
  Connection(Worker& worker, tcp::socket socket)
      : worker_(worker), socket_(std::move(socket)), reader_(worker.bounds) {
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
    reader_.begin();
    stage_ = Stage::idle;
    if (reader_.waiting() > 0) return begin_request();
    if (worker_.stopping) return;
    allow(asked_ ? worker_.limits.idle : std::min(worker_.limits.idle, worker_.limits.head));
    receive();
  }

  /// What waits longer than it may is given up; what was awaited then ends with an error.
  void expire(Steady::time_point now) {
    error_code ignored;
    if (now >= deadline_) socket_.cancel(ignored);
  }

  /// When it asked last, or was let in; nothing while it is served. One that was refused and lingers asks no
  /// more. When its answer had gone would be another order than clients see.
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
    const std::span<char> room = reader_.room();
    socket_.async_read_some(net::buffer(room.data(), room.size()),
                            [self = shared_from_this()](const error_code& error, std::size_t bytes) {
                              self->reader_.received(bytes);
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
    if (!has_come(reader_.read_head())) return;
    begun_ = quiet_since_ = Steady::now();
    if (auto refused = worker_.handler.refuse(reader_.request()))
      return send(std::move(*refused), reader_.has_body());
    stage_ = Stage::body;
    allow(worker_.limits.body);
    if (reader_.wants_invitation()) invite_body();
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
    if (has_come(reader_.read_body())) send(answer(), false);
  }

  /// What has not come is waited for, or refused.
  bool has_come(Reader::Got got) {
    if (got == Reader::Got::part) receive();
    if (got == Reader::Got::refused) send(refusal(reader_.status()), true);
    return got == Reader::Got::whole;
  }

  HttpResponse answer() {
    try {
      return worker_.handler.answer(reader_.request());
    } catch (const std::exception&) {
      return refusal(500);
    }
  }

  /// `broken`: what follows cannot be read as a request, so the connection ends behind the answer.
  void send(HttpResponse response, bool broken) {
    stage_ = Stage::answer;
    response_ = std::move(response);
    broken_ = broken;
    keeps_ = !broken && reader_.keeps_open() && !worker_.stopping;
    const bool bodiless = reader_.request().method == Method::head || response_.status == 304;
    head_ = head_text(response_,
                      {.date = worker_.date(), .keeps_open = keeps_, .http_1_0 = reader_.is_http_1_0()});
    allow(worker_.limits.send);
    const std::array parts = {net::buffer(std::string_view(head_)),
                              net::buffer(bodiless ? std::string_view() : response_.body())};
    net::async_write(socket_, parts, [self = shared_from_this()](const error_code& error, std::size_t bytes) {
      self->sent(error, bytes);
    });
  }

  void sent(const error_code& error, std::size_t bytes) {
    const HttpRequest request = reader_.request();
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
    thrown_away_ += reader_.throw_away();
    if (thrown_away_ < kLingerBytesMax) receive();
  }

  Worker& worker_;
  tcp::socket socket_;
  Reader reader_;
  HttpResponse response_;
  std::string head_;
  Steady::time_point deadline_, begun_;
  Steady::time_point quiet_since_ = Steady::now();
  std::size_t thrown_away_ = 0;
  Stage stage_ = Stage::idle;
  bool asked_ = false;
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

/// Of those that ask nothing the one that is quiet longest.
Connection* Worker::quietest() const {
  Connection* longest = nullptr;
  for (Connection* connection : connections)
    if (const auto since = connection->quiet_since())
      if (longest == nullptr || *since < *longest->quiet_since()) longest = connection;
  return longest;
}

std::optional<Steady::time_point> Worker::quiet_since() const {
  const Connection* longest = quietest();
  return longest == nullptr ? std::nullopt : longest->quiet_since();
}

/// Connections that only stand there must not keep others out. Whether there was one.
bool Worker::make_room() {
  Connection* longest = quietest();
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
    for (const auto& worker : workers_) worker->bounds.local = is_loopback(address);
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

  Worker& first() { return *workers_.front(); }
  /// Connections go to the threads in turn.
  Worker& next() { return *workers_[turn_ % workers_.size()]; }

  void accept() {
    acceptor_.async_accept(next().io, [this](const error_code& error, tcp::socket socket) {
      if (!acceptor_.is_open()) return;
      if (!error) guest_ = std::move(socket);
      if (error || open_ >= limits_.connections) find_room(0, {});
      else seat(true);
    });
  }

  struct Quietest {
    Worker* worker = nullptr;
    Steady::time_point since = Steady::time_point::max();
  };

  /// Asks one thread after the other who is quiet longest, and that one has to go. Nobody is let in
  /// meanwhile: however fast clients come, none is turned away while another one only stands there.
  void find_room(std::size_t asked, Quietest found) {
    if (asked == workers_.size()) return make_room(found.worker);
    Worker& worker = *workers_[asked];
    net::post(worker.io, [this, &worker, asked, found] {
      const auto since = worker.quiet_since();
      find_room(asked + 1, since && *since < found.since ? Quietest{&worker, *since} : found);
    });
  }

  void make_room(Worker* worker) {
    net::post((worker == nullptr ? first() : *worker).io, [this, worker] {
      const bool made = worker != nullptr && worker->make_room();
      net::post(first().io, [this, made] { seat(made); });
    });
  }

  /// `room`: was there, or has been made. No guest: no descriptor was left for one.
  void seat(bool room) {
    if (!acceptor_.is_open()) return;
    if (!guest_ && !room) return rest();
    if (guest_) {
      if (room || open_ < 2 * limits_.connections) welcome(next(), std::move(*guest_));
      else turn_away(std::move(*guest_));
      guest_.reset();
      ++turn_;
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
