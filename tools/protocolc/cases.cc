#include "cases.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/instant.h"
#include "compiler.h"

namespace springback::protocolc {
namespace {

using Json = nlohmann::ordered_json;

/// "3d", "6h", "5h29m", "5h59m59s" -> seconds; -1 where it is no length of time.
std::int64_t seconds_of(const std::string& text) {
  constexpr std::string_view kUnits = "smhd";
  constexpr std::int64_t kSeconds[] = {1, 60, 3600, 86400};
  std::int64_t sum = 0, number = 0;
  int digits = 0;
  for (const char c : text) {
    if (c >= '0' && c <= '9' && digits < 6) {
      number = number * 10 + (c - '0');
      ++digits;
      continue;
    }
    const auto unit = kUnits.find(c);
    if (unit == std::string_view::npos || digits == 0) return -1;
    sum += number * kSeconds[unit];
    number = digits = 0;
  }
  return digits > 0 || text.empty() ? -1 : sum;
}

/// Where the seconds are negative: after it.
std::string instant_before(std::int64_t seconds_ago) {
  const LocalInstant told = *parse_instant("2026-11-22T09:00:00+01:00");
  return format_instant(told.instant - seconds(seconds_ago), told.offset_minutes);
}

/// A YAML value as the contract's JSON: `~` is "not sure".
Json json_of(const YAML::Node& node, int depth = 0) {
  // An anchor may hold itself.
  if (depth > kMaxDepth) throw YAML::Exception(node.Mark(), "nested too deeply");
  if (node.IsNull()) return nullptr;
  if (node.IsSequence()) {
    Json list = Json::array();
    for (const auto& item : node) list.push_back(json_of(item, depth + 1));
    return list;
  }
  if (node.IsMap()) {
    Json object = Json::object();
    for (const auto& pair : node) object[pair.first.as<std::string>("")] = json_of(pair.second, depth + 1);
    return object;
  }
  const std::string& text = node.Scalar();
  if (node.Tag() == "!") return text;  // quoted: never a number or a truth
  if (text == "true" || text == "false") return text == "true";
  Json number = Json::parse(text, nullptr, false);
  return number.is_number() ? number : Json(text);
}

class CaseReader {
 public:
  CaseReader(const Files& files, Problems& problems) : files_(files), problems_(problems) {
    for (const auto& [file, text] : files)
      if (file == "cases/bases.yaml") read_bases(text);
  }

  std::vector<Case> read() {
    std::vector<Case> cases;
    for (const auto& [file, text] : files_) {
      if (!file.starts_with("cases/") || file == "cases/bases.yaml") continue;
      try {
        for (const YAML::Node& node : YAML::Load(text)) cases.push_back(read_case(file, node));
      } catch (const YAML::Exception& error) {
        problems_.add("protocol/" + file + ":" + std::to_string(error.mark.line + 1) + ": " + error.msg);
      }
    }
    std::set<std::string> ids;
    for (const Case& one : cases)
      if (!ids.insert(one.id).second) problems_.add("protocol/cases: two cases are named " + one.id);
    return cases;
  }

 private:
  void read_bases(const std::string& text) {
    try {
      const YAML::Node root = YAML::Load(text);
      for (const auto& pair : root) {
        Json base = Json::object();
        // `like: other` starts from a base above.
        for (const auto& field : pair.second) {
          const std::string key = field.first.as<std::string>("");
          if (key == "like") base = bases_[field.second.as<std::string>("")];
          else base[key] = json_of(field.second);
        }
        bases_[pair.first.as<std::string>("")] = base;
      }
    } catch (const YAML::Exception& error) {
      problems_.add("protocol/cases/bases.yaml:" + std::to_string(error.mark.line + 1) + ": " + error.msg);
    }
  }

  std::int64_t seconds_in(Fields& fields, const std::string& key) {
    const std::string text = fields.text(key);
    const std::int64_t length = seconds_of(text);
    if (length < 0) fields.problem(key + ": '" + text + "' is not seconds, minutes, hours or days");
    return length < 0 ? 0 : length;
  }

