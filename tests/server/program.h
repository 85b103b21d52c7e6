// The real program as a server: started on a port that is free, its log in a file.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>

#include "terminal/home.h"

namespace springback::server {

class Program {
 public:
  /// Starts `springback serve --port 0` with more arguments and waits until it listens.
  explicit Program(const terminal::Home& home, const terminal::Words& more = {});
  /// Kills it where it still runs.
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  std::uint16_t port() const { return port_; }
  const std::string& printed() const { return printed_; }  ///< its first line
  void signal(int number) const;
  /// The exit status, or 128 and the signal.
  int wait_end();
  /// What it holds in memory now.
  long resident_kib() const;

 private:
  pid_t child_ = -1;
  std::uint16_t port_ = 0;
  std::string printed_;
};

}  // namespace springback::server
