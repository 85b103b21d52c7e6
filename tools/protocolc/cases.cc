#include "cases.h"

#include <nlohmann/json.hpp>

#include "base/instant.h"
#include "compiler.h"

namespace springback::protocolc {
namespace {

using Json = nlohmann::ordered_json;

/// "3d", "6h", "20m" -> minutes; -1 where it is none of them.
int minutes_of(const std::string& text) {
  if (text.size() < 2 || text.size() > 7) return -1;
  int number = 0;
  for (const char c : text.substr(0, text.size() - 1)) {
    if (c < '0' || c > '9') return -1;
    number = number * 10 + (c - '0');
  }
  switch (text.back()) {
    case 'm': return number;
    case 'h': return number * 60;
    case 'd': return number * 1440;
    default: return -1;
  }
}

std::string instant_before(int minutes_ago) {
  const LocalInstant told = *parse_instant("2026-11-22T09:00:00+01:00");
  return format_instant(told.instant - minutes(minutes_ago), told.offset_minutes);
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

  int ago(Fields& fields, const std::string& key) {
    const std::string text = fields.text(key);
    const int minutes = minutes_of(text);
    if (minutes < 0) fields.problem(key + ": '" + text + "' is not minutes, hours or days");
    return minutes < 0 ? 0 : minutes;
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

  void add(Json& journal, const std::string& id, int minutes_ago, const Json& fields) {
    Json entry = {{"id", id + "-" + std::to_string(journal.size() + 1)}, {"at", instant_before(minutes_ago)}};
    entry.update(fields);
    journal.push_back(std::move(entry));
  }

  /// `ago` and its kin become instants; everything else stands as written.
  Json entry_fields(Fields& fields, const YAML::Node& node, const std::string& file) {
    Json entry = Json::object();
    (void)file;
    for (const auto& pair : node) {
      const std::string key = pair.first.as<std::string>("");
      if (key == "ago") continue;
      if (key == "onset_ago" || key == "taken_ago") {
        entry[key == "onset_ago" ? "onset_at" : "taken_at"] = instant_before(ago(fields, key));
      } else {
        fields.child(key);
        entry[key] = json_of(pair.second);
      }
    }
    return entry;
  }

  Case read_case(const std::string& file, const YAML::Node& node) {
    Fields fields(file, node, problems_);
    Case one{.id = fields.text("id"), .want = fields.text("want")};
    fields.text("told");
    one.fires = fields.texts("fires");
    one.spares = fields.texts("spares");
    if (const YAML::Node states = fields.child("states"); states && states.IsMap())
      for (const auto& pair : states)
        one.states[pair.first.as<std::string>("")] = pair.second.as<std::string>("");
    Json journal = Json::array();
    if (const YAML::Node onset = fields.child("onset"); onset) {
      const int minutes = ago(fields, "onset");
      Json began = {{"kind", "began"}};
      if (const std::string trigger = fields.text_or("trigger", ""); !trigger.empty())
        began["trigger"] = trigger;
      began["onset_at"] = instant_before(minutes);
      add(journal, one.id, minutes, began);
    }
    for (const YAML::Node& earlier : fields.items("earlier")) {
      Fields report(file, earlier, problems_);
      const int minutes = ago(report, "ago");
      Json findings = findings_of(report, report.text_or("base", ""));
      add(journal, one.id, minutes, {{"kind", "reported"}, {"findings", findings}});
    }
    for (const YAML::Node& item : fields.items("entries")) {
      Fields entry(file, item, problems_);
      const int minutes = ago(entry, "ago");
      add(journal, one.id, minutes, entry_fields(entry, item, file));
    }
    const Json findings = findings_of(fields, fields.text_or("base", ""));
    if (!findings.empty()) add(journal, one.id, 0, {{"kind", "reported"}, {"findings", findings}});
    Json request = {{"id", one.id}, {"at", instant_before(0)}, {"want", one.want}};
    if (const std::string region = fields.text_or("region", ""); !region.empty()) request["region"] = region;
    request["journal"] = std::move(journal);
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
  }
}

}  // namespace springback::protocolc
