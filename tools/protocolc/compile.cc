#include "compile.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "compiler.h"
#include "sha256.h"

namespace springback::protocolc {

Compiler::Compiler(const Files& files, Strictness strictness) : files_(files), strictness_(strictness) {}

Compiled Compiler::run() {
  read_words();
  read_sources();
  read_statements();
  read_findings();
  read_named();
  link_findings();
  read_rules();
  read_cards();
  read_measures();
  read_help();
  read_regions();
  read_medicines();
  read_checkins();
  if (problems_.empty()) build_tables();
  if (problems_.empty()) mark_triage();
  if (problems_.empty()) count_gate_levels();
  if (strictness_ != Strictness::tables) {
    check_every_question_is_asked();
    check_duplicate_rules();
    read_case_coverage();
    read_figures();
    check_words();
  }
  finish_reference();
  Compiled compiled{.image = nullptr, .problems = problems_.lines()};
  if (!problems_.empty()) return compiled;
  image_->protocol.findings = image_->arena.keep(vocabulary_.finding_rows);
  image_->protocol.suspects = image_->arena.keep(suspects_);
  image_->protocol.rules = image_->arena.keep(rules_);
  image_->protocol.cards = image_->arena.keep(cards_);
  index_rows_by_urgency();
  for (std::size_t i = 0; i < kKnownIds.size(); ++i)
    image_->protocol.known[i] = find_finding(image_->protocol, kKnownIds[i]);
  image_->protocol.sha256 = keep(sha256_of(files_));
  compiled.image = std::move(image_);
  return compiled;
}

Tree Compiler::condition(Fields& fields, const std::string& key, const std::string& otherwise) {
  const std::string text = fields.text_or(key, otherwise);
  auto tree = parse_condition(text);
  if (tree) return *tree;
  fields.problem(key + ": " + tree.error());
  return *parse_condition("never");
}

void Compiler::build_tables() {
  Inputs inputs(vocabulary_);
  Protocol& protocol = image_->protocol;
  struct Table {
    const char* name;
    const TableRows& rows;
    Conditions& built;
  };
  const Table tables[] = {{"triage.yaml", triage_rows_, protocol.triage},
                          {"findings.yaml asked_if", gate_rows_, protocol.gates},
                          {"relief.yaml", relief_rows_, protocol.relief_conditions},
                          {"help.yaml", help_rows_, protocol.help_conditions},
                          {"course.yaml", course_rows_, protocol.course_conditions},
                          {"medicines.yaml", caution_rows_, protocol.caution_conditions}};
  for (const Table& table : tables)
    for (std::size_t i = 0; i < table.rows.trees.size(); ++i)
      if (std::string problem = inputs.collect(table.rows.trees[i]); !problem.empty())
        problems_.add("protocol/" + std::string(table.name) + ": condition " + std::to_string(i + 1) + ": " +
                      problem);
  if (!problems_.empty()) return;
  if (!inputs.freeze(image_->arena)) return problems_.add("protocol: too many different comparisons");
  protocol.inputs = image_->arena.keep(std::vector<Input>(inputs.inputs().begin(), inputs.inputs().end()));
  for (const Table& table : tables) {
    std::string problem;
    table.built = build_table(vocabulary_, inputs, table.rows.trees, image_->arena, problem);
    if (!problem.empty()) problems_.add("protocol/" + std::string(table.name) + ": " + problem);
  }
}

void Compiler::index_rows_by_urgency() {
  const Conditions& table = image_->protocol.triage;
  std::vector<std::uint64_t> heads(std::size_t{kUrgencies} * table.words);
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    if (rules_[i].recheck) continue;
    const unsigned top = head(table.rows[i]);
    heads[static_cast<std::size_t>(rules_[i].urgency) * table.words + top / 64] |= std::uint64_t{1}
                                                                                   << (top % 64);
  }
  image_->protocol.rows_of_urgency = image_->arena.keep(std::move(heads));
}

