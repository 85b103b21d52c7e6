#include "compare/case_text.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>

#include "base/instant.h"
#include "compare/convert.h"

namespace springback::verify {
namespace {

constexpr Microseconds kMinute = 60'000'000;

/// Where a case tells an entry. What it cannot tell otherwise stands among `entries`, with its id and
/// instant.
enum class Place : std::uint8_t { onset, earlier, entries, findings };

/// Lengths of time that a case can say: whole minutes, of six digits at most.
bool whole_minutes(Microseconds ago) { return ago >= 0 && ago % kMinute == 0 && ago / kMinute <= 999'999; }

std::vector<Place> places_of(const Tale& tale) {
  std::vector<Place> places;
  bool began = false;
  for (const Event& event : tale.events) {
    const Microseconds ago = tale.at - event.at;
    Place place = Place::entries;
    if (event.kind == Event::Kind::began && event.since == event.at && whole_minutes(ago) && !began) {
      place = Place::onset;
      began = true;
    } else if (event.kind == Event::Kind::reported && whole_minutes(ago)) {
      place = Place::earlier;
    }
    places.push_back(place);
  }
  // The last report, where it is told at the instant itself.
  for (std::size_t i = tale.events.size(); i-- > 0;)
    if (places[i] == Place::earlier && tale.events[i].at == tale.at && !tale.events[i].said.empty()) {
      places[i] = Place::findings;
      break;
    }
  return places;
}

std::string number_text(std::int32_t scaled, std::int32_t scale) {
  nlohmann::json number = static_cast<double>(scaled) / scale;
  if (scaled % scale == 0) number = scaled / scale;
  return number.dump();
}

std::string ago_text(Microseconds ago) {
  const Microseconds minutes = std::max<Microseconds>(ago, 0) / kMinute;
  if (minutes != 0 && minutes % 1440 == 0) return std::to_string(minutes / 1440) + "d";
  if (minutes != 0 && minutes % 60 == 0) return std::to_string(minutes / 60) + "h";
  return std::to_string(minutes) + "m";
}

class CaseWriter {
 public:
  CaseWriter(const reference::Protocol& protocol, const Questions& questions, const Tale& tale)
      : protocol_(protocol), questions_(questions), tale_(tale), places_(places_of(tale)) {
    const Tale renamed = as_case(tale, kCaseId);
    plain_ = renamed.events == tale.events;
    if (!plain_) std::ranges::fill(places_, Place::entries);
  }

  std::string write(const std::string& told, const std::string& want) {
    text_ = std::string("- id: ") + kCaseId + "\n  told: " + told + "\n";
    each(Place::onset, [&](const Event& event) {
      text_ += "  onset: " + ago_text(tale_.at - event.at) + "\n";
      for (const Said& trigger : event.said) answer("  ", trigger);
    });
    list(Place::earlier, "earlier", [&](const Event& event) {
      text_ += "    - ago: " + ago_text(tale_.at - event.at) + "\n";
      findings(event, "      ");
    });
    list(Place::entries, "entries", [&](const Event& event) { entry(event); });
    each(Place::findings, [&](const Event& event) { findings(event, "  "); });
    return text_ + "  want: " + want + "\n";
  }

 private:
  void each(Place place, const auto& write) {
    for (std::size_t i = 0; i < tale_.events.size(); ++i)
      if (places_[i] == place) write(tale_.events[i]);
  }
  void list(Place place, const std::string& name, const auto& write) {
    if (std::ranges::find(places_, place) == places_.end()) return;
    text_ += "  " + name + ":\n";
    each(place, write);
  }

  void findings(const Event& event, const std::string& margin) {
    if (event.said.empty()) {
      text_ += margin + "findings: {}\n";
      return;
    }
    text_ += margin + "findings:\n";
    for (const Said& said : event.said) answer(margin + "  ", said);
  }
  /// One answer a line, with the words of its question.
  void answer(const std::string& margin, const Said& said) {
    if (said.finding == Said::kUnknown) {
      text_ += margin + "of_a_later_version: " + std::to_string(said.value) + "\n";
      return;
    }
    const reference::Finding& finding = protocol_.findings[static_cast<std::size_t>(said.finding)];
    text_ += margin + finding.id + ": " + value(finding, said);
    if (const auto question = questions_.find(finding.id); question != questions_.end())
      text_ += "  # " + question->second;
    text_ += "\n";
  }
  static std::string quoted(const std::string& word) {
    return word == "no" || word == "yes" ? "\"" + word + "\"" : word;
  }
  static std::string value(const reference::Finding& finding, const Said& said) {
    if (said.what == Said::What::unsure) return "~";
    if (said.what == Said::What::unknown_choice) return "of_a_later_version";
    switch (finding.type) {
      case reference::Type::boolean: return said.value != 0 ? "true" : "false";
      case reference::Type::integer: return std::to_string(said.value);
      case reference::Type::tenths: return number_text(said.value, 10);
      case reference::Type::choice: return quoted(finding.values[static_cast<std::size_t>(said.value)]);
      case reference::Type::set: break;
    }
    std::string members = said.partial ? "of_a_later_version" : "";
    for (std::size_t i = 0; i < finding.values.size(); ++i)
      if ((static_cast<std::uint32_t>(said.value) >> i & 1U) != 0)
        members += (members.empty() ? "" : ", ") + finding.values[i];
    return "[" + members + "]";
  }

  /// Everything that the contract has of it but its answers, which get a line each.
  void entry(const Event& event) {
    Event bare = event;
    bare.said.clear();
    const auto json = nlohmann::ordered_json::parse(entry_text(protocol_, bare, 60));
    text_ += "    - ago: " + ago_text(tale_.at - event.at) + "\n";
    for (const auto& [key, value] : json.items()) {
      const bool told = (key == "id" && plain_) || key == "findings" ||
                        (key == "at" && whole_minutes(tale_.at - event.at));
      if (told) continue;
      const bool since = key == "onset_at" || key == "taken_at";
      if (since && whole_minutes(tale_.at - *event.since))
        text_ += std::string("      ") + (key == "onset_at" ? "onset_ago: " : "taken_ago: ") +
                 ago_text(tale_.at - *event.since) + "\n";
      else text_ += "      " + key + ": " + value.dump() + "\n";
    }
    if (event.kind == Event::Kind::reported) findings(event, "      ");
    else
      for (const Said& trigger : event.said) answer("      ", trigger);
  }

  const reference::Protocol& protocol_;
  const Questions& questions_;
  const Tale& tale_;
  std::vector<Place> places_;
  bool plain_ = true;
  std::string text_;
};

}  // namespace

Questions read_questions(const std::map<std::string, std::string>& files) {
  Questions questions;
  const auto words = files.find("words/en/findings.yaml");
  if (words == files.end()) return questions;
  static constexpr std::string_view kBefore = "findings.", kAfter = ".ask";
  for (const auto& pair : YAML::Load(words->second)) {
    const std::string key = pair.first.as<std::string>();
    if (key.starts_with(kBefore) && key.ends_with(kAfter))
      questions[key.substr(kBefore.size(), key.size() - kBefore.size() - kAfter.size())] =
          pair.second.as<std::string>();
  }
  return questions;
}

Tale as_case(const Tale& tale, const std::string& id) {
  Tale sorted = tale;
  std::ranges::sort(sorted.events, [](const Event& a, const Event& b) {
    return std::tie(a.at, a.id) < std::tie(b.at, b.id);
  });
  const std::vector<Place> places = places_of(sorted);
  Tale told = sorted;
  told.events.clear();
  for (const Place place : {Place::onset, Place::earlier, Place::entries, Place::findings})
    for (std::size_t i = 0; i < places.size(); ++i)
      if (places[i] == place) told.events.push_back(sorted.events[i]);
  std::map<std::string, std::string> names;
  for (std::size_t i = 0; i < told.events.size(); ++i) {
    const std::string name = id + "-" + std::to_string(i + 1);
    names.try_emplace(told.events[i].id, name);
    told.events[i].id = name;
  }
  for (Event& event : told.events)
    if (const auto name = names.find(event.what); event.kind == Event::Kind::retracted && name != names.end())
      event.what = name->second;
  return told;
}

std::string case_text(const reference::Protocol& protocol, const Questions& questions, const Tale& tale,
                      const std::string& told, const std::string& want,
                      const std::vector<std::string>& remarks) {
  std::string text = CaseWriter(protocol, questions, tale).write(told, want);
  if (tale.at != kCaseInstant) text += "# at: " + format_instant({tale.at}, tale.offset_minutes) + "\n";
  for (const std::string& remark : remarks) text += "# " + remark + "\n";
  return text;
}

}  // namespace springback::verify
