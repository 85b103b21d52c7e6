// The compiled tables as formulas, against the YAML as formulas. This checks every mask that tools/protocolc
// wrote, for every combination of answers; that src/protocol evaluates masks as its comment says is shown by
// running it (enumerate.cc).
#include <algorithm>

#include "properties/classes.h"
#include "properties/properties.h"
#include "properties/prover.h"
#include "properties/row_pairs.h"
#include "stopwatch.h"

namespace springback::verify {
namespace {

using reference::Type;

/// Which classes an input can have in a world, each as a formula.
class InputClasses {
 public:
  InputClasses(const World& world, const Protocol& product)
      : world_(world), product_(product), bridge_(world.protocol(), product) {
    for (const Input& input : product.inputs) made_.push_back(classes_of(input));
  }
  const std::vector<z3::expr>& of(unsigned input) const { return made_[input]; }

 private:
  std::vector<z3::expr> classes_of(const Input& input) const {
    const int f = bridge_.finding_of(input);
    const Unknowns& u = world_.of(f);
    std::vector<z3::expr> classes(input.classes, world_.context().bool_val(false));
    const auto add = [&](unsigned index, const z3::expr& when) {
      classes.at(index) = classes.at(index) || when;
    };
    add(kOpen, world_.unanswered(f));
    add(kUnsure, u.unsure);
    add(input.not_applicable, world_.not_applicable(f));
    if (input.kind == InputKind::any_of) {
      z3::expr any = world_.context().bool_val(false);
      for (std::size_t i = 0; i < u.values.size(); ++i)
        if ((input.any_of >> i & 1U) != 0) any = any || u.values[i];
      add(kYes, u.told && any);
      add(kNo, u.told && !any && !u.partial);
      add(kOpen, u.told && !any && u.partial);
    } else if (input.kind == InputKind::yes_no) {
      add(kYes, u.told && u.values.front());
      add(kNo, u.told && !u.values.front());
    } else {
      for (std::size_t i = 0; i < u.values.size(); ++i) add(value_class(input, f, i), u.told && u.values[i]);
    }
    return classes;
  }

  unsigned value_class(const Input& input, int finding, std::size_t value) const {
    if (input.kind == InputKind::choice) return kFirstValue + static_cast<unsigned>(value);
    const Slice slice = world_.space().slices(finding)[value];
    const auto passed = [&](int number) {
      return std::ranges::count_if(input.cuts, [&](std::int32_t cut) { return cut <= number; });
    };
    if (passed(slice.low) != passed(slice.high))
      throw std::runtime_error("a slice of " + std::string(product_.findings[input.finding].id) +
                               " is cut by the tables");
    return kFirstValue + static_cast<unsigned>(passed(slice.low));
  }

  const World& world_;
  const Protocol& product_;
  const Bridge bridge_;
  std::vector<std::vector<z3::expr>> made_;
};

/// One table, read as the comments of src/protocol/conditions.h say.
class TableFormulas {
 public:
  TableFormulas(z3::context& context, const Conditions& table, const InputClasses& inputs)
      : context_(context), table_(table), inputs_(inputs) {}

  z3::expr fires(unsigned row) {
    return any_term(table_.rows[row].first_term, table_.rows[row].terms, false);
  }
  z3::expr open(unsigned row) {
    return any_term(table_.rows[row].first_term, table_.rows[row].terms, true) && !fires(row);
  }

 private:
  z3::expr any_term(unsigned first, unsigned count, bool possible) {
    z3::expr_vector terms(context_);
    for (unsigned term = first; term < first + count; ++term) terms.push_back(holds(term, possible));
    return z3::mk_or(terms);
  }

  std::uint64_t mask(std::size_t row, unsigned term, bool possible) const {
    const TermMasks& masks = table_.masks[table_.words * row + term / 64];
    return (possible ? masks.dead : masks.blocked) >> (term % 64) & 1U;
  }

