#include "cli/told.h"

#include <set>

namespace springback::cli {

using Json = nlohmann::ordered_json;

bool ToldEntry::is(std::string_view kind) const { return text_of(fields, "kind") == kind; }

std::vector<ToldEntry> told_entries(const Door& door) {
  const Instant now = door.now().instant;
  std::vector<ToldEntry> told;
  std::set<std::string> retracted;
  for (const StoredEntry& stored : door.entries()) {
    Json fields = Json::parse(stored.text, nullptr, false);
    if (stored.at > now || !fields.is_object()) continue;
    told.push_back({.at = stored.at, .fields = std::move(fields)});
    if (told.back().is("retracted")) retracted.insert(text_of(told.back().fields, "entry"));
  }
  for (ToldEntry& entry : told) entry.retracted = retracted.contains(text_of(entry.fields, "id"));
  return told;
}

std::string text_of(const Json& fields, const char* key) {
  const auto found = fields.find(key);
  return found != fields.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<Instant> instant_in(const Json& fields, const char* key) {
  const auto read = parse_instant(text_of(fields, key));
  return read ? std::optional(read->instant) : std::nullopt;
}

}  // namespace springback::cli
