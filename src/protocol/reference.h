// Where each row of the protocol comes from: for people who check it (`springback protocol show`, `trace`).
// Kept apart from the tables that decide, so that the page in the browser need not carry it.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "protocol/protocol.h"

namespace springback {

struct SourceReference {
  std::string_view id, title, year, section, kind, checked, where;
};

/// A row by its name: "R03.emergency" (a rule), "cold" (a measure), "cold.skin" (a guard),
/// "checkin.first_day", "neuro" (a named condition).
struct RowReference {
  std::string_view name, when, confidence, since;
  std::span<const std::string_view> sources, article;
  std::span<const std::string_view> cases_fire, cases_spare;
  WordId text = 0;  ///< what the person reads
};

struct StatementReference {
  std::string_view id, subject;
  WordId text = 0;
};

struct Reference {
  std::span<const SourceReference> sources;
  std::span<const RowReference> rows;
  std::span<const StatementReference> statements;
};

const Reference& built_in_reference();

}  // namespace springback
