#include "server/files.h"

#include <sodium.h>

#include <array>
#include <fstream>
#include <iterator>
#include <vector>

namespace springback::server {
namespace {

namespace fs = std::filesystem;

/// More than any page of ours needs: a folder that was named by mistake is not read into memory.
constexpr std::uintmax_t kFolderBytesMax = 64U << 20U;

constexpr std::string_view kForever = "public, max-age=31536000, immutable";
constexpr std::string_view kAskAgain = "no-cache";

std::string etag_of(std::string_view bytes) {
  static constexpr char kHex[] = "0123456789abcdef";
  constexpr std::size_t kShown = 16;  // 128 bits
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  std::string etag = "\"";
  for (std::size_t i = 0; i < kShown; ++i) {
    etag += kHex[hash[i] >> 4U];
    etag += kHex[hash[i] & 15U];
  }
  return etag + '"';
}

Variant variant_of(std::string bytes) {
  std::string etag = etag_of(bytes);
  return {.bytes = std::move(bytes), .etag = std::move(etag)};
}

File file_of(std::string_view path, std::string bytes) {
  return {.content_type = content_type_of(path),
          .cache_control = is_hashed_name(path) ? kForever : kAskAgain,
          .plain = variant_of(std::move(bytes))};
}

struct Found {
  std::string path;
  std::string bytes;
};

std::expected<std::vector<Found>, std::string> read_folder(const fs::path& folder) {
  std::vector<Found> found;
  std::uintmax_t all = 0;
  std::error_code error;
  auto entry = fs::recursive_directory_iterator(folder, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    if (entry->path().filename().string().starts_with('.')) {
      entry.disable_recursion_pending();
      continue;
    }
    if (!fs::is_regular_file(entry->symlink_status())) continue;
    all += entry->file_size(error);
    if (error) break;
    if (all > kFolderBytesMax)
      return std::unexpected(folder.string() + ": more than 64 MiB; is this the page?");
    std::ifstream in(entry->path(), std::ios::binary);
    if (!in) return std::unexpected(entry->path().string() + ": cannot be read");
    found.push_back({.path = "/" + entry->path().lexically_relative(folder).generic_string(),
                     .bytes = std::string(std::istreambuf_iterator<char>(in), {})});
  }
  if (error) return std::unexpected(folder.string() + ": cannot be read: " + error.message());
  return found;
}

/// The path without `ending`, where it has it.
std::string_view without(std::string_view path, std::string_view ending) {
  return path.ends_with(ending) ? path.substr(0, path.size() - ending.size()) : std::string_view();
}

}  // namespace

HttpResponse File::answer(const HttpRequest& request, Route route) const {
  const Encoding encoding = choose_encoding(request.accept_encoding, br.exists(), gzip.exists());
  const Variant& variant = encoding == Encoding::br ? br : encoding == Encoding::gzip ? gzip : plain;
  HttpResponse response{.route = route,
                        .content_type = content_type,
                        .cache_control = cache_control,
                        .content_encoding = encoding_name(encoding),
                        .etag = variant.etag,
                        .by_encoding = br.exists() || gzip.exists()};
  if (names_etag(request.if_none_match, variant.etag)) response.status = 304;
  else response.kept = variant.bytes;
  return response;
}

void Files::add(std::string path, std::string bytes) {
  File file = file_of(path, std::move(bytes));
  files_.insert_or_assign(std::move(path), std::move(file));
}

std::expected<void, std::string> Files::add_folder(const fs::path& folder) {
  auto found = read_folder(folder);
  if (!found) return std::unexpected(found.error());
  std::vector<Found> compressed;
  for (Found& file : *found) {
    const bool twin = file.path.ends_with(".br") || file.path.ends_with(".gz");
    if (twin) compressed.push_back(std::move(file));
    else add(std::move(file.path), std::move(file.bytes));
  }
  for (Found& file : compressed) {
    const bool br = file.path.ends_with(".br");
    const auto of = files_.find(without(file.path, br ? ".br" : ".gz"));
    if (of == files_.end()) add(std::move(file.path), std::move(file.bytes));
    else (br ? of->second.br : of->second.gzip) = variant_of(std::move(file.bytes));
  }
  if (!files_.contains("/index.html")) return std::unexpected(folder.string() + ": has no index.html");
  return {};
}

const File* Files::find(std::string_view path) const {
  const auto found = path.ends_with('/') ? files_.find(std::string(path) + "index.html") : files_.find(path);
  return found == files_.end() ? nullptr : &found->second;
}

}  // namespace springback::server
