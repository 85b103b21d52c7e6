#include "cli/timer.h"

#include <algorithm>
#include <iostream>
#include <thread>

#include "cli/cards.h"
#include "cli/clock.h"
#include "cli/layout.h"
#include "cli/screens.h"
#include "document/advice_document.h"
#include "terminal_keys.h"
#include "words/say.h"

namespace springback::cli {
namespace {

using Json = nlohmann::ordered_json;
using std::chrono::milliseconds;
using Steady = std::chrono::steady_clock;

/// From here on somebody is asked when it came off, and not only that it did.
constexpr long kLateSeconds = 60;
/// The longest that an entry tells.
constexpr long kLongestSeconds = 1440L * 60;

bool is_on_skin(const Measure& measure) {
  return measure.kind == MeasureKind::cold || measure.kind == MeasureKind::heat;
}

/// "15 minutes", "1 minute", "40 seconds": how long something lasts. A countdown shows "15:00".
std::string length_text(const Door& door, long seconds) {
  const bool short_one = seconds < 60;
  const long n = short_one ? seconds : (seconds + 30) / 60;
  if (n == 1)
    return std::string(door.word(short_one ? word::terminal_length_second : word::terminal_length_minute));
  return fill(door.word(short_one ? word::terminal_length_seconds : word::terminal_minutes), "{n}",
              std::to_string(n));
}

/// What was really done: for how long, and how long ago it ended.
struct Spent {
  long seconds = 0;
  long ago = 0;
};

/// The skin under cold or warmth is looked at after this long (pharmacy leaflet; clinical basis of the
/// measure).
constexpr long kSkinCheckSeconds = 5 * 60;

const PlanItem* find_item(const Door& door, const View& view, MeasureKind kind) {
  const auto& plan = view.advice.plan;
  const auto found = std::ranges::find_if(
      plan, [&](const PlanItem& item) { return door.protocol().measures[item.measure].kind == kind; });
  return found == plan.end() ? nullptr : &*found;
}

/// One sitting with one measure. Time that has passed is the greater of two clocks: one never jumps, the
/// other goes on while the machine sleeps.
class Countdown {
 public:
  Countdown(const Door& door, Terminal& terminal, const Measure& measure, long seconds)
      : door_(door), terminal_(terminal), measure_(measure), all_(seconds) {}

  /// Pauses left out.
  Spent run() {
    announce();
    last_ = Steady::now();
    last_wall_ = wall_clock().instant;
    while (spent() < all_ && !stopped_) {
      if (terminal_.interactive()) {
        draw();
        if (const auto key = terminal_.key(milliseconds(250))) handle(*key);
      } else {
        std::this_thread::sleep_for(milliseconds(250));
        stopped_ = asked_to_stop();
      }
      tick();
    }
    if (terminal_.interactive()) {
      draw();
      terminal_.write("\n");
    }
    ring();
    if (!stopped_ && terminal_.interactive() && is_on_skin(measure_)) return came_off();
    return {.seconds = std::min(spent(), all_)};
  }

 private:
  void announce() {
    std::string text = "\n " + terminal_.styled(door_.word(measure_.title), Style::strong) + "\n";
    for (const WordId step : measure_.how) text += wrapped(door_.word(step), columns(), " - ", "   ");
    if (measure_.watch != 0) text += "\n" + wrapped(door_.word(measure_.watch), columns(), " ", " ");
    if (terminal_.interactive())
      text += "\n " + terminal_.styled(door_.word(word::terminal_keys_timer), Style::faint) + "\n\n";
    terminal_.write(text);
  }

  int columns() const { return std::min(terminal_.columns(), 80); }
  long spent() const {
    return static_cast<long>(std::chrono::duration_cast<std::chrono::seconds>(spent_).count());
  }

