// The journal as it was told, for what the core does not read: fields of an entry as they stand in it.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/door.h"

namespace springback::cli {

struct ToldEntry {
  Instant at;
  nlohmann::ordered_json fields;  ///< an object
  bool retracted = false;

  bool is(std::string_view kind) const;
};

/// Those that are not ahead of the door's clock, oldest first.
std::vector<ToldEntry> told_entries(const Door& door);

/// Empty where there is no such field, or no text in it.
std::string text_of(const nlohmann::ordered_json& fields, const char* key);
/// Nothing where there is no such field, or no instant in it.
std::optional<Instant> instant_in(const nlohmann::ordered_json& fields, const char* key);

}  // namespace springback::cli
