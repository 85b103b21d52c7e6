#include "store/wal.h"

#include "store/bytes.h"

// The format: https://www.sqlite.org/fileformat2.html#the_write_ahead_log
namespace springback::wal {
namespace {

constexpr std::size_t kHeaderSize = 32;
constexpr std::size_t kFrameHeaderSize = 24;
constexpr std::uint32_t kMagicLittleEndian = 0x377f0682;
constexpr std::uint32_t kMagicBigEndian = 0x377f0683;

struct Checksum {
  std::uint32_t first = 0;
  std::uint32_t second = 0;
  friend bool operator==(Checksum, Checksum) = default;
};

/// Carries the checksum on over `bytes`, whose length is a multiple of 8.
Checksum add(Checksum sum, std::string_view bytes, bool big_endian) {
  const auto word = [&](std::size_t at) {
    return big_endian ? read_big_endian_32(bytes, at) : read_little_endian_32(bytes, at);
  };
  for (std::size_t at = 0; at + 8 <= bytes.size(); at += 8) {
    sum.first += word(at) + sum.second;
    sum.second += word(at + 4) + sum.first;
  }
  return sum;
}

Checksum read_checksum(std::string_view bytes, std::size_t at) {
  return {read_big_endian_32(bytes, at), read_big_endian_32(bytes, at + 4)};
}

struct Header {
  bool big_endian = false;
  std::size_t page_size = 0;
  std::string_view salts;
  Checksum checksum;
};

std::optional<Header> read_header(std::string_view log) {
  const std::uint32_t magic = read_big_endian_32(log, 0);
  if (magic != kMagicLittleEndian && magic != kMagicBigEndian) return std::nullopt;
  Header header;
  header.big_endian = magic == kMagicBigEndian;
  header.page_size = read_big_endian_32(log, 8);
  header.salts = log.substr(16, 8);
  header.checksum = read_checksum(log, 24);
  const bool right = add({}, log.substr(0, 24), header.big_endian) == header.checksum;
  if (!right || !is_page_size(header.page_size)) return std::nullopt;
  return header;
}

}  // namespace

bool is_whole(std::string_view log) {
  if (log.size() <= kHeaderSize) return true;  // nothing was ever committed to it
  const auto header = read_header(log);
  // SQLite writes and syncs the header before the first frame, so behind a bad one is damage.
  if (!header) return false;
  Checksum running = header->checksum;
  bool stopped = false;  // at a frame that SQLite would not take
  const std::size_t frame_size = kFrameHeaderSize + header->page_size;
  for (std::size_t at = kHeaderSize; at + frame_size <= log.size(); at += frame_size) {
    const std::string_view frame = log.substr(at, frame_size);
    const bool of_this_log = frame.substr(8, 8) == header->salts;
    running = add(running, frame.substr(0, 8), header->big_endian);
    running = add(running, frame.substr(kFrameHeaderSize), header->big_endian);
    if (!of_this_log || running != read_checksum(frame, 16)) stopped = true;
    // Frames of a transaction that was rolled back may stay behind the end, but not a commit.
    const bool is_commit = read_big_endian_32(frame, 4) != 0;
    if (stopped && of_this_log && is_commit) return false;
  }
  return true;
}

std::vector<Frame> frames(std::string_view log, std::size_t page_size) {
  std::vector<Frame> found;
  const std::size_t frame_size = kFrameHeaderSize + page_size;
  for (std::size_t at = kHeaderSize; at + frame_size <= log.size(); at += frame_size) {
    found.push_back(
        {.page_number = read_big_endian_32(log, at), .page = log.substr(at + kFrameHeaderSize, page_size)});
  }
  return found;
}

}  // namespace springback::wal