FindingId Compiler::finding(const std::string& id, Fields& fields) {
  const auto found = vocabulary_.findings.find(id);
  if (found != vocabulary_.findings.end()) return found->second;
  fields.problem("'" + id + "' is not a finding");
  return 0;
}

std::span<const SourceId> Compiler::cite(Fields& fields, const std::string& name, const std::string& when,
                                         WordId text) {
  ReferenceDraft draft{.name = name, .when = when, .text = text};
  draft.sources = fields.texts("sources");
  draft.article = fields.texts("article");
  draft.since = fields.text_or("since", "");
  static const std::vector<std::string_view> kConfidences = {"checked", "secondary", "unverified",
                                                             "our_decision"};
  const auto confidence = fields.one_of("confidence", kConfidences, Confidence::our_decision);
  draft.confidence = std::string(kConfidences[static_cast<std::size_t>(confidence)]);
  if (strictness_ != Strictness::tables && draft.sources.empty()) fields.problem(name + " has no source");
  std::vector<SourceId> ids;
  for (const std::string& id : draft.sources) {
    const auto found = source_ids_.find(id);
    if (found != source_ids_.end()) {
      ids.push_back(found->second);
    } else if (strictness_ != Strictness::tables) {
      fields.problem("source '" + id + "' is not in sources.yaml");
    }
  }
  for (const std::string& id : draft.article)
    if (strictness_ != Strictness::tables &&
        std::ranges::find(statements_, id, &StatementReference::id) == statements_.end())
      fields.problem("statement '" + id + "' is not in article.yaml");
  reference_.push_back(std::move(draft));
  return image_->arena.keep(std::move(ids));
}

void Compiler::finish_reference() {
  const auto views = [&](const std::vector<std::string>& texts) {
    std::vector<std::string_view> kept;
    for (const std::string& text : texts) kept.push_back(keep(text));
    return image_->arena.keep(std::move(kept));
  };
  std::vector<RowReference> rows;
  std::set<std::string> names;
  for (const ReferenceDraft& draft : reference_) {
    if (!names.insert(draft.name).second) problems_.add("protocol: two rows are named " + draft.name);
    const auto lacks = [&](std::string_view words) {
      const std::size_t place = words.find('%');
      problems_.add("protocol/cases: " + std::string(words.substr(0, place)) + draft.name +
                    std::string(words.substr(place + 1)));
    };
    if (draft.needs_cases && draft.cases_fire.empty()) lacks(draft.no_case_fires);
    if (draft.needs_cases && draft.cases_spare.empty()) lacks(draft.no_case_spares);
    rows.push_back({.name = keep(draft.name),
                    .when = keep(draft.when),
                    .confidence = keep(draft.confidence),
                    .since = keep(draft.since),
                    .sources = views(draft.sources),
                    .article = views(draft.article),
                    .cases_fire = views(draft.cases_fire),
                    .cases_spare = views(draft.cases_spare),
                    .text = draft.text});
  }
  for (const StatementReference& statement : statements_) {
    const bool carried = std::ranges::any_of(reference_, [&](const ReferenceDraft& draft) {
      return std::ranges::find(draft.article, statement.id) != draft.article.end();
    });
    if (strictness_ != Strictness::tables && !carried)
      problems_.add("protocol/article.yaml: no row carries out statement " + std::string(statement.id));
  }
  image_->reference = {.sources = image_->arena.keep(source_rows_),
                       .rows = image_->arena.keep(std::move(rows)),
                       .statements = image_->arena.keep(statements_)};
}

Compiled compile(const Files& files, Strictness strictness) { return Compiler(files, strictness).run(); }

Files read_files(const std::string& folder) {
  Files files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".yaml") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    files[std::filesystem::relative(entry.path(), folder).generic_string()] = text.str();
  }
  return files;
}

}  // namespace springback::protocolc
