#include "compare/order.h"

#include <algorithm>
#include <tuple>

#include "compare/convert.h"
#include "compare/shrink.h"
#include "document/advice_document.h"
#include "stopwatch.h"

namespace springback::verify {
namespace {

constexpr std::size_t kShortMax = 7, kLongMax = 40, kShownMost = 3;

/// One of the two results, while it is gathered.
struct Check {
  Shown shown;
  std::uint64_t journals = 0, orders = 0, texts = 0;
  double seconds = 0;

  Shown finish() {
    shown.figures = {{"journals", with_commas(journals)},
                     {"orders", with_commas(orders)},
                     {"of them as text too", with_commas(texts)}};
    shown.holds = shown.counterexamples.empty() && orders > 0 && texts > 0;
    shown.seconds = seconds;
    return std::move(shown);
  }
};

class OrderChecker {
 public:
  OrderChecker(const Sides& sides, const OrderRun& run, const Doors& doors)
      : sides_(sides), run_(run), doors_(doors), material_(sides.reference) {
    order_.shown.name = "order";
    order_.shown.what =
        "In whatever order entries come, and however they are split between two devices and merged, the "
        "advice is the same bytes.";
    repetition_.shown.name = "repetition";
    repetition_.shown.what = "Entries that come again change no byte of the advice.";
  }

  Results check() {
    const Stopwatch stopwatch;
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < run_.short_journals; ++i)
      check_every_order(journal_of(2 + i % (kShortMax - 1), number));
    for (std::size_t i = 0; i < run_.long_journals; ++i)
      check_some_orders(journal_of(kShortMax + 1 + i % (kLongMax - kShortMax), number));
    order_.seconds = stopwatch.seconds() - repetition_.seconds;
    return {order_.finish(), repetition_.finish()};
  }

 private:
  /// A tale of so many different entries, put together from random ones; each keeps an id of its own.
  Tale journal_of(std::size_t size, std::uint64_t& number) {
    Tale tale = random_tale(material_, run_.seed, number++);
    while (tale.events.size() < size) {
      const Tale more = random_tale(material_, run_.seed, number++);
      for (Event event : more.events) {
        event.at += tale.at - more.at;
        if (event.since) *event.since = std::max<Microseconds>(0, *event.since + tale.at - more.at);
        tale.events.push_back(std::move(event));
      }
    }
    tale.events.resize(size);
    for (std::size_t i = 0; i < size; ++i) tale.events[i].id += "-" + std::to_string(i);
    for (std::size_t i = 1; i < size; ++i)
      if (tale.events[i].kind == Event::Kind::retracted) tale.events[i].what = tale.events[i / 2].id;
    return tale;
  }

  void check_every_order(const Tale& tale) {
    begin(tale);
    std::vector<std::size_t> places(tale.events.size());
    for (std::size_t i = 0; i < places.size(); ++i) places[i] = i;
    do {
      std::vector<Event> events;
      for (const std::size_t place : places) events.push_back(tale.events[place]);
      expect_same(order_, std::move(events));
    } while (std::ranges::next_permutation(places).found);
    check_repetitions();
  }

  void check_some_orders(const Tale& tale) {
    begin(tale);
    for (std::size_t i = 0; i < run_.orders_of_long; ++i) {
      std::vector<Event> events = tale.events;
      draw_.shuffle(events);
      expect_same(order_, std::move(events));
    }
    check_two_devices();
    check_repetitions();
  }

  /// Each device has about half of the entries, some are on both; either may come first.
  void check_two_devices() {
    std::vector<Event> first, second;
    for (const Event& event : tale_.events) {
      const std::size_t where = draw_.below(5);
      if (where != 0) (where <= 2 ? first : second).push_back(event);
      else first.push_back(event), second.push_back(event);
    }
    const auto merged = [](std::vector<Event> a, const std::vector<Event>& b) {
      a.insert(a.end(), b.begin(), b.end());
      return a;
    };
    expect_same(order_, merged(first, second));
    expect_same(order_, merged(second, first));
  }

  void check_repetitions() {
    const Stopwatch stopwatch;
    ++repetition_.journals;
    std::vector<Event> all = tale_.events;
    all.insert(all.end(), tale_.events.begin(), tale_.events.end());
    expect_same(repetition_, all);
    for (int i = 0; i < 6; ++i) {
      std::vector<Event> events = tale_.events;
      for (std::size_t again = 1 + draw_.below(3); again > 0; --again) {
        const Event event = draw_.one_of(tale_.events);
        events.insert(events.begin() + static_cast<std::ptrdiff_t>(draw_.below(events.size() + 1)), event);
      }
      expect_same(repetition_, std::move(events));
    }
    repetition_.seconds += stopwatch.seconds();
  }

  void begin(const Tale& tale) {
    ++order_.journals;
    tale_ = tale;
    expected_ = doors_.direct(tale);
    if (doors_.through_text(tale) != expected_) differs(order_, tale);
  }

  void expect_same(Check& check, std::vector<Event> events) {
    Tale tale = tale_;
    tale.events = std::move(events);
    ++check.orders;
    bool same = doors_.direct(tale) == expected_;
    if (check.orders % run_.text_every == 0) {
      ++check.texts;
      same = same && doors_.through_text(tale) == expected_;
    }
    if (!same) differs(check, tale);
  }
  /// The smallest request that is answered otherwise than with its entries in order and told once.
  void differs(Check& check, const Tale& tale) {
    if (check.shown.counterexamples.size() >= kShownMost) return;
    const Tale small = shrink(sides_.reference, tale, [&](const Tale& candidate) {
      const std::string expected = doors_.direct(in_order(candidate));
      return doors_.direct(candidate) != expected || doors_.through_text(candidate) != expected;
    });
    check.shown.counterexamples.push_back(request_text(sides_.reference, small));
  }
  static Tale in_order(Tale tale) {
    std::ranges::sort(tale.events, [](const Event& a, const Event& b) {
      return std::tie(a.at, a.id) < std::tie(b.at, b.id);
    });
    const auto repeated = std::ranges::unique(tale.events);
    tale.events.erase(repeated.begin(), repeated.end());
    return tale;
  }

  const Sides& sides_;
  const OrderRun& run_;
  const Doors& doors_;
  const Material material_;
  Draw draw_{run_.seed, 0};
  Tale tale_;
  std::string expected_;
  Check order_, repetition_;
};

}  // namespace

Doors doors_of(const Sides& sides) {
  const auto direct = [&sides](const Tale& tale) {
    Request request{.at = {Instant{tale.at}, tale.offset_minutes},
                    .catalogue = tale.locale.empty() ? &default_catalogue() : find_catalogue(tale.locale)};
    const auto region = std::ranges::find(sides.product.regions, tale.region, &Region::id);
    if (region != sides.product.regions.end()) request.region = tale.region;
    request.journal = Journal(product_entries(sides, tale));
    return advice_document(sides.product, request);
  };
  const auto through_text = [&sides](const Tale& tale) {
    return answer(sides.product, request_text(sides.reference, tale));
  };
  return {direct, through_text};
}

Results check_order(const Sides& sides, const OrderRun& run, const Doors& doors) {
  return OrderChecker(sides, run, doors).check();
}

Results check_order(const Sides& sides, const OrderRun& run) {
  return check_order(sides, run, doors_of(sides));
}

}  // namespace springback::verify
