// Medicines by the names that people type, each common confusion on both sides.
#include "words/find_product.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "words/catalogue.h"
#include "words/spelling.h"

namespace springback {
namespace {

const Protocol& protocol() { return built_in(); }

std::uint16_t region(std::string_view id) {
  const auto found = std::ranges::find(protocol().regions, id, &Region::id);
  return found == protocol().regions.end() ? kNone
                                           : static_cast<std::uint16_t>(found - protocol().regions.begin());
}

std::vector<ProductMatch> find(std::string_view text, std::string_view from = "us") {
  return find_products(protocol(), text, region(from));
}

/// "ibuprofen-200", "(ibuprofen)", "(ibuprofen 400)"; empty where nothing is sure.
std::string name_of(const ProductMatch& match) {
  if (match.product != kNone) return std::string(protocol().products[match.product].id);
  const std::string amount = match.micrograms > 0 ? " " + std::to_string(match.micrograms / 1000) : "";
  return "(" + std::string(protocol().ingredients[match.ingredient].id) + amount + ")";
}

std::string sure(std::string_view text, std::string_view from = "us") {
  const auto matches = find(text, from);
  return is_sure(matches) ? name_of(matches.front()) : "";
}

/// What is offered, where nothing is sure.
std::set<std::string> offered(std::string_view text, std::string_view from = "us") {
  const auto matches = find(text, from);
  std::set<std::string> names;
  if (is_sure(matches)) return {"sure: " + name_of(matches.front())};
  for (const ProductMatch& match : matches) names.insert(name_of(match));
  return names;
}

TEST(FindProduct, AnExactNameAlwaysWins) {
  for (const auto& [typed, product] :
       std::map<std::string, std::string>{{"ibuprofen-200", "ibuprofen-200"},
                                          {"Advil", "ibuprofen-200"},
                                          {"ADVIL PM", "ibuprofen-pm"},
                                          {"advil dual action", "ibuprofen-acetaminophen"},
                                          {"Advil Cold & Sinus", "ibuprofen-decongestant"},
                                          {"tylenol", "acetaminophen-500"},
                                          {"Tylenol PM", "acetaminophen-pm"},
                                          {"Theraflu", "cold-powder"},
                                          {"Mucinex Fast-Max", "cold-mucus-tablet"},
                                          {"Goody's powder", "acetaminophen-aspirin-caffeine-powder"},
                                          {"BC powder", "aspirin-caffeine-powder"},
                                          {"tylenol 3", "codeine-acetaminophen"},
                                          {"Tylenol Extra Strength", "acetaminophen-500"},
                                          {"tylenol 8 hour", "acetaminophen-650-er"},
                                          {"aleve", "naproxen-sodium-220"},
                                          {"Aleve-D", "naproxen-decongestant"},
                                          {"aleve d", "naproxen-decongestant"},
                                          {"aleve pm", "naproxen-pm"},
                                          {"excedrin", "acetaminophen-aspirin-caffeine"},
                                          {"excedrin migraine", "acetaminophen-aspirin-caffeine-migraine"},
                                          {"headache tablets", "acetaminophen-aspirin-caffeine"},
                                          {"NyQuil", "night-cold-liquid"},
                                          {"nyquil severe", "night-cold-severe-liquid"},
                                          {"dayquil", "day-cold-softgel"},
                                          {"salonpas", "methyl-salicylate-patch"},
                                          {"salonpas lidocaine", "lidocaine-patch-4"},
                                          {"bayer", "aspirin-325"},
                                          {"bayer back & body", "aspirin-caffeine"},
                                          {"baby aspirin", "aspirin-81"},
                                          {"Doan's", "magnesium-salicylate-tablet"}})
    EXPECT_EQ(sure(typed), product) << typed;
}

TEST(FindProduct, ThroughItsNameInWordsInAnyLanguage) {
  EXPECT_EQ(sure("Night cold drink"), "night-cold-liquid");
  EXPECT_EQ(sure("Ibuprofen 200 mg tablet"), "ibuprofen-200");
  EXPECT_EQ(sure("tableta de noche de naproxeno"), "naproxen-pm");
}

TEST(FindProduct, SlipsAreOfferedAndNeverTakenForGranted) {
  for (const auto& [typed, product] :
       std::map<std::string, std::string>{{"ibuprophen", "sure: ibuprofen-200"},  // as it sounds
                                          {"acetominofen", "(acetaminophen)"},
                                          {"ibuprofin", "(ibuprofen)"},
                                          {"ibuprofne", "(ibuprofen)"},
                                          {"advill", "ibuprofen-200"},
                                          {"avdil", "ibuprofen-200"},
                                          {"tylanol", "acetaminophen-500"},
                                          {"tilenol", "acetaminophen-500"},
                                          {"tylonol pm", "acetaminophen-pm"},
                                          {"acetominophen", "(acetaminophen)"},
                                          {"acetaminofen", "sure: acetaminophen-500"},
                                          {"paracetmol", "(acetaminophen)"},
                                          {"parecetamol", "(acetaminophen)"},
                                          {"alleve", "naproxen-sodium-220"},
                                          {"naproxin", "(naproxen)"},
                                          {"asprin", "(aspirin)"},
                                          {"exedrin", "acetaminophen-aspirin-caffeine"},
                                          {"nyquill", "night-cold-liquid"},
                                          {"niquil", "night-cold-liquid"},
                                          {"dayquill", "day-cold-softgel"},
                                          {"salonpass", "methyl-salicylate-patch"},
                                          {"midoll", "period-pain-tablet"},
                                          {"voltarin", "diclofenac-gel-1"},
                                          {"bengey", "methyl-salicylate-cream"}}) {
    const auto names = offered(typed);
    EXPECT_TRUE(names.contains(product)) << typed << ": " << testing::PrintToString(names);
  }
}

TEST(FindProduct, ASlipDoesNotReachTheWrongOne) {
  EXPECT_FALSE(offered("alleve").contains("naproxen-decongestant"));
  EXPECT_FALSE(offered("advill").contains("ibuprofen-pm"));
  EXPECT_FALSE(offered("exedrin").contains("acetaminophen-aspirin-caffeine-migraine"));
  EXPECT_EQ(offered("alevd"), (std::set<std::string>{"naproxen-sodium-220", "naproxen-decongestant"}))
      << "both are one slip away: both are shown";
  EXPECT_TRUE(offered("tylenol 2").empty()) << "another number is another medicine";
  EXPECT_TRUE(offered("tylenol 4000").empty());
  for (const char* unknown : {"willow bark", "turmeric", "zzz", "", "-", "12", "my mother's pills"})
    EXPECT_TRUE(find(unknown).empty()) << unknown;
}

TEST(FindProduct, WhatIsMadeForChildrenIsAnotherProduct) {
  for (const char* typed :
       {"children's tylenol", "childrens tylenol", "Tylenol for children", "kids ibuprofen", "infant tylenol",
        "junior advil", "childrens ibuprofen 100", "chlidrens motrin", "ibuprofeno infantil", "baby tylenol",
        "paracetamol para ni\xC3\xB1os"})
    EXPECT_TRUE(find(typed).empty()) << typed;
  EXPECT_EQ(sure("baby aspirin"), "aspirin-81") << "that one is not";
  EXPECT_EQ(sure("tylenol"), "acetaminophen-500");
}

TEST(FindProduct, SomeOfTheWordsAreOffered) {
  EXPECT_TRUE(offered("nyquil cold and flu").contains("night-cold-liquid"));
  EXPECT_TRUE(offered("arthritis").contains("acetaminophen-650-er"));
  EXPECT_TRUE(offered("tylenol 500").contains("acetaminophen-500"));
  EXPECT_FALSE(offered("tylenol 500").contains("acetaminophen-325"));
  EXPECT_TRUE(offered("tylenol 325").contains("acetaminophen-325"));
  EXPECT_FALSE(offered("tylenol 325").contains("acetaminophen-500"));
}

TEST(FindProduct, TheRegionOfThePersonComesFirst) {
  EXPECT_EQ(sure("night cold drink", "us"), "night-cold-liquid");
  EXPECT_EQ(sure("night cold drink", "uk"), "night-cold-liquid-uk");
  EXPECT_EQ(offered("night cold drink", ""),
            (std::set<std::string>{"night-cold-liquid", "night-cold-liquid-uk"}));
  EXPECT_EQ(offered("night cold drink", "eu").size(), 2U);
  EXPECT_EQ(sure("night nurse", "us"), "night-cold-liquid-uk") << "nothing of here has this name";
  EXPECT_EQ(sure("nyquil", "uk"), "night-cold-liquid");
  EXPECT_TRUE(offered("night nurs", "uk").contains("night-cold-liquid-uk"));
  EXPECT_EQ(sure("ibuprofen 200", "us"), "ibuprofen-200");
  EXPECT_EQ(sure("ibuprofen 200", "uk"), "ibuprofen-200-uk");
  EXPECT_EQ(sure("ibuprofen 400", "uk"), "ibuprofen-400-uk");
  EXPECT_EQ(sure("aspirin", "uk"), "aspirin-300-uk");
}

TEST(FindProduct, AnIngredientBeforeTheProductsOfElsewhere) {
  EXPECT_EQ(sure("paracetamol", "us"), "(acetaminophen)");
  EXPECT_EQ(sure("paracetamol", "uk"), "paracetamol-500-uk");
  EXPECT_EQ(sure("acetaminophen", "uk"), "(acetaminophen)");
  EXPECT_EQ(sure("ibuprofeno", "us"), "(ibuprofen)");
  EXPECT_EQ(sure("ibuprofen", "eu"), "(ibuprofen)");
  EXPECT_EQ(sure("ibuprofen", ""), "(ibuprofen)");
  EXPECT_EQ(sure("ibuprofen 400", "us"), "(ibuprofen 400)");
  EXPECT_EQ(sure("600 mg ibuprofen", "us"), "(ibuprofen 600)");
  EXPECT_EQ(sure("ibuprofen 2", "us"), "") << "a count is no strength";
}

TEST(FindProduct, EveryNameInTheFileFindsItsProduct) {
  for (const Product& product : protocol().products) {
    const std::string_view from = protocol().regions[product.region].id;
    for (const std::string_view name : product.names) {
      const auto matches = find(name, from);
      ASSERT_FALSE(matches.empty()) << name;
      EXPECT_TRUE(std::ranges::any_of(matches, [&](const ProductMatch& match) {
        return match.product != kNone && protocol().products[match.product].id == product.id &&
               match.closeness == Closeness::same;
      })) << name;
      EXPECT_TRUE(is_sure(matches)) << name << " is the name of several";
    }
    EXPECT_EQ(sure(product.id, from), product.id);
  }
}

TEST(FindProduct, IngredientsByEitherName) {
  const auto id = [](std::uint16_t found) {
    return found == kNone ? std::string_view("") : protocol().ingredients[found].id;
  };
  EXPECT_EQ(id(find_ingredient(protocol(), "paracetamol")), "acetaminophen");
  EXPECT_EQ(id(find_ingredient(protocol(), "Naproxen Sodium")), "naproxen_sodium");
  EXPECT_EQ(id(find_ingredient(protocol(), "cafe\xC3\xADna")), "caffeine");
  EXPECT_EQ(id(find_ingredient(protocol(), "caffiene")), "");
  EXPECT_EQ(id(find_ingredient(protocol(), "caffiene", true)), "caffeine");
  EXPECT_EQ(id(find_ingredient(protocol(), "sugar", true)), "");
}

TEST(FindRegulars, ByTheNamesPeopleKnow) {
  const auto best = [](std::string_view text) -> std::string {
    const auto matches = find_regulars(protocol(), text);
    if (matches.empty()) return "";
    const auto& regular = protocol().regulars[matches.front().regular];
    return std::string(matches.front().closeness == Closeness::same ? "" : "near ") + std::string(regular.id);
  };
  EXPECT_EQ(best("Warfarin"), "warfarin");
  EXPECT_EQ(best("eliquis"), "blood_thinner");
  EXPECT_EQ(best("eliquiss"), "near blood_thinner");
  EXPECT_EQ(best("lisinoprill"), "near pressure_pills");
  EXPECT_EQ(best("water pills"), "water_pills");
  EXPECT_EQ(best("St John's wort"), "enzyme_pills");
  EXPECT_EQ(best("litio"), "lithium");
  EXPECT_EQ(best("gabapentin"), "sedative");
  EXPECT_EQ(best("vitamin d"), "");
}

}  // namespace
}  // namespace springback
