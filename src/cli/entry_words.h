// An entry of the journal in the words of a person: what was taken back, before it is gone.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/door.h"

namespace springback::cli {

/// One line for each thing that the entry told: "Any fever? No", "2 x Ibuprofen 200 mg tablet, at 22:00".
/// What is of a later version is told by its kind.
std::vector<std::string> entry_words(const Door& door, const nlohmann::ordered_json& entry);

}  // namespace springback::cli
