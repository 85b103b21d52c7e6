// The commands of `springback`, one function each. Each returns the exit status and throws Failure for what
// the person must mend.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/door.h"
#include "cli/terminal.h"

namespace springback::cli {

inline constexpr std::string_view kVersion = "0.1.0";

// commands.cc
int run_start(const Settings& settings);              ///< no command: interview, or today's screen
int run_now(const Settings& settings);                ///< the interview
int run_check(const Settings& settings, bool signs_only);
int run_plan(const Settings& settings, const std::string& measure);
int run_why(const Settings& settings);
int run_measure(const Settings& settings, MeasureKind kind, std::optional<int> minutes);

// advise_command.cc
struct AdviseOptions {
  std::string cases;
  bool brief = false;
  bool triage_only = false;
};
int run_advise(const Settings& settings, const AdviseOptions& options);

// entry_commands.cc
int run_tell(const Settings& settings, const std::vector<std::string>& answers);
int run_did(const Settings& settings, const std::string& measure, std::optional<int> minutes);
int run_note(const Settings& settings, const std::vector<std::string>& words);
int run_recovered(const Settings& settings);
int run_undo(const Settings& settings);

// medicine_commands.cc
struct MedicineOptions {
  std::vector<std::string> words;         ///< how many, and of what
  std::optional<double> units;
  std::string at;                         ///< when it was taken: "22:00", or an instant
  bool prescribed = false;
  bool not_sure_how_much = false;
  bool unlisted = false;                  ///< none of the products that are known
  bool why = false;                       ///< with sources
  std::vector<std::string> every_day_at;  ///< "08:00"
  std::optional<int> every_hours;
};
int run_may(const Settings& settings, const MedicineOptions& options);
int run_took(const Settings& settings, const MedicineOptions& options);
int run_medicines(const Settings& settings, const MedicineOptions& options);
int run_medicines_add(const Settings& settings, const MedicineOptions& options);
int run_medicines_stop(const Settings& settings, const MedicineOptions& options);

// calendar_command.cc
struct CalendarOptions {
  std::string file;    ///< empty or "-": standard output
  bool names = false;  ///< of medicines and of whom one sees, in titles
};
int run_calendar(const Settings& settings, const CalendarOptions& options);

// journal_commands.cc
int run_journal_list(const Settings& settings);
int run_journal_export(const Settings& settings, const std::string& file);
int run_journal_import(const Settings& settings, const std::string& file);

// protocol_commands.cc
int run_protocol_list(const Settings& settings);
int run_protocol_show(const Settings& settings, const std::string& name);
int run_protocol_trace(const Settings& settings);

// serve_command.cc
struct ServeOptions {
  std::string address = "127.0.0.1";
  int port = 8127;   ///< 0: any that is free
  std::string page;  ///< a folder; empty: no page
  bool quiet = false;  ///< no line for each request
};
int run_serve(const Settings& settings, const ServeOptions& options);

// completion.cc
struct CommandInfo {
  std::string name;
  std::vector<std::string> words;  ///< sub-commands and options
};
std::string completion_script(const std::string& shell, const std::vector<CommandInfo>& commands,
                              const std::vector<std::string>& findings);

}  // namespace springback::cli
