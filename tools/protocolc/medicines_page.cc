#include "medicines_page.h"

#include <algorithm>

namespace springback::protocolc {
namespace {

constexpr std::string_view kHead = R"(# Medicines: what the ledger goes by

Every row of `protocol/medicines.yaml` as tables: who may not take what, what the labels allow, and which
boxes are known. The page is made by `protocolc protocol --medicines`, and a test holds it against the rows.
[ledger.md](../formats/ledger.md) says what each figure means, and which verdict comes of it.

**No clinician has reviewed this page.** A row marked `†` is unverified: nobody has read its source yet. Such
a row makes the answer stricter and never allows anything. A row marked `‡` is our own decision, where sources
are silent or differ.

)";

constexpr std::string_view kClasses[] = {"nsaid", "salicylate", "acetaminophen", "sedating", "other"};
constexpr std::string_view kRoutes[] = {"mouth", "skin", "any"};
constexpr std::string_view kForms[] = {"tablet", "er_tablet", "liquid_ml", "gel_g", "patch"};
constexpr std::string_view kVerdicts[] = {"N", "A", "w"};
constexpr std::string_view kUnknown[] = {"ask first", "not for you", "passes"};

std::string number(std::int64_t thousandths) {
  std::string text = std::to_string(thousandths / 1000);
  if (thousandths % 1000 == 0) return text;
  text += "." + std::to_string(thousandths % 1000 + 1000).substr(1);
  text.erase(text.find_last_not_of('0') + 1);
  return text;
}

/// A figure of 0 says nothing.
std::string figure(std::int64_t thousandths) { return thousandths == 0 ? "·" : number(thousandths); }
std::string whole(std::int64_t number) { return number == 0 ? "·" : std::to_string(number); }

/// "6 h", "90 min"
std::string span_of(std::int64_t minutes) {
  if (minutes == 0) return "·";
  return minutes % 60 == 0 ? std::to_string(minutes / 60) + " h" : std::to_string(minutes) + " min";
}

class Page {
 public:
  explicit Page(const Image& image) : protocol_(image.protocol), rows_(image.reference.rows) {}

  std::string write() {
    text_ = kHead;
    cautions();
    ingredients();
    limits();
    products();
    unverified();
    return std::move(text_);
  }

 private:
  void heading(const std::string& title, const std::string& told) {
    text_ += "## " + title + "\n\n" + told + "\n\n";
  }
  void line(const std::vector<std::string>& cells) {
    for (const std::string& cell : cells) text_ += "| " + cell + " ";
    text_ += "|\n";
  }
  void head(const std::vector<std::string>& cells) {
    line(cells);
    line(std::vector<std::string>(cells.size(), "---"));
  }
  const RowReference& row(const std::string& name) const {
    return *std::ranges::find(rows_, name, &RowReference::name);
  }
  /// The shown name, with the mark of how well it is known.
  std::string marked(const std::string& name, const std::string& shown) {
    const std::string_view confidence = row(name).confidence;
    if (confidence == "unverified") unverified_.push_back(name);
    return shown + (confidence == "unverified" ? " †" : confidence == "our_decision" ? " ‡" : "");
  }
  std::string region(std::uint16_t place) const {
    return place == kNone ? "any" : std::string(protocol_.regions[place].id);
  }

  void cautions() {
    heading(
        "Who may not take what",
        "`N` not for you, `A` ask a pharmacist or doctor first, `w` a warning beside what the label "
        "allows, `·` the caution is not for that\ningredient. *Way*: the caution is for what is taken so. "
        "*Not known*: what holds while the question is not answered (for a warning too). Weights in "
        "conditions are tenths of a kilogram.");
    std::vector<std::string> columns = {"caution", "when", "way", "not known"};
    for (const Ingredient& ingredient : protocol_.ingredients) columns.emplace_back(ingredient.id);
    head(columns);
    for (const Caution& caution : protocol_.cautions) {
      const std::string name = "caution." + std::string(caution.id);
      std::vector<std::string> cells = {
          marked(name, std::string(caution.id)), "`" + std::string(row(name).when) + "`",
          std::string(kRoutes[static_cast<std::size_t>(caution.route)]),
          std::string(kUnknown[static_cast<std::size_t>(caution.when_unknown)])};
      for (std::size_t i = 0; i < protocol_.ingredients.size(); ++i)
        cells.emplace_back(is_of(caution, i) ? kVerdicts[static_cast<std::size_t>(caution.verdict)] : "·");
      line(cells);
    }
    text_ += "\n";
  }
  bool is_of(const Caution& caution, std::size_t ingredient) const {
    return caution.of_everything || (caution.ingredients >> ingredient & 1U) != 0 ||
           (caution.classes & protocol_.ingredients[ingredient].classes) != 0;
  }

