// Every reason of docs/formats/ledger.md, section 4, and what was taken: section 5.
#include "reference/ledger_person.h"

namespace springback::reference {
namespace {

// --- Section 4: every reason ----------------------------------------------------------------------

/// What a change of the person makes of one ibuprofen at 8 o'clock.
Verdict with(const Json& findings, const std::string& product = "ibuprofen-200", double units = 1) {
  Person person;
  for (const auto& [id, value] : findings.items())
    if (value == "absent") person.findings.erase(id);
    else person.findings[id] = value;
  return person.may_take(at(8), product, units);
}

void expect(const Verdict& verdict, Ruling kind, const Ids& reasons) {
  EXPECT_EQ(verdict.kind, kind);
  EXPECT_EQ(ids(verdict), reasons);
  EXPECT_EQ(verdict.next_at.has_value(), kind == Ruling::wait);
  EXPECT_EQ(verdict.units_max_now > 0, kind <= Ruling::wait);
}

TEST(Cautions, FireByTheirVerdict) {
  expect(with({}), Ruling::label_allows, {});
  expect(with({{"allergy", true}}), Ruling::not_for_you, {"nsaid_allergy"});
  expect(with({{"ulcer", true}}), Ruling::ask_first, {"nsaid_ulcer"});
  expect(with({{"asthma", true}}, "apap-500"), Ruling::label_allows, {"acetaminophen_asthma"});
  expect(with({{"ulcer", true}}, "aspirin-325"), Ruling::label_allows, {});  // of other ingredients
  expect(with({{"allergy", true}}, "gel", 2), Ruling::not_for_you, {"nsaid_allergy"});  // of any route
  expect(with({{"allergy", true}, {"ulcer", true}}), Ruling::not_for_you, {"nsaid_allergy", "nsaid_ulcer"});
}

TEST(Cautions, LookAtWhatIsInItBeforeItCounts) {
  Person person;
  person.findings["ulcer"] = true;
  expect(person.may_take(at(8), Json{{"ingredients_mg", {{"naproxen", 200}}}}), Ruling::ask_first,
         {"nsaid_ulcer"});
  expect(with({{"ulcer", true}}, "naproxen-220"), Ruling::label_allows, {});
}

TEST(Cautions, ThatAreUnknownAskFirst) {
  for (const Json& unknown : {Json("absent"), Json(nullptr)}) {
    const Verdict verdict = with({{"allergy", unknown}, {"ulcer", unknown}});
    expect(verdict, Ruling::ask_first, {"caution_unknown"});
    EXPECT_EQ(verdict.reasons[0].findings, (std::set{protocol().find("allergy"), protocol().find("ulcer")}));
    EXPECT_EQ(verdict.reasons[0].rows,
              (std::set<std::string>{"caution.nsaid_allergy", "caution.nsaid_ulcer"}));
  }
}

TEST(Cautions, ThatPassAreNoReasonWhereTheyAreUnknown) {
  expect(with({{"bruises", "absent"}}), Ruling::label_allows, {});
  expect(with({{"bruises", nullptr}}), Ruling::label_allows, {});
  expect(with({{"bruises", true}}), Ruling::not_for_you, {"nsaid_bruises"});
}

TEST(Cautions, OfNothingAreOfEveryCandidate) {
  Person person;
  person.findings["weight_kg"] = 49;
  person.findings["allergy"] = true;
  expect(person.may_take(at(8), "who knows", 1), Ruling::ask_first, {"light", "product_unknown"});
}

TEST(Cautions, NameWhatTellsWhetherAQuestionIsAsked) {
  const auto needs = [](const Json& sex) {
    const Verdict verdict = with({{"pregnant", "absent"}, {"sex", sex}}, "painaway-us");
    EXPECT_EQ(ids(verdict), (Ids{"caution_unknown"}));
    return verdict.reasons.at(0).findings;
  };
  EXPECT_EQ(needs("absent"), std::set{protocol().find("sex")});
  EXPECT_EQ(needs("female"), std::set{protocol().find("pregnant")});
  EXPECT_EQ(needs(nullptr), std::set{protocol().find("pregnant")}) << "who cannot say is not asked again";
}

TEST(Person, GetsNoNumbersUnder18) {
  Person person;
  person.took(at(7), "ibuprofen-200", 1);
  for (const Json& age : {Json(17), Json(nullptr), Json(18)}) {
    person.findings["age_years"] = age;
    const Verdict verdict = person.may_take(at(8), "ibuprofen-200", 1);
    EXPECT_EQ(verdict.numbers_told, age == 18);
    EXPECT_EQ(reason(verdict, "gap").limit, age == 18 ? 360 : 0);
    EXPECT_EQ(verdict.units_max_now, age == 18 ? 2000 : 0);
    EXPECT_EQ(verdict.next_at.has_value(), age == 18);
  }
}

TEST(Person, OfUnder18) {
  expect(with({{"age_years", 18}}), Ruling::label_allows, {});
  expect(with({{"age_years", 17}}), Ruling::ask_first, {"under_18"});
  expect(with({{"age_years", 17}}, "aspirin-325"), Ruling::not_for_you, {"aspirin_under_18", "under_18"});
  expect(with({{"age_years", 18}}, "aspirin-325"), Ruling::label_allows, {});
  expect(with({{"age_years", nullptr}}), Ruling::ask_first, {"caution_unknown"});
  expect(with({{"age_years", nullptr}}, "aspirin-325"), Ruling::not_for_you,
         {"aspirin_under_18", "caution_unknown"});
}

TEST(Person, Of65) {
  expect(with({{"age_years", 64}}), Ruling::label_allows, {});
  expect(with({{"age_years", 65}}), Ruling::ask_first, {"old_65"});
  expect(with({{"age_years", 65}}, "apap-500"), Ruling::label_allows, {});
  expect(with({{"age_years", 65}}, "gel", 2), Ruling::label_allows, {});
}

TEST(Person, OfUnder50Kilograms) {
  expect(with({{"weight_kg", 50}}), Ruling::label_allows, {});
  expect(with({{"weight_kg", 49.9}}), Ruling::ask_first, {"light"});
  expect(with({{"weight_kg", "absent"}}), Ruling::ask_first, {"caution_unknown"});
}

TEST(Person, WithARegularOneOfTheClass) {
  expect(with({{"takes_other_nsaid", true}}), Ruling::not_for_you, {"twice_the_class"});
  expect(with({{"takes_other_nsaid", true}}, "apap-500"), Ruling::label_allows, {});
}

TEST(Label, OfTheRegion) {
  Person person;
  person.region = "";
  expect(person.may_take(at(8), "ibuprofen-200", 1), Ruling::ask_first, {"region_unknown"});
  for (const char* region : {"uk", "eu"}) {
    person.region = region;
    expect(person.may_take(at(8), "ibuprofen-200", 1), Ruling::ask_first, {"region_without_label"});
  }
  person.region = "uk";
  expect(person.may_take(at(8), "apap-500", 1), Ruling::label_allows, {});
  expect(person.may_take(at(8), "patch", 1), Ruling::ask_first, {"region_without_label"});
  expect(with({}, "patch", 1), Ruling::label_allows, {});
  const Json extended = {{"ingredients_mg", {{"ibuprofen", 200}}}, {"as", "er_tablet"}};
  expect(Person().may_take(at(8), extended), Ruling::ask_first, {"region_without_label"});
}

TEST(Label, IsNoneWhereItIsUnverified) {
  Person person;
  expect(person.may_take(at(8), "painaway-us", 1), Ruling::label_allows, {});
  person.region = "uk";
  expect(person.may_take(at(8), "painaway-uk", 1), Ruling::ask_first, {"region_without_label"});
  expect(person.may_take(at(8), Json{{"ingredients_mg", {{"painaway", 10}}}, {"as", "gel_g"}}),
         Ruling::label_allows, {});
}

TEST(Label, OfAnyRegionIsOfEach) {
  std::string text = all_medicines;
  text.replace(text.find("region: us", text.find("id: ibuprofen")), 10, "region: any");
  const Protocol anywhere = read(text);
  const Person person;
  const auto judged_in = [&](const std::string& region) {
    return judge(anywhere, person.story(at(8)), person.entries(), at(8), region, false, Urgency::self_care,
                 read_candidate(anywhere, units("ibuprofen-200", 2)));
  };
  expect(judged_in("eu"), Ruling::label_allows, {});
}

TEST(Label, OfAProduct) {
  Person person;
  expect(person.may_take(at(8), "who knows", 1), Ruling::ask_first, {"product_unknown"});
  expect(person.may_take(at(8), Json{{"ingredients_mg", {{"ibuprofen", 200}, {"who knows", 1}}}}),
         Ruling::ask_first, {"product_unknown"});
  expect(person.may_take(at(8), Json{{"product", "who knows"}, {"ingredients_mg", {{"ibuprofen", 200}}}}),
         Ruling::label_allows, {});
  expect(person.may_take(at(8), "headache", 1), Ruling::ask_first, {"product_unconfirmed"});
}

TEST(Logged, IsACautionLikeOthers) {
  Person person;
  expect(person.may_take(at(8), "ibuprofen-200", 1), Ruling::label_allows, {});
  person.says_logged = false;
  expect(person.may_take(at(8), "ibuprofen-200", 1), Ruling::ask_first, {"caution_unknown"});
  person.findings["all_doses_logged"] = false;
  expect(person.may_take(at(8), "ibuprofen-200", 1), Ruling::ask_first, {"doses_not_logged"});
}

TEST(UnknownDose, IsOfAnythingOrOfAnUnknownAmount) {
  const Json anything = {{"product", "who knows"}};
  EXPECT_EQ(ids(Person().took(at(0), anything).may_take(at(23, 59, 59), "ibuprofen-200", 1)),
            (Ids{"unknown_dose", "washout"}));
  EXPECT_EQ(ids(Person().took(at(0), anything).may_take(at(24), "ibuprofen-200", 1)), Ids{});
  Json some = {{"product", "apap-500"}, {"amount_known", false}};
  EXPECT_EQ(ids(Person().took(at(0), some).may_take(at(8), "ibuprofen-200", 1)), Ids{});
  EXPECT_EQ(ids(Person().took(at(0), some).may_take(at(8), "apap-500", 1)), (Ids{"unknown_dose"}));
  some["units"] = 5.5;  // the least
  EXPECT_EQ(ids(Person().took(at(0), some).may_take(at(8), "apap-500", 1)),
            (Ids{"unknown_dose", "label_ceiling", "product_ceiling"}));
}

TEST(Days, AreInARowWithLessThan48Hours) {
  Person person;
  for (int n = 0; n < 5; ++n) person.took(at(47 * n), "apap-500", 1);
  const std::vector<Entry> entries = person.entries();
  const std::vector<Dose> doses = doses_of(protocol(), entries, at(47 * 4));
  const auto days_at = [&](Microseconds when) {
    return days_of_use(protocol(), doses, when, ingredient("acetaminophen")).days;
  };
  EXPECT_EQ(days_at(at(47 * 4)), 8);
  EXPECT_EQ(days_at(at(47 * 5)), 10);
  EXPECT_EQ(days_at(at(47 * 4 + 48) - second), 10);
  EXPECT_EQ(days_at(at(47 * 4 + 48)), 1);
  EXPECT_EQ(days_of_use(protocol(), doses, at(47 * 4), ingredient("ibuprofen")).days, 1);
}

TEST(Days, AskFirstWhenTheyAreReached) {
  Person person;
  for (int n = 0; n < 9; ++n) person.took(at(24 * n), "apap-500", 1);
  expect(person.may_take(at(24 * 9) - second, "apap-500", 1), Ruling::label_allows, {});
  expect(person.may_take(at(24 * 9), "apap-500", 1), Ruling::ask_first, {"days"});
  EXPECT_EQ(reason(person.may_take(at(24 * 9), "apap-500", 1), "days").entries.size(), 9U);
  Person abroad;
  abroad.region = "uk";
  abroad.took(at(0), "apap-uk", 1).took(at(24), "apap-uk", 1);
  expect(abroad.may_take(at(48) - second, "apap-uk", 1), Ruling::label_allows, {});
  expect(abroad.may_take(at(48), "apap-uk", 1), Ruling::ask_first, {"days"});
}

TEST(Days, AreOfTheClassByAnyRouteAndOfAnythingToo) {
  const auto days = [](const Json& middle, const std::string& of) {
    Person person;
    person.took(at(0), Json{{"product", "ibuprofen-200"}}).took(at(40), middle);
    return days_of_use(protocol(), doses_of(protocol(), person.entries(), at(80)), at(80), ingredient(of))
        .days;
  };
  EXPECT_EQ(days({{"product", "gel"}}, "aspirin"), 4);
  EXPECT_EQ(days({{"product", "who knows"}}, "aspirin"), 4);
  EXPECT_EQ(days({{"product", "who knows"}}, "acetaminophen"), 2);
  EXPECT_EQ(days({{"product", "apap-500"}}, "aspirin"), 1);
}

TEST(Days, DoNotCountDosesAhead) {
  Person person;
  person.live = true;
  for (int n = 1; n < 11; ++n) person.took(at(24 * n), "apap-500", 1);
  EXPECT_EQ(days_of_use(protocol(), doses_of(protocol(), person.entries(), at(0), true), at(0),
                        ingredient("acetaminophen"))
                .days,
            1);
}

TEST(Days, OfAProductAreItsOwn) {
  Person person;
  for (int n = 0; n < 6; ++n) person.took(at(24 * n), "patch", 1);
  expect(person.may_take(at(24 * 6) - second, "patch", 1), Ruling::label_allows, {});
  expect(person.may_take(at(24 * 6), "patch", 1), Ruling::ask_first, {"days"});
}

TEST(TooMuch, LeavesTheLimitsThatItCanKeep) {
  const Verdict verdict = Person().took(at(0), "ibuprofen-200", 2).may_take(at(1), "ibuprofen-slow", 4);
  EXPECT_EQ(ids(verdict), (Ids{"too_much", "gap"})) << "more than its ceiling is no reason to wait";
  EXPECT_EQ(reason(verdict, "too_much").rows,
            (std::set<std::string>{"limit.ibuprofen.us.mouth.plain", "product.ibuprofen-slow"}));
}

TEST(TooMuch, IsByOurDoseAndNotByTheGreaterOneOfTheLabel) {
  expect(with({}, "painaway-us", 2), Ruling::label_allows, {});
  expect(with({}, "painaway-us", 2.001), Ruling::ask_first, {"too_much"});
}

TEST(TooMuch, IsMoreThanNoTimeMakesPossible) {
  expect(with({}, "ibuprofen-200", 2), Ruling::label_allows, {});
  expect(with({}, "ibuprofen-200", 2.5), Ruling::ask_first, {"too_much"});
  expect(with({}, "ibuprofen-slow", 4), Ruling::ask_first, {"too_much"});
  EXPECT_EQ(reason(with({}, "patch", 2), "too_much").rows, (std::set<std::string>{"product.patch"}));
  const Json by_contents = {{"ingredients_mg", {{"ibuprofen", 400.001}}}};
  expect(Person().may_take(at(8), by_contents), Ruling::ask_first, {"too_much"});
  Person person;
  person.took(at(0), "ibuprofen-200", 2);
  expect(person.may_take(at(1), "ibuprofen-200", 7.5), Ruling::ask_first, {"too_much", "gap"});
}

TEST(Urgency, ThatNeedsADoctorFirst) {
  Person person;
  for (const Urgency urgency : {Urgency::self_care, Urgency::routine, Urgency::soon, Urgency::today}) {
    person.urgency = urgency;
    expect(person.may_take(at(8), "ibuprofen-200", 1), Ruling::label_allows, {});
  }
  for (const Urgency urgency : {Urgency::emergency, Urgency::undecided}) {
    person.urgency = urgency;
    expect(person.may_take(at(8), "ibuprofen-200", 1), Ruling::ask_first, {"urgency"});
  }
}

TEST(Verdict, IsTheStrictestAndTellsEveryReasonInOrder) {
  Person person;
  person.findings = {{"takes_other_nsaid", true}, {"allergy", true}, {"ulcer", true}};
  person.region = "";
  person.says_logged = false;
  person.urgency = Urgency::undecided;
  person.took(at(7), "naproxen-220", 1).took(at(7), "ibuprofen-200", 1);
  expect(person.may_take(at(8), "ibuprofen-200", 3), Ruling::not_for_you,
         {"twice_the_class", "nsaid_allergy", "nsaid_ulcer", "caution_unknown", "region_unknown", "too_much",
          "urgency", "gap", "washout"});
}

TEST(Ingredients, AreTheChoicesThenWhatWasTakenByWhatStandsForThem) {
  Person person;
  person.region = "uk";
  person.took(at(7), "ibuprofen-200", 1).took(at(7), "headache", 1);
  const std::vector<IngredientVerdict> all = judge_ingredients(
      protocol(), person.story(at(8)), person.entries(), at(8), "uk", false, Urgency::self_care);
  ASSERT_EQ(all.size(), 4U);
  EXPECT_EQ(all[0].ingredient, ingredient("ibuprofen"));
  EXPECT_EQ(all[0].candidate.product, -1) << "none is judged there";
  EXPECT_EQ(all[0].candidate.micrograms.front().second, 200'000) << "the least of any region";
  EXPECT_EQ(ids(all[0].verdict), (Ids{"region_without_label", "gap", "washout"}));
  EXPECT_EQ(all[1].ingredient, ingredient("acetaminophen"));
  EXPECT_EQ(protocol().products.at(static_cast<std::size_t>(all[1].candidate.product)).id, "apap-uk");
  EXPECT_EQ(all[2].ingredient, ingredient("aspirin"));
  EXPECT_EQ(all[3].ingredient, ingredient("caffeine"));
  EXPECT_FALSE(all[3].candidate.contents_known) << "no label says how much is one dose";
}

std::vector<IngredientVerdict> all_at_once(const Person& person, Microseconds when) {
  return judge_ingredients(protocol(), person.story(when), person.entries(), when, person.region, person.live,
                           person.urgency);
}

TEST(Ingredients, SuggestTheFirstThatTheLabelAllows) {
  const auto suggested = [](const Person& person) {
    Ids ids;
    for (const IngredientVerdict& one : all_at_once(person, at(8)))
      if (one.suggested) ids.push_back(ingredient_of(protocol(), one.ingredient).id);
    return ids;
  };
  Person person;
  EXPECT_EQ(suggested(person), (Ids{"ibuprofen"}));
  person.took(at(7), "ibuprofen-200", 1);
  EXPECT_EQ(suggested(person), Ids{}) << "one at a time: the dose is at work";
  EXPECT_EQ(suggested(Person().took(at(0), "apap-500", 1)), (Ids{"ibuprofen"})) << "its gap has passed";
}

TEST(Ingredients, OfADoseAreTheirsForADay) {
  Person person;
  person.took(at(8), "aspirin-325", 1);
  EXPECT_EQ(all_at_once(person, at(32) - 1).size(), 3U);
  EXPECT_EQ(all_at_once(person, at(32)).size(), 2U);
}

TEST(Ingredients, StandForThemselvesWhereNoRegionIsKnown) {
  Person person;
  person.region = "";
  const std::vector<IngredientVerdict> all = all_at_once(person, at(8));
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[1].candidate.product, -1);
  EXPECT_EQ(all[1].candidate.micrograms.front().second, 500'000) << "the least of any region";
  EXPECT_EQ(ids(all[1].verdict), (Ids{"region_unknown"}));
}

// --- Section 5: what was taken --------------------------------------------------------------------

Ids breaches_of(const Person& person, Microseconds when) {
  Ids ids;
  for (const Breach& breach : breaches(protocol(), person.entries(), when))
    ids.push_back(breach.entry + " " + breach.id + (breach.recent ? "" : ", past"));
  return ids;
}

TEST(Breaches, OfAGapAreByTheShorterOneOfTheLabel) {
  EXPECT_EQ(breaches_of(Person().took(at(0), "ibuprofen-200", 1).took(at(4), "ibuprofen-200", 1), at(7)),
            Ids{});
  const Person person = Person().took(at(0), "ibuprofen-200", 1).took(at(4) - 1, "ibuprofen-200", 1);
  EXPECT_EQ(breaches_of(person, at(28) - 2), (Ids{"dose2 gap"}));
  EXPECT_EQ(breaches_of(person, at(28) - 1), (Ids{"dose2 gap, past"}));
  EXPECT_EQ(breaches_of(Person().took(at(0), "apap-er", 1).took(at(7), "apap-500", 1), at(7)),
            (Ids{"dose2 gap"}))
      << "the greater of both";
  EXPECT_EQ(breaches_of(
                Person().took(at(0), "apap-er", 1).took(at(1), "ibuprofen-200", 1).took(at(7), "apap-er", 1),
                at(7)),
            (Ids{"dose3 gap"}))
      << "of every dose, not of the last";
}

TEST(Breaches, OfAGapOfAProduct) {
  EXPECT_EQ(breaches_of(Person().took(at(0), "patch", 1).took(at(8), "patch", 1), at(9)), Ids{});
  EXPECT_EQ(breaches_of(Person().took(at(0), "patch", 1).took(at(8) - 1, "patch", 1), at(9)),
            (Ids{"dose2 product_gap"}));
}

TEST(Breaches, OfTheCeilingOfAProduct) {
  const auto slow = [](double last, Microseconds when) {
    return Person()
        .took(at(0), "ibuprofen-slow", 1)
        .took(at(10), "ibuprofen-slow", 1)
        .took(when, "ibuprofen-slow", last);
  };
  EXPECT_EQ(breaches_of(slow(1, at(23)), at(24)), Ids{});
  EXPECT_EQ(breaches_of(slow(1.5, at(24) - 1), at(24)), (Ids{"dose3 product_ceiling"}));
  EXPECT_EQ(breaches_of(slow(1.5, at(24)), at(24)), Ids{});
}

TEST(Breaches, AreNotSeenInWhatNobodyKnows) {
  const Json anything = {{"product", "who knows"}};
  EXPECT_EQ(breaches_of(Person().took(at(0), anything).took(at(1), "ibuprofen-200", 1), at(2)), Ids{});
  EXPECT_EQ(breaches_of(Person().took(at(0), "ibuprofen-200", 1).took(at(1), anything), at(2)), Ids{});
}

TEST(Breaches, OfASingleDose) {
  EXPECT_EQ(breaches_of(Person().took(at(0), "ibuprofen-200", 3), at(7)), Ids{}) << "the label allows it";
  EXPECT_EQ(breaches_of(Person().took(at(0), "ibuprofen-200", 3.5), at(7)), (Ids{"dose1 single_dose"}));
  EXPECT_EQ(breaches_of(Person().took(at(0), "naproxen-220", 2), at(7)), Ids{});
  EXPECT_EQ(breaches_of(Person().took(at(0), "naproxen-220", 2.001), at(7)), (Ids{"dose1 single_dose"}))
      << "the label names no other than ours";
}

TEST(Breaches, OfACeiling) {
  const auto three = [](double last) {
    return Person()
        .took(at(0), "ibuprofen-200", 2)
        .took(at(6), "ibuprofen-200", 2)
        .took(at(12), "ibuprofen-200", 2)
        .took(at(23), "ibuprofen-200", last);
  };
  EXPECT_EQ(breaches_of(three(0), at(24)), Ids{});
  EXPECT_EQ(breaches_of(three(0.5), at(24)), (Ids{"dose4 label_ceiling"}));
  EXPECT_EQ(breaches_of(three(1.5), at(24)), (Ids{"dose4 label_ceiling", "dose4 absolute_ceiling"}));
}

TEST(Breaches, OfWhatWasPrescribedAreFourGramsOfAcetaminophenOnly) {
  const Json much = {{"product", "ibuprofen-200"}, {"units", 12}, {"prescribed", true}};
  EXPECT_EQ(breaches_of(Person().took(at(0), much).took(at(1), much), at(2)), Ids{});
  const Json grams = {{"product", "apap-500"}, {"units", 8}, {"prescribed", true}};
  EXPECT_EQ(breaches_of(Person().took(at(0), grams), at(2)), Ids{});
  const Json more = {{"product", "apap-500"}, {"units", 8.5}, {"prescribed", true}};
  EXPECT_EQ(breaches_of(Person().took(at(0), more), at(2)), (Ids{"dose1 absolute_ceiling"}));
  EXPECT_EQ(breaches_of(Person().took(at(0), grams).took(at(1), "apap-500", 0.5), at(2)),
            (Ids{"dose2 gap", "dose2 label_ceiling", "dose2 absolute_ceiling", "dose2 product_ceiling"}))
      << "it counts for others";
}

TEST(Breaches, AreNeitherOfTheWashoutNorOfWhatIsNotKnown) {
  EXPECT_EQ(breaches_of(Person().took(at(0), "ibuprofen-200", 1).took(at(1), "naproxen-220", 1), at(2)),
            Ids{});
  EXPECT_EQ(
      breaches_of(Person().took(at(0), Json{{"product", "who knows"}}).took(at(1), "apap-500", 1), at(2)),
      Ids{});
}

TEST(Breaches, CountWhatIsKnownOfADoseOfAnything) {
  const Json partly = {{"ingredients_mg", {{"acetaminophen", 3900}, {"who knows", 1}}}};
  EXPECT_EQ(breaches_of(Person().took(at(0), partly).took(at(1), "apap-500", 1), at(2)),
            (Ids{"dose1 single_dose", "dose1 label_ceiling", "dose2 gap", "dose2 label_ceiling",
                 "dose2 absolute_ceiling"}));
  EXPECT_EQ(breaches_of(Person().took(at(0), "apap-500", 1).took(at(1), partly), at(2)),
            (Ids{"dose2 single_dose", "dose2 gap", "dose2 label_ceiling", "dose2 absolute_ceiling"}));
}

TEST(Breaches, AheadOfTheClock) {
  const Person person = Person().took(at(9), "ibuprofen-200", 4);
  EXPECT_EQ(breaches_of(person, at(8)), Ids{});
  const std::vector<Breach> live = breaches(protocol(), person.entries(), at(8), true);
  ASSERT_EQ(live.size(), 1U);
  EXPECT_TRUE(live[0].recent);
}

TEST(Profile, FromBeforeTheEpisodeIsAskedAgain) {
  Person person;
  Story story = person.story(at(48));
  const auto ids_of = [&] {
    return ids(judge(protocol(), story, {}, at(48), "us", false, Urgency::self_care,
                     read_candidate(protocol(), {{"product", "ibuprofen-200"}})));
  };
  story.began = at(48);
  EXPECT_EQ(ids_of(), Ids{});
  Answer& ulcer = story.answers[static_cast<std::size_t>(protocol().find("ulcer"))];
  ulcer.at = at(24);
  EXPECT_EQ(ids_of(), Ids{});
  ulcer.at = at(24) - 1;
  EXPECT_EQ(ids_of(), (Ids{"profile_old"}));
  story.began = std::nullopt;
  EXPECT_EQ(ids_of(), Ids{}) << "no episode is open";
}

TEST(Profile, NamesWhatWouldTell) {
  Story story = Person().story(at(48));
  story.began = at(48);
  const int unchanged = protocol().find("profile_unchanged"), asthma = protocol().find("asthma");
  story.answers[static_cast<std::size_t>(asthma)].at = at(0);  // not of the candidate
  Answer& renewal = story.answers[static_cast<std::size_t>(unchanged)];
  const auto told = [&](Answer::State state, std::int32_t value, Microseconds when) {
    renewal = {.state = state, .value = value, .at = when};
    const Verdict verdict = judge(protocol(), story, {}, at(48), "us", false, Urgency::self_care,
                                  read_candidate(protocol(), {{"product", "ibuprofen-200"}}));
    return verdict.reasons.empty() ? std::set<int>{} : verdict.reasons.front().findings;
  };
  EXPECT_EQ(told(Answer::State::absent, 0, 0), std::set{unchanged});
  EXPECT_EQ(told(Answer::State::told, 1, at(24)), std::set<int>{});
  EXPECT_EQ(told(Answer::State::told, 1, at(24) - 1), std::set{unchanged});
  EXPECT_EQ(told(Answer::State::told, 0, at(24)), std::set{asthma});
  EXPECT_EQ(told(Answer::State::unsure, 0, at(24)), std::set{asthma});
  EXPECT_EQ(told(Answer::State::told, 0, at(24) - 1), std::set{unchanged});
}

TEST(InUse, IsADoseOfLessThan48HoursOrARegularOne) {
  Person person;
  person.took(at(0), "ibuprofen-200", 1);
  const auto used_at = [&](Microseconds when) {
    return in_use(protocol(), person.story(when), person.entries(), when);
  };
  EXPECT_EQ(used_at(at(48) - second).ingredients, std::set{ingredient("ibuprofen")});
  EXPECT_EQ(used_at(at(48)).ingredients, std::set<int>{});
  EXPECT_FALSE(used_at(at(48)).regular_nsaid);
  person.findings["takes_other_nsaid"] = true;
  EXPECT_TRUE(used_at(at(48)).regular_nsaid);
  EXPECT_FALSE(used_at(at(48)).regular_acetaminophen);
  person.findings["takes_prescribed_acetaminophen"] = true;
  EXPECT_TRUE(used_at(at(48)).regular_acetaminophen);
}

TEST(Taken, SaysWhereItIsTheLeast) {
  Person person;
  person.took(at(0), "apap-er", 2).took(at(8), Json{{"product", "apap-500"}, {"amount_known", false}});
  const std::vector<Taken> taken = taken_in_24_hours(protocol(), person.entries(), at(9));
  ASSERT_EQ(taken.size(), 1U);
  EXPECT_EQ(taken[0].micrograms, 1'300'000);
  EXPECT_EQ(taken[0].label_24h, 3'000'000);
  EXPECT_EQ(taken[0].absolute_24h, 4'000'000);
  EXPECT_TRUE(taken[0].at_least);
}

TEST(Taken, IsAtLeastWhatIsKnownWhereSomethingWasTakenThatNobodyKnows) {
  Person person;
  person.took(at(0), "apap-er", 2).took(at(1), Json{{"product", "who knows"}});
  const auto taken_at = [&](Microseconds when) {
    return taken_in_24_hours(protocol(), person.entries(), when).at(0);
  };
  EXPECT_TRUE(taken_at(at(2)).at_least);
  EXPECT_EQ(taken_at(at(2)).label_24h, 3'000'000) << "one of the ceilings is not known";
  EXPECT_EQ(taken_at(at(2)).micrograms, 1'300'000);
}

}  // namespace
}  // namespace springback::reference
