#include <algorithm>
#include <array>
#include <iostream>

#include "cli/commands.h"
#include "cli/entry_words.h"
#include "cli/page.h"
#include "cli/screens.h"
#include "cli/value_text.h"
#include "document/advice_document.h"
#include "terminal_keys.h"

namespace springback::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 7> kMeasures = {"cold",    "heat",     "rest",    "walk",
                                                       "massage", "movement", "activity"};

/// What was recorded; and at once the emergency screen, or whom to call now, where what was told is cause for
/// it.
int recorded(Door& door, const Json& entry) {
  if (door.settings().json) {
    std::cout << entry.dump() << '\n';
    return 0;
  }
  std::cout << door.word(word::terminal_recorded) << '\n';
  const Terminal terminal;
  const View view = door.look();
  const bool told = entry.value("kind", "") == "reported";
  if (view.advice.triage.urgency == Urgency::emergency) std::cout << emergency_screen(door, terminal, view);
  else if (told && !called_now(view.advice).empty()) std::cout << call_screen(door, terminal, view);
  return 0;
}

std::vector<std::string> finding_ids(const Protocol& protocol) {
  std::vector<std::string> ids;
  for (const Finding& finding : protocol.findings)
    if (finding.reported) ids.emplace_back(finding.id);
  return ids;
}

Json findings_from(const Protocol& protocol, const std::vector<std::string>& answers) {
  Json findings = Json::object();
  for (const std::string& answer : answers) {
    const std::size_t sign = answer.find('=');
    if (sign == std::string::npos)
      throw Failure{kCommandLineWrong, "tell: '" + answer + "' is not of the form finding=value"};
    const std::string name = answer.substr(0, sign);
    const FindingId id = find_finding(protocol, name);
    if (id == kNone || !protocol.findings[id].reported) {
      const std::string near = nearest(name, finding_ids(protocol));
      throw Failure{kInputWrong, "tell: there is no finding '" + name + "'" +
                                     (near.empty() ? "; `springback protocol list` names them"
                                                   : "; did you mean '" + near + "'?")};
    }
    auto value = value_from_text(protocol, id, answer.substr(sign + 1));
    if (!value) throw Failure{kInputWrong, "tell: " + value.error()};
    if (findings.contains(name)) throw Failure{kCommandLineWrong, "tell: '" + name + "' is told twice"};
    findings[name] = std::move(*value);
  }
  return findings;
}

/// What it was, a line for each thing it told.
std::string undone_screen(const Door& door, const Json& entry) {
  const Terminal terminal;
  Page page(door, terminal, door.look());
  page.paragraph(door.word(word::terminal_undone));
  for (const std::string& line : entry_words(door, entry)) page.item(" - ", line);
  return page.take();
}

}  // namespace

int run_tell(const Settings& settings, const std::vector<std::string>& answers) {
  Door door(settings);
  const Json findings = findings_from(door.protocol(), answers);
  return recorded(door, door.append({{"kind", "reported"}, {"findings", findings}}));
}

int run_did(const Settings& settings, const std::string& measure, std::optional<int> minutes) {
  Door door(settings);
  const std::string name = measure == "ice" ? "cold" : measure;
  if (std::ranges::find(kMeasures, name) == kMeasures.end())
    throw Failure{kInputWrong,
                  "did: '" + measure + "' is not one of cold, heat, rest, walk, massage, movement, activity"};
  if (minutes && (*minutes < 0 || *minutes > 1440))
    throw Failure{kInputWrong, "did: expected 0 to 1440 minutes"};
  Json entry = {{"kind", "did"}, {"measure", name}};
  if (minutes) entry["minutes"] = *minutes;
  return recorded(door, door.append(entry));
}

int run_note(const Settings& settings, const std::vector<std::string>& words) {
  Door door(settings);
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return recorded(door, door.append({{"kind", "noted"}, {"text", text}}));
}

int run_recovered(const Settings& settings) {
  Door door(settings);
  const Json entry = door.append({{"kind", "recovered"}});
  const bool danger = door.look().advice.triage.urgency == Urgency::emergency;
  if (danger && !settings.json) std::cout << door.word(word::terminal_recovered_but) << '\n';
  return recorded(door, entry);
}

int run_undo(const Settings& settings) {
  Door door(settings, Wants::to_read);
  const auto entries = door.entries();
  std::vector<std::string> taken_back;
  for (const StoredEntry& stored : entries) {
    const Json entry = Json::parse(stored.text, nullptr, false);
    if (entry.is_object() && entry.value("kind", "") == "retracted")
      taken_back.push_back(entry.value("entry", ""));
  }
  for (auto stored = entries.rbegin(); stored != entries.rend(); ++stored) {
    const Json entry = Json::parse(stored->text, nullptr, false);
    const bool counts = entry.is_object() && entry.value("kind", "") != "retracted" &&
                        std::ranges::find(taken_back, stored->id) == taken_back.end();
    if (!counts) continue;
    door.retract(stored->id);
    if (settings.json) std::cout << Json{{"undone", entry}}.dump() << '\n';
    else std::cout << undone_screen(door, entry);
    return 0;
  }
  throw Failure{kInputWrong, "undo: the journal has nothing to take back"};
}

}  // namespace springback::cli
