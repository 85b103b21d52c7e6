// The advice document of the contract, byte for byte the same for the same request, natively and in the
// browser. docs/formats/advice.schema.json is the format.
#pragma once

#include <string>
#include <string_view>

#include "core/advice.h"
#include "document/request.h"

namespace springback {

/// Advice on a request, as JSON without white space.
std::string advice_document(const Protocol& protocol, const Request& request);

/// Reads a request and answers it. Where it cannot be read: {"error":{...}}, and `ok` (if given) is set to
/// false.
std::string answer(const Protocol& protocol, std::string_view text, bool* ok = nullptr);

/// {"error":{"code":...,"argument":...,"line":...}}, with `id` first where it is not empty or `batch` is set.
std::string error_document(const Error& error, std::string_view id = {}, bool batch = false);

/// The same for one line of a batch: the case's `id` comes first, and an error names the line.
std::string answer_case(const Protocol& protocol, std::string_view text, int line, bool* ok = nullptr);

/// One answer of a batch: the advice with the case's `id` first.
std::string batch_document(const Protocol& protocol, const Request& request);

/// {"id":...,"urgency":...,"dose":null}
std::string brief_document(const Protocol& protocol, const Request& request);

/// The names of the contract.
std::string_view urgency_name(Urgency urgency);
std::string_view state_name(MeasureState state);
std::string_view kind_name(MeasureKind kind);
std::string_view line_name(LineKind kind);
/// What is said of a line that is to be called now.
WordId call_word(LineKind kind);
/// How soon, as an ISO 8601 duration; empty where there is no limit.
std::string_view within(Urgency urgency);

}  // namespace springback
