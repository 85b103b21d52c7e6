#include "table_builder.h"

#include <algorithm>
#include <bitset>

namespace springback::protocolc {
namespace {

constexpr std::size_t kMaxTermsOfRow = 64;      // they share one word
constexpr std::size_t kMaxSharedTerms = 63;     // one place stays free for the carry
constexpr std::size_t kMaxIntermediate = 1024;  // while a row is multiplied out
constexpr std::size_t kMaxEffort = 1U << 23U;   // comparisons of terms for one row
constexpr unsigned kMaxClassesOfCell = 32;      // of two inputs together: what still fits a cache

/// A conjunction. A contradiction (`x and not x`) is kept: over three values it is unknown while x is.
struct Term {
  std::map<std::uint16_t, std::uint64_t> holds;  // input -> classes
  std::set<std::uint16_t> shared;
  bool impossible = false;

  friend auto operator<=>(const Term&, const Term&) = default;
};
using Terms = std::vector<Term>;

/// Whether `weak` holds wherever `strong` does, so that `weak or strong` is `weak`.
bool implied(const Term& weak, const Term& strong) {
  if (weak.impossible || strong.impossible) return strong.impossible;
  for (const auto& [input, classes] : weak.holds) {
    const auto found = strong.holds.find(input);
    if (found == strong.holds.end() || (found->second & ~classes) != 0) return false;
  }
  return std::ranges::includes(strong.shared, weak.shared);
}

class Builder {
 public:
  Builder(const Vocabulary& vocabulary, const Inputs& inputs) : vocabulary_(vocabulary), inputs_(inputs) {}

  Terms row(const Tree& tree) {
    effort_ = 0;
    return terms(tree);
  }
  bool too_large() const { return too_large_; }

  struct SharedCondition {
    Terms terms;
  };
  std::vector<SharedCondition> shared;

 private:
  Terms terms(const Tree& tree) { return absorb(normal(tree, false)); }

  Terms absorb(Terms terms) {
    Terms kept;
    effort_ += terms.size() * terms.size();
    too_large_ |= effort_ > kMaxEffort;
    if (too_large_) return kept;
    std::ranges::sort(terms);
    const auto repeated = std::ranges::unique(terms);
    terms.erase(repeated.begin(), repeated.end());
    for (std::size_t i = 0; i < terms.size(); ++i) {
      bool needless = false;
      for (std::size_t j = 0; j < terms.size() && !needless; ++j)
        needless = i != j && implied(terms[j], terms[i]) && (!implied(terms[i], terms[j]) || j < i);
      if (!needless) kept.push_back(terms[i]);
    }
    return kept;
  }

  Terms normal(const Tree& tree, bool negated) {
    if (too_large_) return {};
    switch (tree->op) {
      case Op::always: return constant(!negated);
      case Op::never: return constant(negated);
      case Op::negation: return normal(tree->parts.front(), !negated);
      case Op::all: return negated ? any_of(tree->parts, true) : all_of(tree->parts, false);
      case Op::any: return negated ? all_of(tree->parts, true) : any_of(tree->parts, false);
      case Op::at_least: {
        const int parts = static_cast<int>(tree->parts.size());
        return at_least(tree->parts, negated ? parts - tree->number + 1 : tree->number, negated);
      }
      case Op::name:
        if (const auto named = vocabulary_.named.find(tree->name); named != vocabulary_.named.end())
          return negated ? negation_of(tree->name, named->second) : use_named(tree->name, named->second);
        [[fallthrough]];
      default: return {literal(*tree, negated)};
    }
  }

  static Terms constant(bool value) { return {Term{.impossible = !value}}; }

