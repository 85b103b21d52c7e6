// A tale in the form of each side, and as the text of a request. The tests hold the two direct ways against
// what each side's own reader makes of the text.
#pragma once

#include <string>
#include <vector>

#include "compare/sides.h"

namespace springback::verify {

std::vector<Entry> product_entries(const Sides& sides, const Tale& tale);
std::vector<reference::Entry> reference_entries(const Sides& sides, const Tale& tale);

/// One entry as the contract has it.
std::string entry_text(const reference::Protocol& protocol, const Event& event, int offset_minutes);

/// The request of the contract, in one line; `id` first where it is not empty.
std::string request_text(const reference::Protocol& protocol, const Tale& tale, std::string_view id = {});

}  // namespace springback::verify
