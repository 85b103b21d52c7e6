#include "words/find_product.h"

#include <algorithm>
#include <optional>
#include <string>
#include <tuple>

#include "base/short_sort.h"
#include "words/catalogue.h"
#include "words/spelling.h"

namespace springback {
namespace {

/// How near one name is: slips count as they are, a name of which only some words were typed (or more) is
/// further than any slip.
struct Nearness {
  Closeness closeness{};
  std::size_t far = 0;
};
constexpr std::size_t kPartFar = 3;

bool nearer(const Nearness& one, const std::optional<Nearness>& than) {
  return !than || std::tie(one.closeness, one.far) < std::tie(than->closeness, than->far);
}

bool has_all(const std::vector<std::string>& all, const std::vector<std::string>& some) {
  return std::ranges::all_of(
      some, [&](const std::string& word) { return std::ranges::find(all, word) != all.end(); });
}

/// `more`: numbers that belong to what is named, also where they do not stand in its name.
std::optional<Nearness> compare(const SpelledName& typed, const SpelledName& name,
                                const std::vector<std::string>& more = {}) {
  if (typed.for_children != name.for_children) return std::nullopt;
  if (typed.key == name.key) return Nearness{Closeness::same, 0};
  if (const std::size_t found = slips(typed, name); found > 0) return Nearness{Closeness::slip, found};
  if (typed.words.empty() || name.words.empty()) return std::nullopt;
  const bool numbers_fit = std::ranges::all_of(typed.numbers, [&](const std::string& number) {
    return has_all(name.numbers, {number}) || has_all(more, {number});
  });
  const bool words_fit = has_all(typed.words, name.words) || has_all(name.words, typed.words);
  if (!numbers_fit || !words_fit) return std::nullopt;
  const std::size_t longer = std::max(typed.words.size(), name.words.size());
  const std::size_t shorter = std::min(typed.words.size(), name.words.size());
  return Nearness{Closeness::part, kPartFar + longer - shorter};
}

void keep_nearest(std::optional<Nearness>& best, const std::optional<Nearness>& other) {
  if (other && nearer(*other, best)) best = other;
}

/// "acetaminophen (paracetamol)" is two names.
std::vector<std::string_view> names_in(std::string_view text) {
  const std::size_t open = text.find('(');
  if (open == std::string_view::npos) return {text};
  return {text.substr(0, open), text.substr(open + 1)};
}

std::optional<Nearness> nearness_of(const Ingredient& ingredient, const SpelledName& typed) {
  std::optional<Nearness> best = compare(typed, spell(ingredient.id));
  for (const Catalogue& catalogue : catalogues())
    for (const std::string_view name : names_in(catalogue[ingredient.name]))
      keep_nearest(best, compare(typed, spell(name)));
  return best;
}

/// The milligrams of what is in a product may be told with any of its names.
std::vector<std::string> amounts_of(const Product& product) {
  std::vector<std::string> amounts;
  for (const Amount& amount : product.contains)
    if (amount.micrograms % 1000 == 0) amounts.push_back(std::to_string(amount.micrograms / 1000));
  return amounts;
}

/// The nearest name of a product.
struct Met {
  Nearness nearness;
  std::string_view name;
};

std::optional<Met> meet(const Product& product, const SpelledName& typed) {
  const std::vector<std::string> amounts = amounts_of(product);
  std::optional<Nearness> best;
  std::string_view met;
  const auto look = [&](std::string_view name) {
    const auto nearness = compare(typed, spell(name), amounts);
    if (!nearness || !nearer(*nearness, best)) return;
    best = nearness;
    met = name;
  };
  for (const std::string_view name : product.names) look(name);
  for (const Catalogue& catalogue : catalogues()) look(catalogue[product.name]);
  if (!best) return std::nullopt;
  return Met{*best, met};
}

class Finder {
 public:
  Finder(const Protocol& protocol, std::string_view text, std::uint16_t region)
      : protocol_(protocol), text_(text), typed_(spell(text)), region_(region) {}

  std::vector<ProductMatch> find() {
    if (typed_.key.empty()) return {};
    products();
    ingredients();
    drop_what_is_worse();
    // Those of one place and as many slips stay in the order of the file.
    sort_short(found_, [](const Found& one) {
      return std::tuple(one.match.place, one.nearness.far, one.match.product, one.match.ingredient);
    });
    std::vector<ProductMatch> matches;
    for (const Found& one : found_) matches.push_back(one.match);
    return matches;
  }

 private:
  struct Found {
    ProductMatch match;
    Nearness nearness;
  };
  enum Place : std::uint8_t { by_id, of_here, without_region, by_ingredient, of_elsewhere, near };

