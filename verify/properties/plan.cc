// What is offered, by the product itself, with every combination of what a measure's guards read and in every
// situation.
#include <algorithm>

#include "core/relief.h"
#include "properties/classes.h"
#include "properties/combinations.h"
#include "properties/properties.h"
#include "stopwatch.h"

namespace springback::verify {
namespace {

using reference::Truth;

/// What the urgency leaves open: everything, what is shown to the undecided, or nothing.
struct Situation {
  const char* name;
  bool comfort = false, undecided = false;
  Triage triage;
};

void fire(const Protocol& product, Triage& triage, std::size_t rule) {
  const unsigned place = head(product.triage.rows[rule]);
  triage.rows.fired[place / 64] |= std::uint64_t{1} << (place % 64);
}

std::vector<std::size_t> rows_of_soon(const Protocol& product) {
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < product.rules.size(); ++i)
    if (product.rules[i].urgency == springback::Urgency::soon && !product.rules[i].recheck) rows.push_back(i);
  return rows;
}

std::vector<Situation> situations(const Protocol& product) {
  using springback::Urgency;
  const auto with = [](Urgency urgency) {
    return Triage{.urgency = urgency, .at_least = urgency, .rows = {}};
  };
  std::vector<Situation> all{{"self_care", true, false, with(Urgency::self_care)},
                             {"routine", true, false, with(Urgency::routine)},
                             {"today", false, false, with(Urgency::today)},
                             {"emergency", false, false, with(Urgency::emergency)},
                             {"undecided", false, true, with(Urgency::undecided)},
                             {"soon, with comfort", true, false, with(Urgency::soon)},
                             {"soon, without comfort", false, false, with(Urgency::soon)}};
  for (const std::size_t row : rows_of_soon(product))
    fire(product, product.rules[row].keeps_comfort ? all[5].triage : all[6].triage, row);
  return all;
}

/// Every set of `soon` rows: comfort stays open only where each of them keeps it.
std::uint64_t check_comfort(const Protocol& product, Shown& shown) {
  const auto rows = rows_of_soon(product);
  for (std::uint32_t some = 0; some < 1U << rows.size(); ++some) {
    Triage triage{.urgency = springback::Urgency::soon, .at_least = springback::Urgency::soon, .rows = {}};
    bool all_keep = true;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if ((some >> i & 1U) == 0) continue;
      fire(product, triage, rows[i]);
      all_keep &= product.rules[rows[i]].keeps_comfort;
    }
    if (comfort_is_open(product, triage) == all_keep) continue;
    shown.holds = false;
    shown.counterexamples.push_back("comfort with the rows of soon in pattern " + std::to_string(some));
  }
  return std::uint64_t{1} << rows.size();
}

class MeasureCheck {
 public:
  MeasureCheck(const Subject& subject, const Protocol& product, std::size_t measure, Shown& shown)
      : subject_(subject),
        product_(product),
        index_(measure),
        measure_(subject.protocol.measures[measure]),
        bridge_(subject.protocol, product),
        shown_(shown) {}

  std::uint64_t run(const std::vector<Situation>& all) {
    std::vector<const reference::Condition*> conditions{&measure_.shown};
    for (const auto& guard : measure_.guards) conditions.push_back(&guard.when);
    std::map<int, std::uint32_t> findings;
    for (const auto* condition : conditions) add_findings_of(*condition, findings);
    const Space space(subject_.protocol, conditions);
    const Combinations combinations(space, findings);
    reference::Knowledge known(subject_.protocol.findings.size());
    Story story{.at = {}};
    std::uint64_t tried = 0;
    const auto visit = [&] {
      story.classes = bridge_.classes_of(known);
      for (const Situation& situation : all) judge(story, known, situation);
      tried += all.size();
    };
    combinations.each(known, [](int) {}, visit);
    return tried;
  }

 private:
  /// "Not sure" is as good a reason to ask as no answer.
  static reference::Knowledge as_unanswered(reference::Knowledge known) {
    for (auto& one : known)
      if (one.state == reference::Known::State::unsure) one.state = reference::Known::State::unanswered;
    return known;
  }

  void judge(const Story& story, const reference::Knowledge& told, const Situation& situation) {
    const reference::Knowledge known = as_unanswered(told);
    bool forbidden = false, to_ask = false;
    for (const auto& guard : measure_.guards) {
      const Truth truth = reference::truth(guard.when, known);
      forbidden |= truth == Truth::yes;
      to_ask |= truth == Truth::unknown && guard.check_unknown;
    }
    const bool allowed = situation.comfort || (situation.undecided && measure_.also_undecided);
    const bool shown = reference::truth(measure_.shown, known) != Truth::no;
    MeasureState expected = MeasureState::open;
    if (to_ask) expected = MeasureState::check_first;
    if (forbidden || !allowed) expected = MeasureState::closed;
    const auto items = plan(product_, story, situation.triage);
    const auto item = std::ranges::find(items, index_, &PlanItem::measure);
    const bool right = item == items.end() ? !shown : shown && item->state == expected;
    if (right || told_) return;
    told_ = true;
    shown_.holds = false;
    shown_.counterexamples.push_back(case_text(subject_, told, "offered-or-not",
                                               measure_.id + ", when the urgency is " + situation.name,
                                               "undecided"));
  }

  const Subject& subject_;
  const Protocol& product_;
  std::size_t index_;
  const reference::Measure& measure_;
  const Bridge bridge_;
  Shown& shown_;
  bool told_ = false;
};

}  // namespace

Results prove_plan(const Subject& subject, const Protocol& product) {
  const Stopwatch watch;
  Shown shown{.name = "plan",
              .what =
                  "Nothing that is offered is forbidden by a guard or by the urgency; what a guard must know "
                  "is asked first."};
  shown.holds = true;
  const auto all = situations(product);
  std::uint64_t tried = check_comfort(product, shown);
  for (std::size_t m = 0; m < subject.protocol.measures.size(); ++m)
    tried += MeasureCheck(subject, product, m, shown).run(all);
  shown.figures["measures"] = std::to_string(subject.protocol.measures.size());
  shown.figures["combinations"] = with_commas(tried);
  shown.seconds = watch.seconds();
  return {shown};
}

}  // namespace springback::verify
