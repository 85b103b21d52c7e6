#include "compare/stories.h"

#include <algorithm>
#include <array>

namespace springback::verify {
namespace {

using reference::Finding;
using reference::Type;

constexpr Microseconds kSecond = 1'000'000;
constexpr Microseconds kMinute = 60 * kSecond;
constexpr Microseconds kHour = 60 * kMinute;
constexpr Microseconds kDay = 24 * kHour;
constexpr Microseconds kNow = 1'795'334'400 * kSecond;  // 2026-11-22T09:00:00+01:00, as in protocol/cases

/// How somebody answers: in one of a hundred answers for each that is named here.
struct Temper {
  unsigned absent, unsure, wild;
};

class Teller {
 public:
  Teller(const Material& material, std::uint64_t seed, std::uint64_t number)
      : material_(material), protocol_(*material.protocol), draw_(seed, number) {}

  Tale tell() {
    frame();
    const std::size_t kind = draw_.below(100);
    if (kind < 35) tell_at_once();
    else if (kind < 60) tell_and_come_back();
    else if (kind < 80) tell_two_episodes();
    else if (kind < 90) tell_a_course();
    else tell_anything();
    for (std::size_t more = draw_.below(3); more > 0; --more) add_something();
    if (draw_.one_in(12)) repeat_an_entry();
    return std::move(tale_);
  }

