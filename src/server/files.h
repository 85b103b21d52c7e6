// What can be fetched: files that were read into memory once, each with its ready-made compressed twins.
// Only what was added here is ever served, so no path leads outside.
#pragma once

#include <expected>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "server/headers.h"

namespace springback::server {

/// A file in one encoding.
struct Variant {
  std::string bytes;
  std::string etag;  ///< of the bytes' SHA-256, with its quotes; empty: there is no such variant

  bool exists() const { return !etag.empty(); }
};

struct File {
  std::string_view content_type, cache_control;
  Variant plain, gzip, br;

  HttpResponse answer(const HttpRequest& request, Route route) const;
};

class Files {
 public:
  /// `path` as a request names it, beginning with "/".
  void add(std::string path, std::string bytes);
  /// Adds all files below a folder. "index.html" also answers for its folder; "NAME.br" and "NAME.gz" are
  /// NAME compressed. Names with a dot in front and links are passed over. The error is one line: what, and
  /// where.
  std::expected<void, std::string> add_folder(const std::filesystem::path& folder);

  /// Null where there is none.
  const File* find(std::string_view path) const;
  std::size_t size() const { return files_.size(); }

 private:
  std::map<std::string, File, std::less<>> files_;
};

}  // namespace springback::server