  void tick() {
    const auto now = Steady::now();
    const Instant wall = wall_clock().instant;
    const std::chrono::microseconds by_wall((wall - last_wall_).microseconds);
    if (!paused_) spent_ += std::max<Steady::duration>(now - last_, by_wall);
    last_ = now;
    last_wall_ = wall;
    if (is_on_skin(measure_) && !skin_checked_ && spent() >= kSkinCheckSeconds && spent() < all_) {
      skin_checked_ = true;
      terminal_.bell();
      terminal_.write("\r\x1b[K " + std::string(door_.word(word::terminal_check_skin)) + "\n");
    }
  }

  void draw() {
    const long left = std::max(all_ - spent(), 0L);
    const std::string label = paused_ ? std::string(door_.word(word::terminal_paused))
                                      : minutes_and_seconds(left);
    terminal_.write("\r\x1b[K " + bar(spent(), all_, columns() - 16) + "  " + label);
  }

  void handle(const Key& key) {
    if (key.name == Key::closed) stopped_ = true;
    if (key.name != Key::character) return;
    if (key.letter == 'p' || key.letter == ' ') paused_ = !paused_;
    if (key.letter == 's' || key.letter == 'q') stopped_ = true;
  }

  void ring() {
    for (int times = 0; times < (stopped_ ? 1 : 3); ++times) {
      terminal_.bell();
      if (!stopped_ && terminal_.interactive()) std::this_thread::sleep_for(milliseconds(300));
    }
  }

  /// What lies on the skin does harm there when it is forgotten: the person says when it came off. `late`
  /// counts on.
  Spent came_off() {
    say_take_off();
    std::string typed;
    long shown = -1;
    for (;;) {
      tick();
      const long late = std::max(spent() - all_, 0L);
      if (late >= kLateSeconds && late / 60 != shown) {
        shown = late / 60;
        terminal_.write("\r\x1b[K " +
                        fill(door_.word(word::terminal_late), "{late}", length_text(door_, late)) + "\n > " +
                        typed);
      }
      const auto key = terminal_.key(milliseconds(250));
      if (!key) continue;
      const bool digit = key->name == Key::character && key->letter >= '0' && key->letter <= '9';
      const bool on_time = key->name == Key::closed || (key->name == Key::character && key->letter == 'o');
      if (on_time) return {.seconds = all_, .ago = late};
      if (key->name == Key::backspace && !typed.empty()) typed.pop_back();
      if (digit && typed.size() < 4) typed += key->letter;
      terminal_.write("\r\x1b[K > " + typed);
      if (key->name != Key::enter) continue;
      const long ago = std::min(typed.empty() ? 0L : 60 * std::stol(typed), late);
      terminal_.write("\n");
      return {.seconds = std::min(spent() - ago, kLongestSeconds), .ago = ago};
    }
  }

  void say_take_off() {
    const bool cold = measure_.kind == MeasureKind::cold;
    terminal_.write("\n " +
                    terminal_.styled(door_.word(cold ? word::terminal_off_cold : word::terminal_off_heat),
                                     Style::strong) +
                    "\n\n" + wrapped(door_.word(word::terminal_skin_after), columns(), " ", " ") + "\n" +
                    wrapped(door_.word(word::terminal_keys_off), columns(), " ", " ") + " > ");
  }

