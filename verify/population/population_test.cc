#include "population/population.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <numeric>
#include <sstream>

#include "core/advice.h"

namespace springback::verify {
namespace {

constexpr Instant kNow{1'795'334'400'000'000};
constexpr std::uint64_t kFew = 3'000, kMany = 100'000;

Story story_of(const Population& population, const Person& person) {
  return fold(built_in(), Journal({population.told_by(person, kNow)}), kNow);
}

Urgency urgency_of(const Population& population, const Person& person) {
  return triage(built_in(), story_of(population, person).classes).urgency;
}

std::string page(const std::string& path) {
  std::ifstream file(SPRINGBACK_SOURCE_DIR "/" + path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

const Counts& many() {
  static const Counts counts = count(built_in(), Population(built_in()), kMany, 2);
  return counts;
}

const Shown& shown(const Results& results, std::string_view name) {
  return *std::ranges::find(results, name, &Shown::name);
}

TEST(Population, RollsTheSameEverywhere) {
  EXPECT_EQ(Dice(0).roll(0, 1'000'000), 652'448U);
  EXPECT_EQ(Dice(999'999).roll(123, 1'000'000), 494'263U);
  EXPECT_EQ(Dice(7).roll(3, 1), 0U);
}

TEST(Population, CountsAddUp) {
  const Counts& counts = many();
  EXPECT_EQ(counts.everybody().people, kMany);
  for (std::size_t illness = 0; illness < kIllnesses; ++illness)
    for (const Tally* tally : {&counts.of[illness], &counts.without_sign[illness]})
      EXPECT_EQ(std::accumulate(tally->at.begin(), tally->at.end(), std::uint64_t{0}), tally->people);
  for (const auto* flags : {&counts.flags, &counts.our_flags})
    EXPECT_EQ(std::accumulate(flags->begin(), flags->end(), std::uint64_t{0}), kMany);
  const auto alone = std::accumulate(counts.alone.begin(), counts.alone.end(), std::uint64_t{0});
  const auto fired = std::accumulate(counts.fired.begin(), counts.fired.end(), std::uint64_t{0});
  EXPECT_LE(alone, counts.of[0].alarmed());
  EXPECT_GE(fired, counts.of[0].alarmed());
  EXPECT_LE(counts.calm_with_sign, counts.of[0].alarmed());
}

TEST(Population, IsTheSameOnAnyNumberOfThreads) {
  const Population population(built_in());
  const Counts one = count(built_in(), population, kFew, 1);
  for (const unsigned threads : {1U, 2U, 3U, 7U})
    EXPECT_EQ(count(built_in(), population, kFew, threads), one);
}

TEST(Population, ChangedRatesLeaveOtherAnswersAlone) {
  const std::vector<Change> more = {{"diabetes", "", 3, 2}};
  const Population before(built_in()), after(built_in(), more);
  const Slot diabetes = slot_of(built_in(), "diabetes");
  bool any = false;
  for (std::uint64_t number = 0; number < kFew; ++number) {
    const Person was = before.person(number);
    Person is = after.person(number);
    any |= is.value[diabetes] != was.value[diabetes];
    EXPECT_GE(is.value[diabetes], was.value[diabetes]);
    is.value[diabetes] = was.value[diabetes];
    EXPECT_EQ(is.value, was.value);
  }
  EXPECT_TRUE(any);
}

TEST(Population, IsAskedWhatTheInterviewAsks) {
  const Population population(built_in());
  const Protocol& protocol = built_in();
  for (std::uint64_t number = 0; number < kFew; ++number) {
    const Person person = population.person(number);
    const Story story = story_of(population, person);
    EXPECT_TRUE(ask(protocol, story, triage(protocol, story.classes), Occasion::interview).empty()) << number;
    Evaluation gates;
    evaluate(protocol.gates, story.classes, gates);
    for (FindingId id = 0; id < protocol.findings.size(); ++id) {
      const Finding& finding = protocol.findings[id];
      if (finding.gate == kNone || !person.answered[id]) continue;
      EXPECT_TRUE(fires(protocol.gates, gates, finding.gate)) << finding.id << " was not asked of " << number;
    }
  }
}

TEST(Population, APlantedSignLandsWhereItMust) {
  const Signs signs(built_in());
  for (const DangerSign& sign : danger_signs()) {
    const std::vector<Change> planted = {{sign.finding, sign.answer, kAll, 1}};
    const Population population(built_in(), planted);
    const Slot slot = slot_of(built_in(), sign.finding);
    const std::int32_t value = value_of(built_in(), slot, sign.answer).first;
    const bool member = slot < kMaxFindings && built_in().findings[slot].type == Type::set;
    std::uint64_t planted_in = 0;
    for (std::uint64_t number = 0; number < kFew; ++number) {
      const Person person = population.person(number, Illness::none);
      const std::int32_t has = person.value[slot];
      if (!person.answered[slot] || (member ? (has & value) == 0 : has != value)) continue;
      ++planted_in;
      EXPECT_GE(signs.demanded_by(person), sign.least);
      EXPECT_GE(urgency_of(population, person), sign.least) << sign.finding << " " << sign.answer;
      EXPECT_NE(urgency_of(population, person), Urgency::undecided);
    }
    EXPECT_GE(planted_in, 1U) << sign.finding << " " << sign.answer;
  }
}

/// Young, in little pain, hurt by nothing known, and with nothing that another answer could join to.
Person calm_person(const Population& population) {
  const Slot age = slot_of(built_in(), "age_years"), pain = slot_of(built_in(), "pain_now"),
             trigger = slot_of(built_in(), "trigger");
  const std::int32_t nothing = value_of(built_in(), trigger, "nothing_known").first;
  for (std::uint64_t number = 0;; ++number)
    if (const Person person = population.person(number, Illness::none);
        person.value[age] >= 20 && person.value[age] < 45 && person.value[pain] < 4 &&
        person.value[trigger] == nothing && urgency_of(population, person) == Urgency::self_care)
      return person;
}

TEST(Population, NoSignIsMissingInTheListMadeByHand) {
  const Population population(built_in());
  const Signs signs(built_in());
  const Protocol& protocol = built_in();
  const Person calm = calm_person(population);
  const Slot sites = slot_of(protocol, "pain_sites");
  int alarms = 0;
  for (const Assumption& row : uncomplicated()) {
    const Slot slot = slot_of(protocol, row.finding);
    if (slot >= kMaxFindings || slot == sites || protocol.findings[slot].type == Type::integer) continue;
    Person person = calm;
    person.value[slot] = value_of(protocol, slot, row.answer).first;
    person.answered.set(slot);
    // A sign may bring up questions that are not answered here: what has fired already counts.
    const Urgency least = triage(protocol, story_of(population, person).classes).at_least;
    EXPECT_EQ(signs.demanded_by(person), least >= Urgency::today ? least : Urgency::self_care)
        << row.finding << " " << row.answer;
    alarms += least >= Urgency::today ? 1 : 0;
  }
  EXPECT_GE(alarms, 36);
}

TEST(Population, ARuleThatWasWeakenedIsSeen) {
  Protocol weaker = built_in();
  std::vector<std::uint64_t> heads(weaker.rows_of_urgency.begin(), weaker.rows_of_urgency.end());
  const auto rule = std::ranges::find(weaker.rules, std::string_view("R08"), &Rule::id);
  const unsigned place = head(weaker.triage.rows[static_cast<std::size_t>(rule - weaker.rules.begin())]);
  const std::uint64_t bit = std::uint64_t{1} << (place % 64);
  const auto word = [&](Urgency urgency) -> std::uint64_t& {
    return heads[static_cast<std::size_t>(urgency) * weaker.triage.words + place / 64];
  };
  word(Urgency::emergency) &= ~bit;
  word(Urgency::routine) |= bit;
  weaker.rows_of_urgency = heads;
  const Counts counts = count(weaker, Population(weaker), kFew);
  EXPECT_GT(counts.below_sign, 0U);
  const Results results = describe(weaker, counts);
  EXPECT_FALSE(shown(results, "population-signs").holds);
  EXPECT_FALSE(shown(results, "population-signs").counterexamples.empty());
}

TEST(Population, NobodyIsUndecidedAndNoSignIsLost) {
  const Results results = describe(built_in(), many());
  for (const std::string_view name :
       {"population-decided", "population-signs", "population-rows", "population-ill", "population-flags"})
    EXPECT_TRUE(shown(results, name).holds) << name;
}

TEST(Population, IsLikeTheCohort) {
  const Population population(built_in());
  const auto slot = [](std::string_view name) { return slot_of(built_in(), name); };
  const Slot age = slot("age_years"), pain = slot("pain_now"), days = slot("days_since_onset"),
             sex = slot("sex"), legs = slot("leg_pain");
  double ages = 0, pains = 0, first_days = 0, early = 0, men = 0, with_leg_pain = 0;
  for (std::uint64_t number = 0; number < kMany; ++number) {
    const Person person = population.person(number, Illness::none);
    ages += person.value[age];
    pains += person.value[pain];
    men += person.value[sex] == value_of(built_in(), sex, "male").first ? 1 : 0;
    with_leg_pain += person.has(legs) ? 1 : 0;
    if (person.value[days] >= 14) continue;
    first_days += person.value[days];
    ++early;
  }
  EXPECT_NEAR(ages / kMany, 43.3, 0.5);
  EXPECT_NEAR(pains / kMany, 5.2, 0.1);
  EXPECT_NEAR(first_days / early, 4.9, 0.2);
  EXPECT_NEAR(men / kMany, 0.548, 0.01);
  EXPECT_NEAR(with_leg_pain / kMany, 0.205, 0.01);
  const double ill = static_cast<double>(kMany - many().of[0].people);
  EXPECT_NEAR(ill / kMany, 0.0101, 0.001);
}

TEST(Population, EverySourceStandsInTheProtocol) {
  const std::string sources = page("protocol/sources.yaml");
  const auto check = [&](std::string_view source) {
    EXPECT_TRUE(source == kAssumed || sources.find("{id: " + std::string(source) + ",") != std::string::npos)
        << source;
  };
  for (const Assumption& row : uncomplicated()) check(row.source);
  for (const Share& share : illnesses()) {
    check(share.source);
    for (const Assumption& row : signs_of(share.illness)) check(row.source);
  }
}

TEST(Population, ThePageShowsEveryAssumption) {
  EXPECT_NE(page("docs/safety/population.md").find(write_assumptions()), std::string::npos)
      << "write the tables anew: springback-verify assumptions";
}

TEST(Population, PercentIsCut) {
  EXPECT_EQ(percent(1, 3), "33.33 %");
  EXPECT_EQ(percent(2, 3), "66.66 %");
  EXPECT_EQ(percent(99'999, 100'000), "99.99 %");
  EXPECT_EQ(percent(5, 10'000), "0.05 %");
  EXPECT_EQ(percent(0, 0), "0.00 %");
}

}  // namespace
}  // namespace springback::verify