  void products() {
    for (std::uint16_t i = 0; i < protocol_.products.size(); ++i) {
      const Product& product = protocol_.products[i];
      const bool is_id = text_ == product.id;
      const auto met = is_id ? Met{{Closeness::same, 0}, product.id} : meet(product, typed_);
      if (!met) continue;
      const Place place = is_id                       ? by_id
                          : product.region == kNone   ? without_region
                          : product.region == region_ ? of_here
                                                      : of_elsewhere;
      add({.product = i, .name = met->name, .closeness = met->nearness.closeness}, met->nearness, place);
    }
  }

  /// Also with its milligrams: "ibuprofen 400".
  void ingredients() {
    SpelledName bare = typed_;
    std::int64_t milligrams = 0;
    if (bare.numbers.size() == 1 && bare.numbers.front().size() <= kDigitsMost) {
      for (const char digit : bare.numbers.front()) milligrams = milligrams * 10 + (digit - '0');
      bare.numbers.clear();
      bare.key.clear();
      for (const std::string& word : bare.words) bare.key += word;
    }
    // A handful is how many, not how much.
    if (milligrams > 0 && milligrams < kLeastMilligrams) return;
    for (std::uint16_t i = 0; i < protocol_.ingredients.size(); ++i) {
      const auto best = nearness_of(protocol_.ingredients[i], bare);
      if (!best || best->closeness == Closeness::part) continue;
      add({.ingredient = i, .micrograms = milligrams * 1000, .closeness = best->closeness}, *best,
          by_ingredient);
    }
  }

  void add(ProductMatch match, const Nearness& nearness, Place place) {
    match.place = nearness.closeness == Closeness::same ? place : near;
    found_.push_back({match, nearness});
    of_elsewhere_.push_back(place == of_elsewhere);
  }

  /// With an exact name nothing else is looked at; near names of elsewhere only where there is none of here.
  void drop_what_is_worse() {
    const bool exact = std::ranges::any_of(
        found_, [](const Found& one) { return one.match.closeness == Closeness::same; });
    const bool here = std::ranges::find(of_elsewhere_, false) != of_elsewhere_.end();
    std::vector<Found> kept;
    for (std::size_t i = 0; i < found_.size(); ++i) {
      const bool same = found_[i].match.closeness == Closeness::same;
      if (exact ? same : region_ == kNone || !here || !of_elsewhere_[i]) kept.push_back(found_[i]);
    }
    found_ = std::move(kept);
  }

  static constexpr std::int64_t kLeastMilligrams = 21;
  static constexpr std::size_t kDigitsMost = 5;

  const Protocol& protocol_;
  std::string_view text_;
  SpelledName typed_;
  std::uint16_t region_;
  std::vector<Found> found_;
  std::vector<bool> of_elsewhere_;  ///< beside found_
};

}  // namespace

std::vector<ProductMatch> find_products(const Protocol& protocol, std::string_view text,
                                        std::uint16_t region) {
  return Finder(protocol, text, region).find();
}

bool is_sure(const std::vector<ProductMatch>& matches) {
  return !matches.empty() && matches.front().closeness == Closeness::same &&
         (matches.size() == 1 || matches[1].place != matches.front().place);
}

std::uint16_t find_ingredient(const Protocol& protocol, std::string_view text, bool near) {
  const SpelledName typed = spell(text);
  std::uint16_t found = kNone;
  std::optional<Nearness> best;
  for (std::uint16_t i = 0; i < protocol.ingredients.size() && !typed.key.empty(); ++i) {
    const auto nearness = nearness_of(protocol.ingredients[i], typed);
    if (!nearness || nearness->closeness == Closeness::part) continue;
    if (nearness->closeness == Closeness::slip && !near) continue;
    if (!nearer(*nearness, best)) continue;
    best = nearness;
    found = i;
  }
  return found;
}

std::vector<RegularMatch> find_regulars(const Protocol& protocol, std::string_view text) {
  const SpelledName typed = spell(text);
  if (typed.key.empty()) return {};
  std::vector<std::pair<Nearness, RegularMatch>> found;
  for (std::uint16_t i = 0; i < protocol.regulars.size(); ++i) {
    const Regular& regular = protocol.regulars[i];
    std::optional<Nearness> best;
    std::string_view met;
    const auto look = [&](std::string_view name) {
      const auto nearness = compare(typed, spell(name));
      if (!nearness || !nearer(*nearness, best)) return;
      best = nearness;
      met = name;
    };
    look(regular.id);
    for (const std::string_view name : regular.names) look(name);
    for (const Catalogue& catalogue : catalogues()) look(catalogue[regular.name]);
    if (best) found.push_back({*best, {i, met, best->closeness}});
  }
  sort_short(found, [](const auto& one) {
    return std::tuple(one.first.closeness, one.first.far, one.second.regular);
  });
  std::vector<RegularMatch> matches;
  for (const auto& [nearness, match] : found)
    if (match.closeness == Closeness::same || found.front().first.closeness != Closeness::same)
      matches.push_back(match);
  return matches;
}

}  // namespace springback
