#include "store/content.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <tuple>

namespace springback {
namespace {

constexpr std::size_t kIdCharactersMax = 64;
// Comparing JSON values recurses; without a limit a line of brackets would end the program.
constexpr int kNestingMax = 64;

std::size_t count_characters(std::string_view utf8) {
  const auto starts = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
  return static_cast<std::size_t>(std::ranges::count_if(utf8, starts));
}

bool nests_too_deep(std::string_view text) {
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      if (++depth > kNestingMax) return true;
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return false;
}

nlohmann::json parse_quietly(std::string_view text) { return nlohmann::json::parse(text, nullptr, false); }

const std::string* text_field(const nlohmann::json& object, const char* name) {
  const auto field = object.find(name);
  return field == object.end() ? nullptr : field->get_ptr<const std::string*>();
}

std::unexpected<StoreError> not_an_entry(std::string why, const StoredEntry& entry) {
  return store_failure(StoreErrorKind::not_an_entry, std::move(why), entry.id);
}

}  // namespace

StoreResult<void> check_entry(const StoredEntry& entry) {
  if (entry.text.size() > kEntryBytesMax) {
    return not_an_entry("the entry is longer than 1 MiB", entry);
  }
  if (entry.text.find_first_of("\r\n") != std::string::npos) {
    return not_an_entry("the entry is not on one line", entry);
  }
  if (nests_too_deep(entry.text)) return not_an_entry("the entry is nested too deeply", entry);
  const nlohmann::json value = parse_quietly(entry.text);
  if (!value.is_object()) return not_an_entry("the entry is not a JSON object", entry);
  const std::string* id = text_field(value, "id");
  if (id == nullptr || id->empty() || count_characters(*id) > kIdCharactersMax) {
    return not_an_entry("the entry has no id of 1 to 64 characters", entry);
  }
  if (*id != entry.id) return not_an_entry("the entry has another id in its text", entry);
  const std::string* at = text_field(value, "at");
  if (at == nullptr) return not_an_entry("the entry has no \"at\"", entry);
  const auto instant = parse_instant(*at);
  if (!instant) return not_an_entry("the entry's \"at\" is not an RFC 3339 instant", entry);
  if (instant->instant != entry.at) {
    return not_an_entry("the entry has another instant in its text", entry);
  }
  return {};
}

bool same_content(std::string_view text, std::string_view other) {
  if (text == other) return true;
  if (nests_too_deep(text) || nests_too_deep(other)) return false;
  const nlohmann::json value = parse_quietly(text);
  const nlohmann::json other_value = parse_quietly(other);
  if (value.is_discarded() || other_value.is_discarded()) return false;
  return value == other_value;
}

Outcome compare_with_kept(const StoredEntry& entry, std::string_view kept_text) {
  if (same_content(entry.text, kept_text)) return Appended::already_there;
  return store_failure(StoreErrorKind::conflict,
                       "an entry with this id but other content is already in the journal", entry.id);
}

void sort_entries(std::vector<StoredEntry>& entries) {
  std::ranges::sort(entries, [](const StoredEntry& a, const StoredEntry& b) {
    return std::tie(a.at, a.id) < std::tie(b.at, b.id);
  });
}

}  // namespace springback
