// Reads the zones of the machine (TZif, RFC 8536), as test input: every rule that clocks have been set by.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "base/zone.h"

namespace springback::tests {

struct NamedZone {
  std::string name;
  std::int32_t first_offset_seconds = 0;
  std::vector<Transition> transitions;

  Zone zone() const { return {first_offset_seconds, transitions}; }
};

inline std::int64_t big_endian(const std::string& bytes, std::size_t at, int size) {
  std::uint64_t value = 0;
  for (int i = 0; i < size; ++i)
    value = value << 8 | static_cast<unsigned char>(bytes.at(at + static_cast<std::size_t>(i)));
  return size == 4 ? static_cast<std::int32_t>(value) : static_cast<std::int64_t>(value);
}

/// The 64-bit part of a file, whose transitions reach to 2037. Empty where it is no such file.
inline std::vector<NamedZone> read_zone(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  if (!bytes.starts_with("TZif") || bytes.size() < 44 || bytes[4] < '2') return {};
  const auto counts = [&](std::size_t header) {
    std::vector<std::size_t> six;
    for (std::size_t i = 0; i < 6; ++i)
      six.push_back(static_cast<std::size_t>(big_endian(bytes, header + 20 + 4 * i, 4)));
    return six;  // isutcnt, isstdcnt, leapcnt, timecnt, typecnt, charcnt
  };
  const auto first = counts(0);
  const std::size_t second = 44 + first[3] * 5 + first[4] * 6 + first[5] + first[2] * 8 + first[1] + first[0];
  const auto second_counts = counts(second);
  const std::size_t times = second + 44, types = times + second_counts[3] * 8,
                    offsets = types + second_counts[3];
  const auto offset = [&](std::size_t type) {
    return static_cast<std::int32_t>(big_endian(bytes, offsets + type * 6, 4));
  };
  NamedZone zone{.name = path.string(), .first_offset_seconds = offset(0), .transitions = {}};
  for (std::size_t i = 0; i < second_counts[3]; ++i)
    zone.transitions.push_back({Instant{big_endian(bytes, times + i * 8, 8) * 1'000'000},
                                offset(static_cast<unsigned char>(bytes.at(types + i)))});
  return {zone};
}

/// Every zone of /usr/share/zoneinfo (Debian: tzdata), links left out.
inline std::vector<NamedZone> all_zones() {
  std::vector<NamedZone> zones;
  for (const auto& entry : std::filesystem::recursive_directory_iterator("/usr/share/zoneinfo")) {
    const std::string path = entry.path().string();
    if (!entry.is_regular_file() || entry.is_symlink() || path.find("/right/") != std::string::npos) continue;
    for (NamedZone& zone : read_zone(entry.path())) zones.push_back(std::move(zone));
  }
  return zones;
}

}  // namespace springback::tests
