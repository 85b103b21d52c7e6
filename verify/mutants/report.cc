#include <algorithm>
#include <sstream>

#include "mutants/mutants.h"

namespace springback::verify {

std::size_t MutantReport::count(Fate fate) const {
  return static_cast<std::size_t>(std::ranges::count(verdicts, fate, &MutantVerdict::fate));
}

std::vector<std::string> MutantReport::with(Fate fate) const {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < mutants.size(); ++i)
    if (verdicts[i].fate == fate) names.push_back(mutants[i].name);
  return names;
}

std::map<std::string, std::string> read_argued(const std::string& markdown) {
  const std::string begin = "| `", middle = "` | ", end = " |";
  std::map<std::string, std::string> argued;
  std::istringstream lines(markdown);
  for (std::string line; std::getline(lines, line);) {
    const auto between = line.find(middle);
    if (!line.starts_with(begin) || !line.ends_with(end) || between == std::string::npos) continue;
    const auto reason = between + middle.size();
    argued[line.substr(begin.size(), between - begin.size())] = line.substr(
        reason, line.size() - end.size() - reason);
  }
  return argued;
}

std::vector<std::string> objections(const MutantReport& report,
                                    const std::map<std::string, std::string>& argued) {
  std::vector<std::string> wrong;
  std::map<std::string, Fate> fates;
  for (std::size_t i = 0; i < report.mutants.size(); ++i) {
    fates[report.mutants[i].name] = report.verdicts[i].fate;
    if (report.verdicts[i].fate == Fate::survived && !argued.contains(report.mutants[i].name))
      wrong.push_back("survives: " + report.mutants[i].name);
  }
  for (const auto& [name, reason] : argued) {
    const auto fate = fates.find(name);
    if (fate == fates.end() && report.scope == Scope::all) wrong.push_back("argued, and no mutant: " + name);
    if (fate != fates.end() && fate->second != Fate::survived)
      wrong.push_back("argued, and does not survive: " + name);
  }
  return wrong;
}

MutantReport sharp_part(const MutantReport& all) {
  MutantReport sharp{.scope = Scope::emergency_and_today, .seconds = all.seconds};
  for (std::size_t i = 0; i < all.mutants.size(); ++i) {
    if (!all.mutants[i].sharp) continue;
    sharp.mutants.push_back(all.mutants[i]);
    sharp.verdicts.push_back(all.verdicts[i]);
  }
  return sharp;
}

std::string verdict_lines(const MutantReport& report) {
  constexpr const char* kFates[] = {"compiler", "case", "property", "equal", "SURVIVED"};
  std::string lines;
  for (std::size_t i = 0; i < report.mutants.size(); ++i)
    lines += std::string(kFates[static_cast<std::size_t>(report.verdicts[i].fate)]) + "\t" +
             report.mutants[i].name + "\t" + report.verdicts[i].by + "\n";
  return lines;
}

Shown shown(const MutantReport& report, const std::map<std::string, std::string>& argued) {
  const bool all = report.scope == Scope::all;
  Shown shown{
      .name = all ? "mutants" : "mutants-emergency-today",
      .what = all ? "Every row and every comparison is needed: with it broken, a case or a property "
                    "fails, or a stated reason says why it cannot matter."
                  : "Every row and every comparison of emergency and today is needed: with it broken, "
                    "a case or a property fails.",
      .seconds = report.seconds};
  const auto figure = [&](const char* name, std::size_t number) {
    shown.figures[name] = with_commas(number);
  };
  figure("mutants", report.mutants.size());
  figure("killed by cases", report.count(Fate::killed_by_case));
  figure("killed by properties", report.count(Fate::killed_by_property));
  if (const auto count = report.count(Fate::killed_by_compiler)) figure("killed by the compiler", count);
  if (const auto count = report.count(Fate::equal)) figure("equal tables", count);
  figure("survive, argued", report.count(Fate::survived));
  shown.counterexamples = objections(report, argued);
  shown.holds = shown.counterexamples.empty();
  return shown;
}

}  // namespace springback::verify
