// The ledger: may I take this now? docs/formats/ledger.md defines every verdict to the second. It never says
// "take it"; it says what the label allows, and in doubt wait or ask.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/medicine/dose.h"
#include "core/story.h"

namespace springback {

/// What is asked about: a product, or ingredients and how they are taken.
struct Candidate {
  Way way;
  bool contents_known = true;
  std::int64_t units = 1000;
  std::span<const Amount> contents;  ///< of one unit; with a product: what that contains
};

Candidate candidate_of(const Protocol& protocol, std::uint16_t product, std::int64_t units = 1000);
/// A dose that was told, as a question; it must stay where it is while the candidate is used.
Candidate candidate_of(const Took& told);

/// Whether this caution is for what is asked about, by what is in it and how it is taken.
bool concerns(const Protocol& protocol, const Caution& caution, const Candidate& candidate);

/// From the laxest to the strictest.
enum class Ruling : std::uint8_t { label_allows, wait, ask_first, not_for_you };

/// Why; those that wait are the limits of ledger.md, section 3, in its order.
enum class ReasonKind : std::uint8_t {
  caution,
  caution_unknown,
  profile_old,
  region_unknown,
  region_without_label,
  product_unknown,
  product_unconfirmed,
  unknown_dose,
  days,
  too_much,
  urgency,
  gap,
  product_gap,
  label_ceiling,
  absolute_ceiling,
  product_ceiling,
  washout,
  clock,
};
inline constexpr int kReasonKinds = 18;

/// A row of medicines.yaml that a reason rests on.
struct LedgerRow {
  enum class Kind : std::uint8_t { ingredient, limit, product, caution, washout };
  Kind kind{};
  std::uint16_t of = 0;     ///< the ingredient, product or caution
  std::uint16_t limit = 0;  ///< of the ingredient
};

struct Reason {
  Ruling ruling{};
  ReasonKind kind{};
  std::uint16_t caution = kNone;
  std::uint16_t ingredient = kNone;  ///< after `counts_as`; kNone: the product, or the person
  std::int64_t limit = 0;            ///< minutes, micrograms, thousandths of a unit, or days
  std::optional<Instant> holds_from;  ///< of those that wait
  std::uint32_t first_entry = 0, entries = 0;  ///< in Verdict::entries
  std::uint32_t first_row = 0, rows = 0;       ///< in Verdict::rows
};

/// Its lists keep their room, so that one Verdict may be used again and again without allocating.
struct Verdict {
  Ruling ruling{};
  std::optional<Instant> next_at;  ///< with `wait`
  std::int64_t units_max_now = 0;  ///< thousandths; with `wait` those at `next_at`
  std::vector<Reason> reasons;     ///< the strictest first
  std::vector<std::uint32_t> entries;  ///< places in the journal
  std::vector<LedgerRow> rows;
};

/// Of an ingredient in the last 24 hours.
struct Taken {
  std::int64_t micrograms = 0;
  bool at_least = false;  ///< the amount of a dose is not known, or what was in it
};

/// Where somebody asks from.
struct AskedFrom {
  bool known = false;
  std::uint16_t region = kNone;  ///< kNone: one that the protocol has no labels of
};

/// The region that is given, else the one the person told.
AskedFrom asked_from(const Protocol& protocol, const Story& story, std::optional<std::string_view> region);

/// Everything that verdicts rest on, at one instant. Views: what it is made of must outlive it.
struct LedgerBasis {
  const Protocol& protocol;
  const Story& story;  ///< what is known of the person
  const Doses& doses;  ///< those of the story; of a live request also those of entries ahead
  Urgency urgency{};
  AskedFrom from;
  std::optional<Instant> clock;  ///< of a live request: an entry more than 120 seconds ahead
};

class Ledger {
 public:
  explicit Ledger(const LedgerBasis& basis);

  void judge(const Candidate& candidate, Verdict& verdict) const;

  /// What would tell, for a reason that says that something is not known.
  std::vector<FindingId> findings_for(const Verdict& verdict, const Reason& reason) const;

  /// One unit of the product that stands for this ingredient where somebody asks from; `room` holds what is
  /// told by ingredients, and must stay where it is while the candidate is used.
  Candidate standing_for(std::uint16_t ingredient, Amount& room) const;
  /// Those that are listed: the choices, then what else was taken of late.
  std::vector<std::uint16_t> ingredients() const;

  /// The choice to offer: the first that its label allows. None while a dose of any choice is within its gap:
  /// one medicine at a time. `verdict` is room to judge in.
  std::optional<std::uint16_t> suggestion(Verdict& verdict) const;

  Taken taken_24h(std::uint16_t ingredient) const;

  /// Micrograms in 24 hours; 0: none.
  struct Ceilings {
    std::int64_t label = 0, absolute = 0;
  };
  /// As for a dose of this candidate now.
  Ceilings ceilings(const Candidate& candidate, std::uint16_t ingredient) const;

  /// Under 18, or with the age unknown, no ceiling and no units are told.
  bool tells_numbers() const { return tells_numbers_; }
  const LedgerBasis& basis() const { return basis_; }

 private:
  friend class Judge;
  bool is_at_work(std::uint16_t ingredient) const;
  std::vector<FindingId> old_answers() const;
  void add_needed(const Conditions& table, const Evaluation& evaluation, const Classes& classes, unsigned row,
                  std::vector<FindingId>& needed) const;

  LedgerBasis basis_;
  Classes classes_;
  Evaluation cautions_, gates_;
  std::uint64_t nsaids_ = 0;  ///< a bit for each ingredient of that class
  bool profile_old_ = false, profile_asked_ = false;
  bool tells_numbers_ = false;
};

}  // namespace springback
