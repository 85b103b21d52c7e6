// Every case of protocol/cases: the person's story goes in, and what the case wants must come out.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "cases.h"
#include "compile.h"
#include "document/advice_document.h"

namespace springback {
namespace {

using protocolc::Case;

enum class Row : std::uint8_t { silent, open, fired };

struct Outcome {
  std::string urgency;
  std::map<std::string, Row> rows;            ///< "R06.emergency", "cold.raynaud", "all.under_18"
  std::map<std::string, std::string> states;  ///< of each measure, "not shown" included
};

void note_rules(const Protocol& protocol, const Advice& advice, Outcome& out) {
  for (unsigned i = 0; i < protocol.rules.size(); ++i) {
    const Rule& rule = protocol.rules[i];
    const std::string_view urgency = rule.recheck ? "recheck" : urgency_name(rule.urgency);
    const bool fired = fires(protocol.triage, advice.triage.rows, i);
    const bool open = is_open(protocol.triage, advice.triage.rows, i);
    out.rows[std::string(rule.id) + "." + std::string(urgency)] = fired  ? Row::fired
                                                                  : open ? Row::open
                                                                         : Row::silent;
  }
}

/// Guards of every measure, also of those that are closed by the urgency. "Not sure" is as open as no answer.
void note_guards(const Protocol& protocol, const Story& story, Outcome& out) {
  Classes classes = story.classes;
  std::ranges::replace(classes, kUnsure, kOpen);
  Evaluation conditions;
  evaluate(protocol.relief_conditions, classes, conditions);
  for (const Measure& measure : protocol.measures)
    for (const Guard& guard : measure.guards) {
      const bool fired = fires(protocol.relief_conditions, conditions, guard.row);
      const bool open = is_open(protocol.relief_conditions, conditions, guard.row);
      const Row row = fired ? Row::fired : open ? Row::open : Row::silent;
      out.rows[std::string(measure.id) + "." + std::string(guard.id)] = row;
      out.rows["all." + std::string(guard.id)] = row;
    }
}

Outcome outcome_of(const std::string& request_text) {
  const Protocol& protocol = built_in();
  const auto request = read_request(protocol, request_text);
  if (!request) return {.urgency = "refused: " + request.error().argument};
  const Story story = fold(protocol, request->journal, request->at.instant);
  const Advice advice = advise(protocol, story);
  Outcome out{.urgency = std::string(urgency_name(advice.triage.urgency))};
  note_rules(protocol, advice, out);
  note_guards(protocol, story, out);
  for (const Measure& measure : protocol.measures) out.states[std::string(measure.id)] = "not shown";
  for (const PlanItem& item : advice.plan)
    out.states[std::string(protocol.measures[item.measure].id)] = state_name(item.state);
  return out;
}

std::string rows_of(const Outcome& out, Row wanted) {
  std::string names;
  for (const auto& [name, row] : out.rows)
    if (row == wanted && name.starts_with('R')) names += " " + name;
  return names.empty() ? " nothing" : names;
}

std::string show(Row row) {
  return row == Row::fired ? "fired" : row == Row::open ? "is open" : "did not fire";
}

/// What is wrong with the outcome; empty where nothing is.
std::string complaint(const Case& one) {
  const Outcome out = outcome_of(one.request);
  std::string wrong;
  if (out.urgency != one.want) wrong += "\n  wanted " + one.want + ", came out " + out.urgency;
  const auto expect_row = [&](const std::string& name, bool fires) {
    const auto row = out.rows.find(name);
    if (row == out.rows.end()) wrong += "\n  there is no row " + name;
    else if (fires != (row->second == Row::fired) || (!fires && row->second == Row::open))
      wrong += "\n  " + name + (fires ? " should fire and " : " should be spared and ") + show(row->second);
  };
  for (const std::string& name : one.fires) expect_row(name, true);
  for (const std::string& name : one.spares) expect_row(name, false);
  for (const auto& [measure, state] : one.states) {
    const auto came = out.states.find(measure);
    if (came == out.states.end()) wrong += "\n  there is no measure " + measure;
    else if (came->second != state)
      wrong += "\n  " + measure + " should be " + state + " and is " + came->second;
  }
  if (!wrong.empty())
    wrong += "\n  fired:" + rows_of(out, Row::fired) + "\n  open:" + rows_of(out, Row::open);
  return wrong;
}

const std::vector<Case>& own_cases() {
  static const std::vector<Case> cases = [] {
    protocolc::Problems problems;
    auto read = protocolc::read_cases(protocolc::read_files(SPRINGBACK_SOURCE_DIR "/protocol"), problems);
    for (const std::string& problem : problems.lines()) ADD_FAILURE() << problem;
    return read;
  }();
  return cases;
}

TEST(Cases, EachComesOutAsItIsTold) {
  for (const Case& one : own_cases())
    if (const std::string wrong = complaint(one); !wrong.empty()) ADD_FAILURE() << one.id << wrong;
}

TEST(Cases, ThereAreTwoHundredAndHalfOfThemAreOrdinary) {
  const auto& cases = own_cases();
  const auto ordinary = std::ranges::count_if(
      cases, [](const Case& one) { return one.want == "self_care" || one.want == "routine"; });
  EXPECT_GE(cases.size(), 200U);
  EXPECT_GE(2 * static_cast<std::size_t>(ordinary), cases.size()) << ordinary << " of " << cases.size();
}

TEST(Cases, WantOnlyUrgenciesOfTheContract) {
  for (const Case& one : own_cases()) {
    bool known = false;
    for (int urgency = 0; urgency < kUrgencies; ++urgency)
      known |= one.want == urgency_name(static_cast<Urgency>(urgency));
    EXPECT_TRUE(known) << one.id << " wants " << one.want;
  }
}

TEST(Cases, NoTwoAreTheSameStory) {
  std::map<std::string, std::string> seen;
  for (const Case& one : own_cases()) {
    nlohmann::json story = nlohmann::json::parse(one.request);
    story.erase("id");
    for (auto& entry : story["journal"]) entry.erase("id");
    const auto [place, fresh] = seen.emplace(story.dump(), one.id);
    EXPECT_TRUE(fresh) << one.id << " tells the same as " << place->second;
  }
}

/// The twelve cases that came with the brief.
TEST(FirstCases, ComeOutAsTheyAreTold) {
  std::ifstream file(SPRINGBACK_SOURCE_DIR "/protocol/cases/first.jsonl");
  int count = 0;
  for (std::string line; std::getline(file, line); ++count) {
    const auto json = nlohmann::json::parse(line);
    const Case one{.id = json["id"], .want = json["want"], .request = line};
    if (const std::string wrong = complaint(one); !wrong.empty()) ADD_FAILURE() << one.id << wrong;
  }
  EXPECT_EQ(count, 12);
}

}  // namespace
}  // namespace springback
