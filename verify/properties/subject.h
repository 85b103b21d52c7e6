// What the proofs are about: a protocol as the reference reads it, the space of its answers, and the words of
// its questions.
#pragma once

#include <map>
#include <string>

#include "properties/space.h"
#include "report.h"

namespace springback::verify {

using Files = std::map<std::string, std::string>;

struct Subject {
  explicit Subject(const Files& files);
  Subject(const Subject&) = delete;
  Subject& operator=(const Subject&) = delete;

  reference::Protocol protocol;
  Space space;
  std::map<std::string, std::string> questions;  ///< by finding: as a person is asked, in English

  /// What options of cards record: "alarm.accident.major": "trauma major".
  std::map<std::string, std::string> options;

  /// How many combinations of answers the rules can tell apart: "about 10^71".
  std::string combinations() const;
};

/// A person as a case for protocol/cases, each answer with the words of its question.
std::string case_text(const Subject& subject, const reference::Knowledge& known, const std::string& id,
                      const std::string& told, const std::string& want);

/// What the same person has answered later, one line each.
std::string changes_text(const Subject& subject, const reference::Knowledge& before,
                         const reference::Knowledge& after);

}  // namespace springback::verify
