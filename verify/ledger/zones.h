// The clocks of the world from 2024 to 2028: what each time zone's offset was, and when it changed. A table
// built once from the IANA database (zones.sh), so that every machine sees the same.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace springback::verify {

/// Zones whose clocks always agree.
struct Clock {
  struct Change {
    std::int64_t at = 0;  ///< microseconds since 1970
    int offset_minutes = 0;  ///< from then on
  };
  int first_offset_minutes = 0;
  std::vector<Change> changes;  ///< the earliest first
  std::vector<std::string> zones;

  int offset_minutes(std::int64_t at) const;
};

/// All of zones.txt. Throws std::runtime_error with one line on what it cannot read.
std::vector<Clock> read_clocks(std::string_view table);
/// Those of this folder.
std::vector<Clock> clocks();

/// "2026-03-29T03:30:00.000001+02:00": what stands on the person's clock, and its offset.
std::string local_text(std::int64_t at, int offset_minutes);

}  // namespace springback::verify
