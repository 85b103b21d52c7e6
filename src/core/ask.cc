#include "core/ask.h"
#include "base/short_sort.h"

#include <algorithm>
#include <array>

namespace springback {
namespace {

/// For each finding the highest urgency that its answer may still bring; self_care (0): it is not wanted.
using Wanted = std::array<std::uint8_t, kMaxFindings>;

class Asker {
 public:
  Asker(const Protocol& protocol, const Story& story, const Triage& triage)
      : protocol_(protocol), story_(story), triage_(triage) {
    evaluate(protocol.gates, story.classes, gates_);
  }

  std::vector<AskedCard> interview() {
    want_open_rows();
    prefer_renewing_the_profile();
    std::vector<AskedCard> cards;
    // Who comes back is asked how it goes, whatever it was that has to be asked again.
    if (story_.returning && std::ranges::any_of(wanted_, [](std::uint8_t urgency) { return urgency != 0; })) {
      cards = checkin(false);
      for (const AskedCard& asked : cards) forget_covered(asked);
    }
    std::uint32_t left = candidates();
    while (left != 0) {
      const int best = best_card(left);
      if (best < 0) break;
      left &= ~(1U << best);
      AskedCard asked{.card = static_cast<std::uint16_t>(best), .questions = questions(best)};
      if (asked.questions.empty()) continue;
      forget_covered(asked);
      cards.push_back(std::move(asked));
    }
    return cards;
  }

  std::vector<AskedCard> checkin(bool signs_only) {
    std::vector<AskedCard> cards;
    for (std::uint16_t i = 0; i < protocol_.cards.size(); ++i) {
      const Card& card = protocol_.cards[i];
      if (!card.again || card.first || (signs_only && card.instead_of == 0)) continue;
      if (card.while_finding != kNone && !is_yes(card.while_finding)) continue;
      AskedCard asked{.card = i};
      for (std::uint16_t q = 0; q < card.questions.size(); ++q)
        if (card.while_finding != kNone || is_due(card.questions[q])) asked.questions.push_back(q);
      if (!asked.questions.empty()) cards.push_back(std::move(asked));
    }
    return cards;
  }

 private:
  /// Where "not sure" leaves unclear whether a finding is asked, it is asked: only a clear no keeps it back.
  bool asked_now(FindingId id) const {
    const Finding& finding = protocol_.findings[id];
    if (finding.asked_never) return false;
    if (finding.gate == kNone || fires(protocol_.gates, gates_, finding.gate)) return true;
    const bool clear_no = fires(protocol_.gates, gates_, finding.gate + 1U);
    return !clear_no && !is_open(protocol_.gates, gates_, finding.gate);
  }

  void want_open_rows() {
    for (const std::uint16_t row : open_rows(protocol_, triage_))
      for (const FindingId id : findings_of(protocol_, story_, triage_, row))
        want(id, static_cast<std::uint8_t>(protocol_.rules[row].urgency), 0);
  }

  /// A finding is wanted itself, or what it is computed from; where it is not yet clear whether it is asked
  /// at all, what decides that.
  void want(FindingId id, std::uint8_t urgency, int depth) {
    if (wanted_[id] >= urgency || depth > 8) return;
    wanted_[id] = urgency;
    const Finding& finding = protocol_.findings[id];
    for (const FindingId source : finding.from)
      if (story_.answers[source].state == State::absent || source_reopened(source))
        want(source, urgency, depth + 1);
    if (finding.gate == kNone || !is_open(protocol_.gates, gates_, finding.gate)) return;
    InputSet inputs{};
    gather_inputs(protocol_.gates, gates_, story_.classes, finding.gate, inputs);
    for (std::size_t i = 0; i < protocol_.inputs.size(); ++i)
      if ((inputs[i / 64] >> (i % 64) & 1U) != 0) want(protocol_.inputs[i].finding, urgency, depth + 1);
  }

  bool source_reopened(FindingId source) const { return story_.answers[source].partial; }

  /// In a later episode one question ("has anything changed?") stands for all of the profile, until it is
  /// answered.
  void prefer_renewing_the_profile() {
    const FindingId old = id_of(protocol_, Known::profile_old);
    const FindingId renew = id_of(protocol_, Known::profile_unchanged);
    if (old == kNone || renew == kNone || story_.answers[old].value == 0) return;
    for (std::size_t id = 0; id < protocol_.findings.size(); ++id) {
      const bool from_before = protocol_.findings[id].stale_with_episode &&
                               story_.answers[id].at != Instant{};
      if (!from_before || wanted_[id] == 0) continue;
      wanted_[renew] = std::max(wanted_[renew], wanted_[id]);
      wanted_[id] = 0;
    }
  }

