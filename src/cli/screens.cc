#include "cli/screens.h"

#include <algorithm>

#include "cli/layout.h"
#include "cli/medicine_screens.h"
#include "cli/page.h"
#include "document/advice_document.h"
#include "terminal_keys.h"
#include "words/say.h"

namespace springback::cli {
namespace {

/// What a measure's line says of its state.
std::string state_text(const Door& door, const View& view, const PlanItem& item) {
  const Measure& measure = door.protocol().measures[item.measure];
  switch (item.state) {
    case MeasureState::later:
      return fill(door.word(word::terminal_state_later), "{time}", clock_text(*item.open_at, view.at));
    case MeasureState::closed: return std::string(door.word(word::terminal_state_closed));
    case MeasureState::check_first: return std::string(door.word(word::terminal_state_check));
    case MeasureState::open: break;
  }
  if (measure.minutes == 0) return {};
  return fill(door.word(word::terminal_minutes), "{n}", std::to_string(measure.minutes));
}

WordId grade_word(std::string_view grade) {
  if (grade == "high") return word::terminal_grade_high;
  if (grade == "moderate") return word::terminal_grade_moderate;
  if (grade == "low") return word::terminal_grade_low;
  if (grade == "very low") return word::terminal_grade_very_low;
  return word::terminal_grade_expert_opinion;
}

/// Where the plan has medicine, and nothing closes it.
void medicine_item(Page& page, const Door& door, const View& view, const std::string& lead) {
  const bool open = std::ranges::any_of(view.advice.plan, [&](const PlanItem& item) {
    return door.protocol().measures[item.measure].kind == MeasureKind::medicine &&
           item.state != MeasureState::closed;
  });
  if (open) page.item(lead, medicine_line(door));
}

/// The measures that can be done now, then those for later, then what is closed.
void plan_lines(Page& page, const Door& door, const View& view) {
  const auto lines = [&](auto&& belongs, WordId heading) {
    bool any = false;
    for (const PlanItem& item : view.advice.plan) {
      if (!belongs(item)) continue;
      if (!any) {
        page.blank();
        page.title(door.word(heading), Style::strong);
      }
      any = true;
      const Measure& measure = door.protocol().measures[item.measure];
      const std::string_view command = timer_command(measure.kind);
      const std::string lead = "  " + padded(command.empty() ? "plan " + std::string(measure.id)
                                                             : std::string(command),
                                             29);
      std::string text(door.word(measure.title));
      if (const std::string state = state_text(door, view, item); !state.empty()) text += " (" + state + ")";
      page.item(lead, text);
    }
  };
  const auto timed = [&](const PlanItem& item) {
    return !timer_command(door.protocol().measures[item.measure].kind).empty();
  };
  const auto usable = [](const PlanItem& item) { return item.state != MeasureState::closed; };
  lines([&](const PlanItem& item) { return usable(item) && timed(item); }, word::terminal_plan_now);
  lines([&](const PlanItem& item) { return usable(item) && !timed(item); }, word::terminal_plan_more);
  medicine_item(page, door, view, "  " + padded("medicines", 29));
  // What the urgency closes needs no list; what a guard closes is named, so that nobody wonders.
  lines([&](const PlanItem& item) { return !usable(item) && !item.closed_by_urgency; },
        word::terminal_plan_closed);
}

/// A dose that was noted by a slip of the finger can be taken back, under all that comes first.
std::string slip(const Door& door, const Terminal& terminal, const View& view) {
  Page page(door, terminal, view);
  if (view.advice.breaches.empty()) return {};
  page.blank();
  page.faint(door.word(word::terminal_slip));
  return page.take();
}

/// Under whom to call now nobody shall read that nothing was found.
bool is_calm_under_calls(const Advice& advice) {
  return advice.triage.urgency == Urgency::self_care && (advice.line_poison || advice.line_crisis);
}

/// First on the screen, until it is settled.
void call_now(Page& page, const Door& door, const View& view) {
  page.call_now();
  if (!view.advice.line_poison) return;
  page.paragraph(door.word(word::terminal_call_took));
  page.blank();
}

}  // namespace

std::string_view timer_command(MeasureKind kind) {
  switch (kind) {
    case MeasureKind::cold: return "ice";
    case MeasureKind::heat: return "heat";
    case MeasureKind::rest: return "rest";
    case MeasureKind::walk: return "walk";
    default: return {};
  }
}

char timer_key(MeasureKind kind) {
  switch (kind) {
    case MeasureKind::cold: return 'i';
    case MeasureKind::heat: return 'h';
    case MeasureKind::rest: return 'r';
    default: return 'g';
  }
}

std::string clock_text(Instant at, const LocalInstant& now) {
  const std::string then = format_instant(at, now.offset_at(at));
  const std::string today = format_instant(now.instant, now.offset_minutes);
  const std::string clock = then.substr(11, 5);
  return then.substr(0, 10) == today.substr(0, 10) ? clock : then.substr(0, 10) + " " + clock;
}

std::string emergency_screen(const Door& door, const Terminal& terminal, const View& view) {
  Page page(door, terminal, view);
  page.blank();
  page.title(door.word(door.protocol().help_titles[static_cast<std::size_t>(Urgency::emergency)]),
             Style::alarm);
  page.blank();
  page.lines();
  page.blank();
  page.steps();
  page.say_this();
  return page.take();
}

std::string today_screen(const Door& door, const Terminal& terminal, const View& view) {
  const Urgency urgency = view.advice.triage.urgency;
  if (urgency == Urgency::emergency)
    return emergency_screen(door, terminal, view) + slip(door, terminal, view);
  Page page(door, terminal, view);
  page.blank();
  call_now(page, door, view);
  if (!is_calm_under_calls(view.advice)) {
    page.title(door.word(door.protocol().help_titles[static_cast<std::size_t>(urgency)]), Style::strong);
    page.blank();
    page.reasons();
    if (!view.advice.fired.empty()) page.blank();
    page.steps();
  }
  page.blank();
  page.lines();
  page.say_this();
  plan_lines(page, door, view);
  page.blank();
  if (view.advice.next_checkin_at)
    page.paragraph(fill(door.word(word::terminal_next_checkin), "{time}",
                        clock_text(*view.advice.next_checkin_at, view.at)));
  page.ahead();
  page.faint(door.word(word::terminal_not_reviewed));
  return page.take();
}

std::string glance_screen(const Door& door, const Terminal& terminal, const View& view) {
  const Urgency urgency = view.advice.triage.urgency;
  if (urgency == Urgency::emergency)
    return emergency_screen(door, terminal, view) + slip(door, terminal, view);
  Page page(door, terminal, view);
  page.blank();
  call_now(page, door, view);
  if (!is_calm_under_calls(view.advice)) {
    page.title(door.word(door.protocol().help_titles[static_cast<std::size_t>(urgency)]), Style::strong);
    page.reasons();
    page.blank();
    page.first_step();
  }
  for (const PlanItem& item : view.advice.plan) {
    const Measure& measure = door.protocol().measures[item.measure];
    if (item.state == MeasureState::closed || timer_command(measure.kind).empty()) continue;
    const std::string lead = "   " + std::string(1, timer_key(measure.kind)) + "  ";
    std::string text(door.word(measure.title));
    if (const std::string state = state_text(door, view, item); !state.empty()) text += " (" + state + ")";
    page.item(lead, text);
  }
  medicine_item(page, door, view, "   p  ");
  page.blank();
  page.lines();
  if (view.advice.next_checkin_at) {
    page.blank();
    page.paragraph(fill(door.word(word::terminal_next_checkin), "{time}",
                        clock_text(*view.advice.next_checkin_at, view.at)));
  }
  page.ahead();
  page.faint(door.word(word::terminal_not_reviewed));
  return page.take();
}

std::string call_screen(const Door& door, const Terminal& terminal, const View& view) {
  Page page(door, terminal, view);
  page.blank();
  page.call_now();
  page.reasons();
  page.say_this();
  return page.take();
}

std::string help_screen(const Door& door, const Terminal& terminal, const View& view) {
  Page page(door, terminal, view);
  page.blank();
  page.title(door.word(door.protocol().help_titles[static_cast<std::size_t>(view.advice.triage.urgency)]),
             Style::strong);
  page.blank();
  page.steps();
  page.blank();
  page.lines();
  page.say_this();
  return page.take();
}

std::string more_screen(const Door& door, const Terminal& terminal, const View& view,
                        const std::vector<const PlanItem*>& items) {
  Page page(door, terminal, view);
  page.blank();
  page.title(door.word(word::terminal_more_title), Style::strong);
  page.blank();
  for (std::size_t i = 0; i < items.size(); ++i) {
    std::string text(door.word(door.protocol().measures[items[i]->measure].title));
    if (const std::string state = state_text(door, view, *items[i]); !state.empty())
      text += " (" + state + ")";
    page.item("   " + std::string(1, static_cast<char>('a' + i)) + "  ", text);
  }
  return page.take();
}

std::string why_screen(const Door& door, const Terminal& terminal, const View& view) {
  const Protocol& protocol = door.protocol();
  Page page(door, terminal, view);
  page.blank();
  if (view.advice.triage.urgency == Urgency::undecided)
    page.paragraph(door.word(word::terminal_why_undecided));
  else if (view.advice.fired.empty()) page.paragraph(door.word(word::terminal_why_none));
  page.ahead();
  for (const RuleAdvice& fired : view.advice.fired) {
    const Rule& rule = protocol.rules[fired.rule];
    page.item(" " + std::string(rule.id) + " ", door.word(rule.because));
    std::string rests;
    for (const FindingId id : fired.findings)
      rests += (rests.empty() ? "" : ", ") + std::string(protocol.findings[id].id);
    std::string sources;
    for (const SourceId id : rule.sources)
      sources += (sources.empty() ? "" : ", ") + std::string(protocol.sources[id]);
    page.faint("    " + rests + "  <-  " + sources);
  }
  return page.take();
}

std::string measure_screen(const Door& door, const Terminal& terminal, const View& view,
                           const PlanItem& item) {
  const Measure& measure = door.protocol().measures[item.measure];
  Page page(door, terminal, view);
  page.blank();
  page.title(door.word(measure.title), Style::strong);
  if (item.state == MeasureState::closed || item.state == MeasureState::later) {
    if (item.state == MeasureState::later) page.paragraph(state_text(door, view, item));
    if (item.closed_by_urgency)
      page.paragraph(
          door.word(door.protocol().help_titles[static_cast<std::size_t>(view.advice.triage.urgency)]));
    for (const std::uint16_t guard : item.guards) page.paragraph(door.word(measure.guards[guard].because));
    return page.take();
  }
  page.paragraph(door.word(measure.why));
  page.blank();
  int number = 1;
  for (const WordId step : measure.how) page.item(" " + std::to_string(number++) + ". ", door.word(step));
  if (measure.watch != 0) {
    page.blank();
    page.paragraph(door.word(measure.watch));
  }
  page.blank();
  if (measure.minutes > 0)
    page.faint(fill(fill(door.word(word::terminal_minutes_max), "{n}", std::to_string(measure.minutes)),
                    "{max}", std::to_string(measure.minutes_max)));
  page.faint(fill(door.word(word::terminal_grade), "{grade}", door.word(grade_word(measure.grade))));
  return page.take();
}

}  // namespace springback::cli
