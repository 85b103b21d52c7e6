#include "ledger/shrink.h"

#include <algorithm>

namespace springback::verify {
namespace {

constexpr Microseconds kPlainInstant = 1'795'334'400'000'000;  // 2026-11-22T09:00:00+01:00

class Shrinker {
 public:
  Shrinker(Sequence sequence, const std::function<bool(const Sequence&)>& still)
      : sequence_(std::move(sequence)), still_(still) {}

  Sequence run() {
    do {
      changed_ = false;
      plain_frame();
      for (std::size_t i = sequence_.entries.size(); i-- > 0;)
        attempt(
            [i](Sequence& one) { one.entries.erase(one.entries.begin() + static_cast<std::ptrdiff_t>(i)); });
      plain_dose([](Sequence& one) -> DoseTold& { return one.asked.dose; });
      for (std::size_t i = 0; i < sequence_.entries.size(); ++i) plain_entry(i);
    } while (changed_);
    return std::move(sequence_);
  }

 private:
  /// Keeps a change only if it still holds.
  void attempt(const auto& change) {
    Sequence changed = sequence_;
    change(changed);
    if (same(changed, sequence_) || !still_(changed)) return;
    sequence_ = std::move(changed);
    changed_ = true;
  }
  static bool same(const Sequence& a, const Sequence& b) {
    return a.person == b.person && a.region == b.region && a.urgency == b.urgency && a.entries == b.entries &&
           a.asked.at == b.asked.at && a.asked.live == b.asked.live && a.asked.dose == b.asked.dose;
  }

  void plain_frame() {
    attempt([](Sequence& one) { one.person = 0; });
    attempt([](Sequence& one) { one.region.reset(); });
    attempt([](Sequence& one) { one.urgency = 0; });
    attempt([](Sequence& one) { one.asked.live = false; });
    attempt([](Sequence& one) {
      const Microseconds later = kPlainInstant - one.asked.at.at;
      one.asked.at = {kPlainInstant, 60};
      for (Logged& entry : one.entries) {
        entry.at = {entry.at.at + later, 60};
        if (entry.taken) entry.taken = Moment{entry.taken->at + later, 60};
      }
    });
  }
  void plain_entry(std::size_t i) {
    attempt([i](Sequence& one) {
      if (one.entries[i].taken) one.entries[i].at = *one.entries[i].taken;
      one.entries[i].taken.reset();
    });
    for (const Microseconds step : {kDay, kHour, kMinute, kSecond}) {
      const auto towards = [&](Microseconds at) {
        const Microseconds ago = kPlainInstant - at;
        return kPlainInstant - (ago + step / 2) / step * step;
      };
      attempt([&](Sequence& one) {
        Moment& moment = one.entries[i].taken ? *one.entries[i].taken : one.entries[i].at;
        moment.at = towards(moment.at);
        one.entries[i].at.at = std::max(one.entries[i].at.at, moment.at);
      });
    }
    plain_dose([i](Sequence& one) -> DoseTold& { return one.entries[i].dose; });
  }
  void plain_dose(const auto& dose) {
    attempt([&](Sequence& one) { dose(one).prescribed = false; });
    attempt([&](Sequence& one) { dose(one).amount_known = true; });
    attempt([&](Sequence& one) { dose(one).as = DoseTold::As::nothing; });
    attempt([&](Sequence& one) { dose(one).units.reset(); });
    attempt([&](Sequence& one) {
      if (dose(one).units) dose(one).units = 1000;
    });
    for (int fewer = 0; fewer < 2; ++fewer)
      attempt([&](Sequence& one) {
        if (dose(one).amounts_used > 1) --dose(one).amounts_used;
      });
  }

  Sequence sequence_;
  const std::function<bool(const Sequence&)>& still_;
  bool changed_ = false;
};

}  // namespace

Sequence shrink(Sequence sequence, const std::function<bool(const Sequence&)>& still) {
  return Shrinker(std::move(sequence), still).run();
}

}  // namespace springback::verify
