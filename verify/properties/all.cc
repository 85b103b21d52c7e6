#include <atomic>
#include <functional>
#include <thread>

#include "properties/properties.h"

namespace springback::verify {

Results prove_all(const Subject& subject, const Protocol& product, unsigned threads) {
  const Claims claims = read_claims(subject, claims_text());
  const std::vector<std::function<Results()>> proofs = {
      [&] { return prove_total(subject); },
      [&] { return prove_monotone(subject, claims); },
      [&] { return prove_silence(subject); },
      [&] { return prove_strong_signs(subject, claims); },
      [&] { return prove_rows(subject, claims); },
      [&] { return prove_plan(subject, product); },
      [&] { return prove_cards(subject, claims); },
      [&] { return prove_interview(subject); },
      [&] { return run_interviews(product, 50'000); },
      [&] { return prove_tables(subject, product); },
      [&] { return enumerate_tables(subject, product); },
  };
  std::vector<Results> found(proofs.size());
  std::atomic<std::size_t> next = 0;
  {
    std::vector<std::jthread> workers;
    for (unsigned i = 0; i < threads; ++i)
      workers.emplace_back([&] {
        for (std::size_t proof = next++; proof < proofs.size(); proof = next++) {
          try {
            found[proof] = proofs[proof]();
          } catch (const std::exception& error) {
            found[proof] = {{.name = "proof " + std::to_string(proof + 1),
                             .what = "A proof broke off.",
                             .counterexamples = {error.what()}}};
          }
        }
      });
  }
  Results all;
  for (Results& results : found)
    for (Shown& shown : results) all.push_back(std::move(shown));
  return all;
}

}  // namespace springback::verify
