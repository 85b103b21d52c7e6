// Requests: a journal and the instant at which to advise on it.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "core/ask.h"
#include "core/journal.h"
#include "words/catalogue.h"

namespace springback {

struct Request {
  std::string id;  ///< of a case in a batch; empty where there is none
  LocalInstant at;
  const Catalogue* catalogue = nullptr;  ///< never null once read
  std::optional<std::string> region;     ///< one the protocol knows
  bool live = false;
  Occasion occasion = Occasion::interview;
  Journal journal;
  std::optional<Took> dose;  ///< may I take this now?
  std::string find;          ///< the name of a medicine that is looked for; empty: none
};

/// The error names what is wrong and in which entry. Keys it does not know are ignored.
Result<Request> read_request(const Protocol& protocol, std::string_view text);

/// The id of a request that perhaps cannot be read otherwise; empty where it has none.
std::string read_request_id(std::string_view text);

/// Entries of a journal as JSON Lines; blank lines are passed over. The first bad line is the error, with its
/// number.
Result<Journal> read_journal(const Protocol& protocol, std::string_view lines);

}  // namespace springback
