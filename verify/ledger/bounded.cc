#include "ledger/bounded.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <optional>
#include <stdexcept>
#include <thread>

#include "ledger/oracle.h"
#include "ledger/person.h"
#include "stopwatch.h"

namespace springback::verify {
namespace {

/// Instants at which a dose may have been taken: so far apart, the last of them when it is asked. Every limit
/// of the products is a whole number of these steps (prove_cabinet sees to it), so that each is met exactly,
/// and from both sides.
constexpr int kInstants = 13;
constexpr Microseconds kStep = 2 * kHour;
constexpr Microseconds kAsked = 1'795'334'400'000'000;  // 2026-11-22T09:00:00+01:00

/// A dose of the grid, in the form of each side.
struct Place {
  Dose dose;
  std::vector<Part> parts;
  Counted counted;
};

/// May I take this now?
struct Question {
  Candidate candidate;
  std::size_t product = 0;  ///< of the cabinet
  Counted counted;
};

/// What may be offered of a product: 1, 2, ... steps of it.
struct Steps {
  std::int64_t step = 0;
  std::vector<Counted> counted;
};

/// All that does not change from history to history.
struct Setting {
  Setting(const Protocol& of_product, const reference::Protocol& read, const Cabinet& of)
      : protocol(of_product), oracle(read), cabinet(of) {
    for (const Cabinet::OfProduct& one : cabinet.products) add_product(one);
    for (int instant = 0; instant < kInstants; ++instant)
      for (const Cabinet::OfProduct& one : cabinet.products)
        add_place(one, kAsked - (kInstants - 1 - instant) * kStep);
    const std::string changed = R"({"region":")" + cabinet.region + R"("})";
    story = story_of(protocol, calm_answers(read, changed), Instant{kAsked});
  }

  std::uint16_t product_of(const std::string& id) const {
    const auto found = std::ranges::find(protocol.products, id, &Product::id);
    if (found == protocol.products.end()) throw std::runtime_error("there is no product " + id);
    return static_cast<std::uint16_t>(found - protocol.products.begin());
  }

  /// It is asked for the least that there is of it, and for as much as is taken at once.
  void add_product(const Cabinet::OfProduct& one) {
    const std::uint16_t product = product_of(one.id);
    const Product& row = protocol.products[product];
    Steps steps{.step = row.halves ? 500 : 1000};
    for (std::int64_t units = steps.step; units <= row.unit_dose_max; units += steps.step)
      steps.counted.push_back(oracle.count_product(product, units));
    offers.push_back(std::move(steps));
    require_on_the_grid(row.gap_minutes);
    if (!row.judged) return;
    for (const std::int64_t units : {offers.back().step, one.units})
      if (questions.empty() || questions.back().candidate.units != units ||
          questions.back().product != offers.size() - 1)
        questions.push_back({candidate_of(protocol, product, units), offers.size() - 1,
                             oracle.count_product(product, units)});
  }
  void add_place(const Cabinet::OfProduct& one, Microseconds at) {
    const std::uint16_t product = product_of(one.id);
    const Candidate dose = candidate_of(protocol, product, one.units);
    Place place{.dose = {.taken = {at}, .way = dose.way, .units = one.units}};
    place.parts.resize(dose.contents.size());
    place.parts.resize(count_parts(protocol, dose.way, dose.contents, dose.units, place.parts));
    place.dose.parts = static_cast<std::uint32_t>(place.parts.size());
    for (const Part& part : place.parts) place.dose.ingredients |= std::uint64_t{1} << part.ingredient;
    place.counted = oracle.count_product(product, one.units);
    place.counted.at = at;
    for (const Portion& portion : place.counted.all()) require_on_the_grid(portion.figures.gap / kMinute);
    places.push_back(std::move(place));
  }
  static void require_on_the_grid(std::int64_t minutes) {
    if (minutes * kMinute % kStep != 0)
      throw std::runtime_error("a gap that the grid does not meet: " + std::to_string(minutes));
  }

  const Protocol& protocol;
  Oracle oracle;
  const Cabinet& cabinet;
  std::vector<Place> places;
  std::vector<Question> questions;
  std::vector<Steps> offers;  ///< by product of the cabinet
  Story story;
};

/// A history and a question on which a verdict is wrong.
struct Wrong {
  std::vector<std::size_t> places;
  std::size_t question = 0;
  std::string why;
  bool operator<(const Wrong& other) const {
    return std::make_tuple(places.size(), places, question) <
           std::make_tuple(other.places.size(), other.places, other.question);
  }
};

struct Found {
  std::uint64_t histories = 0, allowed = 0, waits = 0, wrong = 0;
  std::optional<Wrong> least;

