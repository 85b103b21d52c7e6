#include "compare/shrink.h"

#include <algorithm>

#include "compare/case_text.h"

namespace springback::verify {
namespace {

using reference::Finding;
using reference::Type;

constexpr Microseconds kMinute = 60'000'000;
constexpr Microseconds kDay = 24 * 60 * kMinute;

class Shrinker {
 public:
  Shrinker(const reference::Protocol& protocol, Tale tale, const std::function<bool(const Tale&)>& still)
      : protocol_(protocol), tale_(std::move(tale)), still_(still) {}

  Tale run() {
    plain_frame();
    do {
      changed_ = false;
      drop_events();
      for (std::size_t i = 0; i < tale_.events.size(); ++i) {
        drop_answers(i);
        simplify_answers(i);
        drop_fields(i);
        simplify_times(i);
      }
    } while (changed_);
    attempt([](Tale& tale) { tale = as_case(tale, kCaseId); });
    return std::move(tale_);
  }

 private:
  /// Keeps a change only if it still holds.
  bool attempt(const auto& change) {
    Tale changed = tale_;
    change(changed);
    if (!still_(changed)) return false;
    tale_ = std::move(changed);
    changed_ = true;
    return true;
  }

  void plain_frame() {
    attempt([](Tale& tale) {
      const Microseconds later = kCaseInstant - tale.at;
      for (Event& event : tale.events) {
        event.at += later;
        if (event.since) *event.since += later;
      }
      tale.at = kCaseInstant;
    });
    attempt([](Tale& tale) {
      tale.locale.clear();
      tale.region.clear();
      tale.offset_minutes = 60;
    });
  }

  void drop_events() {
    for (std::size_t i = tale_.events.size(); i-- > 0;)
      attempt([&](Tale& tale) { tale.events.erase(tale.events.begin() + static_cast<std::ptrdiff_t>(i)); });
  }

  /// In ever smaller pieces, so that a long interview is soon a short one.
  void drop_answers(std::size_t event) {
    const auto said = [&]() -> const std::vector<Said>& { return tale_.events[event].said; };
    for (std::size_t piece = std::max<std::size_t>(said().size(), 1); piece > 0; piece /= 2)
      for (std::size_t at = 0; at < said().size();) {
        const std::size_t end = std::min(at + piece, said().size());
        const bool dropped = attempt([&](Tale& tale) {
          auto& answers = tale.events[event].said;
          answers.erase(answers.begin() + static_cast<std::ptrdiff_t>(at),
                        answers.begin() + static_cast<std::ptrdiff_t>(end));
        });
        if (!dropped) at = end;
      }
  }

  void simplify_answers(std::size_t event) {
    for (std::size_t i = 0; i < tale_.events[event].said.size(); ++i) {
      const auto value = [&](std::int32_t to) {
        attempt([&](Tale& tale) { tale.events[event].said[i].value = to; });
      };
      const Said said = tale_.events[event].said[i];
      if (said.finding == Said::kUnknown || said.what != Said::What::value) continue;
      const Finding& finding = protocol_.findings[static_cast<std::size_t>(said.finding)];
      if (said.partial) attempt([&](Tale& tale) { tale.events[event].said[i].partial = false; });
      if (finding.type == Type::set) {
        for (std::int32_t member = 1; member <= said.value; member *= 2)
          if ((tale_.events[event].said[i].value & member) != 0)
            value(tale_.events[event].said[i].value & ~member);
      } else if (finding.type == Type::choice) {
        for (std::int32_t to = 0; to < tale_.events[event].said[i].value; ++to) value(to);
      } else if (finding.type != Type::boolean) {
        // Down in ever smaller steps: it ends at a limit.
        for (std::int32_t step = said.value - finding.low; step > 0; step /= 2)
          if (tale_.events[event].said[i].value - step >= finding.low)
            value(tale_.events[event].said[i].value - step);
      }
    }
  }

  void drop_fields(std::size_t event) {
    const Event now = tale_.events[event];  // a copy: each change that is kept replaces the tale
    const auto clear = [&](bool there, const auto& change) {
      if (there) attempt([&](Tale& tale) { change(tale.events[event]); });
    };
    clear(now.since.has_value(), [](Event& one) { one.since.reset(); });
    clear(now.minutes.has_value(), [](Event& one) { one.minutes.reset(); });
    clear(now.units.has_value(), [](Event& one) { one.units.reset(); });
    clear(!now.form.empty(), [](Event& one) { one.form.clear(); });
    clear(!now.amount_known, [](Event& one) { one.amount_known = true; });
    clear(!now.what.empty() && !now.ingredients_mg.empty(), [](Event& one) { one.what.clear(); });
    for (std::size_t i = now.ingredients_mg.size(); i-- > 0;)
      clear(true, [&](Event& one) {
        one.ingredients_mg.erase(one.ingredients_mg.begin() + static_cast<std::ptrdiff_t>(i));
      });
  }

  /// How much it takes to say a length of time: nothing, days, hours, minutes, seconds, less.
  static int cost(Microseconds length) {
    if (length < 0) return 6;
    int cost = 0;
    for (const Microseconds unit : {std::int64_t{1} << 62, kDay, 60 * kMinute, kMinute, kMinute / 60}) {
      if (length % unit == 0) return cost;
      ++cost;
    }
    return cost;
  }

  void simplify_times(std::size_t event) {
    simplify_time([event](Tale& tale) -> Microseconds& { return tale.events[event].at; });
    if (tale_.events[event].since)
      simplify_time([event](Tale& tale) -> Microseconds& { return *tale.events[event].since; });
  }
  void simplify_time(const auto& time) {
    for (const Microseconds unit : {std::int64_t{0}, kDay, 60 * kMinute, kMinute, kMinute / 60}) {
      const Microseconds ago = tale_.at - time(tale_);
      for (const Microseconds more : {Microseconds{0}, unit}) {
        const Microseconds rounded = unit == 0 ? 0 : ago / unit * unit + more;
        if (cost(rounded) < cost(ago) && attempt([&](Tale& tale) { time(tale) = tale.at - rounded; })) return;
      }
    }
  }

  const reference::Protocol& protocol_;
  Tale tale_;
  const std::function<bool(const Tale&)>& still_;
  bool changed_ = false;
};

}  // namespace

Tale shrink(const reference::Protocol& protocol, Tale tale, const std::function<bool(const Tale&)>& still) {
  return Shrinker(protocol, std::move(tale), still).run();
}

}  // namespace springback::verify
