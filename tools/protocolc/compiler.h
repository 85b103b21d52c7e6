// The compiler's own workings: one member function per file of the protocol.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "cases.h"
#include "compile.h"

namespace springback::protocolc {

class Compiler {
 public:
  Compiler(const Files& files, Strictness strictness);
  Compiled run();

 private:
  /// Rows of one condition table while they are collected.
  struct TableRows {
    std::vector<Tree> trees;
    std::uint16_t add(Tree tree) {
      trees.push_back(std::move(tree));
      return static_cast<std::uint16_t>(trees.size() - 1);
    }
  };

  /// A row of the protocol as `springback protocol` shows it, while its sources and cases are collected.
  struct ReferenceDraft {
    std::string name, when, confidence, since;
    std::vector<std::string> sources, article, cases_fire, cases_spare;
    WordId text = 0;
    bool needs_cases = false;
    /// What is said where a side has no case; %: the name of the row.
    std::string_view no_case_fires = "no case in which % fires", no_case_spares = "no case that spares %";
  };

  // words.cc
  void read_words();
  void add_sentence(const std::string& key, const std::map<std::string, std::string> (&texts)[kLanguages]);
  WordId word(const std::string& key, Fields& fields);       ///< must exist
  WordId word_if(const std::string& key);                    ///< 0 where there is none
  void read_figures();
  void check_words();

  // findings.cc
  void read_findings();
  void read_finding(const YAML::Node& node);
  void read_type(Fields& fields, Finding& finding);
  void link_findings();
  void read_gate(Fields& fields, Finding& finding);
  void mark_triage();
  void count_gate_levels();

  // rules.cc
  void read_sources();
  void read_statements();
  void read_named();
  void read_rules();
  void read_rule(const YAML::Node& node);
  std::uint8_t suspect(const std::string& id, Fields& fields);
  void check_duplicate_rules();

  // cards.cc
  void read_cards();
  Question read_question(const YAML::Node& node, const std::string& card);
  Question read_line(Fields& fields, const std::string& card);
  Option read_option(const YAML::Node& node, const std::string& prefix, std::vector<FindingId>& covers);
  void check_every_question_is_asked();

  // relief.cc
  void read_measures();
  Measure read_measure(const YAML::Node& node, const std::vector<Guard>& common);
  Guard read_guard(const YAML::Node& node, const std::string& measure);
  void read_help();
  void read_regions();
  void read_checkins();

  // medicines.cc
  void read_medicines();
  Ingredient read_ingredient(const YAML::Node& node, std::span<const Ingredient> above);
  void read_counts_as(Fields& fields, Ingredient& ingredient, std::span<const Ingredient> above);
  Limit read_limit(const YAML::Node& node, const std::string& ingredient);
  Product read_product(const YAML::Node& node);
  std::vector<Amount> read_contents(Fields& fields);
  void check_product(Fields& fields, const Product& product);
  void check_against_limits(Fields& fields, const Product& product, const Amount& amount);
  Caution read_caution(const YAML::Node& node);
  void read_what_it_is_of(Fields& fields, Caution& caution);
  MedicineChoice read_choice(const YAML::Node& node);
  Regular read_regular(const YAML::Node& node);
  std::uint16_t read_ingredient_id(Fields& fields, const std::string& id);
  std::span<const std::string_view> read_names(Fields& fields, const std::string& id);
  ClassBits read_classes(Fields& fields);
  std::uint16_t read_region(Fields& fields, const std::string& otherwise);
  std::vector<YAML::Node> medicine_rows(const std::string& key);

  // cases.cc
  void read_case_coverage();
  void note_products(const Case& one, const std::map<std::string, ReferenceDraft*>& rows);

  // compile.cc
  Tree condition(Fields& fields, const std::string& key, const std::string& otherwise);
  void build_tables();
  void index_rows_by_urgency();
  FindingId finding(const std::string& id, Fields& fields);
  std::span<const SourceId> cite(Fields& fields, const std::string& name, const std::string& when,
                                 WordId text);
  std::string_view keep(const std::string& text) { return image_->arena.keep(text); }

  void finish_reference();

  const Files& files_;
  Strictness strictness_;
  Problems problems_;
  std::unique_ptr<Image> image_ = std::make_unique<Image>();
  Vocabulary vocabulary_;
  std::map<std::string, WordId, std::less<>> word_ids_;
  std::set<std::string> words_used_;
  std::map<std::string, SourceId, std::less<>> source_ids_;
  std::vector<SourceReference> source_rows_;
  std::vector<StatementReference> statements_;
  std::vector<std::string> suspect_ids_;
  std::vector<Suspect> suspects_;
  std::vector<Rule> rules_;
  std::vector<Card> cards_;
  std::map<std::string, std::uint16_t, std::less<>> ingredient_ids_;
  std::vector<ReferenceDraft> reference_;
  TableRows triage_rows_, gate_rows_, relief_rows_, help_rows_, course_rows_, caution_rows_;
  std::map<std::string, std::uint16_t> gate_of_text_;
  std::map<FindingId, Tree> gate_tree_;
};

}  // namespace springback::protocolc