  std::uint32_t candidates() const {
    std::uint32_t cards = 0, replaced = 0;
    for (std::size_t i = 0; i < protocol_.cards.size(); ++i) {
      if (protocol_.cards[i].first) cards |= 1U << i;
      if (story_.returning) replaced |= protocol_.cards[i].instead_of;
    }
    return cards & ~replaced;
  }

  bool is_wanted(const Question& question) const {
    return std::ranges::any_of(question.covers,
                               [&](FindingId id) { return wanted_[id] != 0 && asked_now(id); });
  }

  /// The card that touches the highest urgency; among equals the one of check-ins, then the first in the
  /// file.
  int best_card(std::uint32_t left) const {
    int best = -1;
    int best_rank = 0;
    for (std::size_t i = 0; i < protocol_.cards.size(); ++i) {
      if ((left >> i & 1U) == 0) continue;
      const Card& card = protocol_.cards[i];
      int rank = 0;
      for (const Question& question : card.questions)
        for (const FindingId id : question.covers)
          if (asked_now(id)) rank = std::max<int>(rank, wanted_[id] * 2);
      if (rank > 0 && !card.first) ++rank;
      if (rank > best_rank) {
        best = static_cast<int>(i);
        best_rank = rank;
      }
    }
    return best;
  }

  std::vector<std::uint16_t> questions(int index) const {
    const Card& card = protocol_.cards[static_cast<std::size_t>(index)];
    std::vector<std::uint16_t> asked;
    for (std::uint16_t q = 0; q < card.questions.size(); ++q) {
      const Question& question = card.questions[q];
      if (card.instead_of != 0 ? is_due(question) : is_wanted(question)) asked.push_back(q);
    }
    // An episode without an onset counts from when it was told. Whoever is asked on that card anyway is asked
    // when it really began.
    for (std::uint16_t q = 0; q < card.questions.size() && !asked.empty(); ++q)
      if (asks_onset(card.questions[q]) && std::ranges::find(asked, q) == asked.end()) asked.push_back(q);
    sort_short(asked);
    return asked;
  }

  bool asks_onset(const Question& question) const {
    return question.covers.front() == id_of(protocol_, Known::days_since_onset) && story_.episode.open &&
           !story_.episode.onset_told && story_.unsure_count[question.covers.front()] == 0;
  }

  bool is_yes(FindingId id) const {
    return story_.answers[id].state == State::known && story_.answers[id].value != 0;
  }

  /// In a check-in: whatever is asked of this person, but for what happened once and is known (an accident,
  /// the onset).
  bool is_due(const Question& question) const {
    if (question.covers.front() == id_of(protocol_, Known::days_since_onset)) return asks_onset(question);
    return std::ranges::any_of(question.covers, [&](FindingId id) {
      const Finding& finding = protocol_.findings[id];
      const bool happened = finding.group == Group::episode && story_.answers[id].state == State::known &&
                            !is_reassuring(finding, story_.answers[id]);
      return !happened && asked_now(id);
    });
  }

  void forget_covered(const AskedCard& asked) {
    for (const std::uint16_t q : asked.questions)
      for (const FindingId id : protocol_.cards[asked.card].questions[q].covers) wanted_[id] = 0;
  }

  const Protocol& protocol_;
  const Story& story_;
  const Triage& triage_;
  Evaluation gates_;
  Wanted wanted_{};
};

}  // namespace

std::vector<AskedCard> ask(const Protocol& protocol, const Story& story, const Triage& triage,
                           Occasion occasion) {
  if (occasion != Occasion::interview)
    return Asker(protocol, story, triage).checkin(occasion == Occasion::signs);
  if (triage.at_least == Urgency::emergency) return {};
  return Asker(protocol, story, triage).interview();
}

std::vector<AskedCard> ask_before_medicine(const Protocol& protocol, std::span<const FindingId> needed) {
  std::vector<AskedCard> cards;
  for (std::uint16_t i = 0; i < protocol.cards.size(); ++i) {
    const Card& card = protocol.cards[i];
    if (!card.medicine) continue;
    AskedCard asked{.card = i};
    for (std::uint16_t q = 0; q < card.questions.size(); ++q)
      if (std::ranges::find_first_of(card.questions[q].covers, needed) != card.questions[q].covers.end())
        asked.questions.push_back(q);
    if (!asked.questions.empty()) cards.push_back(std::move(asked));
  }
  return cards;
}

}  // namespace springback
