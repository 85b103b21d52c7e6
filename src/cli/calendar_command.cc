#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "cli/calendar_plan.h"
#include "cli/commands.h"
#include "cli/screens.h"
#include "terminal_keys.h"
#include "words/say.h"

namespace springback::cli {
namespace {

using Json = nlohmann::ordered_json;

/// Only what is a calendar already is written over: the same command is run again and again.
bool may_be_written(const std::string& file) {
  std::error_code missing;
  if (!std::filesystem::exists(file, missing)) return true;
  constexpr std::string_view kBegin = "BEGIN:VCALENDAR";
  std::ifstream in(file, std::ios::binary);
  std::array<char, kBegin.size()> begin{};
  in.read(begin.data(), begin.size());
  return std::filesystem::is_regular_file(file, missing) &&
         std::string_view(begin.data(), static_cast<std::size_t>(in.gcount())) == kBegin;
}

void write_file(const std::string& file, const std::string& text) {
  if (!may_be_written(file))
    throw Failure{kInputWrong, file + ": is there already and is no calendar; name another file"};
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  if (!out) throw Failure{kMachineFailed, file + ": cannot be written"};
  out << text;
  out.close();
  if (!out) throw Failure{kMachineFailed, file + ": could not be written to the end"};
}

struct Counts {
  std::size_t planned = 0, cancelled = 0;
};

Counts counts_of(const std::vector<CalendarEvent>& events) {
  const auto cancelled = static_cast<std::size_t>(std::ranges::count_if(events, &CalendarEvent::cancelled));
  return {.planned = events.size() - cancelled, .cancelled = cancelled};
}

void print_json(const Counts& counts, const std::string& text, const std::string& file) {
  Json result = {{"events", counts.planned}};
  if (counts.cancelled > 0) result["cancelled"] = counts.cancelled;
  if (!text.empty()) result[file.empty() ? "calendar" : "file"] = file.empty() ? text : file;
  std::cout << result.dump() << '\n';
}

/// What a person hears of it: not on standard output, where that is the calendar.
void tell(const Door& door, const MedicineView& medicines, const Counts& counts, const std::string& file) {
  std::ostream& out = file.empty() ? std::cerr : std::cout;
  if (medicines.view().advice.triage.urgency == Urgency::emergency)
    out << emergency_screen(door, Terminal(), medicines.view()) << '\n';
  if (counts.planned + counts.cancelled == 0) {
    out << door.word(word::calendar_none) << '\n';
    return;
  }
  const auto count = [&](WordId word, std::size_t n) {
    return fill(door.word(word), "{n}", std::to_string(n));
  };
  const std::string made = count(file.empty() ? word::calendar_made : word::calendar_written, counts.planned);
  out << fill(made, "{file}", file);
  if (counts.cancelled > 0) out << ' ' << count(word::calendar_crossed_out, counts.cancelled);
  out << '\n';
}

}  // namespace

int run_calendar(const Settings& settings, const CalendarOptions& options) {
  const Door door(settings, Wants::to_read);
  const MedicineView medicines(door);
  const std::vector<ToldEntry> told = told_entries(door);
  const std::string file = options.file == "-" ? "" : options.file;
  const auto events = calendar_plan(door, medicines, told, options.names ? Naming::names : Naming::no_names);
  std::string text;
  if (!events.empty())
    text = calendar(events, {.written = medicines.request().at.instant,
                             .sequence = told.size(),
                             .language = door.words().language});
  if (!file.empty() && !text.empty()) write_file(file, text);
  if (settings.json) {
    print_json(counts_of(events), text, file);
    return 0;
  }
  if (file.empty()) std::cout << text << std::flush;
  tell(door, medicines, counts_of(events), file);
  return 0;
}

}  // namespace springback::cli
