#include "words/say.h"

#include "word_keys.h"

namespace springback {
namespace {

class Speaker {
 public:
  Speaker(const Protocol& protocol, const Story& story, const Advice& advice, const Catalogue& catalogue)
      : protocol_(protocol), story_(story), advice_(advice), catalogue_(catalogue) {}

  std::string speak() {
    const Urgency urgency = advice_.triage.urgency;
    add(urgency == Urgency::emergency ? word::say_opening_emergency
        : urgency == Urgency::today   ? word::say_opening_today
                                      : word::say_opening_later);
    background();
    course();
    add_list(word::say_found, told(Group::episode, Group::now));
    add_list(word::say_known, told(Group::history, Group::caution));
    add_list(word::say_unsure, unsure());
    add_list(word::say_suspect, suspected());
    add(urgency == Urgency::emergency ? word::say_request_emergency
        : urgency == Urgency::today   ? word::say_request_today
        : urgency == Urgency::soon    ? word::say_request_soon
                                      : word::say_request_routine);
    return text_;
  }

 private:
  const Answer* known(std::string_view id) const {
    const FindingId found = find_finding(protocol_, id);
    return found != kNone && story_.answers[found].state == State::known ? &story_.answers[found] : nullptr;
  }
  void add(WordId id) { add(std::string(catalogue_[id])); }
  void add(const std::string& sentence) { text_ += (text_.empty() ? "" : " ") + sentence; }
  void add_number(WordId id, std::int32_t n) { add(fill(catalogue_[id], "{n}", std::to_string(n))); }
  void add_list(WordId id, const std::string& list) {
    if (!list.empty()) add(fill(catalogue_[id], "{list}", list));
  }

  /// Each item is a short sentence of its own, to be read aloud.
  static void join(std::string& list, std::string_view item) {
    if (item.empty()) return;
    const std::size_t begin = list.empty() ? 0 : list.size() + 2;
    if (!list.empty()) list += ". ";
    list += item;
    if (begin > 0 && list[begin] >= 'a' && list[begin] <= 'z')
      list[begin] = static_cast<char>(list[begin] - 'a' + 'A');
  }

  void background() {
    if (const Answer* age = known("age_years")) add_number(word::say_age, age->value);
    if (const Answer* sex = known("sex"); sex != nullptr && sex->value < 2)
      add(sex->value == 0 ? word::say_sex_female : word::say_sex_male);
    if (const Answer* pregnancy = known("pregnancy"); pregnancy != nullptr && pregnancy->value > 0)
      add(pregnancy->value == 2 ? word::say_pregnant : word::say_maybe_pregnant);
  }

  void course() {
    // An episode without an onset counts from when it was told, which is not when it began.
    const bool onset_told = !story_.episode.onset || story_.episode.onset_told;
    if (const Answer* since = known("days_since_onset"); since != nullptr && onset_told) {
      if (since->value == 0) add(word::say_today);
      else if (since->value == 1) add(word::say_yesterday);
      else add_number(word::say_days, since->value);
    }
    add_list(word::say_trigger, labels("trigger"));
    add_list(word::say_where, labels("pain_sites"));
    if (const Answer* pain = known("pain_now")) add_number(word::say_pain, pain->value);
  }

  /// The labels of a choice or of the members of a set.
  std::string labels(std::string_view id) const {
    const Answer* answer = known(id);
    if (answer == nullptr) return {};
    const Finding& finding = protocol_.findings[find_finding(protocol_, id)];
    std::string list;
    for (std::size_t i = 0; i < finding.values.size(); ++i) {
      const bool holds = finding.type == Type::set
                             ? (static_cast<std::uint32_t>(answer->value) >> i & 1U) != 0
                             : answer->value == static_cast<std::int32_t>(i);
      if (holds) join(list, catalogue_[finding.values[i].label]);
    }
    return list;
  }

  /// What was answered with a yes, of two groups of findings. Derived ones belong with what is noticed.
  std::string told(Group one, Group other) const {
    std::string list;
    for (std::size_t id = 0; id < protocol_.findings.size(); ++id) {
      const Finding& finding = protocol_.findings[id];
      const Answer& answer = story_.answers[id];
      const bool here = finding.group == one || finding.group == other ||
                        (finding.group == Group::derived && other == Group::now);
      const bool yes_no = finding.type == Type::boolean || finding.type == Type::choice;
      if (!here || !yes_no || !finding.reported || finding.say == 0 || answer.state != State::known) continue;
      if (finding.type == Type::choice && finding.none_value < 0) continue;
      if (!is_reassuring(finding, answer)) join(list, catalogue_[finding.say]);
    }
    return list;
  }

  std::string unsure() const {
    std::string list;
    for (std::size_t id = 0; id < protocol_.findings.size(); ++id) {
      const Finding& finding = protocol_.findings[id];
      const bool yes_no = finding.type == Type::boolean || finding.type == Type::choice;
      if (yes_no && finding.reported && finding.in_triage && finding.say != 0 &&
          story_.answers[id].state == State::unsure)
        join(list, catalogue_[finding.say]);
    }
    return list;
  }

  std::string suspected() const {
    std::string list;
    std::uint32_t named = 0;
    for (const RuleAdvice& fired : advice_.fired) {
      const std::uint8_t suspect = protocol_.rules[fired.rule].suspect;
      const bool concerns = protocol_.rules[fired.rule].urgency == advice_.triage.urgency;
      if (!concerns || (named >> suspect & 1U) != 0 || protocol_.suspects[suspect].id == "unknown") continue;
      named |= 1U << suspect;
      join(list, catalogue_[protocol_.suspects[suspect].name]);
    }
    return list;
  }

  const Protocol& protocol_;
  const Story& story_;
  const Advice& advice_;
  const Catalogue& catalogue_;
  std::string text_;
};

}  // namespace

std::string say(const Protocol& protocol, const Story& story, const Advice& advice,
                const Catalogue& catalogue) {
  const Urgency urgency = advice.triage.urgency;
  if (urgency == Urgency::self_care || urgency == Urgency::undecided) return {};
  return Speaker(protocol, story, advice, catalogue).speak();
}

std::string fill(std::string_view sentence, std::string_view name, std::string_view value) {
  std::string filled(sentence);
  if (const auto at = filled.find(name); at != std::string::npos) filled.replace(at, name.size(), value);
  return filled;
}

std::string number_text(Type type, std::int32_t value) {
  if (type != Type::tenths) return std::to_string(value);
  const std::string sign = value < 0 ? "-" : "";
  const std::int32_t size = value < 0 ? -value : value;
  return sign + std::to_string(size / 10) + "." + std::to_string(size % 10);
}

}  // namespace springback
