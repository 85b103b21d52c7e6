// Findings that are computed and not asked, because they need history or arithmetic. How each is computed
// stands at its function in derived.cc; docs/formats/protocol.md, section 7, lists them.
#pragma once

#include "core/story.h"

namespace springback {

/// What the one pass over the journal gathers for the derived findings, besides the answers.
struct Trail {
  std::optional<std::int32_t> pain_first, pain_lowest;
  std::optional<Instant> rise_since;     ///< pain has stood 3 points above its lowest since then
  std::optional<Instant> rise_told_at;   ///< ... and the reading that made it two days
  std::optional<std::uint32_t> sites_first;
  /// Told before the last recovery: the next one is a first again.
  bool pain_over = false, sites_over = false;
  std::optional<Instant> leg_sign_at;    ///< a leg sign that was not there before
  std::optional<Instant> profile_renewed_at;
  std::optional<std::int32_t> told_days;  ///< days_since_onset as told, for want of an onset
  Instant told_days_at{};
};

/// Masks of pain_sites by what their names say, so that the set may grow without code. A buttock or the groin
/// is no leg.
struct Sites {
  std::uint32_t left_leg = 0, right_leg = 0, below_knee = 0;
};
Sites sites_of(const Finding& finding);

/// Sets the answers of all derived findings. Reads answers that have already gone stale as absent.
void derive(const Protocol& protocol, const Trail& trail, Story& story);

}  // namespace springback
