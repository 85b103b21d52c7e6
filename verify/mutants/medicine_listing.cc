#include "mutants/medicine_listing.h"

#include <set>

#include "mutants/lister.h"

namespace springback::verify {
namespace {

/// "21.667" and a step of 1: "22.667".
std::string moved(const std::string& number, int by) {
  const std::size_t point = std::min(number.find('.'), number.size());
  return std::to_string(std::stoi(number.substr(0, point)) + by) + number.substr(point);
}

std::string text_or(const YAML::Node& node, const char* otherwise) {
  return node ? node.Scalar() : otherwise;
}

class MedicineListing : private Lister {
 public:
  explicit MedicineListing(const Book& book) : Lister(book) {
    for (const Book::Row& row : book.rows("medicines.yaml"))
      if (row.node["limits"]) limited_.insert(id_of(row.node));
    for (const Book::Row& row : book.rows("medicines.yaml"))
      if (row.node["counts_as"] && limited_.contains(row.node["counts_as"].Scalar()))
        limited_.insert(id_of(row.node));
  }

  std::vector<Mutant> run() {
    each("medicines.yaml", [&](const Book::Row& row) {
      if (row.list == "ingredients") ingredient(row.node);
      if (row.list == "washouts") washout(row.node);
      if (row.list == "products") product(row.node);
      if (row.list == "cautions") caution(row.node);
    });
    return take();
  }

 private:
  using Path = std::function<YAML::Node(YAML::Node&)>;

  /// A step down and a step up; what is not there says nothing.
  void figure(const YAML::Node& here, const std::string& field, const Path& path) {
    if (!here[field]) return;
    const std::string now = here[field].Scalar();
    for (const int by : {-1, +1})
      add(field + " " + now + " -> " + moved(now, by),
          [&](YAML::Node& row) { path(row)[field] = moved(now, by); });
  }
  void figures(const YAML::Node& row, std::initializer_list<const char*> fields) {
    for (const char* field : fields) figure(row, field, [](YAML::Node& changed) { return changed; });
  }

  void ingredient(const YAML::Node& row) {
    begin("ingredient." + id_of(row), row);
    figures(row, {"lowers_fever_hours", "extended_release_hours", "mixed_24h_mg", "per_mg_micrograms"});
    for (std::size_t i = 0; items(row["classes"]) > 1 && i < items(row["classes"]); ++i)
      add("drops class " + row["classes"][i].Scalar(),
          [&](YAML::Node& changed) { changed["classes"].remove(i); });
    for (std::size_t i = 0; i < items(row["limits"]); ++i) {
      const YAML::Node limit = row["limits"][i];
      begin("limit." + id_of(row) + "." + text_or(limit["region"], "any") + "." +
                text_or(limit["route"], "mouth") + "." + text_or(limit["release"], "plain"),
            row);
      for (const char* field : {"gap_minutes", "label_gap_minutes", "dose_max_mg", "label_dose_max_mg",
                                "label_24h_mg", "absolute_24h_mg", "days_max"})
        figure(limit, field, [&](YAML::Node& changed) { return changed["limits"][i]; });
    }
  }

  void washout(const YAML::Node& row) {
    begin("washout." + id_of(row), row);
    figures(row, {"minutes"});
  }

  void product(const YAML::Node& row) {
    begin("product." + id_of(row), row);
    figures(row, {"unit_dose_max", "gap_minutes", "units_24h", "days_max"});
    for (const auto& content : row["contains"]) {
      const std::string name = content.first.Scalar();
      if (row["contains"].size() > 1)
        add("drops " + name, [&](YAML::Node& changed) { changed["contains"].remove(name); });
      // Of what has no limit the amount decides nothing.
      if (limited_.contains(name))
        figure(row["contains"], name, [](YAML::Node& changed) { return changed["contains"]; });
    }
    flip(row, "judged");
    // Units are told of what is judged.
    if (row["form"].Scalar() == "tablet" && text_or(row["judged"], "false") == "true") flip(row, "halves");
  }
  void flip(const YAML::Node& row, const std::string& flag) {
    const bool on = text_or(row[flag], "false") == "true";
    set(flag + (on ? " off" : " on"), flag, on ? "false" : "true");
  }

  void caution(const YAML::Node& row) {
    begin("caution." + id_of(row), row);
    condition(row["when"].Scalar(),
              [](YAML::Node& changed, const std::string& text) { changed["when"] = text; });
    exchange(row["verdict"].Scalar(), {"not_for_you", "ask_first", "warn"}, "verdict", whole());
    exchange(text_or(row["when_unknown"], "ask_first"), {"ask_first", "not_for_you", "passes"},
             "when_unknown", whole());
    if (!row["of"]) return;
    add("of everything", [](YAML::Node& changed) { changed.remove("of"); });
    for (const char* list : {"classes", "ingredients"})
      for (std::size_t i = 0;
           items(row["of"]["classes"]) + items(row["of"]["ingredients"]) > 1 && i < items(row["of"][list]);
           ++i)
        add("not of " + row["of"][list][i].Scalar(),
            [&](YAML::Node& changed) { changed["of"][list].remove(i); });
    exchange(text_or(row["of"]["route"], "any"), {"mouth", "skin", "any"}, "route",
             [](YAML::Node& changed) { return changed["of"]; });
  }
  static Path whole() {
    return [](YAML::Node& changed) { return changed; };
  }
  void exchange(const std::string& now, std::initializer_list<const char*> values, const std::string& field,
                const Path& path) {
    for (const std::string value : values)
      if (value != now)
        add(field + " " + now + " -> " + value, [&](YAML::Node& row) { path(row)[field] = value; });
  }

  std::set<std::string> limited_;  ///< ingredients that limits are counted against
};

}  // namespace

std::vector<Mutant> list_medicine_mutants(const Book& book) { return MedicineListing(book).run(); }

}  // namespace springback::verify
