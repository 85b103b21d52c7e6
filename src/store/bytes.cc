#include "store/bytes.h"

#include <fstream>
#include <system_error>

namespace springback {

StoreResult<std::string> read_bytes(const std::filesystem::path& path) {
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return std::string();
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  const auto size = file ? static_cast<std::streamoff>(file.tellg()) : -1;
  if (size >= 0) {
    std::string bytes(static_cast<std::size_t>(size), '\0');
    file.seekg(0);
    file.read(bytes.data(), static_cast<std::streamsize>(size));
    if (file.gcount() == size) return bytes;
  }
  return store_failure(StoreErrorKind::io, "the file cannot be read", path.string());
}

}  // namespace springback
