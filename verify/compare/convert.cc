#include "compare/convert.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "base/instant.h"
#include "document/entry.h"

namespace springback::verify {
namespace {

using Json = nlohmann::ordered_json;
using reference::Finding;
using reference::Type;

constexpr const char* kOfLater = "of_a_later_version";

Json number(std::int32_t scaled, std::int32_t scale) {
  if (scaled % scale == 0) return scaled / scale;
  return static_cast<double>(scaled) / scale;
}

Json value_json(const Finding& finding, const Said& said) {
  if (said.what == Said::What::unsure) return nullptr;
  if (said.what == Said::What::unknown_choice) return kOfLater;
  switch (finding.type) {
    case Type::boolean: return said.value != 0;
    case Type::integer: return said.value;
    case Type::tenths: return number(said.value, 10);
    case Type::choice: return finding.values[static_cast<std::size_t>(said.value)];
    case Type::set: break;
  }
  Json members = Json::array();
  if (said.partial) members.push_back(kOfLater);
  for (std::size_t i = 0; i < finding.values.size(); ++i)
    if ((static_cast<std::uint32_t>(said.value) >> i & 1U) != 0) members.push_back(finding.values[i]);
  return members;
}

class EntryWriter {
 public:
  EntryWriter(const reference::Protocol& protocol, const Event& event, int offset_minutes)
      : protocol_(protocol), event_(event), offset_minutes_(offset_minutes) {}

  Json write() {
    json_["id"] = event_.id;
    json_["at"] = instant(event_.at);
    switch (event_.kind) {
      case Event::Kind::reported: reported(); break;
      case Event::Kind::began: began(); break;
      case Event::Kind::recovered: json_["kind"] = "recovered"; break;
      case Event::Kind::took: took(); break;
      case Event::Kind::did: did(); break;
      case Event::Kind::retracted:
        json_["kind"] = "retracted";
        json_["entry"] = event_.what;
        break;
      case Event::Kind::noted:
        json_["kind"] = "noted";
        json_["text"] = "The new chair helps.";
        break;
      case Event::Kind::unknown: json_["kind"] = kOfLater; break;
    }
    return std::move(json_);
  }

 private:
  std::string instant(Microseconds at) const { return format_instant({at}, offset_minutes_); }
  const Finding& finding(const Said& said) const {
    return protocol_.findings[static_cast<std::size_t>(said.finding)];
  }

  void reported() {
    json_["kind"] = "reported";
    Json findings = Json::object();
    for (const Said& said : event_.said)
      if (said.finding == Said::kUnknown) findings[kOfLater] = said.value;
      else findings[finding(said).id] = value_json(finding(said), said);
    json_["findings"] = std::move(findings);
  }
  void began() {
    json_["kind"] = "began";
    if (!event_.said.empty()) json_["trigger"] = value_json(finding(event_.said[0]), event_.said[0]);
    if (event_.since) json_["onset_at"] = instant(*event_.since);
  }
  void took() {
    json_["kind"] = "took";
    if (!event_.what.empty()) json_["product"] = event_.what;
    for (const auto& [ingredient, milligrams] : event_.ingredients_mg)
      json_["ingredients_mg"][ingredient] = milligrams;
    if (event_.units) json_["units"] = number(*event_.units, 1000);
    if (!event_.form.empty()) json_["as"] = event_.form;
    if (event_.since) json_["taken_at"] = instant(*event_.since);
    if (!event_.amount_known) json_["amount_known"] = false;
  }
  void did() {
    json_["kind"] = "did";
    json_["measure"] = event_.what;
    if (event_.minutes) json_["minutes"] = *event_.minutes;
  }

