// What is taken every day, as the journal tells it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/door.h"

namespace springback::cli {

/// A medicine that is taken every day: the last `regular` of its id that was not stopped or taken back.
struct DailyMedicine {
  std::string id;  ///< of the row, and of the name where the row is taken: "sedative", "sedative.zolpidem"
  std::string name;  ///< as people know it
  std::vector<std::string> every_day_at;  ///< "08:00"
  int every_minutes = 0;  ///< 0: not told

  std::string_view row() const { return std::string_view(id).substr(0, id.find('.')); }
};

/// In the order in which they were first told.
std::vector<DailyMedicine> daily_medicines(const Door& door);

/// "warfarin (08:00, 20:00)", "codeine (8 h)".
std::string daily_name(const DailyMedicine& medicine);

}  // namespace springback::cli
