#include "cli/value_text.h"

#include <algorithm>
#include <cmath>

#include "document/entry.h"
#include "words/say.h"
#include "words/spelling.h"

namespace springback::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr double kKilosInAPound = 0.45359237;

std::string list_of(const Finding& finding) {
  std::string list;
  for (const Choice& choice : finding.values) list += (list.empty() ? "" : ", ") + std::string(choice.id);
  return list;
}

std::expected<Json, std::string> members(const Finding& finding, const std::string& text) {
  Json list = Json::array();
  std::size_t from = 0;
  while (text != "none" && from <= text.size()) {
    const std::size_t end = std::min(text.find(',', from), text.size());
    const std::string member = text.substr(from, end - from);
    if (std::ranges::find(finding.values, member, &Choice::id) == finding.values.end())
      return std::unexpected(std::string(finding.id) + ": '" + member + "' is not one of " +
                             list_of(finding));
    list.push_back(member);
    from = end + 1;
  }
  return list;
}

}  // namespace

std::expected<Json, std::string> value_from_text(const Protocol& protocol, FindingId id,
                                                 const std::string& text) {
  const Finding& finding = protocol.findings[id];
  if (text == "?" || text == "unsure") return Json(nullptr);
  Json value;
  if (finding.type == Type::boolean) {
    if (text == "yes" || text == "true" || text == "y" || text == "si" || text == "sí") value = true;
    else if (text == "no" || text == "false" || text == "n") value = false;
    else return std::unexpected(std::string(finding.id) + ": say yes, no or ?");
  } else if (finding.type == Type::choice) {
    if (std::ranges::find(finding.values, text, &Choice::id) == finding.values.end())
      return std::unexpected(std::string(finding.id) + ": '" + text + "' is not one of " + list_of(finding));
    value = text;
  } else if (finding.type == Type::set) {
    return members(finding, text);
  } else {
    value = Json::parse(text, nullptr, false);
  }
  const auto read = read_answer(protocol, id, nlohmann::json(value));
  if (value.is_discarded() || !read)
    return std::unexpected(read ? std::string(finding.id) + ": '" + text + "' is not a number"
                                : read.error().argument);
  return value;
}

bool is_value(const Protocol& protocol, FindingId id, const Json& value) {
  return !value.is_discarded() && read_answer(protocol, id, nlohmann::json(value)).has_value();
}

std::string nearest(const std::string& wrong, const std::vector<std::string>& ids) {
  std::string best;
  std::size_t smallest = 4;
  for (const std::string& id : ids)
    if (const std::size_t far = slips_between(wrong, id); far < smallest) {
      smallest = far;
      best = id;
    }
  return best;
}

double kilos_of_pounds(double pounds) { return std::round(pounds * kKilosInAPound * 10) / 10; }

std::string range_text(const Finding& finding, bool in_pounds) {
  const auto text = [&](std::int32_t value) {
    if (!in_pounds) return number_text(finding.type, value);
    return std::to_string(std::lround(value / 10.0 / kKilosInAPound));
  };
  return text(finding.low) + " - " + text(finding.high);
}

}  // namespace springback::cli
