// What the interview wants to know, as formulas: docs/formats/protocol.md, section 4, *What is asked*.
#pragma once

#include "properties/urgency.h"

namespace springback::verify {

class Wanted {
 public:
  /// `once`: whether a finding was answered at some time, a free unknown of the world named `name`.
  Wanted(const World& world, const Judgement& judged, const std::string& name);

  /// Wanted, and asked of this person.
  z3::expr asked(int finding) const { return wanted(finding) && asked_now(finding); }
  z3::expr wanted(int finding) const { return wanted_[static_cast<std::size_t>(finding)]; }
  z3::expr asked(const reference::Question& question) const;
  z3::expr asked(const reference::Card& card) const;
  /// Some card of an interview is asked.
  z3::expr any_card() const;
  z3::expr anything() const;

 private:
  void want_open_rows(const Judgement& judged);
  void spread();
  void renew_the_profile(const std::string& name);
  z3::expr asked_now(int finding) const;
  /// Adds to `needs` what an open condition still needs, where `path` holds.
  void add_needs(const reference::Condition& condition, bool negated, const z3::expr& path,
                 std::vector<z3::expr>& needs) const;

  const World& world_;
  std::vector<z3::expr> wanted_;
};

}  // namespace springback::verify
