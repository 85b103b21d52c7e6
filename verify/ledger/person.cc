#include "ledger/person.h"

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "document/entry.h"

namespace springback::verify {
namespace {

using Json = nlohmann::ordered_json;
using reference::Type;

/// What differs from "no", "none" and the first choice.
const Json kCalm = {{"age_years", 38}, {"sex", "male"},           {"region", "us"},
                    {"weight_kg", 70}, {"height_cm", 175},        {"all_doses_logged", true},
                    {"pain_now", 5},   {"skin_at_site", "normal"}};

/// Absent where any number would mean something.
Json calm_answer(const reference::Finding& finding) {
  if (kCalm.contains(finding.id)) return kCalm[finding.id];
  if (finding.asked_never || finding.id == "profile_unchanged") return nullptr;
  switch (finding.type) {
    case Type::boolean: return false;
    case Type::choice:
      return finding.none < 0 ? Json() : Json(finding.values[static_cast<std::size_t>(finding.none)]);
    case Type::set: return Json::array();
    default: return nullptr;
  }
}

}  // namespace

std::string calm_answers(const reference::Protocol& protocol, const std::string& changed) {
  const Json others = Json::parse(changed);
  Json answers = Json::object();
  for (const reference::Finding& finding : protocol.findings) {
    if (!finding.reported || finding.group == reference::Group::derived) continue;
    const Json answer = others.contains(finding.id) ? others[finding.id] : calm_answer(finding);
    if (!answer.is_null()) answers[finding.id] = answer;
  }
  return answers.dump();
}

Story story_of(const Protocol& protocol, const std::string& answers, Instant at) {
  const std::string line = R"({"id":"told","at":")" + format_instant(at, 0) +
                           R"(","kind":"reported","findings":)" + answers + "}";
  auto entry = read_entry_line(protocol, line);
  if (!entry) throw std::runtime_error("answers that cannot be read: " + entry.error().argument);
  return fold(protocol, Journal({std::move(*entry)}), at);
}

}  // namespace springback::verify
