// Protocol.md, section 4, *What is asked*, by its numbered steps.
#include <algorithm>
#include <map>

#include "reference/advice.h"

namespace springback::reference {
namespace {

class Interview {
 public:
  Interview(const Protocol& protocol, const Story& story) : protocol_(protocol), story_(story) {}

  std::vector<AskedCard> cards(const Triage& triage) {
    want_what_open_rows_need(triage);
    want_what_is_unchanged();
    if (!wanted_.empty() && story_.returning) ask_again();
    ask_others();
    return std::move(asked_);
  }

 private:
  const Finding& finding_at(int place) const { return protocol_.findings[static_cast<std::size_t>(place)]; }
  const Answer& answer_at(int place) const { return story_.answers[static_cast<std::size_t>(place)]; }

  // Step 1.

  void want_what_open_rows_need(const Triage& triage) {
    for (const int row : triage.open_rows) {
      const Rule& rule = protocol_.rules[static_cast<std::size_t>(row)];
      for (const int finding : still_needs(rule.when, story_.known)) want(finding, rule.urgency);
    }
  }

  /// With what comes with it, unless it was wanted as highly before.
  void want(int place, Urgency urgency) {
    const auto [wanted, is_new] = wanted_.try_emplace(place, urgency);
    if (!is_new && wanted->second >= urgency) return;
    wanted->second = urgency;
    const Finding& finding = finding_at(place);
    for (const int from : finding.from)
      if (answer_at(from).state == Answer::State::absent || answer_at(from).partial) want(from, urgency);
    if (finding.asked_if)
      for (const int needed : still_needs(*finding.asked_if, story_.known)) want(needed, urgency);
  }

  // Step 2.

  bool is_asked(int place) const {
    const Finding& finding = finding_at(place);
    if (finding.asked_never) return false;
    return !finding.asked_if ||
           (truth(*finding.asked_if, story_.known) != Truth::no && !is_open(*finding.asked_if, story_.known));
  }

  // Step 3.

  void want_what_is_unchanged() {
    const int old = protocol_.find("profile_old"), unchanged = protocol_.find("profile_unchanged");
    if (old < 0 || unchanged < 0 || answer_at(old).value == 0) return;
    std::optional<Urgency> highest;
    std::erase_if(wanted_, [&](const auto& wanted) {
      const bool replaced = finding_at(wanted.first).stale_with_episode && answer_at(wanted.first).once;
      if (replaced) highest = std::max(highest, std::optional(wanted.second));
      return replaced;
    });
    if (!highest) return;
    Urgency& urgency = wanted_.try_emplace(unchanged, *highest).first->second;
    urgency = std::max(urgency, *highest);
  }

  // Step 4.

  /// An answer that differs from its reassuring value; of types without one no answer does.
  bool is_settled_for_the_episode(int place) const {
    const Finding& finding = finding_at(place);
    const Answer& answer = answer_at(place);
    if (finding.group != Group::episode || answer.state != Answer::State::told) return false;
    if (finding.type == Type::boolean) return answer.value != 0;
    return finding.type == Type::choice && finding.none >= 0 && answer.value != finding.none;
  }

  bool is_due(const Question& question) const {
    if (covers_onset(question)) return asks_for_onset(question);
    return std::any_of(question.covers.begin(), question.covers.end(),
                       [&](int place) { return is_asked(place) && !is_settled_for_the_episode(place); });
  }

  bool is_told_yes(int place) const {
    return answer_at(place).state == Answer::State::told && answer_at(place).value != 0;
  }

  void ask_again() {
    for (std::size_t place = 0; place < protocol_.cards.size(); ++place) {
      const Card& card = protocol_.cards[place];
      if (!card.again || card.first) continue;
      const bool whole = card.while_told >= 0;
      if (whole && !is_told_yes(card.while_told)) continue;
      ask_card(place, [&](const Question& question) { return whole || is_due(question); });
    }
    for (const AskedCard& asked : asked_)
      for (const int other : protocol_.cards[static_cast<std::size_t>(asked.card)].instead_of)
        stood_for_.insert(other);
  }

