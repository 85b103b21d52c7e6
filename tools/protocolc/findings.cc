#include <algorithm>

#include "compiler.h"

namespace springback::protocolc {
namespace {

/// Room to add one, or to count in tenths, without an overflow.
constexpr std::int32_t kNumberMax = 1'000'000'000;

/// "24h", "7d" -> seconds; 0 where it is neither.
std::int32_t seconds_of(const std::string& text) {
  if (text.size() < 2 || text.size() > 5) return 0;
  std::int32_t number = 0;
  for (const char c : text.substr(0, text.size() - 1)) {
    if (c < '0' || c > '9') return 0;
    number = number * 10 + (c - '0');
  }
  if (text.back() == 'h') return number * 3'600;
  return text.back() == 'd' ? number * 86'400 : 0;
}

}  // namespace

void Compiler::read_findings() {
  // In alphabetical order, so that a reader finds a name by bisection. Nodes are not sorted themselves:
  // assigning one YAML node to another changes the document.
  std::multimap<std::string, YAML::Node> by_id;
  for (const YAML::Node& node : read_list(files_, "findings.yaml", "findings", problems_))
    by_id.emplace(node.IsMap() && node["id"] && node["id"].IsScalar() ? node["id"].Scalar() : "", node);
  for (const auto& [id, node] : by_id) read_finding(node);
  if (vocabulary_.finding_rows.size() > kMaxFindings)
    problems_.add("protocol/findings.yaml: too many findings");
}

void Compiler::read_finding(const YAML::Node& node) {
  Fields fields("findings.yaml", node, problems_);
  const std::string id = fields.text("id");
  Finding finding{.id = keep(id)};
  finding.group = fields.one_of("group", {"person", "history", "caution", "episode", "now", "derived"},
                                Group::now);
  read_type(fields, finding);
  finding.danger = fields.flag("danger");
  finding.ask_twice = fields.flag("ask_twice");
  const bool also_reported = fields.flag("reported");
  finding.reported = finding.group != Group::derived || also_reported;
  const std::string stale = fields.text_or("stale_after", "");
  finding.stale_with_episode = stale == "episode";
  if (!stale.empty() && !finding.stale_with_episode) {
    finding.stale_after_seconds = seconds_of(stale);
    if (finding.stale_after_seconds == 0) fields.problem("stale_after: '" + stale + "' is not hours or days");
  }
  finding.stale_any = fields.flag("stale_any");
  if (finding.stale_any && finding.stale_after_seconds == 0) fields.problem("stale_any needs hours or days");
  fields.text_or("unit", "");
  fields.text_or("asked_if", "");
  fields.texts("from");
  if (finding.reported && finding.group != Group::derived) {
    finding.ask = word("findings." + id + ".ask", fields);
    finding.help = word("findings." + id + ".help", fields);
  }
  if (finding.ask_twice) finding.again = word("findings." + id + ".again", fields);
  finding.say = word_if("findings." + id + ".say");
  if (finding.group == Group::derived) {
    finding.ask = word_if("findings." + id + ".ask");
    finding.help = word_if("findings." + id + ".help");
  }
  if (!vocabulary_.findings.emplace(id, static_cast<FindingId>(vocabulary_.finding_rows.size())).second)
    fields.problem("finding '" + id + "' stands twice");
  vocabulary_.finding_rows.push_back(finding);
}

void Compiler::read_type(Fields& fields, Finding& finding) {
  finding.type = fields.one_of("type", {"bool", "int", "tenths", "choice", "set"}, Type::boolean);
  std::vector<Choice> choices;
  for (const std::string& value : fields.texts("values")) {
    if (std::ranges::find(choices, value, &Choice::id) != choices.end())
      fields.problem("values: '" + value + "' stands twice");
    choices.push_back(
        {keep(value), word("findings." + std::string(finding.id) + ".values." + value, fields)});
  }
  const bool has_values = finding.type == Type::choice || finding.type == Type::set;
  if (has_values == choices.empty()) fields.problem("'values' are for choices and sets, and needed there");
  if (choices.size() > 32) fields.problem("more than 32 values");
  const std::string none = fields.text_or("none", "");
  if (!none.empty() && finding.type == Type::choice) {
    const auto found = std::ranges::find(choices, none, &Choice::id);
    if (found == choices.end()) fields.problem("none: '" + none + "' is not one of the values");
    finding.none_value = static_cast<std::int16_t>(found - choices.begin());
  }
  finding.values = image_->arena.keep(std::move(choices));
  const auto range = fields.items("range");
  const bool numeric = finding.type == Type::integer || finding.type == Type::tenths;
  if (numeric != (range.size() == 2)) {
    fields.problem("'range' of two numbers is for int and tenths, and needed there");
  } else if (numeric && (!YAML::convert<int>::decode(range[0], finding.low) ||
                         !YAML::convert<int>::decode(range[1], finding.high))) {
    fields.problem("'range' is not of whole numbers");
  } else if (finding.low > finding.high) {
    fields.problem("'range' does not rise");
  } else if (finding.low < -kNumberMax || finding.high > kNumberMax) {
    fields.problem("'range' goes beyond a thousand million");
  }
}

/// The parts of a finding that speak of other findings.
void Compiler::link_findings() {
  for (const YAML::Node& node : read_list(files_, "findings.yaml", "findings", problems_)) {
    if (!node.IsMap() || !node["id"] || !node["id"].IsScalar()) continue;
    Problems already_noted;
    Fields fields("findings.yaml", node, already_noted);
    const auto known = vocabulary_.findings.find(node["id"].Scalar());
    if (known == vocabulary_.findings.end()) continue;
    Finding& finding = vocabulary_.finding_rows[known->second];
    std::vector<FindingId> from;
    for (const std::string& id : fields.texts("from")) {
      const auto found = vocabulary_.findings.find(id);
      if (found == vocabulary_.findings.end())
        problems_.add("findings.yaml", node, "from: '" + id + "' is not a finding");
      else from.push_back(found->second);
    }
    finding.from = image_->arena.keep(std::move(from));
    read_gate(fields, finding);
    for (const std::string& line : already_noted.lines())
      if (line.find("asked_if") != std::string::npos) problems_.add(line);
  }
}

/// Two rows a gate: one fires where the finding is to be asked, the next where it is not.
void Compiler::read_gate(Fields& fields, Finding& finding) {
  const std::string text = fields.text_or("asked_if", "");
  if (text.empty()) return;
  if (text == "never") {
    finding.asked_never = true;
    return;
  }
  const Tree tree = condition(fields, "asked_if", "always");
  gate_tree_[vocabulary_.findings.find(finding.id)->second] = tree;
  const auto [place, fresh] = gate_of_text_.try_emplace(text,
                                                        static_cast<std::uint16_t>(gate_rows_.trees.size()));
  if (fresh) {
    gate_rows_.add(tree);
    gate_rows_.add(std::make_shared<const Node>(Node{.op = Op::negation, .parts = {tree}}));
  }
  finding.gate = place->second;
  if (finding.type == Type::choice && finding.none_value < 0)
    fields.problem("asked_if: a choice that is not always asked needs 'none'");
}

void Compiler::mark_triage() {
  const Protocol& protocol = image_->protocol;
  auto& findings = vocabulary_.finding_rows;
  const auto mark = [&](FindingId id) {
    Finding& finding = findings[id];
    finding.in_triage = true;
    if (finding.asked_never) return;
    for (const FindingId source : finding.from) findings[source].in_triage = true;
  };
  for (const Cell& cell : protocol.triage.cells)
    for (const unsigned input : {cell.first, cell.second}) mark(protocol.inputs[input].finding);
}

/// A gate may read findings that have gates themselves: as many rounds are needed as the longest such chain.
void Compiler::count_gate_levels() {
  std::set<Tree> followed;  // named conditions: each once
  const auto reads = [&](auto&& self, const Tree& tree, std::set<FindingId>& into) -> void {
    if (const auto named = vocabulary_.named.find(tree->name);
        tree->op == Op::name && named != vocabulary_.named.end())
      return followed.insert(named->second).second ? self(self, named->second, into) : void();
    if (const auto found = vocabulary_.findings.find(tree->name); found != vocabulary_.findings.end()) {
      into.insert(found->second);
      for (const FindingId source : vocabulary_.finding_rows[found->second].from) into.insert(source);
    }
    for (const Tree& part : tree->parts) self(self, part, into);
  };
  constexpr int kBegun = -1;
  std::map<FindingId, int> known;
  const auto level = [&](auto&& self, FindingId id) -> int {
    const auto gate = gate_tree_.find(id);
    if (gate == gate_tree_.end()) return 0;
    const auto [place, fresh] = known.emplace(id, kBegun);
    if (!fresh && place->second != kBegun) return place->second;
    if (!fresh) {
      problems_.add("protocol/findings.yaml: asked_if of '" + std::string(vocabulary_.finding_rows[id].id) +
                    "' comes back to itself");
      return 0;
    }
    std::set<FindingId> sources;
    followed.clear();
    reads(reads, gate->second, sources);
    int deepest = 0;
    for (const FindingId source : sources) deepest = std::max(deepest, self(self, source));
    return place->second = deepest + 1;
  };
  int levels = 0;
  for (const auto& [id, tree] : gate_tree_) {
    levels = std::max(levels, level(level, id));
    if (!problems_.empty()) return;
  }
  image_->protocol.gate_levels = static_cast<std::uint8_t>(levels);
}

}  // namespace springback::protocolc
