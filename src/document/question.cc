#include "document/question.h"

#include <nlohmann/json.hpp>
#include <vector>

#include "document/advice_document.h"
#include "document/read_json.h"
#include "words/say.h"

namespace springback {
namespace {

using Json = nlohmann::json;

constexpr std::array<std::string_view, 5> kTypeNames = {"bool", "int", "tenths", "choice", "set"};

struct Questions {
  const Catalogue* catalogue = nullptr;
  std::vector<FindingId> findings;
};

Result<Questions> read_questions(const Protocol& protocol, std::string_view text) {
  TRY_ASSIGN(const Json json, read_json(text, "request"));
  if (!json.is_object()) return refuse(ErrorCode::wrong_type, "request: expected an object");
  Questions asked;
  const auto locale = json.find("locale");
  asked.catalogue = locale != json.end() && locale->is_string() ? find_catalogue(locale->get<std::string>())
                                                                : &default_catalogue();
  if (asked.catalogue == nullptr) return refuse(ErrorCode::bad_value, "locale: expected en or es");
  const auto ids = json.find("questions");
  if (ids == json.end() || !ids->is_array())
    return refuse(ErrorCode::missing_field, "questions: expected a list of findings");
  for (const Json& id : *ids) {
    const std::string name = id.is_string() ? id.get<std::string>() : std::string();
    const FindingId finding = find_finding(protocol, name);
    if (finding == kNone || protocol.findings[finding].ask == 0)
      return refuse(ErrorCode::bad_value, "questions: '" + name + "' is not asked");
    asked.findings.push_back(finding);
  }
  return asked;
}

void write_none(JsonWriter& json, const Finding& finding) {
  json.key("none");
  if (finding.type == Type::boolean) json.flag(false);
  else if (finding.type == Type::choice && finding.none_value >= 0)
    write_value(json, finding, finding.none_value);
  else json.null();
}

void write_question(JsonWriter& json, const Finding& finding, const Catalogue& words) {
  json.object();
  json.key("finding").text(finding.id);
  json.key("covers").array().text(finding.id).end_array();
  json.key("type").text(type_name(finding.type));
  json.key("text").text(words[finding.ask]);
  json.key("help").text(words[finding.help]);
  write_answers(json, finding, words);
  json.key("again");
  if (finding.ask_twice) json.text(words[finding.again]);
  else json.null();
  write_none(json, finding);
  json.end_object();
}

}  // namespace

std::string_view type_name(Type type) { return kTypeNames[static_cast<std::size_t>(type)]; }

void write_answers(JsonWriter& json, const Finding& finding, const Catalogue& words) {
  if (!finding.values.empty()) {
    json.key("options").array();
    for (const Choice& choice : finding.values) {
      json.object();
      json.key("value").text(choice.id);
      json.key("text").text(words[choice.label]);
      json.end_object();
    }
    json.end_array();
  } else if (finding.type == Type::integer || finding.type == Type::tenths) {
    json.key("low").raw(number_text(finding.type, finding.low));
    json.key("high").raw(number_text(finding.type, finding.high));
  }
}

void write_value(JsonWriter& json, const Finding& finding, std::int32_t value) {
  if (finding.type == Type::boolean) json.flag(value != 0);
  else if (finding.type == Type::choice) json.text(finding.values[static_cast<std::size_t>(value)].id);
  else json.raw(number_text(finding.type, value));
}

std::string answer_questions(const Protocol& protocol, std::string_view text, bool* ok) {
  const auto asked = read_questions(protocol, text);
  if (ok != nullptr) *ok = asked.has_value();
  if (!asked) return error_document(asked.error());
  JsonWriter json;
  json.object().key("questions").array();
  for (const FindingId id : asked->findings) write_question(json, protocol.findings[id], *asked->catalogue);
  json.end_array().end_object();
  return json.take();
}

}  // namespace springback
