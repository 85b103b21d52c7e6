// Every mutant there is, row by row.
#include <stdexcept>

#include "mutants/mutants.h"
#include "mutants/operators.h"
#include "mutants/reach.h"

namespace springback::verify {
namespace {

class Listing {
 public:
  explicit Listing(const Book& book) : book_(book), reach_(book) {
    for (const Book::Row& row : book.rows("findings.yaml"))
      for (const auto& value : row.node["values"]) values_[row.node["id"].Scalar()].push_back(value.Scalar());
  }

  std::vector<Mutant> run() {
    each("triage.yaml",
         [&](const Book::Row& row) { row.list == "named" ? named(row.node) : rule(row.node); });
    each("findings.yaml", [&](const Book::Row& row) { finding(row.node); });
    each("relief.yaml",
         [&](const Book::Row& row) { row.list == "guards" ? common_guard(row.node) : measure(row.node); });
    each("help.yaml", [&](const Book::Row& row) { plain_row("help." + id_of(row.node), row.node, "when"); });
    each("course.yaml",
         [&](const Book::Row& row) { plain_row("checkin." + id_of(row.node), row.node, "when"); });
    return std::move(mutants_);
  }

 private:
  using Change = std::function<void(YAML::Node&)>;

  static std::string id_of(const YAML::Node& row) { return row["id"].Scalar(); }
  static std::size_t items(const YAML::Node& list) { return list ? list.size() : 0; }

  void each(const std::string& file, const auto& take) {
    file_ = file;
    const auto& rows = book_.rows(file);
    for (line_ = 0; line_ < rows.size(); ++line_) take(rows[line_]);
  }

  /// The next mutants belong to this row of the protocol, on the line that is being read.
  void begin(const std::string& row, const std::string& urgency, const YAML::Node& line) {
    row_ = row;
    urgency_ = urgency;
    node_.reset(line);
  }

  void add(const std::string& what, const Change& change) {
    YAML::Node changed = YAML::Clone(node_);
    change(changed);
    mutants_.push_back({.name = row_ + ": " + what,
                        .row = row_,
                        .urgency = urgency_,
                        .sharp = is_sharp(urgency_),
                        .edit = {file_, line_, Book::line_of(changed)}});
  }

  void set(const std::string& what, const std::string& field, const std::string& value) {
    add(what, [&](YAML::Node& row) { row[field] = value; });
  }

  /// `put` writes a text where the condition stood.
  void condition(const std::string& text, const std::function<void(YAML::Node&, const std::string&)>& put) {
    const auto tree = reference::parse(text);
    if (!tree) throw std::runtime_error(row_ + ": " + tree.error());
    if (text != "never") add("never", [&](YAML::Node& row) { put(row, "never"); });
    if (tree->kind == reference::Condition::Kind::constant) return;
    const auto values_of = [&](const std::string& finding) { return values_[finding]; };
    for (const Broken& broken : break_condition(*tree, values_of))
      add(broken.what, [&](YAML::Node& row) { put(row, broken.when); });
  }

  void plain_row(const std::string& name, const YAML::Node& row, const std::string& field) {
    begin(name, "", row);
    condition(row[field] ? row[field].Scalar() : "always",
              [&](YAML::Node& changed, const std::string& text) { changed[field] = text; });
  }

  void named(const YAML::Node& row) {
    begin(id_of(row), reach_.urgency_of(id_of(row)), row);
    condition(row["when"].Scalar(),
              [](YAML::Node& changed, const std::string& text) { changed["when"] = text; });
  }

  void rule(const YAML::Node& row) {
    const std::string urgency = row["urgency"].Scalar();
    begin(id_of(row) + "." + urgency, urgency, row);
    condition(row["when"].Scalar(),
              [](YAML::Node& changed, const std::string& text) { changed["when"] = text; });
    static const std::map<std::string, std::string> kLower = {
        {"emergency", "today"}, {"today", "soon"}, {"soon", "routine"}};
    if (const auto lower = kLower.find(urgency); lower != kLower.end())
      add("urgency " + urgency + " -> " + lower->second, [&](YAML::Node& changed) {
        changed["urgency"] = lower->second;
        changed["id"] = id_of(row) + "_lowered";  // there may be a row of that urgency already
      });
    // Of other urgencies the core does not look at it: routine always keeps comfort, the higher ones never.
    if (urgency == "soon") {
      const bool keeps = row["keeps_comfort"] && row["keeps_comfort"].as<bool>();
      set(keeps ? "keeps_comfort off" : "keeps_comfort on", "keeps_comfort", keeps ? "false" : "true");
    }
    for (std::size_t i = 0; i < items(row["lines"]); ++i)
      add("drops line " + row["lines"][i].Scalar(), [&](YAML::Node& changed) { changed["lines"].remove(i); });
  }

  void finding(const YAML::Node& row) {
    const std::string id = id_of(row), urgency = reach_.urgency_of(id);
    if (const YAML::Node gate = row["asked_if"]; gate) {
      begin(id + ".asked_if", urgency, row);
      add("always", [](YAML::Node& changed) { changed.remove("asked_if"); });
      condition(gate.Scalar(),
                [](YAML::Node& changed, const std::string& text) { changed["asked_if"] = text; });
    }
    begin(id, urgency, row);
    stale_after(row["stale_after"]);
    if (!reach_.is_in_triage(id)) return;
    for (const char* flag : {"danger", "ask_twice"})
      if (row[flag] && row[flag].as<bool>()) set(std::string(flag) + " off", flag, "false");
  }

  /// In hours, so that every number can be halved.
  void stale_after(const YAML::Node& told) {
    if (!told || told.Scalar() == "episode") return;
    const std::string& text = told.Scalar();
    const int hours = std::stoi(text) * (text.back() == 'd' ? 24 : 1);
    for (const int other : {hours / 2, hours * 2}) {
      const std::string now = std::to_string(other) + "h";
      set("stale_after " + text + " -> " + now, "stale_after", now);
    }
  }

  void common_guard(const YAML::Node& row) { plain_row("all." + id_of(row), row, "when"); }

  void measure(const YAML::Node& row) {
    const std::string id = id_of(row);
    plain_row(id + ".shown", row, "shown");
    begin(id, "", row);
    for (const char* limit : {"gap_minutes", "per_day_max"}) {
      if (!row[limit]) continue;
      const int number = row[limit].as<int>();
      for (const int other : {number - 1, number + 1})
        set(std::string(limit) + " " + std::to_string(number) + " -> " + std::to_string(other), limit,
            std::to_string(other));
    }
    for (std::size_t i = 0; i < items(row["guards"]); ++i) {
      begin(id + "." + id_of(row["guards"][i]), "", row);
      condition(row["guards"][i]["when"].Scalar(),
                [&](YAML::Node& changed, const std::string& text) { changed["guards"][i]["when"] = text; });
    }
  }

  const Book& book_;
  Reach reach_;
  std::map<std::string, std::vector<std::string>> values_;
  std::vector<Mutant> mutants_;
  std::string file_, row_, urgency_;
  std::size_t line_ = 0;
  YAML::Node node_;
};

}  // namespace

std::vector<Mutant> list_mutants(const Book& book) { return Listing(book).run(); }

}  // namespace springback::verify
