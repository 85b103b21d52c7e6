#include <algorithm>

#include "properties/properties.h"
#include "properties/prover.h"
#include "properties/wanted.h"
#include "stopwatch.h"

namespace springback::verify {
namespace {

void options_say_what_they_record(const Subject& subject, const Claims& claims, Shown& shown) {
  for (const auto& [option, sets] : subject.options) {
    const auto claim = claims.options.find(option);
    if (claim == claims.options.end())
      shown.counterexamples.push_back(option + " is not in claims.yaml; it records " + sets);
    else if (claim->second != sets)
      shown.counterexamples.push_back(option + " records " + sets + ", claims.yaml says " + claim->second);
  }
  for (const auto& [option, sets] : claims.options)
    if (!subject.options.contains(option)) shown.counterexamples.push_back(option + " is on no card");
}

/// Danger signs that some rule reads.
std::vector<int> signs_read(const Subject& subject) {
  std::map<int, std::uint32_t> read;
  for (const auto& rule : subject.protocol.rules) add_findings_of(rule.when, read);
  std::vector<int> signs;
  for (const auto& [finding, members] : read) {
    const reference::Finding& row = subject.protocol.findings[static_cast<std::size_t>(finding)];
    if (row.danger && row.reported) signs.push_back(finding);
  }
  return signs;
}

bool on_a_card(const Subject& subject, int sign) {
  for (const reference::Card& card : subject.protocol.cards)
    for (const reference::Question& question : card.questions)
      if (card.first && std::ranges::find(question.covers, sign) != question.covers.end()) return true;
  return false;
}

void every_sign_is_asked(const Subject& subject, const std::vector<int>& signs, Shown& shown) {
  Prover prover(subject);
  const Wanted wanted(prover.world(), Judgement(prover.world()), "x");
  prover.assume(prover.world().told_by_a_journal());
  for (const int sign : signs)
    if (!on_a_card(subject, sign) || !prover.possible(wanted.asked(sign)))
      shown.counterexamples.push_back(subject.protocol.findings[static_cast<std::size_t>(sign)].id +
                                      " is a danger sign, and nobody is ever asked for it");
}

}  // namespace

Results prove_cards(const Subject& subject, const Claims& claims) {
  const Stopwatch watch;
  Shown shown{.name = "cards",
              .what =
                  "Every option of a card records what is written beside its words, and every danger sign is "
                  "asked of somebody."};
  const std::vector<int> signs = signs_read(subject);
  options_say_what_they_record(subject, claims, shown);
  every_sign_is_asked(subject, signs, shown);
  shown.holds = shown.counterexamples.empty();
  shown.figures["options"] = std::to_string(subject.options.size());
  shown.figures["danger signs"] = std::to_string(signs.size());
  shown.seconds = watch.seconds();
  return {shown};
}

}  // namespace springback::verify
