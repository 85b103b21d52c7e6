// Interviews with the product itself: somebody answers card after card, as it comes, until nothing is asked.
// The bound of interview.cc holds for everybody; this says what it is like.
#include <algorithm>

#include "core/advice.h"
#include "draw.h"
#include "properties/properties.h"
#include "stopwatch.h"

namespace springback::verify {
namespace {

constexpr std::uint64_t kSeed = 20'261'124;
constexpr std::uint64_t kMostCards = 200;  // an interview that is longer does not end
constexpr Instant kNow{1'795'334'400'000'000};

/// Somebody who answers at random, mostly no and often "not sure": whoever says yes is soon through.
class Respondent {
 public:
  Respondent(const Protocol& protocol, std::uint64_t number) : protocol_(protocol), draw_(kSeed, number) {
    // What was told before, some of it long enough ago to be stale.
    for (FindingId id = 0; id < protocol.findings.size(); ++id)
      if (protocol.findings[id].reported && draw_.percent(before_percent_)) answer(id);
    tell(hours(draw_.between(0, 40)));
    if (draw_.one_in(3)) begin();
  }

  /// How many cards until nothing is asked; nothing where a card leaves as much to ask as before, or where
  /// somebody is left undecided.
  std::optional<std::uint64_t> interview() {
    std::uint64_t left = left_to_ask();
    for (std::uint64_t cards = 0; cards < kMostCards; ++cards) {
      const Advice advice = advise(protocol_, story());
      if (advice.ask.empty() && advice.triage.urgency == springback::Urgency::undecided) return std::nullopt;
      if (advice.ask.empty()) return cards;
      const springback::Card& card = protocol_.cards[advice.ask.front().card];
      for (const std::uint16_t question : advice.ask.front().questions) answer(card.questions[question]);
      tell({});
      const std::uint64_t still = left_to_ask();
      if (still >= left && !worse_) return std::nullopt;
      left = still;
    }
    return std::nullopt;
  }

 private:
  Story story() const { return fold(protocol_, Journal(entries_), kNow); }

  /// What is left to ask: each unanswered finding, and how often "not sure" may still be said of one that is
  /// asked twice. "Not sure" to a line unsettles all that it covers, but each of them only twice. A new leg
  /// sign makes older reassurance stale, and begins the count anew.
  std::uint64_t left_to_ask() {
    const Story now = story();
    worse_ = now.worsened.has_value();
    std::uint64_t count = 0;
    for (FindingId id = 0; id < protocol_.findings.size(); ++id) {
      const springback::Finding& finding = protocol_.findings[id];
      if (!finding.reported) continue;
      const unsigned said = std::min<unsigned>(2, now.unsure_count[id]);
      const State state = now.answers[id].state;
      const bool unanswered = state == State::absent ||
                              (state == State::unsure && finding.ask_twice && said < 2);
      count += (unanswered ? 1U : 0U) + (finding.ask_twice ? 2 - said : 0);
    }
    return count;
  }

  void begin() { entries_.push_back({.id = "began", .at = kNow - hours(41), .fact = Began{}}); }

  void tell(Duration ago) {
    const std::string number = std::to_string(entries_.size());
    entries_.push_back({.id = std::string(4 - std::min<std::size_t>(4, number.size()), '0') + number,
                        .at = kNow - ago,
                        .fact = Reports{std::move(answers_)}});
    answers_.clear();
  }

  void answer(const springback::Question& question) {
    if (question.options.empty()) return answer(question.covers.front());
    const bool unsure = draw_.percent(30), yes = !unsure && draw_.percent(6);
    for (const FindingId id : question.covers)
      answers_.push_back({.finding = id, .unsure = unsure, .value = none_of(protocol_.findings[id])});
    if (!yes) return;
    for (const Setting& setting : question.options[draw_.below(question.options.size())].sets)
      std::ranges::find(answers_, setting.finding, &Reported::finding)->value = setting.value;
  }

  static std::int32_t none_of(const springback::Finding& finding) {
    return std::max<std::int16_t>(0, finding.none_value);
  }

  void answer(FindingId id) {
    const springback::Finding& finding = protocol_.findings[id];
    Reported told{.finding = id, .unsure = draw_.percent(30)};
    switch (finding.type) {
      case springback::Type::boolean: told.value = draw_.percent(6) ? 1 : 0; break;
      case springback::Type::choice:
        told.value = finding.none_value >= 0 && !draw_.percent(6)
                         ? finding.none_value
                         : static_cast<std::int32_t>(draw_.below(finding.values.size()));
        break;
      case springback::Type::set:
        for (std::size_t i = 0; i < finding.values.size(); ++i)
          if (draw_.percent(12)) told.value |= static_cast<std::int32_t>(1U << i);
        break;
      default:
        told.value = static_cast<std::int32_t>(draw_.between(finding.low, std::min(finding.high, 100)));
    }
    answers_.push_back(told);
  }

  const Protocol& protocol_;
  Draw draw_;
  const std::size_t before_percent_ = 10 * draw_.below(8);
  bool worse_ = false;
  std::vector<Entry> entries_;
  std::vector<Reported> answers_;
};

}  // namespace

Results run_interviews(const Protocol& product, std::uint64_t interviews) {
  const Stopwatch watch;
  Shown shown{
      .name = "interviews",
      .what =
          "Interviews answered at random, from random states: each ends, and each card leaves less to ask."};
  shown.holds = true;
  std::uint64_t longest = 0, all = 0;
  for (std::uint64_t number = 0; number < interviews; ++number) {
    const auto cards = Respondent(product, number).interview();
    if (!cards) {
      shown.holds = false;
      shown.counterexamples.push_back("interview " + std::to_string(number) + " does not end");
      break;
    }
    longest = std::max(longest, *cards);
    all += *cards;
  }
  shown.figures["interviews"] = with_commas(interviews);
  shown.figures["cards of the longest"] = std::to_string(longest);
  shown.figures["cards in all"] = with_commas(all);
  shown.seconds = watch.seconds();
  return {shown};
}

}  // namespace springback::verify