  // Steps 5 and 6.

  bool is_wanted_and_asked(int place) const { return wanted_.contains(place) && is_asked(place); }

  bool is_called_for(const Question& question) const {
    return std::any_of(question.covers.begin(), question.covers.end(),
                       [&](int place) { return is_wanted_and_asked(place); });
  }

  std::optional<Urgency> highest_on(const Card& card) const {
    std::optional<Urgency> highest;
    for (const Question& question : card.questions)
      for (const int place : question.covers)
        if (is_wanted_and_asked(place)) highest = std::max(highest, std::optional(wanted_.at(place)));
    return highest;
  }

  std::optional<std::size_t> next_card() const {
    std::optional<std::size_t> next;
    std::optional<Urgency> highest;
    for (std::size_t place = 0; place < protocol_.cards.size(); ++place) {
      const Card& card = protocol_.cards[place];
      if (!card.first || stood_for_.contains(static_cast<int>(place))) continue;
      const std::optional<Urgency> urgency = highest_on(card);
      if (urgency <= highest) continue;
      highest = urgency;
      next = place;
    }
    return next;
  }

  bool covers_onset(const Question& question) const {
    const int days = protocol_.find("days_since_onset");
    return std::find(question.covers.begin(), question.covers.end(), days) != question.covers.end();
  }

  bool asks_for_onset(const Question& question) const {
    return covers_onset(question) && story_.episode_open && !story_.onset_told &&
           answer_at(protocol_.find("days_since_onset")).unsure_count == 0;
  }

  void ask_others() {
    while (const std::optional<std::size_t> place = next_card())
      ask_card(*place,
               [&](const Question& question) { return is_called_for(question) || asks_for_onset(question); });
  }

  /// Asks those questions of the card that are meant; what they cover is not wanted any more.
  template <typename IsMeant>
  void ask_card(std::size_t place, IsMeant is_meant) {
    const Card& card = protocol_.cards[place];
    AskedCard asked{static_cast<int>(place), {}};
    for (std::size_t question = 0; question < card.questions.size(); ++question)
      if (is_meant(card.questions[question])) asked.questions.push_back(static_cast<int>(question));
    if (asked.questions.empty()) return;
    for (const int question : asked.questions)
      for (const int covered : card.questions[static_cast<std::size_t>(question)].covers)
        wanted_.erase(covered);
    asked_.push_back(std::move(asked));
  }

  const Protocol& protocol_;
  const Story& story_;
  std::map<int, Urgency> wanted_;  ///< finding, and the urgency that it is wanted with
  std::set<int> stood_for_;        ///< cards
  std::vector<AskedCard> asked_;
};

}  // namespace

/// After an emergency fired there are no open rows, so nothing is wanted.
std::vector<AskedCard> ask(const Protocol& protocol, const Story& story, const Triage& triage) {
  return Interview(protocol, story).cards(triage);
}

std::vector<AskedCard> ask_for_medicine(const Protocol& protocol, const std::set<int>& findings) {
  std::vector<AskedCard> cards;
  for (std::size_t place = 0; place < protocol.cards.size(); ++place) {
    const Card& card = protocol.cards[place];
    AskedCard asked{static_cast<int>(place), {}};
    for (std::size_t question = 0; question < card.questions.size(); ++question) {
      const std::vector<int>& covers = card.questions[question].covers;
      const bool tells = std::any_of(covers.begin(), covers.end(),
                                     [&](int finding) { return findings.contains(finding); });
      if (card.medicine && tells) asked.questions.push_back(static_cast<int>(question));
    }
    if (!asked.questions.empty()) cards.push_back(std::move(asked));
  }
  return cards;
}

}  // namespace springback::reference
