// The plan of a journal as events for a calendar: doses of every day, when the next dose is allowed, the next
// check-in, appointments.
#pragma once

#include <vector>

#include "cli/medicine_view.h"
#include "cli/told.h"
#include "report/calendar.h"

namespace springback::cli {

/// Titles are seen by others: no medicine and nobody whom one sees is named, unless asked for.
enum class Naming : bool { no_names, names };

/// - A medicine of every day: each of its times of day repeats, in floating time. One that is so many minutes
///   apart: the next alone, since all later ones depend on when that is taken.
/// - Each ingredient that the ledger says to wait with: the earliest instant.
/// - What an earlier export may have said and no longer holds is cancelled under the same UID.
std::vector<CalendarEvent> calendar_plan(const Door& door, const MedicineView& medicines,
                                         const std::vector<ToldEntry>& told, Naming naming);

}  // namespace springback::cli
