#include "properties/wanted.h"

namespace springback::verify {
namespace {

using reference::Condition;
using reference::Finding;
using Kind = Condition::Kind;

}  // namespace

Wanted::Wanted(const World& world, const Judgement& judged, const std::string& name)
    : world_(world), wanted_(world.protocol().findings.size(), world.context().bool_val(false)) {
  want_open_rows(judged);
  spread();
  renew_the_profile(name);
}

/// Every open row above the highest that fired.
void Wanted::want_open_rows(const Judgement& judged) {
  const auto& rules = world_.protocol().rules;
  for (std::size_t row = 0; row < rules.size(); ++row)
    if (!rules[row].recheck)
      add_needs(rules[row].when, false, judged.open(row) && !judged.reaches(rules[row].urgency), wanted_);
}

void Wanted::add_needs(const Condition& condition, bool negated, const z3::expr& path,
                       std::vector<z3::expr>& needs) const {
  if (condition.kind == Kind::constant) return;
  if (condition.kind == Kind::negation) return add_needs(condition.parts.front(), !negated, path, needs);
  const z3::expr reached = path && world_.maybe(condition, negated);
  if (condition.finding >= 0) {
    z3::expr& needed = needs[static_cast<std::size_t>(condition.finding)];
    needed = needed || (reached && world_.leaf_unanswered(condition));
    return;
  }
  for (const Condition& part : condition.parts) add_needs(part, negated, reached, needs);
}

/// From a finding to those it is computed from, and to what decides whether it is asked. A chain of these
/// ends: no `asked_if` comes back to itself.
void Wanted::spread() {
  const auto& findings = world_.protocol().findings;
  for (int round = 0; round < 4; ++round) {
    std::vector<z3::expr> more = wanted_;
    for (std::size_t f = 0; f < findings.size(); ++f) {
      if (wanted_[f].is_false()) continue;
      for (const int source : findings[f].from) {
        const z3::expr again = world_.absent(source) || (world_.of(source).told && world_.of(source).partial);
        more[static_cast<std::size_t>(source)] = more[static_cast<std::size_t>(source)] ||
                                                 (wanted_[f] && again);
      }
      if (const auto& gate = findings[f].asked_if)
        add_needs(*gate, false, wanted_[f] && world_.open(*gate), more);
    }
    for (z3::expr& one : more) one = one.simplify();
    wanted_ = std::move(more);
  }
}

/// In a later episode one question stands for all of the profile that was once answered.
void Wanted::renew_the_profile(const std::string& name) {
  const int old = world_.protocol().find("profile_old"), renew = world_.protocol().find("profile_unchanged");
  const z3::expr is_old = world_.of(old).told && world_.of(old).values.front();
  z3::expr replaced = world_.context().bool_val(false);
  for (std::size_t f = 0; f < wanted_.size(); ++f) {
    const Finding& row = world_.protocol().findings[f];
    if (!row.stale_with_episode) continue;
    const z3::expr once = world_.context().bool_const((name + "." + row.id + ".once").c_str()) ||
                          !world_.absent(static_cast<int>(f));
    replaced = replaced || (is_old && once && wanted_[f]);
    wanted_[f] = wanted_[f] && !(is_old && once);
  }
  z3::expr& asked = wanted_[static_cast<std::size_t>(renew)];
  asked = asked || replaced;
}

z3::expr Wanted::asked_now(int finding) const {
  const Finding& row = world_.protocol().findings[static_cast<std::size_t>(finding)];
  if (row.asked_never) return world_.context().bool_val(false);
  if (!row.asked_if) return world_.context().bool_val(true);
  return !world_.no(*row.asked_if) && !world_.open(*row.asked_if);
}

z3::expr Wanted::asked(const reference::Question& question) const {
  z3::expr any = world_.context().bool_val(false);
  for (const int finding : question.covers) any = any || asked(finding);
  return any;
}

z3::expr Wanted::asked(const reference::Card& card) const {
  z3::expr any = world_.context().bool_val(false);
  for (const reference::Question& question : card.questions) any = any || asked(question);
  return any;
}

z3::expr Wanted::any_card() const {
  z3::expr any = world_.context().bool_val(false);
  for (const reference::Card& card : world_.protocol().cards)
    if (card.first) any = any || asked(card);
  return any;
}

z3::expr Wanted::anything() const {
  z3::expr any = world_.context().bool_val(false);
  for (const z3::expr& one : wanted_) any = any || one;
  return any;
}

}  // namespace springback::verify
