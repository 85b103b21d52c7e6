// Doses as a person tells them on the command line: "30 ml night cold drink", "2 advil", "22:00", "10pm".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "protocol/protocol.h"

namespace springback::cli {

/// How much and of what. A number counts as how much only where it comes first: "tylenol 3" is a name.
struct DoseText {
  enum class In : std::uint8_t { not_told, pieces, millilitres, grams };
  std::optional<double> units;
  In in = In::not_told;
  std::string name;
};
DoseText dose_text(const std::vector<std::string>& words);

/// Whether a product (kNone: one that is not known) is told in these: grams of a tablet are no count of it.
bool is_told_in(const Protocol& protocol, std::uint16_t product, DoseText::In in);

/// "warfarin 5 mg", "Eliquis 5mg": the name without what stands on the box beside it.
std::string without_strength(std::string_view name);

/// "0.5", "2"; nothing where the text is something else.
std::optional<double> number_of(std::string_view text);

/// "acetaminophen 500 mg": what is in one, and how much of it. Either may be missing.
struct StrengthText {
  std::string name;
  std::optional<double> milligrams;
};
StrengthText strength_text(std::string_view text);
/// As a box lists them: "acetaminophen 500 mg, caffeine 65 mg".
std::vector<StrengthText> strength_texts(std::string_view text);

/// What is wrong with so many units of this product; empty where nothing is. kNone: a product that is not
/// known.
std::string wrong_units(const Protocol& protocol, std::uint16_t product, double units);

/// The last "22:00" or "10pm" before `now`, where the person is; or an instant in full. A time that comes
/// within six hours is nothing: it is more likely a mistake than yesterday's.
std::optional<LocalInstant> past_time(std::string_view text, const LocalInstant& now);

/// "08:00"; nothing where it is no time of day.
std::optional<std::string> time_of_day(std::string_view text);

}  // namespace springback::cli