  Term literal(const Node& node, bool negated) const {
    Literal found = inputs_.literal(node);
    const bool differs = node.op == Op::compare && node.relation == Relation::not_equal;
    const std::uint64_t all = ~std::uint64_t{0} << kFirstValue;
    // `!=` on a choice is the negation of `==`: literal() gave the classes of `==`. Numbers compare directly.
    const bool flip = negated != (differs && !node.value.empty());
    const std::uint64_t width = (std::uint64_t{1} << inputs_.inputs()[found.input].classes) - 1;
    return {.holds = {{found.input, flip ? ~found.holds & all & width : found.holds}}};
  }

  /// A condition of one term is cheaper inlined; the others are evaluated once and shared.
  Terms use_named(const std::string& name, const Tree& tree) {
    if (const auto known = named_.find(name); known != named_.end()) return known->second;
    Terms own = terms(tree);
    // Shared terms live in the first word; what does not fit there any more is inlined.
    if (own.size() != 1 && shared_terms_ + own.size() <= kMaxSharedTerms) {
      shared_terms_ += own.size();
      const auto index = static_cast<std::uint16_t>(shared.size());
      shared.push_back({std::move(own)});
      own = {Term{.shared = {index}}};
    }
    return named_[name] = own;
  }

  Terms negation_of(const std::string& name, const Tree& tree) {
    if (const auto known = negated_.find(name); known != negated_.end()) return known->second;
    return negated_[name] = absorb(normal(tree, true));
  }

  Terms any_of(const std::vector<Tree>& parts, bool negated) {
    Terms all;
    for (const Tree& part : parts) {
      Terms more = normal(part, negated);
      all.insert(all.end(), more.begin(), more.end());
    }
    return limit(std::move(all));
  }

  Terms all_of(const std::vector<Tree>& parts, bool negated) {
    Terms product = constant(true);
    for (const Tree& part : parts) product = multiply(product, normal(part, negated));
    return product;
  }

  Terms multiply(const Terms& left, const Terms& right) {
    Terms product;
    if (left.size() * right.size() > kMaxIntermediate) {
      too_large_ = true;
      return product;
    }
    for (const Term& a : left)
      for (const Term& b : right) product.push_back(join(a, b));
    return absorb(std::move(product));
  }

  static Term join(const Term& a, const Term& b) {
    Term both = a;
    both.impossible |= b.impossible;
    for (const auto& [input, classes] : b.holds) {
      const auto [place, fresh] = both.holds.try_emplace(input, classes);
      if (!fresh) place->second &= classes;
    }
    both.shared.insert(b.shared.begin(), b.shared.end());
    return both;
  }

  Terms at_least(const std::vector<Tree>& parts, int count, bool negated) {
    if (count <= 0) return constant(true);
    // chosen[k]: the terms in which k of the parts seen so far hold.
    std::vector<Terms> chosen(static_cast<std::size_t>(count) + 1);
    chosen[0] = constant(true);
    for (const Tree& part : parts) {
      const Terms holds = normal(part, negated);
      for (std::size_t k = chosen.size() - 1; k > 0; --k) {
        Terms more = multiply(chosen[k - 1], holds);
        chosen[k].insert(chosen[k].end(), more.begin(), more.end());
        chosen[k] = limit(std::move(chosen[k]));
      }
    }
    return chosen.back();
  }

  Terms limit(Terms terms) {
    if (terms.size() > kMaxIntermediate) {
      too_large_ = true;
      return {};
    }
    return terms;
  }

  const Vocabulary& vocabulary_;
  const Inputs& inputs_;
  std::map<std::string, Terms> named_, negated_;  // what stands for a named condition
  std::size_t shared_terms_ = 0;
  std::size_t effort_ = 0;
  bool too_large_ = false;
};

/// Places terms: those of shared conditions in the first word, those of a row within one.
struct Layout {
  std::vector<Term> terms;  // by position; padding is impossible and belongs to nothing
  std::vector<Shared> shared;
  std::vector<Row> rows;

