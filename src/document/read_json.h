// JSON from outside, read into a tree: where every reader of this folder begins.
#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

#include "base/result.h"

namespace springback {

/// Nothing of ours nests deeper than 8. What compares or copies a tree walks it recursively, and the
/// browser's stack is small.
inline constexpr int kJsonDepthMax = 64;

/// The error's argument is `what`, where that is given, else how the text begins.
Result<nlohmann::json> read_json(std::string_view text, std::string_view what = {});

}  // namespace springback
