#include "store/memory_store.h"

#include "store/content.h"

namespace springback {

StoreResult<std::vector<Outcome>> MemoryStore::append_all(std::span<const StoredEntry> entries) {
  std::vector<Outcome> outcomes;
  outcomes.reserve(entries.size());
  for (const StoredEntry& entry : entries) {
    if (auto checked = check_entry(entry); !checked) {
      outcomes.push_back(std::unexpected(std::move(checked).error()));
      continue;
    }
    const auto [kept, is_new] = entries_.try_emplace(entry.id, entry);
    outcomes.push_back(is_new ? Outcome(Appended::added) : compare_with_kept(entry, kept->second.text));
  }
  return outcomes;
}

StoreResult<std::vector<StoredEntry>> MemoryStore::all() const {
  std::vector<StoredEntry> entries;
  entries.reserve(entries_.size());
  for (const auto& [id, entry] : entries_) entries.push_back(entry);
  sort_entries(entries);
  return entries;
}

StoreResult<std::size_t> MemoryStore::count() const { return entries_.size(); }

}  // namespace springback
