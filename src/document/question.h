// How a finding is asked, as JSON: the part that questions of a card and questions by themselves have in
// common. docs/formats/advice.schema.json is the format ("question" and "questions").
#pragma once

#include <string>
#include <string_view>

#include "document/json_writer.h"
#include "protocol/protocol.h"
#include "words/catalogue.h"

namespace springback {

/// bool, int, tenths, choice or set.
std::string_view type_name(Type type);

/// What can be answered: `options` of a choice or a set, `low` and `high` of a number; nothing of yes or no.
void write_answers(JsonWriter& json, const Finding& finding, const Catalogue& words);

/// A value as the contract writes it in `findings`.
void write_value(JsonWriter& json, const Finding& finding, std::int32_t value);

/// Reads {"locale":...,"questions":[finding...]} and answers {"questions":[question...]}, each with `again`
/// (how it is asked after a "not sure", or null) and `none` (what a no records, or null where a no records
/// nothing). A door asks so what a guard wants to know. Where it cannot be read: {"error":{...}}.
std::string answer_questions(const Protocol& protocol, std::string_view text, bool* ok = nullptr);

}  // namespace springback
