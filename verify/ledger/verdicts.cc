#include "ledger/verdicts.h"

#include <algorithm>

#include "document/medicine_document.h"

namespace springback::verify {
namespace {

std::optional<Microseconds> microseconds(std::optional<Instant> instant) {
  return instant ? std::optional(instant->microseconds) : std::nullopt;
}

int ingredient_of(const Reason& reason) { return reason.ingredient == kNone ? -1 : reason.ingredient; }

std::vector<std::string_view> entries_of(const Journal& journal, const Verdict& verdict,
                                         const Reason& reason) {
  std::vector<std::string_view> ids;
  for (const std::uint32_t entry : std::span(verdict.entries).subspan(reason.first_entry, reason.entries))
    ids.push_back(journal.entries()[entry].id);
  std::ranges::sort(ids);
  return ids;
}

/// `numbers`: whether any are told; the ledger keeps them, and its document leaves them out.
bool same_reason(const Sides& sides, const Journal& journal, const Verdict& verdict, bool numbers,
                 const Reason& a, const reference::Reason& b) {
  return static_cast<int>(a.ruling) == static_cast<int>(b.ruling) && reason_id(sides.product, a) == b.id &&
         ingredient_of(a) == b.ingredient && (numbers ? a.limit : 0) == b.limit &&
         microseconds(a.holds_from) == b.holds_from &&
         (a.entries == 0 ? b.entries.empty()
                         : std::ranges::equal(entries_of(journal, verdict, a), b.entries));
}

std::string instant_text(std::optional<Microseconds> at) { return at ? format_instant({*at}, 0) : "none"; }

std::string text(const Sides& sides, std::string_view id, int ruling, int ingredient, std::int64_t limit,
                 std::optional<Microseconds> holds_from, const auto& entries) {
  std::string all = std::string(id) + " (" + std::string(ruling_name(static_cast<Ruling>(ruling)));
  if (ingredient >= 0)
    all += ", " + std::string(sides.product.ingredients[static_cast<std::size_t>(ingredient)].id);
  if (limit != 0) all += ", " + std::to_string(limit);
  if (holds_from) all += ", from " + instant_text(holds_from);
  for (const auto& entry : entries) all += ", " + std::string(entry);
  return all + ")";
}

std::string reasons_text(const Sides& sides, const Journal& journal, const Verdict& verdict) {
  std::string all;
  for (const Reason& reason : verdict.reasons)
    all += (all.empty() ? "" : "; ") + text(sides, reason_id(sides.product, reason),
                                            static_cast<int>(reason.ruling), ingredient_of(reason),
                                            reason.limit, microseconds(reason.holds_from),
                                            entries_of(journal, verdict, reason));
  return all.empty() ? "none" : all;
}

std::string reasons_text(const Sides& sides, const reference::Verdict& verdict) {
  std::string all;
  for (const reference::Reason& reason : verdict.reasons)
    all += (all.empty() ? "" : "; ") + text(sides, reason.id, static_cast<int>(reason.ruling),
                                            reason.ingredient, reason.limit, reason.holds_from,
                                            reason.entries);
  return all.empty() ? "none" : all;
}

}  // namespace

bool same(const Sides& sides, const Journal& journal, const Verdict& product,
          const reference::Verdict& reference) {
  return static_cast<int>(product.ruling) == static_cast<int>(reference.kind) &&
         microseconds(product.next_at) == reference.next_at &&
         product.units_max_now == reference.units_max_now &&
         std::ranges::equal(product.reasons, reference.reasons, [&](const auto& a, const auto& b) {
           return same_reason(sides, journal, product, reference.numbers_told, a, b);
         });
}

std::vector<Difference> differences(const Sides& sides, const Journal& journal, const Verdict& product,
                                    const reference::Verdict& reference) {
  std::vector<Difference> found;
  const auto note = [&](const std::string& about, const std::string& a, const std::string& b) {
    if (a != b) found.push_back({about, a, b});
  };
  // Which reasons there are comes first: the rest follows from them.
  const auto count = [&](const auto& reasons, const std::string& id, auto name) {
    return std::ranges::count_if(reasons, [&](const auto& reason) { return name(reason) == id; });
  };
  const auto of_product = [&](const Reason& reason) { return std::string(reason_id(sides.product, reason)); };
  const auto of_reference = [](const reference::Reason& reason) { return reason.id; };
  std::set<std::string> ids;
  for (const Reason& reason : product.reasons) ids.insert(of_product(reason));
  for (const reference::Reason& reason : reference.reasons) ids.insert(reason.id);
  const std::string all = reasons_text(sides, journal, product), others = reasons_text(sides, reference);
  for (const std::string& id : ids)
    if (count(product.reasons, id, of_product) != count(reference.reasons, id, of_reference))
      found.push_back({"reason " + id, all, others});
  if (found.empty())
    for (std::size_t i = 0; i < product.reasons.size(); ++i)
      if (!same_reason(sides, journal, product, reference.numbers_told, product.reasons[i],
                       reference.reasons[i]))
        found.push_back({"what is said of " + of_product(product.reasons[i]), all, others});
  note("verdict", std::string(ruling_name(product.ruling)),
       std::string(ruling_name(static_cast<Ruling>(reference.kind))));
  note("next_at", instant_text(microseconds(product.next_at)), instant_text(reference.next_at));
  note("units_max_now", std::to_string(product.units_max_now), std::to_string(reference.units_max_now));
  return found;
}

}  // namespace springback::verify