  void pad_for(std::size_t count) {
    while (terms.size() % 64 + count > 64) terms.push_back(Term{.impossible = true});
  }
};

Layout place(const Builder& builder, const std::vector<Terms>& rows) {
  Layout layout;
  for (const auto& condition : builder.shared) {
    layout.shared.push_back({.first_term = static_cast<std::uint16_t>(layout.terms.size()),
                             .terms = static_cast<std::uint16_t>(condition.terms.size())});
    layout.terms.insert(layout.terms.end(), condition.terms.begin(), condition.terms.end());
  }
  for (const Terms& row : rows) {
    layout.pad_for(row.size());
    layout.rows.push_back({.first_term = static_cast<std::uint16_t>(layout.terms.size()),
                           .terms = static_cast<std::uint16_t>(row.size())});
    layout.terms.insert(layout.terms.end(), row.begin(), row.end());
  }
  return layout;
}

class MaskWriter {
 public:
  MaskWriter(const Layout& layout, std::span<const Input> inputs)
      : layout_(layout), inputs_(inputs), words_((layout.terms.size() + 63) / 64) {}

  Conditions write(Arena& arena) {
    Conditions table{.words = static_cast<std::uint8_t>(words_)};
    write_cells();
    table.shared = arena.keep(write_shared());
    table.cells = arena.keep(cells_);
    table.masks = arena.keep(masks_);
    std::vector<std::uint64_t> heads(words_), tails(words_);
    for (const Row& row : layout_.rows) {
      const unsigned top = head(row);
      heads[top / 64] |= std::uint64_t{1} << (top % 64);
      for (unsigned term = row.first_term; term < top; ++term)
        tails[term / 64] |= std::uint64_t{1} << (term % 64);
    }
    table.heads = arena.keep(std::move(heads));
    table.tails = arena.keep(std::move(tails));
    table.rows = arena.keep(layout_.rows);
    write_literals(table, arena);
    return table;
  }

 private:
  std::span<const Term> terms_of(std::size_t word) const {
    const std::size_t first = word * 64;
    return std::span(layout_.terms).subspan(first, std::min<std::size_t>(64, layout_.terms.size() - first));
  }

  /// The inputs that terms read, two a cell where their classes are few. What is impossible is blocked by
  /// whatever class the first of them has.
  void write_cells() {
    std::set<std::uint16_t> used;
    bool impossible = false;
    for (const Term& term : layout_.terms) {
      impossible |= term.impossible;
      for (const auto& [input, classes] : term.holds) used.insert(input);
    }
    if (used.empty() && impossible) used.insert(0);
    std::vector<std::uint16_t> by_size(used.begin(), used.end());
    std::ranges::sort(by_size, {},
                      [&](std::uint16_t input) { return std::pair(inputs_[input].classes, input); });
    for (std::size_t i = 0; i < by_size.size();) {
      const bool pair = i + 1 < by_size.size() &&
                        inputs_[by_size[i]].classes * inputs_[by_size[i + 1]].classes <= kMaxClassesOfCell;
      write_cell(by_size[i], pair ? by_size[i + 1] : by_size[i], pair, i == 0);
      i += pair ? 2 : 1;
    }
  }

  void write_cell(std::uint16_t a, std::uint16_t b, bool pair, bool blocks_impossible) {
    const std::uint8_t stride = pair ? inputs_[a].classes : std::uint8_t{0};
    cells_.push_back({static_cast<std::uint8_t>(a), static_cast<std::uint8_t>(b), stride, rows_of_masks()});
    for (unsigned class_b = 0; class_b < (pair ? inputs_[b].classes : 1U); ++class_b)
      for (unsigned class_a = 0; class_a < inputs_[a].classes; ++class_a)
        for (std::size_t word = 0; word < words_; ++word) {
          TermMasks both = masks_of(terms_of(word), a, class_a, blocks_impossible);
          if (pair) {
            const TermMasks other = masks_of(terms_of(word), b, class_b, false);
            both.blocked |= other.blocked;
            both.dead |= other.dead;
          }
          masks_.push_back(both);
        }
  }

