// Writes JSON straight into a string: no tree, no white space, keys in the order of the calls.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace springback {

class JsonWriter {
 public:
  JsonWriter& object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }
  JsonWriter& key(std::string_view name);
  JsonWriter& text(std::string_view value);
  JsonWriter& number(std::int64_t value);
  JsonWriter& flag(bool value);
  JsonWriter& null();
  /// JSON that was written before, taken as it is.
  JsonWriter& raw(std::string_view json);

  std::string take() { return std::move(out_); }
  void reserve(std::size_t bytes) { out_.reserve(bytes); }

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  void separate();
  void quote(std::string_view value);
  void escape(std::string_view value);

  std::string out_;
};

}  // namespace springback
