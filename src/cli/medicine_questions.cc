#include "cli/medicine_questions.h"

#include <algorithm>
#include <set>

#include "cli/cards.h"
#include "cli/dose_teller.h"
#include "cli/interview.h"
#include "cli/medicine_screens.h"
#include "cli/medicine_view.h"
#include "document/medicine_words.h"
#include "terminal_keys.h"
#include "words/say.h"

namespace springback::cli {
namespace {

using Json = nlohmann::ordered_json;

class Questions {
 public:
  Questions(Door& door, Terminal& terminal, const Json& dose)
      : door_(door), terminal_(terminal), asker_(door, terminal), dose_(dose) {}

  void run() {
    for (;;) {
      const MedicineView medicines(door_, dose_);
      const Urgency urgency = medicines.view().advice.triage.urgency;
      const Verdict verdict = medicines.verdict();
      if (urgency == Urgency::undecided || urgency == Urgency::emergency ||
          is_settled(medicines.ledger(), verdict))
        return;
      const auto card = next(medicines, verdict);
      const bool doses = !card;
      const Outcome outcome = doses ? ask_doses(medicines) : ask_card(*card, medicines);
      if (outcome == Outcome::quit) return;
      if (outcome == Outcome::back) step_back();
      else if (doses) return;
    }
  }

 private:
  struct Handled {
    std::uint16_t card = 0;
    std::vector<std::uint16_t> questions;
    std::string entry;  ///< taken back by a step back; empty: skipped
  };

  bool asks_doses(std::uint16_t card) const {
    const FindingId logged = id_of(door_.protocol(), Known::all_doses_logged);
    return std::ranges::any_of(door_.protocol().cards[card].questions,
                               [&](const Question& question) { return question.covers.front() == logged; });
  }

  /// The first card with a question that was not put yet; but for a checklist one question at a time, so that
  /// every answer counts before the next.
  std::optional<AskedCard> next(const MedicineView& medicines, const Verdict& verdict) const {
    std::vector<FindingId> needed;
    for (const Reason& reason : verdict.reasons)
      std::ranges::copy(medicines.ledger().findings_for(verdict, reason), std::back_inserter(needed));
    for (AskedCard& card : ask_before_medicine(door_.protocol(), needed)) {
      if (asks_doses(card.card)) continue;
      std::erase_if(card.questions,
                    [&](std::uint16_t question) { return put_.contains({card.card, question}); });
      if (card.questions.empty()) continue;
      if (!door_.protocol().cards[card.card].none) card.questions.resize(1);
      return card;
    }
    return std::nullopt;
  }

  Outcome ask_card(const AskedCard& card, const MedicineView& medicines) {
    const std::string place(door_.word(word::terminal_medicine_heading));
    const CardAnswer answer = asker_.ask(card, medicines.view().story, place);
    if (answer.outcome == Outcome::back) return answer.outcome;
    Handled handled{.card = card.card};
    for (const std::uint16_t question : card.questions)
      if (!answer.any_yes || is_answered(card.card, question, answer.findings))
        handled.questions.push_back(question);
    for (const std::uint16_t question : handled.questions) put_.insert({card.card, question});
    if (!answer.findings.empty())
      handled.entry = door_.append({{"kind", "reported"}, {"findings", answer.findings}})["id"];
    handled_.push_back(std::move(handled));
    return answer.outcome;
  }

  /// Of a checklist that a yes cut short what was not on the screen is put again.
  bool is_answered(std::uint16_t card, std::uint16_t question, const Json& findings) const {
    const auto& covers = door_.protocol().cards[card].questions[question].covers;
    return std::ranges::any_of(covers, [&](FindingId id) {
      return findings.contains(std::string(door_.protocol().findings[id].id));
    });
  }

  void step_back() {
    if (handled_.empty()) return;
    const Handled last = std::move(handled_.back());
    handled_.pop_back();
    for (const std::uint16_t question : last.questions) put_.erase({last.card, question});
    if (!last.entry.empty()) door_.retract(last.entry);
  }

  /// The list of the day and whether it is all; a no leads to the doses that are missing.
  Outcome ask_doses(const MedicineView& medicines) {
    const FindingId logged = id_of(door_.protocol(), Known::all_doses_logged);
    const auto cards = ask_before_medicine(door_.protocol(), std::span(&logged, 1));
    if (cards.empty()) return Outcome::answered;
    const std::string place(door_.word(word::terminal_medicine_heading));
    const CardAnswer answer = asker_.ask(cards.front(), medicines.view().story, place,
                                         last_day(door_, terminal_, medicines));
    if (answer.findings.empty()) return answer.outcome;
    if (answer.findings.value(std::string(door_.protocol().findings[logged].id), Json()) == Json(false))
      return log_others();
    door_.append({{"kind", "reported"}, {"findings", answer.findings}});
    return answer.outcome;
  }

  /// Until nothing more comes to mind; then the list is asked about again, where there is anything new on it.
  Outcome log_others() {
    if (tell_doses(door_, terminal_)) return ask_doses(MedicineView(door_));
    const FindingId logged = id_of(door_.protocol(), Known::all_doses_logged);
    const Json findings = {{std::string(door_.protocol().findings[logged].id), false}};
    door_.append({{"kind", "reported"}, {"findings", findings}});
    return Outcome::answered;
  }

  Door& door_;
  Terminal& terminal_;
  CardAsker asker_;
  const Json& dose_;
  std::set<std::pair<std::uint16_t, std::uint16_t>> put_;
  std::vector<Handled> handled_;
};

}  // namespace

bool tell_doses(Door& door, Terminal& terminal) {
  DoseTeller teller(door, terminal, "took");
  bool any = false;
  while (const auto meant = teller.which_else(last_day(door, terminal, MedicineView(door)) + "\n")) {
    ToldDose dose{.meant = *meant};
    if (!teller.complete(dose) || !teller.when(dose)) continue;
    door.append(dose.entry(door.protocol()));
    any = true;
  }
  return any;
}

namespace {

/// What is open about the back, where its questions were begun: a dose may bring some. False where the person
/// leaves.
bool ask_about_back(Door& door, Terminal& terminal) {
  const View view = door.look();
  if (!view.story.episode.open || view.advice.triage.urgency != Urgency::undecided) return true;
  const Occasion occasion = view.story.returning ? Occasion::checkin : Occasion::interview;
  return interview(door, terminal, occasion) == Ended::done;
}

}  // namespace

void ask_about_medicine(Door& door, Terminal& terminal, const Json& dose) {
  const bool goes_on = ask_about_back(door, terminal);
  terminal.take_keys();
  if (goes_on) Questions(door, terminal, dose).run();
  terminal.clear();
  terminal.give_back();
}

}  // namespace springback::cli
