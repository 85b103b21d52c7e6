#include "mutants/lister.h"

#include <stdexcept>

#include "mutants/operators.h"
#include "mutants/reach.h"

namespace springback::verify {

Lister::Lister(const Book& book) : book_(book) {
  for (const Book::Row& row : book.rows("findings.yaml"))
    for (const auto& value : row.node["values"]) values_[id_of(row.node)].push_back(value.Scalar());
}

void Lister::each(const std::string& file, const std::function<void(const Book::Row&)>& visit) {
  file_ = file;
  const auto& rows = book_.rows(file);
  for (line_ = 0; line_ < rows.size(); ++line_) visit(rows[line_]);
}

void Lister::begin(const std::string& row, const YAML::Node& line, const std::string& urgency) {
  row_ = row;
  urgency_ = urgency;
  node_.reset(line);
}

void Lister::add(const std::string& what, const Change& change) {
  YAML::Node changed = YAML::Clone(node_);
  change(changed);
  mutants_.push_back({.name = row_ + ": " + what,
                      .row = row_,
                      .urgency = urgency_,
                      .sharp = is_sharp(urgency_),
                      .edit = {file_, line_, Book::line_of(changed)}});
}

void Lister::set(const std::string& what, const std::string& field, const std::string& value) {
  add(what, [&](YAML::Node& row) { row[field] = value; });
}

void Lister::condition(const std::string& text, const Put& put) {
  const auto tree = reference::parse(text);
  if (!tree) throw std::runtime_error(row_ + ": " + tree.error());
  if (text != "never") add("never", [&](YAML::Node& row) { put(row, "never"); });
  if (tree->kind == reference::Condition::Kind::constant) return;
  const auto values_of = [&](const std::string& finding) { return values_[finding]; };
  for (const Broken& broken : break_condition(*tree, values_of))
    add(broken.what, [&](YAML::Node& row) { put(row, broken.when); });
}

}  // namespace springback::verify
