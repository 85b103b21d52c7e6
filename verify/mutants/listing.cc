// Every mutant there is, row by row.
#include "mutants/lister.h"
#include "mutants/medicine_listing.h"
#include "mutants/reach.h"

namespace springback::verify {
namespace {

class Listing : private Lister {
 public:
  explicit Listing(const Book& book) : Lister(book), reach_(book) {}

  std::vector<Mutant> run() {
    each("triage.yaml",
         [&](const Book::Row& row) { row.list == "named" ? named(row.node) : rule(row.node); });
    each("findings.yaml", [&](const Book::Row& row) { finding(row.node); });
    each("relief.yaml",
         [&](const Book::Row& row) { row.list == "guards" ? common_guard(row.node) : measure(row.node); });
    each("help.yaml", [&](const Book::Row& row) { plain_row("help." + id_of(row.node), row.node, "when"); });
    each("course.yaml",
         [&](const Book::Row& row) { plain_row("checkin." + id_of(row.node), row.node, "when"); });
    for (Mutant& mutant : list_medicine_mutants(book())) keep(std::move(mutant));
    return take();
  }

 private:
  void plain_row(const std::string& name, const YAML::Node& row, const std::string& field) {
    begin(name, row);
    condition(row[field] ? row[field].Scalar() : "always",
              [&](YAML::Node& changed, const std::string& text) { changed[field] = text; });
  }

  void named(const YAML::Node& row) {
    begin(id_of(row), row, reach_.urgency_of(id_of(row)));
    condition(row["when"].Scalar(),
              [](YAML::Node& changed, const std::string& text) { changed["when"] = text; });
  }

  void rule(const YAML::Node& row) {
    const std::string urgency = row["urgency"].Scalar();
    begin(id_of(row) + "." + urgency, row, urgency);
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
      begin(id + ".asked_if", row, urgency);
      add("always", [](YAML::Node& changed) { changed.remove("asked_if"); });
      condition(gate.Scalar(),
                [](YAML::Node& changed, const std::string& text) { changed["asked_if"] = text; });
    }
    begin(id, row, urgency);
    stale_after(row["stale_after"]);
    if (row["stale_any"]) set("stale_any off", "stale_any", "false");
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
    begin(id, row);
    for (const char* limit : {"gap_minutes", "per_day_max"}) {
      if (!row[limit]) continue;
      const int number = row[limit].as<int>();
      for (const int other : {number - 1, number + 1})
        set(std::string(limit) + " " + std::to_string(number) + " -> " + std::to_string(other), limit,
            std::to_string(other));
    }
    for (std::size_t i = 0; i < items(row["guards"]); ++i) {
      begin(id + "." + id_of(row["guards"][i]), row);
      condition(row["guards"][i]["when"].Scalar(),
                [&](YAML::Node& changed, const std::string& text) { changed["guards"][i]["when"] = text; });
    }
  }

  Reach reach_;
};

}  // namespace

std::vector<Mutant> list_mutants(const Book& book) { return Listing(book).run(); }

}  // namespace springback::verify
