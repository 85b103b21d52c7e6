#include "properties/row_pairs.h"

#include <algorithm>
#include <stdexcept>

namespace springback::verify {
namespace {

reference::Condition opposite(const reference::Condition& condition) {
  return {.kind = reference::Condition::Kind::negation, .parts = {condition}};
}

void require(bool holds, const std::string& what) {
  if (!holds) throw std::runtime_error("the compiled protocol is not the one that was read: " + what);
}

void add_triage(const reference::Protocol& read, const Protocol& product, std::vector<RowPair>& pairs) {
  require(read.rules.size() == product.rules.size(), "rules");
  for (unsigned i = 0; i < read.rules.size(); ++i) {
    require(read.rules[i].id == product.rules[i].id, read.rules[i].name());
    pairs.push_back({read.rules[i].name(), &product.triage, i, read.rules[i].when});
  }
}

void add_gates(const reference::Protocol& read, const Protocol& product, std::vector<RowPair>& pairs) {
  require(read.findings.size() == product.findings.size(), "findings");
  for (const reference::Finding& finding : read.findings) {
    const FindingId id = find_finding(product, finding.id);
    require(id != kNone, finding.id);
    const std::uint16_t gate = product.findings[id].gate;
    require(finding.asked_if.has_value() == (gate != kNone), "asked_if of " + finding.id);
    if (!finding.asked_if) continue;
    pairs.push_back({"asked_if " + finding.id, &product.gates, gate, *finding.asked_if});
    pairs.push_back({"not asked_if " + finding.id, &product.gates, gate + 1U, opposite(*finding.asked_if)});
  }
}

void add_relief(const reference::Protocol& read, const Protocol& product, std::vector<RowPair>& pairs) {
  require(read.measures.size() == product.measures.size(), "measures");
  for (std::size_t m = 0; m < read.measures.size(); ++m) {
    const reference::Measure& measure = read.measures[m];
    const Measure& built = product.measures[m];
    require(measure.id == built.id && measure.guards.size() == built.guards.size(), measure.id);
    pairs.push_back({measure.id + ".shown", &product.relief_conditions, built.shown, measure.shown});
    for (const reference::Guard& guard : measure.guards) {
      const auto found = std::ranges::find(built.guards, guard.id, &Guard::id);
      require(found != built.guards.end(), measure.id + "." + guard.id);
      pairs.push_back({measure.id + "." + guard.id, &product.relief_conditions, found->row, guard.when});
    }
  }
}

void add_steps(const reference::Protocol& read, const Protocol& product, std::vector<RowPair>& pairs) {
  require(read.help.size() == product.help.size() && read.checkins.size() == product.checkins.size(),
          "steps");
  for (std::size_t i = 0; i < read.help.size(); ++i)
    pairs.push_back(
        {"help." + read.help[i].id, &product.help_conditions, product.help[i].row, read.help[i].when});
  for (std::size_t i = 0; i < read.checkins.size(); ++i)
    pairs.push_back({"checkins." + read.checkins[i].id, &product.course_conditions, product.checkins[i].row,
                     read.checkins[i].when});
}

}  // namespace

std::vector<RowPair> row_pairs(const reference::Protocol& read, const Protocol& product) {
  std::vector<RowPair> pairs;
  add_triage(read, product, pairs);
  add_gates(read, product, pairs);
  add_relief(read, product, pairs);
  add_steps(read, product, pairs);
  return pairs;
}

}  // namespace springback::verify
