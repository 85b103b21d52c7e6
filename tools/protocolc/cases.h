// Cases: a person told in a few lines of YAML, turned into requests of the contract. Section 8 of
// docs/formats/protocol.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "reader.h"

namespace springback::protocolc {

/// What the ledger must answer to the dose of a case.
struct DoseAnswer {
  std::string product;  ///< that is asked about; empty where it is told by ingredients
  std::string verdict;
  std::optional<std::int64_t> next_in_seconds;       ///< with `wait`: from the instant of the case
  std::optional<std::int64_t> units;                 ///< thousandths
  std::vector<std::string> because, not_because;     ///< reasons that are told, and that are not
};

struct Case {
  std::string id;
  std::string want;  ///< the urgency; empty where a case with a dose leaves it open
  std::vector<std::string> fires, spares;
  std::map<std::string, std::string> states;
  std::optional<DoseAnswer> dose;
  std::optional<std::vector<std::string>> breaches;  ///< all of them, in their order
  std::optional<std::vector<std::string>> lines;     ///< to call now: poison, crisis
  std::vector<std::string> taken;                    ///< products in its entries
  std::string request;  ///< one line of JSON, `id` first
};

/// All cases below cases/, in the order of the files.
std::vector<Case> read_cases(const Files& files, Problems& problems);

}  // namespace springback::protocolc
