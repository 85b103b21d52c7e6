// All of it at one instant: the one question that every door asks the core. Ids and indices only; sentences
// are made in `words`, documents in `document`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/ask.h"
#include "core/medicine/breach.h"
#include "core/relief.h"
#include "core/story.h"
#include "core/triage.h"

namespace springback {

/// A rule in an advice, with the findings it rests on (those that are missing, where it is open).
struct RuleAdvice {
  std::uint16_t rule = 0;
  std::vector<FindingId> findings;
};

struct Advice {
  Triage triage;
  std::vector<RuleAdvice> fired, open;
  std::vector<FindingId> missing;           ///< what the open rules still need
  std::vector<AskedCard> ask;
  std::vector<PlanItem> plan;
  std::vector<std::uint16_t> help;          ///< steps of the screen, indices into Protocol::help
  std::vector<Breach> breaches;             ///< of the last 24 hours: each shows the poison line
  bool line_poison = false, line_crisis = false;  ///< see `called_now`
  std::optional<Instant> next_checkin_at;
};

/// The special lines, which are called before anything else: a door shows them at once, also between two
/// questions, whatever the urgency is or may become.
std::vector<LineKind> called_now(const Advice& advice);

/// A telephone line that belongs on the screen.
struct CallLine {
  std::uint16_t region = 0;
  const Line* line = nullptr;
};

/// The lines for this urgency: of the given region, else the one the person told, else of all.
std::vector<CallLine> call_lines(const Protocol& protocol, const Story& story, const Advice& advice,
                                 const std::optional<std::string>& region);

/// Pure: the same protocol and story give the same advice, everywhere.
Advice advise(const Protocol& protocol, const Story& story, Occasion occasion = Occasion::interview);

}  // namespace springback
