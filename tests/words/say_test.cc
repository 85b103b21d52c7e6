// What to say on the telephone after too much of a medicine: it begins with what was taken.
#include "words/say.h"

#include "support/person.h"
#include "words/dose_words.h"

namespace springback {
namespace {

std::string said(const Person& person, const char* language = "en") {
  const Story story = person.story();
  const Advice advice = advise(built_in(), story);
  return say(built_in(), story, advice, *find_catalogue(language), {.instant = kNow, .offset_minutes = 60});
}
bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST(Say, AnOverdoseBeginsWithWhatWasTaken) {
  Person person;
  person.calm().told(kJustNow, R"({"weight_kg":81.5})").took(minutes(30), "acetaminophen-500", 20);
  ASSERT_EQ(person.urgency(), Urgency::emergency);
  const std::string text = said(person);
  EXPECT_TRUE(text.starts_with("I need help now. I took too much of a medicine. What I took: ")) << text;
  EXPECT_TRUE(has(text, "How much: 20. When: 08:30. All of it in 24 hours: ")) << text;
  EXPECT_TRUE(has(text, " 10,000 mg.")) << text;
  EXPECT_TRUE(has(text, "I weigh 81.5 kg.")) << text;
  EXPECT_TRUE(has(text, "Please send help")) << text;
  EXPECT_FALSE(has(text, "warning sign")) << text;
}

TEST(Say, AndSoInSpanish) {
  Person person;
  person.calm().took(minutes(30), "acetaminophen-500", 20);
  const std::string text = said(person, "es");
  EXPECT_TRUE(text.starts_with("Necesito ayuda ahora. Tomé demasiado de una medicina. Qué tomé: ")) << text;
  EXPECT_TRUE(has(text, "Cuánto: 20. Cuándo: 08:30. Todo en 24 horas: ")) << text;
  EXPECT_TRUE(has(text, " 10\u00a0000 mg.")) << text;
}

TEST(Say, ABreachThatIsNoEmergencyIsSaidTooWhateverTheUrgency) {
  Person person;
  person.took(hours(2), "ibuprofen-200", 1).took(hours(1), "ibuprofen-200", 1);
  ASSERT_EQ(person.urgency(), Urgency::undecided);
  const std::string text = said(person);
  EXPECT_TRUE(text.starts_with("I took a dose of a medicine too soon after the last one. What I took: "))
      << text;
  EXPECT_TRUE(has(text, "How much: 1. When: 07:00.")) << text;
  EXPECT_TRUE(has(text, "How much: 1. When: 08:00.")) << text;
  EXPECT_TRUE(has(text, "ibuprofen 400 mg.")) << text;
  EXPECT_TRUE(has(text, "What should I do now?")) << text;
}

TEST(Say, WhatIsToldWithoutADoseIsSaidAllTheSame) {
  Person person;
  person.calm().told(kJustNow, R"({"double_dose_taken":true})");
  const std::string text = said(person);
  EXPECT_TRUE(text.starts_with("I took too much of a medicine. ")) << text;
  EXPECT_FALSE(has(text, "What I took")) << text;
  EXPECT_FALSE(has(text, "24 hours:")) << text;
}

TEST(Say, WhatNobodyKnowsIsSaidInTheOwnWordsAndWithoutANumber) {
  Person person;
  person.calm().told(kJustNow, R"({"double_dose_taken":true})");
  person.entry(hours(10), R"("kind":"took","product_text":"night drops","amount_known":false)");
  const std::string text = said(person);
  EXPECT_TRUE(has(text, "What I took: night drops. I do not know how much. When: 23:00 yesterday.")) << text;
}

TEST(Say, AnotherWarningSignIsNotForgotten) {
  Person person;
  person.calm().told(kJustNow, R"({"saddle_numbness":true})").took(minutes(30), "acetaminophen-500", 20);
  EXPECT_TRUE(has(said(person), "My back went out too, and I have a warning sign.")) << said(person);
}

TEST(Say, WithoutAMedicineNothingIsSaidOfOne) {
  Person person;
  person.calm().told(kJustNow, R"({"saddle_numbness":true})").took(minutes(30), "ibuprofen-200", 1);
  EXPECT_FALSE(has(said(person), "took")) << said(person);
  EXPECT_EQ(said(Person().calm()), "");
}

TEST(Numbers, ArePartedAsTheLanguageDoes) {
  const Catalogue &english = *find_catalogue("en"), &spanish = *find_catalogue("es");
  EXPECT_EQ(grouped(english, 0), "0");
  EXPECT_EQ(grouped(english, 999), "999");
  EXPECT_EQ(grouped(english, 3000), "3,000");
  EXPECT_EQ(grouped(english, 1234567), "1,234,567");
  EXPECT_EQ(grouped(spanish, 3000), "3000");
  EXPECT_EQ(grouped(spanish, 13000), "13\u00a0000");
  EXPECT_EQ(whole_mg(english, 13'000'000), "13,000");
  EXPECT_EQ(whole_mg(english, 2'500), "2.5");
}

}  // namespace
}  // namespace springback
