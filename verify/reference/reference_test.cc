// What is easy to get wrong in a second reading of protocol.md and story.md. Run from the root of the
// repository.
#include <gtest/gtest.h>
#include <yaml-cpp/yaml.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "reference/advice.h"

namespace springback::reference {
namespace {

using Json = nlohmann::json;
using State = Answer::State;

constexpr Microseconds second = 1'000'000, minute = 60 * second, hour = 60 * minute, day = 24 * hour;

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

const std::map<std::string, std::string>& files() {
  static const auto files = [] {
    std::map<std::string, std::string> texts;
    for (const auto& entry : std::filesystem::directory_iterator("protocol"))
      if (entry.path().extension() == ".yaml")
        texts[entry.path().filename().string()] = text_of(entry.path());
    return texts;
  }();
  return files;
}

const Protocol& protocol() {
  static const Protocol protocol = read_protocol(files());
  return protocol;
}

// --- Conditions ----------------------------------------------------------------------------------

constexpr const char* few_findings = R"(findings:
  - {id: a, group: now, type: bool}
  - {id: b, group: now, type: bool}
  - {id: c, group: now, type: bool}
  - {id: n, group: now, type: int, range: [0, 9]}
  - {id: leg, group: now, type: choice, values: [none, one, both], none: none}
  - {id: places, group: now, type: set, values: [back, thigh_left, thigh_right]}
)";
enum Few { a, b, c, n, leg, places };

Condition condition(const std::string& text) {
  YAML::Emitter named;
  named << YAML::Flow << YAML::BeginSeq << YAML::BeginMap << "id" << "it" << "when" << YAML::DoubleQuoted
        << text << YAML::EndMap << YAML::EndSeq;
  return read_protocol({{"findings.yaml", few_findings},
                        {"triage.yaml", "named: " + std::string(named.c_str()) + "\nrules: []"},
                        {"cards.yaml", "cards: []"},
                        {"relief.yaml", "measures: []"},
                        {"help.yaml", "help: []"},
                        {"course.yaml", "checkins: []"},
                        {"medicines.yaml", "ingredients: []"}})
      .named.at("it");
}

Known told(std::int32_t value, bool partial = false) { return {Known::State::told, partial, value}; }
const Known unsure{Known::State::unsure, false, 0}, not_applicable{Known::State::not_applicable, false, 0};

/// Nothing is answered but these.
Knowledge knowing(const std::map<int, Known>& findings) {
  Knowledge known(6);
  for (const auto& [finding, what] : findings) known[static_cast<std::size_t>(finding)] = what;
  return known;
}

/// Calls with every combination of no, unknown and yes of a, b and c.
template <typename Look>
void for_all_of_three(Look look) {
  const Known kinds[] = {told(0), {}, told(1)};
  for (const Known& first : kinds)
    for (const Known& second_one : kinds)
      for (const Known& third : kinds) look(knowing({{a, first}, {b, second_one}, {c, third}}));
}

void collect_conditions(const YAML::Node& node, std::vector<std::string>& texts) {
  if (node.IsSequence())
    for (const YAML::Node& item : node) collect_conditions(item, texts);
  if (!node.IsMap()) return;
  for (const auto& item : node) {
    const auto key = item.first.as<std::string>();
    const bool holds_one = key == "when" || key == "asked_if" || key == "shown";
    if (holds_one && item.second.IsScalar()) texts.push_back(item.second.as<std::string>());
    collect_conditions(item.second, texts);
  }
}

TEST(Parsing, PrintsEveryConditionOfTheProtocolSoThatItReadsTheSame) {
  std::vector<std::string> texts;
  for (const auto& [name, text] : files()) collect_conditions(YAML::Load(text), texts);
  ASSERT_GT(texts.size(), 150U);
  for (const std::string& text : texts) {
    const auto once = parse(text);
    ASSERT_TRUE(once) << text << ": " << once.error();
    const auto again = parse(print(*once));
    ASSERT_TRUE(again) << print(*once) << ": " << again.error();
    EXPECT_EQ(*once, *again) << text;
  }
}

TEST(Parsing, BindsNotBeforeAndBeforeOr) {
  EXPECT_EQ(print(*parse("a or not b and c")), "a or not b and c");
  EXPECT_EQ(*parse("a or (not b and c)"), *parse("a or not b and c"));
  EXPECT_NE(*parse("(a or not b) and c"), *parse("a or not b and c"));
  EXPECT_EQ(*parse("not (a == 1)"), *parse("not a == 1"));
  for (const char* text : {"not (a or b)", "not (a and b)", "(a or b) and (c or d)", "(a and b) and c",
                           "(a or b) or c", "not not a", "at_least 2 of [a or b, not c, s has_any [x_*, y]]",
                           "a in [x, y] or b != x", "always and never"})
    EXPECT_EQ(print(*parse(text)), text);
}

TEST(Parsing, SaysWhereItStopped) {
  for (const char* text : {"", "a and", "a or or b", "(a", "a b", "a < x", "a in []", "at_least of [a]",
                           "has x", "a in [x*]", "a == ", "not"}) {
    const auto condition = parse(text);
    ASSERT_FALSE(condition) << text;
    EXPECT_TRUE(condition.error().starts_with("character ")) << condition.error();
    EXPECT_EQ(condition.error().find('\n'), std::string::npos);
  }
}

TEST(Truth, FollowsTheTablesOfKleene) {
  const Known kinds[] = {told(0), {}, told(1)};
  const Truth no = Truth::no, unknown = Truth::unknown, yes = Truth::yes;
  const Truth both[3][3] = {{no, no, no}, {no, unknown, unknown}, {no, unknown, yes}};
  const Truth either[3][3] = {{no, unknown, yes}, {unknown, unknown, yes}, {yes, yes, yes}};
  const Truth opposite[3] = {yes, unknown, no};
  for (int left = 0; left < 3; ++left) {
    EXPECT_EQ(truth(condition("not a"), knowing({{a, kinds[left]}})), opposite[left]);
    for (int right = 0; right < 3; ++right) {
      const Knowledge known = knowing({{a, kinds[left]}, {b, kinds[right]}});
      EXPECT_EQ(truth(condition("a and b"), known), both[left][right]);
      EXPECT_EQ(truth(condition("a or b"), known), either[left][right]);
    }
  }
}

TEST(Truth, OfAtLeastCountsWhatIsPossible) {
  const Condition two = condition("at_least 2 of [a, b, c]");
  EXPECT_EQ(truth(two, knowing({{a, told(1)}, {b, told(1)}})), Truth::yes);
  EXPECT_EQ(truth(two, knowing({{a, told(1)}, {b, told(0)}})), Truth::unknown);
  EXPECT_EQ(truth(two, knowing({{a, told(0)}, {b, told(0)}})), Truth::no);
}

TEST(Truth, OfNotAtLeastIsAtLeastOfTheOpposites) {
  for (int least = 0; least <= 4; ++least) {
    const std::string count = std::to_string(least), rest = std::to_string(3 - least + 1);
    const Condition negated = condition("not at_least " + count + " of [a, not b, c]");
    const Condition moved = condition("at_least " + rest + " of [not a, b, not c]");
    for_all_of_three([&](const Knowledge& known) {
      EXPECT_EQ(truth(negated, known), truth(moved, known));
      EXPECT_EQ(is_open(negated, known), is_open(moved, known));
      EXPECT_EQ(still_needs(negated, known), still_needs(moved, known));
    });
  }
}

TEST(Truth, StaysWhenNegationsAreMovedInward) {
  for (const char* text : {"not (a and (b or not c))", "not (a or not (b and not c))",
                           "not not a and not always", "not at_least 2 of [a, not (b or c), never]"}) {
    const Condition whole = condition(text), moved = without_inner_negation(whole);
    for_all_of_three([&](const Knowledge& known) {
      EXPECT_EQ(truth(whole, known), truth(moved, known)) << text;
      EXPECT_EQ(is_open(whole, known), is_open(moved, known)) << text;
      EXPECT_EQ(still_needs(whole, known), still_needs(moved, known)) << text;
    });
  }
  EXPECT_EQ(print(without_inner_negation(condition("not at_least 2 of [a, not b, n < 3]"))),
            "at_least 2 of [not a, b, not n < 3]");
}

TEST(Truth, OfAPartialSetIsNeverNo) {
  const Condition thigh = condition("places has_any [thigh_*]");
  EXPECT_EQ(truth(thigh, knowing({{places, told(0b001)}})), Truth::no);
  EXPECT_EQ(truth(thigh, knowing({{places, told(0b001, true)}})), Truth::unknown);
  EXPECT_EQ(truth(thigh, knowing({{places, told(0b010, true)}})), Truth::yes);
  EXPECT_EQ(still_needs(thigh, knowing({{places, told(0b001, true)}})), std::set<int>{places});
}

TEST(Truth, OfWhatIsNotAskedIsNo) {
  const Knowledge known = knowing({{a, not_applicable}, {n, not_applicable}, {leg, not_applicable}});
  for (const char* text :
       {"a", "n < 3", "n <= 3", "n > 3", "n >= 3", "n == 3", "n != 3", "leg != none", "leg in [one, both]"})
    EXPECT_EQ(truth(condition(text), known), Truth::no) << text;
  for (const char* text : {"not a", "not (n == 3)", "leg == none"})
    EXPECT_EQ(truth(condition(text), known), Truth::yes) << text;
}

TEST(Openness, IsForWhatIsUnansweredAlone) {
  const Condition either = condition("a or b"), both = condition("a and not b");
  EXPECT_TRUE(is_open(either, knowing({})));
  EXPECT_FALSE(is_open(either, knowing({{a, told(1)}}))) << "it fires";
  EXPECT_FALSE(is_open(either, knowing({{a, unsure}, {b, told(0)}})));
  EXPECT_TRUE(is_open(either, knowing({{a, unsure}})));
  EXPECT_FALSE(is_open(both, knowing({{b, unsure}}))) << "negated or not, it is read as no";
  EXPECT_EQ(truth(both, knowing({{a, told(1)}, {b, unsure}})), Truth::unknown);
  EXPECT_FALSE(is_open(condition("not (a and b)"), knowing({{a, unsure}, {b, told(1)}})));
}

TEST(Openness, NeedsWhatStandsInPartsThatCanStillHold) {
  EXPECT_EQ(still_needs(condition("a and b or c"), knowing({{a, told(0)}})), std::set<int>{c});
  EXPECT_EQ(still_needs(condition("a and b or c"), knowing({{a, unsure}})), std::set<int>{c});
  EXPECT_EQ(still_needs(condition("(a or b) and c"), knowing({{c, told(0)}})), std::set<int>{});
  EXPECT_EQ(still_needs(condition("not (a or b)"), knowing({{a, told(0)}})), std::set<int>{b});
  EXPECT_EQ(still_needs(condition("a or b"), knowing({{a, told(1)}})), std::set<int>{}) << "it fires";
}

TEST(Openness, DoesNotNeedWhatAnAlternativeDoesWithout) {
  EXPECT_EQ(still_needs(condition("a or a and b"), knowing({})), std::set<int>{a});
  EXPECT_EQ(still_needs(condition("a and b and c or c and a"), knowing({})), (std::set<int>{a, c}));
  EXPECT_EQ(still_needs(condition("not (a and (a or b))"), knowing({})), std::set<int>{a});
  EXPECT_EQ(still_needs(condition("b or a and c"), knowing({})), (std::set<int>{a, b, c}));
}

// --- The story -----------------------------------------------------------------------------------

const Microseconds now = read_instant("2026-11-22T09:00:00+01:00");

/// A journal told by hand. Entries of one instant stand in the order in which they were added.
class Tale {
 public:
  Tale& add(Microseconds ago, Json entry) {
    entry["id"] = "e" + std::to_string(100 + entries_.size());
    entry["at"] = "2026-11-22T09:00:00+01:00";
    entries_.push_back(read_entry(protocol(), entry));
    entries_.back().at = entries_.back().taken = now - ago;
    return *this;
  }
  Tale& reported(Microseconds ago, const Json& findings) {
    return add(ago, {{"kind", "reported"}, {"findings", findings}});
  }
  Tale& began(Microseconds ago) { return add(ago, {{"kind", "began"}}); }
  Tale& recovered(Microseconds ago) { return add(ago, {{"kind", "recovered"}}); }
  Tale& took(Microseconds ago, const std::string& product, double units = 1) {
    return add(ago, {{"kind", "took"}, {"product", product}, {"units", units}});
  }
  Tale& takes_back(Microseconds ago, std::size_t place) {
    return add(ago, {{"kind", "retracted"}, {"entry", "e" + std::to_string(100 + place)}});
  }

