#include "store/salvage.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/result.h"
#include "store/bytes.h"
#include "store/content.h"
#include "store/files.h"
#include "store/record.h"
#include "store/wal.h"

// The format: https://www.sqlite.org/fileformat2.html, sections 1.5 to 2.1. Every offset of every
// page is tried as the start of a record: the checksum tells which is one.
namespace springback {
namespace {

constexpr std::size_t kDefaultPageSize = 4'096;
// Far above the largest record: a damaged length must not make us collect the whole file.
constexpr std::uint64_t kPayloadMax = kEntryBytesMax + 4'096;

/// Gives a page by its number, empty where there is none.
using PageSource = std::function<std::string_view(std::uint32_t)>;

std::optional<std::uint64_t> take_varint(std::string_view& bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < 9 && i < bytes.size(); ++i) {
    const std::uint64_t byte = byte_at(bytes, i);
    const bool last = i == 8 || (byte & 0x80U) == 0;
    value = i == 8 ? (value << 8U | byte) : (value << 7U | (byte & 0x7FU));
    if (last) {
      bytes.remove_prefix(i + 1);
      return value;
    }
  }
  return std::nullopt;
}

/// Columns in the order in which the table keeps them.
enum Column : std::size_t { id, at, format, text, checksum, column_count };

struct Shape {
  std::uint64_t header_size = 0;
  std::array<std::uint64_t, column_count> types{};
};

bool is_text(std::uint64_t type) { return type >= 13 && type % 2 == 1; }
bool is_integer(std::uint64_t type) { return type <= 9 && type != 0 && type != 7; }

std::uint64_t content_size(std::uint64_t type) {
  constexpr std::array<std::uint64_t, 10> kSizes = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0};
  return is_text(type) ? (type - 13) / 2 : kSizes[type];
}

/// Reads the head of a record that is to be `size` long; empty where this can be no entry.
std::optional<Shape> read_shape(std::string_view payload, std::uint64_t size) {
  Shape shape;
  std::string_view rest = payload;
  const auto header_size = take_varint(rest);
  if (!header_size) return std::nullopt;
  shape.header_size = *header_size;
  std::uint64_t total = *header_size;
  for (std::size_t column = 0; column < column_count; ++column) {
    const auto type = take_varint(rest);
    if (!type || *type > 2 * kPayloadMax + 13) return std::nullopt;
    const bool fits = column == id || column == text ? is_text(*type) : is_integer(*type);
    if (!fits) return std::nullopt;
    shape.types[column] = *type;
    total += content_size(*type);
  }
  const bool whole = payload.size() - rest.size() == shape.header_size && total == size;
  return whole ? std::optional(shape) : std::nullopt;
}

std::int64_t read_integer(std::string_view bytes, std::uint64_t type) {
  if (type == 8 || type == 9) return static_cast<std::int64_t>(type) - 8;
  std::uint64_t value = (byte_at(bytes, 0) & 0x80U) != 0 ? ~std::uint64_t{0} : 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) value = value << 8U | byte_at(bytes, i);
  return static_cast<std::int64_t>(value);
}

std::optional<StoredEntry> decode(std::string_view payload, const Shape& shape) {
  std::array<std::string_view, column_count> parts;
  std::size_t from = shape.header_size;
  for (std::size_t column = 0; column < column_count; ++column) {
    const std::size_t size = content_size(shape.types[column]);
    parts[column] = payload.substr(from, size);
    from += size;
  }
  const auto number = [&](Column c) { return read_integer(parts[c], shape.types[c]); };
  StoredEntry entry{.id = std::string(parts[id]), .at = {number(at)}, .text = {}};
  entry.text = parts[text];
  const bool right = number(format) == kRecordFormat &&
                     number(checksum) == record_checksum(kRecordFormat, entry) &&
                     check_entry(entry).has_value();
  return right ? std::optional(std::move(entry)) : std::nullopt;
}