  void add(const Wrong& one) {
    if (!least || one < *least) least = one;
  }
  void add(const Found& other) {
    histories += other.histories;
    allowed += other.allowed;
    waits += other.waits;
    wrong += other.wrong;
    if (other.least) add(*other.least);
  }
};

/// Goes through histories depth first; a dose is added and taken away again. One for each thread.
class Explorer {
 public:
  Explorer(const Setting& setting, const Judging& judging)
      : setting_(setting),
        judging_(judging),
        story_(setting.story),
        ledger_({.protocol = setting.protocol,
                 .story = story_,
                 .doses = doses_,
                 .urgency = Urgency::self_care,
                 .from = asked_from(setting.protocol, story_, setting.cabinet.region)}) {}

  /// All histories that begin with these doses; of one that is shorter than two, itself alone.
  void explore(const std::vector<std::size_t>& begin) {
    for (const std::size_t place : begin) add(place);
    if (begin.size() < 2) ask_everything();
    else deeper(begin.back());
    while (!taken_.empty()) take_away();
  }

  Found found;

 private:
  void add(std::size_t place) {
    const Place& of = setting_.places[place];
    doses_.doses.push_back(of.dose);
    doses_.doses.back().entry = static_cast<std::uint32_t>(taken_.size());
    doses_.doses.back().first_part = static_cast<std::uint32_t>(doses_.parts.size());
    doses_.parts.insert(doses_.parts.end(), of.parts.begin(), of.parts.end());
    counted_.push_back(of.counted);
    taken_.push_back(place);
  }
  void take_away() {
    doses_.parts.resize(doses_.doses.back().first_part);
    doses_.doses.pop_back();
    counted_.pop_back();
    taken_.pop_back();
  }
  void deeper(std::size_t from) {
    ask_everything();
    if (taken_.size() == static_cast<std::size_t>(setting_.cabinet.doses_most)) return;
    for (std::size_t place = from; place < setting_.places.size(); ++place) {
      add(place);
      deeper(place);
      take_away();
    }
  }

  void ask_everything() {
    ++found.histories;
    for (question_ = 0; question_ < setting_.questions.size(); ++question_) ask();
  }
  const Question& question() const { return setting_.questions[question_]; }
  std::string_view broken(const Counted& dose, Microseconds when) const {
    return setting_.oracle.broken(counted_, dose, when);
  }
  void judge_at(Microseconds at) {
    story_.at = Instant{at};
    judging_(ledger_, question().candidate, verdict_);
  }

  void ask() {
    judge_at(kAsked);
    switch (verdict_.ruling) {
      case Ruling::label_allows:
        ++found.allowed;
        if (const auto limit = broken(question().counted, kAsked); !limit.empty())
          wrong("allowed, though it breaks a " + std::string(limit));
        return offer(kAsked);
      case Ruling::wait: ++found.waits; return wait();
      default: wrong("neither allowed nor to wait for");
    }
  }

  void wait() {
    if (!verdict_.next_at || verdict_.next_at->microseconds <= kAsked) return wrong("to wait for nothing");
    const Microseconds next = verdict_.next_at->microseconds;
    const Counted& dose = question().counted;
    if (const auto limit = broken(dose, next); !limit.empty())
      wrong("allowed too early: then it breaks a " + std::string(limit));
    bool until = !broken(dose, next - kSecond).empty() && !broken(dose, next - 1).empty();
    for (Microseconds when = kAsked; until && when < next; when += kStep) until = !broken(dose, when).empty();
    if (!until) wrong("refused without need");
    offer(next);
    judge_at(next);
    if (waits_until()) wrong("still to wait for when it was said to be allowed");
    judge_at(next - kSecond);
    if (waits_until() != Instant{next}) wrong("another instant a second before it");
  }
  /// Whatever else speaks against it then: days of use may be over by that time.
  std::optional<Instant> waits_until() const {
    std::optional<Instant> until;
    for (const Reason& reason : verdict_.reasons)
      if (reason.holds_from) until = std::max(until, reason.holds_from);
    return until;
  }

  void offer(Microseconds when) {
    const Steps& steps = setting_.offers[question().product];
    for (std::size_t i = 0; i < steps.counted.size(); ++i) {
      const std::int64_t units = static_cast<std::int64_t>(i + 1) * steps.step;
      if (broken(steps.counted[i], when).empty() != (units <= verdict_.units_max_now))
        return wrong("another number of units than there is room for");
    }
  }

  void wrong(std::string why) {
    ++found.wrong;
    found.add({taken_, question_, std::move(why)});
  }

