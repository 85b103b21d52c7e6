#include "reference/medicines.h"

#include <yaml-cpp/yaml.h>

#include <cmath>
#include <stdexcept>

#include "reference/protocol.h"

namespace springback::reference {
namespace {

[[noreturn]] void stop(const std::string& why) { throw std::runtime_error("medicines.yaml: " + why); }

std::string text_of(const YAML::Node& row, const char* key, const char* otherwise = nullptr) {
  if (!row[key] && otherwise == nullptr) stop("a row without `" + std::string(key) + "`");
  return row[key] ? row[key].as<std::string>() : otherwise;
}

int int_of(const YAML::Node& row, const char* key) { return row[key] ? row[key].as<int>() : 0; }
bool bool_of(const YAML::Node& row, const char* key) { return row[key] && row[key].as<bool>(); }

std::int64_t thousandths(const YAML::Node& number) { return thousandths_up(number.as<double>()); }
std::int64_t thousandths_of(const YAML::Node& row, const char* key) {
  return row[key] ? thousandths(row[key]) : 0;
}

std::vector<std::string> texts_of(const YAML::Node& row, const char* key) {
  return row[key] ? row[key].as<std::vector<std::string>>() : std::vector<std::string>{};
}

/// True for `yes`, false for `no`, and nothing else.
bool either(const std::string& word, const char* no, const char* yes) {
  if (word != no && word != yes) stop("not known: " + word);
  return word == yes;
}

int ingredient_named(const Protocol& protocol, const std::string& id) {
  for (std::size_t place = 0; place < protocol.ingredients.size(); ++place)
    if (protocol.ingredients[place].id == id) return static_cast<int>(place);
  stop("there is no ingredient " + id);
}

Limit read_limit(const YAML::Node& row, const std::string& ingredient) {
  Limit limit;
  const std::string route = text_of(row, "route"), release = text_of(row, "release");
  limit.region = text_of(row, "region");
  limit.row = "limit." + ingredient + "." + limit.region + "." + route + "." + release;
  limit.on_skin = either(route, "mouth", "skin");
  limit.extended_release = either(release, "plain", "extended");
  limit.dose = thousandths_of(row, "dose_mg");
  limit.dose_max = thousandths_of(row, "dose_max_mg");
  limit.label_24h = thousandths_of(row, "label_24h_mg");
  limit.absolute_24h = thousandths_of(row, "absolute_24h_mg");
  limit.gap_minutes = int_of(row, "gap_minutes");
  limit.label_gap_minutes = row["label_gap_minutes"] ? int_of(row, "label_gap_minutes") : limit.gap_minutes;
  limit.label_dose_max = row["label_dose_max_mg"] ? thousandths_of(row, "label_dose_max_mg") : limit.dose_max;
  limit.confirmed = text_of(row, "confidence", "") != "unverified";
  limit.days_max = int_of(row, "days_max");
  return limit;
}

void read_ingredients(const YAML::Node& rows, Protocol& protocol) {
  for (const YAML::Node& row : rows) {
    Ingredient ingredient;
    ingredient.id = text_of(row, "id");
    ingredient.lowers_fever_hours = int_of(row, "lowers_fever_hours");
    ingredient.extended_release_hours = int_of(row, "extended_release_hours");
    ingredient.classes = texts_of(row, "classes");
    ingredient.mixed_24h = thousandths_of(row, "mixed_24h_mg");
    if (row["per_mg_micrograms"]) ingredient.per_mg_micrograms = int_of(row, "per_mg_micrograms");
    for (const YAML::Node& limit : row["limits"])
      ingredient.limits.push_back(read_limit(limit, ingredient.id));
    protocol.ingredients.push_back(std::move(ingredient));
  }
  std::size_t place = 0;
  for (const YAML::Node& row : rows) {
    Ingredient& ingredient = protocol.ingredients[place++];
    if (row["counts_as"]) ingredient.counts_as = ingredient_named(protocol, text_of(row, "counts_as"));
  }
}

Product read_product(const YAML::Node& row, const Protocol& protocol) {
  Product product;
  product.id = text_of(row, "id");
  product.extended_release = text_of(row, "form") == "er_tablet";
  product.on_skin = is_on_skin(text_of(row, "form"));
  for (const auto& part : row["contains"])
    product.micrograms.emplace_back(ingredient_named(protocol, part.first.as<std::string>()),
                                    thousandths(part.second));
  product.region = text_of(row, "region", "");
  product.halves = bool_of(row, "halves");
  product.judged = bool_of(row, "judged");
  product.unit_dose = thousandths_of(row, "unit_dose");
  product.unit_dose_max = thousandths_of(row, "unit_dose_max");
  product.units_24h = thousandths_of(row, "units_24h");
  product.gap_minutes = int_of(row, "gap_minutes");
  product.days_max = int_of(row, "days_max");
  product.names = texts_of(row, "names");
  return product;
}

Ruling ruling_of(const std::string& word) {
  if (word == "not_for_you") return Ruling::not_for_you;
  if (word == "ask_first") return Ruling::ask_first;
  if (word == "warn") return Ruling::label_allows;
  stop("not known: " + word);
}

Caution read_caution(const YAML::Node& row, const Protocol& protocol) {
  Caution caution;
  caution.id = text_of(row, "id");
  caution.ruling = ruling_of(text_of(row, "verdict"));
  caution.when_unknown = text_of(row, "when_unknown", "ask_first");
  caution.of_everything = !row["of"];
  if (const YAML::Node of = row["of"]) {
    caution.classes = texts_of(of, "classes");
    for (const std::string& id : texts_of(of, "ingredients"))
      caution.ingredients.insert(ingredient_named(protocol, id));
    caution.route = text_of(of, "route", "any");
    if (caution.route == "any") caution.route.clear();
    if (!caution.route.empty()) either(caution.route, "mouth", "skin");
  }
  caution.when = read_condition(protocol, text_of(row, "when"));
  return caution;
}

}  // namespace

std::int64_t thousandths_up(double number) {
  const double thousandths = number * 1000, nearest = std::round(thousandths);
  // Few decimals are exact in binary: 0.57 * 1000 is 569.9999999999999, 0.07 * 1000 is 70.00000000000001.
  const bool is_whole = std::abs(thousandths - nearest) < 1e-6;
  return std::llround(is_whole ? nearest : std::ceil(thousandths));
}

std::int64_t times_up(std::int64_t amount, std::int64_t thousandths) {
  const std::int64_t all = amount * thousandths;
  return all / 1000 + (all % 1000 > 0 ? 1 : 0);
}

bool is_on_skin(std::string_view form) { return form == "gel_g" || form == "patch"; }

void read_medicines(const std::string& yaml, Protocol& protocol) {
  try {
    const YAML::Node medicines = YAML::Load(yaml);
    read_ingredients(medicines["ingredients"], protocol);
    for (const YAML::Node& row : medicines["washouts"])
      protocol.washouts.push_back({text_of(row, "id"), int_of(row, "minutes")});
    for (const YAML::Node& row : medicines["products"])
      protocol.products.push_back(read_product(row, protocol));
    for (const YAML::Node& row : medicines["cautions"])
      protocol.cautions.push_back(read_caution(row, protocol));
    for (const YAML::Node& row : medicines["choices"])
      protocol.choices.push_back(ingredient_named(protocol, text_of(row, "ingredient")));
  } catch (const YAML::Exception& error) {
    stop(error.what());
  }
}

}  // namespace springback::reference
