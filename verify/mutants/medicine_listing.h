// What can break in medicines.yaml: every figure a step either way, every caution in each of its parts.
#pragma once

#include <vector>

#include "mutants/mutants.h"

namespace springback::verify {

std::vector<Mutant> list_medicine_mutants(const Book& book);

}  // namespace springback::verify
