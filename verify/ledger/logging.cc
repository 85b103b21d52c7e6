#include "ledger/logging.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "ledger/oracle.h"
#include "ledger/person.h"
#include "stopwatch.h"

namespace springback::verify {
namespace {

constexpr Instant kAsked{1'795'334'400'000'000};  // 2026-11-22T09:00:00+01:00
constexpr std::array<std::string_view, 4> kProducts = {"acetaminophen-500", "acetaminophen-650-er",
                                                       "ibuprofen-200", "naproxen-sodium-220"};
constexpr std::array<int, 4> kHoursAgo = {24, 11, 6, 0};
constexpr std::size_t kPlaces = kProducts.size() * kHoursAgo.size();
/// All orders of so many entries are tried; of more, theirs and the reverse.
constexpr std::size_t kEveryOrderOf = 6;

enum class Way : std::uint8_t { at_once, late, put_right, put_back, told_twice };
constexpr std::size_t kWays = 5;

/// One dose, told apart from others by nothing but what was taken, and when.
using What = std::tuple<Instant, std::uint16_t, bool, bool, bool, bool, bool, std::int64_t,
                        std::vector<std::pair<std::uint16_t, std::int64_t>>>;

What what_of(const Doses& doses, const Dose& dose) {
  std::vector<std::pair<std::uint16_t, std::int64_t>> parts;
  for (const Part& part : doses.of(dose)) parts.emplace_back(part.ingredient, part.micrograms);
  return {dose.taken,       dose.way.product, dose.way.extended_release,
          dose.way.on_skin, dose.anything,    dose.amount_known,
          dose.prescribed,  dose.units,       std::move(parts)};
}

/// Everything that a verdict says, with doses in place of entries.
struct Said {
  struct Because {
    Ruling ruling{};
    ReasonKind kind{};
    std::uint16_t ingredient = 0;
    std::int64_t limit = 0;
    std::optional<Instant> holds_from;
    std::vector<What> doses;
    friend bool operator==(const Because&, const Because&) = default;
  };
  Ruling ruling{};
  std::optional<Instant> next_at;
  std::int64_t units_max_now = 0;
  std::vector<Because> because;
  friend bool operator==(const Said&, const Said&) = default;
};

class Logging {
 public:
  Logging(const Protocol& protocol, const reference::Protocol& read, const Folding& folding)
      : protocol_(protocol), folding_(folding), story_(story_of(protocol, calm_answers(read), kAsked)) {
    for (const std::string_view id : kProducts)
      products_.push_back(static_cast<std::uint16_t>(std::ranges::find(protocol.products, id, &Product::id) -
                                                     protocol.products.begin()));
  }

  /// These doses, in every way and order of logging.
  void check(const std::vector<std::size_t>& places) {
    places_ = places;
    ways_.assign(places.size(), Way::at_once);
    order_.resize(places.size());
    for (std::size_t i = 0; i < order_.size(); ++i) order_[i] = i;
    const Journal plain(entries());
    const Doses doses = folding_(protocol_, plain, kAsked);
    const std::vector<What> expected = taken(doses);
    if (expected.size() != places.size()) wrong("not every dose counts");
    const std::vector<Said> said = verdicts(plain, doses);
    do {
      std::ranges::sort(order_);
      do {
        ++journals;
        check_one(expected, said);
      } while (std::ranges::next_permutation(order_).found);
    } while (next_ways());
  }

  std::uint64_t journals = 0, orders = 0, verdicts_made = 0;
  std::string counterexample;

 private:
  bool next_ways() {
    for (Way& way : ways_) {
      way = static_cast<Way>((static_cast<std::size_t>(way) + 1) % kWays);
      if (way != Way::at_once) return true;
    }
    return false;
  }

  std::uint16_t product(std::size_t dose) const { return products_[places_[dose] % kProducts.size()]; }
  Instant taken_at(std::size_t dose) const {
    return kAsked - hours(kHoursAgo[places_[dose] / kProducts.size()]);
  }
  /// Those that are told late come one after the other, in the order that is being tried.
  Instant told_at(std::size_t dose) const {
    return kAsked - minutes(10) + minutes(static_cast<std::int64_t>(order_[dose]));
  }

  Took took(std::uint16_t of, Instant taken) const {
    const Product& row = protocol_.products[of];
    Took one{.way = candidate_of(protocol_, of).way, .units = row.unit_dose_max, .taken = taken};
    one.contents.assign(row.contains.begin(), row.contains.end());
    return one;
  }

  std::vector<Entry> entries() const {
    std::vector<Entry> all;
    for (std::size_t dose = 0; dose < places_.size(); ++dose) {
      // Of two doses of one instant the ids stand in the order that is being tried, too.
      const std::string id(1, static_cast<char>('a' + order_[dose]));
      const Instant taken = taken_at(dose), told = std::max(taken, told_at(dose));
      const Took right = took(product(dose), taken);
      switch (ways_[dose]) {
        case Way::at_once: all.push_back({.id = id, .at = taken, .fact = right}); break;
        case Way::late: all.push_back({.id = id, .at = told, .fact = right}); break;
        case Way::told_twice:
          all.push_back({.id = id, .at = taken, .fact = right});
          all.push_back(all.back());
          break;
        case Way::put_right: {
          const std::uint16_t another = products_[(places_[dose] + 1) % kProducts.size()];
          all.push_back({.id = id + "1", .at = taken, .fact = took(another, taken)});
          all.push_back({.id = id + "2", .at = told, .fact = Retracted{id + "1"}});
          all.push_back({.id = id + "3", .at = told, .fact = right});
          break;
        }
        case Way::put_back:
          all.push_back({.id = id + "1", .at = taken, .fact = right});
          all.push_back({.id = id + "2", .at = told, .fact = Retracted{id + "1"}});
          all.push_back({.id = id + "3", .at = told, .fact = Retracted{id + "2"}});
          break;
      }
    }
    return all;
  }

  void check_one(const std::vector<What>& expected, const std::vector<Said>& said) {
    const std::vector<Entry> in_order = entries();
    std::vector<std::size_t> places(in_order.size());
    for (std::size_t i = 0; i < places.size(); ++i) places[i] = i;
    const bool every_order = places.size() <= kEveryOrderOf;
    bool first = true;
    do {
      ++orders;
      std::vector<Entry> shuffled;
      for (const std::size_t place : places) shuffled.push_back(in_order[place]);
      const Journal journal(std::move(shuffled));
      const Doses doses = folding_(protocol_, journal, kAsked);
      if (taken(doses) != expected) wrong("other doses count than were taken");
      if (first && verdicts(journal, doses) != said) wrong("another verdict on the same doses");
      if (first && !every_order) std::ranges::reverse(places);
      else if (!every_order) return;
      first = false;
    } while (!every_order || std::ranges::next_permutation(places).found);
  }

  static std::vector<What> taken(const Doses& doses) {
    std::vector<What> all;
    for (const Dose& dose : doses.doses) all.push_back(what_of(doses, dose));
    std::ranges::sort(all);
    return all;
  }

  std::vector<Said> verdicts(const Journal& journal, const Doses& doses) {
    const Ledger ledger({.protocol = protocol_,
                         .story = story_,
                         .doses = doses,
                         .urgency = Urgency::self_care,
                         .from = asked_from(protocol_, story_, "us")});
    std::vector<Said> all;
    for (const std::uint16_t asked : products_) {
      ++verdicts_made;
      ledger.judge(candidate_of(protocol_, asked), verdict_);
      all.push_back({verdict_.ruling, verdict_.next_at, verdict_.units_max_now, {}});
      for (const Reason& reason : verdict_.reasons)
        all.back().because.push_back(because(journal, doses, reason));
    }
    return all;
  }
  Said::Because because(const Journal& journal, const Doses& doses, const Reason& reason) const {
    Said::Because one{reason.ruling, reason.kind, reason.ingredient, reason.limit, reason.holds_from, {}};
    for (const std::uint32_t entry :
         std::span(verdict_.entries).subspan(reason.first_entry, reason.entries)) {
      const auto dose = std::ranges::find(doses.doses, entry, &Dose::entry);
      const bool is_dose = std::holds_alternative<Took>(journal.entries()[entry].fact);
      if (is_dose && dose != doses.doses.end()) one.doses.push_back(what_of(doses, *dose));
      else one.doses.emplace_back();  // an entry that is no dose
    }
    std::ranges::sort(one.doses);
    return one;
  }

  void wrong(const std::string& why) {
    if (!counterexample.empty()) return;
    static constexpr std::array<const char*, kWays> kNames = {"at once", "late", "put right",
                                                              "taken back and put back", "told twice"};
    for (std::size_t dose = 0; dose < places_.size(); ++dose)
      counterexample += std::string(protocol_.products[product(dose)].id) + " " +
                        std::to_string(kHoursAgo[places_[dose] / kProducts.size()]) + " h ago, told " +
                        kNames[static_cast<std::size_t>(ways_[dose])] + " as number " +
                        std::to_string(order_[dose] + 1) + "; ";
    counterexample += why;
  }

  const Protocol& protocol_;
  const Folding& folding_;
  const Story story_;
  std::vector<std::uint16_t> products_;
  std::vector<std::size_t> places_, order_;
  std::vector<Way> ways_;
  Verdict verdict_;
};

void check_all(Logging& logging, std::vector<std::size_t>& places, int doses_most) {
  logging.check(places);
  if (places.size() == static_cast<std::size_t>(doses_most)) return;
  for (std::size_t place = places.empty() ? 0 : places.back(); place < kPlaces; ++place) {
    places.push_back(place);
    check_all(logging, places, doses_most);
    places.pop_back();
  }
}

}  // namespace

Shown prove_logging(const Protocol& protocol, const reference::Protocol& read, int doses_most,
                    const Tested& tested) {
  const Stopwatch stopwatch;
  Logging logging(protocol, read, tested.fold);
  std::vector<std::size_t> places;
  check_all(logging, places, doses_most);
  Shown shown{
      .name = "ledger-logging",
      .what =
          "Doses that are told at once, late, put right, taken back and put back, or told twice, in every "
          "order of logging: the same doses count, and verdicts rest on them alone. Of journals of up to " +
          std::to_string(kEveryOrderOf) + " entries every order was tried."};
  shown.figures = {{"doses at most", doses_most < 3 ? "2, with ./test --full 3" : "3"},
                   {"journals", with_commas(logging.journals)},
                   {"orders", with_commas(logging.orders)},
                   {"verdicts", with_commas(logging.verdicts_made)}};
  if (!logging.counterexample.empty()) shown.counterexamples.push_back(logging.counterexample);
  shown.holds = logging.counterexample.empty() && logging.journals > 0;
  shown.seconds = stopwatch.seconds();
  return shown;
}

}  // namespace springback::verify
