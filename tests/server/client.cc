#include "server/client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <sstream>
#include <stdexcept>

namespace springback::server {
namespace {

constexpr int kPatienceSeconds = 20;

Reply read_head(const std::string& text) {
  Reply reply;
  std::istringstream lines(text);
  std::string line;
  std::getline(lines, line);
  if (line.starts_with("HTTP/1.1 ")) reply.status = std::stoi(line.substr(9, 3));
  while (std::getline(lines, line) && line != "\r") {
    const std::size_t colon = line.find(": ");
    std::string name = line.substr(0, colon);
    for (char& c : name) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    reply.headers[name] = line.substr(colon + 2, line.size() - colon - 3);
  }
  return reply;
}

}  // namespace

Client::Client(std::uint16_t port) : socket_(socket(AF_INET, SOCK_STREAM, 0)) {
  const timeval patience{.tv_sec = kPatienceSeconds, .tv_usec = 0};
  setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
  setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) {
    close(socket_);
    throw std::runtime_error("nobody listens");
  }
}

Client::~Client() { close(socket_); }

void Client::send(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

void Client::finish() const { shutdown(socket_, SHUT_WR); }

bool Client::receive() {
  std::array<char, 16384> bytes{};
  const ssize_t got = recv(socket_, bytes.data(), bytes.size(), 0);
  if (got > 0) read_.append(bytes.data(), static_cast<std::size_t>(got));
  return got > 0;
}

std::optional<Reply> Client::reply(bool bodiless) {
  std::size_t end = 0;
  while ((end = read_.find("\r\n\r\n")) == std::string::npos)
    if (!receive()) return std::nullopt;
  Reply reply = read_head(read_.substr(0, end + 4));
  read_.erase(0, end + 4);
  if (bodiless || reply.status == 304 || reply.status == 100) return reply;
  const std::size_t size = std::stoul(reply.header("content-length"));
  while (read_.size() < size)
    if (!receive()) return std::nullopt;
  reply.body = read_.substr(0, size);
  read_.erase(0, size);
  return reply;
}

bool Client::ends() {
  std::array<char, 1> byte{};
  return read_.empty() && recv(socket_, byte.data(), byte.size(), 0) == 0;
}

std::optional<Reply> Client::ask(std::string_view bytes, bool bodiless) {
  send(bytes);
  return reply(bodiless);
}

std::string get(std::string_view path, std::string_view more) {
  return "GET " + std::string(path) + " HTTP/1.1\r\nHost: localhost\r\n" + std::string(more) + "\r\n";
}

std::string post(std::string_view body, std::string_view more) {
  return "POST /v1/advise HTTP/1.1\r\nHost: localhost\r\n" + std::string(more) +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

}  // namespace springback::server
