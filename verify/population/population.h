// Over-caution, measured: a simulated primary-care population goes through the product's own fold and triage.
// What comes out is as good as the assumptions (assumptions.h); docs/safety/population.md judges both.
#pragma once

#include "population/signs.h"
#include "report.h"

namespace springback::verify {

struct Tally {
  std::uint64_t people = 0;
  std::array<std::uint64_t, kUrgencies> at{};  ///< by Urgency
  std::uint64_t alarmed() const;  ///< at today and at emergency
  Tally& operator+=(const Tally& other);
  friend bool operator==(const Tally&, const Tally&) = default;
};

struct Counts {
  std::array<Tally, kIllnesses> of{};  ///< by Illness
  std::array<Tally, kIllnesses> without_sign{};  ///< those of them with no sign of danger and no flag
  /// Of the uncomplicated at today or above, by rule: whom the row fires for (of one id the highest row), and
  /// whom no other row keeps there.
  std::vector<std::uint64_t> fired, alone;
  std::array<std::uint64_t, 24> flags{}, our_flags{};  ///< everybody, by how many flags they have
  std::uint64_t with_sign = 0;  ///< everybody with an answer that asks for today or more by itself
  std::uint64_t calm_with_sign = 0;  ///< those of them without a serious illness
  std::uint64_t below_sign = 0;  ///< those of them whose urgency is under what it asks for
  std::vector<std::uint64_t> first_below;  ///< numbers of the first few of those
  Tally everybody() const;
  void add(const Counts& other);
  friend bool operator==(const Counts&, const Counts&) = default;
};

/// People 0 to `people` - 1. `threads` changes nothing but the time.
Counts count(const Protocol& protocol, const Population& population, std::uint64_t people,
             unsigned threads = 1);

/// `protocol`: the one that is judged, usually `built_in()`.
Results measure_population(const Protocol& protocol, std::uint64_t people);
/// The same out of counts that were made before.
Results describe(const Protocol& protocol, const Counts& counts);

/// "12.34 %", cut to hundredths: almost all is never 100 %.
std::string percent(std::uint64_t part, std::uint64_t whole);

}  // namespace springback::verify
