// Sorting of short lists, such as the findings of a question or the parts of a dose: by insertion, stable, in
// place. It is for lists of some dozens; what may be long is sorted with the standard library, whose code is
// a kilobyte for each type.
#pragma once

#include <algorithm>
#include <functional>
#include <ranges>

namespace springback {

/// By `projection`, the least first; of equals the first stays first.
template <std::ranges::random_access_range List, class Projection = std::identity>
void sort_short(List&& list, Projection projection = {}) {
  const auto begin = std::ranges::begin(list), end = std::ranges::end(list);
  for (auto next = begin; next != end; ++next) {
    auto value = std::move(*next);
    auto place = next;
    for (; place != begin && std::invoke(projection, value) < std::invoke(projection, *(place - 1)); --place)
      *place = std::move(*(place - 1));
    *place = std::move(value);
  }
}

}  // namespace springback
