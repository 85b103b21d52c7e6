// What a document says of medicines, against the reference: the answer to the question, the whole list, what
// was taken, and breaches. From the text of a request, through each side's own reader.
#pragma once

#include <optional>
#include <string>

#include "compare/sides.h"

namespace springback::verify {

/// The first thing that differs. Throws std::runtime_error where a side cannot read the request.
std::optional<Difference> compare_documents(const Sides& sides, const std::string& request);

}  // namespace springback::verify
