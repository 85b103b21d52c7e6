#include "mutants/court.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>

#include "core/advice.h"

namespace springback::verify {
namespace {

const std::string kProduct = "product.";

std::set<std::string> set_of(const YAML::Node& node) {
  std::set<std::string> items;
  for (const auto& item : node) items.insert(item.Scalar());
  return items;
}

WantedScreen read_screen(const YAML::Node& row) {
  WantedScreen wanted{.asks = set_of(row["asks"]), .holds_back = set_of(row["holds_back"])};
  if (row["steps"]) wanted.steps = row["steps"].as<std::vector<std::string>>();
  if (row["lines"]) wanted.lines = set_of(row["lines"]);
  if (row["missing"]) wanted.missing = set_of(row["missing"]);
  if (row["checkin_hours"]) wanted.checkin_hours = row["checkin_hours"].as<int>();
  return wanted;
}

bool shows(const Screen& screen, const WantedScreen& wanted) {
  const auto asked = [&](const std::string& finding) { return screen.asks.contains(finding); };
  return (!wanted.steps || *wanted.steps == screen.steps) &&
         (!wanted.lines || *wanted.lines == screen.lines) &&
         (!wanted.missing || *wanted.missing == screen.missing) &&
         (!wanted.checkin_hours || *wanted.checkin_hours == screen.checkin_hours) &&
         std::ranges::all_of(wanted.asks, asked) && std::ranges::none_of(wanted.holds_back, asked);
}

std::vector<protocolc::Case> cases_of(Files files) {
  const auto first = files.extract("cases/first.jsonl");
  protocolc::Problems problems;
  std::vector<protocolc::Case> cases = protocolc::read_cases(files, problems);
  if (!problems.empty()) throw std::runtime_error(problems.lines().front());
  std::istringstream lines(first ? first.mapped() : "");
  for (std::string line; std::getline(lines, line);) {
    const auto json = nlohmann::json::parse(line);
    cases.push_back({.id = json["id"], .want = json["want"], .request = line});
  }
  return cases;
}

}  // namespace

Screen screen_of(const Protocol& protocol, const ReadCase& one) {
  const Story story = fold(protocol, one.request.journal, one.request.at.instant);
  const Advice advice = advise(protocol, story);
  Screen screen;
  for (const std::uint16_t step : advice.help) screen.steps.emplace_back(protocol.help[step].id);
  if (advice.line_poison) screen.lines.insert("poison");
  if (advice.line_crisis) screen.lines.insert("crisis");
  for (const FindingId id : advice.missing) screen.missing.emplace(protocol.findings[id].id);
  for (const AskedCard& asked : advice.ask)
    for (const std::uint16_t question : asked.questions)
      for (const FindingId id : protocol.cards[asked.card].questions[question].covers)
        screen.asks.emplace(protocol.findings[id].id);
  if (advice.next_checkin_at)
    screen.checkin_hours = static_cast<int>((*advice.next_checkin_at - story.at).microseconds /
                                            hours(1).microseconds);
  return screen;
}

Court::Court(const Files& files, const std::string& screens, const Protocol& protocol) {
  read_cases(files, protocol);
  read_screens(screens);
  if (const auto refused = refused_by(protocol, ""))
    throw std::runtime_error("the protocol as it stands is refused by " + *refused);
}

void Court::read_cases(const Files& files, const Protocol& protocol) {
  for (const protocolc::Case& told : cases_of(files)) {
    auto one = read_case(protocol, told);
    if (!one) throw std::runtime_error(told.id + ": " + one.error());
    cases_.push_back(std::make_unique<Tried>(told, std::move(*one)));
    const Tried* tried = cases_.back().get();
    for (const WantedRow& row : tried->read.rows) by_row_[row.name].push_back(tried);
    std::set<std::string> products(told.taken.begin(), told.taken.end());
    if (told.dose) products.insert(told.dose->product);
    for (const std::string& product : products) by_row_[kProduct + product].push_back(tried);
  }
}

bool Court::Tried::holds(const std::string& product) const {
  return (told.dose && told.dose->product == product) ||
         std::ranges::find(told.taken, product) != told.taken.end();
}

bool Court::refuses(const Protocol& protocol, const Tried& one, const std::string& product) {
  if (product.empty() || !one.holds(product)) return !complaints(protocol, one.read).empty();
  const auto anew = read_case(protocol, one.told);
  return !anew || !complaints(protocol, *anew).empty();
}

const ReadCase* Court::find(const std::string& name) const {
  const auto found = std::ranges::find(cases_, name, [](const auto& one) { return one->read.id; });
  return found == cases_.end() ? nullptr : &(*found)->read;
}

void Court::read_screens(const std::string& text) {
  for (const auto& row : YAML::Load(text)) {
    const std::string name = row["case"].Scalar();
    screens_.push_back(read_screen(row));
    screens_.back().one = find(name);
    if (screens_.back().one == nullptr) throw std::runtime_error("screens.yaml: no case " + name);
  }
}

std::optional<std::string> Court::refused_by(const Protocol& protocol, const std::string& row) const {
  const std::string product = row.starts_with(kProduct) ? row.substr(kProduct.size()) : "";
  const auto fails = [&](const Tried* one) { return refuses(protocol, *one, product); };
  if (const auto named = by_row_.find(row); named != by_row_.end())
    if (const auto found = std::ranges::find_if(named->second, fails); found != named->second.end())
      return (*found)->read.id;
  for (const auto& one : cases_)
    if (fails(one.get())) return one->read.id;
  for (const WantedScreen& wanted : screens_)
    if (!shows(screen_of(protocol, *wanted.one), wanted)) return wanted.one->id + " (screen)";
  return std::nullopt;
}

}  // namespace springback::verify
