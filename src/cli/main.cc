// springback: what to do when your back has just gone out. The commands are in commands.h; here is only the
// command line.
#include <CLI/CLI.hpp>
#include <functional>
#include <iostream>

#include "cli/commands.h"

namespace {

using namespace springback;
using namespace springback::cli;

/// The command line as it is read; each command leaves here what is to be run.
struct CommandLine {
  CLI::App app{"What to do when your back has just gone out: is it dangerous, what now, am I getting better.",
               "springback"};
  Settings settings;
  std::string at_text;
  std::function<int()> run;
  std::function<int()> run_inner;  ///< of a command inside that one
  CLI::App* takes_time_of_day = nullptr;  ///< reads --at itself
  AdviseOptions advise;
  MedicineOptions medicine;
  ServeOptions serve;
  CalendarOptions calendar;
  std::vector<std::string> words;
  std::string name;
  std::optional<int> minutes;
};

CLI::App* command(CommandLine& line, const std::string& name, const std::string& help,
                  std::function<int()> run) {
  CLI::App* sub = line.app.add_subcommand(name, help);
  sub->fallthrough();
  sub->callback([&line, run = std::move(run)] { line.run = run; });
  return sub;
}

void add_measures(CommandLine& line) {
  const auto measure = [&line](const char* name, const char* help, MeasureKind kind) {
    command(line, name, help, [&line, kind] {
      return run_measure(line.settings, kind, line.minutes);
    })->add_option("--minutes", line.minutes, "how long, up to the limit of the measure");
  };
  measure("ice", "cold with a timer that protects the skin", MeasureKind::cold);
  measure("heat", "heat with a timer that protects the skin", MeasureKind::heat);
  measure("rest", "lie down for a while, with an end to it", MeasureKind::rest);
  measure("walk", "a short walk, as long as is right for this day", MeasureKind::walk);
}

void add_entries(CommandLine& line) {
  command(line, "tell", "tell something: tell pain_now=6 fever=no pain_sites=low_back,thigh_left",
          [&line] { return run_tell(line.settings, line.words); })
      ->add_option("answers", line.words, "finding=value; `?` means not sure")
      ->required();
  CLI::App* did = command(line, "did", "something was done: did walk 10",
                          [&line] { return run_did(line.settings, line.name, line.minutes); });
  did->add_option("measure", line.name, "cold, heat, rest, walk, massage, movement, activity")->required();
  did->add_option("minutes", line.minutes, "how long it took");
  command(line, "note", "keep some words with the journal",
          [&line] { return run_note(line.settings, line.words); })
      ->add_option("text", line.words)
      ->required();
  command(line, "recovered", "it is over", [&line] { return run_recovered(line.settings); });
  command(line, "undo", "take the last entry back", [&line] { return run_undo(line.settings); });
}

void add_may_and_took(CommandLine& line) {
  CLI::App* may = command(line, "may", "may I take this now: may ibuprofen, may \"night cold drink\"",
                          [&line] { return run_may(line.settings, line.medicine); });
  may->add_option("what", line.medicine.words, "its name, as people know it")->required();
  may->add_option("--units", line.medicine.units, "how many at once (ml or g, where it is measured)");
  may->add_flag("--unlisted", line.medicine.unlisted, "none of the products that are offered");
  may->add_flag("--why", line.medicine.why, "each reason with its sources");
  CLI::App* took = command(line, "took", "a medicine was taken: took 2 ibuprofen-200 --at 22:00", [&line] {
    line.medicine.at = line.at_text;
    return run_took(line.settings, line.medicine);
  });
  took->add_option("what", line.medicine.words, "how many, and what")->required();
  took->add_flag("--prescribed", line.medicine.prescribed, "as a doctor prescribed it");
  took->add_flag("--not-sure-how-much", line.medicine.not_sure_how_much, "how many is the least it was");
  took->add_flag("--unlisted", line.medicine.unlisted, "none of the products that are offered");
  line.takes_time_of_day = took;
}

void add_medicines(CommandLine& line) {
  CLI::App* medicines = command(line, "medicines",
                                "the last 24 hours, what is open, and what you take every day",
                                [&line] { return run_medicines(line.settings, line.medicine); });
  medicines->require_subcommand(0, 1);
  medicines->add_flag("--why", line.medicine.why, "each reason with its sources");
  const auto sub = [&](const char* name, const char* help, std::function<int()> run) {
    CLI::App* made = medicines->add_subcommand(name, help);
    made->fallthrough();
    made->callback([&line, run = std::move(run)] { line.run_inner = run; });
    made->add_option("name", line.medicine.words, "its name, as people know it")->required();
    return made;
  };
  CLI::App* add = sub("add", "you take this every day: medicines add warfarin",
                      [&line] { return run_medicines_add(line.settings, line.medicine); });
  add->add_option("--every-day-at", line.medicine.every_day_at,
                  "a time of day, 08:00; may stand several times")
      ->take_all()
      ->allow_extra_args(false);
  add->add_option("--every-hours", line.medicine.every_hours, "hours from one to the next");
  sub("stop", "you no longer take this",
      [&line] { return run_medicines_stop(line.settings, line.medicine); });
}

void add_advice(CommandLine& line) {
  command(line, "now", "the interview", [&line] { return run_now(line.settings); });
  command(line, "check", "ask the danger signs again", [&line] { return run_check(line.settings, true); });
  command(line, "checkin", "how it goes: danger signs, pain, what you can do",
          [&line] { return run_check(line.settings, false); });
  command(line, "plan", "what to do now; with a name, how to do it", [&line] {
    return run_plan(line.settings, line.name);
  })->add_option("measure", line.name, "one measure of the plan");
  command(line, "why", "the rules behind this advice, with their sources",
          [&line] { return run_why(line.settings); });
  CLI::App* advise = command(line, "advise", "advice on a journal, or on many cases",
                             [&line] { return run_advise(line.settings, line.advise); });
  advise->add_option("--cases", line.advise.cases, "a file of requests, one a line (- for standard input)");
  advise->add_flag("--brief", line.advise.brief, "only id, urgency and dose");
  command(line, "triage", "the urgency alone, with its rules", [&line] {
    line.advise.triage_only = true;
    return run_advise(line.settings, line.advise);
  });
}

void add_calendar(CommandLine& line) {
  CLI::App* calendar = command(line, "calendar", "what is planned, as a file for calendars (iCalendar)",
                               [&line] { return run_calendar(line.settings, line.calendar); });
  calendar->add_option("--out", line.calendar.file, "where to (standard output without it)");
  calendar->add_flag("--names", line.calendar.names, "medicines by name: others may see the titles");
}

void add_journal_and_protocol(CommandLine& line) {
  CLI::App* journal = line.app.add_subcommand("journal", "list, export or import what was recorded");
  journal->require_subcommand(1)->fallthrough();
  const auto sub = [&line](CLI::App* parent, const char* name, const char* help, std::function<int()> run) {
    CLI::App* made = parent->add_subcommand(name, help);
    made->fallthrough();
    made->callback([&line, run = std::move(run)] { line.run = run; });
    return made;
  };
  sub(journal, "list", "every entry, oldest first", [&line] { return run_journal_list(line.settings); });
  sub(journal, "export", "as JSON Lines", [&line] {
    return run_journal_export(line.settings, line.name);
  })->add_option("file", line.name, "where to (standard output without it)");
  sub(journal, "import", "from JSON Lines; bad lines are named, good ones kept",
      [&line] { return run_journal_import(line.settings, line.name); })
      ->add_option("file", line.name, "where from (- for standard input)")
      ->required();
  CLI::App* protocol = line.app.add_subcommand("protocol", "what Springback knows, and from where");
  protocol->require_subcommand(1)->fallthrough();
  sub(protocol, "list", "all rows and findings", [&line] { return run_protocol_list(line.settings); });
  sub(protocol, "show", "a row with its words, sources and cases: show R03",
      [&line] { return run_protocol_show(line.settings, line.name); })
      ->add_option("row", line.name)
      ->required();
  sub(protocol, "trace", "statement of the founding article -> rows -> cases",
      [&line] { return run_protocol_trace(line.settings); });
}

void add_serve(CommandLine& line) {
  CLI::App* serve = command(line, "serve",
                            "the page and the interface for programs, over HTTP on this machine",
                            [&line] { return run_serve(line.settings, line.serve); });
  serve->add_option("--port", line.serve.port, "the port (8127; 0 takes any that is free)")
      ->check(CLI::Range(0, 65535));
  serve->add_option("--bind", line.serve.address, "the address to listen on (127.0.0.1)");
  serve->add_option("--page", line.serve.page, "the folder of the page (none: only for programs)");
  serve->add_flag("--quiet", line.serve.quiet, "no line for each request");
}

void print_completion(const CommandLine& line) {
  std::vector<CommandInfo> commands;
  for (const CLI::App* sub : line.app.get_subcommands({})) {
    CommandInfo info{.name = sub->get_name()};
    const auto add_options = [&info](const CLI::App* of) {
      for (const CLI::Option* option : of->get_options())
        if (!option->get_lnames().empty()) info.words.push_back("--" + option->get_lnames().front());
    };
    for (const CLI::App* inner : sub->get_subcommands({})) {
      info.words.push_back(inner->get_name());
      add_options(inner);
    }
    add_options(sub);
    if (info.name == "may" || info.name == "took")
      for (const Product& product : built_in().products) info.words.emplace_back(product.id);
    for (const char* everywhere : {"--json", "--at", "--journal", "--locale", "--region"})
      info.words.emplace_back(everywhere);
    commands.push_back(std::move(info));
  }
  std::vector<std::string> findings;
  for (const Finding& finding : built_in().findings)
    if (finding.reported) findings.emplace_back(finding.id);
  std::cout << completion_script(line.name, commands, findings);
}

void build(CommandLine& line) {
  CLI::App& app = line.app;
  app.set_version_flag("--version", "springback " + std::string(kVersion) + ", protocol " +
                                        std::string(built_in().version) + " (no clinician has reviewed it)");
  app.add_option("--journal", line.settings.journal, "the journal to use (default: in the data folder)");
  app.add_option("--at", line.at_text, "as if it were this instant: 2026-11-22T09:00:00+01:00");
  app.add_option("--locale", line.settings.locale, "en or es (default: the environment's)")
      ->check(CLI::IsMember({"en", "es"}));
  app.add_option("--region", line.settings.region, "us, uk, eu or other: for telephone numbers and labels")
      ->check(CLI::IsMember({"us", "uk", "eu", "other"}));
  app.add_flag("--json", line.settings.json, "documents of the contract instead of screens");
  app.fallthrough();
  app.footer(
      "Without a command: the interview, or today's screen.\n"
      "In an emergency do not read on: call your emergency number (911, 999, 112).\n\n"
      "  springback                          my back just went out\n"
      "  springback checkin                  how it goes\n"
      "  springback heat                     warmth, with a timer\n"
      "  springback may ibuprofen            may I take this now?\n"
      "  springback tell pain_now=6 fever=no\n"
      "  springback advise --journal journal.jsonl --at 2026-11-22T09:00:00+01:00 --json\n\n"
      "It informs, it does not diagnose. Nothing leaves this machine.\n"
      "Exit status: 0 done, 1 the input is wrong, 2 the command line is wrong, 3 this machine failed.");
  add_advice(line);
  add_measures(line);
  add_may_and_took(line);
  add_medicines(line);
  add_calendar(line);
  add_entries(line);
  add_journal_and_protocol(line);
  add_serve(line);
  CLI::App* completion = command(line, "completion", "a completion script: bash, zsh or fish", [&line] {
    print_completion(line);
    return 0;
  });
  completion->add_option("shell", line.name)->required()->check(CLI::IsMember({"bash", "zsh", "fish"}));
}

int parse_and_run(CommandLine& line, int argc, char** argv) {
  try {
    line.app.parse(argc, argv);
  } catch (const CLI::CallForHelp& call) {
    return line.app.exit(call);
  } catch (const CLI::CallForAllHelp& call) {
    return line.app.exit(call);
  } catch (const CLI::CallForVersion& call) {
    return line.app.exit(call);
  } catch (const CLI::ParseError& error) {
    std::cerr << "springback: " << error.what() << "; `springback --help` shows how\n";
    return kCommandLineWrong;
  }
  if (line.app.count("--at") > 0 && !line.takes_time_of_day->parsed()) {
    const auto at = parse_instant(line.at_text);
    if (!at)
      throw Failure{kCommandLineWrong,
                    "--at: '" + line.at_text + "' is not an instant like 2026-11-22T09:00:00+01:00"};
    line.settings.at = *at;
  }
  if (line.run_inner) return line.run_inner();
  return line.run ? line.run() : run_start(line.settings);
}

}  // namespace

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  CommandLine line;
  try {
    build(line);
    const int status = parse_and_run(line, argc, argv);
    std::cout.flush();
    return std::cout.good() ? status : kMachineFailed;
  } catch (const Failure& failure) {
    std::cout.flush();
    std::cerr << "springback: " << failure.message << '\n';
    return failure.status;
  } catch (const std::exception& error) {
    std::cerr << "springback: " << error.what() << '\n';
    return kMachineFailed;
  }
}
