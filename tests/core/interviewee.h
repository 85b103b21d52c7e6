// Somebody who goes through an interview card by card, the way a door would lead them, and remembers what was
// asked.
#pragma once

#include <functional>
#include <random>

#include "support/person.h"

namespace springback {

/// What is answered to one finding that a card asks; empty: the person skips it.
using Answerer = std::function<std::optional<Reported>(const Finding&, FindingId)>;

/// What "no" gives a finding; empty for those that have no reassuring value of their own.
inline std::optional<Reported> reassuring(const Finding& finding, FindingId id) {
  if (finding.type == Type::boolean) return Reported{.finding = id, .value = 0};
  if (finding.type == Type::choice && finding.none_value >= 0)
    return Reported{.finding = id, .value = finding.none_value};
  if (finding.type == Type::set) return Reported{.finding = id, .value = 0};
  return std::nullopt;
}

class Interviewee {
 public:
  explicit Interviewee(std::vector<Entry> before = {}) : entries_(std::move(before)) {}

  Story story() const { return fold(built_in(), Journal(entries_), now_); }
  Advice advice() const { return advise(built_in(), story()); }

  /// Answers the first card that is asked. False where none is.
  template <class AnswerQuestion>
  bool next_card(AnswerQuestion&& answer_question) {
    const Advice asked = advice();
    if (asked.ask.empty()) return false;
    const AskedCard& card = asked.ask.front();
    asked_.emplace_back(built_in().cards[card.card].id);
    Reports reports;
    for (const std::uint16_t number : card.questions)
      answer_question(built_in().cards[card.card].questions[number], reports.answers);
    now_ = now_ + seconds(20);
    entries_.push_back(
        {.id = "card" + std::to_string(1000 + asked_.size()), .at = now_, .fact = std::move(reports)});
    return true;
  }

  const std::vector<std::string>& asked() const { return asked_; }

 private:
  std::vector<Entry> entries_;
  std::vector<std::string> asked_;
  Instant now_ = kNow;
};

}  // namespace springback
