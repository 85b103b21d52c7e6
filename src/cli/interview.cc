#include "cli/interview.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "cli/cards.h"
#include "cli/layout.h"
#include "cli/medicine_questions.h"
#include "cli/screens.h"
#include "terminal_keys.h"
#include "words/say.h"

namespace springback::cli {
namespace {

using Json = nlohmann::ordered_json;

class Interview {
 public:
  Interview(Door& door, Terminal& terminal, Occasion occasion)
      : door_(door), terminal_(terminal), asker_(door, terminal), occasion_(occasion) {}

  Ended run() {
    for (;;) {
      const View view = occasion_ == Occasion::interview ? door_.look_at_new_episode(occasion_)
                                                         : door_.look(occasion_);
      if (view.advice.triage.urgency == Urgency::emergency) return Ended::done;
      if (calls_anew(view)) {
        if (!call_first(view)) return Ended::quit;
        continue;
      }
      const std::optional<AskedCard> card = next(view);
      if (!card && occasion_ == Occasion::checkin) {
        // The check-in is through; what is still missing comes after it.
        occasion_ = Occasion::interview;
        continue;
      }
      if (!card) return Ended::done;
      const std::string place = fill(door_.word(word::terminal_card_number), "{n}",
                                     std::to_string(number_of(*card)));
      const CardAnswer answer = asker_.ask(*card, view.story, place);
      if (answer.outcome == Outcome::back) {
        step_back();
        continue;
      }
      // Another terminal may have told a danger meanwhile: a "none" from before must not clear it unseen.
      if (door_.count() != view.entries && door_.look(occasion_).advice.triage.urgency == Urgency::emergency)
        return Ended::done;
      std::vector<std::string> ids = record(answer.findings);
      if (answer.outcome == Outcome::quit) return Ended::quit;
      handled_.push_back({card->card, put(*card, answer), std::move(ids)});
      if (!is_checklist(card->card)) rest_.questions.erase(rest_.questions.begin());
    }
  }

 private:
  struct Handled {
    std::uint16_t card = 0;
    std::vector<std::uint16_t> questions;
    std::vector<std::string> entries;  ///< that it wrote; taken back by a step back
  };

  /// Whether somebody is to be called now who was not when this was last looked at.
  bool calls_anew(const View& view) {
    const std::vector<LineKind> calls = called_now(view.advice);
    const bool anew = called_ && std::ranges::any_of(calls, [&](LineKind kind) {
                        return std::ranges::find(*called_, kind) == called_->end();
                      });
    called_ = calls;
    return anew;
  }

  /// That comes before the next question: whom to call, and a way to tell what was taken. False where the
  /// person leaves.
  bool call_first(const View& view) {
    const bool poison = view.advice.line_poison;
    terminal_.clear();
    terminal_.write(call_screen(door_, terminal_, view) + "\n " +
                    std::string(door_.word(poison ? word::terminal_keys_poison : word::terminal_keys_call)) +
                    "\n");
    const Key key = terminal_.key();
    if (key.name == Key::closed) return false;
    if (key.name != Key::character) return true;
    if (key.letter == 'b') step_back();
    if (key.letter == 't' && poison) tell_doses(door_, terminal_);
    return key.letter != 'q';
  }

  /// The questions that need not be put again: all, or of a checklist that a yes cut short those it answers.
  std::vector<std::uint16_t> put(const AskedCard& card, const CardAnswer& answer) const {
    if (!answer.any_yes) return card.questions;
    const Protocol& protocol = door_.protocol();
    std::vector<std::uint16_t> answered;
    for (const std::uint16_t question : card.questions) {
      const auto& covers = protocol.cards[card.card].questions[question].covers;
      if (std::ranges::any_of(covers, [&](FindingId id) {
            return answer.findings.contains(std::string(protocol.findings[id].id));
          }))
        answered.push_back(question);
    }
    return answered;
  }

  /// A checklist is one step; of other cards each question is, so that every answer is in the journal before
  /// the next is asked.
  bool is_checklist(std::uint16_t card) const { return door_.protocol().cards[card].none; }