  Story story() const { return tell(protocol(), entries_, now); }
  Advice advice() const { return advise(protocol(), story()); }

 private:
  std::vector<Entry> entries_;
};

std::size_t place(std::string_view finding) { return static_cast<std::size_t>(protocol().find(finding)); }
Answer answer(const Story& story, std::string_view finding) { return story.answers[place(finding)]; }
State state(const Story& story, std::string_view finding) { return answer(story, finding).state; }

/// The value, or -1 where it is not told. (A drop in pain may be negative; it is tested by itself.)
int value(const Story& story, std::string_view finding) {
  const Answer held = answer(story, finding);
  return held.state == State::told ? held.value : -1;
}

TEST(Instants, AreReadToTheMicrosecond) {
  EXPECT_EQ(read_instant("1970-01-01T00:00:00Z"), 0);
  EXPECT_EQ(read_instant("1970-01-02t01:00:00.25+01:00"), day + 250'000);
  EXPECT_EQ(read_instant("2026-11-22 09:00:00-00:30") - now, hour + 30 * minute);
  for (const char* text : {"", "2026-02-29T00:00:00Z", "2026-11-22T24:00:00Z", "2026-11-22T09:00:00",
                           "1969-12-31T23:59:59Z", "2026-11-22T09:00:00.Z", "2026-11-22T09:00:00Z "})
    EXPECT_THROW(read_instant(text), std::runtime_error) << text;
}

TEST(Entries, RefuseAKnownFindingOfTheWrongTypeOrOutOfRange) {
  for (const Json& findings :
       {Json{{"pain_now", 11}}, Json{{"pain_now", true}}, Json{{"fever", "no"}},
        Json{{"pain_sites", "low_back"}}, Json{{"temperature_c", 46}}, Json{{"temperature_c", 37.96}}})
    EXPECT_THROW(Tale().reported(0, findings), std::runtime_error) << findings;
  EXPECT_NO_THROW(Tale().reported(0, {{"of_a_later_version", 1}, {"trauma", "of a later version"}}));
}

TEST(Retraction, OfARetractionRestores) {
  const Json pain{{"pain_now", 4}};
  EXPECT_EQ(value(Tale().reported(hour, pain).story(), "pain_now"), 4);
  EXPECT_EQ(value(Tale().reported(hour, pain).takes_back(minute, 0).story(), "pain_now"), -1);
  EXPECT_EQ(value(Tale().reported(hour, pain).takes_back(minute, 0).takes_back(0, 1).story(), "pain_now"), 4);
  EXPECT_EQ(value(Tale().takes_back(hour, 1).reported(minute, pain).story(), "pain_now"), -1)
      << "it may name a later one";
  EXPECT_EQ(value(Tale().reported(hour, pain).takes_back(-minute, 0).story(), "pain_now"), 4) << "not yet";
}

TEST(Answers, OfDangerKeepTheGreaterOfOneInstant) {
  const Json yes{{"saddle_numbness", true}}, no{{"saddle_numbness", false}};
  EXPECT_EQ(value(Tale().reported(hour, yes).reported(hour, no).story(), "saddle_numbness"), 1);
  EXPECT_EQ(value(Tale().reported(hour, no).reported(hour, yes).story(), "saddle_numbness"), 1);
  EXPECT_EQ(value(Tale().reported(hour, yes).reported(0, no).story(), "saddle_numbness"), 0);
  const Json sweats{{"night_sweats", true}}, none{{"night_sweats", false}};
  EXPECT_EQ(value(Tale().reported(hour, sweats).reported(hour, none).story(), "night_sweats"), 0);
}

TEST(Answers, OfDangerAreNotUndoneByNotSure) {
  const Json not_sure{{"leg_weakness", nullptr}}, later_word{{"leg_weakness", "a later word"}};
  const Story kept = Tale().reported(hour, {{"leg_weakness", "one"}}).reported(0, not_sure).story();
  EXPECT_EQ(value(kept, "leg_weakness"), 1);
  EXPECT_EQ(answer(kept, "leg_weakness").unsure_count, 1);
  EXPECT_EQ(
      state(Tale().reported(hour, {{"leg_weakness", "none"}}).reported(0, not_sure).story(), "leg_weakness"),
      State::unsure);
  const Story unread = Tale().reported(hour, {{"leg_weakness", "none"}}).reported(0, later_word).story();
  EXPECT_EQ(state(unread, "leg_weakness"), State::absent);
  EXPECT_TRUE(answer(unread, "leg_weakness").once);
}

TEST(Answers, NotSureTwiceClosesTheQuestion) {
  const Json not_sure{{"saddle_numbness", nullptr}};
  const Story once = Tale().reported(hour, not_sure).story();
  EXPECT_EQ(once.known[place("saddle_numbness")].state, Known::State::unanswered);
  EXPECT_EQ(value(once, "unsure_twice"), 0);
  const Story twice = Tale().reported(hour, not_sure).reported(0, not_sure).story();
  EXPECT_EQ(twice.known[place("saddle_numbness")].state, Known::State::unsure);
  EXPECT_EQ(value(twice, "unsure_twice"), 1);
  const Story anew =
      Tale().reported(hour, not_sure).recovered(minute).began(minute).reported(0, not_sure).story();
  EXPECT_EQ(value(anew, "unsure_twice"), 0);
}

TEST(Episodes, ForgetWhatEndedWithTheLastOne) {
  const auto told_before = [] {
    return Tale().reported(3 * day, {{"fever", true}, {"age_years", 40}, {"aortic_aneurysm_known", true}});
  };
  EXPECT_EQ(value(told_before().recovered(2 * day).story(), "fever"), 1) << "until another begins";
  const Story later = told_before().recovered(2 * day).began(day).story();
  EXPECT_FALSE(answer(later, "fever").once);
  EXPECT_EQ(state(later, "age_years"), State::absent);
  EXPECT_EQ(value(later, "aortic_aneurysm_known"), 1) << "only what reassures goes stale";
  EXPECT_EQ(value(later, "profile_old"), 1);
  const Story renewed =
      told_before().recovered(2 * day).began(day).reported(hour, {{"profile_unchanged", true}}).story();
  EXPECT_EQ(value(renewed, "age_years"), 40);
  EXPECT_EQ(value(renewed, "profile_old"), 0);
}

TEST(Staleness, BeginsAtTheLimit) {
  const Json no{{"saddle_numbness", false}}, yes{{"saddle_numbness", true}};
  EXPECT_EQ(value(Tale().reported(day - 1, no).story(), "saddle_numbness"), 0);
  EXPECT_FALSE(Tale().reported(day - 1, no).story().returning);
  const Story stale = Tale().reported(day, no).story();
  EXPECT_EQ(state(stale, "saddle_numbness"), State::absent);
  EXPECT_TRUE(answer(stale, "saddle_numbness").once);
  EXPECT_TRUE(stale.returning);
  EXPECT_EQ(value(Tale().reported(30 * day, yes).story(), "saddle_numbness"), 1);
  EXPECT_FALSE(Tale().reported(8 * day, {{"blood_in_urine", false}}).story().returning)
      << "danger, but for seven days";
}

/// Pain of 3, then of 6 and of the last value so long after that.
Tale rise(int last, Microseconds after) {
  return Tale()
      .reported(80 * hour, {{"pain_now", 3}})
      .reported(60 * hour, {{"pain_now", 6}})
      .reported(60 * hour - after, {{"pain_now", last}});
}

TEST(Worsening, IsARiseOfThreeThatLastsADay) {
  EXPECT_EQ(value(rise(6, day).story(), "pain_rise_3_for_2_days"), 1);
  EXPECT_EQ(value(rise(6, day - 1).story(), "pain_rise_3_for_2_days"), 0);
  EXPECT_EQ(value(rise(5, day).story(), "pain_rise_3_for_2_days"), 0);
  EXPECT_EQ(value(rise(6, day).reported(0, {{"pain_now", 5}}).story(), "pain_rise_3_for_2_days"), 0);
  EXPECT_EQ(value(rise(6, day).recovered(0).story(), "pain_rise_3_for_2_days"), 0);
}

TEST(Worsening, MakesOlderDangerSignsStale) {
  const auto worse = [](Microseconds ago) {
    return Tale()
        .reported(5 * hour, {{"leg_tingling", "none"}})
        .reported(2 * hour, {{"leg_tingling", "one"}})
        .reported(ago, {{"saddle_numbness", false}, {"chest_pain", true}})
        .story();
  };
  EXPECT_EQ(value(worse(2 * hour), "leg_sign_new"), 1);
  EXPECT_EQ(value(worse(2 * hour), "saddle_numbness"), 0) << "as old as the worsening, and not older";
  EXPECT_EQ(state(worse(2 * hour + 1), "saddle_numbness"), State::absent);
  EXPECT_TRUE(worse(2 * hour + 1).returning);
  EXPECT_EQ(value(worse(3 * hour), "chest_pain"), 1);
}

TEST(Worsening, NeedsAnHourBetweenTwoAnswers) {
  const auto sign = [](Microseconds between) {
    return value(Tale()
                     .reported(3 * hour, {{"pain_sites", {"low_back"}}})
                     .reported(3 * hour - between, {{"pain_sites", {"foot_left"}}})
                     .story(),
                 "leg_sign_new");
  };
  EXPECT_EQ(sign(hour), 1);
  EXPECT_EQ(sign(hour - 1), 0);
}

TEST(Derived, DaysSinceOnsetAge) {
  EXPECT_EQ(value(Tale().began(3 * day - 1).story(), "days_since_onset"), 2);
  EXPECT_EQ(value(Tale().began(3 * day).story(), "days_since_onset"), 3);
  EXPECT_EQ(value(Tale().reported(2 * day, {{"days_since_onset", 5}}).story(), "days_since_onset"), 7);
  EXPECT_EQ(
      value(Tale().reported(2 * day, {{"days_since_onset", 5}}).recovered(day).story(), "days_since_onset"),
      -1);
  const Json person{{"age_years", 45}};
  EXPECT_EQ(value(Tale().began(365 * day - 1).reported(0, person).story(), "age_at_onset"), 45);
  EXPECT_EQ(value(Tale().began(365 * day).reported(0, person).story(), "age_at_onset"), 44);
}

TEST(Derived, BothLegsFromThePlacesOfThePain) {
  EXPECT_EQ(value(Tale().reported(0, {{"pain_sites", {"thigh_left", "foot_right"}}}).story(), "both_legs"),
            1);
  EXPECT_EQ(value(Tale().reported(0, {{"pain_sites", {"thigh_left", "buttock_right"}}}).story(), "both_legs"),
            0);
  EXPECT_EQ(value(Tale().reported(0, {{"pain_sites", {"thigh_left", "a later word"}}}).story(), "both_legs"),
            -1);
  EXPECT_EQ(value(Tale().reported(day - 1, {{"pain_sites", Json::array()}}).story(), "both_legs"), 0);
  EXPECT_EQ(value(Tale().reported(day, {{"pain_sites", Json::array()}}).story(), "both_legs"), -1);
  EXPECT_EQ(
      value(Tale().reported(0, {{"pain_sites", Json::array()}, {"both_legs", true}}).story(), "both_legs"),
      1);
}

TEST(Derived, WeightAndPainAtTheirLimits) {
  const auto light = [](double kilograms) {
    return value(Tale().reported(0, {{"weight_kg", kilograms}, {"height_cm", 200}}).story(),
                 "low_body_weight");
  };
  EXPECT_EQ(light(73.9), 1);
  EXPECT_EQ(light(74.0), 0);
  const auto drop = [](int first, int last) {
    const Story story =
        Tale().reported(hour, {{"pain_now", first}}).reported(0, {{"pain_now", last}}).story();
    return std::pair(answer(story, "pain_drop_points").value, answer(story, "pain_drop_percent").value);
  };
  EXPECT_EQ(drop(7, 5), std::pair(2, 28));
  EXPECT_EQ(drop(3, 4), std::pair(-1, -33)) << "towards zero";
  EXPECT_EQ(drop(0, 4), std::pair(-4, -400));
}

TEST(Derived, MoodNeedsBothAnswersOrAThree) {
  EXPECT_EQ(value(Tale().reported(0, {{"low_mood", 2}}).story(), "phq2"), -1);
  EXPECT_EQ(value(Tale().reported(0, {{"low_mood", 3}}).story(), "phq2"), 3);
  EXPECT_EQ(value(Tale().reported(0, {{"low_mood", 1}, {"low_interest", 1}}).story(), "phq2"), 2);
}

TEST(Derived, FeverFromATemperature) {
  EXPECT_EQ(value(Tale().reported(0, {{"temperature_c", 37.9}}).story(), "fever"), -1);
  EXPECT_EQ(value(Tale().reported(0, {{"temperature_c", 38.0}, {"fever", false}}).story(), "fever"), 1);
  const auto later_no = [](Microseconds ago) {
    return value(Tale().reported(ago, {{"temperature_c", 38.5}}).reported(minute, {{"fever", false}}).story(),
                 "fever");
  };
  EXPECT_EQ(later_no(day - 1), 1);
  EXPECT_EQ(later_no(day), 0);
}

TEST(Derived, DosesWorkForTheirHours) {
  EXPECT_EQ(value(Tale().took(6 * hour - 1, "ibuprofen-200").story(), "medicated"), 1);
  EXPECT_EQ(value(Tale().took(6 * hour, "ibuprofen-200").story(), "medicated"), 0);
  EXPECT_EQ(value(Tale().took(8 * hour - 1, "acetaminophen-650-er").story(), "medicated"), 1);
  EXPECT_EQ(value(Tale().took(8 * hour - 1, "of a later version").story(), "medicated"), 1);
  EXPECT_EQ(value(Tale().took(8 * hour, "of a later version").story(), "medicated"), 0);
  const auto masked = [](bool fever) {
    return value(Tale().took(8 * hour, "ibuprofen-200").reported(3 * hour, {{"fever", fever}}).story(),
                 "fever_masked");
  };
  EXPECT_EQ(masked(false), 1) << "it worked when the answer was given";
  EXPECT_EQ(masked(true), 0);
}

TEST(Derived, MedicineIsInUseForTwoDaysOrRegular) {
  const auto in_use = [](const Tale& tale) { return value(tale.story(), "medicine_in_use"); };
  EXPECT_EQ(in_use(Tale()), 0);
  EXPECT_EQ(in_use(Tale().took(2 * day - 1, "lidocaine-patch-4")), 1);
  EXPECT_EQ(in_use(Tale().took(2 * day, "lidocaine-patch-4")), 0);
  EXPECT_EQ(in_use(Tale().took(hour, "ibuprofen-200").takes_back(0, 0)), 0);
  for (const char* regular : {"takes_other_nsaid", "takes_prescribed_acetaminophen"}) {
    EXPECT_EQ(in_use(Tale().reported(0, {{regular, true}})), 1);
    EXPECT_EQ(in_use(Tale().reported(0, {{regular, false}})), 0);
    EXPECT_EQ(in_use(Tale().reported(0, {{regular, nullptr}})), 0);
  }
}

TEST(Derived, SedatedIsByWhatMakesSleepyOrByWhatNobodyKnows) {
  for (const char* product : {"acetaminophen-pm", "of a later version"}) {
    EXPECT_EQ(value(Tale().took(8 * hour - 1, product).story(), "sedated"), 1) << product;
    EXPECT_EQ(value(Tale().took(8 * hour, product).story(), "sedated"), 0) << product;
  }
  EXPECT_EQ(value(Tale().took(hour, "acetaminophen-500").story(), "sedated"), 0);
}

TEST(Derived, MedicineOnTheSkinIsOnForTwelveHours) {
  const auto on = [](Microseconds ago, const Json& what) {
    Json dose = what;
    dose["kind"] = "took";
    return value(Tale().add(ago, dose).story(), "skin_medicine_on");
  };
  const Json patch = {{"product", "lidocaine-patch-4"}}, tablet = {{"product", "ibuprofen-200"}};
  EXPECT_EQ(on(12 * hour - 1, patch), 1);
  EXPECT_EQ(on(12 * hour, patch), 0);
  EXPECT_EQ(on(hour, {{"product", "of a later version"}, {"as", "gel_g"}}), 1);
  EXPECT_EQ(on(hour, {{"product", "ibuprofen-200"}, {"as", "gel_g"}}), 0) << "the product is a tablet";
  EXPECT_EQ(on(hour, tablet), 0);
}

TEST(Derived, ThreeDrinksAreFromTheirNumberWhereTheyWereNotTold) {
  const auto three = [](const Json& told) {
    return value(Tale().reported(0, told).story(), "three_drinks_daily");
  };
  EXPECT_EQ(three({{"alcoholic_drinks_per_day", 2}}), 0);
  EXPECT_EQ(three({{"alcoholic_drinks_per_day", 3}}), 1);
  EXPECT_EQ(three({{"alcoholic_drinks_per_day", 3}, {"three_drinks_daily", false}}), 0) << "as it was told";
  EXPECT_EQ(three({{"alcoholic_drinks_per_day", nullptr}}), -1);
  const Story story = Tale().reported(day, {{"alcoholic_drinks_per_day", 0}}).story();
  EXPECT_EQ(answer(story, "three_drinks_daily").at, now - day);
}

TEST(Derived, AmountsAreRoundedUpToTheNextMicrogram) {
  const auto over = [](double milligrams) {
    return value(Tale().add(0, {{"kind", "took"}, {"ingredients_mg", {{"paracetamol", milligrams}}}}).story(),
                 "acetaminophen_over_4g");
  };
  EXPECT_EQ(over(4000), 0);
  EXPECT_EQ(over(4000.0004), 1);
}

TEST(Derived, AcetaminophenOverFourGrams) {
  const auto over = [](Microseconds ago, double units) {
    return value(Tale().took(ago, "acetaminophen-500", units).took(0, "paracetamol-500-uk", 4).story(),
                 "acetaminophen_over_4g");
  };
  EXPECT_EQ(over(hour, 4), 0);
  EXPECT_EQ(over(hour, 4.5), 1);
  EXPECT_EQ(over(day - 1, 4.5), 1);
  EXPECT_EQ(over(day, 4.5), 0);
}

TEST(Derived, NotSureGoesOnToWhatIsComputed) {
  const Story story = Tale().reported(0, {{"pain_sites", nullptr}}).story();
  EXPECT_EQ(state(story, "below_knee"), State::unsure);
  EXPECT_EQ(answer(story, "both_legs").unsure_count, 0);
  EXPECT_EQ(story.known[place("both_legs")].state, Known::State::unanswered) << "it is asked twice";
  EXPECT_EQ(value(story, "unsure_other"), 1);
  EXPECT_EQ(state(Tale().reported(0, {{"weight_kg", nullptr}}).story(), "low_body_weight"), State::absent)
      << "the height is absent";
  EXPECT_EQ(value(Tale().reported(0, {{"weight_kg", nullptr}}).story(), "unsure_other"), 0);
}

// --- Advice --------------------------------------------------------------------------------------

std::vector<Json> first_cases() {
  std::ifstream file("protocol/cases/first.jsonl");
  std::vector<Json> cases;
  for (std::string line; std::getline(file, line);) cases.push_back(Json::parse(line));
  return cases;
}

TEST(Advice, GivesTheUrgencyThatIsWantedOfTheFirstCases) {
  constexpr const char* words[] = {"self_care", "routine", "soon", "today", "emergency", "undecided"};
  const std::vector<Json> cases = first_cases();
  ASSERT_GE(cases.size(), 12U);
  for (const Json& request : cases) {
    std::vector<Entry> entries;
    for (const Json& entry : request.at("journal")) entries.push_back(read_entry(protocol(), entry));
    const Story story = tell(protocol(), std::move(entries),
                             read_instant(request.at("at").get<std::string>()));
    EXPECT_EQ(words[static_cast<std::size_t>(advise(protocol(), story).triage.urgency)], request.at("want"))
        << request.at("id");
  }
}

/// Everything that was answered in the first of the first cases, who looks after himself, but for these.
Json answered_but_for(const std::vector<std::string>& findings) {
  Json answers = first_cases().front().at("journal").at(1).at("findings");
  for (const std::string& finding : findings) answers.erase(finding);
  return answers;
}

std::vector<std::string> cards_of(const Advice& advice) {
  std::vector<std::string> cards;
  for (const AskedCard& asked : advice.ask)
    cards.push_back(protocol().cards[static_cast<std::size_t>(asked.card)].id);
  return cards;
}

std::set<std::string> lines_of(const AskedCard& asked) {
  std::set<std::string> lines;
  for (const int question : asked.questions)
    lines.insert(protocol()
                     .cards[static_cast<std::size_t>(asked.card)]
                     .questions[static_cast<std::size_t>(question)]
                     .line);
  return lines;
}

TEST(Interview, AsksForTheHighestUrgencyFirst) {
  const Json answers = answered_but_for({"weight_loss_unexplained", "cancer_history", "saddle_numbness"});
  const Advice advice = Tale().reported(0, {{"trigger", "lifting"}}).began(0).reported(0, answers).advice();
  EXPECT_EQ(advice.triage.urgency, Urgency::undecided);
  EXPECT_EQ(advice.triage.at_least, Urgency::self_care);
  EXPECT_EQ(cards_of(advice), (std::vector<std::string>{"alarm", "past", "ill"}));
  EXPECT_EQ(lines_of(advice.ask.front()), std::set<std::string>{"saddle_numbness"});
}

TEST(Interview, AsksForOneUrgencyInTheOrderOfTheFile) {
  const Advice advice =
      Tale().began(0).reported(0, answered_but_for({"chest_pain", "saddle_numbness"})).advice();
  EXPECT_EQ(cards_of(advice), (std::vector<std::string>{"alarm", "body"}));
}

TEST(Interview, AsksWhenItBeganOnceTheCardIsShown) {
  const Json answers = answered_but_for({"onset"});
  const auto shown = [&](Json began) {
    began["kind"] = "began";
    const Json older{{"age_years", 60}, {"pain_now", 7}};
    const Advice advice = Tale().add(hour, began).reported(0, answers).reported(0, older).advice();
    EXPECT_EQ(cards_of(advice), std::vector<std::string>{"start"});
    return advice.ask.empty() ? std::set<std::string>{} : lines_of(advice.ask.front());
  };
  EXPECT_EQ(shown({{"trigger", "nothing_known"}}), (std::set<std::string>{"onset", "days_since_onset"}));
  EXPECT_EQ(shown({{"trigger", "nothing_known"}, {"onset_at", "2026-11-22T08:00:00+01:00"}}),
            std::set<std::string>{"onset"});
}

TEST(Interview, AsksTheDangerSignsAgainOnOneCard) {
  Tale tale;
  tale.began(2 * day).reported(25 * hour, answered_but_for({}));
  const std::vector<std::string> cards = cards_of(tale.advice());
  ASSERT_GE(cards.size(), 2U);
  EXPECT_EQ(cards[0], "signs");
  EXPECT_EQ(cards[1], "today");
  for (const std::string& card : cards) EXPECT_TRUE(card != "alarm" && card != "body") << card;
}

TEST(Interview, AsksForHarmsAgainWhileAMedicineIsInUse) {
  const auto asks = [](Microseconds taken) {
    Tale tale;
    tale.began(4 * day).took(taken, "ibuprofen-200").reported(25 * hour, answered_but_for({}));
    const std::vector<std::string> cards = cards_of(tale.advice());
    return std::find(cards.begin(), cards.end(), "harms_again") != cards.end();
  };
  EXPECT_TRUE(asks(2 * day - 1));
  EXPECT_FALSE(asks(2 * day));
}

TEST(Interview, AsksNothingInAnEmergency) {
  const Advice advice = Tale().reported(0, {{"chest_pain", true}}).advice();
  EXPECT_EQ(advice.triage.urgency, Urgency::emergency);
  EXPECT_TRUE(advice.ask.empty() && advice.missing.empty() && advice.triage.open_rows.empty());
}

const PlanItem* item(const Advice& advice, std::string_view measure) {
  for (const PlanItem& item : advice.plan)
    if (protocol().measures[static_cast<std::size_t>(item.measure)].id == measure) return &item;
  return nullptr;
}

/// A person who looks after himself, has no reason against cold, and applied it so often, an hour apart, the
/// last time so long ago.
Advice after_cold(int times, Microseconds last, const Json& more = Json::object()) {
  Json answers = answered_but_for({});
  for (const char* none : {"neuropathy", "poor_circulation", "raynaud", "cold_allergy", "heart_disease"})
    answers[none] = false;
  answers["skin_at_site"] = "normal";
  answers.update(more);
  Tale tale;
  tale.began(hour).reported(0, answers);
  for (int time = 0; time < times; ++time)
    tale.add(last + time * hour, {{"kind", "did"}, {"measure", "cold"}, {"minutes", 15}});
  return tale.advice();
}

TEST(Plan, WaitsForTheGapAndTheDailyLimit) {
  using PlanState = PlanItem::State;
  EXPECT_EQ(item(after_cold(0, 0), "cold")->state, PlanState::open);
  EXPECT_EQ(item(after_cold(1, 2 * hour), "cold")->state, PlanState::open);
  EXPECT_EQ(item(after_cold(1, 2 * hour - 1), "cold")->state, PlanState::later);
  EXPECT_EQ(item(after_cold(1, 2 * hour - 1), "cold")->open_at, now + 1);
  EXPECT_EQ(item(after_cold(5, 3 * hour), "cold")->state, PlanState::open);
  EXPECT_EQ(item(after_cold(6, 3 * hour), "cold")->open_at, now + 16 * hour);
  EXPECT_EQ(item(after_cold(6, 19 * hour), "cold")->state, PlanState::open)
      << "the first of them is a day old";
}

TEST(Plan, ClosesBeforeItWaitsAndWaitsBeforeItChecks) {
  using PlanState = PlanItem::State;
  EXPECT_EQ(item(after_cold(1, 0, {{"raynaud", true}}), "cold")->state, PlanState::closed);
  EXPECT_EQ(item(after_cold(1, 0, {{"raynaud", nullptr}}), "cold")->state, PlanState::later);
  const Advice not_sure = after_cold(0, 0, {{"raynaud", nullptr}});
  EXPECT_EQ(item(not_sure, "cold")->state, PlanState::check_first);
  EXPECT_EQ(item(not_sure, "cold")->check, std::set<int>{protocol().find("raynaud")});
}

TEST(Plan, LeavesPositionsOpenWhileUndecided) {
  const Advice advice = Tale().began(0).advice();
  EXPECT_EQ(item(advice, "position_side_pillow")->state, PlanItem::State::open);
  EXPECT_EQ(item(advice, "cold")->state, PlanItem::State::closed);
  EXPECT_TRUE(item(advice, "cold")->closed_by_urgency);
  EXPECT_EQ(item(advice, "physiotherapy"), nullptr) << "not shown so early";
}

}  // namespace
}  // namespace springback::reference
