// The protocol as it is, from a journal to a verdict: cases worked out by hand beforehand. Run from the root
// of the repository. Hours are those of one morning, in UTC.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "reference/advice.h"
#include "reference/ledger.h"

namespace springback::reference {
namespace {

using Json = nlohmann::json;
using Ids = std::vector<std::string>;

constexpr Microseconds second = 1'000'000;

const Protocol& protocol() {
  static const Protocol protocol = [] {
    std::map<std::string, std::string> texts;
    for (const auto& entry : std::filesystem::directory_iterator("protocol")) {
      if (entry.path().extension() != ".yaml") continue;
      std::stringstream text;
      text << std::ifstream(entry.path()).rdbuf();
      texts[entry.path().filename().string()] = text.str();
    }
    return read_protocol(texts);
  }();
  return protocol;
}

Microseconds at(double hours) {
  return read_instant("2026-11-05T00:00:00Z") + static_cast<Microseconds>(hours * 3600) * second;
}

/// Entries are given their instant as such: how it is written has its own tests.
class Journal {
 public:
  explicit Journal(const std::string& region = "us") : region_(region) {}

  Journal& add(Microseconds when, Json json) {
    json["id"] = "e" + std::to_string(entries_.size() + 1);
    json["at"] = "2026-11-05T00:00:00Z";
    Entry entry = read_entry(protocol(), json);
    entry.at = entry.taken = when;
    entries_.push_back(std::move(entry));
    return *this;
  }
  Journal& told(Microseconds when, const Json& findings) {
    return add(when, {{"kind", "reported"}, {"findings", findings}});
  }
  Journal& took(double hours, const std::string& product, double units) {
    return add(at(hours), {{"kind", "took"}, {"product", product}, {"units", units}});
  }
  /// What was taken earlier than it was told.
  Journal& took(double hours, const std::string& product, double units, double told) {
    took(told, product, units);
    entries_.back().taken = at(hours);
    return *this;
  }

  Verdict may_take(Microseconds when, const Json& dose) const {
    return judge(protocol(), tell(protocol(), entries_, when), entries_, when, region_, false,
                 Urgency::self_care, read_candidate(protocol(), dose));
  }
  const std::vector<Entry>& entries() const { return entries_; }
  const std::string& last_id() const { return entries_.back().id; }

