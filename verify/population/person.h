// One simulated person: an illness or none, and every answer to a full and honest interview.
#pragma once

#include <bitset>
#include <string_view>
#include <vector>

#include "core/journal.h"
#include "population/assumptions.h"
#include "population/draw.h"

namespace springback::verify {

/// What a person has besides the findings that are asked, and what other answers depend on.
inline constexpr std::array<std::string_view, 6> kTraits = {
    "earlier_episode",      "leg_pain",           "bed_rest_without_relief",
    "stiff_in_the_morning", "better_when_moving", "other_joint_skin_or_family",
};

/// A finding (its id), or a trait (after all findings).
using Slot = std::uint16_t;
inline constexpr std::size_t kSlots = kMaxFindings + kTraits.size();

struct Person {
  Illness illness = Illness::none;
  std::array<std::int32_t, kSlots> value{};  ///< as in `Reported`
  std::bitset<kSlots> answered;

  bool has(Slot slot) const { return answered[slot] && value[slot] != 0; }
};

/// The slot of a finding or trait. Throws std::runtime_error where there is none.
Slot slot_of(const Protocol& protocol, std::string_view name);
/// What an answer of the tables is worth: its lowest and its highest value. Throws where there is none.
std::pair<std::int32_t, std::int32_t> value_of(const Protocol& protocol, Slot slot, std::string_view answer);

/// One assumption moved: rates of a finding (all its answers where `answer` is empty) times `times / by`, at
/// most everybody.
struct Change {
  std::string_view finding, answer;
  std::uint32_t times = 1, by = 1;
};

/// The tables, made ready for drawing. Throws std::runtime_error where they do not fit the protocol.
class Population {
 public:
  explicit Population(const Protocol& protocol, std::span<const Change> changes = {});

  /// The same number is the same person, whatever the order. With an illness: of that illness.
  Person person(std::uint64_t number) const;
  Person person(std::uint64_t number, Illness illness) const;
  /// The answers of the interview, as one entry.
  Entry told_by(const Person& person, Instant at) const;

 private:
  struct Option {
    std::int32_t low = 0, high = 0;
    Rates until{};  ///< this answer where the roll is below, and not below that of the option before
  };
  /// Options that exclude each other.
  struct Draw {
    Slot slot = 0;
    Given given{};
    std::uint32_t number = 0;
    bool joins = false;  ///< a member of a set: added to what is there
    Rates sides{};
    std::vector<Option> options;
  };
  using Plan = std::vector<Draw>;
  struct Row {
    Assumption says;
    std::uint32_t number = 0;
    Rates before{};  ///< the rates without changes
  };
  /// What answers depend on.
  struct Slots {
    Slot age, sex, earlier_episode, trauma, onset, days, long_pain, pain, sites, feels, leg_pain, weakness;
    Slot fever, pacing, burning, double_dose, pregnancy, birth, dark_thoughts, stiff;
    std::int32_t major, gradual, male, possibly, flank, groin, colicky;
  };

  static std::vector<Row> rows_of(Illness illness, std::span<const Change> changes, const Protocol& protocol);
  Plan plan_of(const std::vector<Row>& rows) const;
  void add(const Row& row, bool continues, Plan& plan) const;
  void find_slots();
  void find_defaults();
  bool holds(Given given, const Person& person) const;
  bool holds_for_body(Given given, const Person& person) const;
  bool holds_for_pregnancy(Given given, const Person& person) const;
  bool has_colic(const Person& person) const;
  std::size_t band_of(const Person& person) const;

  const Protocol& protocol_;
  Slots at_{};
  std::array<Plan, kIllnesses> plans_;
  std::vector<Reported> defaults_;  ///< the reassuring answers to what is asked of everybody
  std::vector<Slot> told_;          ///< findings that the tables speak of
  std::vector<std::int32_t> band_begins_;
};

}  // namespace springback::verify