  /// `ago`; what lies ahead of the instant of the case says `in`.
  std::int64_t ago(Fields& fields) {
    return fields.child("in") ? -seconds_in(fields, "in") : seconds_in(fields, "ago");
  }

  Json findings_of(Fields& fields, const std::string& base) {
    Json findings = Json::object();
    if (!base.empty()) {
      if (!bases_.contains(base)) fields.problem("base: '" + base + "' is not in cases/bases.yaml");
      else findings = bases_[base];
    }
    const YAML::Node own = fields.child("findings");
    if (own && own.IsMap())
      for (const auto& pair : own) {
        const std::string key = pair.first.as<std::string>("");
        if (pair.second.IsScalar() && pair.second.Scalar() == "absent") findings.erase(key);
        else findings[key] = json_of(pair.second);
      }
    return findings;
  }

  void add(Json& journal, const std::string& id, std::int64_t seconds_ago, const Json& fields) {
    Json entry = {{"id", id + "-" + std::to_string(journal.size() + 1)}, {"at", instant_before(seconds_ago)}};
    entry.update(fields);
    journal.push_back(std::move(entry));
  }

  /// `ago` and its kin become instants; everything else stands as written.
  Json entry_fields(Fields& fields, const YAML::Node& node) {
    Json entry = Json::object();
    for (const auto& pair : node) {
      const std::string key = pair.first.as<std::string>("");
      if (key == "ago" || key == "in") continue;
      if (key == "onset_ago" || key == "taken_ago") {
        entry[key == "onset_ago" ? "onset_at" : "taken_at"] = instant_before(seconds_in(fields, key));
      } else {
        fields.child(key);
        entry[key] = json_of(pair.second);
      }
    }
    return entry;
  }

  Json journal_of(Fields& fields, const std::string& file, Case& one) {
    Json journal = Json::array();
    if (const YAML::Node onset = fields.child("onset"); onset) {
      const std::int64_t before = seconds_in(fields, "onset");
      Json began = {{"kind", "began"}};
      if (const std::string trigger = fields.text_or("trigger", ""); !trigger.empty())
        began["trigger"] = trigger;
      began["onset_at"] = instant_before(before);
      add(journal, one.id, before, began);
    }
    for (const YAML::Node& earlier : fields.items("earlier")) {
      Fields report(file, earlier, problems_);
      const std::int64_t before = ago(report);
      Json findings = findings_of(report, report.text_or("base", ""));
      add(journal, one.id, before, {{"kind", "reported"}, {"findings", findings}});
    }
    for (const YAML::Node& item : fields.items("entries")) {
      Fields entry(file, item, problems_);
      const std::int64_t before = ago(entry);
      add(journal, one.id, before, entry_fields(entry, item));
      if (const Json& added = journal.back(); added.contains("product") && added["product"].is_string())
        one.taken.push_back(added["product"].get<std::string>());
    }
    const Json findings = findings_of(fields, fields.text_or("base", ""));
    if (!findings.empty()) add(journal, one.id, 0, {{"kind", "reported"}, {"findings", findings}});
    return journal;
  }

  /// What is asked about, as the request has it.
  Json asked_dose(const std::string& file, const YAML::Node& node) {
    Fields dose(file, node, problems_);
    for (const char* key : {"product", "product_text", "ingredients_mg", "as", "units", "amount_known"})
      dose.child(key);
    return json_of(node);
  }

  DoseAnswer read_answer(Fields& fields, const Json& asked) {
    DoseAnswer answer{.verdict = fields.text("verdict"),
                      .because = fields.texts("because"),
                      .not_because = fields.texts("not_because")};
    if (asked.contains("product") && asked["product"].is_string())
      answer.product = asked["product"].get<std::string>();
    constexpr std::string_view kVerdicts[] = {"label_allows", "wait", "ask_first", "not_for_you"};
    if (std::ranges::find(kVerdicts, answer.verdict) == std::end(kVerdicts))
      fields.problem("verdict: '" + answer.verdict + "' is not known");
    const bool waits = answer.verdict == "wait";
    if (waits != fields.child("next_in").IsDefined())
      fields.problem("next_in stands with wait, and only there");
    else if (waits) answer.next_in_seconds = seconds_in(fields, "next_in");
    if (fields.child("units")) answer.units = fields.thousandths("units");
    return answer;
  }