 private:
  std::string region_;
  std::vector<Entry> entries_;
};

Ids ids(const Verdict& verdict) {
  Ids ids;
  for (const Reason& reason : verdict.reasons) ids.push_back(reason.id);
  return ids;
}

/// The answer of somebody to whom nothing forbids anything.
Json harmless(const Finding& finding) {
  if (finding.id == "age_years") return 40;
  if (finding.id == "weight_kg") return 80;
  if (finding.id == "sex") return "male";
  if (finding.id == "temperature_c") return 36.6;
  if (finding.id == "all_doses_logged" || finding.id == "profile_unchanged") return true;
  if (finding.type == Type::choice) return finding.values.at(static_cast<std::size_t>(finding.none));
  return false;
}

std::set<int> would_tell(const Verdict& verdict) {
  std::set<int> findings;
  for (const Reason& reason : verdict.reasons)
    findings.insert(reason.findings.begin(), reason.findings.end());
  return findings;
}

/// Answers what the ledger asks, card after card, until it asks nothing more.
Json answers_for(const Json& dose, const std::string& region) {
  Json answers = Json::object();
  for (int round = 0; round < 10; ++round) {
    const std::set<int> asked = would_tell(Journal(region).told(at(0), answers).may_take(at(0), dose));
    if (asked.empty()) return answers;
    std::set<int> covered;
    for (const AskedCard& card : ask_for_medicine(protocol(), asked))
      for (const int question : card.questions)
        for (const int finding : protocol()
                                     .cards[static_cast<std::size_t>(card.card)]
                                     .questions[static_cast<std::size_t>(question)]
                                     .covers)
          covered.insert(finding);
    for (const int place : asked) {
      const Finding& finding = protocol().findings[static_cast<std::size_t>(place)];
      EXPECT_TRUE(covered.contains(place)) << "no card asks for " << finding.id << ": " << dose;
      answers[finding.id] = harmless(finding);
    }
  }
  ADD_FAILURE() << "asks without end: " << dose;
  return answers;
}

TEST(Cards, AskWhatTheLedgerNeedsForEveryProduct) {
  for (const Product& product : protocol().products) {
    const std::string region = product.region.empty() ? "us" : product.region;
    const Json dose = {{"product", product.id},
                       {"units", std::max(1, static_cast<int>(product.unit_dose / 1000))}};
    const Json answers = answers_for(dose, region);
    const Verdict verdict = Journal(region).told(at(0), answers).may_take(at(0), dose);
    if (product.judged) {
      EXPECT_EQ(verdict.kind, Ruling::label_allows) << product.id << ids(verdict).front();
      EXPECT_GE(verdict.units_max_now, product.unit_dose) << product.id;
    } else {
      EXPECT_EQ(verdict.kind, Ruling::ask_first) << product.id;
    }
  }
}

TEST(Cards, OfTheMedicineAreNeverPartOfTheInterview) {
  const Story story = tell(protocol(), {}, at(0));
  for (const AskedCard& asked : advise(protocol(), story).ask)
    EXPECT_FALSE(protocol().cards[static_cast<std::size_t>(asked.card)].medicine);
  EXPECT_TRUE(ask_for_medicine(protocol(), {}).empty());
}

// --- Cases worked out by hand ----------------------------------------------------------------------

/// A grown man with nothing to be careful of, who says at each question that every dose is noted.
Verdict may_take(const Journal& journal, Microseconds when, const std::string& product, double units = 1) {
  static const Json answers = [] {
    Json all = Json::object();
    for (const char* one : {"ibuprofen-200", "acetaminophen-500", "naproxen-sodium-220", "aspirin-325"})
      all.update(answers_for({{"product", one}}, "us"));
    return all;
  }();
  return Journal(journal).told(when, answers).may_take(when, {{"product", product}, {"units", units}});
}

void expect_from(const Journal& journal, Microseconds from, const std::string& product, double units,
                 const Ids& reasons) {
  for (const Microseconds early : {second, Microseconds{1}}) {
    const Verdict before = may_take(journal, from - early, product, units);
    EXPECT_EQ(before.kind, Ruling::wait);
    EXPECT_EQ(before.next_at, from);
    EXPECT_EQ(ids(before), reasons);
  }
  EXPECT_EQ(may_take(journal, from, product, units).kind, Ruling::label_allows);
}

Ids breaches_of(const Journal& journal, Microseconds when) {
  Ids ids;
  for (const Breach& breach : breaches(protocol(), journal.entries(), when))
    ids.push_back(breach.entry + ' ' + breach.id);
  return ids;
}

TEST(Vectors, ThreeGramsOfAcetaminophenAreADay) {
  Journal journal;
  journal.took(0, "acetaminophen-500", 2).took(6, "acetaminophen-500", 2).took(12, "acetaminophen-500", 2);
  EXPECT_EQ(may_take(journal, at(18), "acetaminophen-500").next_at, at(24));
  expect_from(journal, at(24), "acetaminophen-500", 1, {"label_ceiling", "product_ceiling"});
  const Taken taken = taken_in_24_hours(protocol(), journal.entries(), at(18)).at(0);
  EXPECT_EQ(taken.absolute_24h - taken.micrograms, 1'000'000);
  EXPECT_EQ(breaches_of(journal, at(18)), Ids{});
}

TEST(Vectors, ExtendedReleaseAndAnyMorePassesFourGrams) {
  Journal journal;
  journal.took(8, "acetaminophen-650-er", 2).took(16, "acetaminophen-650-er", 2);
  journal.took(24, "acetaminophen-650-er", 2);
  expect_from(journal, at(32), "acetaminophen-325", 1, {"gap", "label_ceiling", "absolute_ceiling"});
  EXPECT_EQ(breaches_of(journal, at(24)), Ids{});
  EXPECT_EQ(breaches_of(journal.took(31, "acetaminophen-325", 1), at(31)),
            (Ids{"e4 gap", "e4 label_ceiling", "e4 absolute_ceiling"}));
}

TEST(Vectors, ThreeProductsToldAfterTheFact) {
  Journal journal;
  journal.took(22, "night-cold-liquid", 30, 24).took(23, "acetaminophen-aspirin-caffeine", 2, 24);
  journal.took(23.5, "acetaminophen-500", 2, 24);
  const Taken taken = taken_in_24_hours(protocol(), journal.entries(), at(24)).at(0);
  EXPECT_EQ(taken.micrograms, 2'150'010) << "650.01 mg, 500 mg and 1,000 mg";
  EXPECT_EQ(breaches_of(journal, at(24)), (Ids{"e2 gap", "e3 gap"}));
  EXPECT_TRUE(breaches(protocol(), journal.entries(), at(24)).front().recent);
  expect_from(journal, at(29.5), "acetaminophen-500", 1, {"gap"});
  expect_from(journal, at(47), "ibuprofen-200", 1, {"washout"});
  expect_from(journal, at(47), "naproxen-sodium-220", 1, {"washout"});
}

TEST(Vectors, IbuprofenThreeTimesAndThenNaproxen) {
  Journal journal;
  journal.took(8, "ibuprofen-200", 2).took(12, "ibuprofen-200", 2).took(16, "ibuprofen-200", 2);
  expect_from(journal, at(32), "ibuprofen-200", 1, {"label_ceiling", "absolute_ceiling", "product_ceiling"});
  expect_from(journal, at(40), "naproxen-sodium-220", 1, {"washout"});
  EXPECT_EQ(breaches_of(journal, at(16)), Ids{}) << "four hours: the label allows what we would not";
}

TEST(Vectors, NaproxenThreeTimes) {
  Journal journal;
  journal.took(9, "naproxen-sodium-220", 2).took(17, "naproxen-sodium-220", 1);
  expect_from(journal, at(33), "naproxen-sodium-220", 1,
              {"label_ceiling", "absolute_ceiling", "product_ceiling"});
  EXPECT_EQ(breaches_of(journal, at(17)), Ids{}) << "two at first, then eight hours: so the label";
  Journal once;
  expect_from(once.took(9, "naproxen-sodium-220", 1), at(21), "naproxen-sodium-220", 1, {"gap"});
}

TEST(Vectors, TheTenthDayOfAClassWhateverThePain) {
  Journal journal;
  for (int n = 0; n < 9; ++n) journal.took(24 * n, n % 2 == 0 ? "ibuprofen-200" : "aspirin-325", 1);
  EXPECT_EQ(ids(may_take(journal, at(24 * 9) - 1, "ibuprofen-200")), Ids{});
  EXPECT_EQ(ids(may_take(journal, at(24 * 9), "ibuprofen-200")), (Ids{"days"}));
  EXPECT_EQ(may_take(journal, at(24 * 8 + 48), "ibuprofen-200").kind, Ruling::label_allows);
}

TEST(Vectors, ADoseThatIsTakenBackCountsForNothing) {
  Journal journal;
  journal.took(8, "ibuprofen-200", 1);
  const std::string dose = journal.last_id();
  EXPECT_EQ(may_take(journal, at(9), "ibuprofen-200").kind, Ruling::wait);
  journal.add(at(8.5), {{"kind", "retracted"}, {"entry", dose}});
  EXPECT_EQ(may_take(journal, at(9), "ibuprofen-200").kind, Ruling::label_allows);
  EXPECT_EQ(journal.entries().size(), 2U) << "both stay in the journal";
}

TEST(Vectors, ElapsedTimeIsThatOfInstantsInEveryZone) {
  Journal journal;
  journal.add(read_instant("2026-10-25T02:30:00+02:00"), {{"kind", "took"}, {"product", "ibuprofen-200"}});
  expect_from(journal, read_instant("2026-10-25T07:30:00+01:00"), "ibuprofen-200", 1, {"gap"});
}

TEST(Vectors, PrescribedAndLostToTheLabel) {
  Journal journal;
  journal.add(at(0), {{"kind", "took"}, {"product", "ibuprofen-famotidine"}, {"prescribed", true}});
  EXPECT_EQ(breaches_of(journal, at(1)), Ids{});
  expect_from(journal, at(6), "ibuprofen-200", 2, {"gap"});
}

}  // namespace
}  // namespace springback::reference
