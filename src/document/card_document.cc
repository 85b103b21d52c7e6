#include "document/card_document.h"

#include "document/question.h"

namespace springback {
namespace {

class CardWriter {
 public:
  CardWriter(const Protocol& protocol, const Story& story, const Catalogue& words, JsonWriter& json)
      : protocol_(protocol), story_(story), words_(words), json_(json) {}

  void write(const AskedCard& asked) {
    const Card& card = protocol_.cards[asked.card];
    json_.object();
    text("card", card.id);
    sentence("title", card.title);
    json_.key("questions").array();
    for (const std::uint16_t number : asked.questions) write_question(card.questions[number]);
    json_.end_array();
    json_.key("none").flag(card.none);
    json_.end_object();
  }

 private:
  void text(std::string_view key, std::string_view value) { json_.key(key).text(value); }
  void sentence(std::string_view key, WordId id) { json_.key(key).text(words_[id]); }
  void finding_ids(std::string_view key, std::span<const FindingId> findings) {
    json_.key(key).array();
    for (const FindingId id : findings) json_.text(protocol_.findings[id].id);
    json_.end_array();
  }

  void write_question(const Question& question) {
    const Finding& finding = protocol_.findings[question.covers.front()];
    const bool again = finding.ask_twice && question.options.empty() &&
                       story_.answers[question.covers.front()].state == State::unsure;
    json_.object();
    text("finding", finding.id);
    finding_ids("covers", question.covers);
    text("type", question.options.empty() ? type_name(finding.type) : "bool");
    sentence("text", again ? finding.again : question.text);
    sentence("help", question.help);
    if (!question.options.empty()) write_options(question);
    else write_answers(json_, finding, words_);
    json_.end_object();
  }

  void write_options(const Question& question) {
    json_.key("options").array();
    for (const Option& option : question.options) {
      json_.object();
      sentence("text", option.text);
      json_.key("sets").object();
      for (const Setting& setting : option.sets) write_setting(setting);
      json_.end_object().end_object();
    }
    json_.end_array();
  }

  void write_setting(const Setting& setting) {
    const Finding& finding = protocol_.findings[setting.finding];
    json_.key(finding.id);
    write_value(json_, finding, setting.value);
  }

  const Protocol& protocol_;
  const Story& story_;
  const Catalogue& words_;
  JsonWriter& json_;
};

}  // namespace

void write_card(const Protocol& protocol, const Story& story, const Catalogue& words, const AskedCard& asked,
                JsonWriter& json) {
  CardWriter(protocol, story, words, json).write(asked);
}

}  // namespace springback
