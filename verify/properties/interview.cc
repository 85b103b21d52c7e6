// The interview ends, and not before it must: what is asked, as formulas over all partial states.
#include <algorithm>

#include "properties/completion.h"
#include "properties/properties.h"
#include "properties/prover.h"
#include "properties/wanted.h"
#include "stopwatch.h"

namespace springback::verify {
namespace {

using reference::Card;
using reference::Finding;
using reference::Question;

constexpr std::int64_t kDay = 24 * 60 * 60;

/// Who is undecided, or has a question that matters, is asked something.
void no_dead_end(const Subject& subject, Shown& shown) {
  Prover prover(subject);
  const Judgement judged(prover.world());
  const Wanted wanted(prover.world(), judged, "x");
  prover.assume(prover.world().told_by_a_journal());
  if (const auto person = prover.someone(judged.undecided() && !wanted.any_card())) {
    shown.holds = false;
    shown.counterexamples.push_back(
        case_text(subject, *person, "nothing-to-answer", "Undecided, and no card is asked.", "undecided"));
  }
}

/// Every question that is asked has an unanswered finding; an answer of any kind takes it away.
void each_card_makes_progress(const Subject& subject, Shown& shown) {
  Prover prover(subject);
  const Judgement judged(prover.world());
  const Wanted wanted(prover.world(), judged, "x");
  prover.assume(prover.world().told_by_a_journal());
  for (const Card& card : subject.protocol.cards) {
    if (!card.first) continue;
    for (const Question& question : card.questions)
      for (const int f : question.covers) {
        const Unknowns& u = prover.world().of(f);
        const z3::expr unasked = prover.world().unanswered(f) || (u.told && u.partial);
        const auto person = prover.someone(wanted.asked(f) && !unasked);
        if (!person) continue;
        shown.holds = false;
        shown.counterexamples.push_back(
            case_text(subject, *person, "asked-again", card.id + " asks what is answered.", "undecided"));
      }
  }
}

/// Whoever returns has a stale danger sign that holds for a day; the first check-in card asks all of these,
/// whole.
void checkin_asks_what_is_stale(const Subject& subject, Shown& shown) {
  const auto first = std::ranges::find_if(subject.protocol.cards,
                                          [](const Card& card) { return !card.first; });
  for (int f = 0; f < static_cast<int>(subject.protocol.findings.size()); ++f) {
    const Finding& row = subject.protocol.findings[static_cast<std::size_t>(f)];
    const bool of_a_day = row.danger && row.reported && row.stale_after_seconds > 0 &&
                          row.stale_after_seconds <= kDay;
    if (!of_a_day) continue;
    const bool covered = first != subject.protocol.cards.end() && !row.asked_if && !row.asked_never &&
                         std::ranges::any_of(first->questions, [&](const Question& question) {
                           return std::ranges::find(question.covers, f) != question.covers.end();
                         });
    if (covered) continue;
    shown.holds = false;
    shown.counterexamples.push_back(row.id + " holds for a day, and the first check-in card does not ask it");
  }
}

/// A person now and later, with what is asked of them at both moments.
class TwoMoments {
 public:
  explicit TwoMoments(const Subject& subject)
      : prover_(subject),
        later_(prover_.context(), subject.protocol, subject.space, "later"),
        old_(subject.protocol.find("profile_old")),
        asked_now(prover_.world(), Judgement(prover_.world()), "once"),
        asked_later(later_, Judgement(later_), "once") {
    prover_.assume(prover_.world().told_by_a_journal() && later_.well_formed() && later_.told_by_a_journal());
    prover_.assume(completes(prover_.world(), later_, Answered::in_any_way));
  }

  /// With a profile from an earlier time, or without one, at the two moments.
  bool possible(bool old_now, bool old_later, const z3::expr& claim) {
    const auto is_old = [&](const World& world, bool old) {
      return world.of(old_).values.front() == prover_.context().bool_val(old);
    };
    return prover_.possible(is_old(prover_.world(), old_now) && is_old(later_, old_later) && claim);
  }

 private:
  Prover prover_;
  const World later_;
  const int old_;

 public:
  const Wanted asked_now, asked_later;
};

/// Which question of a card may be wanted after another was asked without it: the longest such chain is how
/// often the card may come with something new. A profile from an earlier time is renewed at most once, so the
/// chain may pass from the time before that to the time after it, and not back.
class Chains {
 public:
  Chains(TwoMoments& moments, const Card& card)
      : size_(card.questions.size()),
        before_(follows(moments, card, true, true)),
        at_renewal_(follows(moments, card, true, false)),
        after_(follows(moments, card, false, false)) {}

  std::uint64_t longest() const {
    std::uint64_t most = 1;
    std::vector<bool> used(size_);
    for (std::size_t first = 0; first < used.size(); ++first)
      for (const bool old : {true, false}) most = std::max(most, from(first, old, used));
    return most;
  }

 private:
  using Follows = std::vector<std::vector<bool>>;

  static Follows follows(TwoMoments& moments, const Card& card, bool old_now, bool old_later) {
    const std::size_t size = card.questions.size();
    Follows follows(size, std::vector<bool>(size));
    for (std::size_t b = 0; b < size; ++b) {
      const Question& late = card.questions[b];
      const z3::expr comes_late = !moments.asked_now.asked(late) && moments.asked_later.asked(late);
      if (!moments.possible(old_now, old_later, moments.asked_now.asked(card) && comes_late)) continue;
      for (std::size_t a = 0; a < size; ++a)
        follows[a][b] = a != b && moments.possible(old_now, old_later,
                                                   moments.asked_now.asked(card.questions[a]) && comes_late);
    }
    return follows;
  }

  std::uint64_t from(std::size_t question, bool old, std::vector<bool>& used) const {
    std::uint64_t most = 1;
    used[question] = true;
    for (std::size_t next = 0; next < used.size(); ++next) {
      if (used[next]) continue;
      if (old && before_[question][next]) most = std::max(most, 1 + from(next, true, used));
      if (old ? at_renewal_[question][next] : after_[question][next])
        most = std::max(most, 1 + from(next, false, used));
    }
    used[question] = false;
    return most;
  }

  const std::size_t size_;
  const Follows before_, at_renewal_, after_;
};

/// A card comes at most as often as it has something new to ask, and each time once more for what was
/// answered "not sure" and is asked twice. Check-in cards come once.
std::uint64_t most_cards(const Subject& subject) {
  TwoMoments moments(subject);
  std::uint64_t most = 0;
  for (const Card& card : subject.protocol.cards) {
    if (!card.first) {
      ++most;
      continue;
    }
    const bool twice = std::ranges::any_of(card.questions, [&](const Question& question) {
      return std::ranges::any_of(question.covers, [&](int f) {
        return subject.protocol.findings[static_cast<std::size_t>(f)].ask_twice;
      });
    });
    most += Chains(moments, card).longest() * (twice ? 2 : 1);
  }
  return most;
}

}  // namespace

Results prove_interview(const Subject& subject) {
  const Stopwatch watch;
  Shown shown{.name = "interview",
              .what =
                  "The interview ends from every partial state: each card leaves less to ask, and "
                  "nobody is left undecided with nothing to answer."};
  shown.holds = true;
  no_dead_end(subject, shown);
  each_card_makes_progress(subject, shown);
  checkin_asks_what_is_stale(subject, shown);
  shown.figures["combinations"] = subject.combinations();
  shown.figures["cards at most"] = std::to_string(most_cards(subject));
  shown.seconds = watch.seconds();
  return {shown};
}

}  // namespace springback::verify