  /// How many times all words were written so far: where the next begin.
  unsigned rows_of_masks() const { return static_cast<unsigned>(masks_.size() / words_); }

  TermMasks masks_of(std::span<const Term> terms, std::uint16_t input, unsigned cls,
                     bool blocks_impossible) const {
    TermMasks masks;
    for (std::size_t t = 0; t < terms.size(); ++t) {
      const std::uint64_t place = std::uint64_t{1} << t;
      const auto found = terms[t].holds.find(input);
      const bool against = found != terms[t].holds.end() && (found->second >> cls & 1U) == 0;
      const bool never = terms[t].impossible && blocks_impossible;
      if (against || never) masks.blocked |= place;
      if (never || (against && cls != kOpen)) masks.dead |= place;
    }
    return masks;
  }

  std::vector<Shared> write_shared() {
    std::vector<Shared> shared = layout_.shared;
    std::size_t round = 0;  // the first of those that are evaluated side by side
    for (std::size_t s = 0; s < shared.size(); ++s) {
      shared[s].users = rows_of_masks();
      shared[s].waits = needs_any(shared[s], round, s);
      if (shared[s].waits) round = s;
      for (unsigned term = 0; term < shared[s].terms; ++term)
        shared[s].places |= std::uint64_t{1} << (shared[s].first_term + term);
      for (std::size_t word = 0; word < words_; ++word) {
        std::uint64_t free = ~std::uint64_t{0};
        for (std::size_t t = 0; t < terms_of(word).size(); ++t)
          if (terms_of(word)[t].shared.contains(static_cast<std::uint16_t>(s)))
            free &= ~(std::uint64_t{1} << t);
        masks_.push_back({free, free});
      }
    }
    return shared;
  }

  /// Whether a shared condition is made of one of the shared conditions `from` to `end`.
  bool needs_any(const Shared& shared, std::size_t from, std::size_t end) const {
    for (const Term& term : std::span(layout_.terms).subspan(shared.first_term, shared.terms))
      if (const auto found = term.shared.lower_bound(static_cast<std::uint16_t>(from));
          found != term.shared.end() && *found < end)
        return true;
    return false;
  }

  void write_literals(Conditions& table, Arena& arena) {
    std::vector<std::uint32_t> from;
    std::vector<std::uint16_t> literals;
    for (const Term& term : layout_.terms) {
      from.push_back(static_cast<std::uint32_t>(literals.size()));
      for (const auto& [input, classes] : term.holds) literals.push_back(input);
      for (const std::uint16_t shared : term.shared)
        literals.push_back(static_cast<std::uint16_t>(kSharedBit | shared));
    }
    from.push_back(static_cast<std::uint32_t>(literals.size()));
    table.literals_from = arena.keep(std::move(from));
    table.literals = arena.keep(std::move(literals));
  }

  const Layout& layout_;
  std::span<const Input> inputs_;
  std::size_t words_;
  std::vector<Cell> cells_;
  std::vector<TermMasks> masks_;
};

}  // namespace

Conditions build_table(const Vocabulary& vocabulary, const Inputs& inputs, const std::vector<Tree>& rows,
                       Arena& arena, std::string& problem) {
  Builder builder(vocabulary, inputs);
  std::vector<Terms> row_terms;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    row_terms.push_back(builder.row(rows[i]));
    if (builder.too_large() || row_terms.back().size() > kMaxTermsOfRow) {
      problem = "condition " + std::to_string(i + 1) + " has too many alternatives";
      return {};
    }
  }
  const Layout layout = place(builder, row_terms);
  if (layout.terms.size() > std::size_t{64} * kMaxWords) {
    problem = "the conditions together have too many alternatives";
    return {};
  }
  if (inputs.inputs().empty()) {
    problem = "no condition reads any finding";
    return {};
  }
  return MaskWriter(layout, inputs.inputs()).write(arena);
}

}  // namespace springback::protocolc
