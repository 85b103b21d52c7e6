// Random journals of doses as people make them, and what is asked then: in neither side's form. Sequence
// number n depends on the seed and n alone.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "draw.h"
#include "ledger/oracle.h"
#include "ledger/zones.h"

namespace springback::verify {

/// What stands on the person's clock at an instant.
struct Moment {
  Microseconds at = 0;
  int offset_minutes = 0;
  friend bool operator==(const Moment&, const Moment&) = default;
};

/// A dose, as the contract can tell it.
struct DoseTold {
  enum class As : std::uint8_t { nothing, tablet, er_tablet, liquid_ml, gel_g, patch };
  struct Amount {
    int ingredient = kOfLater;
    std::int64_t micrograms = 0;  ///< in one unit
    friend bool operator==(const Amount&, const Amount&) = default;
  };
  int product = kNothing;  ///< its place in the file
  std::size_t amounts_used = 0;
  std::array<Amount, 3> amounts{};
  std::optional<std::int64_t> units;  ///< thousandths
  As as = As::nothing;
  bool amount_known = true, prescribed = false;

  static constexpr int kNothing = -1, kOfLater = -2;  ///< not told; of a later version
  friend bool operator==(const DoseTold&, const DoseTold&) = default;
};

/// One entry.
struct Logged {
  enum class Kind : std::uint8_t { took, retracted };
  std::uint8_t id = 0;
  Kind kind{};
  Moment at;
  std::optional<Moment> taken;  ///< where it was logged late
  DoseTold dose;
  std::uint8_t takes_back = 0;  ///< the id of another
  friend bool operator==(const Logged&, const Logged&) = default;
};

struct Asked {
  Moment at;
  bool live = false;
  DoseTold dose;
};

struct Sequence {
  std::size_t person = 0;       ///< of People
  std::optional<int> region;    ///< of the request: its place in `regions`
  std::uint8_t urgency = 0;     ///< as in reference::Urgency
  std::vector<Logged> entries;  ///< in no order; the same one may stand there twice
  Asked asked;
};

/// An id as the contract has it. Their order is not that of the numbers.
std::string entry_name(std::uint8_t id);

/// What sequences are made of.
struct Pharmacy {
  explicit Pharmacy(const reference::Protocol& protocol);

  const reference::Protocol& protocol;
  std::vector<Clock> clocks;
  std::vector<std::pair<std::size_t, std::size_t>> changes;  ///< clock, and its change
  std::vector<int> judged, others;                           ///< products
  std::vector<int> with_limits, without_limits;              ///< ingredients
  std::vector<Microseconds> spans;  ///< lengths of time at which something changes
};

/// Tells one sequence, and goes on with it.
class Teller {
 public:
  Teller(const Pharmacy& pharmacy, std::size_t people, std::uint64_t seed, std::uint64_t number);

  Sequence tell();
  /// Somebody takes what was asked for, at the instant it was asked, and logs it then or later.
  void take(Sequence& sequence);
  /// Time passes, and something is asked again: at `when`, where it is given.
  void ask_again(Sequence& sequence, std::optional<Microseconds> when);

 private:
  void choose_when(Sequence& sequence);
  Moment moment(Microseconds at) const;
  Microseconds taken_at(const Sequence& sequence);
  DoseTold dose(bool asked);
  DoseTold dose_of_product(bool asked);
  DoseTold dose_of_ingredients();
  void log(Sequence& sequence, const DoseTold& dose, Microseconds taken);
  Logged& add(Sequence& sequence, Logged::Kind kind, Microseconds at);
  void add_doses(Sequence& sequence);
  void add_daily_doses(Sequence& sequence);

  const Pharmacy& pharmacy_;
  std::size_t people_;
  Draw draw_;
  const Clock* clock_ = nullptr;   ///< at home
  const Clock* abroad_ = nullptr;  ///< after the flight
  Microseconds flight_ = 0;
  bool plain_ = true;         ///< nothing in it is unknown
  std::array<int, 3> home_{};  ///< products at home
  std::uint8_t next_id_ = 0;
};

}  // namespace springback::verify
