#include "cli/commands.h"

#include <algorithm>
#include <iostream>

#include "cli/interview.h"
#include "cli/layout.h"
#include "cli/medicine_screens.h"
#include "cli/screens.h"
#include "cli/timer.h"
#include "document/advice_document.h"
#include "terminal_keys.h"
#include "words/say.h"

namespace springback::cli {
namespace {

void print_json(const Door& door, Occasion occasion) {
  const Request request{
      .at = door.now(),
      .catalogue = &door.words(),
      .region = door.settings().region.empty() ? std::nullopt : std::optional(door.settings().region),
      .occasion = occasion,
      .journal = journal_of(door.entries())};
  std::cout << advice_document(door.protocol(), request) << '\n';
}

void print_today(const Door& door, const Terminal& terminal, const View& view) {
  std::cout << today_screen(door, terminal, view);
  if (!view.advice.ask.empty()) std::cout << " " << door.word(word::terminal_go_on) << '\n';
}

/// The screen of the day with its keys: timers, check-in, when to get help, why, and everything else one can
/// do.
class TodayMenu {
 public:
  TodayMenu(Door& door, Terminal& terminal) : door_(door), terminal_(terminal) {}

  void run() {
    for (;;) {
      view_ = door_.look();
      terminal_.take_keys();
      const bool emergency = view_.advice.triage.urgency == Urgency::emergency;
      const auto early = show(glance_screen(door_, terminal_, view_),
                              emergency ? word::terminal_keys_emergency : word::terminal_keys_today);
      if (!handle(early ? *early : terminal_.key())) break;
    }
    terminal_.give_back();
  }

 private:
  /// What is taller than the terminal is shown page by page, its beginning first. The key, where the person
  /// leaves before the last page.
  std::optional<Key> show(const std::string& screen, WordId keys) {
    const int columns = std::min(terminal_.columns(), 90);
    std::string text = screen + "\n" + wrapped(door_.word(keys), columns, " ", " ");
    const auto rows = static_cast<std::ptrdiff_t>(std::max(terminal_.rows() - 2, 4));
    while (std::ranges::count(text, '\n') > rows) {
      std::size_t cut = 0;
      for (std::ptrdiff_t line = 0; line < rows; ++line) cut = text.find('\n', cut) + 1;
      terminal_.clear();
      terminal_.write(text.substr(0, cut) + " " + std::string(door_.word(word::terminal_next_page)) + "\n");
      const Key key = terminal_.key();
      if (key.name == Key::closed || (key.name == Key::character && key.letter == 'q')) return key;
      text.erase(0, cut);
    }
    terminal_.clear();
    terminal_.write(text);
    return std::nullopt;
  }

  void show_and_wait(const std::string& screen) {
    if (!show(screen, word::terminal_any_key)) terminal_.key();
  }

  /// False where the person leaves.
  bool handle(const Key& key) {
    if (key.name == Key::closed) return false;
    if (key.name != Key::character) return true;
    switch (key.letter) {
      case 'q': return false;
      case 'w': show_and_wait(why_screen(door_, terminal_, view_)); return true;
      case 'd': show_and_wait(help_screen(door_, terminal_, view_)); return true;
      case 'c': return interview(door_, terminal_, Occasion::checkin) != Ended::quit;
      default: break;
    }
    if (view_.advice.triage.urgency == Urgency::emergency) return true;
    if (key.letter == 'm') more();
    if (key.letter == 'p')
      show_and_wait(medicines_screen(door_, terminal_, MedicineView(door_), daily_medicines(door_), false));
    for (const MeasureKind kind :
         {MeasureKind::cold, MeasureKind::heat, MeasureKind::rest, MeasureKind::walk})
      if (timer_key(kind) == key.letter) start_timer(kind);
    return true;
  }

  void start_timer(MeasureKind kind) {
    terminal_.clear();
    run_timer(door_, terminal_, kind, std::nullopt);
    std::cout.flush();
    terminal_.take_keys();
    terminal_.write("\n " + std::string(door_.word(word::terminal_any_key)) + "\n");
    terminal_.key();
  }

