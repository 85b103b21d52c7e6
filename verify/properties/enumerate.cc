// The product and the reference, run on every combination of answers that a row reads: what the solver showed
// of the tables, this shows of the code that evaluates them. Rows that read too many findings are left to the
// solver and to random stories.
#include <algorithm>
#include <bit>

#include "core/triage.h"
#include "properties/classes.h"
#include "properties/combinations.h"
#include "properties/properties.h"
#include "properties/row_pairs.h"
#include "stopwatch.h"

namespace springback::verify {
namespace {

constexpr double kMostCombinations = 1'500'000;  // of one row

/// Keeps the classes of the product in step with what is known.
class InStep {
 public:
  InStep(const Protocol& product, const Bridge& bridge, const reference::Knowledge& known)
      : classes(bridge.classes_of(known)), product_(product), known_(known) {
    for (std::size_t i = 0; i < product.inputs.size(); ++i)
      inputs_[static_cast<std::size_t>(bridge.finding_of(product.inputs[i]))].push_back(i);
  }
  void changed(int finding) {
    for (const std::size_t i : inputs_[static_cast<std::size_t>(finding)])
      classes[i] = class_of(product_.inputs[i], known_[static_cast<std::size_t>(finding)]);
  }

  Classes classes;

 private:
  const Protocol& product_;
  const reference::Knowledge& known_;
  std::array<std::vector<std::size_t>, kMaxFindings> inputs_;
};

struct Counted {
  std::uint64_t rows = 0, combinations = 0, left = 0;
};

/// One row over all its combinations; the first that differs becomes a case.
void enumerate(const Subject& subject, const Protocol& product, const Bridge& bridge, const RowPair& pair,
               Shown& shown, Counted& counted) {
  const Space space(subject.protocol, {&pair.condition});
  const Combinations combinations(space, findings_of(pair.condition));
  if (combinations.count() > kMostCombinations) {
    ++counted.left;
    return;
  }
  reference::Knowledge known(subject.protocol.findings.size());
  InStep product_side(product, bridge, known);
  Evaluation evaluation;
  bool told = false;
  const auto visit = [&] {
    ++counted.combinations;
    evaluate(*pair.table, product_side.classes, evaluation);
    const bool fires_too = fires(*pair.table, evaluation, pair.row) ==
                           (reference::truth(pair.condition, known) == reference::Truth::yes);
    const bool open_too = is_open(*pair.table, evaluation, pair.row) ==
                          reference::is_open(pair.condition, known);
    if ((fires_too && open_too) || told) return;
    told = true;
    shown.holds = false;
    shown.counterexamples.push_back(case_text(
        subject, known, "row-differs", "Product and reference differ on " + pair.name + ".", "undecided"));
  };
  combinations.each(known, [&](int finding) { product_side.changed(finding); }, visit);
  ++counted.rows;
}

/// How rows add up: at each of the four urgencies a row may fire, a row may be open, both or neither.
std::uint64_t enumerate_adding_up(const Protocol& product, Shown& shown) {
  constexpr unsigned kPatterns = 1U << 8U;
  for (unsigned pattern = 0; pattern < kPatterns; ++pattern) {
    const unsigned some_fire = pattern & 15U, some_open = pattern >> 4U;  // a bit for each urgency
    Triage result{.rows = {}};
    std::array<unsigned, 5> seen{};
    for (std::size_t i = 0; i < product.rules.size(); ++i) {
      if (product.rules[i].recheck) continue;
      const auto urgency = static_cast<unsigned>(product.rules[i].urgency);
      const unsigned place = head(product.triage.rows[i]);
      const bool odd = seen[urgency]++ % 2 != 0;
      const unsigned those = odd ? some_open : some_fire;
      Mask& mask = odd ? result.rows.open : result.rows.fired;
      if ((those >> (urgency - 1) & 1U) != 0) mask[place / 64] |= std::uint64_t{1} << (place % 64);
    }
    add_up(product, result);
    const int highest_fired = std::bit_width(some_fire), highest_open = std::bit_width(some_open);
    const bool undecided = highest_fired != 4 && highest_open > highest_fired;
    const auto at_least = static_cast<springback::Urgency>(highest_fired);
    const auto expected = undecided ? springback::Urgency::undecided : at_least;
    if (result.urgency == expected && result.at_least == at_least) continue;
    shown.holds = false;
    shown.counterexamples.push_back("rows in pattern " + std::to_string(pattern) + " add up wrongly");
  }
  return kPatterns;
}

}  // namespace

Results enumerate_tables(const Subject& subject, const Protocol& product) {
  const Stopwatch watch;
  Shown shown{.name = "enumeration",
              .what =
                  "The product and the reference agree on every combination of what a row reads, each number "
                  "at both ends "
                  "of each slice; and on every pattern of rows, what they add up to."};
  shown.holds = true;
  Counted counted;
  const Bridge bridge(subject.protocol, product);
  for (const RowPair& pair : row_pairs(subject.protocol, product))
    enumerate(subject, product, bridge, pair, shown, counted);
  shown.figures["rows"] = with_commas(counted.rows);
  shown.figures["rows left to the solver"] = with_commas(counted.left);
  shown.figures["combinations"] = with_commas(counted.combinations);
  shown.figures["patterns of rows"] = with_commas(enumerate_adding_up(product, shown));
  shown.seconds = watch.seconds();
  return {shown};
}

}  // namespace springback::verify
