#include <algorithm>
#include <iostream>

#include "cli/commands.h"
#include "cli/dose_text.h"
#include "cli/layout.h"
#include "cli/regulars.h"
#include "cli/told.h"
#include "cli/typing.h"
#include "terminal_keys.h"
#include "words/find_product.h"
#include "words/say.h"
#include "words/spelling.h"

namespace springback::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kHoursMost = 168;

std::string joined(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : " ") + word;
  return all;
}

std::string names_of(const std::vector<RegularMatch>& matches) {
  std::string list;
  for (const RegularMatch& match : matches) list += (list.empty() ? "" : ", ") + std::string(match.name);
  return list;
}

/// The one that is meant. Near names are asked about at a terminal, else named in the error.
std::optional<RegularMatch> which_regular(const Door& door, Terminal& terminal, const std::string& name) {
  auto matches = find_regulars(door.protocol(), name);
  if (matches.empty()) matches = find_regulars(door.protocol(), without_strength(name));
  if (matches.empty())
    throw Failure{kInputWrong,
                  "medicines add: we do not know '" + name +
                      "'. Ask a pharmacist whether it goes with pain medicine; for one dose of it: "
                      "`springback took " +
                      name + "`"};
  if (matches.size() == 1 && matches.front().closeness == Closeness::same) return matches.front();
  if (!terminal.interactive() || door.settings().json)
    throw Failure{kInputWrong, "medicines add: '" + name + "' is not one that we know; did you mean " +
                                   names_of(matches) + "?"};
  std::vector<std::string> labels;
  for (const RegularMatch& match : matches) labels.emplace_back(match.name);
  terminal.take_keys();
  const auto place = picked(
      terminal,
      wrapped(fill(door.word(word::terminal_which_one), "{name}", name), terminal.columns() - 1, " ", " "),
      labels, std::string(door.word(word::terminal_keys_pick)));
  terminal.clear();
  terminal.give_back();
  if (!place || *place >= matches.size()) return std::nullopt;
  return matches[*place];
}

const DailyMedicine* find_name(const std::vector<DailyMedicine>& daily, const std::string& name) {
  const std::string key = spell(name).key;
  const auto found = std::ranges::find_if(
      daily, [&](const DailyMedicine& one) { return spell(one.name).key == key; });
  return found == daily.end() ? nullptr : &*found;
}

/// The id of the row; with the name, where another medicine of the row has that already.
std::string id_for(const std::vector<DailyMedicine>& daily, std::string_view row, const std::string& name) {
  if (const DailyMedicine* known = find_name(daily, name)) return known->id;
  const bool taken = std::ranges::any_of(daily, [&](const DailyMedicine& one) { return one.id == row; });
  return taken ? std::string(row) + "." + spell(name).key : std::string(row);
}

Json schedule_of(const MedicineOptions& options) {
  Json schedule = Json::object();
  if (!options.every_day_at.empty() && options.every_hours)
    throw Failure{kCommandLineWrong, "medicines add: say --every-day-at or --every-hours, not both"};
  for (const std::string& text : options.every_day_at) {
    const auto time = time_of_day(text);
    if (!time)
      throw Failure{kCommandLineWrong, "--every-day-at: '" + text + "' is not a time like 08:00 or 8am"};
    schedule["every_day_at"].push_back(*time);
  }
  if (options.every_hours) {
    if (*options.every_hours < 1 || *options.every_hours > kHoursMost)
      throw Failure{kCommandLineWrong, "--every-hours: expected 1 to 168"};
    schedule["every_minutes"] = *options.every_hours * 60;
  }
  return schedule;
}

const Regular* row_of(const Protocol& protocol, const DailyMedicine& medicine) {
  const auto found = std::ranges::find(protocol.regulars, medicine.row(), &Regular::id);
  return found == protocol.regulars.end() ? nullptr : &*found;
}

/// Whether somebody said so apart from the list: that stays as they said it.
bool is_told_apart(const std::vector<ToldEntry>& told, const std::string& finding) {
  bool apart = false;
  for (const ToldEntry& entry : told) {
    if (entry.retracted || !entry.is("reported") || entry.fields.contains("regular") ||
        entry.fields.contains("regular_stopped"))
      continue;
    const auto findings = entry.fields.find("findings");
    if (findings != entry.fields.end() && findings->is_object() && findings->contains(finding))
      apart = (*findings)[finding] == true;
  }
  return apart;
}

/// What stops being true: that it is taken, where nothing else that is taken every day needs it, and nobody
/// said so apart from the list. A condition for which it was given does not stop with it.
Json findings_after(const Door& door, const std::vector<DailyMedicine>& daily, const DailyMedicine& stopped) {
  const Protocol& protocol = door.protocol();
  const auto told = told_entries(door);
  Json findings = Json::object();
  const Regular* row = row_of(protocol, stopped);
  if (row == nullptr) return findings;
  for (const FindingId id : row->findings) {
    const bool needed = std::ranges::any_of(daily, [&](const DailyMedicine& other) {
      const Regular* of = other.id == stopped.id ? nullptr : row_of(protocol, other);
      return of != nullptr && std::ranges::find(of->findings, id) != of->findings.end();
    });
    const std::string name(protocol.findings[id].id);
    if (!needed && name.starts_with("takes_") && !is_told_apart(told, name)) findings[name] = false;
  }
  return findings;
}

void print(const Door& door, const Json& entry, WordId text, const std::string& name) {
  if (door.settings().json) std::cout << entry.dump() << '\n';
  else std::cout << wrapped(fill(door.word(text), "{name}", name), 90, " ", " ");
}

}  // namespace

int run_medicines_add(const Settings& settings, const MedicineOptions& options) {
  const Json schedule = schedule_of(options);
  Door door(settings);
  Terminal terminal;
  const auto match = which_regular(door, terminal, joined(options.words));
  if (!match) return 0;
  const Regular& regular = door.protocol().regulars[match->regular];
  const std::string name(match->name == regular.id ? door.word(regular.name) : match->name);
  Json findings = Json::object();
  for (const FindingId id : regular.findings) findings[std::string(door.protocol().findings[id].id)] = true;
  Json told = {{"id", id_for(daily_medicines(door), regular.id, name)}, {"name", name}};
  told.update(schedule);
  const Json entry = door.append({{"kind", "reported"}, {"findings", findings}, {"regular", told}});
  print(door, entry, word::terminal_daily_added, name);
  return 0;
}

int run_medicines_stop(const Settings& settings, const MedicineOptions& options) {
  Door door(settings);
  const std::string name = joined(options.words);
  const auto daily = daily_medicines(door);
  const DailyMedicine* stopped = find_name(daily, name);
  if (stopped == nullptr) {
    std::string list;
    for (const DailyMedicine& one : daily) list += (list.empty() ? "" : ", ") + one.name;
    throw Failure{kInputWrong, "medicines stop: '" + name + "' is not on the list of every day" +
                                   (list.empty() ? ", which is empty" : "; on it: " + list)};
  }
  const Json entry = door.append({{"kind", "reported"},
                                  {"findings", findings_after(door, daily, *stopped)},
                                  {"regular_stopped", stopped->id}});
  print(door, entry, word::terminal_daily_stopped, stopped->name);
  return 0;
}

}  // namespace springback::cli
