// The ledger's part of the advice document: `medicines` and `dose`. docs/formats/advice.schema.json is the
// format.
#pragma once

#include <string>

#include "core/medicine/breach.h"
#include "core/medicine/ledger.h"
#include "document/json_writer.h"
#include "document/request.h"
#include "words/dose_words.h"

namespace springback {

/// What verdicts on a request rest on; owns what the ledger only views.
class RequestLedger {
 public:
  /// `story` and `urgency` are those of the request.
  RequestLedger(const Protocol& protocol, const Request& request, const Story& story, Urgency urgency);
  RequestLedger(const RequestLedger&) = delete;
  RequestLedger& operator=(const RequestLedger&) = delete;

  const Ledger& ledger() const { return ledger_; }
  /// The verdict on the dose of the request.
  Verdict verdict() const;

 private:
  static std::optional<Instant> furthest_ahead(const Request& request);
  static std::optional<Instant> clock_ahead(const Request& request);

  const Request& request_;
  std::optional<Instant> furthest_;
  Doses ahead_;  ///< those of entries after the instant asked for count too
  Ledger ledger_;
};

/// The value of `medicines`: an array.
void write_medicines(const Request& request, const Ledger& ledger, JsonWriter& json);

/// The value of `dose`: an object, or null where the request asks for none. `first` are the cards of the
/// interview: where the urgency is undecided they come before those of the ledger.
void write_dose(const Request& request, const RequestLedger& ledger, std::span<const AskedCard> first,
                JsonWriter& json);

/// The keys of a verdict, into an object that is open: `verdict`, `next_at`, `units_max_now` and `reasons`.
void write_verdict(const Request& request, const Ledger& ledger, const Verdict& verdict, JsonWriter& json);
/// The cards that would tell what a verdict does not know, one after the other into an array that is open.
void write_asked_cards(const Request& request, const Ledger& ledger, const Verdict& verdict,
                       std::span<const AskedCard> first, JsonWriter& json);

/// The value of `breaches`: an array.
void write_breaches(const Protocol& protocol, const Request& request, const Story& story,
                    const std::vector<Breach>& breaches, JsonWriter& json);

std::string_view ruling_name(Ruling ruling);
/// "gap", or the id of the caution.
std::string_view reason_id(const Protocol& protocol, const Reason& reason);
/// Whether a reason may have this id.
bool is_reason_id(const Protocol& protocol, std::string_view id);
std::string_view breach_id(BreachKind kind);
/// "This dose of ibuprofen came sooner than the label allows."
std::string breach_text(const Catalogue& words, const Protocol& protocol, const Breach& breach);
/// Of several breaches of one dose the gravest is told; in the order of the doses.
std::vector<Breach> gravest_of_each(const std::vector<Breach>& breaches);
/// A sentence that says why.
std::string reason_text(const Protocol& protocol, const Request& request, const Ledger& ledger,
                        const Reason& reason);
/// "limit.ibuprofen.us.mouth.plain"
std::string row_name(const Protocol& protocol, const LedgerRow& row);

}  // namespace springback
