#include "ledger/sequences.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <map>
#include <thread>

#include "ledger/shrink.h"
#include "stopwatch.h"

namespace springback::verify {
namespace {

constexpr std::uint64_t kBlock = 256;  ///< sequences that a thread takes at once
constexpr int kAskedMost = 3;          ///< of one sequence

/// Of one kind of difference: how many sequences have it, and where the first has it.
struct Kind {
  std::uint64_t sequences = 0, first = 0;
};

struct Findings {
  std::uint64_t asked = 0, through_text = 0, taken = 0, entries = 0, across_a_change = 0;
  std::array<std::uint64_t, 4> verdicts{};  ///< by Ruling
  std::map<std::string, Kind> kinds;

  void note(const std::string& about, const Kind& kind) {
    const auto [place, fresh] = kinds.try_emplace(about, kind);
    if (fresh) return;
    place->second.sequences += kind.sequences;
    place->second.first = std::min(place->second.first, kind.first);
  }
  void add(const Findings& other) {
    asked += other.asked;
    through_text += other.through_text;
    taken += other.taken;
    entries += other.entries;
    across_a_change += other.across_a_change;
    for (std::size_t i = 0; i < verdicts.size(); ++i) verdicts[i] += other.verdicts[i];
    for (const auto& [about, kind] : other.kinds) note(about, kind);
  }
};

bool is_across_a_change(const Sequence& sequence) {
  return std::ranges::any_of(sequence.entries, [&](const Logged& entry) {
    return entry.taken.value_or(entry.at).offset_minutes != sequence.asked.at.offset_minutes;
  });
}

/// Where the sequence first differs, and in what.
struct Met {
  Sequence sequence;
  Difference difference;
};

/// What is allowed is taken; what is to wait for is asked for again when it may be taken.
std::optional<Met> live(Checker& checker, const Grounds& grounds, const SequenceRun& run,
                        std::uint64_t number, Findings& found) {
  Teller teller(grounds.pharmacy, grounds.people.size(), run.seed, number);
  Sequence sequence = teller.tell();
  found.entries += sequence.entries.size();
  found.across_a_change += is_across_a_change(sequence) ? 1 : 0;
  const bool through_text = number % run.text_every == 0;
  for (int asked = 0; asked < kAskedMost; ++asked) {
    ++found.asked;
    if (auto difference = checker.check(sequence)) return Met{sequence, *difference};
    const Verdict& verdict = checker.verdict();
    ++found.verdicts[static_cast<std::size_t>(verdict.ruling)];
    if (through_text) {
      ++found.through_text;
      if (auto difference = checker.check_text(sequence)) return Met{sequence, *difference};
    }
    if (verdict.ruling > Ruling::wait) break;
    const bool waits = verdict.ruling == Ruling::wait;
    if (!waits) teller.take(sequence);
    found.taken += waits ? 0 : 1;
    teller.ask_again(sequence, waits ? std::optional(verdict.next_at->microseconds) : std::nullopt);
  }
  return std::nullopt;
}

Findings find_differences(const Grounds& grounds, const SequenceRun& run) {
  const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
  std::vector<Findings> of_threads(run.threads != 0 ? run.threads : cores);
  std::atomic<std::uint64_t> next = 0;
  const auto work = [&](Findings& found) {
    Checker checker(grounds);
    for (std::uint64_t from = next.fetch_add(kBlock); from < run.sequences; from = next.fetch_add(kBlock))
      for (std::uint64_t n = from; n < std::min(from + kBlock, run.sequences); ++n)
        if (const auto met = live(checker, grounds, run, n, found)) found.note(met->difference.about, {1, n});
  };
  {
    std::vector<std::jthread> workers;
    for (Findings& found : of_threads) workers.emplace_back([&work, &found] { work(found); });
  }
  Findings all;
  for (const Findings& found : of_threads) all.add(found);
  return all;
}

/// The smallest request that differs in the same, and how.
std::string smallest(const Grounds& grounds, const SequenceRun& run, std::uint64_t number,
                     const std::string& about) {
  Checker checker(grounds);
  Findings none;
  const auto met = live(checker, grounds, run, number, none);
  const auto differs = [&](const Sequence& sequence) {
    auto difference = checker.check(sequence);
    if (!difference && number % run.text_every == 0) difference = checker.check_text(sequence);
    return difference && difference->about == about ? difference : std::nullopt;
  };
  const Sequence small = shrink(met->sequence, [&](const Sequence& one) { return differs(one).has_value(); });
  const Difference difference = differs(small).value_or(met->difference);
  return "# Sequence " + std::to_string(number) + " differs in '" + about + "': product " +
         difference.product + "; against it " + difference.reference + ". Somebody with " +
         grounds.people[small.person].name + ", urgency " + std::to_string(small.urgency) + "\n" +
         request_text(grounds.sides.reference, {}, small);
}

std::string share(std::uint64_t part, std::uint64_t of) {
  const std::uint64_t tenths = of == 0 ? 0 : (part * 1000 + of / 2) / of;
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " %";
}

}  // namespace

Results check_sequences(const Sides& sides, const SequenceRun& run, const Tested& tested) {
  const Stopwatch stopwatch;
  const Grounds grounds(sides, tested);
  const Findings found = find_differences(grounds, run);
  Shown shown{
      .name = "ledger-sequences",
      .what =
          "Of random sequences of doses, with flights and every change of every clock, logged late, put "
          "right and taken back, the ledger says what the reference ledger says: verdict, instant, "
          "units and every reason. Taken when it is allowed, no dose breaks a limit; a second before "
          "the earliest instant it does."};
  std::vector<std::pair<std::uint64_t, std::string>> by_number;
  std::uint64_t differ = 0;
  for (const auto& [about, kind] : found.kinds) {
    by_number.emplace_back(kind.first, about);
    differ += kind.sequences;
  }
  std::ranges::sort(by_number);
  if (by_number.size() > run.shown_most) by_number.resize(run.shown_most);
  for (const auto& [number, about] : by_number)
    shown.counterexamples.push_back(smallest(grounds, run, number, about) + "\n# and " +
                                    with_commas(found.kinds.at(about).sequences - 1) + " more");
  const auto of = [&](Ruling ruling) {
    return share(found.verdicts[static_cast<std::size_t>(ruling)], found.asked);
  };
  shown.figures = {{"sequences", with_commas(run.sequences) +
                                     (run.sequences < run.sequences_full
                                          ? ", with ./test --full " + with_commas(run.sequences_full)
                                          : "")},
                   {"seed", std::to_string(run.seed)},
                   {"verdicts", with_commas(found.asked)},
                   {"taken when allowed", with_commas(found.taken)},
                   {"across a change of the clocks", share(found.across_a_change, run.sequences)},
                   {"allowed", of(Ruling::label_allows)},
                   {"to wait for", of(Ruling::wait)},
                   {"ask first", of(Ruling::ask_first)},
                   {"not for you", of(Ruling::not_for_you)},
                   {"through the text of requests", with_commas(found.through_text)},
                   {"differ", with_commas(differ)}};
  shown.holds = differ == 0 && found.taken > 0 && found.verdicts[static_cast<std::size_t>(Ruling::wait)] > 0;
  shown.seconds = stopwatch.seconds();
  return {shown};
}

}  // namespace springback::verify
