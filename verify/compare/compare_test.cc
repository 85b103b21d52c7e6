// Whether the comparison would find what it looks for: faults are planted, and must be found and made small.
#include "compare/compare.h"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "cases.h"
#include "compare/convert.h"
#include "compare/order.h"
#include "compare/requests.h"
#include "compare/shrink.h"
#include "compile.h"
#include "document/entry.h"
#include "document/request.h"

namespace springback::verify {
namespace {

constexpr std::uint64_t kSeed = 1;

const protocolc::Files& files() {
  static const protocolc::Files read = protocolc::read_files(SPRINGBACK_SOURCE_DIR "/protocol");
  return read;
}
const reference::Protocol& told_twice() {
  static const reference::Protocol protocol = reference::read_protocol(files());
  return protocol;
}
const Sides& sides() {
  static const Sides both(built_in(), told_twice());
  return both;
}
const Material& material() {
  static const Material of(told_twice());
  return of;
}

/// The protocol with the first `old` of a file replaced, compiled; the reference keeps the true one.
struct Planted {
  Planted(const std::string& file, const std::string& old, const std::string& replacement) {
    protocolc::Files changed = files();
    std::string& text = changed.at(file);
    const auto at = text.find(old);
    EXPECT_NE(at, std::string::npos) << old;
    text.replace(at, old.size(), replacement);
    auto compiled = protocolc::compile(changed, protocolc::Strictness::tables);
    for (const std::string& problem : compiled.problems) ADD_FAILURE() << problem;
    image = std::move(compiled.image);
  }
  Sides both() const { return Sides(image->protocol, told_twice()); }

