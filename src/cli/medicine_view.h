// The ledger as this door meets it: the journal, the instant and the region of the person, what is asked
// about, and the verdict on it.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "cli/door.h"
#include "document/medicine_document.h"
#include "words/find_product.h"

namespace springback::cli {

/// What somebody means by a name: a product, else an ingredient and how much of it is in one, else only
/// words.
struct Meant {
  std::uint16_t product = kNone;
  std::uint16_t ingredient = kNone;
  std::int64_t micrograms = 0;  ///< 0: not told
  std::string text;             ///< as it was typed
  std::string met;              ///< the name that was met: "nyquil"
  nlohmann::ordered_json contents;  ///< ingredients_mg, read from the packet; null without

  bool is_known() const { return product != kNone || ingredient != kNone; }
  /// The fields of `took` and of the `dose` of a request: which, not how much.
  nlohmann::ordered_json fields(const Protocol& protocol) const;
  /// "Ibuprofen 200 mg tablet", "ibuprofen, 400 mg", or as it was typed.
  std::string name(const Door& door) const;
};

class MedicineView {
 public:
  /// `dose`: what is asked about, as in a request; null for nothing.
  explicit MedicineView(const Door& door, const nlohmann::ordered_json& dose = nullptr);
  MedicineView(const MedicineView&) = delete;
  MedicineView& operator=(const MedicineView&) = delete;

  const View& view() const { return view_; }
  const Request& request() const { return request_; }
  const RequestLedger& of_request() const { return ledger_; }
  const Ledger& ledger() const { return ledger_.ledger(); }
  std::uint16_t region() const { return ledger().basis().from.region; }
  bool knows_region() const { return ledger().basis().from.known; }

  Verdict verdict() const { return ledger_.verdict(); }
  /// On one unit of what stands for this ingredient.
  Verdict verdict_on(std::uint16_t ingredient) const;
  std::string reason(const Reason& reason) const;
  /// "17:30", "05:30 tomorrow".
  std::string when(Instant at) const;

  /// What a match means here: for an ingredient the product that stands for it, where there is one.
  Meant meant_by(const ProductMatch& match, const std::string& text) const;

 private:
  static Request request_of(const Door& door, const nlohmann::ordered_json& dose);

  Request request_;
  View view_;
  RequestLedger ledger_;
};

/// Until when a verdict waits, whatever else it says; nothing where nothing waits.
std::optional<Instant> waits_until(const Verdict& verdict);

}  // namespace springback::cli
