#include "document/read_json.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

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
  // Of a key that stands twice one value would be lost without a word: perhaps the yes to a danger sign.
  std::vector<std::set<std::string>> keys;
  std::string repeated;
  const auto watch = [&](int, nlohmann::json::parse_event_t event, nlohmann::json& parsed) {
    using Event = nlohmann::json::parse_event_t;
    if (event == Event::object_start) keys.emplace_back();
    else if (event == Event::object_end && !keys.empty()) keys.pop_back();
    else if (event == Event::key && !keys.empty() && repeated.empty() &&
             !keys.back().insert(parsed.get_ref<const std::string&>()).second)
      repeated = parsed.get_ref<const std::string&>();
    return true;
  };
  nlohmann::json json = nlohmann::json::parse(text, watch, false);
  if (json.is_discarded()) return refuse(ErrorCode::not_json, argument());
  if (!repeated.empty()) return refuse(ErrorCode::bad_value, excerpt(repeated, 64) + ": stands twice");
  return json;
}

}  // namespace springback
