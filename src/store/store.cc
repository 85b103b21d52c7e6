#include "store/store.h"

#include <utility>

namespace springback {

std::unexpected<StoreError> store_failure(StoreErrorKind kind, std::string message, std::string argument) {
  return std::unexpected(
      StoreError{.kind = kind, .message = std::move(message), .argument = std::move(argument)});
}

StoreResult<Appended> JournalStore::append(const StoredEntry& entry) {
  auto outcomes = append_all(std::span(&entry, 1));
  if (!outcomes) return std::unexpected(std::move(outcomes).error());
  return std::move(outcomes->front());
}

}  // namespace springback
