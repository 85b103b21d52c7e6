#include "core/journal.h"

#include <algorithm>
#include <tuple>

namespace springback {

Journal::Journal(std::vector<Entry> entries) : entries_(std::move(entries)) {
  const auto before = [](const Entry& a, const Entry& b) {
    return std::tie(a.at, a.id) < std::tie(b.at, b.id);
  };
  if (!std::ranges::is_sorted(entries_, before)) std::ranges::sort(entries_, before);
  const auto repeated = std::ranges::unique(
      entries_, [](const Entry& a, const Entry& b) { return a.at == b.at && a.id == b.id; });
  entries_.erase(repeated.begin(), repeated.end());
}

std::set<std::string_view> retracted_ids(std::span<const Entry> entries) {
  std::set<std::string_view> ids;
  for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry)
    if (const auto* retraction = std::get_if<Retracted>(&entry->fact); retraction && !ids.contains(entry->id))
      ids.insert(retraction->entry);
  return ids;
}

}  // namespace springback
