// Every proof must be able to fail: each is given a ledger, or labels, with one thing broken, and must say
// so.
#include <gtest/gtest.h>

#include <fstream>

#include "compile.h"
#include "document/request.h"
#include "ledger/bounded.h"
#include "ledger/document.h"
#include "ledger/logging.h"
#include "ledger/sequences.h"

namespace springback::verify {
namespace {

using Files = protocolc::Files;

const Files& files() {
  static const Files read = protocolc::read_files(SPRINGBACK_SOURCE_DIR "/protocol");
  return read;
}

const reference::Protocol& labels() {
  static const reference::Protocol read = reference::read_protocol(files());
  return read;
}

/// The product's tables with one text of medicines.yaml replaced; it must be there.
protocolc::Compiled broken_tables(const std::string& old, const std::string& replacement) {
  Files changed = files();
  std::string& text = changed.at("medicines.yaml");
  const auto at = text.find(old);
  if (at == std::string::npos) throw std::runtime_error("there is no '" + old + "'");
  text.replace(at, old.size(), replacement);
  protocolc::Compiled compiled = protocolc::compile(changed, protocolc::Strictness::tables);
  if (!compiled.image) throw std::runtime_error(compiled.problems.front());
  return compiled;
}

std::string complaints(const Shown& shown) {
  std::string all;
  for (const std::string& line : shown.counterexamples) all += line + "\n";
  EXPECT_EQ(all.empty(), shown.holds);
  return all;
}

testing::AssertionResult mentions(const std::string& text, const std::string& part) {
  if (text.find(part) != std::string::npos) return testing::AssertionSuccess();
  return testing::AssertionFailure() << "no '" << part << "' in:\n" << text;
}

Cabinet cabinet(std::size_t place, int doses_most) {
  Cabinet one = cabinets(false).at(place);
  one.doses_most = doses_most;
  return one;
}

// --- Faults in a ledger --------------------------------------------------------------------------------

void as_it_is(const Ledger& ledger, const Candidate& candidate, Verdict& verdict) {
  ledger.judge(candidate, verdict);
}

/// As if everything had been taken so much later (or, below 0, earlier) than it was.
Judging shifted(Duration later) {
  return [later](const Ledger& ledger, const Candidate& candidate, Verdict& verdict) {
    Doses doses = ledger.basis().doses;
    for (Dose& dose : doses.doses) dose.taken = dose.taken + later;
    const LedgerBasis& basis = ledger.basis();
    const Ledger other({basis.protocol, basis.story, doses, basis.urgency, basis.from, basis.clock});
    as_it_is(other, candidate, verdict);
  };
}

/// A dose leaves the last 24 hours a second late.
void with_a_longer_day(const Ledger& ledger, const Candidate& candidate, Verdict& verdict) {
  const LedgerBasis& basis = ledger.basis();
  Doses doses = basis.doses;
  for (Dose& dose : doses.doses) {
    const Duration age = basis.story.at - dose.taken;
    if (age >= hours(24) && age <= seconds(86'401)) dose.taken = basis.story.at - seconds(86'399);
  }
  as_it_is(Ledger({basis.protocol, basis.story, doses, basis.urgency, basis.from, basis.clock}), candidate,
           verdict);
}

Doses without_retractions(const Protocol& protocol, const Journal& journal, Instant at) {
  std::vector<Entry> entries(journal.entries().begin(), journal.entries().end());
  for (Entry& entry : entries)
    if (std::holds_alternative<Retracted>(entry.fact)) entry.fact = Other{};
  return fold(protocol, Journal(std::move(entries)), at).doses;
}

Doses when_they_were_logged(const Protocol& protocol, const Journal& journal, Instant at) {
  std::vector<Entry> entries(journal.entries().begin(), journal.entries().end());
  for (Entry& entry : entries)
    if (auto* took = std::get_if<Took>(&entry.fact)) took->taken = entry.at;
  return fold(protocol, Journal(std::move(entries)), at).doses;
}

// --- Every history ---------------------------------------------------------------------------------------

std::string bounded(const Cabinet& of, const Protocol& protocol, const Tested& tested = {}) {
  return complaints(prove_cabinet(protocol, labels(), of, 2, tested));
}

TEST(EveryHistory, OfASmallBoundIsShownWhateverTheThreads) {
  const Shown one = prove_cabinet(built_in(), labels(), cabinet(0, 2), 1);
  const Shown three = prove_cabinet(built_in(), labels(), cabinet(0, 2), 3);
  EXPECT_TRUE(one.holds);
  EXPECT_EQ(one.figures.at("histories"), "1,431");  // 1 + 52 + 52 * 53 / 2
  EXPECT_EQ(one.figures, three.figures);
}

TEST(EveryHistory, AGapThatIsAMinuteShortIsFound) {
  const auto tables = broken_tables("dose_max_mg: 400, gap_minutes: 360",
                                    "dose_max_mg: 400, gap_minutes: 359");
  EXPECT_TRUE(mentions(bounded(cabinet(0, 2), tables.image->protocol),
                       "taken: 2 of ibuprofen-200 4 h ago, asked: 0.5 of ibuprofen-200: allowed too early: "
                       "then it breaks a gap"));
}

TEST(EveryHistory, ACeilingThatIsTooHighIsFound) {
  const auto tables = broken_tables("mixed_24h_mg: 3000", "mixed_24h_mg: 3250");
  EXPECT_TRUE(mentions(bounded(cabinet(0, 3), tables.image->protocol), "2 of acetaminophen-650-er 22 h ago"));
}

TEST(EveryHistory, ACeilingThatIsTooLowIsFound) {
  const auto tables = broken_tables("mixed_24h_mg: 3000", "mixed_24h_mg: 2924");
  EXPECT_TRUE(mentions(bounded(cabinet(0, 3), tables.image->protocol), "another number of units"));
}

TEST(EveryHistory, AUnitTooManyOfAProductIsFound) {
  const auto tables = broken_tables("gap_minutes: 480, units_24h: 3", "gap_minutes: 480, units_24h: 4");
  EXPECT_TRUE(mentions(bounded(cabinet(1, 3), tables.image->protocol), "breaks a ceiling of the product"));
}

TEST(EveryHistory, AWashoutThatIsAMinuteShortIsFound) {
  const auto tables = broken_tables("{id: nsaid, minutes: 1440", "{id: nsaid, minutes: 1439");
  EXPECT_TRUE(mentions(bounded(cabinet(0, 1), tables.image->protocol), "then it breaks a gap"));
}

TEST(EveryHistory, AGapThatIsOverOnlyAfterItsLastInstantIsFound) {
  EXPECT_TRUE(mentions(bounded(cabinet(0, 1), built_in(), {.judge = shifted({1})}), "refused without need"));
}

TEST(EveryHistory, AGapThatIsOverAnInstantBeforeIsFound) {
  EXPECT_TRUE(mentions(bounded(cabinet(0, 1), built_in(), {.judge = shifted({-1})}), "then it breaks a gap"));
}

TEST(EveryHistory, ADayThatIsASecondTooLongIsFound) {
  EXPECT_TRUE(
      mentions(bounded(cabinet(0, 4), built_in(), {.judge = with_a_longer_day}), "refused without need"));
}

TEST(EveryHistory, HalfATabletTooManyIsFound) {
  const auto generous = [](const Ledger& ledger, const Candidate& candidate, Verdict& verdict) {
    as_it_is(ledger, candidate, verdict);
    verdict.units_max_now += 500;
  };
  EXPECT_TRUE(mentions(bounded(cabinet(0, 2), built_in(), {.judge = generous}), "another number of units"));
}

// --- Logging ---------------------------------------------------------------------------------------------

std::string logged(const Folding& fold) {
  return complaints(prove_logging(built_in(), labels(), 1, {.fold = fold}));
}

TEST(Logging, ARetractionThatIsIgnoredIsFound) {
  EXPECT_TRUE(mentions(logged(without_retractions), "other doses count than were taken"));
}

TEST(Logging, ADoseThatCountsFromWhenItWasLoggedIsFound) {
  EXPECT_TRUE(mentions(logged(when_they_were_logged), "told late"));
}

TEST(Logging, ADoseThatIsForgottenIsFound) {
  const auto forgetful = [](const Protocol& protocol, const Journal& journal, Instant at) {
    Doses doses = fold(protocol, journal, at).doses;
    if (!doses.doses.empty()) doses.doses.pop_back();
    return doses;
  };
  EXPECT_TRUE(mentions(logged(forgetful), "not every dose counts"));
}

// --- Clocks ------------------------------------------------------------------------------------------------

const Clock& clock_of(const std::vector<Clock>& all, const std::string& zone) {
  for (const Clock& clock : all)
    if (std::ranges::find(clock.zones, zone) != clock.zones.end()) return clock;
  throw std::runtime_error("there is no zone " + zone);
}

TEST(Clocks, ChangeWhenTheDatabaseSaysSo) {
  const std::vector<Clock> all = clocks();
  const auto at = [](const char* text) { return parse_instant(text)->instant.microseconds; };
  const Clock& berlin = clock_of(all, "Europe/Berlin");
  EXPECT_EQ(berlin.offset_minutes(at("2026-03-29T00:59:59Z")), 60);
  EXPECT_EQ(berlin.offset_minutes(at("2026-03-29T01:00:00Z")), 120);
  EXPECT_EQ(berlin.offset_minutes(at("2026-10-25T01:00:00Z")), 60);
  const Clock& lord_howe = clock_of(all, "Australia/Lord_Howe");
  EXPECT_EQ(lord_howe.offset_minutes(at("2026-04-04T14:59:59Z")), 660);
  EXPECT_EQ(lord_howe.offset_minutes(at("2026-04-04T15:00:00Z")), 630);
  EXPECT_EQ(clock_of(all, "Asia/Kathmandu").offset_minutes(at("2026-04-04T15:00:00Z")), 345);
  EXPECT_EQ(clock_of(all, "Pacific/Marquesas").offset_minutes(at("2026-04-04T15:00:00Z")), -570);
}

TEST(Clocks, AreThoseOfTheWholeWorld) {
  std::size_t zones = 0, changes = 0;
  for (const Clock& clock : clocks()) {
    zones += clock.zones.size();
    changes += clock.changes.size();
    EXPECT_TRUE(std::ranges::is_sorted(clock.changes, {}, &Clock::Change::at));
  }
  EXPECT_EQ(zones, 598U);
  EXPECT_EQ(changes, 317U);
}

TEST(Clocks, WhatStandsOnThemIsReadAsTheSameInstantByBothSides) {
  Draw draw(7, 0);
  const std::vector<Clock> all = clocks();
  for (int i = 0; i < 20'000; ++i) {
    const std::int64_t at = draw.between(1'704'067'200'000'000, 1'861'919'999'999'999);
    const std::string text = local_text(at, draw.one_of(all).offset_minutes(at));
    ASSERT_EQ(parse_instant(text)->instant.microseconds, at) << text;
    ASSERT_EQ(reference::read_instant(text), at) << text;
  }
}

TEST(Clocks, ATableThatCannotBeReadSaysWhere) {
  EXPECT_THROW(read_clocks(""), std::runtime_error);
  EXPECT_THROW(read_clocks("+01 | 2026-03-29 03"), std::runtime_error);
  EXPECT_THROW(read_clocks("1 : Europe/Berlin"), std::runtime_error);
}

// --- Sequences ---------------------------------------------------------------------------------------------

const Sides& sides() {
  static const Sides both(built_in(), labels());
  return both;
}

Shown sequences(const Sides& of, const Tested& tested = {}, unsigned threads = 2) {
  return check_sequences(of, {.sequences = 3'000, .threads = threads}, tested).front();
}

TEST(Sequences, AreTheSameWhateverTheThreads) {
  const Shown one = sequences(sides(), {}, 1), three = sequences(sides(), {}, 3);
  EXPECT_EQ(complaints(one), "");
  EXPECT_EQ(one.figures, three.figures);
}

TEST(Sequences, MostAreOfPeopleToWhomLabelsApply) {
  const Shown shown = sequences(sides());
  EXPECT_GT(std::stod(shown.figures.at("allowed")), 35);
  EXPECT_GT(std::stod(shown.figures.at("to wait for")), 20);
  EXPECT_GT(std::stod(shown.figures.at("ask first")), 10);
}

TEST(Sequences, FindARetractionThatIsIgnored) {
  EXPECT_TRUE(
      mentions(complaints(sequences(sides(), {.fold = without_retractions})), R"("kind":"retracted")"));
}

TEST(Sequences, FindAGapThatIsAMinuteShortInOneDose) {
  const auto tables = broken_tables("dose_max_mg: 400, gap_minutes: 360",
                                    "dose_max_mg: 400, gap_minutes: 359");
  const Sides broken(tables.image->protocol, labels());
  const std::string said = complaints(sequences(broken));
  EXPECT_TRUE(mentions(said, "gap (wait, ibuprofen, 359"));
  const std::string first = said.substr(0, said.find("\n# and"));
  EXPECT_EQ(first.find(R"("kind":"took")"), first.rfind(R"("kind":"took")")) << "not the smallest: " << first;
}

TEST(Sequences, FindACeilingThatIsOffByLittle) {
  const auto tables = broken_tables("mixed_24h_mg: 3000", "mixed_24h_mg: 3000.001");
  EXPECT_TRUE(mentions(complaints(sequences({tables.image->protocol, labels()})), "label_ceiling"));
}

TEST(Sequences, FindADayThatIsASecondTooLong) {
  EXPECT_TRUE(mentions(complaints(sequences(sides(), {.judge = with_a_longer_day})), "differs"));
}

TEST(Sequences, FindAVerdictThatForgetsAnEntry) {
  const auto forgetful = [](const Ledger& ledger, const Candidate& candidate, Verdict& verdict) {
    as_it_is(ledger, candidate, verdict);
    for (Reason& reason : verdict.reasons)
      if (reason.entries > 1) --reason.entries;
  };
  EXPECT_TRUE(mentions(complaints(sequences(sides(), {.judge = forgetful})), "what is said of"));
}

TEST(Sequences, FindNextAtThatIsASecondEarly) {
  const auto hasty = [](const Ledger& ledger, const Candidate& candidate, Verdict& verdict) {
    as_it_is(ledger, candidate, verdict);
    if (verdict.next_at) *verdict.next_at = *verdict.next_at - seconds(1);
  };
  EXPECT_TRUE(mentions(complaints(sequences(sides(), {.judge = hasty})), "differs in 'next_at'"));
}

/// What is written down directly is what each side's own reader makes of the text.
TEST(Sequences, HaveTheSameFormDirectlyAndAsText) {
  const Grounds grounds(sides(), {});
  for (std::uint64_t number = 0; number < 2'000; ++number) {
    const Sequence sequence = Teller(grounds.pharmacy, grounds.people.size(), 1, number).tell();
    const std::string text = request_text(labels(), grounds.people[sequence.person], sequence);
    const auto request = read_request(built_in(), text);
    ASSERT_TRUE(request) << request.error().argument << "\n" << text;
    const Instant at = request->at.instant;
    const Journal direct(product_entries(built_in(), sequence));
    const Doses doses = fold(built_in(), direct, at).doses,
                read = fold(built_in(), request->journal, at).doses;
    ASSERT_EQ(doses.doses.size(), read.doses.size()) << text;
    for (std::size_t i = 0; i < doses.doses.size(); ++i) {
      const Dose &a = doses.doses[i], &b = read.doses[i];
      EXPECT_EQ(direct.entries()[a.entry].id, request->journal.entries()[b.entry].id) << text;
      EXPECT_EQ(std::tie(a.taken, a.units, a.anything, a.amount_known, a.prescribed, a.ingredients),
                std::tie(b.taken, b.units, b.anything, b.amount_known, b.prescribed, b.ingredients))
          << text;
      EXPECT_TRUE(std::ranges::equal(doses.of(a), read.of(b), {}, &Part::micrograms, &Part::micrograms))
          << text;
    }
    const Took dose = product_dose(built_in(), sequence.asked.dose);
    EXPECT_EQ(dose.contents_known, request->dose->contents_known) << text;
    EXPECT_EQ(dose.units, request->dose->units) << text;
    EXPECT_EQ(dose.way.extended_release, request->dose->way.extended_release) << text;
    EXPECT_EQ(dose.way.on_skin, request->dose->way.on_skin) << text;
  }
}

/// Requests on which the two once differed.
TEST(Documents, OnWhichTheTwoOnceDifferedAreAlike) {
  std::ifstream lines(SPRINGBACK_SOURCE_DIR "/verify/ledger/kept.jsonl");
  int kept = 0;
  for (std::string line; std::getline(lines, line); ++kept) {
    const auto difference = compare_documents(sides(), line);
    if (difference)
      ADD_FAILURE() << difference->about << ": product " << difference->product << ", reference "
                    << difference->reference << "\n"
                    << line;
  }
  EXPECT_GE(kept, 3);
}

TEST(Documents, ThatSayAnotherCeilingAreFound) {
  const auto tables = broken_tables("mixed_24h_mg: 3000", "mixed_24h_mg: 3000.001");
  const Sides broken(tables.image->protocol, labels());
  const auto difference = compare_documents(broken, R"({"at":"2026-11-22T09:00:00Z","region":"uk","journal":[
        {"id":"a","at":"2026-11-22T08:00:00Z","kind":"took","product":"acetaminophen-650-er"},
        {"id":"r","at":"2026-11-22T08:00:00Z","kind":"reported","findings":{"age_years":38}}],
        "dose":{"product":"acetaminophen-500"}})");
  ASSERT_TRUE(difference);
  EXPECT_EQ(difference->about, "document: medicines ceiling_24h_mg");
}

}  // namespace
}  // namespace springback::verify
