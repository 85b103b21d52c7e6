// springback-verify: the proofs, all or one part. README.md of this folder says what each part is for.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <functional>
#include <iostream>
#include <sstream>
#include <thread>

#include "compare/compare.h"
#include "compare/order.h"
#include "compare/requests.h"
#include "compile.h"
#include "figures.h"
#include "ledger/bounded.h"
#include "ledger/logging.h"
#include "ledger/sequences.h"
#include "mutants/court.h"
#include "mutants/mutants.h"
#include "population/sensitivity.h"
#include "properties/properties.h"
#include "refusals.h"

namespace {

using namespace springback;
using namespace springback::verify;

const std::string kRoot = SPRINGBACK_SOURCE_DIR;

std::string read_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) throw std::runtime_error("cannot read " + path);
  return text.str();
}

void write_text(const std::string& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (!file) throw std::runtime_error("cannot write " + path);
}

/// What the command line asks for.
struct Order {
  std::string figures;      ///< file for what was found; empty: none
  unsigned threads = std::max(1U, std::thread::hardware_concurrency());
  std::uint64_t stories = 1'000'000, people = 1'000'000;
  std::uint64_t sequences = 0;  ///< of doses; 0: as many as ./test runs
  bool every_count = false, sharp_mutants = false, verdicts = false, check = false, full = false;
  std::vector<std::string> words;
};

Results run_properties(const Order& order) {
  const Subject subject(protocolc::read_files(kRoot + "/protocol"));
  return prove_all(subject, built_in(), order.threads);
}

Results run_compare(const Order& order) {
  const protocolc::Files files = protocolc::read_files(kRoot + "/protocol");
  const reference::Protocol read = reference::read_protocol(files);
  const Sides sides(built_in(), read);
  Results results = compare_cases(sides, files, read_text(kRoot + "/protocol/cases/first.jsonl"));
  std::string counts;
  Run run;
  run.stories = order.stories;
  run.threads = order.threads;
  for (Shown& shown :
       compare_stories(sides, read_questions(files), run, order.every_count ? &counts : nullptr))
    results.push_back(std::move(shown));
  std::cout << counts;
  return results;
}

Results run_order(const Order&) {
  const reference::Protocol read = reference::read_protocol(protocolc::read_files(kRoot + "/protocol"));
  return check_order(Sides(built_in(), read), OrderRun{});
}

Results run_ledger(const Order& order) {
  const reference::Protocol read = reference::read_protocol(protocolc::read_files(kRoot + "/protocol"));
  Results results;
  for (const Cabinet& cabinet : cabinets(order.full))
    results.push_back(prove_cabinet(built_in(), read, cabinet, order.threads));
  results.push_back(prove_logging(built_in(), read, order.full ? 3 : 2));
  return results;
}

Results run_sequences(const Order& order) {
  const reference::Protocol read = reference::read_protocol(protocolc::read_files(kRoot + "/protocol"));
  SequenceRun run;
  run.threads = order.threads;
  run.sequences = order.sequences != 0 ? order.sequences : order.full ? run.sequences_full : run.sequences;
  return check_sequences(Sides(built_in(), read), run);
}

Results run_teeth(const Order& order) {
  const auto files = read_protocol_files(kRoot + "/protocol");
  const std::string wanted = read_text(kRoot + "/verify/mutants/screens.yaml");
  const auto argued = read_argued(read_text(kRoot + "/docs/safety/mutants.md"));
  const Scope scope = order.sharp_mutants ? Scope::emergency_and_today : Scope::all;
  const MutantReport report = run_mutants(files, wanted, scope, refusals(), order.threads);
  if (order.verdicts) std::cout << verdict_lines(report);
  for (const std::string& name : report.with(Fate::survived))
    std::cout << "lives on, argued in docs/safety/mutants.md: " << name << '\n';
  if (scope == Scope::emergency_and_today) return {shown(report, argued)};
  return {shown(sharp_part(report), argued), shown(report, argued)};
}

Results run_population(const Order& order) { return measure_population(built_in(), order.people); }

Results run_all(const Order& order) {
  Results results;
  const std::pair<const char*, Results (*)(const Order&)> parts[] = {
      {"properties", run_properties},  {"product and reference", run_compare},
      {"order of entries", run_order}, {"ledger", run_ledger},
      {"doses", run_sequences},        {"mutants", run_teeth},
      {"population", run_population}};
  for (const auto& [name, part] : parts) {
    std::cout << "-- " << name << std::endl;
    for (Shown& shown : part(order)) results.push_back(std::move(shown));
  }
  return results;
}

