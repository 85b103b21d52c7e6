// What a person reads of medicines: one answer, all of them at once, and what a dose has changed.
#pragma once

#include <string>
#include <vector>

#include "cli/dose_teller.h"
#include "cli/medicine_view.h"
#include "cli/page.h"
#include "cli/regulars.h"

namespace springback::cli {

/// May I take this now? The verdict, from when and how much, why (with `sources` where from), and what is
/// known of the last 24 hours.
std::string may_screen(const Door& door, const Terminal& terminal, const MedicineView& medicines,
                       const Meant& meant, bool sources);

/// Every medicine that may be offered and what was taken, with bars of the last 24 hours; the suggested one
/// first.
std::string medicines_screen(const Door& door, const Terminal& terminal, const MedicineView& medicines,
                             const std::vector<DailyMedicine>& daily, bool sources);

/// After a dose was recorded: what counts now, from when on the next is allowed, and a breach before all
/// else.
std::string taken_screen(const Door& door, const Terminal& terminal, const MedicineView& medicines,
                         const ToldDose& dose, const std::string& entry_id);

/// What was taken in the last 24 hours, a line each.
std::string last_day(const Door& door, const Terminal& terminal, const MedicineView& medicines);

/// For the screens of the day: the one that is suggested, or from when on one is, or that it is to be asked
/// first.
std::string medicine_line(const Door& door);

}  // namespace springback::cli
