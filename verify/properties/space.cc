#include "properties/space.h"

#include <bit>
#include <cmath>

#include "report.h"

namespace springback::verify {
namespace {

using reference::Condition;
using reference::Finding;
using reference::Known;
using reference::Type;

bool is_number(const Finding& finding) {
  return finding.type == Type::integer || finding.type == Type::tenths;
}

/// The values at which the truth of a comparison changes: the first of what comes after.
void add_cuts(const Condition& condition, std::vector<std::set<int>>& cuts) {
  for (const Condition& part : condition.parts) add_cuts(part, cuts);
  if (condition.kind != Condition::Kind::number) return;
  auto& of_finding = cuts[static_cast<std::size_t>(condition.finding)];
  of_finding.insert({condition.number, condition.number + 1});
}

std::vector<const Condition*> all_conditions(const reference::Protocol& protocol) {
  std::vector<const Condition*> conditions;
  for (const auto& rule : protocol.rules) conditions.push_back(&rule.when);
  for (const auto& finding : protocol.findings)
    if (finding.asked_if) conditions.push_back(&*finding.asked_if);
  for (const auto& measure : protocol.measures) {
    conditions.push_back(&measure.shown);
    for (const auto& guard : measure.guards) conditions.push_back(&guard.when);
  }
  for (const auto& caution : protocol.cautions) conditions.push_back(&caution.when);
  for (const auto* steps : {&protocol.help, &protocol.checkins})
    for (const auto& step : *steps) conditions.push_back(&step.when);
  return conditions;
}

}  // namespace

Space::Space(const reference::Protocol& protocol) : Space(protocol, all_conditions(protocol)) {}

Space::Space(const reference::Protocol& protocol, const std::vector<const Condition*>& conditions)
    : protocol_(protocol), slices_(protocol.findings.size()) {
  std::vector<std::set<int>> cuts(protocol.findings.size());
  for (const Condition* condition : conditions) add_cuts(*condition, cuts);
  for (std::size_t f = 0; f < protocol.findings.size(); ++f) {
    const Finding& finding = protocol.findings[f];
    if (!is_number(finding)) continue;
    int low = finding.low;
    for (const int cut : cuts[f]) {
      if (cut <= low || cut > finding.high) continue;
      slices_[f].push_back({low, cut - 1});
      low = cut;
    }
    slices_[f].push_back({low, finding.high});
  }
}

std::vector<Known> Space::states(int finding, std::uint32_t mentioned) const {
  const Finding& row = protocol_.findings[static_cast<std::size_t>(finding)];
  std::vector<Known> states{{.state = Known::State::unanswered}, {.state = Known::State::unsure}};
  const bool stands_in = row.type != Type::choice || row.none >= 0;
  if ((row.asked_never || row.asked_if) && stands_in)
    states.push_back({.state = Known::State::not_applicable, .value = std::max(row.none, 0)});
  const auto told = [&](std::int32_t value) {
    states.push_back({.state = Known::State::told, .value = value});
  };
  if (row.type == Type::boolean) {
    told(0);
    told(1);
  } else if (row.type == Type::choice) {
    for (std::size_t i = 0; i < row.values.size(); ++i) told(static_cast<std::int32_t>(i));
  } else if (row.type == Type::set) {
    // All subsets of the members that are mentioned, and one that may hide more.
    for (std::uint32_t members = mentioned;; members = (members - 1) & mentioned) {
      told(static_cast<std::int32_t>(members));
      if (members == 0) break;
    }
    states.push_back({.state = Known::State::told, .partial = true});
  } else {
    for (const Slice& slice : slices(finding)) {
      told(slice.low);
      if (slice.high != slice.low) told(slice.high);
    }
  }
  return states;
}

double Space::distinct_states(int finding, std::uint32_t mentioned) const {
  const Finding& row = protocol_.findings[static_cast<std::size_t>(finding)];
  const double unknown = row.asked_never || row.asked_if ? 3 : 2;  // unanswered, not sure, not asked
  switch (row.type) {
    case Type::boolean: return unknown + 2;
    case Type::choice: return unknown + static_cast<double>(row.values.size());
    case Type::set: return unknown + 1 + std::exp2(std::popcount(mentioned));
    default: return unknown + static_cast<double>(slices(finding).size());
  }
}

void add_findings_of(const Condition& condition, std::map<int, std::uint32_t>& into) {
  for (const Condition& part : condition.parts) add_findings_of(part, into);
  if (condition.finding >= 0)
    into[condition.finding] |= condition.kind == Condition::Kind::any_of ? condition.members : 0;
}

std::map<int, std::uint32_t> findings_of(const Condition& condition) {
  std::map<int, std::uint32_t> findings;
  add_findings_of(condition, findings);
  return findings;
}

std::map<int, std::uint32_t> findings_behind(const reference::Protocol& protocol,
                                             const Condition& condition) {
  std::map<int, std::uint32_t> findings = findings_of(condition);
  for (std::size_t known = 0; known != findings.size();) {
    known = findings.size();
    const auto seen = findings;
    for (const auto& [finding, members] : seen)
      if (const auto& gate = protocol.findings[static_cast<std::size_t>(finding)].asked_if)
        add_findings_of(*gate, findings);
  }
  return findings;
}

std::string count_text(double combinations) {
  if (combinations < 1e9) return with_commas(static_cast<std::uint64_t>(combinations));
  return "about 10^" + std::to_string(static_cast<int>(std::floor(std::log10(combinations))));
}

}  // namespace springback::verify
