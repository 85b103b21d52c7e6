// A journal in memory: the model that every other store is tested against, and a store for tests
// and trials. It lasts as long as the object.
#pragma once

#include <map>
#include <string>

#include "store/store.h"

namespace springback {

class MemoryStore final : public JournalStore {
 public:
  StoreResult<std::vector<Outcome>> append_all(std::span<const StoredEntry> entries) override;
  StoreResult<std::vector<StoredEntry>> all() const override;
  StoreResult<std::size_t> count() const override;

 private:
  std::map<std::string, StoredEntry> entries_;
};

}  // namespace springback
