// Numbers out of bytes, for reading SQLite's files without SQLite. The caller has checked that the
// bytes are there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "store/store.h"

namespace springback {

inline std::uint32_t byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

inline std::uint32_t read_big_endian_16(std::string_view bytes, std::size_t at) {
  return byte_at(bytes, at) << 8U | byte_at(bytes, at + 1);
}

inline std::uint32_t read_big_endian_32(std::string_view bytes, std::size_t at) {
  return read_big_endian_16(bytes, at) << 16U | read_big_endian_16(bytes, at + 2);
}

inline std::uint32_t read_little_endian_32(std::string_view bytes, std::size_t at) {
  return byte_at(bytes, at) | byte_at(bytes, at + 1) << 8U | byte_at(bytes, at + 2) << 16U |
         byte_at(bytes, at + 3) << 24U;
}

/// SQLite's page sizes are the powers of two from 512 to 65536.
inline bool is_page_size(std::size_t size) {
  return size >= 512 && size <= 65'536 && (size & (size - 1)) == 0;
}

/// The whole of a file; empty where there is none.
StoreResult<std::string> read_bytes(const std::filesystem::path& path);

}  // namespace springback
