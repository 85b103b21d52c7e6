// Two worlds that differ in one answer, which is higher in the second: a yes for a no, a later choice, a
// greater number, one place more.
#include <algorithm>

#include "properties/properties.h"
#include "properties/prover.h"
#include "stopwatch.h"

namespace springback::verify {
namespace {

using reference::Finding;
using reference::Type;

struct Rise {
  int finding = 0;
  int member = -1;  ///< of a set
  std::string name;
};

bool read_by_rules(const Subject& subject, int finding) {
  return std::ranges::any_of(subject.protocol.rules, [&](const reference::Rule& rule) {
    return !rule.recheck && findings_behind(subject.protocol, rule.when).contains(finding);
  });
}

/// Every answer that can rise by itself. What is computed rises with what it is computed from.
std::vector<Rise> rises(const Subject& subject, const Claims& claims) {
  std::vector<Rise> all;
  std::map<int, std::uint32_t> members;
  for (const auto& rule : subject.protocol.rules) add_findings_of(rule.when, members);
  members[subject.protocol.find("pain_sites")] = ~0U;  // findings computed from it look at all places
  for (int f = 0; f < static_cast<int>(subject.protocol.findings.size()); ++f) {
    const Finding& row = subject.protocol.findings[static_cast<std::size_t>(f)];
    if (std::ranges::find(claims.no_direction, row.id) != claims.no_direction.end()) continue;
    if (!read_by_rules(subject, f) && row.id != "pain_sites") continue;
    if (row.type != Type::set) {
      all.push_back({f, -1, row.id});
      continue;
    }
    for (std::size_t i = 0; i < row.values.size(); ++i)
      if ((members[f] >> i & 1U) != 0)
        all.push_back({f, static_cast<int>(i), row.id + " has " + row.values[i]});
  }
  return all;
}

class Climb {
 public:
  Climb(Prover& prover, const Rise& rise)
      : prover_(prover), rise_(rise), higher_(prover.world().with_free(moved(), "higher." + rise.name)) {}

  /// One answer rose; what is computed from it fits; everything else is the same.
  z3::expr happened() const {
    const Unknowns &a = prover_.world().of(rise_.finding), &b = higher_.of(rise_.finding);
    z3::expr rose = a.told && b.told && a.partial == b.partial && higher_.well_formed() &&
                    higher_.told_by_a_journal() && !a.unsure && !a.held;
    const Type type = row(rise_.finding).type;
    if (type == Type::boolean) return rose && !a.values.front() && b.values.front() && computed();
    if (type != Type::set) return rose && later_value(a, b) && computed();
    for (std::size_t i = 0; i < a.values.size(); ++i)
      rose = rose &&
             (static_cast<int>(i) == rise_.member ? !a.values[i] && b.values[i] : a.values[i] == b.values[i]);
    return rose && computed();
  }

  const World& higher() const { return higher_; }

 private:
  const Finding& row(int finding) const {
    return prover_.subject().protocol.findings[static_cast<std::size_t>(finding)];
  }

  std::vector<int> moved() const {
    std::vector<int> findings{rise_.finding};
    for (int f = 0; f < static_cast<int>(prover_.subject().protocol.findings.size()); ++f)
      if (std::ranges::find(row(f).from, rise_.finding) != row(f).from.end()) findings.push_back(f);
    return findings;
  }

  static z3::expr later_value(const Unknowns& a, const Unknowns& b) {
    z3::expr later = a.told.ctx().bool_val(false);
    for (std::size_t i = 0; i < a.values.size(); ++i)
      for (std::size_t j = i + 1; j < b.values.size(); ++j) later = later || (a.values[i] && b.values[j]);
    return later;
  }

  /// What the one answer leaves alone: whether a computed finding is known, what was told of it as such, and
  /// that a drop of the pain does not grow while the pain does.
  z3::expr computed() const {
    z3::expr all = prover_.context().bool_val(true);
    for (const int f : moved()) {
      if (f == rise_.finding) continue;
      const Unknowns &a = prover_.world().of(f), &b = higher_.of(f);
      all = all && a.told == b.told && a.unsure == b.unsure && a.held == b.held;
      if (row(f).type == Type::boolean && row(f).reported)
        all = all && z3::implies(a.values.front(), b.values.front());
      if (row(f).id.starts_with("pain_drop"))
        for (std::size_t i = 0; i < a.values.size(); ++i)
          for (std::size_t j = i + 1; j < b.values.size(); ++j) all = all && !(a.values[i] && b.values[j]);
      if (row(f).id == "age_at_onset" || row(f).id == "phq2")
        for (std::size_t i = 0; i < b.values.size(); ++i)
          for (std::size_t j = i + 1; j < a.values.size(); ++j)
            if (rising(f)) all = all && !(b.values[i] && a.values[j]);
    }
    return all;
  }

  /// A greater age is a greater age at onset; more days are not.
  bool rising(int finding) const { return row(finding).id == "phq2" || row(rise_.finding).id == "age_years"; }

  Prover& prover_;
  const Rise& rise_;
  World higher_;
};

/// The highest urgency that is lost in some combination; self_care where none is.
Urgency lost(Prover& prover, const Climb& climb) {
  const Judgement before(prover.world()), after(climb.higher());
  for (const Urgency urgency : {Urgency::emergency, Urgency::today, Urgency::soon, Urgency::routine})
    if (prover.possible(climb.happened() && before.reaches(urgency) && !after.reaches(urgency)))
      return urgency;
  return Urgency::self_care;
}

}  // namespace

Results prove_monotone(const Subject& subject, const Claims& claims) {
  const Stopwatch watch;
  Prover prover(subject);
  prover.assume(prover.world().told_by_a_journal());
  Shown shown{.name = "monotone",
              .what =
                  "No danger sign, risk factor, place or point of pain that is added to what was told lowers "
                  "the urgency, but for the few answers that are listed."};
  shown.holds = true;
  std::uint64_t never = 0, listed = 0;
  for (const Rise& rise : rises(subject, claims)) {
    const Climb climb(prover, rise);
    if (!prover.possible(climb.happened())) {
      // What is wholly computed rises with what it is computed from.
      const bool computed = !subject.protocol.findings[static_cast<std::size_t>(rise.finding)].reported;
      shown.holds &= computed;
      if (!computed) shown.counterexamples.push_back(rise.name + " cannot rise");
      continue;
    }
    const Urgency found = lost(prover, climb);
    const auto claim = std::ranges::find(claims.lowers, rise.name, &Lowering::answer);
    const Urgency claimed = claim == claims.lowers.end() ? Urgency::self_care : claim->from;
    ++(found == Urgency::self_care ? never : listed);
    if (found == claimed) continue;
    shown.holds = false;
    std::string said = rise.name + " may lower from " + urgency_name(found) + ", claims.yaml says " +
                       urgency_name(claimed);
    if (found > claimed) {
      const Judgement before(prover.world()), after(climb.higher());
      if (const auto person = prover.someone(climb.happened() && before.reaches(found) &&
                                             !after.reaches(found)))
        said += "\n" + case_text(subject, *person, "lowered", "Before " + rise.name + " rises.",
                                 urgency_name(found));
    }
    shown.counterexamples.push_back(said);
  }
  shown.figures["answers that never lower"] = std::to_string(never);
  shown.figures["answers that may lower, listed"] = std::to_string(listed);
  shown.figures["combinations"] = subject.combinations();
  shown.seconds = watch.seconds();
  return {shown};
}

}  // namespace springback::verify
