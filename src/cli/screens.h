// What a person reads: the emergency screen, today's screen, one measure.
#pragma once

#include <string>
#include <vector>

#include "cli/door.h"
#include "cli/terminal.h"

namespace springback::cli {

/// Only what to do, whom to call and what to say.
std::string emergency_screen(const Door& door, const Terminal& terminal, const View& view);

/// The urgency with its reasons, what to do, and the measures with the commands that start them.
std::string today_screen(const Door& door, const Terminal& terminal, const View& view);

/// The same in one look, for a person who has keys to press: the next step, the timers, the number to call.
std::string glance_screen(const Door& door, const Terminal& terminal, const View& view);

/// Before the next question: whom to call now, why, and what to say.
std::string call_screen(const Door& door, const Terminal& terminal, const View& view);

/// When to get help: the steps of this urgency, the numbers, and what to say.
std::string help_screen(const Door& door, const Terminal& terminal, const View& view);

/// The measures that are no timers, each with the key that opens it.
std::string more_screen(const Door& door, const Terminal& terminal, const View& view,
                        const std::vector<const PlanItem*>& items);

/// Why: the rules that fired, each with what it rests on and its sources.
std::string why_screen(const Door& door, const Terminal& terminal, const View& view);

/// One measure: why, how, when to stop, and what holds it back.
std::string measure_screen(const Door& door, const Terminal& terminal, const View& view,
                           const PlanItem& item);

/// The command that starts a measure ("heat"); empty where there is no timer for it.
std::string_view timer_command(MeasureKind kind);

/// The key that starts it on the screen of the day.
char timer_key(MeasureKind kind);

/// "10:15" or, on another day, "2026-11-23 10:15", in the given offset.
std::string clock_text(Instant at, const LocalInstant& now);

}  // namespace springback::cli
