// What to tell the emergency operator or the clinic: situation, background, what was found, what is asked
// for, made from the person's own answers.
#pragma once

#include <string>

#include "core/advice.h"
#include "words/catalogue.h"

namespace springback {

/// Empty where there is nobody to tell (self_care, undecided). Where the poison line is to be called it
/// begins with what was taken, whatever the urgency: which, how much, when, and each ingredient over 24
/// hours. `at` is the instant of the story, with the clock of the person.
std::string say(const Protocol& protocol, const Story& story, const Advice& advice,
                const Catalogue& catalogue, LocalInstant at);

/// The sentence with `{name}` replaced.
std::string fill(std::string_view sentence, std::string_view name, std::string_view value);

/// "38.6" of 386 tenths, "7" of an integer.
std::string number_text(Type type, std::int32_t value);

}  // namespace springback
