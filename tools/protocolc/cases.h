// Cases: a person told in a few lines of YAML, turned into requests of the contract. Section 8 of
// docs/formats/protocol.md.
#pragma once

#include <string>
#include <vector>

#include "reader.h"

namespace springback::protocolc {

struct Case {
  std::string id;
  std::string want;
  std::vector<std::string> fires, spares;
  std::map<std::string, std::string> states;
  std::string request;  ///< one line of JSON, `id` first
};

/// All cases below cases/, in the order of the files.
std::vector<Case> read_cases(const Files& files, Problems& problems);

}  // namespace springback::protocolc
