// Every combination of some findings' states, one after the other.
#pragma once

#include "properties/space.h"

namespace springback::verify {

class Combinations {
 public:
  Combinations(const Space& space, const std::map<int, std::uint32_t>& findings) {
    for (const auto& [finding, members] : findings) {
      findings_.push_back(finding);
      states_.push_back(space.states(finding, members));
    }
  }

  double count() const {
    double all = 1;
    for (const auto& states : states_) all *= static_cast<double>(states.size());
    return all;
  }

  std::span<const int> findings() const { return findings_; }

  /// Calls `visit()` once for each combination, after it was written into `known`. `changed(finding)` is
  /// called for every finding whose state is another than before.
  template <class Changed, class Visit>
  void each(reference::Knowledge& known, Changed changed, Visit visit) const {
    std::vector<std::size_t> at(states_.size());
    const auto set = [&](std::size_t i) {
      known[static_cast<std::size_t>(findings_[i])] = states_[i][at[i]];
      changed(findings_[i]);
    };
    for (std::size_t i = 0; i < states_.size(); ++i) set(i);
    for (;;) {
      visit();
      std::size_t i = 0;
      for (; i < states_.size(); ++i) {
        const bool wraps = ++at[i] == states_[i].size();
        if (wraps) at[i] = 0;
        set(i);
        if (!wraps) break;
      }
      if (i == states_.size()) return;
    }
  }

 private:
  std::vector<int> findings_;
  std::vector<std::vector<reference::Known>> states_;
};

}  // namespace springback::verify
