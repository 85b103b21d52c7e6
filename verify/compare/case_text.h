// A tale as a case of protocol/cases (docs/formats/protocol.md, section 8), with the words of each question,
// so that a clinician can read what was found, and a developer can keep it as a case.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "compare/stories.h"

namespace springback::verify {

/// The instant of every case.
inline constexpr Microseconds kCaseInstant = 1'795'334'400'000'000;  // 2026-11-22T09:00:00+01:00
inline constexpr const char* kCaseId = "found";

/// The question of each finding, by its id.
using Questions = std::map<std::string, std::string>;
/// From words/en/findings.yaml among the texts of the protocol.
Questions read_questions(const std::map<std::string, std::string>& files);

/// The same entries in the order in which a case tells them, with the ids that a case gives them.
Tale as_case(const Tale& tale, const std::string& id);

/// The case in YAML. Lines of `remarks` follow as comments.
std::string case_text(const reference::Protocol& protocol, const Questions& questions, const Tale& tale,
                      const std::string& told, const std::string& want,
                      const std::vector<std::string>& remarks);

}  // namespace springback::verify
