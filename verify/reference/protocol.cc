#include "reference/protocol.h"

#include <yaml-cpp/yaml.h>

#include <stdexcept>

namespace springback::reference {
namespace {

using Kind = Condition::Kind;

[[noreturn]] void stop(const std::string& why) { throw std::runtime_error(why); }

YAML::Node load(const std::map<std::string, std::string>& files, const std::string& name) {
  const auto file = files.find(name);
  if (file == files.end()) stop(name + ": is missing");
  try {
    return YAML::Load(file->second);
  } catch (const YAML::Exception& error) {
    stop(name + ": " + error.what());
  }
}

std::string text_of(const YAML::Node& node, const char* key) {
  if (!node[key]) stop("a row without `" + std::string(key) + "`");
  return node[key].as<std::string>();
}

int int_of(const YAML::Node& node, const char* key) { return node[key] ? node[key].as<int>() : 0; }
bool bool_of(const YAML::Node& node, const char* key) { return node[key] && node[key].as<bool>(); }

std::vector<std::string> texts_of(const YAML::Node& node, const char* key) {
  return node[key] ? node[key].as<std::vector<std::string>>() : std::vector<std::string>{};
}

/// "emergency" -> Urgency::emergency, by the place of the word.
template <typename Word>
Word word_of(const std::string& text, std::initializer_list<std::string_view> words) {
  int place = 0;
  for (const std::string_view word : words) {
    if (word == text) return static_cast<Word>(place);
    ++place;
  }
  stop("not known: " + text);
}

int place_in(const std::vector<std::string>& values, std::string_view value) {
  for (std::size_t place = 0; place < values.size(); ++place)
    if (values[place] == value) return static_cast<int>(place);
  return -1;
}

template <typename Row>
int place_by_id(const std::vector<Row>& rows, std::string_view id) {
  for (std::size_t place = 0; place < rows.size(); ++place)
    if (rows[place].id == id) return static_cast<int>(place);
  return -1;
}

// --- Conditions ----------------------------------------------------------------------------------

/// A bit for each value that is meant; `thigh_*` means every value that begins so.
std::uint32_t members_of(const Condition& condition, const Finding& finding) {
  std::uint32_t members = 0;
  for (const std::string& wanted : condition.values) {
    std::uint32_t meant = 0;
    for (std::size_t place = 0; place < finding.values.size(); ++place) {
      const std::string& value = finding.values[place];
      const bool begins_so = wanted.ends_with('*') && value.starts_with(wanted.substr(0, wanted.size() - 1));
      if (begins_so || value == wanted) meant |= std::uint32_t{1} << place;
    }
    if (meant == 0) stop("`" + print(condition) + "`: there is no " + wanted);
    members |= meant;
  }
  return members;
}

bool fits(Kind kind, Type type) {
  switch (kind) {
    case Kind::truth: return type == Type::boolean;
    case Kind::number: return type == Type::integer || type == Type::tenths;
    case Kind::choice: return type == Type::choice;
    default: return type == Type::set;
  }
}

/// Findings by their place, named conditions by what they stand for.
void resolve(Condition& condition, const Protocol& protocol) {
  for (Condition& part : condition.parts) resolve(part, protocol);
  if (condition.name.empty()) return;
  condition.finding = protocol.find(condition.name);
  if (condition.finding < 0) {
    const auto named = protocol.named.find(condition.name);
    if (condition.kind != Kind::truth || named == protocol.named.end())
      stop("`" + print(condition) + "`: there is no " + condition.name);
    condition.kind = Kind::named;
    condition.parts = {named->second};
    return;
  }
  const Finding& finding = protocol.findings[static_cast<std::size_t>(condition.finding)];
  if (!fits(condition.kind, finding.type)) stop("`" + print(condition) + "`: does not fit the type");
  condition.members = members_of(condition, finding);
}

Condition condition_of(const std::string& text, const Protocol& protocol) {
  std::expected<Condition, std::string> condition = parse(text);
  if (!condition) stop("`" + text + "`: " + condition.error());
  resolve(*condition, protocol);
  return *std::move(condition);
}

// --- Section 1: findings -------------------------------------------------------------------------

constexpr std::int64_t hour = 3600, day = 24 * hour;

/// `24h`, `7d`.
std::int64_t seconds_of(const std::string& text) {
  const std::int64_t number = std::stoll(text);
  if (text.ends_with('h')) return number * hour;
  if (text.ends_with('d')) return number * day;
  stop("hours or days: " + text);
}

Finding read_finding(const YAML::Node& row) {
  Finding finding;
  finding.id = text_of(row, "id");
  finding.group = word_of<Group>(text_of(row, "group"),
                                 {"person", "history", "caution", "episode", "now", "derived"});
  finding.type = word_of<Type>(text_of(row, "type"), {"bool", "int", "tenths", "choice", "set"});
  finding.values = texts_of(row, "values");
  if (finding.type == Type::choice && row["none"])
    finding.none = place_in(finding.values, text_of(row, "none"));
  finding.danger = bool_of(row, "danger");
  finding.ask_twice = bool_of(row, "ask_twice");
  finding.reported = finding.group != Group::derived || bool_of(row, "reported");
  if (row["range"]) {
    finding.low = row["range"][0].as<int>();
    finding.high = row["range"][1].as<int>();
  }
  if (row["stale_after"]) {
    const std::string limit = text_of(row, "stale_after");
    finding.stale_with_episode = limit == "episode";
    finding.any_fades = bool_of(row, "stale_any");
    if (!finding.stale_with_episode) finding.stale_after_seconds = seconds_of(limit);
  }
  finding.asked_never = row["asked_if"] && text_of(row, "asked_if") == "never";
  return finding;
}

void read_findings(const YAML::Node& rows, Protocol& protocol) {
  for (const YAML::Node& row : rows) protocol.findings.push_back(read_finding(row));
}

/// What names other findings: `from`, and `asked_if`, which may name conditions of triage.yaml too.
void connect_findings(const YAML::Node& rows, Protocol& protocol) {
  std::size_t place = 0;
  for (const YAML::Node& row : rows) {
    Finding& finding = protocol.findings[place++];
    for (const std::string& id : texts_of(row, "from")) {
      finding.from.push_back(protocol.find(id));
      if (finding.from.back() < 0) stop(finding.id + ": there is no " + id);
    }
    if (row["asked_if"] && !finding.asked_never && text_of(row, "asked_if") != "always")
      finding.asked_if = condition_of(text_of(row, "asked_if"), protocol);
  }
}

// --- Section 3: triage ---------------------------------------------------------------------------

void read_triage(const YAML::Node& triage, Protocol& protocol) {
  for (const YAML::Node& row : triage["named"])
    protocol.named[text_of(row, "id")] = condition_of(text_of(row, "when"), protocol);
  for (const YAML::Node& row : triage["rules"]) {
    Rule rule;
    rule.id = text_of(row, "id");
    const std::string urgency = text_of(row, "urgency");
    rule.recheck = urgency == "recheck";
    if (!rule.recheck)
      rule.urgency = word_of<Urgency>(urgency, {"self_care", "routine", "soon", "today", "emergency"});
    rule.keeps_comfort = bool_of(row, "keeps_comfort");
    rule.when = condition_of(text_of(row, "when"), protocol);
    protocol.rules.push_back(std::move(rule));
  }
}

void mark_named(const Condition& condition, std::vector<bool>& named) {
  if (condition.finding >= 0) named[static_cast<std::size_t>(condition.finding)] = true;
  for (const Condition& part : condition.parts) mark_named(part, named);
}

/// story.md, `unsure_other`: a condition of triage.yaml names it, or names one that is computed from it and
/// is not `asked_if: never`.
void mark_read_by_triage(Protocol& protocol) {
  std::vector<bool> named(protocol.findings.size());
  for (const auto& [id, condition] : protocol.named) mark_named(condition, named);
  for (const Rule& rule : protocol.rules) mark_named(rule.when, named);
  for (std::size_t place = 0; place < named.size(); ++place) {
    if (!named[place]) continue;
    const Finding& finding = protocol.findings[place];
    protocol.findings[place].read_by_triage = true;
    if (finding.asked_never) continue;
    for (const int from : finding.from)
      protocol.findings[static_cast<std::size_t>(from)].read_by_triage = true;
  }
}

// --- Section 4: cards ----------------------------------------------------------------------------

Question read_question(const YAML::Node& row, const Protocol& protocol) {
  Question question;
  const auto cover = [&](const std::string& id) {
    const int finding = protocol.find(id);
    if (finding < 0) stop("cards.yaml: there is no " + id);
    for (const int covered : question.covers)
      if (covered == finding) return;
    question.covers.push_back(finding);
  };
  if (row["finding"]) {
    question.line = text_of(row, "finding");
    cover(question.line);
    return question;
  }
  question.line = text_of(row, "line");
  for (const YAML::Node& option : row["options"])
    for (const auto& set : option["sets"]) cover(set.first.as<std::string>());
  return question;
}

void read_cards(const YAML::Node& rows, Protocol& protocol) {
  for (const YAML::Node& row : rows) {
    Card card;
    card.id = text_of(row, "id");
    const std::string asked = text_of(row, "asked");
    card.first = asked == "first" || asked == "any";
    card.again = asked == "again" || asked == "any";
    card.medicine = asked == "medicine";
    if (!card.first && !card.again && !card.medicine) stop("cards.yaml: " + card.id + ": asked " + asked);
    if (row["while"]) card.while_told = protocol.find(text_of(row, "while"));
    for (const YAML::Node& question : row["questions"])
      card.questions.push_back(read_question(question, protocol));
    protocol.cards.push_back(std::move(card));
  }
  std::size_t place = 0;
  for (const YAML::Node& row : rows) {
    Card& card = protocol.cards[place++];
    for (const std::string& id : texts_of(row, "instead_of")) {
      card.instead_of.push_back(place_by_id(protocol.cards, id));
      if (card.instead_of.back() < 0) stop(card.id + ": there is no card " + id);
    }
  }
}

// --- Section 5: relief ---------------------------------------------------------------------------

std::vector<Guard> read_guards(const YAML::Node& rows, bool common, const Protocol& protocol) {
  std::vector<Guard> guards;
  for (const YAML::Node& row : rows)
    guards.push_back({.id = text_of(row, "id"),
                      .common = common,
                      .check_unknown = !row["unknown"] || text_of(row, "unknown") == "check",
                      .when = condition_of(text_of(row, "when"), protocol)});
  return guards;
}

void read_relief(const YAML::Node& relief, Protocol& protocol) {
  const std::vector<Guard> common = read_guards(relief["guards"], true, protocol);
  for (const YAML::Node& row : relief["measures"]) {
    Measure measure;
    measure.id = text_of(row, "id");
    measure.kind = text_of(row, "kind");
    measure.also_undecided = bool_of(row, "also_undecided");
    measure.gap_minutes = int_of(row, "gap_minutes");
    measure.per_day_max = int_of(row, "per_day_max");
    measure.shown = condition_of(row["shown"] ? text_of(row, "shown") : "always", protocol);
    measure.guards = common;
    for (Guard& guard : read_guards(row["guards"], false, protocol))
      measure.guards.push_back(std::move(guard));
    protocol.measures.push_back(std::move(measure));
  }
}

std::vector<Step> read_steps(const YAML::Node& rows, const Protocol& protocol) {
  std::vector<Step> steps;
  for (const YAML::Node& row : rows)
    steps.push_back(
        {text_of(row, "id"), condition_of(row["when"] ? text_of(row, "when") : "always", protocol)});
  return steps;
}

}  // namespace

std::string Rule::name() const {
  constexpr const char* words[] = {"self_care", "routine", "soon", "today", "emergency", "undecided"};
  return id + "." + (recheck ? "recheck" : words[static_cast<std::size_t>(urgency)]);
}

int Protocol::find(std::string_view finding) const { return place_by_id(findings, finding); }

Condition read_condition(const Protocol& protocol, const std::string& text) {
  return condition_of(text, protocol);
}

Protocol read_protocol(const std::map<std::string, std::string>& files) {
  Protocol protocol;
  try {
    const YAML::Node findings = load(files, "findings.yaml")["findings"];
    read_findings(findings, protocol);
    read_triage(load(files, "triage.yaml"), protocol);
    connect_findings(findings, protocol);
    mark_read_by_triage(protocol);
    read_cards(load(files, "cards.yaml")["cards"], protocol);
    read_relief(load(files, "relief.yaml"), protocol);
    protocol.help = read_steps(load(files, "help.yaml")["help"], protocol);
    protocol.checkins = read_steps(load(files, "course.yaml")["checkins"], protocol);
    load(files, "medicines.yaml");
    read_medicines(files.at("medicines.yaml"), protocol);
  } catch (const YAML::Exception& error) {
    stop(std::string("the protocol: ") + error.what());
  }
  return protocol;
}

}  // namespace springback::reference
