#include "cli/commands.h"

#include <algorithm>
#include <iostream>

#include "cli/interview.h"
#include "cli/layout.h"
#include "cli/screens.h"
#include "cli/timer.h"
#include "document/advice_document.h"
#include "word_keys.h"
#include "words/say.h"

namespace springback::cli {
namespace {

void print_json(const Door& door, Occasion occasion) {
  const Request request{.at = door.now(),
                        .catalogue = &door.words(),
                        .region = door.settings().region.empty() ? std::nullopt
                                                                 : std::optional(door.settings().region),
                        .occasion = occasion,
                        .journal = journal_of(door.entries())};
  std::cout << advice_document(door.protocol(), request) << '\n';
}

void print_today(const Door& door, const Terminal& terminal, const View& view) {
  std::cout << today_screen(door, terminal, view);
  if (!view.advice.ask.empty()) std::cout << " " << door.word(word::terminal_go_on) << '\n';
}

/// Number keys open a measure, others check in, say why, or leave.
void today_menu(Door& door, Terminal& terminal) {
  for (;;) {
    const View view = door.look();
    terminal.take_keys();
    terminal.clear();
    terminal.write(today_screen(door, terminal, view));
    const bool emergency = view.advice.triage.urgency == Urgency::emergency;
    terminal.write("\n " + std::string(door.word(emergency ? word::terminal_keys_emergency : word::terminal_keys_today)) + "\n");
    const Key key = terminal.key();
    if (key.name == Key::closed) break;
    if (key.name != Key::character) continue;
    if (key.letter == 'q') break;
    if (key.letter == 'w') {
      terminal.clear();
      terminal.write(why_screen(door, terminal, view) + "\n " + std::string(door.word(word::terminal_any_key)) + "\n");
      terminal.key();
    }
    if (key.letter == 'c' && interview(door, terminal, Occasion::checkin) == Ended::quit) break;
    if (emergency) continue;
    const MeasureKind kind = key.letter == 'h'   ? MeasureKind::heat
                             : key.letter == 'i' ? MeasureKind::cold
                             : key.letter == 'r' ? MeasureKind::rest
                             : key.letter == 'g' ? MeasureKind::walk
                                                 : MeasureKind::note;
    if (kind == MeasureKind::note) continue;
    terminal.clear();
    run_timer(door, terminal, kind, std::nullopt);
    terminal.take_keys();
    terminal.write("\n " + std::string(door.word(word::terminal_any_key)) + "\n");
    terminal.key();
  }
  terminal.give_back();
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
  today_menu(door, terminal);
  return 0;
}

}  // namespace

int run_start(const Settings& settings) {
  Door door(settings);
  Terminal terminal;
  if (settings.json) {
    print_json(door, Occasion::interview);
    return 0;
  }
  const View view = door.look();
  if (!terminal.interactive()) {
    print_today(door, terminal, view);
    return 0;
  }
  const bool asks = view.advice.triage.urgency == Urgency::undecided;
  if (!view.story.episode.open || asks) {
    const Occasion occasion = view.story.returning ? Occasion::checkin : Occasion::interview;
    return finish_interview(door, terminal, interview(door, terminal, occasion));
  }
  today_menu(door, terminal);
  return 0;
}

int run_now(const Settings& settings) {
  Door door(settings);
  Terminal terminal;
  if (!terminal.interactive() || settings.json) return run_start(settings);
  return finish_interview(door, terminal, interview(door, terminal, Occasion::interview));
}

int run_check(const Settings& settings, bool signs_only) {
  Door door(settings);
  Terminal terminal;
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
  const Door door(settings);
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
  const Door door(settings);
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
