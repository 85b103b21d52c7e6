#include "cli/regulars.h"

#include <algorithm>

namespace springback::cli {

using Json = nlohmann::ordered_json;

namespace {

constexpr std::int64_t kWeek = 7 * 24 * 60;  // minutes

}  // namespace

std::optional<DailyMedicine> daily_in(const ToldEntry& entry) {
  const auto regular = entry.fields.find("regular");
  if (!entry.is("reported") || regular == entry.fields.end() || !regular->is_object()) return std::nullopt;
  DailyMedicine medicine{.id = text_of(*regular, "id"), .name = text_of(*regular, "name"), .told = entry.at};
  if (medicine.id.empty()) return std::nullopt;
  if (const auto times = regular->find("every_day_at"); times != regular->end() && times->is_array())
    for (const Json& time : *times)
      if (time.is_string()) medicine.every_day_at.push_back(time.get<std::string>());
  if (const auto every = regular->find("every_minutes");
      every != regular->end() && every->is_number_integer())
    if (const auto told = every->get<std::int64_t>(); told > 0 && told <= kWeek)
      medicine.every_minutes = static_cast<int>(told);
  return medicine;
}

std::vector<DailyMedicine> daily_medicines(const std::vector<ToldEntry>& told) {
  std::vector<DailyMedicine> daily;
  const auto place_of = [&](const std::string& id) {
    return std::ranges::find(daily, id, &DailyMedicine::id);
  };
  for (const ToldEntry& entry : told) {
    if (entry.retracted || !entry.is("reported")) continue;
    if (const auto stopped = place_of(text_of(entry.fields, "regular_stopped")); stopped != daily.end())
      daily.erase(stopped);
    const auto medicine = daily_in(entry);
    if (!medicine) continue;
    if (const auto before = place_of(medicine->id); before != daily.end()) *before = *medicine;
    else daily.push_back(*medicine);
  }
  return daily;
}

std::vector<DailyMedicine> daily_medicines(const Door& door) { return daily_medicines(told_entries(door)); }

std::string daily_name(const DailyMedicine& medicine) {
  std::string when;
  for (const std::string& time : medicine.every_day_at) when += (when.empty() ? "" : ", ") + time;
  if (medicine.every_minutes > 0) when = std::to_string(medicine.every_minutes / 60) + " h";
  return medicine.name + (when.empty() ? "" : " (" + when + ")");
}

}  // namespace springback::cli