  const reference::Protocol& protocol_;
  const Event& event_;
  int offset_minutes_;
  Json json_ = Json::object();
};

/// The product has its findings in the order of their names.
FindingId in_product(const Sides& sides, const Said& said) {
  return sides.in_product[static_cast<std::size_t>(said.finding)];
}

/// Answers in the order of their names, as readers meet them in a JSON object.
std::vector<Said> by_name(const Sides& sides, const Event& event) {
  std::vector<Said> said;
  for (const Said& one : event.said)
    if (one.finding != Said::kUnknown) said.push_back(one);
  std::ranges::sort(said, {}, [&](const Said& one) { return in_product(sides, one); });
  return said;
}

bool is_clear(const Said& said) { return said.what != Said::What::unknown_choice && !said.partial; }

std::optional<Activity> activity(const std::string& name) {
  static constexpr std::array<std::string_view, 7> kNames = {"cold",    "heat",     "rest",    "walk",
                                                             "massage", "movement", "activity"};
  const auto found = std::ranges::find(kNames, name);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<Activity>(found - kNames.begin());
}

/// What takes more than copying is left to each side's reader: what a dose holds, and words of later
/// versions.
bool needs_reader(const Event& event) {
  return event.kind == Event::Kind::took ||
         (event.kind == Event::Kind::began && !event.said.empty() && event.said[0].what != Said::What::value);
}

Entry product_entry(const Sides& sides, const Event& event) {
  if (needs_reader(event)) {
    auto read = read_entry_line(sides.product, entry_text(sides.reference, event, 0));
    if (!read) throw std::runtime_error("the product cannot read an entry: " + read.error().argument);
    return std::move(*read);
  }
  Entry entry{.id = event.id, .at = {event.at}};
  switch (event.kind) {
    case Event::Kind::reported: {
      Reports reports;
      for (const Said& said : by_name(sides, event))
        reports.answers.push_back({.finding = in_product(sides, said),
                                   .unsure = said.what == Said::What::unsure,
                                   .partial = said.partial,
                                   .not_understood = said.what == Said::What::unknown_choice,
                                   .value = said.value});
      entry.has_unknown = reports.answers.size() != event.said.size() ||
                          !std::ranges::all_of(event.said, is_clear);
      entry.fact = std::move(reports);
      break;
    }
    case Event::Kind::began: {
      Began began;
      if (!event.said.empty())
        began.trigger = Reported{.finding = in_product(sides, event.said[0]), .value = event.said[0].value};
      if (event.since) began.onset = Instant{*event.since};
      entry.fact = began;
      break;
    }
    case Event::Kind::recovered: entry.fact = Recovered{}; break;
    case Event::Kind::did:
      entry.has_unknown = !activity(event.what);
      if (const auto measure = activity(event.what)) entry.fact = Did{*measure, event.minutes.value_or(-1)};
      break;
    case Event::Kind::retracted: entry.fact = Retracted{event.what}; break;
    case Event::Kind::unknown: entry.has_unknown = true; break;
    case Event::Kind::took:
    case Event::Kind::noted: break;
  }
  return entry;
}

reference::Entry reference_entry(const Sides& sides, const Event& event) {
  using Kind = reference::Entry::Kind;
  if (needs_reader(event))
    return reference::read_entry(sides.reference,
                                 nlohmann::json::parse(entry_text(sides.reference, event, 0)));
  reference::Entry entry{.id = event.id, .at = event.at};
  switch (event.kind) {
    case Event::Kind::reported: entry.kind = Kind::reported; break;
    case Event::Kind::began: entry.kind = Kind::began; break;
    case Event::Kind::recovered: entry.kind = Kind::recovered; break;
    case Event::Kind::did: entry.kind = Kind::did; break;
    case Event::Kind::retracted: entry.kind = Kind::retracted; break;
    case Event::Kind::took:
    case Event::Kind::noted:
    case Event::Kind::unknown: break;
  }
  for (const Said& said : by_name(sides, event))
    entry.told.push_back({.finding = said.finding,
                          .unsure = said.what == Said::What::unsure,
                          .not_understood = said.what == Said::What::unknown_choice,
                          .partial = said.partial,
                          .value = said.value});
  if (event.kind == Event::Kind::began) entry.onset = event.since;
  if (entry.kind == Kind::did) {
    entry.measure = event.what;
    entry.minutes = event.minutes.value_or(-1);
  }
  if (entry.kind == Kind::retracted) entry.takes_back = event.what;
  return entry;
}

}  // namespace

std::vector<Entry> product_entries(const Sides& sides, const Tale& tale) {
  std::vector<Entry> entries;
  entries.reserve(tale.events.size());
  for (const Event& event : tale.events) entries.push_back(product_entry(sides, event));
  return entries;
}

std::vector<reference::Entry> reference_entries(const Sides& sides, const Tale& tale) {
  std::vector<reference::Entry> entries;
  entries.reserve(tale.events.size());
  for (const Event& event : tale.events) entries.push_back(reference_entry(sides, event));
  return entries;
}

std::string entry_text(const reference::Protocol& protocol, const Event& event, int offset_minutes) {
  return EntryWriter(protocol, event, offset_minutes).write().dump();
}

std::string request_text(const reference::Protocol& protocol, const Tale& tale, std::string_view id) {
  Json request = Json::object();
  if (!id.empty()) request["id"] = id;
  request["at"] = format_instant({tale.at}, tale.offset_minutes);
  if (!tale.locale.empty()) request["locale"] = tale.locale;
  if (!tale.region.empty()) request["region"] = tale.region;
  request["journal"] = Json::array();
  for (const Event& event : tale.events)
    request["journal"].push_back(EntryWriter(protocol, event, tale.offset_minutes).write());
  return request.dump();
}

}  // namespace springback::verify
