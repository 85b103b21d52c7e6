#include "cli/regulars.h"

#include <algorithm>
#include <set>

namespace springback::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string text_of(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<DailyMedicine> read_daily(const Json& json) {
  if (!json.is_object()) return std::nullopt;
  DailyMedicine medicine{.id = text_of(json, "id"), .name = text_of(json, "name")};
  if (medicine.id.empty()) return std::nullopt;
  if (const auto times = json.find("every_day_at"); times != json.end() && times->is_array())
    for (const Json& time : *times)
      if (time.is_string()) medicine.every_day_at.push_back(time.get<std::string>());
  if (const auto every = json.find("every_minutes"); every != json.end() && every->is_number_integer())
    medicine.every_minutes = every->get<int>();
  return medicine;
}

}  // namespace

std::vector<DailyMedicine> daily_medicines(const Door& door) {
  const Instant now = door.now().instant;
  std::vector<Json> entries;
  std::set<std::string> retracted;
  for (const StoredEntry& stored : door.entries()) {
    if (stored.at > now) continue;
    Json entry = Json::parse(stored.text, nullptr, false);
    if (!entry.is_object()) continue;
    const std::string kind = text_of(entry, "kind");
    if (kind == "retracted") retracted.insert(text_of(entry, "entry"));
    if (kind == "reported") entries.push_back(std::move(entry));
  }
  std::vector<DailyMedicine> daily;
  const auto place_of = [&](const std::string& id) {
    return std::ranges::find(daily, id, &DailyMedicine::id);
  };
  for (const Json& entry : entries) {
    if (retracted.contains(text_of(entry, "id"))) continue;
    if (const auto stopped = place_of(text_of(entry, "regular_stopped")); stopped != daily.end())
      daily.erase(stopped);
    const auto regular = entry.find("regular");
    if (regular == entry.end()) continue;
    const auto medicine = read_daily(*regular);
    if (!medicine) continue;
    if (const auto before = place_of(medicine->id); before != daily.end()) *before = *medicine;
    else daily.push_back(*medicine);
  }
  return daily;
}

std::string daily_name(const DailyMedicine& medicine) {
  std::string when;
  for (const std::string& time : medicine.every_day_at) when += (when.empty() ? "" : ", ") + time;
  if (medicine.every_minutes > 0) when = std::to_string(medicine.every_minutes / 60) + " h";
  return medicine.name + (when.empty() ? "" : " (" + when + ")");
}

}  // namespace springback::cli
