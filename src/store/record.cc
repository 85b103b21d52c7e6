#include "store/record.h"

#include <zlib.h>

#include <array>
#include <string_view>

namespace springback {
namespace {

using Crc = decltype(crc32(0, nullptr, 0));

Crc add_number(Crc crc, std::uint64_t number) {
  std::array<Bytef, 8> bytes{};  // little-endian on every machine
  for (Bytef& byte : bytes) {
    byte = static_cast<Bytef>(number & 0xFFU);
    number >>= 8U;
  }
  return crc32_z(crc, bytes.data(), bytes.size());
}

/// The length goes in first, so that no byte can wander from the id into the text.
Crc add_text(Crc crc, std::string_view text) {
  crc = add_number(crc, text.size());
  return crc32_z(crc, reinterpret_cast<const Bytef*>(text.data()), text.size());
}

}  // namespace

std::uint32_t record_checksum(std::int64_t format, const StoredEntry& entry) {
  Crc crc = crc32_z(0, nullptr, 0);
  crc = add_number(crc, static_cast<std::uint64_t>(format));
  crc = add_number(crc, static_cast<std::uint64_t>(entry.at.microseconds));
  crc = add_text(crc, entry.id);
  crc = add_text(crc, entry.text);
  return static_cast<std::uint32_t>(crc);
}

}  // namespace springback
