// Every screen that a person can meet, in every language, as JSON for readability.mjs: cards and plan items
// from the protocol, the page's own words, and the screens of the advice on every case.
#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "cases.h"
#include "compile.h"
#include "document/request.h"
#include "terminal_keys.h"
#include "word_keys.h"
#include "words/say.h"

namespace {

using namespace springback;
using Json = nlohmann::ordered_json;

class Screens {
 public:
  explicit Screens(const Catalogue& words) : words_(words) {}

  void add_cards() {
    for (const Card& card : protocol_.cards) {
      begin("card " + std::string(card.id), "card");
      line(card.title);
      for (const Question& question : card.questions) {
        line(question.text);
        line(question.help);
        for (const Option& option : question.options) line(option.text);
      }
      end();
    }
  }

  void add_plan() {
    for (const Measure& measure : protocol_.measures) {
      begin("plan " + std::string(measure.id), "plan");
      line(measure.title);
      line(measure.why);
      for (const WordId step : measure.how) line(step);
      line(measure.watch);
      for (const Guard& guard : measure.guards) line(guard.because);
      end();
    }
  }

  /// What the terminal asks and answers about medicines. Each sentence of the ledger stands alone: any of
  /// them may be the only one.
  void add_medicines() {
    namespace w = word;
    for (const WordId id : {w::ledger_caution_unknown,
                            w::ledger_profile_old,
                            w::ledger_region_unknown,
                            w::ledger_region_without_label,
                            w::ledger_product_unknown,
                            w::ledger_product_unconfirmed,
                            w::ledger_unknown_dose,
                            w::ledger_days,
                            w::ledger_too_much,
                            w::ledger_urgency,
                            w::ledger_gap,
                            w::ledger_product_gap,
                            w::ledger_label_ceiling,
                            w::ledger_absolute_ceiling,
                            w::ledger_product_ceiling,
                            w::ledger_washout,
                            w::ledger_clock,
                            w::ledger_breach_single_dose,
                            w::ledger_breach_gap,
                            w::ledger_breach_product_gap,
                            w::ledger_breach_label_ceiling,
                            w::ledger_breach_absolute_ceiling,
                            w::ledger_breach_product_ceiling})
      sentences("ledger", {id});
    sentences("may", {w::ledger_verdict_label_allows, w::ledger_units_now, w::ledger_heat_first,
                      w::terminal_note_it, w::terminal_last_day_none, w::terminal_why_hint});
    sentences("call now", {w::urgency_call_poison, w::urgency_call_crisis, w::terminal_call_took});
    sentences("took",
              {w::terminal_recorded_dose, w::terminal_took_unknown, w::terminal_took_some,
               w::terminal_breach_title, w::urgency_call_poison, w::ledger_next_dose, w::terminal_undo_hint});
    sentences("medicines",
              {w::ledger_heat_first, w::ledger_one, w::ledger_steroids, w::terminal_daily_none,
               w::ledger_verdict_answer_first, w::terminal_answer_with, w::ledger_taken_unknown});
    sentences("is it right", {w::terminal_sure, w::terminal_sure_yes, w::terminal_sure_no,
                              w::terminal_keys_sure, w::terminal_slip});
    sentences("asking", {w::terminal_type_units, w::terminal_keys_amount, w::terminal_type_again,
                         w::terminal_type_whole, w::terminal_type_time, w::terminal_keys_time,
                         w::terminal_type_other, w::terminal_keys_other, w::terminal_type_strength,
                         w::terminal_type_contents, w::terminal_keys_contents, w::terminal_keys_pick});
    sentences("today", {w::ledger_today_allowed, w::ledger_today_ask, w::ledger_today_wait});
    for (const MedicineChoice& choice : protocol_.choices) sentences("choice", {choice.why});
    for (const Caution& caution : protocol_.cautions) sentences("caution", {caution.because});
  }

  /// Each event with its note; and what the terminal says of them.
  void add_calendar() {
    namespace w = word;
    sentences("calendar event", {w::calendar_allowed, w::calendar_allowed_how});
    sentences("calendar event", {w::calendar_allowed_of, w::calendar_allowed_how});
    sentences("calendar event", {w::calendar_dose, w::calendar_dose_how});
    sentences("calendar event", {w::calendar_dose_of, w::calendar_apart_how});
    sentences("calendar event", {w::calendar_checkin, w::calendar_checkin_how});
    sentences("calendar event", {w::calendar_appointment, w::calendar_cancelled});
    sentences("calendar", {w::calendar_made, w::calendar_crossed_out});
    sentences("calendar", {w::calendar_written, w::calendar_none});
  }

