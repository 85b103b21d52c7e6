#include "document/request.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "document/entry.h"
#include "document/read_json.h"

namespace springback {
namespace {

using Json = nlohmann::json;

/// Collects entries. The same entry twice is one entry; the same id with other content is refused.
class EntryCollector {
 public:
  explicit EntryCollector(const Protocol& protocol) : protocol_(protocol) {}

  Result<void> add(const Json& json) {
    TRY_ASSIGN(Entry entry, read_entry(protocol_, json));
    const auto [place, fresh] = seen_.try_emplace(entry.id, &json);
    if (!fresh && *place->second != json) return refuse(ErrorCode::id_conflict, entry.id);
    if (fresh) entries_.push_back(std::move(entry));
    return {};
  }

  Journal journal() { return Journal(std::move(entries_)); }

 private:
  const Protocol& protocol_;
  std::map<std::string, const Json*> seen_;
  std::vector<Entry> entries_;
};

std::string text_or_empty(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Result<std::optional<ClockChange>> clock_change(const Json& json, const char* key) {
  const std::string text = text_or_empty(json, key);
  if (text.empty()) return std::optional<ClockChange>();
  TRY_ASSIGN(const LocalInstant change, parse_instant(text));
  return std::optional(ClockChange{change.instant, change.offset_minutes});
}

Result<bool> flag_field(const Json& json, const char* key) {
  const auto found = json.find(key);
  if (found == json.end() || found->is_null()) return false;
  if (!found->is_boolean())
    return refuse(ErrorCode::wrong_type, std::string(key) + ": expected true or false");
  return found->get<bool>();
}

}  // namespace

Result<Request> read_request(const Protocol& protocol, std::string_view text) {
  TRY_ASSIGN(const Json json, read_json(text, "request"));
  if (!json.is_object()) return refuse(ErrorCode::wrong_type, "request: expected an object");
  Request request;
  request.id = text_or_empty(json, "id");
  const std::string at = text_or_empty(json, "at");
  if (at.empty()) return refuse(ErrorCode::missing_field, "at");
  TRY_ASSIGN(request.at, parse_instant(at));
  TRY_ASSIGN(request.at.before, clock_change(json, "clock_before"));
  TRY_ASSIGN(request.at.after, clock_change(json, "clock_after"));
  const std::string locale = text_or_empty(json, "locale");
  request.catalogue = locale.empty() ? &default_catalogue() : find_catalogue(locale);
  if (request.catalogue == nullptr) return refuse(ErrorCode::bad_value, "locale: expected en or es");
  const std::string region = text_or_empty(json, "region");
  if (std::ranges::find(protocol.regions, region, &Region::id) != protocol.regions.end())
    request.region = region;
  TRY_ASSIGN(request.live, flag_field(json, "live"));
  TRY_ASSIGN(const bool checkin, flag_field(json, "checkin"));
  if (checkin) request.occasion = Occasion::checkin;
  const auto journal = json.find("journal");
  if (journal == json.end() || !journal->is_array())
    return refuse(ErrorCode::missing_field, "journal: expected a list of entries");
  EntryCollector entries(protocol);
  for (const Json& entry : *journal) TRY(entries.add(entry));
  request.journal = entries.journal();
  if (const auto dose = json.find("dose"); dose != json.end() && !dose->is_null()) {
    bool has_unknown = false;
    TRY_ASSIGN(request.dose, read_dose(protocol, *dose, has_unknown));
  }
  request.find = text_or_empty(json, "find");
  return request;
}

std::string read_request_id(std::string_view text) {
  const auto json = read_json(text);
  return json && json->is_object() ? text_or_empty(*json, "id") : std::string();
}

Result<Journal> read_journal(const Protocol& protocol, std::string_view lines) {
  std::vector<std::unique_ptr<Json>> kept;  // the collector compares with what it has seen
  EntryCollector entries(protocol);
  for (int number = 1; !lines.empty(); ++number) {
    const std::size_t end = lines.find('\n');
    const std::string_view line = lines.substr(0, end);
    lines = end == std::string_view::npos ? std::string_view() : lines.substr(end + 1);
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    auto json = read_json(line);
    Result<void> added;
    if (json) added = entries.add(*kept.emplace_back(std::make_unique<Json>(std::move(*json))));
    else added = std::unexpected(std::move(json).error());
    if (!added) {
      added.error().line = number;
      return std::unexpected(std::move(added).error());
    }
  }
  return entries.journal();
}

}  // namespace springback
