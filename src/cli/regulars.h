// What is taken every day, as the journal tells it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/told.h"

namespace springback::cli {

/// A medicine that is taken every day: the last `regular` of its id that was not stopped or taken back.
struct DailyMedicine {
  std::string id;  ///< of the row, and of the name where the row is taken: "sedative", "sedative.zolpidem"
  std::string name;  ///< as people know it
  std::vector<std::string> every_day_at;  ///< "08:00"
  int every_minutes = 0;  ///< up to a week; 0: not told
  Instant told;

  std::string_view row() const { return std::string_view(id).substr(0, id.find('.')); }
};

/// In the order in which they were first told.
std::vector<DailyMedicine> daily_medicines(const std::vector<ToldEntry>& told);
std::vector<DailyMedicine> daily_medicines(const Door& door);

/// The one that this entry tells, whether or not it still holds.
std::optional<DailyMedicine> daily_in(const ToldEntry& entry);

/// "warfarin (08:00, 20:00)", "codeine (8 h)".
std::string daily_name(const DailyMedicine& medicine);

}  // namespace springback::cli
