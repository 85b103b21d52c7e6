#include "document/read_json.h"

#include <algorithm>

namespace springback {
namespace {

/// Brackets outside of texts. Reads what is no JSON as well: the depth is checked before the rest.
int depth_of(std::string_view text) {
  int depth = 0, deepest = 0;
  bool in_text = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_text) {
      if (c == '\\') ++i;
      else if (c == '"') in_text = false;
    } else if (c == '"') {
      in_text = true;
    } else if (c == '{' || c == '[') {
      deepest = std::max(deepest, ++depth);
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return deepest;
}

}  // namespace

Result<nlohmann::json> read_json(std::string_view text, std::string_view what) {
  const auto argument = [&] { return what.empty() ? excerpt(text, 40) : std::string(what); };
  if (depth_of(text) > kJsonDepthMax) return refuse(ErrorCode::too_large, argument() + ": nested too deeply");
  nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
  if (json.is_discarded()) return refuse(ErrorCode::not_json, argument());
  return json;
}

}  // namespace springback
