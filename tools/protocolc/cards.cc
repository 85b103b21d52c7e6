#include <algorithm>

#include "compiler.h"

namespace springback::protocolc {

void Compiler::read_cards() {
  const auto nodes = read_list(files_, "cards.yaml", "cards", problems_);
  if (nodes.size() > 32) return problems_.add("protocol/cards.yaml: more than 32 cards");
  std::vector<std::string> ids;
  for (const YAML::Node& node : nodes) {
    Fields fields("cards.yaml", node, problems_);
    const std::string id = fields.text("id");
    Card card{.id = keep(id), .title = word("cards." + id + ".title", fields)};
    const std::string asked = fields.text("asked");
    if (asked != "first" && asked != "again" && asked != "any" && asked != "medicine")
      fields.problem("asked: first, again, any or medicine");
    card.medicine = asked == "medicine";
    card.first = asked == "first" || asked == "any";
    card.again = asked == "again" || asked == "any";
    card.none = fields.flag("none");
    if (const std::string other = fields.text_or("while", ""); !other.empty()) {
      if (asked != "again") fields.problem("while: of cards that are asked again only");
      card.while_finding = finding(other, fields);
    }
    for (const std::string& other : fields.texts("instead_of")) {
      const auto found = std::ranges::find(ids, other);
      if (found == ids.end()) fields.problem("instead_of: no card '" + other + "' above");
      else card.instead_of |= 1U << (found - ids.begin());
    }
    std::vector<Question> questions;
    std::set<FindingId> covered;
    for (const YAML::Node& question : fields.items("questions")) {
      questions.push_back(read_question(question, id));
      for (const FindingId f : questions.back().covers)
        if (!covered.insert(f).second) fields.problem("card '" + id + "' asks a finding twice");
    }
    if (questions.empty()) fields.problem("card '" + id + "' asks nothing");
    card.questions = image_->arena.keep(std::move(questions));
    cards_.push_back(card);
    ids.push_back(id);
  }
}

Question Compiler::read_question(const YAML::Node& node, const std::string& card) {
  Fields fields("cards.yaml", node, problems_);
  const std::string id = fields.text_or("finding", "");
  if (id.empty()) return read_line(fields, card);
  const FindingId asked = finding(id, fields);
  Question question{.covers = image_->arena.keep(std::vector<FindingId>{asked})};
  if (vocabulary_.finding_rows.empty()) return question;
  question.text = word_if("cards." + card + "." + id + ".ask");
  if (question.text == 0) question.text = vocabulary_.finding_rows[asked].ask;
  if (question.text == 0 && strictness_ != Strictness::tables) fields.problem("'" + id + "' has no question");
  question.help = vocabulary_.finding_rows[asked].help;
  return question;
}

Question Compiler::read_line(Fields& fields, const std::string& card) {
  const std::string prefix = "cards." + card + "." + fields.text("line");
  Question question{.text = word(prefix + ".ask", fields), .help = word(prefix + ".help", fields)};
  std::vector<Option> options;
  std::vector<FindingId> covers;
  for (const YAML::Node& option : fields.items("options"))
    options.push_back(read_option(option, prefix, covers));
  if (options.empty()) fields.problem("a line needs options");
  if (covers.empty()) covers.push_back(0);
  question.options = image_->arena.keep(std::move(options));
  question.covers = image_->arena.keep(std::move(covers));
  return question;
}

Option Compiler::read_option(const YAML::Node& node, const std::string& prefix,
                             std::vector<FindingId>& covers) {
  Fields fields("cards.yaml", node, problems_);
  const std::string id = fields.text("id");
  Option option{.id = keep(id), .text = word(prefix + "." + id, fields)};
  std::vector<Setting> settings;
  const YAML::Node sets = fields.child("sets");
  if (!sets || !sets.IsMap()) {
    fields.problem("an option needs 'sets'");
    return option;
  }
  for (const auto& pair : sets) {
    if (!pair.first.IsScalar() || !pair.second.IsScalar()) {
      fields.problem("'sets' is a map of finding to value");
      continue;
    }
    const FindingId target = finding(pair.first.Scalar(), fields);
    if (vocabulary_.finding_rows.empty()) continue;
    const Finding& row = vocabulary_.finding_rows[target];
    Setting setting{.finding = target};
    const std::string value = pair.second.Scalar();
    if (row.type == Type::boolean) {
      setting.value = value == "true" ? 1 : 0;
    } else if (row.type == Type::choice) {
      const auto found = std::ranges::find(row.values, value, &Choice::id);
      if (found == row.values.end())
        fields.problem("'" + pair.first.Scalar() + "' has no choice '" + value + "'");
      setting.value = static_cast<std::int32_t>(found - row.values.begin());
    } else if (!YAML::convert<std::int32_t>::decode(pair.second, setting.value)) {
      fields.problem("'" + pair.first.Scalar() + "' cannot be set to '" + value + "'");
    }
    settings.push_back(setting);
    if (std::ranges::find(covers, target) == covers.end()) covers.push_back(target);
  }
  option.sets = image_->arena.keep(std::move(settings));
  return option;
}

/// What a rule or a gate reads must be on a card, come from findings that are, or count only when told.
/// Otherwise an interview could never end.
void Compiler::check_every_question_is_asked() {
  std::set<FindingId> asked;
  for (const Card& card : cards_)
    for (const Question& question : card.questions)
      if (!card.medicine) asked.insert(question.covers.begin(), question.covers.end());
  for (const Finding& finding : vocabulary_.finding_rows) {
    const FindingId id = vocabulary_.findings.find(finding.id)->second;
    if (!finding.in_triage || finding.asked_never || asked.contains(id) || finding.group == Group::derived)
      continue;
    problems_.add("protocol/cards.yaml: '" + std::string(finding.id) + "' is read by a rule and on no card");
  }
}

}  // namespace springback::protocolc
