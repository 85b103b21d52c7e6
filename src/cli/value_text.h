// Values of findings as a person types and reads them on the command line.
#pragma once

#include <expected>
#include <nlohmann/json.hpp>
#include <string>

#include "protocol/protocol.h"

namespace springback::cli {

/// "yes", "6", "38.4", "low_back,thigh_left", "?" -> the contract's JSON; or one line saying what was
/// expected.
std::expected<nlohmann::ordered_json, std::string> value_from_text(const Protocol& protocol, FindingId id,
                                                                   const std::string& text);

/// Whether this is a value that the finding can have.
bool is_value(const Protocol& protocol, FindingId id, const nlohmann::ordered_json& value);

/// The id that is spelled most like this one; empty where none is near.
std::string nearest(const std::string& wrong, const std::vector<std::string>& ids);

/// A weight told in pounds, as it is kept: to a tenth of a kilo.
double kilos_of_pounds(double pounds);
/// "10 - 500": what a number may be, in whole pounds where it is told in these.
std::string range_text(const Finding& finding, bool in_pounds = false);

}  // namespace springback::cli
