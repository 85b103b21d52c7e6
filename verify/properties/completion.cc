#include "properties/completion.h"

namespace springback::verify {
namespace {

using reference::Finding;
using reference::Type;

z3::expr same(const Unknowns& a, const Unknowns& b) {
  z3::expr all = a.told == b.told && a.unsure == b.unsure && a.held == b.held && a.partial == b.partial;
  for (std::size_t i = 0; i < a.values.size(); ++i)
    all = all && z3::implies(a.told, a.values[i] == b.values[i]);
  return all;
}

/// Computed from answers that may still come: follows from them, by World::told_by_a_journal, or is free.
bool follows(const reference::Protocol& protocol, int finding) {
  const Finding& row = protocol.findings[static_cast<std::size_t>(finding)];
  return !row.from.empty() || row.id == "unsure_twice" || row.id == "unsure_other" || row.id == "profile_old";
}

}  // namespace

z3::expr completes(const World& now, const World& later, Answered how) {
  z3::expr_vector rules(now.context());
  const auto& findings = now.protocol().findings;
  for (int f = 0; f < static_cast<int>(findings.size()); ++f) {
    const Unknowns &a = now.of(f), &b = later.of(f);
    const Finding& row = findings[static_cast<std::size_t>(f)];
    z3::expr unanswered = now.unanswered(f);
    if (follows(now.protocol(), f)) {
      if (row.from.empty()) continue;
      // What was told of it stays as told; what its sources leave unknown may become known. What is never
      // asked is not silence: it stays.
      if (row.asked_never) {
        rules.push_back(same(a, b));
        continue;
      }
      z3::expr free = unanswered;
      for (const int source : row.from)
        free = free || now.unanswered(source) || (now.of(source).told && now.of(source).partial);
      rules.push_back(z3::implies(!free, same(a, b)));
      if (row.reported) rules.push_back(z3::implies(a.told || a.unsure, same(a, b)));
      if (row.reported && how == Answered::definitely) rules.push_back(z3::implies(b.unsure, a.unsure));
      continue;
    }
    z3::expr answered = b.told;
    if (how == Answered::in_any_way) answered = answered || b.unsure || (b.held && !a.held);
    rules.push_back(z3::implies(!unanswered && !(a.told && a.partial), same(a, b)));
    rules.push_back(z3::implies(unanswered, same(a, b) || answered));
    if (row.type != Type::set) continue;
    // A partial set is told again: with the members it had, and perhaps more.
    z3::expr grown = b.told;
    for (std::size_t i = 0; i < a.values.size(); ++i) grown = grown && z3::implies(a.values[i], b.values[i]);
    rules.push_back(z3::implies(a.told && a.partial, grown));
  }
  return z3::mk_and(rules);
}

}  // namespace springback::verify