  void ingredients() {
    heading("Ingredients",
            "Between two different ones of class nsaid by mouth " + span_of(protocol_.washout_minutes) +
                " are waited. *Hides a fever*: for how long (extended release behind the stroke).");
    head({"ingredient", "classes", "counts as", "hides a fever", "mixed ceiling, mg in 24 h"});
    for (const Ingredient& ingredient : protocol_.ingredients) {
      std::string classes, as = "·", hides = span_of(ingredient.lowers_fever_hours * 60);
      for (std::size_t i = 0; i < kMedicineClasses; ++i)
        if ((ingredient.classes >> i & 1U) != 0)
          classes += (classes.empty() ? "" : ", ") + std::string(kClasses[i]);
      if (ingredient.counts_as != kNone)
        as = number(ingredient.per_mg_micrograms) + " mg " +
             std::string(protocol_.ingredients[ingredient.counts_as].id);
      if (ingredient.extended_release_hours > 0)
        hides += " / " + span_of(ingredient.extended_release_hours * 60);
      line({marked("ingredient." + std::string(ingredient.id), std::string(ingredient.id)), classes, as,
            hides, figure(ingredient.mixed_24h)});
    }
    text_ += "\n";
  }

  void limits() {
    heading(
        "What the labels allow",
        "Milligrams. *Gap*: what we wait. *Label gap* and *label dose*: the soonest and the most that the "
        "label has, where it has more than we do; a\ndose beyond these is a breach. An ingredient that is "
        "not here has no limit of its own, only those of its products.");
    head({"ingredient", "region", "way", "dose", "label dose", "gap", "label gap", "label in 24 h",
          "never more in 24 h", "days"});
    for (const Ingredient& ingredient : protocol_.ingredients)
      for (const Limit& limit : ingredient.limits) {
        const std::string way = std::string(kRoutes[static_cast<std::size_t>(limit.route)]) +
                                (limit.extended_release ? ", extended" : "");
        const std::string name = "limit." + std::string(ingredient.id) + "." + region(limit.region) + "." +
                                 std::string(kRoutes[static_cast<std::size_t>(limit.route)]) +
                                 (limit.extended_release ? ".extended" : ".plain");
        line({marked(name, std::string(ingredient.id)), region(limit.region), way,
              number(limit.dose) + " to " + number(limit.dose_max), number(limit.label_dose_max),
              span_of(limit.gap_minutes), span_of(limit.label_gap_minutes), number(limit.label_24h),
              number(limit.absolute_24h), std::to_string(limit.days_max)});
      }
    text_ += "\n";
  }

  void products() {
    heading(
        "Products",
        "In one unit (tablet, ml, g, patch) in milligrams; a share without an amount is `·`. *Judged*: "
        "what is in it and how it is taken is confirmed.\nOf the others the answer is always to ask first, "
        "and their doses count.");
    head({"product", "region", "form", "holds", "judged", "halves", "dose, units", "gap", "units in 24 h",
          "days"});
    for (const Product& product : protocol_.products) {
      std::string holds;
      for (const Amount& amount : product.contains)
        holds += (holds.empty() ? "" : ", ") + std::string(protocol_.ingredients[amount.ingredient].id) +
                 " " + figure(amount.micrograms);
      const std::string dose = product.unit_dose == product.unit_dose_max
                                   ? figure(product.unit_dose)
                                   : number(product.unit_dose) + " to " + number(product.unit_dose_max);
      line({marked("product." + std::string(product.id), std::string(product.id)), region(product.region),
            std::string(kForms[static_cast<std::size_t>(product.form)]), holds, product.judged ? "yes" : "no",
            product.halves ? "yes" : "no", dose, span_of(product.gap_minutes), figure(product.units_24h),
            whole(product.days_max)});
    }
    text_ += "\n";
  }

  void unverified() {
    heading("Rows that nobody has verified",
            std::to_string(unverified_.size()) +
                " rows rest on memory. Each has to be read in its source, or "
                "stay as strict as it is.");
    for (const std::string& name : unverified_) text_ += "- `" + name + "`\n";
  }

  const Protocol& protocol_;
  std::span<const RowReference> rows_;
  std::vector<std::string> unverified_;
  std::string text_;
};

}  // namespace

std::string medicines_page(const Image& image) { return Page(image).write(); }

}  // namespace springback::protocolc
