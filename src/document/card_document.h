// A card with the questions that are asked now, as the advice document has it.
#pragma once

#include "core/ask.h"
#include "core/story.h"
#include "document/json_writer.h"
#include "words/catalogue.h"

namespace springback {

/// An object. What was answered "not sure" once is asked again in plainer words.
void write_card(const Protocol& protocol, const Story& story, const Catalogue& words, const AskedCard& asked,
                JsonWriter& json);

}  // namespace springback
