#include "words/say.h"

#include <algorithm>
#include <span>

#include "word_keys.h"
#include "words/dose_words.h"

namespace springback {
namespace {

/// Nobody on the telephone writes down more; what is older is in the sum.
constexpr std::size_t kDosesMost = 6;

class Speaker {
 public:
  Speaker(const Protocol& protocol, const Story& story, const Advice& advice, const Catalogue& catalogue,
          LocalInstant at)
      : protocol_(protocol), story_(story), advice_(advice), catalogue_(catalogue), at_(at) {}

  std::string speak() {
    const Urgency urgency = advice_.triage.urgency;
    const bool poison = advice_.line_poison;
    if (poison) taken();
    else opening();
    background();
    if (poison) add(has_other_sign() ? word::say_taken_back_sign : word::say_taken_back);
    course();
    add_list(word::say_found, told(Group::episode, Group::now));
    add_list(word::say_known, told(Group::history, Group::caution));
    add_list(word::say_unsure, unsure());
    add_list(word::say_suspect, suspected());
    add(urgency == Urgency::emergency ? word::say_request_emergency
        : poison                      ? word::say_request_poison
        : urgency == Urgency::today   ? word::say_request_today
        : urgency == Urgency::soon    ? word::say_request_soon
                                      : word::say_request_routine);
    return text_;
  }

 private:
  void opening() {
    const Urgency urgency = advice_.triage.urgency;
    add(urgency == Urgency::emergency ? word::say_opening_emergency
        : urgency == Urgency::today   ? word::say_opening_today
                                      : word::say_opening_later);
  }

  // --- too much of a medicine: what, how much, when, and all of it in 24 hours ---

  void taken() {
    if (advice_.triage.urgency == Urgency::emergency) add(word::say_taken_help);
    add(only_too_soon() ? word::say_taken_soon : word::say_taken_much);
    std::vector<const Dose*> doses;
    for (const Dose& dose : story_.doses.doses)
      if (story_.at - dose.taken < hours(24) && belongs(dose)) doses.push_back(&dose);
    const std::size_t first = doses.size() > kDosesMost ? doses.size() - kDosesMost : 0;
    for (const Dose* dose : std::span(doses).subspan(first)) add_dose(*dose);
    if (first > 0) add(word::say_taken_earlier);
    add_totals(doses);
  }

  bool only_too_soon() const {
    const auto is_too_soon = [](const Breach& breach) {
      return breach.kind == BreachKind::gap || breach.kind == BreachKind::product_gap;
    };
    const auto of_poison = [&](const RuleAdvice& fired) { return protocol_.rules[fired.rule].line_poison; };
    return std::ranges::all_of(advice_.breaches, is_too_soon) &&
           std::ranges::none_of(advice_.fired, of_poison);
  }

  /// With what was too much or too soon; every dose, where only the person says that it was.
  bool belongs(const Dose& dose) const {
    const std::vector<Breach>& breaches = advice_.breaches;
    return breaches.empty() || std::ranges::any_of(breaches, [&](const Breach& breach) {
             if (breach.ingredient != kNone) return dose.holds(breach.ingredient) || dose.anything;
             return dose.way.product == story_.doses.doses[breach.dose].way.product;
           });
  }

  void add_dose(const Dose& dose) {
    std::string sentence(
        catalogue_[dose.amount_known && dose.units > 0 ? word::say_taken_dose : word::say_taken_some]);
    sentence = fill(sentence, "{name}", name_of(dose));
    sentence = fill(sentence, "{n}", units_name(protocol_, dose.way.product, dose.units));
    add(fill(sentence, "{time}", past_text(catalogue_, at_, dose.taken)));
  }

  /// The product, else as the person calls it, else what is in it.
  std::string name_of(const Dose& dose) const {
    if (dose.way.product != kNone) return std::string(catalogue_[protocol_.products[dose.way.product].name]);
    if (!dose.called.empty()) return dose.called;
    std::string names;
    for (const Part& part : story_.doses.of(dose))
      names += (names.empty() ? "" : ", ") +
               std::string(catalogue_[protocol_.ingredients[part.ingredient].name]);
    return names.empty() ? std::string(catalogue_[word::say_taken_unnamed]) : names;
  }

  void add_totals(const std::vector<const Dose*>& doses) {
    const bool more = std::ranges::any_of(
        doses, [](const Dose* dose) { return dose->anything || !dose->amount_known; });
    std::string list;
    for (std::uint16_t ingredient = 0; ingredient < protocol_.ingredients.size(); ++ingredient) {
      std::int64_t micrograms = 0;
      for (const Dose* dose : doses)
        if (const Part* part = story_.doses.find(*dose, ingredient)) micrograms += part->micrograms;
      if (micrograms == 0) continue;
      const std::string name(catalogue_[protocol_.ingredients[ingredient].name]);
      join(list, name + " " + whole_mg(catalogue_, micrograms) + " mg");
    }
    add_list(more ? word::say_taken_at_least : word::say_taken_all, list);
  }

  /// A warning sign besides the medicine.
  bool has_other_sign() const {
    return std::ranges::any_of(advice_.fired, [&](const RuleAdvice& fired) {
      const Rule& rule = protocol_.rules[fired.rule];
      return rule.urgency >= Urgency::today && !rule.line_poison;
    });
  }

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
    if (const Answer* weight = known("weight_kg"); weight != nullptr && advice_.line_poison)
      add(fill(catalogue_[word::say_weight], "{n}", number_text(Type::tenths, weight->value)));
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
      // With what was taken that is said already.
      if (advice_.line_poison && finding.id == "double_dose_taken") continue;
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
  LocalInstant at_;
  std::string text_;
};

}  // namespace

std::string say(const Protocol& protocol, const Story& story, const Advice& advice,
                const Catalogue& catalogue, LocalInstant at) {
  const Urgency urgency = advice.triage.urgency;
  const bool nobody = urgency == Urgency::self_care || urgency == Urgency::undecided;
  if (nobody && !advice.line_poison) return {};
  return Speaker(protocol, story, advice, catalogue, at).speak();
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
