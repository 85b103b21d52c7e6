// Entries of the journal, from their JSON. Unknown kinds, findings and choices are kept and counted; a known
// finding of the wrong type or out of range is an error that names it. docs/formats/journal.schema.json is
// the format.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "base/result.h"
#include "core/journal.h"
#include "protocol/protocol.h"

namespace springback {

Result<Entry> read_entry(const Protocol& protocol, const nlohmann::json& json);

/// One line of JSON Lines.
Result<Entry> read_entry_line(const Protocol& protocol, std::string_view line);

/// What a dose is: the fields of `took`, and the `dose` of a request. Not when it was taken.
Result<Took> read_dose(const Protocol& protocol, const nlohmann::json& json, bool& has_unknown);

/// One answer: the value of a finding as the contract writes it. The error's argument begins with the
/// finding's id.
Result<Reported> read_answer(const Protocol& protocol, FindingId id, const nlohmann::json& value);

}  // namespace springback