  /// The emergency screen has what to do, the numbers and what to say; the others their reasons as well.
  void add_case(const Request& request) {
    const Story story = fold(protocol_, request.journal, request.at.instant);
    const Advice advice = advise(protocol_, story);
    const bool emergency = advice.triage.urgency == Urgency::emergency;
    begin("case " + request.id, emergency ? "emergency" : "screen");
    line(protocol_.help_titles[static_cast<std::size_t>(advice.triage.urgency)]);
    if (!emergency)
      for (const RuleAdvice& fired : advice.fired) line(protocol_.rules[fired.rule].because);
    for (const std::uint16_t step : advice.help) line(protocol_.help[step].text);
    for (const CallLine& call : call_lines(protocol_, story, advice, request.region)) line(call.line->text);
    if (const std::string told = say(protocol_, story, advice, words_, request.at); !told.empty()) text(told);
    end();
    for (const RuleAdvice& fired : advice.fired) {
      begin("because " + std::string(protocol_.rules[fired.rule].id), emergency ? "emergency" : "screen");
      line(protocol_.rules[fired.rule].because);
      end();
    }
  }

  /// What the page says around the advice: one screen for each group of keys (page.timer.start:
  /// "page.timer"), and one for the labels that many screens share (page.back).
  void add_page(const protocolc::Image& image) {
    const auto language = std::ranges::find(protocolc::kLanguageIds, words_.language);
    std::map<std::string, std::vector<std::string>> groups;
    for (const auto& [key, sentence] : image.page[language - std::begin(protocolc::kLanguageIds)])
      groups[key.substr(0, key.rfind('.'))].push_back(with_numbers(sentence));
    for (const auto& [group, sentences] : groups) {
      const bool emergency = group == "page.emergency" || group == "page.say" || group == "page.help";
      begin(group, emergency ? "emergency" : "screen");
      for (const std::string& sentence : sentences) text(sentence);
      end();
    }
  }

  Json take() { return std::move(screens_); }

 private:
  /// What stands in braces is a number or a name when it is read.
  static std::string with_numbers(std::string sentence) {
    for (std::size_t open = sentence.find('{'); open != std::string::npos; open = sentence.find('{'))
      sentence.replace(open, sentence.find('}', open) + 1 - open, "7");
    return sentence;
  }
  void begin(const std::string& id, const char* kind) {
    screen_ = {
        {"id", id}, {"kind", kind}, {"language", std::string(words_.language)}, {"lines", Json::array()}};
  }
  void sentences(const std::string& id, std::initializer_list<WordId> words) {
    begin(id, "screen");
    for (const WordId one : words) line(one);
    end();
  }
  void line(WordId id) {
    if (id != 0 && !words_[id].empty()) text(std::string(words_[id]));
  }
  void text(std::string text) { screen_["lines"].push_back(std::move(text)); }
  void end() {
    if (seen_.insert(screen_["lines"].dump()).second) screens_.push_back(std::move(screen_));
  }

  const Protocol& protocol_ = built_in();
  const Catalogue& words_;
  Json screens_ = Json::array();
  Json screen_;
  std::set<std::string> seen_;
};

std::vector<std::string> request_lines() {
  const std::string folder = std::string(SPRINGBACK_SOURCE_DIR) + "/protocol";
  protocolc::Problems problems;
  std::vector<std::string> lines;
  for (const protocolc::Case& one : protocolc::read_cases(protocolc::read_files(folder), problems))
    lines.push_back(one.request);
  std::ifstream first(folder + "/cases/first.jsonl");
  for (std::string line; std::getline(first, line);) lines.push_back(line);
  return lines;
}

}  // namespace

int main() {
  const protocolc::Files files = protocolc::read_files(std::string(SPRINGBACK_SOURCE_DIR) + "/protocol");
  const protocolc::Compiled compiled = protocolc::compile(files, protocolc::Strictness::draft);
  if (!compiled.image) return 1;
  Json all = Json::array();
  for (const Catalogue& words : catalogues()) {
    Screens screens(words);
    screens.add_cards();
    screens.add_plan();
    screens.add_medicines();
    screens.add_page(*compiled.image);
    screens.add_calendar();
    for (const std::string& line : request_lines())
      if (const auto request = read_request(built_in(), line)) screens.add_case(*request);
    for (Json& screen : screens.take()) all.push_back(std::move(screen));
  }
  std::cout << all.dump() << '\n';
}
