#include "mutants/reach.h"

#include <stdexcept>

namespace springback::verify {
namespace {

std::set<std::string> names_in(const YAML::Node& condition) {
  std::set<std::string> names;
  if (!condition) return names;
  const auto tree = reference::parse(condition.Scalar());
  if (!tree) throw std::runtime_error(condition.Scalar() + ": " + tree.error());
  add_names_of(*tree, names);
  return names;
}

}  // namespace

void add_names_of(const reference::Condition& condition, std::set<std::string>& into) {
  if (!condition.name.empty()) into.insert(condition.name);
  for (const auto& part : condition.parts) add_names_of(part, into);
}

Reach::Reach(const Book& book) {
  for (const Book::Row& row : book.rows("findings.yaml")) {
    auto& reads = reads_[row.node["id"].Scalar()] = names_in(row.node["asked_if"]);
    for (const auto& source : row.node["from"]) reads.insert(source.Scalar());
  }
  const auto& triage = book.rows("triage.yaml");
  for (const Book::Row& row : triage)
    if (row.list == "named") reads_[row.node["id"].Scalar()] = names_in(row.node["when"]);
  // The highest urgency comes first, and stays.
  for (const std::string urgency : {"emergency", "today", "soon", "routine", "recheck"})
    for (const Book::Row& row : triage)
      if (row.list == "rules" && row.node["urgency"].Scalar() == urgency)
        for (const std::string& name : names_in(row.node["when"])) follow(name, urgency);
}

void Reach::follow(const std::string& name, const std::string& urgency) {
  if (!urgency_.emplace(name, urgency).second) return;
  for (const std::string& read : reads_[name]) follow(read, urgency);
}

std::string Reach::urgency_of(const std::string& name) const {
  const auto found = urgency_.find(name);
  return found == urgency_.end() ? "" : found->second;
}

bool is_sharp(const std::string& urgency) { return urgency == "emergency" || urgency == "today"; }

}  // namespace springback::verify
