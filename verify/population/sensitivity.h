// Which assumptions the measured share of alarms hangs on: each is moved by half up and down, with everybody
// else as before.
#pragma once

#include "population/population.h"

namespace springback::verify {

/// What moves together.
struct Variant {
  std::string name;
  std::vector<Change> changes;
};

/// Several assumptions wrong at once; where people differ, in parts of them.
struct Scenario {
  struct Part {
    std::uint64_t percent = 100;
    std::vector<Change> changes;
  };
  std::string name;
  std::vector<Part> parts;
};

struct Shift {
  std::string name;
  Tally none, less, more;  ///< the uncomplicated, with the rate at nothing, two thirds, one and a half
  std::uint64_t width() const;
};

/// Each finding with rates of its own, by how far it moves the share at today or above; widest first.
std::vector<Shift> shifts(const Protocol& protocol, std::uint64_t people, std::size_t findings);

std::vector<Scenario> scenarios();

/// Both as Markdown tables.
std::string write_sensitivity(const Protocol& protocol, std::uint64_t people);

}  // namespace springback::verify