int print(const Order& order, const Results& results) {
  bool holds = true;
  for (const Shown& shown : results) {
    const char* verdict = shown.holds ? "holds" : shown.goal ? "not reached" : "FAILS";
    std::printf("%s: %s (%.1f s)\n  %s\n", shown.name.c_str(), verdict, shown.seconds, shown.what.c_str());
    for (const auto& [name, figure] : shown.figures) std::printf("  %s: %s\n", name.c_str(), figure.c_str());
    for (const std::string& example : shown.counterexamples) std::printf("%s\n", example.c_str());
    holds &= shown.holds || shown.goal;
  }
  if (!order.figures.empty()) write_text(order.figures, to_json(results));
  return holds ? 0 : 1;
}

/// FIRST COUNT REQUESTS ANSWERS
int run_requests(const Order& order) {
  const reference::Protocol read = reference::read_protocol(protocolc::read_files(kRoot + "/protocol"));
  std::ofstream asked(order.words[2], std::ios::binary), answers(order.words[3], std::ios::binary);
  write_requests(Sides(built_in(), read), Run{}.seed, std::stoull(order.words[0]),
                 std::stoull(order.words[1]), asked, answers);
  asked.close();
  answers.close();
  return asked && answers ? 0 : 3;
}

int run_screens(const Order& order) {
  std::cout << screens_text(read_protocol_files(kRoot + "/protocol"), order.words);
  return 0;
}

/// README FIGURES...: writes the figures into the README, or checks that they stand there.
int run_readme(const Order& order) {
  Results results;
  for (std::size_t i = 1; i < order.words.size(); ++i)
    for (Shown& shown : from_json(read_text(order.words[i]))) results.push_back(std::move(shown));
  const std::string now = read_text(order.words[0]), then = with_figures(now, results);
  if (!order.check) write_text(order.words[0], then);
  if (!order.check || now == then) return 0;
  std::cerr << order.words[0]
            << " does not have the figures of this run: springback-verify readme writes them\n";
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("The proofs over the protocol and the core.", "springback-verify");
  app.require_subcommand(1);
  Order order;
  std::function<int()> run;
  app.add_option("--figures", order.figures, "file for what was found, as JSON");
  app.add_option("--threads", order.threads, "nothing but the time depends on it");
  const auto command = [&](const char* name, const char* help, auto part) {
    CLI::App* sub = app.add_subcommand(name, help);
    sub->fallthrough();
    sub->callback([&run, &order, part] {
      run = [&order, part] {
        if constexpr (std::is_same_v<decltype(part(order)), int>) return part(order);
        else return print(order, part(order));
      };
    });
    return sub;
  };
  command("all", "everything that ./test runs", run_all);
  command("properties", "what must hold for everybody", run_properties);
  CLI::App* stories = command("compare", "product against reference: cases and random stories", run_compare);
  stories->add_option("--stories", order.stories, "how many");
  stories->add_flag("--counts", order.every_count, "also print how often each thing came up");
  command("order", "the same entries in any order, any number of times", run_order);
  command("ledger", "every history of doses up to a bound, and every order of logging", run_ledger)
      ->add_flag("--full", order.full, "a larger bound: minutes");
  CLI::App* doses = command("doses", "random sequences of doses, lived through", run_sequences);
  doses->add_flag("--full", order.full, "ten million");
  doses->add_option("--sequences", order.sequences, "how many");
  CLI::App* teeth = command("mutants", "the protocol with one thing broken: who notices?", run_teeth);
  teeth->add_flag("--sharp", order.sharp_mutants, "only what rules of emergency and today rest on");
  teeth->add_flag("--verdicts", order.verdicts, "also print who noticed each");
  command("screens", "what the screens of cases show, for screens.yaml", run_screens)
      ->add_option("cases", order.words, "ids of cases")
      ->required();
  command("population", "over-caution, measured", run_population)
      ->add_option("--people", order.people, "how many");
  command("assumptions", "of the population, as a table", [](const Order&) {
    std::cout << write_assumptions();
    return 0;
  });
  command("sensitivity", "what the population hangs on, as tables", [](const Order&) {
    std::cout << write_sensitivity(built_in(), 400'000);
    return 0;
  });
  command("requests", "stories as requests with the native answers, for tests/wasm", run_requests)
      ->add_option("words", order.words, "FIRST COUNT REQUESTS ANSWERS")
      ->expected(4)
      ->required();
  CLI::App* figures = command("readme", "puts figures into the README", run_readme);
  figures->add_option("files", order.words, "README FIGURES...")->required();
  figures->add_flag("--check", order.check, "only say whether they stand there");
  try {
    app.parse(argc, argv);
    return run();
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  } catch (const std::exception& error) {
    std::cerr << "springback-verify: " << error.what() << '\n';
    return 1;
  }
}
