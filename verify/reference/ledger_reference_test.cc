// Both sides of every limit of docs/formats/ledger.md, sections 1 to 3.
#include <random>

#include "reference/ledger_person.h"
#include "reference/limits.h"

namespace springback::reference {
namespace {

// --- What was worked out beforehand, by hand -------------------------------------------------------

TEST(Vectors, ThreeGramsOfAcetaminophen) {
  Person person;
  person.took(at(0), "apap-500", 2).took(at(6), "apap-500", 2).took(at(12), "apap-500", 2);
  const Verdict verdict = person.may_take(at(18), "apap-500", 1);
  EXPECT_EQ(verdict.kind, Ruling::wait);
  EXPECT_EQ(verdict.next_at, at(24));
  EXPECT_EQ(ids(verdict), (Ids{"label_ceiling", "product_ceiling"}));
  EXPECT_EQ(reason(verdict, "label_ceiling").entries, (std::set<std::string>{"dose1", "dose2", "dose3"}));
  EXPECT_EQ(reason(verdict, "label_ceiling").limit, 3'000'000);
  EXPECT_EQ(verdict.units_max_now, 2000);
  const std::vector<Taken> taken = taken_in_24_hours(protocol(), person.entries(), at(18));
  ASSERT_EQ(taken.size(), 1U);
  EXPECT_EQ(taken[0].absolute_24h - taken[0].micrograms, 1'000'000);
  EXPECT_EQ(taken[0].label_24h, taken[0].micrograms);
}

TEST(Vectors, ExtendedReleaseAndAnyMore) {
  Person person;
  person.took(at(8), "apap-er", 2).took(at(16), "apap-er", 2).took(at(24), "apap-er", 2);
  const Verdict verdict = person.may_take(at(31), "apap-325", 1);
  EXPECT_EQ(verdict.kind, Ruling::wait);
  EXPECT_EQ(ids(verdict), (Ids{"gap", "label_ceiling", "absolute_ceiling"}));
  EXPECT_EQ(reason(verdict, "absolute_ceiling").holds_from, at(32));
  EXPECT_EQ(reason(verdict, "gap").holds_from, at(32));  // that of the extended release, 8 hours
  EXPECT_EQ(verdict.next_at, at(32));
}

TEST(Vectors, ToldAfterTheFact) {
  Person person;
  person.took(at(24), Json{{"product", "night-liquid"}, {"units", 30}, {"taken_at", written(at(22))}})
      .took(at(24), Json{{"product", "headache"}, {"units", 2}, {"taken_at", written(at(23))}})
      .took(at(24), Json{{"product", "apap-500"}, {"units", 2}, {"taken_at", written(at(23, 30))}});
  EXPECT_EQ(taken_in_24_hours(protocol(), person.entries(), at(24)).front().micrograms, 2'150'010);
  const std::vector<Breach> found = breaches(protocol(), person.entries(), at(24));
  ASSERT_EQ(found.size(), 2U);
  for (const Breach& breach : found) EXPECT_TRUE(breach.id == "gap" && breach.recent);
  expect_from(person, at(29, 30), units("apap-500", 1), {"gap"});
  for (const char* product : {"ibuprofen-200", "naproxen-220"})
    expect_from(person, at(47), units(product, 1), {"washout"});
}

TEST(Vectors, IbuprofenAndThenAnother) {
  Person person;
  person.took(at(8), "ibuprofen-200", 2).took(at(12), "ibuprofen-200", 2).took(at(16), "ibuprofen-200", 2);
  expect_from(person, at(32), units("ibuprofen-200", 2), {"label_ceiling", "absolute_ceiling"});
  expect_from(person, at(40), units("naproxen-220", 1), {"washout"});
}

TEST(Vectors, NaproxenThreeTimes) {
  Person person;
  person.took(at(9), "naproxen-220", 2).took(at(17), "naproxen-220", 1);
  expect_from(person, at(33), units("naproxen-220", 1), {"label_ceiling", "absolute_ceiling"});
}

TEST(Vectors, ElapsedTimeKnowsNoZones) {
  Person person;
  person.took(0, Json{{"product", "ibuprofen-200"}, {"at", "2026-11-05T10:00:00+01:00"}});
  expect_from(person, at(15), units("ibuprofen-200", 1), {"gap"});
}

TEST(Vectors, TheTenthDayOfAClass) {
  Person person;
  for (int n = 0; n < 9; ++n) person.took(at(24 * n), n % 2 == 0 ? "ibuprofen-200" : "aspirin-325", 1);
  EXPECT_EQ(person.may_take(at(24 * 9) - second, "ibuprofen-200", 1).kind, Ruling::label_allows);
  const Verdict tenth = person.may_take(at(24 * 9), "ibuprofen-200", 1);
  EXPECT_EQ(tenth.kind, Ruling::ask_first);
  EXPECT_EQ(ids(tenth), (Ids{"days"}));
}

TEST(Vectors, ADoseThatIsTakenBack) {
  Person person;
  person.took(at(8), "ibuprofen-200", 1);
  EXPECT_EQ(person.may_take(at(9), "ibuprofen-200", 1).kind, Ruling::wait);
  person.add(at(8, 30), {{"id", "r"}, {"kind", "retracted"}, {"entry", "dose1"}});
  EXPECT_EQ(person.may_take(at(9), "ibuprofen-200", 1).kind, Ruling::label_allows);
}

// --- Section 3: both sides of every limit ----------------------------------------------------------

TEST(Gap, IsOverAtTheLeastMinutes) {
  expect_from(Person().took(at(8), "ibuprofen-200", 1), at(14), units("ibuprofen-200", 1), {"gap"});
}

TEST(Gap, IsTheGreaterOfBoth) {
  expect_from(Person().took(at(8), "apap-er", 1), at(16), units("apap-500", 1), {"gap"});
  expect_from(Person().took(at(8), "apap-500", 1), at(16), units("apap-er", 1), {"gap"});
  Person abroad;
  abroad.region = "uk";
  expect_from(abroad.took(at(8), "apap-uk", 1), at(12), units("apap-uk", 1), {"gap"});
  expect_from(abroad, at(14), units("apap-500", 1), {"gap"});
}

TEST(Gap, IsOfEveryDose) {
  Person person;
  person.took(at(8), "apap-er", 1).took(at(9), "apap-500", 0.5);
  expect_from(person, at(16), units("apap-500", 1), {"gap"});
}

TEST(Gap, OfWhatIsToldByIngredientsIsTheStrictest) {
  Person person;
  const Json tablet = {{"ingredients_mg", {{"paracetamol", 500}}}};
  person.region = "uk";
  expect_from(person.took(at(8), "apap-uk", 1), at(14), tablet, {"gap"});
  expect_from(Person().took(at(8), tablet), at(14), units("apap-500", 1), {"gap"});
}

TEST(Gap, OfWhatCountsAsAnother) {
  Person person;
  person.took(at(8), Json{{"ingredients_mg", {{"naproxen", 200}}}});
  expect_from(person, at(16), units("naproxen-220", 1), {"gap"});
  EXPECT_EQ(taken_in_24_hours(protocol(), person.entries(), at(9)).front().micrograms, 220'000);
}

TEST(ProductGap, IsOfTheSameProduct) {
  Person person;
  person.took(at(8), "ibuprofen-slow", 1);
  expect_from(person, at(18), units("ibuprofen-slow", 1), {"product_gap"});
  expect_from(person, at(14), units("ibuprofen-200", 1), {"gap"});
  expect_from(Person().took(at(8), "patch", 1), at(16), units("patch", 1), {"product_gap"});
}

TEST(LabelCeiling, AllowsItsLastMicrogram) {
  Person person;
  person.took(at(0), "ibuprofen-200", 2).took(at(6), "ibuprofen-200", 2).took(at(12), "ibuprofen-200", 1);
  EXPECT_EQ(person.may_take(at(18), "ibuprofen-200", 1).kind, Ruling::label_allows);
  EXPECT_EQ(person.may_take(at(18), "ibuprofen-200", 1).units_max_now, 1000);
  expect_from(person, at(24), units("ibuprofen-200", 1.5), {"label_ceiling"});
}

TEST(AbsoluteCeiling, IsAboveThatOfTheLabel) {
  Person person;
  person.took(at(0), "ibuprofen-200", 1).took(at(1), "ibuprofen-200", 6);
  EXPECT_EQ(reason(person.may_take(at(20), "ibuprofen-200", 1), "absolute_ceiling").holds_from, at(24));
  EXPECT_EQ(reason(person.may_take(at(20), "ibuprofen-200", 1), "label_ceiling").holds_from, at(25));
  EXPECT_EQ(ids(person.may_take(at(24), "ibuprofen-200", 1)), (Ids{"label_ceiling"}));
}

TEST(ProductCeiling, CountsUnitsOfTheSameProduct) {
  Person person;
  person.took(at(0), "ibuprofen-slow", 2).took(at(10), "ibuprofen-slow", 1);
  expect_from(person, at(24), units("ibuprofen-slow", 1), {"product_ceiling"});
  EXPECT_EQ(person.may_take(at(20), "ibuprofen-200", 1).kind, Ruling::label_allows);
}

TEST(Washout, IsADayBetweenTwoOfTheClassByMouth) {
  expect_from(Person().took(at(8), "ibuprofen-200", 1), at(32), units("naproxen-220", 1), {"washout"});
  expect_from(Person().took(at(8), "naproxen-220", 1), at(32), units("ibuprofen-200", 1), {"washout"});
  EXPECT_EQ(Person().took(at(8), "gel", 2).may_take(at(9), "ibuprofen-200", 1).kind, Ruling::label_allows);
  EXPECT_EQ(Person().took(at(8), "ibuprofen-200", 1).may_take(at(9), "gel", 2).kind, Ruling::label_allows);
  EXPECT_EQ(Person().took(at(8), "apap-500", 1).may_take(at(9), "ibuprofen-200", 1).kind,
            Ruling::label_allows);
}

TEST(Clock, WaitsForTheEntryFurthestAhead) {
  Person person;
  person.live = true;
  person.logged = at(8);
  person.add(at(8, 2), {{"id", "ahead"}, {"kind", "noted"}, {"text", "."}});
  EXPECT_EQ(person.may_take(at(8), "ibuprofen-200", 1).kind, Ruling::label_allows);
  person.logged = at(7, 59, 59);
  const Verdict verdict = person.may_take(at(7, 59, 59), "ibuprofen-200", 1);
  EXPECT_EQ(verdict.kind, Ruling::wait);
  EXPECT_EQ(ids(verdict), (Ids{"clock"}));
  EXPECT_EQ(verdict.next_at, at(8, 2));
  person.live = false;
  EXPECT_EQ(person.may_take(at(7, 59, 59), "ibuprofen-200", 1).kind, Ruling::label_allows);
}

TEST(Clock, CountsTheDosesAheadThen) {
  Person person;
  person.live = true;
  person.took(at(9), "ibuprofen-200", 1);
  const Verdict verdict = person.may_take(at(8), "ibuprofen-200", 1);
  EXPECT_EQ(ids(verdict), (Ids{"gap", "clock"}));
  EXPECT_EQ(verdict.next_at, at(15));
  EXPECT_EQ(reason(verdict, "clock").holds_from, at(9));
}

TEST(Acetaminophen, HasTheLabelOfAProductAlone) {
  Person person;
  person.took(at(0), "apap-325", 2).took(at(6), "apap-325", 2).took(at(12), "apap-325", 2);
  person.took(at(18), "apap-325", 2).took(at(18), "apap-325", 1);
  person.logged = at(23, 59);
  EXPECT_EQ(taken_in_24_hours(protocol(), person.entries(), at(23, 59)).front().label_24h, 3'250'000);
  EXPECT_EQ(ids(person.may_take(at(23, 59), "apap-325", 1)), (Ids{"gap"}));  // 3,250 mg
  EXPECT_EQ(ids(person.may_take(at(23, 59), "apap-325", 1.5)),
            (Ids{"gap", "label_ceiling", "product_ceiling"}));
}

TEST(Acetaminophen, IsThreeGramsWhereLabelsDiffer) {
  Person person;
  person.took(at(0), "apap-er", 2).took(at(8), "apap-er", 2);
  EXPECT_EQ(person.may_take(at(16), "apap-er", 2).kind, Ruling::label_allows);  // 3,900 of 3,900
  EXPECT_EQ(person.may_take(at(16), "apap-325", 1).kind, Ruling::label_allows);  // 2,925 of 3,000
  expect_from(person, at(24), units("apap-325", 2), {"label_ceiling"});          // 3,250 of 3,000
  EXPECT_EQ(reason(person.may_take(at(16), "apap-325", 2), "label_ceiling").limit, 3'000'000);
}

TEST(Acetaminophen, IsThreeGramsWhereALabelIsNotKnown) {
  Person person;
  person.took(at(0), "apap-er", 2).took(at(8), "apap-er", 2);
  person.took(at(1), Json{{"product", "who knows"}, {"as", "er_tablet"}});
  EXPECT_EQ(ids(person.may_take(at(16), "apap-er", 2)), (Ids{"unknown_dose", "label_ceiling"}));
}

TEST(Acetaminophen, IsNeverOverFourGrams) {
  Person person;
  person.region = "uk";
  for (const int hours : {0, 4, 8, 12}) person.took(at(hours), "apap-uk", 2);
  const Verdict verdict = person.may_take(at(16), "apap-uk", 1);
  EXPECT_EQ(ids(verdict), (Ids{"label_ceiling", "absolute_ceiling", "product_ceiling"}));
  EXPECT_EQ(reason(verdict, "absolute_ceiling").limit, 4'000'000);
  EXPECT_EQ(verdict.next_at, at(24));
}

TEST(Doses, LeaveWhenTheyAreADayOld) {
  const Person person = Person().took(at(0), Json{{"product", "ibuprofen-200"}, {"amount_known", false}});
  EXPECT_EQ(ids(person.may_take(at(23, 59, 59), "ibuprofen-200", 1)), (Ids{"unknown_dose"}));
  EXPECT_EQ(person.may_take(at(24), "ibuprofen-200", 1).kind, Ruling::label_allows);
}

TEST(Doses, AreReadWithTheirProduct) {
  const Json json = {{"id", "1"},          {"at", written(at(8))},  {"kind", "took"},
                     {"product", "gel"},   {"units", 2.5},          {"taken_at", written(at(7))},
                     {"prescribed", true}, {"amount_known", false}, {"product_text", "the blue one"}};
  const Entry entry = read_entry(protocol(), json);
  EXPECT_EQ(protocol().products[static_cast<std::size_t>(entry.product)].id, "gel");
  EXPECT_EQ(entry.units, 2500);
  EXPECT_EQ(entry.product_text, "the blue one");
  EXPECT_TRUE(entry.on_skin && entry.prescribed && !entry.amount_known);
  const Dose dose = doses_of(protocol(), {entry}, at(8)).front();
  EXPECT_EQ(dose.at, at(7));
  EXPECT_EQ(dose.micrograms, (std::map<int, std::int64_t>{{ingredient("diclofenac"), 25'000}}));
}

TEST(Doses, ThatArePrescribedCount) {
  Person person;
  person.took(at(8), Json{{"product", "ibuprofen-200"}, {"prescribed", true}});
  EXPECT_EQ(person.may_take(at(9), "ibuprofen-200", 1).kind, Ruling::wait);
}

TEST(Units, AreTheMostThatEveryLimitAllows) {
  Person person;
  EXPECT_EQ(person.may_take(at(8), "ibuprofen-200", 1).units_max_now, 2000);
  EXPECT_EQ(person.may_take(at(8), Json{{"ingredients_mg", {{"ibuprofen", 100}}}}).units_max_now, 4000);
  person.took(at(0), "ibuprofen-200", 2).took(at(6), "ibuprofen-200", 2).took(at(12), "ibuprofen-200", 1.5);
  EXPECT_EQ(person.may_take(at(18), "ibuprofen-200", 0.5).units_max_now, 500);
  EXPECT_EQ(person.may_take(at(17), "ibuprofen-200", 0.5).units_max_now, 500);  // at 18:00
  EXPECT_EQ(person.may_take(at(17), "ibuprofen-200", 1).units_max_now, 2000);   // at 24:00
  person.urgency = Urgency::emergency;
  EXPECT_EQ(person.may_take(at(18), "ibuprofen-200", 1).units_max_now, 0);
}

TEST(Units, AreHalvesWhereTheTabletHasThem) {
  Person person;
  person.took(at(0), "apap-500", 2).took(at(6), "apap-500", 2).took(at(12), "apap-500", 1.5);
  EXPECT_EQ(person.may_take(at(18), "apap-500", 0.5).units_max_now, 500);
  person.took(at(0), "naproxen-220", 1.5);
  EXPECT_EQ(person.may_take(at(18), "naproxen-220", 1).units_max_now, 1000) << "330 of 660 mg are left";
}

// --- Section 1: the limits of an ingredient in a dose ----------------------------------------------

Label label(const Json& dose, const std::string& of = "painaway") {
  return label_of(protocol(), dose_of(protocol(), read_candidate(protocol(), dose), at(0)), ingredient(of));
}

void expect_strictest_of_both(const Label& label) {
  EXPECT_EQ(label.rows().size(), 2U);
  EXPECT_EQ(label.gap_minutes, 300);
  EXPECT_EQ(label.label_gap_minutes, 240) << "that of the label that names no shorter one is its gap";
  EXPECT_EQ(label.dose_max, 150'000);
  EXPECT_EQ(label.label_dose_max, 150'000);
  EXPECT_EQ(label.label_24h, 900'000);
  EXPECT_EQ(label.absolute_24h, 1'200'000);
  EXPECT_EQ(label.days_max, 5);
}

TEST(Limits, AreThoseOfTheRegionOfTheProduct) {
  const Label here = label({{"product", "painaway-us"}});
  EXPECT_EQ(here.rows(), (std::set<std::string>{"limit.painaway.us.mouth.plain"}));
  EXPECT_EQ(here.gap_minutes, 300);
  EXPECT_EQ(here.label_gap_minutes, 200);
  EXPECT_EQ(here.dose_max, 200'000);
  EXPECT_EQ(here.label_dose_max, 300'000);
  EXPECT_EQ(label({{"product", "painaway-uk"}}).gap_minutes, 240) << "an unverified one counts like others";
}

TEST(Limits, AreTheStrictestOfEveryRegionWhereThereIsNone) {
  for (const Json& dose : {Json{{"product", "painaway-everywhere"}}, Json{{"product", "painaway-eu"}},
                           Json{{"ingredients_mg", {{"painaway", 1}}}}})
    expect_strictest_of_both(label(dose));
}

TEST(Limits, AreOfEveryRegionBeforeTheyAreOfEveryRelease) {
  const Label slow = label({{"product", "painaway-uk-er"}});
  EXPECT_EQ(slow.rows(), (std::set<std::string>{"limit.painaway.us.mouth.extended"}));
  const Label other = label({{"ingredients_mg", {{"ibuprofen", 1}}}, {"as", "er_tablet"}}, "ibuprofen");
  EXPECT_EQ(other.rows(), (std::set<std::string>{"limit.ibuprofen.us.mouth.plain"}))
      << "no label knows it so: all of its route";
}

TEST(Limits, AreOfTheRouteAlways) {
  const Label skin = label({{"ingredients_mg", {{"painaway", 1}}}, {"as", "gel_g"}});
  EXPECT_EQ(skin.rows(), (std::set<std::string>{"limit.painaway.any.skin.plain"}));
  EXPECT_TRUE(label({{"ingredients_mg", {{"ibuprofen", 1}}}, {"as", "patch"}}, "ibuprofen").rows().empty());
}

// --- Section 2: doses ------------------------------------------------------------------------------

std::int64_t taken(const Json& what, const std::string& of) {
  Person person;
  person.took(at(0), what);
  return doses_of(protocol(), person.entries(), at(0)).front().micrograms.at(ingredient(of));
}

TEST(Doses, AreRoundedUpToTheNextMicrogram) {
  const auto told = [](double milligrams, double units) {
    return taken({{"ingredients_mg", {{"ibuprofen", milligrams}}}, {"units", units}}, "ibuprofen");
  };
  for (const double exact : {0.07, 0.57, 1.001, 21.667, 32.5, 99999.999})
    EXPECT_EQ(told(exact, 1), std::llround(exact * 1000)) << exact;
  EXPECT_EQ(told(0.0701, 1), 71);
  EXPECT_EQ(told(0.001, 0.5), 1);
  EXPECT_EQ(told(0.003, 0.5), 2);
  EXPECT_EQ(told(1, 0.0001), 1) << "a thousandth of a unit";
  EXPECT_EQ(taken({{"product", "night-liquid"}, {"units", 0.1}}, "acetaminophen"), 2167);
  EXPECT_EQ(taken({{"ingredients_mg", {{"naproxen", 0.001}}}}, "naproxen_sodium"), 2);
  EXPECT_EQ(taken({{"ingredients_mg", {{"naproxen", 0.01}}}}, "naproxen_sodium"), 11);
}

TEST(Doses, OfWhichNobodyKnowsTheContents) {
  const auto is_of_anything = [](const Json& what) {
    Person person;
    person.took(at(0), what);
    return doses_of(protocol(), person.entries(), at(0)).front().anything;
  };
  EXPECT_TRUE(is_of_anything({{"product", "who knows"}}));
  EXPECT_TRUE(is_of_anything({{"ingredients_mg", Json::object()}}));
  EXPECT_TRUE(is_of_anything({{"ingredients_mg", {{"ibuprofen", 200}, {"who knows", 1}}}}));
  EXPECT_FALSE(is_of_anything({{"product", "who knows"}, {"ingredients_mg", {{"ibuprofen", 200}}}}));
  EXPECT_FALSE(is_of_anything({{"product", "patch"}})) << "a share without an amount";
  EXPECT_FALSE(is_of_anything({{"ingredients_mg", {{"ibuprofen", 0}}}}));
  EXPECT_FALSE(read_candidate(protocol(), {{"ingredients_mg", {{"ibuprofen", 0}}}}).contents_known);
  EXPECT_TRUE(read_candidate(protocol(), {{"product", "patch"}}).contents_known);
  EXPECT_EQ(read_candidate(protocol(), {{"product", "patch"}}).units, 1000) << "one where none are told";
}

TEST(Doses, OfAnythingAreOfEachIngredientAndByMouthOfTheClass) {
  const Json anything = {{"product", "who knows"}}, on_skin = {{"product", "who knows"}, {"as", "gel_g"}};
  EXPECT_EQ(ids(Person().took(at(0), anything).may_take(at(6) - 1, "ibuprofen-200", 1)),
            (Ids{"unknown_dose", "gap", "washout"}));
  EXPECT_EQ(ids(Person().took(at(0), anything).may_take(at(6), "ibuprofen-200", 1)),
            (Ids{"unknown_dose", "washout"}));
  EXPECT_EQ(ids(Person().took(at(0), on_skin).may_take(at(6) - 1, "ibuprofen-200", 1)),
            (Ids{"unknown_dose", "gap"}));
  EXPECT_EQ(ids(Person().took(at(0), on_skin).may_take(at(6), "ibuprofen-200", 1)), (Ids{"unknown_dose"}));
}

TEST(Live, CountsDosesAndRetractionsAhead) {
  Person person;
  person.took(at(8, 1), "ibuprofen-200", 1);
  EXPECT_EQ(person.may_take(at(8), "ibuprofen-200", 1).kind, Ruling::label_allows);
  person.live = true;
  EXPECT_EQ(ids(person.may_take(at(8), "ibuprofen-200", 1)), (Ids{"gap"})) << "ahead by less than the clock";
  EXPECT_EQ(person.may_take(at(8), "ibuprofen-200", 1).next_at, at(14, 1));
  EXPECT_EQ(taken_in_24_hours(protocol(), person.entries(), at(8), true).size(), 1U);
  EXPECT_EQ(taken_in_24_hours(protocol(), person.entries(), at(8)).size(), 0U);
  EXPECT_EQ(in_use(protocol(), person.story(at(8)), person.entries(), at(8), true).ingredients.size(), 1U);
  person.add(at(8, 2), {{"id", "r"}, {"kind", "retracted"}, {"entry", "dose1"}});
  EXPECT_EQ(person.may_take(at(8), "ibuprofen-200", 1).kind, Ruling::label_allows);
}

TEST(Live, AnAmountAheadCountsAgainstTheCeiling) {
  Person person;
  person.live = true;
  person.took(at(0), "ibuprofen-200", 2).took(at(6), "ibuprofen-200", 2).took(at(20), "ibuprofen-200", 2);
  const Verdict verdict = person.may_take(at(13), "ibuprofen-200", 1);
  EXPECT_EQ(ids(verdict), (Ids{"gap", "label_ceiling", "clock"}));
  EXPECT_EQ(reason(verdict, "label_ceiling").holds_from, at(24));
  EXPECT_EQ(verdict.next_at, at(26));
}

}  // namespace
}  // namespace springback::reference