  const Door& door_;
  Terminal& terminal_;
  const Measure& measure_;
  long all_;
  Steady::duration spent_{};
  Steady::time_point last_;
  Instant last_wall_;
  bool paused_ = false, stopped_ = false, skin_checked_ = false;
};

/// Says why it does not start now. With --json as an object.
int refuse_to_start(const Door& door, const Terminal& terminal, const View& view, const PlanItem* item) {
  if (!door.settings().json) {
    if (item == nullptr) std::cout << door.word(word::terminal_not_in_plan) << '\n';
    else std::cout << measure_screen(door, terminal, view, *item);
    if (!view.advice.ask.empty()) std::cout << ' ' << door.word(word::terminal_go_on) << '\n';
    return 0;
  }
  Json answer = {{"started", false},
                 {"state", item == nullptr ? "closed" : std::string(state_name(item->state))}};
  answer["open_at"] = nullptr;
  answer["check"] = Json::array();
  answer["reasons"] = Json::array();
  if (item != nullptr) {
    const Measure& measure = door.protocol().measures[item->measure];
    if (item->open_at) answer["open_at"] = format_instant(*item->open_at, view.at.offset_minutes);
    for (const FindingId id : item->check)
      answer["check"].push_back(std::string(door.protocol().findings[id].id));
    if (item->closed_by_urgency)
      answer["reasons"].push_back("urgency." + std::string(urgency_name(view.advice.triage.urgency)));
    for (const std::uint16_t guard : item->guards)
      answer["reasons"].push_back(std::string(measure.id) + "." + std::string(measure.guards[guard].id));
  }
  std::cout << answer.dump() << '\n';
  return 0;
}

/// Asks what the guards still need. False where the person left or there is nobody to ask.
bool settle_checks(Door& door, Terminal& terminal, const PlanItem& item) {
  if (!terminal.interactive() || door.settings().json) return false;
  terminal.take_keys();
  CardAsker asker(door, terminal);
  const CardAnswer answer = asker.ask_findings(item.check,
                                               std::string(door.word(word::terminal_check_title)));
  if (!answer.findings.empty()) door.append({{"kind", "reported"}, {"findings", answer.findings}});
  terminal.clear();
  return answer.outcome == Outcome::answered;
}

int say_what_to_tell(const Door& door, const PlanItem& item) {
  std::cout << door.word(word::terminal_check_title) << "\n";
  std::string example = "  springback tell";
  for (const FindingId id : item.check) {
    const Finding& finding = door.protocol().findings[id];
    std::cout << "  " << padded(finding.id, 24) << door.word(finding.ask) << '\n';
    const std::string none = finding.type == Type::choice && finding.none_value >= 0
                                 ? std::string(
                                       finding.values[static_cast<std::size_t>(finding.none_value)].id)
                                 : "no";
    example += " " + std::string(finding.id) + "=" + none;
  }
  std::cout << example << '\n';
  return 0;
}

}  // namespace

int run_timer(Door& door, Terminal& terminal, MeasureKind kind, std::optional<int> minutes) {
  View view = door.look();
  const PlanItem* item = find_item(door, view, kind);
  const int most = item == nullptr ? 0 : door.protocol().measures[item->measure].minutes_max;
  if (minutes && item != nullptr && (*minutes < 1 || *minutes > most))
    throw Failure{kCommandLineWrong, "--minutes: expected 1 to " + std::to_string(most)};
  // "Not sure" leaves a check open: then it is asked once, and after that the measure is not started.
  if (item != nullptr && item->state == MeasureState::check_first) {
    if (!terminal.interactive() && !door.settings().json) return say_what_to_tell(door, *item);
    if (settle_checks(door, terminal, *item)) {
      view = door.look();
      item = find_item(door, view, kind);
    }
  }
  if (item == nullptr || item->state != MeasureState::open)
    return refuse_to_start(door, terminal, view, item);
  const Measure& measure = door.protocol().measures[item->measure];
  terminal.take_keys();
  const auto [seconds,
              ago] = Countdown(door, terminal, measure, 60L * minutes.value_or(measure.minutes)).run();
  terminal.give_back();
  // Rounded to the nearest minute, with the seconds beside it: recorded as it was, also when stopped early.
  const std::string name = kind == MeasureKind::cold ? "cold" : std::string(timer_command(kind));
  const LocalInstant now = door.now();
  const std::string ended = format_instant(now.instant - Duration{ago * 1'000'000}, now.offset_minutes);
  const Json entry = door.append({{"at", ended},
                                  {"kind", "did"},
                                  {"measure", name},
                                  {"minutes", (seconds + 30) / 60},
                                  {"seconds", seconds}});
  if (door.settings().json) std::cout << entry.dump() << '\n';
  else
    std::cout << fill(door.word(word::terminal_recorded_minutes), "{time}", length_text(door, seconds))
              << '\n';
  return 0;
}

}  // namespace springback::cli
