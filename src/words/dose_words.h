// How doses, amounts and times of day are said, in one language. Amounts are micrograms and thousandths of a
// unit; a time of day is always that of a clock of 24 hours.
#pragma once

#include <cstdint>
#include <string>

#include "base/instant.h"
#include "protocol/protocol.h"
#include "words/catalogue.h"

namespace springback {

/// "13,000", as the language parts a number.
std::string grouped(const Catalogue& words, std::int64_t number);
/// Milligrams as people read them: to the nearest whole one, but for what is less than ten.
std::string whole_mg(const Catalogue& words, std::int64_t micrograms);
/// "2.5" of 2500 thousandths; as JSON writes it.
std::string thousandths_text(std::int64_t thousandths);

/// "2", "0.5", "30 ml": so many of this.
std::string units_name(const Protocol& protocol, std::uint16_t product, std::int64_t units);
/// "2 x Ibuprofen 200 mg tablet", "30 ml Night cold drink"; `units` 0: how many is not known.
std::string dose_name(const Protocol& protocol, std::uint16_t product, std::string_view name,
                      std::int64_t units);
/// Told in ml or grams, so that "one" is no dose.
bool is_measured_out(const Protocol& protocol, std::uint16_t product);

/// When something holds, seen from `at`: "17:30", "05:30 tomorrow". Rounded up to the minute.
std::string when_text(const Catalogue& words, LocalInstant at, Instant when);
/// "22:00", "22:00 yesterday", or with its date.
std::string past_text(const Catalogue& words, LocalInstant now, Instant at);

/// The first letter of a name in a sentence of its own. Names begin with plain letters.
std::string capital(std::string text);

}  // namespace springback