  std::unique_ptr<protocolc::Image> image;
};

// --- stories ---

std::uint64_t fingerprint(std::string_view text, std::uint64_t hash) {
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1'099'511'628'211U;  // FNV-1a
  return hash;
}

TEST(Stories, AStoryDependsOnItsSeedAndNumberAlone) {
  const auto text = [](std::uint64_t seed, std::uint64_t number) {
    return request_text(told_twice(), random_tale(material(), seed, number));
  };
  const std::string fifth = text(kSeed, 5);
  EXPECT_NE(text(kSeed, 6), fifth);
  EXPECT_NE(text(kSeed + 1, 5), fifth);
  EXPECT_EQ(text(kSeed, 5), fifth);
}

TEST(Stories, DrawsAreTheSameEverywhere) {
  Draw draw(kSeed, 0);
  std::uint64_t hash = 14'695'981'039'346'656'037U;
  for (int i = 0; i < 1000; ++i) hash = fingerprint(std::to_string(draw.next()), hash);
  EXPECT_EQ(hash, 8'441'546'838'602'632'153U);
  EXPECT_EQ(Draw(kSeed, 0).between(-3, -3), -3);
}

// --- converters ---

std::string show(const Entry& entry) {
  std::ostringstream out;
  out << entry.id << ' ' << entry.at.microseconds << ' ' << entry.has_unknown << ' ' << entry.fact.index();
  if (const auto* reports = std::get_if<Reports>(&entry.fact))
    for (const Reported& one : reports->answers)
      out << ' ' << one.finding << ':' << one.unsure << one.partial << one.not_understood << one.value;
  if (const auto* began = std::get_if<Began>(&entry.fact))
    out << ' ' << began->trigger.value_or(Reported{.value = -1}).value << ' '
        << began->onset.value_or(Instant{-1}).microseconds;
  if (const auto* took = std::get_if<Took>(&entry.fact)) {
    for (const Amount& one : took->contents) out << ' ' << one.ingredient << ':' << one.micrograms;
    out << ' ' << took->way.product << took->way.extended_release << took->way.on_skin << ' ' << took->units
        << took->contents_known << took->amount_known << took->prescribed << took->taken.microseconds;
  }
  if (const auto* did = std::get_if<Did>(&entry.fact))
    out << ' ' << static_cast<int>(did->measure) << ' ' << did->minutes;
  if (const auto* retracted = std::get_if<Retracted>(&entry.fact)) out << ' ' << retracted->entry;
  return out.str();
}

std::string show(const reference::Entry& entry) {
  std::ostringstream out;
  out << entry.id << ' ' << entry.at << ' ' << static_cast<int>(entry.kind) << entry.contents_known
      << entry.extended_release << ' ' << entry.onset.value_or(-1) << ' ' << entry.measure << ' '
      << entry.minutes << ' ' << entry.takes_back;
  if (entry.kind == reference::Entry::Kind::took) out << ' ' << entry.taken;
  for (const reference::Told& one : entry.told)
    out << ' ' << one.finding << ':' << one.unsure << one.partial << one.not_understood
        << (one.unsure || one.not_understood ? 0 : one.value);
  for (const auto& [ingredient, amount] : entry.micrograms) out << ' ' << ingredient << ':' << amount;
  return out.str();
}

TEST(Converters, TellTheProductWhatItReadsInTheText) {
  for (std::uint64_t n = 0; n < 3000; ++n) {
    const Tale tale = random_tale(material(), kSeed, n);
    const auto read = read_request(built_in(), request_text(told_twice(), tale));
    ASSERT_TRUE(read) << read.error().argument;
    EXPECT_EQ(read->at.instant.microseconds, tale.at);
    EXPECT_EQ(read->at.offset_minutes, tale.offset_minutes);
    const Journal direct(product_entries(sides(), tale));
    ASSERT_EQ(direct.entries().size(), read->journal.entries().size());
    for (std::size_t i = 0; i < direct.entries().size(); ++i)
      ASSERT_EQ(show(direct.entries()[i]), show(read->journal.entries()[i])) << "story " << n;
  }
}

TEST(Converters, TellTheReferenceWhatItReadsInTheText) {
  for (std::uint64_t n = 0; n < 3000; ++n) {
    const Tale tale = random_tale(material(), kSeed, n);
    const auto json = nlohmann::json::parse(request_text(told_twice(), tale));
    EXPECT_EQ(reference::read_instant(json["at"].get<std::string>()), tale.at);
    const auto direct = reference_entries(sides(), tale);
    ASSERT_EQ(direct.size(), json["journal"].size());
    for (std::size_t i = 0; i < direct.size(); ++i)
      ASSERT_EQ(show(direct[i]), show(reference::read_entry(told_twice(), json["journal"][i])))
          << "story " << n;
  }
}

/// The YAML of a case, read as cases are read.
std::string request_of_case(const std::string& yaml) {
  protocolc::Problems problems;
  const auto cases = protocolc::read_cases({{"cases/found.yaml", yaml}}, problems);
  for (const std::string& problem : problems.lines()) ADD_FAILURE() << problem << "\n" << yaml;
  return cases.size() == 1 ? cases[0].request : "";
}

TEST(Converters, ACaseInYamlTellsTheSameStory) {
  const Questions questions = read_questions(files());
  EXPECT_EQ(questions.at("saddle_numbness"), "Numb or odd feeling between the legs, where you sit");
  int tried = 0;
  for (std::uint64_t n = 0; n < 1000; ++n) {
    Tale tale = random_tale(material(), kSeed, n);
    if (tale.at != kCaseInstant) continue;
    ++tried;
    if (n % 2 == 0) tale = as_case(tale, kCaseId);
    const std::string yaml = case_text(told_twice(), questions, tale, "Told.", "self_care", {"Nothing."});
    const Compared direct = compare(sides(), tale);
    const Compared read = compare_request(sides(), request_of_case(yaml));
    for (const Difference& one : differences(sides(), direct.product, read.product))
      ADD_FAILURE() << one.about << ": " << one.product << ", as a case " << one.reference << "\n" << yaml;
  }
  EXPECT_GT(tried, 500);
}

// --- the comparison ---

TEST(Compare, TheSidesAgreeOnEveryCase) {
  std::ifstream first(SPRINGBACK_SOURCE_DIR "/protocol/cases/first.jsonl");
  std::ostringstream text;
  text << first.rdbuf();
  for (const Shown& shown : compare_cases(sides(), files(), text.str())) {
    EXPECT_TRUE(shown.holds);
    for (const std::string& line : shown.counterexamples) ADD_FAILURE() << line;
  }
}

TEST(Compare, TheSidesAgreeOnSomeStories) {
  const Results results = compare_stories(sides(), read_questions(files()), {.seed = kSeed, .stories = 5000});
  EXPECT_TRUE(results[0].holds);
  for (const std::string& found : results[0].counterexamples) ADD_FAILURE() << found;
}

TEST(Compare, AChangedRowIsFoundAndMadeSmall) {
  const Planted planted("triage.yaml", "age_years > 70 and pain_now >= 4",
                        "age_years > 70 and pain_now >= 5");
  const Sides both = planted.both();
  const Results results = compare_stories(both, read_questions(files()), {.seed = kSeed, .stories = 4000});
  EXPECT_FALSE(results[0].holds);
  std::string found;
  for (const std::string& one : results[0].counterexamples)
    if (one.contains("differs in 'fired R10.soon'")) found = one;
  EXPECT_NE(found.find("    age_years: 71  # Your age?\n"), std::string::npos) << found;
  EXPECT_NE(found.find("    pain_now: 4  # "), std::string::npos) << found;
  EXPECT_NE(found.find("# fired R10.soon: product no, reference yes\n"), std::string::npos) << found;
  EXPECT_EQ(std::ranges::count(found.substr(0, found.find("  want:")), '#'), 2) << found;
  const Compared again = compare_request(both, request_of_case(found));
  ASSERT_FALSE(again.differences.empty());
  EXPECT_EQ(again.differences[0].about, "fired R10.soon");
}

TEST(Compare, WhatIsFoundDoesNotDependOnThreads) {
  const Planted planted("relief.yaml", "gap_minutes: 120", "gap_minutes: 121");
  const Sides both = planted.both();
  const auto found = [&](unsigned threads) {
    std::string counts;
    Results results = compare_stories(both, {}, {.seed = kSeed, .stories = 6000, .threads = threads},
                                      &counts);
    std::string text = counts;
    for (const Shown& shown : results) {
      for (const auto& [name, figure] : shown.figures) text += name + " " + figure + "\n";
      for (const std::string& example : shown.counterexamples) text += example;
    }
    EXPECT_FALSE(results[0].holds);
    return text;
  };
  const std::string alone = found(1);
  EXPECT_NE(alone.find("plan cold"), std::string::npos) << alone;
  EXPECT_EQ(found(2), alone);
  EXPECT_EQ(found(5), alone);
}

TEST(Compare, EachThingThatMayDifferIsLookedAt) {
  const auto differs_in = [](const std::string& file, const std::string& old, const std::string& replacement,
                             const std::string& about) {
    const Planted planted(file, old, replacement);
    const Sides both = planted.both();
    for (std::uint64_t n = 0; n < 20'000; ++n)
      for (const Difference& difference : compare(both, random_tale(material(), kSeed, n)).differences)
        if (difference.about == about) return;
    ADD_FAILURE() << about;
  };
  differs_in("findings.yaml", "danger: true, ask_twice: true, stale_after: 2d",
             "danger: true, stale_after: 2d", "answer unsure_twice");
  differs_in("cards.yaml", "      - finding: calf_swelling\n", "", "ask");
  differs_in("relief.yaml", "{id: raynaud, when: raynaud, unknown: check",
             "{id: raynaud, when: raynaud, unknown: open", "plan cold");
  differs_in("triage.yaml", "urgency: today\n    when: leg_weakness", "urgency: soon\n    when: leg_weakness",
             "urgency");
}

TEST(Compare, WhatNeverCameUpFailsTheCoverage) {
  const Shown of_nothing = coverage(told_twice(), Coverage(told_twice()));
  EXPECT_FALSE(of_nothing.holds);
  EXPECT_GT(of_nothing.counterexamples.size(), 200U);
  Coverage counted(told_twice());
  for (auto* counts : {&counted.fired, &counted.open, &counted.asked}) std::ranges::fill(*counts, 1);
  const Shown too_much = coverage(told_twice(), counted);
  EXPECT_NE(std::ranges::find(too_much.counterexamples, "R44.today open: 1 times"),
            too_much.counterexamples.end());
}

TEST(Shrink, LeavesWhatIsNeededAndNothingElse) {
  const int fever = told_twice().find("fever");
  const auto has_fever = [&](const Tale& tale) {
    return std::ranges::any_of(tale.events, [&](const Event& event) {
      return std::ranges::any_of(event.said, [&](const Said& said) {
        return said.finding == fever && said.what == Said::What::value && said.value == 1;
      });
    });
  };
  std::uint64_t n = 0;
  while (!has_fever(random_tale(material(), kSeed, n))) ++n;
  const Tale small = shrink(told_twice(), random_tale(material(), kSeed, n), has_fever);
  ASSERT_EQ(small.events.size(), 1U);
  EXPECT_EQ(small.events[0].at, kCaseInstant);
  EXPECT_EQ(small.events[0].said, (std::vector<Said>{{.finding = fever, .value = 1}}));
}

// --- order ---

constexpr OrderRun kSmall = {.seed = kSeed, .short_journals = 6, .long_journals = 4, .orders_of_long = 5};

TEST(Order, EveryOrderIsTried) {
  std::vector<std::string> seen;
  const Doors listening = {[&](const Tale& tale) {
                             std::string ids;
                             for (const Event& event : tale.events) ids += event.id + " ";
                             seen.push_back(ids);
                             return std::string();
                           },
                           [](const Tale&) { return std::string(); }};
  const OrderRun of_one = {.seed = kSeed, .short_journals = 6, .long_journals = 0, .text_every = 1};
  const Results results = check_order(sides(), of_one, listening);
  EXPECT_EQ(results[0].figures.at("journals"), "6");
  EXPECT_EQ(results[0].figures.at("orders"), "5,912");  // 2! + 3! + ... + 7!
  EXPECT_EQ(results[1].figures.at("orders"), "42");
  std::ranges::sort(seen);
  seen.erase(std::ranges::unique(seen).begin(), seen.end());
  EXPECT_GE(seen.size(), 5912U);
}

TEST(Order, ADoorThatMindsTheOrderIsFound) {
  const Doors true_doors = doors_of(sides());
  const auto minding = [&](const Tale& tale) {
    return true_doors.direct(tale) + (tale.events.front().id < tale.events.back().id ? " " : "");
  };
  const Results results = check_order(sides(), kSmall, {minding, minding});
  EXPECT_FALSE(results[0].holds);
  EXPECT_FALSE(results[0].counterexamples.empty());
}

TEST(Order, ADoorThatCountsTwiceIsFound) {
  const Doors true_doors = doors_of(sides());
  const auto counting = [&](const Tale& tale) {
    return true_doors.direct(tale) + std::to_string(tale.events.size());
  };
  const Results results = check_order(sides(), kSmall, {counting, counting});
  EXPECT_FALSE(results[1].holds);
}

TEST(Order, AReaderThatMindsTheOrderIsFound) {
  const Doors true_doors = doors_of(sides());
  const auto minding = [&](const Tale& tale) {
    return true_doors.through_text(tale) + (tale.events.front().id < tale.events.back().id ? " " : "");
  };
  EXPECT_FALSE(check_order(sides(), kSmall, {true_doors.direct, minding})[0].holds);
}

TEST(Order, TheProductDoesNotMind) {
  for (const Shown& shown : check_order(sides(), kSmall))
    EXPECT_TRUE(shown.holds) << (shown.counterexamples.empty() ? "" : shown.counterexamples[0]);
}

TEST(Requests, AreOneALineAndAnsweredInTheirOrder) {
  std::ostringstream requests, answers;
  write_requests(sides(), kSeed, 40, 3, requests, answers);
  EXPECT_EQ(std::ranges::count(requests.str(), '\n'), 3);
  EXPECT_EQ(std::ranges::count(answers.str(), '\n'), 3);
  EXPECT_EQ(answers.str().substr(0, 17), R"({"id":"story-40",)");
}

}  // namespace
}  // namespace springback::verify