  const Setting& setting_;
  const Judging& judging_;
  Story story_;
  Doses doses_;
  Ledger ledger_;
  Verdict verdict_;
  std::vector<Counted> counted_;
  std::vector<std::size_t> taken_;
  std::size_t question_ = 0;
};

/// How histories begin: pieces of work for threads.
std::vector<std::vector<std::size_t>> beginnings(const Setting& setting) {
  std::vector<std::vector<std::size_t>> all{{}};
  for (std::size_t first = 0; first < setting.places.size(); ++first) all.push_back({first});
  if (setting.cabinet.doses_most >= 2)
    for (std::size_t first = 0; first < setting.places.size(); ++first)
      for (std::size_t second = first; second < setting.places.size(); ++second)
        all.push_back({first, second});
  return all;
}

Found explore_all(const Setting& setting, unsigned threads, const Judging& judging) {
  const auto work = beginnings(setting);
  std::vector<Found> of_threads(std::max(1U, threads));
  std::atomic<std::size_t> next = 0;
  {
    std::vector<std::jthread> workers;
    for (Found& found : of_threads)
      workers.emplace_back([&] {
        Explorer explorer(setting, judging);
        for (std::size_t i = next.fetch_add(1); i < work.size(); i = next.fetch_add(1))
          explorer.explore(work[i]);
        found = explorer.found;
      });
  }
  Found all;
  for (const Found& found : of_threads) all.add(found);
  return all;
}

std::string tablets(const Setting& setting, std::size_t product, std::int64_t units) {
  return std::to_string(units / 1000) + (units % 1000 == 0 ? "" : ".5") + " of " +
         setting.cabinet.products[product].id;
}

std::string list_of(const Cabinet& cabinet) {
  std::string list;
  for (const Cabinet::OfProduct& one : cabinet.products) list += (list.empty() ? "" : ", ") + one.id;
  return list;
}

/// Both bounds, so that nobody takes one for the other.
std::string bound(const Cabinet& cabinet) {
  const std::string most = std::to_string(cabinet.doses_most);
  if (cabinet.doses_most >= cabinet.doses_full) return most;
  return most + ", with ./test --full " + std::to_string(cabinet.doses_full);
}

std::string sentence(const Setting& setting, const Wrong& wrong) {
  std::string text = "taken:";
  for (const std::size_t place : wrong.places) {
    const std::size_t product = place % setting.cabinet.products.size();
    const Microseconds ago = kAsked - setting.places[place].counted.at;
    text += " " + tablets(setting, product, setting.cabinet.products[product].units) + " " +
            std::to_string(ago / kHour) + " h ago,";
  }
  if (wrong.places.empty()) text += " nothing,";
  const Question& question = setting.questions[wrong.question];
  return text + " asked: " + tablets(setting, question.product, question.candidate.units) + ": " + wrong.why;
}

}  // namespace

std::vector<Cabinet> cabinets(bool full) {
  // Between them: each gap there is (4, 6, 8 and 12 hours), the washout, a gap and a ceiling of a product,
  // extended release, a product that only counts; and at home label ceilings that differ where products mix,
  // both above that of the mixture.
  return {{"home",
           "us",
           {{"acetaminophen-325", 2000},
            {"acetaminophen-650-er", 2000},
            {"ibuprofen-200", 2000},
            {"naproxen-sodium-220", 1000}},
           full ? 6 : 4,
           6},
          {"cold",
           "us",
           {{"acetaminophen-500", 2000},
            {"night-cold-softgel", 2000},
            {"aspirin-325", 2000},
            {"lidocaine-patch-4", 1000}},
           full ? 5 : 4,
           5},
          {"uk",
           "uk",
           {{"paracetamol-500-uk", 2000},
            {"ibuprofen-200-uk", 2000},
            {"ibuprofen-400-uk", 1000},
            {"cold-sachet-uk", 1000}},
           full ? 5 : 4,
           5}};
}

Shown prove_cabinet(const Protocol& protocol, const reference::Protocol& read, const Cabinet& cabinet,
                    unsigned threads, const Tested& tested) {
  const Stopwatch stopwatch;
  const Setting setting(protocol, read, cabinet);
  const Found found = explore_all(setting, threads, tested.judge);
  Shown shown{
      .name = "ledger-" + cabinet.name,
      .what =
          "After every history of doses of " + list_of(cabinet) + ", taken at " + std::to_string(kInstants) +
          " instants of a day: no verdict allows what breaks a gap or a ceiling, nothing is refused without "
          "need, the earliest instant is exact to the second, and the units are the most there is room "
          "for."};
  shown.figures = {{"histories", with_commas(found.histories)},
                   {"verdicts", with_commas(found.allowed + found.waits)},
                   {"allowed", with_commas(found.allowed)},
                   {"to wait for", with_commas(found.waits)},
                   {"doses at most", bound(cabinet)}};
  if (found.least)
    shown.counterexamples.push_back(sentence(setting, *found.least) + " (and " +
                                    with_commas(found.wrong - 1) + " more)");
  shown.holds = found.wrong == 0 && found.allowed > 0 && found.waits > 0;
  shown.seconds = stopwatch.seconds();
  return shown;
}

}  // namespace springback::verify
