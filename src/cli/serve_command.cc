#include <unistd.h>

#include <csignal>
#include <iostream>

#include "cli/commands.h"
#include "server/server.h"
#include "server/service.h"
#include "terminal_keys.h"
#include "words/say.h"

namespace springback::cli {
namespace {

/// To standard error, past every buffer: the log of a server that is killed is not lost with it.
void log_lines(std::string_view lines) {
  while (!lines.empty()) {
    const ssize_t written = write(STDERR_FILENO, lines.data(), lines.size());
    if (written <= 0) return;
    lines.remove_prefix(static_cast<std::size_t>(written));
  }
}

bool is_loopback(std::string_view address) { return address.starts_with("127.") || address == "::1"; }

std::string url(std::string_view address, int port) {
  const bool six = address.find(':') != std::string_view::npos;
  const std::string host = six ? "[" + std::string(address) + "]" : std::string(address);
  return "http://" + host + ":" + std::to_string(port) + "/";
}

server::Files read_page(const std::string& folder) {
  server::Files page;
  if (folder.empty()) return page;
  if (const auto added = page.add_folder(folder); !added) throw Failure{kInputWrong, added.error()};
  return page;
}

Failure failure(const Door& door, const ServeOptions& options, server::ListenError error) {
  const auto line = [&](WordId word) {
    return fill(fill(door.word(word), "{address}", options.address), "{port}", std::to_string(options.port));
  };
  switch (error) {
    case server::ListenError::bad_address: return {kCommandLineWrong, line(word::terminal_serve_bad_address)};
    case server::ListenError::port_taken: return {kMachineFailed, line(word::terminal_serve_taken)};
    case server::ListenError::refused: break;
  }
  return {kMachineFailed, line(word::terminal_serve_refused)};
}

void announce(const Door& door, const ServeOptions& options, int port) {
  const std::string address = url(options.address, port);
  if (door.settings().json) {
    std::cout << nlohmann::ordered_json{{"address", address}, {"port", port}}.dump() << std::endl;
    return;
  }
  std::cout << fill(door.word(word::terminal_serve_at), "{address}", address) << '\n';
  if (options.page.empty()) std::cout << door.word(word::terminal_serve_no_page) << '\n';
  if (!is_loopback(options.address)) std::cout << door.word(word::terminal_serve_open) << '\n';
  std::cout.flush();
}

}  // namespace

int run_serve(const Settings& settings, const ServeOptions& options) {
  const Door door(settings, Wants::no_journal);
  server::Service service(door.protocol(), kVersion, read_page(options.page),
                          options.quiet ? [](std::string_view) {} : log_lines);
  const auto server = server::Server::open({.address = options.address,
                                            .port = static_cast<std::uint16_t>(options.port),
                                            .stops_on_signals = true},
                                           service);
  if (!server) throw failure(door, options, server.error());
  std::signal(SIGPIPE, SIG_IGN);  // a log that nobody reads any more is no reason to end
  announce(door, options, (*server)->port());
  (*server)->run();
  return 0;
}

}  // namespace springback::cli
