// Random walks: whatever people answer, the interview ends, and ends settled.
#include "core/interviewee.h"

namespace springback {
namespace {

constexpr unsigned kPeople = 400;  // of each mood

/// Answers at random out of a seed. `concern` and `doubt` are chances in a thousand.
class Dice {
 public:
  Dice(unsigned seed, int concern, int doubt) : random_(seed), concern_(concern), doubt_(doubt) {}

  void operator()(const Question& question, std::vector<Reported>& answers) {
    const bool unsure = chance(doubt_);
    for (const FindingId id : question.covers) {
      const Finding& finding = built_in().findings[id];
      if (unsure) answers.push_back({.finding = id, .unsure = true});
      else if (question.options.empty()) answers.push_back({.finding = id, .value = value(finding)});
      else if (const auto none = reassuring(finding, id)) answers.push_back(*none);
    }
    if (unsure) return;
    for (const Option& option : question.options)
      if (chance(concern_))
        for (const Setting& setting : option.sets) tell(answers, setting);
  }

 private:
  bool chance(int in_a_thousand) { return static_cast<int>(random_() % 1000) < in_a_thousand; }

  static void tell(std::vector<Reported>& answers, const Setting& setting) {
    const auto told = std::ranges::find(answers, setting.finding, &Reported::finding);
    if (told == answers.end()) answers.push_back({.finding = setting.finding, .value = setting.value});
    else told->value = std::max(told->value, setting.value);
  }

  std::int32_t value(const Finding& finding) {
    switch (finding.type) {
      case Type::boolean: return chance(concern_) ? 1 : 0;
      case Type::choice: return static_cast<std::int32_t>(random_() % finding.values.size());
      case Type::set:
        return static_cast<std::int32_t>(random_() & random_() & random_() &
                                         ((1U << finding.values.size()) - 1));
      default: break;
    }
    if (finding.id == "days_since_onset") {
      static constexpr std::array<std::int32_t, 8> kDays = {0, 0, 1, 2, 5, 10, 20, 60};
      return kDays[random_() % kDays.size()];
    }
    return finding.low +
           static_cast<std::int32_t>(random_() % static_cast<unsigned>(finding.high - finding.low + 1));
  }

  std::mt19937 random_;
  int concern_, doubt_;
};

/// How much is still to be asked: an absent answer counts two, a danger sign answered "not sure" once counts
/// one.
int unasked(const Story& story) {
  int count = 0;
  for (std::size_t id = 0; id < built_in().findings.size(); ++id) {
    const Finding& finding = built_in().findings[id];
    if (story.answers[id].state == State::absent) count += 2;
    if (story.answers[id].state == State::unsure && finding.ask_twice && story.unsure_count[id] < 2) ++count;
  }
  return count;
}

struct Mood {
  const char* name;
  int concern, doubt, most_cards;
};

class Interview : public testing::TestWithParam<Mood> {};

TEST_P(Interview, EndsSettledAndEachCardLeavesFewerFindingsUnasked) {
  const Mood& mood = GetParam();
  std::size_t longest = 0;
  for (unsigned seed = 0; seed < kPeople && !HasFailure(); ++seed) {
    Dice dice(seed, mood.concern, mood.doubt);
    Interviewee person;
    int left = unasked(person.story());
    while (person.asked().size() <= static_cast<std::size_t>(mood.most_cards) && person.next_card(dice)) {
      const int now_left = unasked(person.story());
      ASSERT_LT(now_left, left) << "seed " << seed << ", card " << person.asked().back();
      left = now_left;
    }
    const Advice advice = person.advice();
    ASSERT_TRUE(advice.ask.empty()) << "seed " << seed << " is still asked " << cards(advice).front();
    ASSERT_NE(advice.triage.urgency, Urgency::undecided)
        << "seed " << seed << " has nothing more to answer and no urgency; open: "
        << built_in().rules[advice.open.front().rule].id;
    longest = std::max(longest, person.asked().size());
  }
  EXPECT_LE(longest, static_cast<std::size_t>(mood.most_cards));
  RecordProperty("longest", static_cast<int>(longest));
}

INSTANTIATE_TEST_SUITE_P(Moods, Interview,
                         testing::Values(Mood{"calm", 0, 0, 12}, Mood{"a_sign_here_and_there", 20, 0, 13},
                                         Mood{"doubtful", 10, 100, 24}, Mood{"sure_of_nothing", 0, 1000, 24},
                                         Mood{"at_random", 500, 200, 24}),
                         [](const auto& tested) { return std::string(tested.param.name); });

}  // namespace
}  // namespace springback
