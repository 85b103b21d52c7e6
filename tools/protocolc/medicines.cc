// medicines.yaml: ingredients with the limits of the labels, products, cautions.
#include <algorithm>

#include "compiler.h"

namespace springback::protocolc {
namespace {

constexpr const char* kFile = "medicines.yaml";
const std::vector<std::string_view> kClasses = {"nsaid", "salicylate", "acetaminophen", "sedating", "other"};
const std::vector<std::string_view> kRoutes = {"mouth", "skin", "any"};
const std::vector<std::string_view> kReleases = {"plain", "extended"};
const std::vector<std::string_view> kForms = {"tablet", "er_tablet", "liquid_ml", "gel_g", "patch"};
const std::vector<std::string_view> kVerdicts = {"not_for_you", "ask_first", "warn"};
const std::vector<std::string_view> kWhenUnknown = {"ask_first", "not_for_you", "passes"};
const std::vector<std::string_view> kGrades = {"high", "moderate", "low", "very low"};
constexpr int kDay = 1440;

std::int32_t in_range(Fields& fields, const std::string& key, int low, int high) {
  const int value = fields.number_or(key, 0);
  if (value < low || value > high) fields.problem(key + " is out of range");
  return value;
}

bool is_lower(const std::string& name) {
  return std::ranges::none_of(name, [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool applies(const Limit& limit, const Product& product) {
  return limit.route == route_of(product.form) && limit.extended_release == product.extended_release &&
         (product.region == kNone || limit.region == kNone || limit.region == product.region);
}

/// The row of a limit: limit.ibuprofen.us.mouth.plain
std::string name_of(const Limit& limit, std::string_view ingredient, std::span<const Region> regions) {
  const std::string_view region = limit.region == kNone ? "any" : regions[limit.region].id;
  return "limit." + std::string(ingredient) + "." + std::string(region) + "." +
         std::string(kRoutes[static_cast<std::size_t>(limit.route)]) + "." +
         std::string(kReleases[limit.extended_release ? 1 : 0]);
}

}  // namespace

/// A protocol that is read for its tables only may leave the later lists out.
std::vector<YAML::Node> Compiler::medicine_rows(const std::string& key) {
  Problems absent;
  const bool optional = strictness_ == Strictness::tables;
  return read_list(files_, kFile, key, optional ? absent : problems_);
}

void Compiler::read_medicines() {
  std::vector<Ingredient> ingredients;
  for (const YAML::Node& node : read_list(files_, kFile, "ingredients", problems_)) {
    ingredients.push_back(read_ingredient(node, ingredients));
    ingredient_ids_.emplace(ingredients.back().id, static_cast<std::uint16_t>(ingredients.size() - 1));
    if (ingredients.size() > kMaxIngredients)
      return problems_.add(kFile, node, "more than " + std::to_string(kMaxIngredients) + " ingredients");
  }
  image_->protocol.ingredients = image_->arena.keep(std::move(ingredients));
  for (const YAML::Node& node : medicine_rows("washouts")) {
    Fields fields(kFile, node, problems_);
    const std::string id = fields.text("id");
    if (id != "nsaid") fields.problem("a washout is known for 'nsaid' only");
    image_->protocol.washout_minutes = in_range(fields, "minutes", 1, 7 * kDay);
    cite(fields, "washout." + id, "", 0);
  }
  std::vector<Product> products;
  for (const YAML::Node& node : read_list(files_, kFile, "products", problems_))
    products.push_back(read_product(node));
  image_->protocol.products = image_->arena.keep(std::move(products));
  std::vector<Caution> cautions;
  for (const YAML::Node& node : medicine_rows("cautions")) cautions.push_back(read_caution(node));
  if (cautions.size() > kMaxCautions) problems_.add("protocol/medicines.yaml: too many cautions");
  image_->protocol.cautions = image_->arena.keep(std::move(cautions));
  std::vector<MedicineChoice> choices;
  for (const YAML::Node& node : medicine_rows("choices")) choices.push_back(read_choice(node));
  image_->protocol.choices = image_->arena.keep(std::move(choices));
  std::vector<Regular> regulars;
  for (const YAML::Node& node : medicine_rows("regulars")) regulars.push_back(read_regular(node));
  image_->protocol.regulars = image_->arena.keep(std::move(regulars));
}

ClassBits Compiler::read_classes(Fields& fields) {
  ClassBits classes = 0;
  for (const std::string& name : fields.texts("classes")) {
    const auto found = std::ranges::find(kClasses, name);
    if (found == kClasses.end()) fields.problem("classes: '" + name + "' is not known");
    else classes |= class_bit(static_cast<MedicineClass>(found - kClasses.begin()));
  }
  return classes;
}

/// `otherwise` is what stands for no region of its own: "any", or nothing.
std::uint16_t Compiler::read_region(Fields& fields, const std::string& otherwise) {
  const std::string id = fields.text_or("region", otherwise);
  if (id == otherwise) return kNone;
  const auto& regions = image_->protocol.regions;
  const auto found = std::ranges::find(regions, id, &Region::id);
  if (found != regions.end()) return static_cast<std::uint16_t>(found - regions.begin());
  fields.problem("region '" + id + "' is not in regions.yaml");
  return kNone;
}

Ingredient Compiler::read_ingredient(const YAML::Node& node, std::span<const Ingredient> above) {
  Fields fields(kFile, node, problems_);
  const std::string id = fields.text("id");
  Ingredient ingredient{.id = keep(id)};
  constexpr int kFeverHoursMax = 48;
  ingredient.lowers_fever_hours = static_cast<std::int16_t>(
      in_range(fields, "lowers_fever_hours", 0, kFeverHoursMax));
  ingredient.extended_release_hours = static_cast<std::int16_t>(
      in_range(fields, "extended_release_hours", 0, kFeverHoursMax));
  ingredient.classes = read_classes(fields);
  if (ingredient.classes == 0 && strictness_ != Strictness::tables) fields.problem(id + " is of no class");
  const ClassBits nsaid = class_bit(MedicineClass::nsaid), salicylate = class_bit(MedicineClass::salicylate);
  if ((ingredient.classes & salicylate) != 0 && (ingredient.classes & nsaid) == 0)
    fields.problem("a salicylate is of the class nsaid too");
  read_counts_as(fields, ingredient, above);
  ingredient.mixed_24h = fields.thousandths("mixed_24h_mg");
  std::vector<Limit> limits;
  for (const YAML::Node& limit : fields.items("limits")) limits.push_back(read_limit(limit, id));
  if (ingredient.counts_as != kNone && !limits.empty())
    fields.problem(id + " is counted as another: its limits stand there");
  ingredient.limits = image_->arena.keep(std::move(limits));
  ingredient.rxnorm = keep(fields.text_or("rxnorm", ""));
  ingredient.atc = keep(fields.text_or("atc", ""));
  ingredient.name = word("medicines." + id + ".name", fields);
  cite(fields, "ingredient." + id, "", ingredient.name);
  return ingredient;
}

void Compiler::read_counts_as(Fields& fields, Ingredient& ingredient, std::span<const Ingredient> above) {
  const std::string id = fields.text_or("counts_as", "");
  ingredient.per_mg_micrograms = in_range(fields, "per_mg_micrograms", 0, 10'000);
  if (id.empty() != (ingredient.per_mg_micrograms == 0))
    fields.problem("counts_as and per_mg_micrograms stand together");
  if (id.empty()) return;
  const auto found = std::ranges::find(above, id, &Ingredient::id);
  if (found == above.end()) return fields.problem("counts_as: no ingredient '" + id + "' above");
  if (found->counts_as != kNone) fields.problem("counts_as: '" + id + "' is itself counted as another");
  ingredient.counts_as = static_cast<std::uint16_t>(found - above.begin());
}

Limit Compiler::read_limit(const YAML::Node& node, const std::string& ingredient) {
  Fields fields(kFile, node, problems_);
  Limit limit{.region = read_region(fields, "any")};
  limit.route = fields.one_of("route", kRoutes, Route::mouth);
  if (limit.route == Route::any) fields.problem("route: mouth or skin");
  const std::string release = fields.text_or("release", "plain");
  if (std::ranges::find(kReleases, release) == kReleases.end()) fields.problem("release: plain or extended");
  limit.extended_release = release == "extended";
  limit.dose = fields.thousandths("dose_mg");
  limit.dose_max = fields.thousandths("dose_max_mg");
  limit.label_dose_max = fields.thousandths("label_dose_max_mg");
  if (limit.label_dose_max == 0) limit.label_dose_max = limit.dose_max;
  limit.gap_minutes = in_range(fields, "gap_minutes", 1, kDay);
  limit.label_gap_minutes = in_range(fields, "label_gap_minutes", 0, limit.gap_minutes);
  if (limit.label_gap_minutes == 0) limit.label_gap_minutes = limit.gap_minutes;
  limit.label_24h = fields.thousandths("label_24h_mg");
  limit.absolute_24h = fields.thousandths("absolute_24h_mg");
  limit.days_max = static_cast<std::int16_t>(in_range(fields, "days_max", 1, 31));
  if (limit.dose == 0) fields.problem("'dose_mg' is missing");
  if (limit.dose > limit.dose_max) fields.problem("dose_mg is more than dose_max_mg");
  if (limit.label_dose_max < limit.dose_max) fields.problem("label_dose_max_mg is under dose_max_mg");
  if (limit.label_dose_max > limit.label_24h)
    fields.problem("a dose over the ceiling: dose_max_mg, label_24h_mg");
  if (limit.label_24h > limit.absolute_24h) fields.problem("absolute_24h_mg is under label_24h_mg");
  const std::string name = name_of(limit, ingredient, image_->protocol.regions);
  if (std::ranges::find(reference_, name, &ReferenceDraft::name) != reference_.end())
    fields.problem(name + " stands twice");
  limit.sources = cite(fields, name, "", 0);
  limit.confirmed = reference_.back().confidence != "unverified";
  return limit;
}

Product Compiler::read_product(const YAML::Node& node) {
  Fields fields(kFile, node, problems_);
  const std::string id = fields.text("id");
  Product product{.id = keep(id), .region = read_region(fields, "")};
  fields.text("form");
  product.form = fields.one_of("form", kForms, Form::tablet);
  product.extended_release = product.form == Form::er_tablet;
  product.contains = image_->arena.keep(read_contents(fields));
  product.names = read_names(fields, id);
  product.halves = fields.flag("halves");
  product.judged = fields.flag("judged");
  product.unit_dose = static_cast<std::int32_t>(fields.thousandths("unit_dose"));
  product.unit_dose_max = static_cast<std::int32_t>(fields.thousandths("unit_dose_max"));
  product.gap_minutes = in_range(fields, "gap_minutes", 0, kDay);
  product.units_24h = static_cast<std::int32_t>(fields.thousandths("units_24h"));
  product.days_max = static_cast<std::int16_t>(in_range(fields, "days_max", 0, 31));
  product.name = word("products." + id + ".name", fields);
  product.sources = cite(fields, "product." + id, "", product.name);
  ReferenceDraft& draft = reference_.back();
  draft.needs_cases = strictness_ == Strictness::complete;
  draft.no_case_fires = "no case in which % is asked about or was taken, and something stricter comes out";
  draft.no_case_spares = product.judged ? "no case in which % is asked about, and the label allows it"
                                        : "no case in which % is asked about, because: [product_unconfirmed]";
  if (product.judged && draft.confidence == "unverified") fields.problem(id + " is judged, and unverified");
  check_product(fields, product);
  return product;
}

std::vector<Amount> Compiler::read_contents(Fields& fields) {
  std::vector<Amount> contains;
  const YAML::Node amounts = fields.child("contains");
  if (!amounts || !amounts.IsMap()) {
    fields.problem("'contains' is a map of ingredient to mg");
    return contains;
  }
  for (const auto& pair : amounts) {
    const auto name = pair.first.as<std::string>("");
    const auto found = ingredient_ids_.find(name);
    const auto amount = thousandths_of(pair.second.as<std::string>(""));
    if (found == ingredient_ids_.end())
      fields.problem("contains: an ingredient is not known: '" + name + "'");
    else if (!amount) fields.problem("contains: '" + name + "' is not an amount in mg");
    else if (std::ranges::find(contains, found->second, &Amount::ingredient) != contains.end())
      fields.problem("contains: '" + name + "' stands twice");
    else contains.push_back({found->second, *amount});
  }
  if (contains.empty()) fields.problem("contains nothing");
  return contains;
}

void Compiler::check_product(Fields& fields, const Product& product) {
  if (product.halves && product.form != Form::tablet) fields.problem("halves: of plain tablets only");
  if (product.unit_dose > product.unit_dose_max) fields.problem("unit_dose is more than unit_dose_max");
  if (product.units_24h > 0 && product.unit_dose_max > product.units_24h)
    fields.problem("a dose over the ceiling: unit_dose_max, units_24h");
  if (product.judged && product.unit_dose == 0) fields.problem("judged, and without unit_dose");
  for (const Amount& amount : product.contains) check_against_limits(fields, product, amount);
}

/// No dose that the product tells of may be more than the limits of what is in it. What is judged has limits
/// that are more than a memory.
void Compiler::check_against_limits(Fields& fields, const Product& product, const Amount& amount) {
  const auto& ingredients = image_->protocol.ingredients;
  const Ingredient* ingredient = &ingredients[amount.ingredient];
  std::int64_t micrograms = amount.micrograms;
  if (ingredient->counts_as != kNone) {
    micrograms = micrograms * ingredient->per_mg_micrograms / 1'000;
    ingredient = &ingredients[ingredient->counts_as];
  }
  const std::string id(ingredient->id);
  bool limited = product.gap_minutes > 0 && product.units_24h > 0;
  if (micrograms == 0 && !limited)
    fields.problem("an amount of 0 needs gap_minutes and units_24h of the product's own");
  for (const Limit& limit : ingredient->limits) {
    if (!applies(limit, product)) continue;
    limited = true;
    if (micrograms * product.unit_dose_max > limit.dose_max * 1'000)
      fields.problem("a dose over the ceiling: unit_dose_max has more " + id + " than dose_max_mg");
    if (micrograms * product.units_24h > limit.absolute_24h * 1'000)
      fields.problem("units_24h has more " + id + " than absolute_24h_mg");
    if (product.judged && !limit.confirmed) fields.problem("judged, but a limit of " + id + " is unverified");
  }
  if (product.judged && !limited) fields.problem("judged, but the region has no limit of " + id);
}

Caution Compiler::read_caution(const YAML::Node& node) {
  Fields fields(kFile, node, problems_);
  const std::string id = fields.text("id");
  Caution caution{.id = keep(id)};
  fields.text("verdict");
  caution.verdict = fields.one_of("verdict", kVerdicts, CautionVerdict::ask_first);
  caution.when_unknown = fields.one_of("when_unknown", kWhenUnknown, WhenUnknown::ask_first);
  read_what_it_is_of(fields, caution);
  fields.text("when");
  caution.row = caution_rows_.add(condition(fields, "when", "never"));
  caution.because = word("cautions." + id + ".because", fields);
  caution.sources = cite(fields, "caution." + id, fields.text_or("when", ""), caution.because);
  reference_.back().needs_cases = strictness_ == Strictness::complete;
  return caution;
}

void Compiler::read_what_it_is_of(Fields& fields, Caution& caution) {
  const YAML::Node node = fields.child("of");
  caution.of_everything = !node;
  if (!node) return;
  if (!node.IsMap()) return fields.problem("'of' says which classes or ingredients");
  Fields of(kFile, node, problems_);
  caution.classes = read_classes(of);
  for (const std::string& name : of.texts("ingredients"))
    if (const std::uint16_t found = read_ingredient_id(of, name); found != kNone)
      caution.ingredients |= std::uint64_t{1} << found;
  caution.route = of.one_of("route", kRoutes, Route::any);
  if (caution.classes == 0 && caution.ingredients == 0) of.problem("'of' says which classes or ingredients");
}

std::uint16_t Compiler::read_ingredient_id(Fields& fields, const std::string& id) {
  const auto found = ingredient_ids_.find(id);
  if (found != ingredient_ids_.end()) return found->second;
  fields.problem("no ingredient '" + id + "' is known");
  return kNone;
}

std::span<const std::string_view> Compiler::read_names(Fields& fields, const std::string& id) {
  std::vector<std::string_view> names;
  for (const std::string& name : fields.texts("names")) {
    if (!is_lower(name)) fields.problem("names: '" + name + "' is not in lower case");
    names.push_back(keep(name));
  }
  if (names.empty() && strictness_ != Strictness::tables) fields.problem(id + " has no names");
  return image_->arena.keep(std::move(names));
}

MedicineChoice Compiler::read_choice(const YAML::Node& node) {
  Fields fields(kFile, node, problems_);
  const std::string id = fields.text("ingredient");
  MedicineChoice choice{.ingredient = read_ingredient_id(fields, id)};
  choice.grade = keep(fields.text("grade"));
  if (std::ranges::find(kGrades, choice.grade) == kGrades.end())
    fields.problem("grade: high, moderate, low or very low");
  choice.why = word("choices." + id + ".why", fields);
  choice.sources = cite(fields, "choice." + id, "", choice.why);
  return choice;
}

Regular Compiler::read_regular(const YAML::Node& node) {
  Fields fields(kFile, node, problems_);
  const std::string id = fields.text("id");
  Regular regular{.id = keep(id), .names = read_names(fields, id)};
  std::vector<FindingId> findings;
  for (const std::string& name : fields.texts("sets")) findings.push_back(finding(name, fields));
  if (findings.empty()) fields.problem(id + " sets nothing");
  regular.findings = image_->arena.keep(std::move(findings));
  regular.name = word("regulars." + id + ".name", fields);
  cite(fields, "regular." + id, "", regular.name);
  return regular;
}

}  // namespace springback::protocolc
