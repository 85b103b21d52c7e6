// What is missing before the ledger can answer, asked card by card; and, each time and last, whether every
// dose is noted.
#pragma once

#include <nlohmann/json.hpp>

#include "cli/door.h"
#include "cli/terminal.h"

namespace springback::cli {

/// Asks and records, until no answer can change the verdict on this dose. Nothing where the back comes first:
/// an urgency that is undecided, or an emergency. What is skipped stays open.
void ask_about_medicine(Door& door, Terminal& terminal, const nlohmann::ordered_json& dose);

/// Doses that were taken are told and noted, one after the other, until nothing more comes to mind. Whether
/// there was any.
bool tell_doses(Door& door, Terminal& terminal);

}  // namespace springback::cli
