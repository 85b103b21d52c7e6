// Doses and times as people type them.
#include "cli/dose_text.h"
#include "document/medicine_words.h"

#include <gtest/gtest.h>

namespace springback::cli {
namespace {

std::uint16_t product(std::string_view id) {
  for (std::uint16_t i = 0; i < built_in().products.size(); ++i)
    if (built_in().products[i].id == id) return i;
  return kNone;
}

std::string read(const std::vector<std::string>& words) {
  const DoseText dose = dose_text(words);
  return (dose.units ? std::to_string(*dose.units).substr(0, 4) : "-") + " " + dose.name;
}

TEST(DoseText, HowManyStandsFirst) {
  EXPECT_EQ(read({"2", "ibuprofen-200"}), "2.00 ibuprofen-200");
  EXPECT_EQ(read({"2 advil"}), "2.00 advil");
  EXPECT_EQ(read({"0.5", "advil"}), "0.50 advil");
  EXPECT_EQ(read({"0,5", "advil"}), "0.50 advil");
  EXPECT_EQ(read({"2", "tablets", "of", "Tylenol"}), "2.00 Tylenol");
  EXPECT_EQ(read({"2", "tabletas", "de", "ibuprofeno"}), "2.00 ibuprofeno");
  EXPECT_EQ(read({"30", "ml", "night", "cold", "drink"}), "30.0 night cold drink");
  EXPECT_EQ(read({"30ml", "nyquil"}), "30.0 nyquil");
  EXPECT_EQ(read({"2x", "advil"}), "2.00 advil");
  EXPECT_EQ(read({"2", "pills"}), "2.00 pills") << "something must be left to be its name";
}

TEST(DoseText, HowManyMayBeAWord) {
  EXPECT_EQ(read({"two", "advil"}), "2.00 advil");
  EXPECT_EQ(read({"dos ibuprofeno"}), "2.00 ibuprofeno");
  EXPECT_EQ(read({"half", "a", "tablet", "of", "advil"}), "0.50 advil");
  EXPECT_EQ(read({"½", "advil"}), "0.50 advil");
  EXPECT_EQ(read({"one and a half tablets of advil"}), "1.50 advil");
  EXPECT_EQ(read({"una y media pastillas de ibuprofeno"}), "1.50 ibuprofeno");
  EXPECT_EQ(read({"a handful of pills"}), "- a handful of pills");
  EXPECT_EQ(read({"two"}), "- two") << "something must be left to be its name";
}

TEST(DoseText, WhatItIsToldInMustFitTheProduct) {
  using In = DoseText::In;
  EXPECT_EQ(dose_text({"1 g paracetamol"}).in, In::grams);
  EXPECT_EQ(dose_text({"1g", "paracetamol"}).in, In::grams);
  EXPECT_EQ(dose_text({"30ml nyquil"}).in, In::millilitres);
  EXPECT_EQ(dose_text({"2 tablets of advil"}).in, In::pieces);
  EXPECT_EQ(dose_text({"2 advil"}).in, In::not_told);
  const Protocol& protocol = built_in();
  EXPECT_FALSE(is_told_in(protocol, product("paracetamol-500-uk"), In::grams));
  EXPECT_FALSE(is_told_in(protocol, product("ibuprofen-200"), In::millilitres));
  EXPECT_TRUE(is_told_in(protocol, product("ibuprofen-200"), In::not_told));
  EXPECT_TRUE(is_told_in(protocol, product("ibuprofen-200"), In::pieces));
  EXPECT_TRUE(is_told_in(protocol, product("night-cold-liquid"), In::millilitres));
  EXPECT_FALSE(is_told_in(protocol, product("night-cold-liquid"), In::not_told));
  EXPECT_FALSE(is_told_in(protocol, product("night-cold-liquid"), In::pieces));
  EXPECT_TRUE(is_told_in(protocol, product("diclofenac-gel-1"), In::grams));
  EXPECT_FALSE(is_told_in(protocol, product("diclofenac-gel-1"), In::millilitres));
}

TEST(DoseText, ContentsAsABoxListsThem) {
  const auto names = [](std::string_view text) {
    std::string all;
    for (const StrengthText& one : strength_texts(text))
      all += one.name + "=" + std::to_string(static_cast<int>(one.milligrams.value_or(-1) * 10)) + ";";
    return all;
  };
  EXPECT_EQ(names("acetaminophen 500, caffeine 65"), "acetaminophen=5000;caffeine=650;");
  EXPECT_EQ(names("acetaminophen 500mg + caffeine 32,5 mg"), "acetaminophen=5000;caffeine=325;");
  EXPECT_EQ(names("menthol"), "menthol=-10;");
  EXPECT_EQ(without_strength("warfarin 5 mg"), "warfarin");
  EXPECT_EQ(without_strength("Eliquis 5mg"), "Eliquis");
  EXPECT_EQ(without_strength("low dose aspirin"), "low dose aspirin");
}

TEST(DoseText, ANumberInTheNameStaysThere) {
  EXPECT_EQ(read({"tylenol", "3"}), "- tylenol 3");
  EXPECT_EQ(read({"ibuprofen", "400"}), "- ibuprofen 400");
  EXPECT_EQ(read({"400", "mg", "ibuprofen"}), "- 400 mg ibuprofen");
  EXPECT_EQ(read({"2", "ibuprofen", "400mg"}), "2.00 ibuprofen 400mg");
}

TEST(DoseText, StrengthOnAPacket) {
  EXPECT_EQ(strength_text("Acetaminophen 500 mg").name, "acetaminophen");
  EXPECT_EQ(strength_text("Acetaminophen 500 mg").milligrams, 500);
  EXPECT_EQ(strength_text("caffeine 32.5mg").milligrams, 32.5);
  EXPECT_EQ(strength_text("500").milligrams, 500);
  EXPECT_EQ(strength_text("500").name, "");
  EXPECT_FALSE(strength_text("menthol").milligrams);
  EXPECT_EQ(strength_text("menthol").name, "menthol");
}

TEST(DoseText, HalvesOnlyWhereTheProductHasThem) {
  const Protocol& protocol = built_in();
  EXPECT_EQ(wrong_units(protocol, product("ibuprofen-200"), 1.5), "");
  EXPECT_NE(wrong_units(protocol, product("ibuprofen-200"), 0.75), "");
  EXPECT_NE(wrong_units(protocol, product("acetaminophen-650-er"), 1.5), "");
  EXPECT_EQ(wrong_units(protocol, product("acetaminophen-650-er"), 2), "");
  EXPECT_EQ(wrong_units(protocol, product("night-cold-liquid"), 7.5), "");
  EXPECT_EQ(wrong_units(protocol, product("night-cold-liquid"), 22.25), "");
  EXPECT_NE(wrong_units(protocol, product("night-cold-liquid"), 0), "");
  EXPECT_NE(wrong_units(protocol, kNone, 1001), "");
  EXPECT_TRUE(is_measured_out(protocol, product("diclofenac-gel-1")));
  EXPECT_FALSE(is_measured_out(protocol, product("lidocaine-patch-4")));
}

TEST(DoseText, TheLastTimeThatHasPassed) {
  const LocalInstant now = *parse_instant("2026-11-22T23:30:00+01:00");
  const auto at = [&](std::string_view text) {
    const auto time = past_time(text, now);
    return time ? format_instant(time->instant, time->offset_minutes) : std::string();
  };
  EXPECT_EQ(at("22:00"), "2026-11-22T22:00:00+01:00");
  EXPECT_EQ(at("10pm"), "2026-11-22T22:00:00+01:00");
  EXPECT_EQ(at("10:15 PM"), "2026-11-22T22:15:00+01:00");
  EXPECT_EQ(at("7:30"), "2026-11-22T07:30:00+01:00");
  EXPECT_EQ(at("12am"), "2026-11-22T00:00:00+01:00");
  EXPECT_EQ(at("12 p.m."), "2026-11-22T12:00:00+01:00");
  EXPECT_EQ(at("23:30"), "2026-11-22T23:30:00+01:00");
  EXPECT_EQ(at("23:31"), "") << "a little ahead: more likely a mistake than yesterday's";
  const LocalInstant noon = *parse_instant("2026-11-22T12:00:00+01:00");
  EXPECT_FALSE(past_time("17:59", noon));
  EXPECT_EQ(past_time("18:00", noon)->instant, parse_instant("2026-11-21T18:00:00+01:00")->instant);
  EXPECT_EQ(at("2026-11-20T08:00:00Z"), "2026-11-20T08:00:00Z");
  for (const char* wrong : {"", "25:00", "22:60", "13pm", "0am", "22", "noon", "22:0", "-1:00", "22:000"})
    EXPECT_EQ(at(wrong), "") << wrong;
}

TEST(DoseText, TimesOfDay) {
  EXPECT_EQ(time_of_day("8am"), "08:00");
  EXPECT_EQ(time_of_day("08:05"), "08:05");
  EXPECT_FALSE(time_of_day("breakfast"));
}

}  // namespace
}  // namespace springback::cli
