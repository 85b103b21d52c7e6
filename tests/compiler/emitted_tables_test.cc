// The tables that the program is built with are those that the compiler makes of the protocol in this folder.
#include <gtest/gtest.h>

#include <random>
#include <sstream>

#include "compile.h"
#include "emit.h"
#include "words/catalogue.h"

namespace springback {
namespace {

const protocolc::Image& image() {
  static const auto compiled = [] {
    auto made = protocolc::compile(protocolc::read_files(SPRINGBACK_SOURCE_DIR "/protocol"),
                                   protocolc::Strictness::draft);
    for (const std::string& problem : made.problems) ADD_FAILURE() << problem;
    return made;
  }();
  return *compiled.image;
}

template <class T>
std::vector<T> list(std::span<const T> items) {
  return {items.begin(), items.end()};
}

/// Tables are compared by what they say of random people, whatever their layout.
void expect_same(const Conditions& built, const Conditions& made, std::span<const Input> inputs) {
  ASSERT_EQ(built.rows.size(), made.rows.size());
  std::mt19937 random(11);
  for (int round = 0; round < 500; ++round) {
    Classes classes{};
    const auto known = 1 + random() % 6;
    for (std::size_t i = 0; i < inputs.size(); ++i)
      if (random() % known == 0) classes[i] = static_cast<std::uint8_t>(random() % inputs[i].classes);
    Evaluation of_built, of_made;
    evaluate(built, classes, of_built);
    evaluate(made, classes, of_made);
    ASSERT_EQ(of_built.fired, of_made.fired);
    ASSERT_EQ(of_built.open, of_made.open);
    for (unsigned row = 0; row < built.rows.size(); ++row) {
      InputSet rests_on{}, rests_on_made{};
      gather_inputs(built, of_built, classes, row, rests_on);
      gather_inputs(made, of_made, classes, row, rests_on_made);
      ASSERT_EQ(rests_on, rests_on_made) << row;
    }
  }
}

TEST(EmittedTables, HaveTheSameConditions) {
  const Protocol &built = built_in(), &made = image().protocol;
  EXPECT_EQ(built.version, made.version);
  EXPECT_EQ(built.sha256, made.sha256);
  expect_same(built.triage, made.triage, made.inputs);
  expect_same(built.gates, made.gates, made.inputs);
  expect_same(built.relief_conditions, made.relief_conditions, made.inputs);
  expect_same(built.help_conditions, made.help_conditions, made.inputs);
  expect_same(built.course_conditions, made.course_conditions, made.inputs);
  expect_same(built.caution_conditions, made.caution_conditions, made.inputs);
  EXPECT_EQ(list(built.rows_of_urgency), list(made.rows_of_urgency));
  EXPECT_EQ(built.known, made.known);
  EXPECT_EQ(built.gate_levels, made.gate_levels);
}

/// One row as text, so that a difference shows itself.
std::string row(const Finding& f) {
  std::ostringstream out;
  out << f.id << ' ' << int(f.group) << int(f.type) << f.danger << f.ask_twice << f.reported << f.in_triage
      << ' ' << f.low << ' ' << f.high << ' ' << f.none_value << ' ' << f.stale_after_seconds
      << f.stale_with_episode << f.stale_any << f.asked_never << ' ' << f.gate << ' ' << f.ask << ' '
      << f.help << ' ' << f.again << ' ' << f.say;
  for (const Choice& choice : f.values) out << ' ' << choice.id << choice.label;
  for (const FindingId source : f.from) out << " <" << source;
  return out.str();
}
std::string row(const Input& i) {
  std::ostringstream out;
  out << i.finding << ' ' << int(i.kind) << ' ' << int(i.classes) << ' ' << int(i.not_applicable) << ' '
      << i.any_of;
  for (const std::int32_t cut : i.cuts) out << " |" << cut;
  return out.str();
}
std::string row(const Rule& r) {
  std::ostringstream out;
  out << r.id << ' ' << int(r.urgency) << r.recheck << r.keeps_comfort << r.line_poison << r.line_crisis
      << ' ' << int(r.suspect) << ' ' << r.because;
  for (const SourceId source : r.sources) out << " <" << source;
  return out.str();
}
std::string row(const Card& c) {
  std::ostringstream out;
  out << c.id << ' ' << c.title << ' ' << c.first << c.again << c.none << ' ' << c.instead_of;
  for (const Question& question : c.questions) {
    out << " [" << question.text << ' ' << question.help;
    for (const FindingId id : question.covers) out << " +" << id;
    for (const Option& option : question.options) {
      out << " (" << option.id << option.text;
      for (const Setting& setting : option.sets) out << ' ' << setting.finding << '=' << setting.value;
    }
  }
  return out.str();
}
std::string row(const Measure& m) {
  std::ostringstream out;
  out << m.id << ' ' << int(m.kind) << m.also_undecided << ' ' << m.shown << ' ' << m.minutes << ' '
      << m.minutes_max << ' ' << m.gap_minutes << ' ' << m.per_day_max << ' ' << m.title << ' ' << m.why
      << ' ' << m.watch << ' ' << m.grade;
  for (const WordId step : m.how) out << " ." << step;
  for (const Guard& guard : m.guards)
    out << " !" << guard.id << guard.row << guard.check_unknown << guard.because;
  for (const SourceId source : m.sources) out << " <" << source;
  return out.str();
}
std::string row(const HelpStep& s) {
  std::ostringstream out;
  out << s.id << ' ' << int(s.urgencies) << ' ' << int(s.group) << ' ' << s.row << ' ' << s.suspects << ' '
      << s.text;
  return out.str();
}
std::string row(const Region& r) {
  std::ostringstream out;
  out << r.id << ' ' << r.name;
  for (const Line& line : r.lines) out << " (" << int(line.kind) << line.number << ' ' << line.text;
  return out.str();
}
std::string row(const Product& p) {
  std::ostringstream out;
  out << p.id << p.extended_release << ' ' << p.region << ' ' << int(p.form) << p.halves << p.judged << ' '
      << p.unit_dose << ' ' << p.unit_dose_max << ' ' << p.gap_minutes << ' ' << p.units_24h << ' '
      << p.days_max << ' ' << p.name;
  for (const Amount& amount : p.contains) out << ' ' << amount.ingredient << '=' << amount.micrograms;
  for (const std::string_view name : p.names) out << " \"" << name;
  for (const SourceId source : p.sources) out << " <" << source;
  return out.str();
}
std::string row(const Ingredient& i) {
  std::ostringstream out;
  out << i.id << ' ' << i.lowers_fever_hours << ' ' << i.extended_release_hours << ' ' << int(i.classes)
      << ' ' << i.counts_as << ' ' << i.per_mg_micrograms << ' ' << i.rxnorm << ' ' << i.atc << ' ' << i.name;
  for (const Limit& limit : i.limits) {
    out << " [" << limit.region << ' ' << int(limit.route) << limit.extended_release << ' ' << limit.dose
        << ' ' << limit.dose_max << ' ' << limit.gap_minutes << ' ' << limit.label_24h << ' '
        << limit.absolute_24h << ' ' << limit.days_max;
    for (const SourceId source : limit.sources) out << " <" << source;
  }
  return out.str();
}
std::string row(const Caution& c) {
  std::ostringstream out;
  out << c.id << ' ' << int(c.verdict) << ' ' << int(c.classes) << ' ' << c.ingredients << ' ' << int(c.route)
      << ' ' << c.row << ' ' << c.because;
  for (const SourceId source : c.sources) out << " <" << source;
  return out.str();
}
std::string row(const Checkin& c) {
  return std::string(c.id) + " " + std::to_string(c.row) + " " + std::to_string(c.hours) + " " +
         std::to_string(c.why);
}
std::string row(const Suspect& s) { return std::string(s.id) + " " + std::to_string(s.name); }
std::string row(std::string_view text) { return std::string(text); }
std::string row(WordId word) { return std::to_string(word); }
std::string row(const RowReference& r) {
  std::ostringstream out;
  out << r.name << " | " << r.when << " | " << r.confidence << ' ' << r.since << ' ' << r.text;
  for (const auto& names : {r.sources, r.article, r.cases_fire, r.cases_spare}) {
    out << " /";
    for (const std::string_view name : names) out << ' ' << name;
  }
  return out.str();
}

template <class T>
void expect_same_rows(std::span<const T> built, std::span<const T> made) {
  ASSERT_EQ(built.size(), made.size());
  for (std::size_t i = 0; i < built.size(); ++i) EXPECT_EQ(row(built[i]), row(made[i]));
}

TEST(EmittedTables, HaveTheSameRows) {
  const Protocol &built = built_in(), &made = image().protocol;
  expect_same_rows(built.findings, made.findings);
  expect_same_rows(built.inputs, made.inputs);
  expect_same_rows(built.sources, made.sources);
  expect_same_rows(built.suspects, made.suspects);
  expect_same_rows(built.rules, made.rules);
  expect_same_rows(built.cards, made.cards);
  expect_same_rows(built.measures, made.measures);
  expect_same_rows(built.help, made.help);
  expect_same_rows(built.help_titles, made.help_titles);
  expect_same_rows(built.regions, made.regions);
  expect_same_rows(built.ingredients, made.ingredients);
  expect_same_rows(built.products, made.products);
  expect_same_rows(built.cautions, made.cautions);
  EXPECT_EQ(built.washout_minutes, made.washout_minutes);
  expect_same_rows(built.checkins, made.checkins);
}

TEST(EmittedTables, HaveTheSameReference) {
  expect_same_rows(built_in_reference().rows, image().reference.rows);
  EXPECT_EQ(built_in_reference().sources.size(), image().reference.sources.size());
  EXPECT_EQ(built_in_reference().statements.size(), image().reference.statements.size());
}

TEST(EmittedTables, HaveTheSameWordsInEveryLanguage) {
  for (int language = 0; language < protocolc::kLanguages; ++language) {
    const Catalogue* built = find_catalogue(protocolc::kLanguageIds[language]);
    ASSERT_NE(built, nullptr);
    const auto& made = image().texts[language];
    ASSERT_EQ(built->begins.size(), made.size() + 1);
    for (std::size_t id = 0; id < made.size(); ++id) ASSERT_EQ((*built)[static_cast<WordId>(id)], made[id]);
  }
}

TEST(EmittedTables, AreTheSameTextEachTime) {
  const auto again = protocolc::compile(protocolc::read_files(SPRINGBACK_SOURCE_DIR "/protocol"),
                                        protocolc::Strictness::draft);
  ASSERT_NE(again.image, nullptr);
  EXPECT_EQ(protocolc::emit_tables(image()), protocolc::emit_tables(*again.image));
  EXPECT_EQ(protocolc::emit_words(image()), protocolc::emit_words(*again.image));
  EXPECT_EQ(protocolc::emit_reference(image()), protocolc::emit_reference(*again.image));
  EXPECT_EQ(protocolc::emit_word_keys(image()), protocolc::emit_word_keys(*again.image));
}

TEST(EmittedTables, ChangeTheirSumWithEveryChangeOfTheProtocol) {
  auto files = protocolc::read_files(SPRINGBACK_SOURCE_DIR "/protocol");
  files["triage.yaml"] += "# a word more\n";
  const auto changed = protocolc::compile(files, protocolc::Strictness::draft);
  ASSERT_NE(changed.image, nullptr);
  EXPECT_NE(changed.image->protocol.sha256, image().protocol.sha256);
}

}  // namespace
}  // namespace springback
