// What counts as the same name, and what as a slip of the fingers.
#include "words/spelling.h"

#include <gtest/gtest.h>

namespace springback {
namespace {

TEST(Spelling, TheSameNameHasTheSameKey) {
  EXPECT_EQ(spell("Aleve-D").key, spell("aleve d").key);
  EXPECT_EQ(spell("Alka-Seltzer").key, spell("alkaseltzer").key);
  EXPECT_EQ(spell("Doan's").key, spell("doans").key);
  EXPECT_EQ(spell("Doan\xE2\x80\x99s").key, spell("doans").key);
  EXPECT_EQ(spell("excedrin back & body").key, spell("Excedrin Back and Body").key);
  EXPECT_EQ(spell("Ibuprofen 200 mg").key, spell("ibuprofen-200").key);
  EXPECT_EQ(spell("ibuprofen 200mg").key, spell("ibuprofen 200").key);
  EXPECT_EQ(spell("acetaminof\xC3\xA9n").key, spell("ACETAMINOFEN").key);
  EXPECT_EQ(spell("headache tablets").key, spell("headache tablet").key);
  EXPECT_EQ(spell("lidocaine patches").key, spell("lidocaine patch").key);
  EXPECT_EQ(spell("voltarol 1.16%").key, spell("voltarol 1,16").key);
  EXPECT_EQ(spell("ibuprophen").key, spell("ibuprofen").key) << "as it sounds";
  EXPECT_NE(spell("aleve").key, spell("aleve-d").key);
  EXPECT_NE(spell("ibuprofen 200").key, spell("ibuprofen 400").key);
  EXPECT_EQ(spell(" -- ").key, "");
}

TEST(Spelling, ANameIsWordsAndNumbers) {
  const SpelledName name = spell("Naproxen sodium 220mg tablets");
  EXPECT_EQ(name.words, (std::vector<std::string>{"naproxen", "sodium", "tablet"}));
  EXPECT_EQ(name.numbers, std::vector<std::string>{"220"});
}

TEST(Spelling, AWordForChildrenIsSeen) {
  for (const char* text :
       {"children's tylenol", "Kids", "tylenol infants", "chidren aspirin", "jarabe infantil"})
    EXPECT_TRUE(spell(text).for_children) << text;
  for (const char* text : {"tylenol", "kidney pills", "junio"})
    EXPECT_FALSE(spell(text).for_children) << text;
}

TEST(Spelling, NeighboursThatChangedPlacesAreOneSlip) {
  EXPECT_EQ(slips_between("advil", "advil"), 0U);
  EXPECT_EQ(slips_between("avdil", "advil"), 1U);
  EXPECT_EQ(slips_between("advill", "advil"), 1U);
  EXPECT_EQ(slips_between("ibuprophen", "ibuprofen"), 2U);
  EXPECT_EQ(slips_between("", "advil"), 5U);
}

TEST(Spelling, ShortNamesAllowOneSlipAndLongerTwo) {
  EXPECT_EQ(slips(spell("alleve"), spell("aleve")), 1U);
  EXPECT_EQ(slips(spell("allevve"), spell("aleve")), 0U) << "two slips in five letters";
  EXPECT_EQ(slips(spell("ibuprifin"), spell("ibuprofen")), 2U);
  EXPECT_EQ(slips(spell("ibbuprifin"), spell("ibuprofen")), 0U) << "three slips";
  EXPECT_EQ(slips(spell("aspirin 325"), spell("aspirin 81")), 0U) << "a number is not a slip";
  EXPECT_EQ(slips(spell("tylenol 2"), spell("tylenol 3")), 0U);
}

TEST(Spelling, HostileTextIsOnlyText) {
  EXPECT_EQ(spell("\xC3").words.size(), 1U);
  EXPECT_LE(spell(std::string(100000, 'a')).key.size(), 121U);
  EXPECT_LE(spell(std::string(100000, '&')).key.size(), 200U);
}

}  // namespace
}  // namespace springback
