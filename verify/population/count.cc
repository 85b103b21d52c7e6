// People through the product, and the counts of where they land.
#include <algorithm>
#include <exception>
#include <thread>

#include "core/triage.h"
#include "population/population.h"

namespace springback::verify {
namespace {

/// 2026-11-22T08:00:00Z. Any instant would do: the whole interview is one entry at this instant.
constexpr Instant kNow{1'795'334'400'000'000};
constexpr std::size_t kShownNumbers = 5;

std::size_t index(Urgency urgency) { return static_cast<std::size_t>(urgency); }

class Counter {
 public:
  Counter(const Protocol& protocol, const Population& population)
      : protocol_(protocol), population_(population), signs_(protocol) {
    counts_.fired.resize(protocol.rules.size());
    counts_.alone.resize(protocol.rules.size());
  }

  void add(std::uint64_t number) {
    const Person person = population_.person(number);
    std::vector<Entry> entries;
    entries.push_back(population_.told_by(person, kNow));
    const Story story = fold(protocol_, Journal(std::move(entries)), kNow);
    const Triage triage = springback::triage(protocol_, story.classes);
    const Urgency demanded = signs_.demanded_by(person);
    const Flags flags = signs_.flags_of(person);

    const auto illness = static_cast<std::size_t>(person.illness);
    note(counts_.of[illness], triage.urgency);
    ++counts_.flags[static_cast<std::size_t>(flags.all)];
    ++counts_.our_flags[static_cast<std::size_t>(flags.ours)];
    if (demanded == Urgency::self_care && flags.ours == 0)
      note(counts_.without_sign[illness], triage.urgency);
    if (demanded >= Urgency::today) note_sign(number, person.illness, demanded, triage.urgency);
    if (person.illness == Illness::none && triage.at_least >= Urgency::today) note_rows(triage);
  }

  Counts counts() && { return std::move(counts_); }

 private:
  static void note(Tally& tally, Urgency urgency) {
    ++tally.people;
    ++tally.at[index(urgency)];
  }

  void note_sign(std::uint64_t number, Illness illness, Urgency demanded, Urgency urgency) {
    ++counts_.with_sign;
    counts_.calm_with_sign += illness == Illness::none ? 1 : 0;
    if (urgency != Urgency::undecided && urgency >= demanded) return;
    ++counts_.below_sign;
    if (counts_.first_below.size() < kShownNumbers) counts_.first_below.push_back(number);
  }

  /// Rows of today and above. Of one id the highest stands first (triage.yaml), and counts.
  void note_rows(const Triage& triage) {
    std::vector<std::uint16_t> firing;
    for (std::uint16_t row = 0; row < protocol_.rules.size(); ++row) {
      const Rule& rule = protocol_.rules[row];
      if (rule.recheck || rule.urgency < Urgency::today || !fires(protocol_.triage, triage.rows, row))
        continue;
      if (!firing.empty() && protocol_.rules[firing.back()].id == rule.id) continue;
      firing.push_back(row);
    }
    for (const std::uint16_t row : firing) ++counts_.fired[row];
    if (firing.size() == 1) ++counts_.alone[firing.front()];
  }

  const Protocol& protocol_;
  const Population& population_;
  Signs signs_;
  Counts counts_;
};

void add_each(auto& into, const auto& other) {
  std::ranges::transform(into, other, into.begin(), std::plus{});
}

}  // namespace

Tally& Tally::operator+=(const Tally& other) {
  people += other.people;
  add_each(at, other.at);
  return *this;
}

std::uint64_t Tally::alarmed() const { return at[index(Urgency::today)] + at[index(Urgency::emergency)]; }

Tally Counts::everybody() const {
  Tally all;
  for (const Tally& tally : of) all += tally;
  return all;
}

void Counts::add(const Counts& other) {
  for (std::size_t i = 0; i < kIllnesses; ++i) {
    of[i] += other.of[i];
    without_sign[i] += other.without_sign[i];
  }
  add_each(fired, other.fired);
  add_each(alone, other.alone);
  add_each(flags, other.flags);
  add_each(our_flags, other.our_flags);
  with_sign += other.with_sign;
  calm_with_sign += other.calm_with_sign;
  below_sign += other.below_sign;
  first_below.insert(first_below.end(), other.first_below.begin(), other.first_below.end());
  first_below.resize(std::min(first_below.size(), kShownNumbers));
}

Counts count(const Protocol& protocol, const Population& population, std::uint64_t people, unsigned threads) {
  std::vector<Counter> counters(std::max(1U, threads), Counter(protocol, population));
  const std::uint64_t share = people / counters.size() + 1;
  {
    std::vector<std::jthread> running;  // joined at the brace
    for (std::size_t i = 0; i < counters.size(); ++i)
      running.emplace_back([&, i] {
        const std::uint64_t end = std::min(people, (i + 1) * share);
        for (std::uint64_t number = i * share; number < end; ++number) counters[i].add(number);
      });
  }
  Counts all = std::move(counters.front()).counts();
  for (std::size_t i = 1; i < counters.size(); ++i) all.add(std::move(counters[i]).counts());
  return all;
}

}  // namespace springback::verify