/// How much of a payload lies in the page itself, in the kind of tree the entries are in.
std::size_t local_size(std::uint64_t payload, std::size_t page_size) {
  const std::uint64_t most = (page_size - 12) * 64 / 255 - 23;
  const std::uint64_t least = (page_size - 12) * 32 / 255 - 23;
  if (payload <= most) return payload;
  const std::uint64_t fitting = least + (payload - least) % (page_size - 4);
  return fitting <= most ? fitting : least;
}

/// The payload from its page and the chain of overflow pages; shorter where the chain breaks.
std::string collect(std::string_view local, std::string_view next, std::uint64_t size,
                    const PageSource& page) {
  std::string payload(local);
  while (payload.size() < size && next.size() >= 4) {
    const std::string_view overflow = page(read_big_endian_32(next, 0));
    if (overflow.size() < 4) break;
    next = overflow;
    payload += overflow.substr(4, size - payload.size());
  }
  return payload;
}

std::optional<StoredEntry> read_cell(std::string_view bytes, std::size_t page_size, const PageSource& page) {
  const auto size = take_varint(bytes);
  if (!size || *size > kPayloadMax) return std::nullopt;
  const auto shape = read_shape(bytes, *size);
  if (!shape) return std::nullopt;
  const std::size_t local = local_size(*size, page_size);
  if (local > bytes.size()) return std::nullopt;
  if (local == *size) return decode(bytes.substr(0, local), *shape);
  const auto payload = collect(bytes.substr(0, local), bytes.substr(local), *size, page);
  if (payload.size() != *size) return std::nullopt;
  return decode(payload, *shape);
}

/// Reads the files at one page size into `found`.
void search(std::string_view database, std::string_view log, std::size_t page_size,
            std::map<std::string, StoredEntry>& found) {
  const PageSource in_database = [&](std::uint32_t number) {
    if (number == 0 || (number - 1) * page_size >= database.size()) return std::string_view();
    return database.substr((number - 1) * page_size, page_size);
  };
  const std::vector<wal::Frame> frames = wal::frames(log, page_size);
  std::map<std::uint32_t, std::string_view> newest;
  for (const wal::Frame& frame : frames) newest[frame.page_number] = frame.page;
  const PageSource in_log = [&](std::uint32_t number) {
    const auto logged = newest.find(number);
    return logged == newest.end() ? in_database(number) : logged->second;
  };
  const auto search_page = [&](std::string_view bytes, const PageSource& page) {
    for (std::size_t at = 0; at < bytes.size(); ++at) {
      auto entry = read_cell(bytes.substr(at), page_size, page);
      if (entry) found.try_emplace(entry->id, std::move(*entry));
    }
  };
  for (std::size_t at = 0; at < database.size(); at += page_size) {
    const std::string_view bytes = database.substr(at, page_size);
    search_page(bytes, in_database);
    if (!frames.empty()) search_page(bytes, in_log);
  }
  for (const wal::Frame& frame : frames) search_page(frame.page, in_log);
}

/// The sizes to try: ours, and what the header says, which may itself be damaged.
std::set<std::size_t> page_sizes(std::string_view database) {
  std::set<std::size_t> sizes = {kDefaultPageSize};
  if (database.size() < 18) return sizes;
  const std::size_t said = read_big_endian_16(database, 16);
  const std::size_t size = said == 1 ? 65'536 : said;
  if (is_page_size(size)) sizes.insert(size);
  return sizes;
}

}  // namespace

StoreResult<std::vector<StoredEntry>> salvage(const std::filesystem::path& path) {
  TRY_ASSIGN(const std::string database, read_bytes(path));
  TRY_ASSIGN(const std::string log, read_bytes(companion(path, "-wal")));
  std::map<std::string, StoredEntry> found;
  for (const std::size_t size : page_sizes(database)) search(database, log, size, found);
  std::vector<StoredEntry> entries;
  entries.reserve(found.size());
  for (auto& [key, entry] : found) entries.push_back(std::move(entry));
  sort_entries(entries);
  return entries;
}

}  // namespace springback
