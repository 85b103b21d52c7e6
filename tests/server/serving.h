// A server in the test's own process, for as long as the object lives.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "server/client.h"
#include "server/server.h"
#include "server/service.h"

namespace springback::server {

class Serving {
 public:
  explicit Serving(Limits limits = {}, Files page = {}, const std::string& address = "127.0.0.1")
      : service_(built_in(), "0", std::move(page), nullptr),
        server_(*Server::open({.address = address, .port = 0, .threads = 2, .limits = limits}, service_)),
        thread_([this] { server_->run(); }) {}
  ~Serving() { server_->stop(); }
  Serving(const Serving&) = delete;
  Serving& operator=(const Serving&) = delete;

  std::uint16_t port() const { return server_->port(); }
  void stop() { server_->stop(); }
  void wait_end() { thread_.join(); }

 private:
  Service service_;
  std::unique_ptr<Server> server_;
  std::jthread thread_;
};

/// A folder that goes away with the object.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "springback-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder for a test");
    path = name;
  }
  ~Folder() { std::filesystem::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  void write(const std::string& name, std::string_view text) const {
    std::filesystem::create_directories((path / name).parent_path());
    std::ofstream(path / name, std::ios::binary) << text;
  }

  std::filesystem::path path;
};

}  // namespace springback::server
