#include <algorithm>
#include <map>
#include <set>

#include "compare/stories.h"

namespace springback::verify {
namespace {

using reference::Condition;
using reference::Finding;
using reference::Type;

constexpr Microseconds kSecond = 1'000'000;
constexpr Microseconds kMinute = 60 * kSecond;
constexpr Microseconds kHour = 60 * kMinute;

/// Every number that a condition compares a finding with.
using Thresholds = std::vector<std::set<int>>;

void collect(const Condition& condition, Thresholds& thresholds) {
  if (condition.kind == Condition::Kind::number && condition.finding >= 0)
    thresholds[static_cast<std::size_t>(condition.finding)].insert(condition.number);
  for (const Condition& part : condition.parts) collect(part, thresholds);
}

Thresholds thresholds_of(const reference::Protocol& protocol) {
  Thresholds thresholds(protocol.findings.size());
  for (const Finding& finding : protocol.findings)
    if (finding.asked_if) collect(*finding.asked_if, thresholds);
  for (const reference::Rule& rule : protocol.rules) collect(rule.when, thresholds);
  for (const reference::Measure& measure : protocol.measures) {
    collect(measure.shown, thresholds);
    for (const reference::Guard& guard : measure.guards) collect(guard.when, thresholds);
  }
  return thresholds;
}

/// Limits that arithmetic has and no condition names: a fever's, underweight at some heights, a sum of 3.
const std::map<std::string_view, std::vector<std::int32_t>> kOfArithmetic = {
    {"temperature_c", {379, 380, 381}},
    {"height_cm", {1000, 1600, 1720, 2000}},
    {"weight_kg", {184, 185, 186, 473, 474, 547, 548, 739, 740, 741}},
    {"low_interest", {0, 1, 2, 3}},
    {"low_mood", {0, 1, 2, 3}},
    {"age_years", {17, 18, 44, 45, 46, 47}},
};

/// Numbers of somebody with an ordinary back pain.
const std::map<std::string_view, std::vector<std::int32_t>> kCalm = {
    {"age_years", {19, 28, 38, 44, 49}},
    {"pain_now", {1, 2, 3, 4, 5, 6}},
    {"temperature_c", {364, 370}},
    {"weight_kg", {700}},
    {"height_cm", {1720}},
    {"low_interest", {0, 1}},
    {"low_mood", {0, 1}},
    {"phq2", {0, 2}},
    {"gave_birth_weeks_ago", {30}},
    {"pregnancy_weeks", {20}},
    {"alcoholic_drinks_per_day", {0, 1}},
    {"days_since_onset", {0, 1, 2, 5}},
};

std::vector<std::int32_t> numbers(const Finding& finding, const std::set<int>& thresholds) {
  std::set<std::int32_t> values = {finding.low, finding.high};
  for (const int threshold : thresholds)
    for (int value = threshold - 1; value <= threshold + 1; ++value) values.insert(value);
  if (const auto more = kOfArithmetic.find(finding.id); more != kOfArithmetic.end())
    values.insert(more->second.begin(), more->second.end());
  std::erase_if(values, [&](int value) { return value < finding.low || value > finding.high; });
  return {values.begin(), values.end()};
}

Material::OfFinding values_of(const Finding& finding, const std::set<int>& thresholds) {
  Material::OfFinding values;
  switch (finding.type) {
    case Type::boolean:
      values.any = {0, 1};
      values.calm = {0};
      break;
    case Type::choice:
      for (std::size_t i = 0; i < finding.values.size(); ++i)
        values.any.push_back(static_cast<std::int32_t>(i));
      values.calm = finding.none >= 0 ? std::vector<std::int32_t>{finding.none} : values.any;
      break;
    case Type::set:
      values.any = {0};
      for (std::size_t i = 0; i < finding.values.size(); ++i)
        values.any.push_back(static_cast<std::int32_t>(1U << i));
      values.calm = {0, 1, 2, 3};
      break;
    case Type::integer:
    case Type::tenths:
      values.any = numbers(finding, thresholds);
      const auto calm = kCalm.find(finding.id);
      values.calm = calm != kCalm.end() ? calm->second : values.any;
      break;
  }
  values.asked = !finding.asked_never;
  return values;
}

std::vector<Microseconds> limits_of(const reference::Protocol& protocol, const Thresholds& thresholds) {
  std::set<Microseconds> limits = {kHour, 8 * kHour, 24 * kHour, 365 * 24 * kHour};
  for (const Finding& finding : protocol.findings) limits.insert(finding.stale_after_seconds * kSecond);
  for (const reference::Ingredient& one : protocol.ingredients) {
    limits.insert(one.lowers_fever_hours * kHour);
    limits.insert(one.extended_release_hours * kHour);
  }
  for (const reference::Measure& measure : protocol.measures) limits.insert(measure.gap_minutes * kMinute);
  if (const int days = protocol.find("days_since_onset"); days >= 0)
    for (const int threshold : thresholds[static_cast<std::size_t>(days)])
      limits.insert(threshold * 24 * kHour);
  limits.erase(0);
  return {limits.begin(), limits.end()};
}

/// What a condition compares, each with values near to what it asks for.
void collect(const reference::Protocol& protocol, const Condition& condition,
             std::vector<Material::Hint>& hints) {
  for (const Condition& part : condition.parts) collect(protocol, part, hints);
  if (condition.finding < 0) return;
  const Finding& finding = protocol.findings[static_cast<std::size_t>(condition.finding)];
  if (!finding.reported) return;
  Material::Hint hint{.finding = condition.finding};
  if (condition.kind == Condition::Kind::truth) hint.values = {1};
  for (std::size_t i = 0; i < finding.values.size(); ++i)
    if ((condition.members >> i & 1U) != 0)
      hint.values.push_back(static_cast<std::int32_t>(finding.type == Type::set ? 1U << i : i));
  if (condition.kind == Condition::Kind::number)
    for (int value = condition.number - 1; value <= condition.number + 1; ++value)
      if (value >= finding.low && value <= finding.high) hint.values.push_back(value);
  if (!hint.values.empty()) hints.push_back(std::move(hint));
}

std::vector<std::vector<Material::Hint>> rows_of(const reference::Protocol& protocol) {
  std::vector<std::vector<Material::Hint>> rows;
  const auto add = [&](const Condition& condition) {
    std::vector<Material::Hint> hints;
    collect(protocol, condition, hints);
    if (!hints.empty()) rows.push_back(std::move(hints));
  };
  for (const reference::Rule& rule : protocol.rules) add(rule.when);
  for (const reference::Measure& measure : protocol.measures)
    for (const reference::Guard& guard : measure.guards)
      if (!guard.common) add(guard.when);
  return rows;
}

}  // namespace

Material::Material(const reference::Protocol& of) : protocol(&of) {
  const Thresholds thresholds = thresholds_of(of);
  for (std::size_t i = 0; i < of.findings.size(); ++i) {
    const Finding& finding = of.findings[i];
    findings.push_back(values_of(finding, thresholds[i]));
    if (!finding.reported) continue;
    const int index = static_cast<int>(i);
    told.push_back(index);
    if (finding.danger) dangers.push_back(index);
    if (finding.ask_twice) twice.push_back(index);
    if (finding.stale_with_episode) lasting.push_back(index);
  }
  rows = rows_of(of);
  limits = limits_of(of, thresholds);
  for (const reference::Product& product : of.products) products.push_back(product.id);
  for (const reference::Ingredient& ingredient : of.ingredients) ingredients.push_back(ingredient.id);
  ingredients.emplace_back("paracetamol");
  activities = {"cold", "heat", "rest", "walk", "massage", "movement"};
}

}  // namespace springback::verify
