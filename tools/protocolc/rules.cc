#include <algorithm>

#include "compiler.h"

namespace springback::protocolc {

void Compiler::read_sources() {
  for (const YAML::Node& node : read_list(files_, "sources.yaml", "sources", problems_)) {
    Fields fields("sources.yaml", node, problems_);
    SourceReference source{.id = keep(fields.text("id")),
                           .title = keep(fields.text("title")),
                           .year = keep(fields.text_or("year", "")),
                           .section = keep(fields.text_or("section", "")),
                           .kind = keep(fields.text("kind")),
                           .checked = keep(fields.text("checked")),
                           .where = keep(fields.text_or("where", ""))};
    if (!source_ids_.emplace(std::string(source.id), static_cast<SourceId>(source_rows_.size())).second)
      fields.problem("source '" + std::string(source.id) + "' stands twice");
    source_rows_.push_back(source);
  }
  std::vector<std::string_view> ids;
  for (const SourceReference& source : source_rows_) ids.push_back(source.id);
  image_->protocol.sources = image_->arena.keep(std::move(ids));
}

void Compiler::read_statements() {
  for (const YAML::Node& node : read_list(files_, "article.yaml", "statements", problems_)) {
    Fields fields("article.yaml", node, problems_);
    const std::string id = fields.text("id");
    statements_.push_back(
        {.id = keep(id), .subject = keep(fields.text("subject")), .text = word("article." + id, fields)});
  }
}

void Compiler::read_named() {
  for (const YAML::Node& node : read_list(files_, "triage.yaml", "named", problems_)) {
    Fields fields("triage.yaml", node, problems_);
    const std::string id = fields.text("id");
    const Tree tree = condition(fields, "when", "never");
    // It may use findings and the named conditions above it, not itself.
    Inputs trial(vocabulary_);
    if (const std::string problem = trial.collect(tree); !problem.empty()) fields.problem(problem);
    if (vocabulary_.findings.contains(id) || !vocabulary_.named.emplace(id, tree).second)
      fields.problem("the name '" + id + "' is taken");
    cite(fields, id, fields.text_or("when", ""), 0);
  }
}

void Compiler::read_rules() {
  image_->protocol.version = keep("2026-11");
  for (const YAML::Node& node : read_list(files_, "triage.yaml", "rules", problems_)) read_rule(node);
}

void Compiler::read_rule(const YAML::Node& node) {
  Fields fields("triage.yaml", node, problems_);
  const std::string id = fields.text("id");
  Rule rule{.id = keep(id)};
  const std::string urgency = fields.text("urgency");
  static const std::vector<std::string_view> kNames = {"self_care", "routine", "soon", "today", "emergency"};
  rule.recheck = urgency == "recheck";
  if (!rule.recheck) {
    const auto found = std::ranges::find(kNames, urgency);
    if (found == kNames.begin() || found == kNames.end())
      fields.problem("urgency: '" + urgency + "' is not emergency, today, soon, routine or recheck");
    else rule.urgency = static_cast<Urgency>(found - kNames.begin());
  }
  triage_rows_.add(condition(fields, "when", "never"));
  rule.because = word(fields.text_or("because", "rules." + id + "." + urgency + ".because"), fields);
  rule.keeps_comfort = fields.flag("keeps_comfort") || rule.urgency == Urgency::routine;
  rule.suspect = suspect(fields.text_or("suspect", "unknown"), fields);
  for (const std::string& line : fields.texts("lines")) {
    if (line == "poison") rule.line_poison = true;
    else if (line == "crisis") rule.line_crisis = true;
    else fields.problem("lines: '" + line + "' is not poison or crisis");
  }
  rule.sources = cite(fields, id + "." + urgency, fields.text_or("when", ""), rule.because);
  reference_.back().needs_cases = strictness_ == Strictness::complete;
  rules_.push_back(rule);
}

std::uint8_t Compiler::suspect(const std::string& id, Fields& fields) {
  const auto found = std::ranges::find(suspect_ids_, id);
  if (found != suspect_ids_.end()) return static_cast<std::uint8_t>(found - suspect_ids_.begin());
  if (suspect_ids_.size() == 32) {
    fields.problem("more than 32 suspects");
    return 0;
  }
  suspect_ids_.push_back(id);
  suspects_.push_back({.id = keep(id), .name = word("suspects." + id, fields)});
  return static_cast<std::uint8_t>(suspect_ids_.size() - 1);
}

/// Two rows of the same condition, or one that a second one of the same urgency repeats, are a mistake of
/// writing.
void Compiler::check_duplicate_rules() {
  std::map<std::string, std::string> seen;
  for (const ReferenceDraft& draft : reference_) {
    if (!draft.needs_cases || draft.name.find('.') == std::string::npos || !draft.name.starts_with('R'))
      continue;
    const auto [place, fresh] = seen.emplace(draft.when, draft.name);
    if (!fresh) problems_.add("protocol/triage.yaml: " + draft.name + " repeats " + place->second);
  }
}

}  // namespace springback::protocolc