  void more() {
    std::vector<const PlanItem*> items;
    for (const PlanItem& item : view_.advice.plan)
      if (timer_command(door_.protocol().measures[item.measure].kind).empty() && !item.closed_by_urgency)
        items.push_back(&item);
    for (;;) {
      if (show(more_screen(door_, terminal_, view_, items), word::terminal_keys_more)) return;
      const Key key = terminal_.key();
      const bool letter = key.name == Key::character && key.letter >= 'a';
      const auto place = static_cast<std::size_t>(key.letter - 'a');
      if (!letter || place >= items.size()) return;
      show_and_wait(measure_screen(door_, terminal_, view_, *items[place]));
    }
  }

  Door& door_;
  Terminal& terminal_;
  View view_;
};

/// Only an interview records; what is printed for another program, or for a pipe, is read.
Wants asks(const Settings& settings, const Terminal& terminal) {
  return terminal.interactive() && !settings.json ? Wants::to_record : Wants::to_read;
}

int finish_interview(Door& door, Terminal& terminal, Ended ended) {
  if (ended == Ended::quit) {
    const View view = door.look();
    terminal.clear();
    // Leaving hides nothing: what is known already is shown.
    print_today(door, terminal, view);
    std::cout << " " << door.word(word::terminal_kept) << '\n';
    return 0;
  }
  TodayMenu(door, terminal).run();
  return 0;
}

}  // namespace

int run_start(const Settings& settings) {
  Terminal terminal;
  Door door(settings, asks(settings, terminal));
  if (settings.json) {
    print_json(door, Occasion::interview);
    return 0;
  }
  const View view = door.look();
  if (!terminal.interactive()) {
    print_today(door, terminal, view);
    return 0;
  }
  const bool undecided = view.advice.triage.urgency == Urgency::undecided;
  if (!view.story.episode.open || undecided) {
    const bool returns = view.story.episode.open && view.story.returning;
    const Occasion occasion = returns ? Occasion::checkin : Occasion::interview;
    return finish_interview(door, terminal, interview(door, terminal, occasion));
  }
  TodayMenu(door, terminal).run();
  return 0;
}

int run_now(const Settings& settings) {
  Terminal terminal;
  if (!terminal.interactive() || settings.json) return run_start(settings);
  Door door(settings);
  return finish_interview(door, terminal, interview(door, terminal, Occasion::interview));
}

int run_check(const Settings& settings, bool signs_only) {
  Terminal terminal;
  Door door(settings, asks(settings, terminal));
  const Occasion occasion = signs_only ? Occasion::signs : Occasion::checkin;
  if (settings.json) {
    print_json(door, occasion);
    return 0;
  }
  if (!terminal.interactive()) {
    print_today(door, terminal, door.look(occasion));
    return 0;
  }
  return finish_interview(door, terminal, interview(door, terminal, occasion));
}

int run_plan(const Settings& settings, const std::string& measure) {
  const Door door(settings, Wants::to_read);
  const Terminal terminal;
  const View view = door.look();
  if (measure.empty()) {
    if (settings.json) print_json(door, Occasion::interview);
    else print_today(door, terminal, view);
    return 0;
  }
  const auto found = std::ranges::find_if(view.advice.plan, [&](const PlanItem& item) {
    const Measure& row = door.protocol().measures[item.measure];
    return row.id == measure || timer_command(row.kind) == measure;
  });
  if (found == view.advice.plan.end())
    throw Failure{kInputWrong, "plan: there is no '" + measure + "'; `springback plan` lists what there is"};
  std::cout << measure_screen(door, terminal, view, *found);
  return 0;
}

int run_why(const Settings& settings) {
  const Door door(settings, Wants::to_read);
  const Terminal terminal;
  if (settings.json) print_json(door, Occasion::interview);
  else std::cout << why_screen(door, terminal, door.look());
  return 0;
}

int run_measure(const Settings& settings, MeasureKind kind, std::optional<int> minutes) {
  Door door(settings);
  Terminal terminal;
  return run_timer(door, terminal, kind, minutes);
}

}  // namespace springback::cli