  Case read_case(const std::string& file, const YAML::Node& node) {
    Fields fields(file, node, problems_);
    Case one{.id = fields.text("id")};
    fields.text("told");
    one.fires = fields.texts("fires");
    one.spares = fields.texts("spares");
    if (const YAML::Node states = fields.child("states"); states && states.IsMap())
      for (const auto& pair : states)
        one.states[pair.first.as<std::string>("")] = pair.second.as<std::string>("");
    if (fields.child("breaches")) one.breaches = fields.texts("breaches");
    if (fields.child("lines")) one.lines = fields.texts("lines");
    Json request = {{"id", one.id}, {"at", instant_before(0)}};
    const YAML::Node dose = fields.child("dose");
    one.want = dose ? fields.text_or("want", "") : fields.text("want");
    if (!one.want.empty()) request["want"] = one.want;
    if (const std::string region = fields.text_or("region", ""); !region.empty()) request["region"] = region;
    if (dose) {
      request["dose"] = asked_dose(file, dose);
      one.dose = read_answer(fields, request["dose"]);
      if (fields.flag("live")) request["live"] = true;
    }
    request["journal"] = journal_of(fields, file, one);
    one.request = request.dump(-1, ' ', false, Json::error_handler_t::replace);
    return one;
  }

  const Files& files_;
  Problems& problems_;
  std::map<std::string, Json> bases_;
};

}  // namespace

std::vector<Case> read_cases(const Files& files, Problems& problems) {
  return CaseReader(files, problems).read();
}

void Compiler::read_case_coverage() {
  std::map<std::string, ReferenceDraft*> rows;
  for (ReferenceDraft& draft : reference_) rows[draft.name] = &draft;
  for (const Case& one : read_cases(files_, problems_)) {
    const auto note = [&](const std::vector<std::string>& names,
                          std::vector<std::string> ReferenceDraft::* list) {
      for (const std::string& name : names) {
        const auto row = rows.find(name);
        if (row == rows.end())
          problems_.add("protocol/cases: case " + one.id + " names no row: '" + name + "'");
        else (row->second->*list).push_back(one.id);
      }
    };
    note(one.fires, &ReferenceDraft::cases_fire);
    note(one.spares, &ReferenceDraft::cases_spare);
    note_products(one, rows);
  }
}

/// A product is spared where it is asked about and allowed (or only not confirmed), and fires where something
/// stricter comes out with it.
void Compiler::note_products(const Case& one, const std::map<std::string, ReferenceDraft*>& rows) {
  constexpr std::string_view kUnconfirmed = "product_unconfirmed";
  const auto note = [&](const std::string& product, std::vector<std::string> ReferenceDraft::* list) {
    const auto row = rows.find("product." + product);
    if (row == rows.end()) return;
    std::vector<std::string>& cases = row->second->*list;
    if (std::ranges::find(cases, one.id) == cases.end()) cases.push_back(one.id);
  };
  bool stricter = one.breaches && !one.breaches->empty();
  if (one.dose) {
    const std::vector<std::string>& because = one.dose->because;
    const bool allowed = one.dose->verdict == "label_allows";
    stricter |= !allowed && std::ranges::any_of(because, [&](auto& id) { return id != kUnconfirmed; });
    if (allowed || std::ranges::find(because, kUnconfirmed) != because.end())
      note(one.dose->product, &ReferenceDraft::cases_spare);
    if (stricter) note(one.dose->product, &ReferenceDraft::cases_fire);
  }
  if (stricter)
    for (const std::string& product : one.taken) note(product, &ReferenceDraft::cases_fire);
}

}  // namespace springback::protocolc
