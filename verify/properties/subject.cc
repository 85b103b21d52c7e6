#include "properties/subject.h"

#include <yaml-cpp/yaml.h>

namespace springback::verify {
namespace {

using reference::Finding;
using reference::Known;
using reference::Type;

std::map<std::string, std::string> read_questions(const Files& files) {
  std::map<std::string, std::string> questions;
  const auto text = files.find("words/en/findings.yaml");
  if (text == files.end()) return questions;
  const std::string begin = "findings.", end = ".ask";
  for (const auto& pair : YAML::Load(text->second)) {
    const std::string key = pair.first.as<std::string>();
    if (key.starts_with(begin) && key.ends_with(end))
      questions[key.substr(begin.size(), key.size() - begin.size() - end.size())] = pair.second
                                                                                        .as<std::string>();
  }
  return questions;
}

/// "alarm.accident.major": "trauma major"
std::map<std::string, std::string> read_options(const Files& files) {
  std::map<std::string, std::string> options;
  for (const auto& card : YAML::Load(files.at("cards.yaml"))["cards"])
    for (const auto& question : card["questions"])
      for (const auto& option : question["options"]) {
        std::string& sets = options[card["id"].as<std::string>() + "." + question["line"].as<std::string>() +
                                    "." + option["id"].as<std::string>()];
        for (const auto& set : option["sets"])
          sets += (sets.empty() ? "" : ", ") + set.first.as<std::string>() + " " +
                  set.second.as<std::string>();
      }
  return options;
}

std::string value_text(const Finding& finding, const Known& known) {
  if (known.state == Known::State::unsure) return "~";
  if (finding.type == Type::boolean) return known.value != 0 ? "true" : "false";
  if (finding.type == Type::choice) {
    const std::string& id = finding.values[static_cast<std::size_t>(known.value)];
    return id == "no" || id == "yes" ? '"' + id + '"' : id;
  }
  if (finding.type == Type::tenths)
    return std::to_string(known.value / 10) + "." + std::to_string(known.value % 10);
  if (finding.type == Type::integer) return std::to_string(known.value);
  std::string members;
  for (std::size_t i = 0; i < finding.values.size(); ++i)
    if ((static_cast<std::uint32_t>(known.value) >> i & 1U) != 0)
      members += (members.empty() ? "" : ", ") + finding.values[i];
  if (known.partial) members += std::string(members.empty() ? "" : ", ") + "a_place_we_do_not_know";
  return "[" + members + "]";
}

}  // namespace

Subject::Subject(const Files& files)
    : protocol(reference::read_protocol(files)),
      space(protocol),
      questions(read_questions(files)),
      options(read_options(files)) {}

std::string Subject::combinations() const {
  std::map<int, std::uint32_t> read;
  for (const auto& rule : protocol.rules)
    for (const auto& [finding, members] : findings_behind(protocol, rule.when)) read[finding] |= members;
  double all = 1;
  for (const auto& [finding, members] : read) all *= space.distinct_states(finding, members);
  return count_text(all);
}

std::string case_text(const Subject& subject, const reference::Knowledge& known, const std::string& id,
                      const std::string& told, const std::string& want) {
  std::string findings, derived;
  for (std::size_t f = 0; f < known.size(); ++f) {
    const Finding& finding = subject.protocol.findings[f];
    if (known[f].state != Known::State::told && known[f].state != Known::State::unsure) continue;
    const bool silent = finding.type == Type::boolean && known[f].value == 0 && !finding.reported;
    if (silent) continue;
    const auto question = subject.questions.find(finding.id);
    const std::string words = question == subject.questions.end() ? "computed" : question->second;
    const std::string line = finding.id + ": " + value_text(finding, known[f]) + "  # " + words + "\n";
    if (finding.reported) findings += "    " + line;
    else derived += "  # computed: " + line;
  }
  return "- id: " + id + "\n  told: " + told + "\n  findings:\n" + findings + derived + "  want: " + want +
         "\n";
}

std::string changes_text(const Subject& subject, const reference::Knowledge& before,
                         const reference::Knowledge& after) {
  std::string text;
  for (std::size_t f = 0; f < before.size(); ++f) {
    const bool same = before[f].state == after[f].state &&
                      (before[f].state != Known::State::told || before[f].value == after[f].value);
    if (same) continue;
    const bool known = after[f].state == Known::State::told || after[f].state == Known::State::unsure;
    text += "  # then: " + subject.protocol.findings[f].id + ": " +
            (known ? value_text(subject.protocol.findings[f], after[f]) : "unanswered") + "\n";
  }
  return text;
}

}  // namespace springback::verify
