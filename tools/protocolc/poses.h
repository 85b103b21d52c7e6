// Reads poses.yaml, from which the page draws its figures, and writes it as the JSON that the page gets.
// No advice depends on it: it is no part of the tables, nor of the protocol's SHA-256.
#pragma once

#include <set>
#include <string>

#include "reader.h"

namespace springback::protocolc {

struct Poses {
  std::string json;             ///< one line; empty where there is no poses.yaml
  std::set<std::string> words;  ///< keys of the sentences that the drawings need
};

Poses read_poses(const Files& files, Problems& problems);

}  // namespace springback::protocolc
