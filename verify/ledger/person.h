// Somebody to whom every label applies: all that is asked is answered, and nothing speaks against anything.
#pragma once

#include <string>

#include "core/story.h"
#include "reference/protocol.h"

namespace springback::verify {

/// Answers to everything that can be told, as the `findings` of an entry; `changed` (a JSON object) instead
/// of some of them, null for what is not told at all.
std::string calm_answers(const reference::Protocol& protocol, const std::string& changed = "{}");

/// Who has told nothing but these answers, just now.
Story story_of(const Protocol& protocol, const std::string& answers, Instant at);

}  // namespace springback::verify