  /// The next step. What was put in this sitting does not come back, even if it was skipped; a card that was
  /// begun is asked to its end.
  std::optional<AskedCard> next(const View& view) {
    for (const AskedCard& card : view.advice.ask) {
      if (!rest_.questions.empty()) break;
      rest_.card = card.card;
      std::ranges::copy_if(card.questions, std::back_inserter(rest_.questions),
                           [&](std::uint16_t question) { return !was_put(view, card.card, question); });
      if (rest_.questions.empty() || !is_checklist(card.card)) continue;
      rest_.questions.clear();
      return card;
    }
    if (rest_.questions.empty()) return std::nullopt;
    return AskedCard{.card = rest_.card, .questions = {rest_.questions.front()}};
  }

  bool was_put(const View& view, std::uint16_t card, std::uint16_t question) const {
    return !asked_once_more(view, card, question) &&
           std::ranges::any_of(handled_, [&](const Handled& handled) {
             return handled.card == card &&
                    std::ranges::find(handled.questions, question) != handled.questions.end();
           });
  }

  /// Which card this is of those in this sitting; the questions of one card share its number.
  std::size_t number_of(const AskedCard& next) const {
    std::size_t number = 0;
    const Handled* before = nullptr;
    for (const Handled& handled : handled_) {
      number += before == nullptr || before->card != handled.card || is_checklist(handled.card) ? 1 : 0;
      before = &handled;
    }
    return before == nullptr || before->card != next.card || is_checklist(next.card) ? number + 1 : number;
  }

  /// A danger sign answered "not sure" once is put again, in plainer words.
  bool asked_once_more(const View& view, std::uint16_t card, std::uint16_t question) const {
    const auto& covers = door_.protocol().cards[card].questions[question].covers;
    return std::ranges::any_of(covers, [&](FindingId id) {
      return door_.protocol().findings[id].ask_twice && view.story.answers[id].state == State::unsure &&
             view.story.unsure_count[id] == 1;
    });
  }

  void step_back() {
    if (handled_.empty()) return;
    const Handled last = std::move(handled_.back());
    handled_.pop_back();
    for (const std::string& id : last.entries) door_.retract(id);
    if (is_checklist(last.card) || rest_.card != last.card) rest_ = {.card = last.card};
    if (!is_checklist(last.card))
      rest_.questions.insert(rest_.questions.begin(), last.questions.begin(), last.questions.end());
  }

  /// When it began belongs to the episode, everything else is reported.
  std::vector<std::string> record(Json findings) {
    std::vector<std::string> ids;
    if (findings.empty()) return ids;
    if (occasion_ == Occasion::interview && !began_ && !door_.look().story.episode.open) {
      door_.append({{"kind", "began"}});
      began_ = true;
    }
    if (const auto days_ago = findings.find("days_since_onset"); days_ago != findings.end()) {
      if (days_ago->is_number_integer()) {
        const LocalInstant now = door_.now();
        const Instant onset = now.instant - days(days_ago->get<std::int64_t>());
        ids.push_back(
            door_.append({{"kind", "began"}, {"onset_at", format_instant(onset, now.offset_minutes)}})["id"]);
      }
      findings.erase(days_ago);
    }
    if (!findings.empty()) ids.push_back(door_.append({{"kind", "reported"}, {"findings", findings}})["id"]);
    return ids;
  }

  Door& door_;
  Terminal& terminal_;
  CardAsker asker_;
  Occasion occasion_;
  std::optional<std::vector<LineKind>> called_;  ///< whom to call now, when that was last looked at
  std::vector<Handled> handled_;
  AskedCard rest_;  ///< of a card that is asked question by question: those not put yet
  bool began_ = false;
};

}  // namespace

Ended interview(Door& door, Terminal& terminal, Occasion occasion) {
  terminal.take_keys();
  // A notice stands on the screen that the first card would clear.
  if (!door.notice().empty()) terminal.key();
  const Ended ended = Interview(door, terminal, occasion).run();
  terminal.give_back();
  return ended;
}

}  // namespace springback::cli
