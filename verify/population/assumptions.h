// Everything that the simulated population rests on, as tables: who comes with back pain, and what they
// answer. A row without a published figure says so (`kAssumed`). docs/safety/population.md shows all of it.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace springback::verify {

/// Of whom a rate holds. Where none of the rows of a finding holds, it is answered no; one that is asked of
/// some only (`asked_if`) is then not answered.
enum class Given : std::uint8_t {
  everybody,
  earlier_episode,
  first_episode,
  unhurt_sudden,
  unhurt_gradual,
  hurt_minor,
  hurt_major,
  gradual,
  long_pain,
  three_days,
  two_weeks,
  left_leg,
  right_leg,
  leg_pain,
  no_leg_pain,
  weak_leg,
  severe,
  not_severe,
  fever,
  no_fever,
  near_kidney,
  colic,
  may_vomit,
  fertile,
  pregnant,
  possibly_pregnant,
  any_pregnancy,
  pregnant_or_birth,
  dark_thoughts,
  stiff,
  not_stiff,
};
std::string_view words_for(Given given);

/// The bands of age that rates are given for: those of the rows of `age_years`.
inline constexpr std::size_t kBands = 6;
using Rates = std::array<std::uint32_t, kBands>;  ///< people of 100,000

inline constexpr std::uint32_t kAll = 100'000;
inline constexpr std::string_view kAssumed = "assumption";

/// One row: how many of those it holds for give this answer. Rows of one choice or number exclude each other,
/// and the rest give the reassuring answer; members of a set do not exclude each other.
struct Assumption {
  std::string_view finding;  ///< of the protocol, or a trait (person.h)
  std::string_view answer;  ///< empty: yes; a choice, a member, a number or a span of numbers "8-13"
  Given given = Given::everybody;
  Rates rates{};
  std::string_view source;  ///< id in protocol/sources.yaml, or kAssumed
  std::string_view note;
};

enum class Illness : std::uint8_t { none, fracture, cauda_equina, inflammatory, cancer, infection };
inline constexpr std::size_t kIllnesses = 6;
std::string_view words_for(Illness illness);

struct Share {
  Illness illness{};
  std::uint32_t rate = 0;  ///< people of 100,000
  std::string_view source, note;
};

std::span<const Assumption> uncomplicated();
std::span<const Share> illnesses();
/// What people with this illness answer instead.
std::span<const Assumption> signs_of(Illness illness);

/// All of the above as Markdown tables.
std::string write_assumptions();

consteval std::uint32_t of_100(double percent) { return static_cast<std::uint32_t>(percent * 1000 + 0.5); }
consteval Rates all(double percent) {
  Rates rates{};
  rates.fill(of_100(percent));
  return rates;
}
consteval Rates by_age(double to_17, double to_34, double to_49, double to_64, double to_74, double older) {
  return {of_100(to_17), of_100(to_34), of_100(to_49), of_100(to_64), of_100(to_74), of_100(older)};
}

}  // namespace springback::verify
