// Looks through SQLite's write-ahead log for damage. SQLite takes the first frame that fails its
// checksum for the end of the log, which is right after a crash; where committed frames follow it,
// entries would be lost without a word.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace springback::wal {

/// One page as the log holds it, whether its checksum fits or not.
struct Frame {
  std::uint32_t page_number = 0;
  std::string_view page;
};

/// True where nothing committed lies behind a frame that SQLite would stop at. Nobody may be
/// writing to the log meanwhile.
bool is_whole(std::string_view log);

/// Every complete frame, for salvage.
std::vector<Frame> frames(std::string_view log, std::size_t page_size);

}  // namespace springback::wal
