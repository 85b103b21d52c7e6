// Entries of the journal as JSON: what is read, what is refused and how, what is kept without being
// understood.
#include "document/entry.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace springback {
namespace {

std::string entry(std::string_view fields) {
  return R"({"id":"e","at":"2026-11-22T09:00:00+01:00",)" + std::string(fields) + "}";
}
std::string reported(std::string_view findings) {
  return entry(R"("kind":"reported","findings":{)" + std::string(findings) + "}");
}

/// "code: argument" of a refused line, or "read".
std::string outcome(std::string_view line) {
  const auto read = read_entry_line(built_in(), line);
  return read ? "read" : std::string(code_name(read.error().code)) + ": " + read.error().argument;
}

Entry read(std::string_view line) {
  auto entry = read_entry_line(built_in(), line);
  EXPECT_TRUE(entry.has_value()) << line << outcome(line);
  return entry ? *entry : Entry{};
}

template <class T>
T fact(std::string_view line) {
  const Entry entry = read(line);
  EXPECT_TRUE(std::holds_alternative<T>(entry.fact)) << line;
  const T* held = std::get_if<T>(&entry.fact);
  return held == nullptr ? T{} : *held;
}

Reported answer(std::string_view findings) {
  const auto reports = fact<Reports>(reported(findings));
  EXPECT_EQ(reports.answers.size(), 1U) << findings;
  return reports.answers.empty() ? Reported{} : reports.answers.front();
}

TEST(Entry, NeedsAnIdAnInstantAndAKind) {
  EXPECT_EQ(outcome("{"), "not_json: {");
  EXPECT_EQ(outcome("[]"), "wrong_type: entry: expected an object");
  EXPECT_EQ(outcome("{}"), "missing_field: id");
  EXPECT_EQ(outcome(R"({"id":7})"), "wrong_type: id: expected a text");
  EXPECT_EQ(outcome(R"({"id":null})"), "missing_field: id");
  EXPECT_EQ(outcome(R"({"id":"e"})"), "missing_field: at (entry e)");
  EXPECT_EQ(outcome(R"({"id":"e","at":5})"), "wrong_type: at: expected a text (entry e)");
  EXPECT_EQ(outcome(R"({"id":"e","at":"noon"})"), "bad_instant: noon (entry e)");
  EXPECT_EQ(outcome(R"({"id":"e","at":"2026-11-22T09:00:00Z"})"), "missing_field: kind (entry e)");
  EXPECT_EQ(outcome(entry(R"("kind":1)")), "wrong_type: kind: expected a text (entry e)");
  EXPECT_EQ(outcome(entry(R"("kind":"recovered")")), "read");
}

TEST(Entry, AnIdHas1To64Characters) {
  const auto with_id = [](const std::string& id) {
    return outcome(R"({"id":")" + id + R"(","at":"2026-11-22T09:00:00Z","kind":"recovered"})").substr(0, 6);
  };
  std::string accented;
  for (int i = 0; i < 64; ++i) accented += "é";
  EXPECT_EQ(with_id(""), "bad_id");
  EXPECT_EQ(with_id("a"), "read");
  EXPECT_EQ(with_id(std::string(64, 'a')), "read");
  EXPECT_EQ(with_id(std::string(65, 'a')), "bad_id");
  EXPECT_EQ(with_id(accented), "read") << "characters, not bytes";
  EXPECT_EQ(with_id(accented + "e"), "bad_id");
}

TEST(Entry, KeepsTheInstant) {
  EXPECT_EQ(read(entry(R"("kind":"recovered")")).at, Instant{1'795'334'400'000'000});
}

TEST(Reported, ReadsEveryType) {
  EXPECT_EQ(answer(R"("fever":true)").value, 1);
  EXPECT_EQ(answer(R"("fever":false)").value, 0);
  EXPECT_EQ(answer(R"("pain_now":7)").value, 7);
  EXPECT_EQ(answer(R"("leg_weakness":"both")").value, 2);
  EXPECT_EQ(answer(R"("pain_sites":[])").value, 0);
  EXPECT_EQ(answer(R"("pain_sites":["low_back","mid_back","low_back"])").value, 0b11);
  EXPECT_TRUE(answer(R"("fever":null)").unsure);
  EXPECT_TRUE(answer(R"("pain_sites":null)").unsure);
}

TEST(Reported, TakesOneDecimalWhereThereAreTenths) {
  EXPECT_EQ(answer(R"("temperature_c":38.6)").value, 386);
  EXPECT_EQ(answer(R"("temperature_c":38)").value, 380);
  EXPECT_EQ(answer(R"("temperature_c":38.60)").value, 386);
  EXPECT_EQ(answer(R"("weight_kg":0.1e3)").value, 1000);
  for (int tenths = 300; tenths <= 450; ++tenths) {
    const std::string text = std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
    ASSERT_EQ(answer(R"("temperature_c":)" + text).value, tenths) << text;
  }
  EXPECT_EQ(outcome(reported(R"("temperature_c":38.65)")),
            "wrong_type: temperature_c: expected a number with one decimal (entry e)");
  EXPECT_EQ(outcome(reported(R"("temperature_c":"38.6")")),
            "wrong_type: temperature_c: expected a number (entry e)");
}

TEST(Reported, RefusesWhatIsOutOfRangeOnBothSides) {
  EXPECT_EQ(outcome(reported(R"("pain_now":0)")), "read");
  EXPECT_EQ(outcome(reported(R"("pain_now":10)")), "read");
  EXPECT_EQ(outcome(reported(R"("pain_now":-1)")), "out_of_range: pain_now: expected 0 to 10 (entry e)");
  EXPECT_EQ(outcome(reported(R"("pain_now":11)")), "out_of_range: pain_now: expected 0 to 10 (entry e)");
  EXPECT_EQ(outcome(reported(R"("temperature_c":29.9)")),
            "out_of_range: temperature_c: expected 30 to 45 (entry e)");
  EXPECT_EQ(outcome(reported(R"("temperature_c":30)")), "read");
  EXPECT_EQ(outcome(reported(R"("temperature_c":45.0)")), "read");
  EXPECT_EQ(outcome(reported(R"("temperature_c":45.1)")),
            "out_of_range: temperature_c: expected 30 to 45 (entry e)");
  EXPECT_EQ(outcome(reported(R"("age_years":121)")), "out_of_range: age_years: expected 0 to 120 (entry e)");
}

TEST(Reported, RefusesHugeNumbersWithoutWrappingThem) {
  for (const char* huge :
       {"4294967303", "9223372036854775807", "18446744073709551615", "-9223372036854775808"})
    EXPECT_EQ(outcome(reported(R"("pain_now":)" + std::string(huge))),
              "out_of_range: pain_now: expected 0 to 10 (entry e)")
        << huge;
  EXPECT_EQ(outcome(reported(R"("pain_now":1e300)")),
            "wrong_type: pain_now: expected a whole number (entry e)");
  EXPECT_EQ(outcome(reported(R"("weight_kg":1e300)")),
            "out_of_range: weight_kg: expected 1 to 500 (entry e)");
  EXPECT_EQ(outcome(reported(R"("weight_kg":-1e300)")),
            "out_of_range: weight_kg: expected 1 to 500 (entry e)");
}

TEST(Reported, RefusesTheWrongType) {
  EXPECT_EQ(outcome(reported(R"("fever":1)")), "wrong_type: fever: expected true or false (entry e)");
  EXPECT_EQ(outcome(reported(R"("fever":"yes")")), "wrong_type: fever: expected true or false (entry e)");
  EXPECT_EQ(outcome(reported(R"("pain_now":"7")")),
            "wrong_type: pain_now: expected a whole number (entry e)");
  EXPECT_EQ(outcome(reported(R"("pain_now":7.5)")),
            "wrong_type: pain_now: expected a whole number (entry e)");
  EXPECT_EQ(outcome(reported(R"("pain_now":true)")),
            "wrong_type: pain_now: expected a whole number (entry e)");
  EXPECT_EQ(outcome(reported(R"("leg_weakness":true)")),
            "wrong_type: leg_weakness: expected a choice (entry e)");
  EXPECT_EQ(outcome(reported(R"("pain_sites":"neck")")), "wrong_type: pain_sites: expected a list (entry e)");
  EXPECT_EQ(outcome(reported(R"("pain_sites":[3])")),
            "wrong_type: pain_sites: expected a list of texts (entry e)");
  EXPECT_EQ(outcome(entry(R"("kind":"reported","findings":[])")),
            "wrong_type: findings: expected an object (entry e)");
  EXPECT_EQ(outcome(entry(R"("kind":"reported")")), "missing_field: findings (entry e)");
}

TEST(Reported, KeepsWhatItDoesNotKnowAndSaysSo) {
  EXPECT_TRUE(read(reported(R"("aura":"blue")")).has_unknown);
  EXPECT_TRUE(fact<Reports>(reported(R"("aura":{"deep":[1]})")).answers.empty());
  EXPECT_TRUE(read(reported(R"("leg_weakness":"wavy")")).has_unknown);
  EXPECT_TRUE(answer(R"("leg_weakness":"wavy")").not_understood);
  EXPECT_TRUE(read(reported(R"("pain_sites":["neck","tail"])")).has_unknown);
  EXPECT_TRUE(answer(R"("pain_sites":["neck","tail"])").partial);
  EXPECT_EQ(answer(R"("pain_sites":["neck","tail"])").value, 1 << 3);
  EXPECT_FALSE(read(reported(R"("fever":true)")).has_unknown);
}

TEST(Reported, WhatIsOnlyComputedCannotBeTold) {
  EXPECT_TRUE(read(reported(R"("medicated":true)")).has_unknown);
  EXPECT_TRUE(fact<Reports>(reported(R"("unsure_twice":true)")).answers.empty());
  EXPECT_EQ(answer(R"("days_since_onset":4)").value, 4) << "this one may be told";
}

TEST(Began, ReadsTriggerAndOnset) {
  const auto began = fact<Began>(
      entry(R"("kind":"began","trigger":"fall","onset_at":"2026-11-20T08:00:00Z")"));
  ASSERT_TRUE(began.onset && began.trigger);
  EXPECT_EQ(*began.onset, parse_instant("2026-11-20T08:00:00Z")->instant);
  EXPECT_TRUE(read(entry(R"("kind":"began","trigger":"earthquake")")).has_unknown);
  EXPECT_EQ(fact<Began>(entry(R"("kind":"began")")).onset, std::nullopt);
}

TEST(Began, RefusesAnOnsetAfterIt) {
  EXPECT_EQ(outcome(entry(R"("kind":"began","onset_at":"2026-11-22T08:00:00Z")")), "read");
  EXPECT_EQ(outcome(entry(R"("kind":"began","onset_at":"2026-11-22T08:00:00.000001Z")")),
            "out_of_range: onset_at: is after the entry itself (entry e)");
  EXPECT_EQ(outcome(entry(R"("kind":"began","onset_at":"Tuesday")")), "bad_instant: Tuesday (entry e)");
}

Took took(std::string_view fields) { return fact<Took>(entry(R"("kind":"took",)" + std::string(fields))); }

/// Of the first ingredient, in all units.
std::int64_t micrograms(std::string_view fields) {
  const Took told = took(fields);
  return counted(built_in(), told.contents.at(0), told.units);
}

TEST(Took, CountsIngredientsInMicrograms) {
  const Took tablets = took(R"("product":"acetaminophen-500","units":1.5)");
  ASSERT_EQ(tablets.contents.size(), 1U);
  EXPECT_EQ(tablets.units, 1500);
  EXPECT_TRUE(tablets.contents_known);
  EXPECT_EQ(micrograms(R"("product":"acetaminophen-500","units":1.5)"), 750'000);
  EXPECT_EQ(micrograms(R"("product":"ibuprofen-200")"), 200'000) << "one unit";
  EXPECT_EQ(micrograms(R"("ingredients_mg":{"ibuprofen":0.5},"units":3)"), 1'500);
  EXPECT_EQ(micrograms(R"("ingredients_mg":{"ibuprofen":0.001},"units":0.5)"), 1) << "rounded up";
  EXPECT_EQ(micrograms(R"("ingredients_mg":{"naproxen":200})"), 220'000) << "counted as naproxen sodium";
}

TEST(Took, KeepsHowItWasTaken) {
  EXPECT_TRUE(took(R"("product":"lidocaine-patch-4")").way.on_skin);
  EXPECT_TRUE(took(R"("ingredients_mg":{"diclofenac":20},"as":"gel_g")").way.on_skin);
  EXPECT_FALSE(took(R"("product":"ibuprofen-200","as":"gel_g")").way.on_skin) << "the product knows";
  EXPECT_TRUE(took(R"("product":"ibuprofen-200","prescribed":true)").prescribed);
  EXPECT_EQ(built_in().products[took(R"("product":"ibuprofen-200")").way.product].id, "ibuprofen-200");
  EXPECT_EQ(outcome(entry(R"("kind":"took","product":"ibuprofen-200","prescribed":"yes")")),
            "wrong_type: prescribed: expected true or false (entry e)");
}

TEST(Took, KnowsParacetamol) {
  const Took powder = took(R"("ingredients_mg":{"paracetamol":500})");
  ASSERT_EQ(powder.contents.size(), 1U);
  EXPECT_EQ(built_in().ingredients[powder.contents[0].ingredient].id, "acetaminophen");
}

TEST(Took, SaysWhereTheContentsAreNotKnown) {
  EXPECT_FALSE(took(R"("product":"from-the-drawer")").contents_known);
  EXPECT_FALSE(took(R"("product_text":"a red pill")").contents_known);
  const Took half_known = took(R"("ingredients_mg":{"ibuprofen":200,"moonshine":40})");
  EXPECT_FALSE(half_known.contents_known);
  EXPECT_EQ(half_known.contents.size(), 1U);
  EXPECT_TRUE(took(R"("product":"from-the-drawer","ingredients_mg":{"ibuprofen":200})").contents_known);
}

TEST(Took, AnAmountThatIsNotKnownCountsWhatIsToldAndIsADoseInAnyCase) {
  const Took some = took(R"("product":"acetaminophen-500","amount_known":false)");
  ASSERT_EQ(some.contents.size(), 1U);
  EXPECT_FALSE(some.amount_known);
  EXPECT_EQ(micrograms(R"("product":"acetaminophen-500","amount_known":false)"), 0);
  EXPECT_EQ(micrograms(R"("product":"acetaminophen-500","amount_known":false,"units":4)"), 2'000'000);
}

TEST(Took, IsExtendedReleaseByItsProductOrByItsForm) {
  EXPECT_TRUE(took(R"("product":"acetaminophen-650-er")").way.extended_release);
  EXPECT_FALSE(took(R"("product":"acetaminophen-500")").way.extended_release);
  EXPECT_TRUE(took(R"("ingredients_mg":{"acetaminophen":650},"as":"er_tablet")").way.extended_release);
}

TEST(Took, RefusesADoseOfTheFuture) {
  EXPECT_EQ(outcome(entry(R"("kind":"took","product":"ibuprofen-200","taken_at":"2026-11-22T08:00:00Z")")),
            "read");
  EXPECT_EQ(outcome(entry(R"("kind":"took","product":"ibuprofen-200","taken_at":"2026-11-22T08:00:01Z")")),
            "out_of_range: taken_at: is after the entry itself (entry e)");
}

TEST(Took, RefusesTheWrongType) {
  EXPECT_EQ(outcome(entry(R"("kind":"took","product":7)")), "wrong_type: product: expected a text (entry e)");
  EXPECT_EQ(outcome(entry(R"("kind":"took","product":"ibuprofen-200","units":"two")")),
            "wrong_type: units: expected a number (entry e)");
  EXPECT_EQ(outcome(entry(R"("kind":"took","product":"ibuprofen-200","units":-1)")),
            "out_of_range: units (entry e)");
  EXPECT_EQ(outcome(entry(R"("kind":"took","ingredients_mg":["ibuprofen"])")),
            "wrong_type: ingredients_mg: expected an object (entry e)");
  EXPECT_EQ(outcome(entry(R"("kind":"took","ingredients_mg":{"ibuprofen":"lots"})")),
            "wrong_type: ibuprofen: expected a number (entry e)");
  EXPECT_EQ(outcome(entry(R"("kind":"took","product":"ibuprofen-200","amount_known":"no")")),
            "wrong_type: amount_known: expected true or false (entry e)");
}

TEST(Did, ReadsMeasureAndMinutes) {
  const auto did = fact<Did>(entry(R"("kind":"did","measure":"heat","minutes":20)"));
  EXPECT_EQ(did.measure, Activity::heat);
  EXPECT_EQ(did.minutes, 20);
  EXPECT_EQ(outcome(entry(R"("kind":"did")")), "missing_field: measure (entry e)");
  EXPECT_EQ(outcome(entry(R"("kind":"did","measure":"cold","minutes":1440)")), "read");
  EXPECT_EQ(outcome(entry(R"("kind":"did","measure":"cold","minutes":1441)")),
            "out_of_range: minutes: expected 0 to 1440 (entry e)");
  EXPECT_EQ(outcome(entry(R"("kind":"did","measure":"cold","minutes":-1)")),
            "out_of_range: minutes: expected 0 to 1440 (entry e)");
  EXPECT_EQ(outcome(entry(R"("kind":"did","measure":"cold","minutes":1.5)")),
            "wrong_type: minutes: expected a whole number (entry e)");
  EXPECT_TRUE(read(entry(R"("kind":"did","measure":"yodelling")")).has_unknown);
}

TEST(Retracted, NamesAnEntry) {
  EXPECT_EQ(fact<Retracted>(entry(R"("kind":"retracted","entry":"other")")).entry, "other");
  EXPECT_EQ(outcome(entry(R"("kind":"retracted")")), "missing_field: entry (entry e)");
}

TEST(Kinds, OfTheContractAreKnownAndOthersAreKept) {
  for (const char* kind : {"booked", "attended", "lifted", "noted"}) {
    const Entry known = read(entry(R"("text":"x","kind":")" + std::string(kind) + "\""));
    EXPECT_FALSE(known.has_unknown) << kind;
    EXPECT_TRUE(std::holds_alternative<Other>(known.fact)) << kind;
  }
  EXPECT_TRUE(read(entry(R"("kind":"dreamed")")).has_unknown);
  EXPECT_FALSE(read(entry(R"("kind":"recovered","mood":"glad")")).has_unknown) << "a field more is no matter";
}

}  // namespace
}  // namespace springback
