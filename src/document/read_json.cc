#include "document/read_json.h"

#include <algorithm>
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

/// Builds the tree and remembers the first key that stands twice in one object: of its values one would be
/// lost without a word, perhaps the yes to a danger sign.
class TreeBuilder {
 public:
  using Json = nlohmann::json;

  bool null() { return put(nullptr); }
  bool boolean(bool value) { return put(value); }
  bool number_integer(std::int64_t value) { return put(value); }
  bool number_unsigned(std::uint64_t value) { return put(value); }
  bool number_float(double value, const std::string&) { return put(value); }
  bool string(std::string& value) { return put(std::move(value)); }
  bool binary(Json::binary_t&) { return false; }
  bool start_object(std::size_t) { return open(Json::value_t::object); }
  bool start_array(std::size_t) { return open(Json::value_t::array); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) { return false; }

  bool key(std::string& name) {
    const auto [place, fresh] = open_.back()->get_ref<Json::object_t&>().try_emplace(std::move(name));
    if (!fresh && repeated_.empty()) repeated_ = place->first;
    value_ = &place->second;
    return true;
  }

  Json& tree() { return tree_; }
  const std::string& repeated() const { return repeated_; }

 private:
  template <class Value>
  bool put(Value&& value) {
    place() = std::forward<Value>(value);
    return true;
  }
  bool open(Json::value_t type) {
    Json& made = place() = Json(type);
    open_.push_back(&made);
    return true;
  }
  bool close() {
    open_.pop_back();
    return true;
  }
  /// Where the next value belongs. Only the innermost list grows, so those around it stay where they are.
  Json& place() {
    if (open_.empty()) return tree_;
    if (open_.back()->is_array()) return open_.back()->get_ref<Json::array_t&>().emplace_back();
    return *value_;
  }

  Json tree_;
  std::vector<Json*> open_;  ///< objects and lists that have begun and not ended, the innermost last
  Json* value_ = nullptr;    ///< the place behind the last key
  std::string repeated_;
};

}  // namespace

Result<nlohmann::json> read_json(std::string_view text, std::string_view what) {
  const auto argument = [&] { return what.empty() ? excerpt(text, 40) : std::string(what); };
  if (depth_of(text) > kJsonDepthMax) return refuse(ErrorCode::too_large, argument() + ": nested too deeply");
  TreeBuilder builder;
  if (!nlohmann::json::sax_parse(text, &builder)) return refuse(ErrorCode::not_json, argument());
  if (!builder.repeated().empty())
    return refuse(ErrorCode::bad_value, excerpt(builder.repeated(), 64) + ": stands twice");
  return std::move(builder.tree());
}

}  // namespace springback
