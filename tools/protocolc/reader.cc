#include "reader.h"

#include <algorithm>
#include <utility>

namespace springback::protocolc {

void Problems::add(const std::string& file, const YAML::Node& node, const std::string& what) {
  const YAML::Mark mark = node.IsDefined() ? node.Mark() : YAML::Mark::null_mark();
  const std::string line = mark.is_null() ? "" : ":" + std::to_string(mark.line + 1);
  lines_.push_back("protocol/" + file + line + ": " + what);
}

std::vector<YAML::Node> read_list(const Files& files, const std::string& file, const std::string& key,
                                  Problems& problems) {
  const auto found = files.find(file);
  if (found == files.end()) {
    problems.add("protocol/" + file + ": is missing");
    return {};
  }
  try {
    const YAML::Node root = YAML::Load(found->second);
    if (!root.IsMap() || !root[key] || !root[key].IsSequence()) {
      problems.add("protocol/" + file + ": has no list '" + key + "'");
      return {};
    }
    return {root[key].begin(), root[key].end()};
  } catch (const YAML::Exception& error) {
    problems.add("protocol/" + file + ":" + std::to_string(error.mark.line + 1) + ": " + error.msg);
    return {};
  }
}

std::optional<std::int64_t> thousandths_of(std::string_view text) {
  std::int64_t value = 0;
  int digits = 0, decimals = -1;
  for (const char c : text) {
    if (c == '.' && decimals < 0 && digits > 0) {
      decimals = 0;
    } else if (c >= '0' && c <= '9' && digits < 9 && decimals < 3) {
      value = value * 10 + (c - '0');
      ++digits;
      if (decimals >= 0) ++decimals;
    } else {
      return std::nullopt;
    }
  }
  if (digits == 0 || decimals == 0) return std::nullopt;
  for (int i = std::max(decimals, 0); i < 3; ++i) value *= 10;
  if (value >= 1'000'000'000) return std::nullopt;
  return value;
}

Fields::Fields(std::string file, const YAML::Node& node, Problems& problems)
    : file_(std::move(file)), node_(node), problems_(problems) {
  if (!node_.IsMap()) {
    problem("expected fields");
    node_.reset(YAML::Node(YAML::NodeType::Map));
  }
}

Fields::~Fields() {
  for (const auto& field : node_) {
    if (!field.first.IsScalar()) continue;
    const auto key = field.first.Scalar();
    if (!asked_.contains(key)) problem("field '" + key + "' is not known here");
  }
}

YAML::Node Fields::get(const std::string& key) {
  asked_.insert(key);
  // As a constant: looking for a key that is not there would put it there, under the feet of who walks the
  // map.
  const YAML::Node found = std::as_const(node_)[key];
  return found ? found : YAML::Node(YAML::NodeType::Undefined);
}

std::string Fields::text(const std::string& key) {
  const YAML::Node value = get(key);
  if (!value || !value.IsScalar() || value.Scalar().empty()) {
    problem("'" + key + "' is missing");
    return {};
  }
  return value.Scalar();
}

std::string Fields::text_or(const std::string& key, std::string otherwise) {
  const YAML::Node value = get(key);
  if (!value || value.IsNull()) return otherwise;
  if (!value.IsScalar()) {
    problem("'" + key + "' is not a text");
    return otherwise;
  }
  return value.Scalar();
}

int Fields::number_or(const std::string& key, int otherwise) {
  const YAML::Node value = get(key);
  if (!value) return otherwise;
  int number = otherwise;
  if (!YAML::convert<int>::decode(value, number)) problem("'" + key + "' is not a whole number");
  return number;
}

std::int64_t Fields::thousandths(const std::string& key) {
  const YAML::Node value = get(key);
  if (!value) return 0;
  const auto number = value.IsScalar() ? thousandths_of(value.Scalar()) : std::nullopt;
  if (!number) problem("'" + key + "' is not a number with at most three decimals");
  return number.value_or(0);
}

bool Fields::flag(const std::string& key) {
  const YAML::Node value = get(key);
  bool set = false;
  if (value && !YAML::convert<bool>::decode(value, set)) problem("'" + key + "' is not true or false");
  return set;
}

std::vector<std::string> Fields::texts(const std::string& key) {
  std::vector<std::string> all;
  for (const YAML::Node& item : items(key)) {
    if (item.IsScalar()) {
      all.push_back(item.Scalar());
    } else {
      problem("'" + key + "' is not a list of texts");
    }
  }
  return all;
}

std::vector<YAML::Node> Fields::items(const std::string& key) {
  const YAML::Node value = get(key);
  if (!value || value.IsNull()) return {};
  if (!value.IsSequence()) {
    problem("'" + key + "' is not a list");
    return {};
  }
  return {value.begin(), value.end()};
}

YAML::Node Fields::child(const std::string& key) { return get(key); }

}  // namespace springback::protocolc
