// The medicine document: everything that a person reads on a screen about medicine. The advice document has
// the same verdicts for programs; this one has the sentences, the amounts and the names around them, so that
// a door only draws. docs/formats/medicine.schema.json is the format.
#pragma once

#include <string>
#include <string_view>

#include "protocol/protocol.h"

namespace springback {

/// Reads a request of the contract, which may carry `find` (a name as somebody types it), and answers. Where
/// it cannot be read: {"error":{...}}.
std::string answer_medicine(const Protocol& protocol, std::string_view text, bool* ok = nullptr);

}  // namespace springback
