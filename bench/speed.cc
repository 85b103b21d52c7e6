// Speed of the core. README.md has the figures and how to run it.
#include <benchmark/benchmark.h>

#include "allocations.h"
#include "core/advice.h"
#include "core/medicine/ledger.h"
#include "document/advice_document.h"
#include "samples.h"

namespace {

using namespace springback;
using benchmark::Counter;
using benchmark::State;

constexpr const char* kSofa = "moved-a-sofa";

/// Adds how often one turn of the loop called operator new.
class Allocations {
 public:
  explicit Allocations(State& state) : state_(state), before_(bench::allocations()) {}
  ~Allocations() {
    const auto all = static_cast<double>(bench::allocations() - before_);
    state_.counters["allocations"] = Counter(all, Counter::kAvgIterations);
  }
  Allocations(const Allocations&) = delete;
  Allocations& operator=(const Allocations&) = delete;

 private:
  State& state_;
  std::int64_t before_;
};

void triage_one(State& state) {
  const Request request = bench::request_of(kSofa);
  const Story story = fold(built_in(), request.journal, request.at.instant);
  const Allocations counted(state);
  for (auto _ : state) benchmark::DoNotOptimize(triage(built_in(), story.classes));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(triage_one);

void triage_4096_partial(State& state) {
  const std::vector<Classes> stories = bench::random_partial(built_in(), 4096);
  std::size_t turn = 0;
  const Allocations counted(state);
  for (auto _ : state) benchmark::DoNotOptimize(triage(built_in(), stories[turn++ % 4096]));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(triage_4096_partial);

void fold_1000_entries(State& state) {
  const Journal journal = bench::long_journal(built_in(), 1000);
  const Instant last = journal.entries().back().at;
  const Allocations counted(state);
  for (auto _ : state) benchmark::DoNotOptimize(fold(built_in(), journal, last));
  // Items are entries: their inverse is the time of one.
  state.SetItemsProcessed(state.iterations() * 1000);
  state.counters["per_entry"] = Counter(1000, Counter::kIsIterationInvariantRate | Counter::kInvert);
}
BENCHMARK(fold_1000_entries);

void fold_one_request(State& state) {
  const Request request = bench::request_of(kSofa);
  const Allocations counted(state);
  for (auto _ : state) benchmark::DoNotOptimize(fold(built_in(), request.journal, request.at.instant));
}
BENCHMARK(fold_one_request);

void advise_only(State& state) {
  const Request request = bench::request_of(kSofa);
  const Story story = fold(built_in(), request.journal, request.at.instant);
  const Allocations counted(state);
  for (auto _ : state) benchmark::DoNotOptimize(advise(built_in(), story));
}
BENCHMARK(advise_only);

void fold_and_advise(State& state) {
  const Request request = bench::request_of(kSofa);
  const Allocations counted(state);
  for (auto _ : state)
    benchmark::DoNotOptimize(advise(built_in(), fold(built_in(), request.journal, request.at.instant)));
}
BENCHMARK(fold_and_advise);

void read_one_request(State& state) {
  const std::string text = bench::request_text(kSofa);
  const Allocations counted(state);
  for (auto _ : state) benchmark::DoNotOptimize(read_request(built_in(), text));
}
BENCHMARK(read_one_request);

void document_from_text(State& state) {
  const std::string text = bench::request_text(kSofa);
  const Allocations counted(state);
  for (auto _ : state) benchmark::DoNotOptimize(answer(built_in(), text));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(document_from_text);

/// All ingredients that `medicines` lists, over 200 doses of the last 24 hours.
void ledger_all_over_200_doses(State& state) {
  const Instant at = parse_instant("2026-11-22T09:00:00Z")->instant;
  const Journal journal = bench::many_doses(built_in(), 200, at);
  const Story story = fold(built_in(), journal, at);
  const LedgerBasis basis{.protocol = built_in(),
                          .story = story,
                          .doses = story.doses,
                          .urgency = Urgency::self_care,
                          .from = asked_from(built_in(), story, "us")};
  Verdict verdict;
  const auto all = [&] {
    const Ledger ledger(basis);
    for (const MedicineChoice& choice : built_in().choices) {
      Amount room;
      ledger.judge(ledger.standing_for(choice.ingredient, room), verdict);
      benchmark::DoNotOptimize(verdict);
    }
  };
  all();
  const Allocations counted(state);
  for (auto _ : state) all();
}
BENCHMARK(ledger_all_over_200_doses);

}  // namespace