 private:
  void frame() {
    tale_.at = kNow;
    if (draw_.one_in(4)) tale_.at += draw_.between(-400 * 86'400, 400 * 86'400) * kSecond;
    if (draw_.one_in(8)) tale_.at += draw_.between(0, 999'999);
    if (draw_.one_in(200)) tale_.at += 150 * 365 * kDay;
    tale_.offset_minutes = draw_.one_of(std::array{60, 60, 0, -300, 330, 765});
    tale_.locale = draw_.one_of(std::array<const char*, 6>{"", "en", "es", "es", "es-MX", "en"});
    tale_.region = draw_.one_of(std::array<const char*, 6>{"", "us", "uk", "eu", "other", "mars"});
  }

  // --- time ---

  /// A length of time: nothing, a limit of the protocol from both sides, or any.
  Microseconds length() {
    switch (draw_.below(8)) {
      case 0: return 0;
      case 1: return draw_.between(1, 120) * kMinute;
      case 2: return draw_.between(1, 90'000) * kSecond;
      case 3: return draw_.between(22, 1'682) * kHour;
      default: {
        static constexpr std::array<Microseconds, 8> kBeside = {0,        0,       -1,       1,
                                                                -kSecond, kSecond, -kMinute, kMinute};
        const Microseconds limit = draw_.one_of(material_.limits);
        return limit + draw_.one_of(kBeside);
      }
    }
  }
  /// An instant: so long before the advice, or so long after something that was told.
  Microseconds instant() {
    const Microseconds apart = length();
    const bool after_another = !tale_.events.empty() && draw_.one_in(3);
    const Microseconds at = after_another ? draw_.one_of(tale_.events).at + apart : tale_.at - apart;
    if (at <= tale_.at || draw_.one_in(10)) return at;  // what is told after the advice does not count
    return tale_.at;
  }
  Microseconds lately() { return tale_.at - (draw_.one_in(2) ? 0 : draw_.between(0, 7'000) * kSecond); }

  // --- entries ---

  Event& add(Event::Kind kind, Microseconds at) {
    static constexpr std::array<const char*, 5> kBegins = {"e", "E", "a-", "\u00e9", "\u65e5"};
    Event event{.at = at, .kind = kind};
    event.id = draw_.one_of(kBegins) + std::to_string(tale_.events.size() + 7);
    tale_.events.push_back(std::move(event));
    return tale_.events.back();
  }

  std::int32_t value(int finding, bool wild) {
    const auto& values = material_.findings[static_cast<std::size_t>(finding)];
    std::int32_t drawn = draw_.one_of(wild ? values.any : values.calm);
    if (wild && protocol_.findings[static_cast<std::size_t>(finding)].type == Type::set)
      for (std::size_t more = draw_.below(4); more > 0; --more) drawn |= draw_.one_of(values.any);
    return drawn;
  }
  Said answer(int finding, const Temper& temper) {
    if (draw_.percent(temper.unsure)) return {.finding = finding, .what = Said::What::unsure};
    const bool wild = draw_.percent(temper.wild);
    const Type type = protocol_.findings[static_cast<std::size_t>(finding)].type;
    if (wild && type == Type::choice && draw_.one_in(12))
      return {.finding = finding, .what = Said::What::unknown_choice};
    const bool partial = wild && type == Type::set && draw_.one_in(8);
    return {.finding = finding, .partial = partial, .value = value(finding, wild)};
  }

  void say(Event& event, const Said& said) {
    const bool told = std::ranges::find(event.said, said.finding, &Said::finding) != event.said.end();
    if (!told) event.said.push_back(said);
  }
  void say_of(Event& event, std::string_view finding, const Temper& temper) {
    if (const int known = protocol_.find(finding); known >= 0) say(event, answer(known, temper));
  }
  void say_some(Event& event, const std::vector<int>& of, std::size_t many, const Temper& temper) {
    for (; many > 0; --many) say(event, answer(draw_.one_of(of), temper));
  }

  Temper temper() {
    static constexpr std::array<Temper, 10> kTempers = {{{0, 0, 0},
                                                         {0, 0, 0},
                                                         {0, 0, 0},
                                                         {0, 0, 1},
                                                         {1, 0, 1},
                                                         {3, 1, 1},
                                                         {10, 1, 0},
                                                         {35, 2, 2},
                                                         {70, 5, 5},
                                                         {40, 15, 50}}};
    return draw_.one_of(kTempers);
  }

  /// An interview: nearly everything that is asked, then a few answers that stand out.
  void interview(Microseconds at) {
    Event& event = add(Event::Kind::reported, at);
    const Temper how = temper();
    const bool cautions = draw_.one_in(2);
    event.said.reserve(material_.told.size());
    std::vector<int> apart;  // findings that stand out: told as the others are not, or left out
    if (draw_.one_in(4))
      for (const Material::Hint& hint : draw_.one_of(material_.rows)) {
        if (draw_.one_in(6)) continue;
        apart.push_back(hint.finding);
        say(event, {.finding = hint.finding, .value = draw_.one_of(hint.values)});
      }
    for (std::size_t many = draw_.below(4); many > 0; --many) {
      apart.push_back(draw_.one_of(material_.told));
      if (!draw_.one_in(4)) say(event, answer(apart.back(), {0, 20, 80}));
    }
    for (const int finding : material_.told) {
      const bool absent = draw_.percent(is_rare(finding, cautions) ? 97U : how.absent);
      if (!absent && std::ranges::find(apart, finding) == apart.end())
        event.said.push_back(answer(finding, how));
    }
  }
  /// What an ordinary interview does not come to.
  bool is_rare(int finding, bool cautions) const {
    const Finding& one = protocol_.findings[static_cast<std::size_t>(finding)];
    return !material_.findings[static_cast<std::size_t>(finding)].asked ||
           one.group == reference::Group::derived || one.id == "profile_unchanged" ||
           one.id == "temperature_c" || (one.group == reference::Group::caution && !cautions);
  }

  void begin(Microseconds at) {
    Event& event = add(Event::Kind::began, at);
    if (draw_.one_in(2)) event.since = at - (draw_.one_in(2) ? length() : draw_.between(0, 72) * kHour);
    if (draw_.one_in(500)) event.since = kDay;  // 1970
    const int trigger = protocol_.find("trigger");
    if (trigger >= 0 && draw_.percent(60)) event.said.push_back(answer(trigger, {0, 0, 20}));
  }

  /// A report of a few answers, as at a check-in or when something changed.
  void report(Microseconds at) {
    Event& event = add(Event::Kind::reported, at);
    switch (draw_.below(6)) {
      case 0: say_some(event, material_.told, 1 + draw_.below(5), {0, 10, 60}); break;
      case 1: say_some(event, material_.dangers, 1 + draw_.below(4), {0, 20, 40}); break;
      case 2: say_some(event, material_.twice, 1 + draw_.below(2), {0, 80, 20}); break;
      case 3: say_some(event, material_.lasting, 1 + draw_.below(5), {0, 10, 30}); break;
      case 4: say_how_it_goes(event); break;
      default:  // all danger signs anew
        for (const int finding : material_.dangers)
          if (draw_.percent(97)) say(event, answer(finding, {0, 1, 1}));
    }
  }
  void say_how_it_goes(Event& event) {
    static constexpr std::array<const char*, 8> kOfTheCourse = {
        "pain_now",     "pain_sites",  "leg_weakness", "leg_numbness",
        "leg_tingling", "felt_change", "fever",        "temperature_c"};
    say_of(event, "pain_now", {0, 2, 70});
    for (std::size_t more = draw_.below(4); more > 0; --more)
      say_of(event, draw_.one_of(kOfTheCourse), {0, 4, 45});
  }

  void take() {
    const Microseconds at = instant();
    Event& event = add(Event::Kind::took, at);
    const std::size_t kind = draw_.below(10);
    if (kind < 6) event.what = draw_.one_of(material_.products);
    else if (kind == 6) event.what = "a-product-of-later";
    if (kind >= 8 || (kind == 6 && draw_.one_in(2)) || draw_.one_in(12)) {
      for (std::size_t many = 1 + draw_.below(2); many > 0; --many) {
        const std::string& name = draw_.one_of(material_.ingredients);
        const auto same = [&](const auto& told) { return told.first == name; };
        if (std::ranges::none_of(event.ingredients_mg, same))
          event.ingredients_mg.emplace_back(name, draw_.one_of(std::array{0, 1, 250, 500, 1000, 4000}));
      }
      if (draw_.one_in(6)) event.ingredients_mg.emplace_back("an_ingredient_of_later", 100);
    }
    if (draw_.percent(60)) event.units = draw_.one_of(std::array{0, 500, 1000, 1500, 2000, 7000, 8000, 8500});
    if (draw_.one_in(5)) event.form = draw_.one_in(3) ? "tablet" : "er_tablet";
    if (draw_.one_in(4)) event.since = at - length();
    event.amount_known = !draw_.one_in(12);
  }

  void act() {
    Event& event = add(Event::Kind::did, instant());
    event.what = draw_.one_in(20)   ? "juggling"
                 : draw_.one_in(20) ? "activity"
                                    : draw_.one_of(material_.activities);
    if (draw_.one_in(2)) event.minutes = draw_.one_of(std::array{0, 1, 15, 1440});
  }
  /// One measure over a day: up to its daily limit and past it.
  void act_all_day() {
    const std::string what = draw_.one_of(material_.activities);
    const std::size_t many = 5 + draw_.below(3);
    for (std::size_t i = 0; i < many; ++i) {
      Event& event = add(Event::Kind::did, tale_.at - kDay + draw_.between(0, 86'400) * kSecond);
      event.what = what;
      if (i == 0) event.at = tale_.at - kDay + draw_.between(-1, 1) * kSecond;
      if (draw_.one_in(8)) event.minutes = 0;
    }
  }

  void retract() {
    std::string what = "nothing-of-this-id";
    if (!tale_.events.empty() && !draw_.one_in(20)) what = draw_.one_of(tale_.events).id;
    Event& event = add(Event::Kind::retracted, instant());
    event.what = draw_.one_in(40) ? event.id : what;
  }

  void report_at_the_instant_of_another() {
    const Event another = tale_.events.empty() ? Event{.at = tale_.at} : draw_.one_of(tale_.events);
    Event& event = add(Event::Kind::reported, another.at);
    for (const Said& said : another.said)
      if (said.finding >= 0 && draw_.one_in(another.said.size() / 4 + 1))
        say(event, answer(said.finding, {0, 20, 50}));
    if (event.said.empty()) say_some(event, material_.told, 2, {0, 10, 50});
  }

  void tell_unknown_things() {
    Event& event = add(Event::Kind::unknown, instant());
    if (draw_.one_in(2)) event.kind = Event::Kind::reported;
    if (event.kind == Event::Kind::reported) {
      say_some(event, material_.told, draw_.below(3), {0, 0, 100});
      event.said.push_back({.finding = Said::kUnknown, .value = 1});
    }
  }

  void add_something() {
    switch (draw_.below(14)) {
      case 0:
      case 1: return report(instant());
      case 2:
      case 3:
        for (std::size_t many = 1 + draw_.below(3); many > 0; --many) take();
        return;
      case 4: return act();
      case 5: return act_all_day();
      case 6: return retract();
      case 7: return report_at_the_instant_of_another();
      case 8: return draw_.one_in(2) ? tell_unknown_things() : void(add(Event::Kind::noted, instant()));
      case 9: return begin(instant());
      case 10: {
        if (draw_.one_in(6)) add(Event::Kind::recovered, instant());
        Event& event = add(Event::Kind::reported, instant());
        return say_how_it_goes(event);
      }
      case 11: {
        Event& event = add(Event::Kind::reported, instant());
        say_of(event, "temperature_c", {0, 2, 90});
        return draw_.one_in(2) ? say_of(event, "fever", {0, 20, 30}) : void();
      }
      default: return;
    }
  }
  void repeat_an_entry() {
    if (tale_.events.empty()) return;
    Event again = draw_.one_of(tale_.events);
    tale_.events.push_back(std::move(again));
  }

  // --- whole tales ---

  void tell_at_once() {
    const Microseconds at = lately();
    if (draw_.percent(70)) begin(draw_.one_in(2) ? at : instant());
    interview(at);
  }
  void tell_and_come_back() {
    const Microseconds first = tale_.at - length();
    if (draw_.percent(80)) begin(first);
    interview(first);
    for (std::size_t more = 1 + draw_.below(4); more > 0; --more)
      report(draw_.one_in(2) ? lately() : instant());
  }
  void tell_two_episodes() {
    const Microseconds first = tale_.at - draw_.between(10, 700) * kDay;
    if (draw_.percent(80)) begin(first);
    interview(first);
    const Microseconds well = first + draw_.between(0, 9) * kDay;
    add(Event::Kind::recovered, well);
    Microseconds second = lately();
    if (draw_.one_in(2)) second -= length();
    if (draw_.one_in(8)) second = well;
    begin(std::max(second, well));
    if (const int unchanged = protocol_.find("profile_unchanged"); unchanged >= 0 && draw_.percent(60)) {
      Event& event = add(Event::Kind::reported, draw_.one_in(3) ? instant() : lately());
      say(event, answer(unchanged, {0, 15, 70}));
      if (draw_.one_in(2)) event.said.back() = {.finding = unchanged, .value = 1};
    }
    if (draw_.percent(70)) interview(draw_.one_in(3) ? instant() : lately());
    else report(lately());
  }
  /// Pain and legs over days: what rises, what is new.
  void tell_a_course() {
    const Microseconds first = tale_.at - draw_.between(1, 50) * kDay;
    begin(first);
    interview(first + draw_.between(0, 5) * kHour);
    for (std::size_t more = 2 + draw_.below(5); more > 0; --more) {
      Event& event = add(Event::Kind::reported, instant());
      say_how_it_goes(event);
    }
    if (draw_.percent(70)) report(lately());
  }
  void tell_anything() {
    for (std::size_t more = draw_.below(8); more > 0; --more) {
      if (draw_.one_in(6)) interview(instant());
      else if (draw_.one_in(6)) add(Event::Kind::recovered, instant());
      else add_something();
    }
  }

  const Material& material_;
  const reference::Protocol& protocol_;
  Draw draw_;
  Tale tale_;
};

}  // namespace

Tale random_tale(const Material& material, std::uint64_t seed, std::uint64_t number) {
  return Teller(material, seed, number).tell();
}

}  // namespace springback::verify