  /// A term is live while no class of any cell blocks it and every shared condition that it needs is.
  z3::expr holds(unsigned term, bool possible) {
    const std::pair key(term, possible);
    if (const auto built = built_.find(key); built != built_.end()) return built->second;
    z3::expr_vector needs(context_);
    needs.push_back(context_.bool_val(true));
    for (const Cell& cell : table_.cells) needs.push_back(!against(cell, term, possible));
    for (const Shared& shared : table_.shared)
      if ((table_.masks[table_.words * shared.users + term / 64].blocked >> (term % 64) & 1U) == 0)
        needs.push_back(any_term(shared.first_term, shared.terms, possible));
    const z3::expr made = z3::mk_and(needs).simplify();
    built_.emplace(key, made);
    return made;
  }

  z3::expr against(const Cell& cell, unsigned term, bool possible) const {
    const auto& first = inputs_.of(cell.first);
    z3::expr_vector ways(context_);
    ways.push_back(context_.bool_val(false));
    const std::size_t seconds = cell.stride == 0 ? 1 : inputs_.of(cell.second).size();
    for (std::size_t b = 0; b < seconds; ++b)
      for (std::size_t a = 0; a < first.size(); ++a) {
        if (mask(cell.at + a + cell.stride * b, term, possible) == 0) continue;
        ways.push_back(cell.stride == 0 ? first[a] : first[a] && inputs_.of(cell.second)[b]);
      }
    return z3::mk_or(ways);
  }

  z3::context& context_;
  const Conditions& table_;
  const InputClasses& inputs_;
  std::map<std::pair<unsigned, bool>, z3::expr> built_;
};

/// The carry that gathers a row finds it by its head and tail places.
bool places_are_right(const Conditions& table) {
  std::vector<std::uint64_t> heads(table.words), tails(table.words);
  for (const Row& row : table.rows)
    for (unsigned term = row.first_term; term < unsigned{row.first_term} + row.terms; ++term) {
      if (term / 64 != row.first_term / 64U) return false;
      (term == head(row) ? heads : tails)[term / 64] |= std::uint64_t{1} << (term % 64);
    }
  return std::ranges::equal(heads, table.heads) && std::ranges::equal(tails, table.tails);
}

}  // namespace

Results prove_tables(const Subject& subject, const Protocol& product) {
  const Stopwatch watch;
  Prover prover(subject);
  const InputClasses inputs(prover.world(), product);
  Shown shown{.name = "tables",
              .what = "Each compiled row says exactly what its condition in the YAML says."};
  shown.holds = true;
  double combinations = 0;
  std::map<const Conditions*, TableFormulas> formulas;
  const auto pairs = row_pairs(subject.protocol, product);
  for (const RowPair& pair : pairs) {
    TableFormulas& table = formulas.try_emplace(pair.table, prover.context(), *pair.table, inputs)
                               .first->second;
    const z3::expr differs = table.fires(pair.row) != prover.world().yes(pair.condition) ||
                             table.open(pair.row) != prover.world().open(pair.condition);
    if (const auto person = prover.someone(differs)) {
      shown.holds = false;
      shown.counterexamples.push_back(case_text(subject, *person, "table-differs",
                                                "The table of " + pair.name + " differs.", "undecided"));
    }
    double of_row = 1;
    for (const auto& [finding, members] : findings_behind(subject.protocol, pair.condition))
      of_row *= subject.space.distinct_states(finding, members);
    combinations = std::max(combinations, of_row);
  }
  for (const auto& [table, unused] : formulas)
    if (!places_are_right(*table)) {
      shown.holds = false;
      shown.counterexamples.push_back("heads and tails of a table are not those of its rows");
    }
  shown.figures["rows"] = with_commas(pairs.size());
  shown.figures["combinations of the largest row"] = count_text(combinations);
  shown.seconds = watch.seconds();
  return {shown};
}

}  // namespace springback::verify
