// The published formats as documents that can be fetched: the description of the interface and the schemas it
// names, each from its one file in docs/formats.
#pragma once

#include <span>
#include <string_view>

namespace springback::server {

struct Format {
  std::string_view name;  ///< "openapi.json"
  std::string_view text;
};

std::span<const Format> formats();

}  // namespace springback::server
