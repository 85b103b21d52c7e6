#include "compare/compare.h"

#include <algorithm>
#include <atomic>
#include <sstream>
#include <thread>

#include "cases.h"
#include "compare/shrink.h"
#include "document/request.h"
#include "stopwatch.h"

namespace springback::verify {
namespace {

constexpr std::uint64_t kBlock = 256;  ///< stories that a thread takes at once

/// Of one kind of difference: how many stories have it, and the first of them.
struct Kind {
  std::uint64_t stories = 0, first = 0;
};

struct Findings {
  explicit Findings(const reference::Protocol& protocol) : coverage(protocol) {}
  void add(const Findings& other) {
    coverage.add(other.coverage);
    for (const auto& [about, kind] : other.kinds) note(about, kind);
  }
  void note(const std::string& about, const Kind& kind) {
    const auto [place, fresh] = kinds.try_emplace(about, kind);
    if (fresh) return;
    place->second.stories += kind.stories;
    place->second.first = std::min(place->second.first, kind.first);
  }

  Coverage coverage;
  std::map<std::string, Kind> kinds;
};

Findings find_differences(const Sides& sides, const Material& material, const Run& run) {
  const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
  const unsigned threads = run.threads != 0 ? run.threads : cores;
  std::vector<Findings> of_threads(threads, Findings(sides.reference));
  std::atomic<std::uint64_t> next = 0;
  const auto work = [&](Findings& found) {
    for (std::uint64_t from = next.fetch_add(kBlock); from < run.stories; from = next.fetch_add(kBlock))
      for (std::uint64_t n = from; n < std::min(from + kBlock, run.stories); ++n) {
        const Compared compared = compare(sides, random_tale(material, run.seed, n));
        found.coverage.add(compared.product.advice);
        if (!compared.differences.empty()) found.note(compared.differences.front().about, {1, n});
      }
  };
  {
    std::vector<std::jthread> workers;
    for (Findings& found : of_threads) workers.emplace_back([&work, &found] { work(found); });
  }
  Findings all(sides.reference);
  for (const Findings& found : of_threads) all.add(found);
  return all;
}

bool has(const std::vector<Difference>& differences, const std::string& about) {
  return !differences.empty() && differences.front().about == about;
}

/// The smallest tale that differs in the same thing first, as a case.
std::string smallest_case(const Sides& sides, const Questions& questions, const Tale& tale,
                          const std::string& about, const std::string& told) {
  const Tale small = shrink(sides.reference, tale, [&](const Tale& candidate) {
    return has(compare(sides, candidate).differences, about);
  });
  const Compared compared = compare(sides, small);
  std::vector<std::string> remarks;
  for (const Difference& difference : compared.differences)
    remarks.push_back(difference.about + ": product " + difference.product + ", reference " +
                      difference.reference);
  static constexpr std::array<const char*, 6> kUrgencies = {"self_care", "routine",   "soon",
                                                            "today",     "emergency", "undecided"};
  const Outcome& wanted = compared.reference ? *compared.reference : compared.product;
  return case_text(sides.reference, questions, small, told,
                   kUrgencies[static_cast<std::size_t>(wanted.advice.triage.urgency)], remarks);
}

}  // namespace

Results compare_cases(const Sides& sides, const std::map<std::string, std::string>& files,
                      const std::string& first_cases) {
  const Stopwatch stopwatch;
  Shown shown{.name = "product-reference-cases",
              .what =
                  "Of every case of the protocol the product says what the slow reference says: urgency, "
                  "rows that fire and that are open, what is missing, the plan, and what is asked."};
  std::vector<std::pair<std::string, std::string>> requests;  // id and text
  protocolc::Problems problems;
  for (const protocolc::Case& one : protocolc::read_cases(files, problems))
    requests.emplace_back(one.id, one.request);
  for (const std::string& problem : problems.lines()) shown.counterexamples.push_back(problem);
  std::istringstream lines(first_cases);
  for (std::string line; std::getline(lines, line);) requests.emplace_back(read_request_id(line), line);
  for (const auto& [id, text] : requests)
    for (const Difference& difference : compare_request(sides, text).differences)
      shown.counterexamples.push_back(id + ": " + difference.about + ": product " + difference.product +
                                      ", reference " + difference.reference);
  shown.figures["cases"] = with_commas(requests.size());
  shown.holds = shown.counterexamples.empty() && !requests.empty();
  shown.seconds = stopwatch.seconds();
  return {shown};
}

Results compare_stories(const Sides& sides, const Questions& questions, const Run& run,
                        std::string* every_count) {
  const Stopwatch stopwatch;
  Shown shown{.name = "product-reference-stories",
              .what =
                  "Of random stories, told in part and over time, the product says what the slow reference "
                  "says: every answer that holds, urgency, rows that fire and that are open, what is "
                  "missing, the plan, and all cards with their questions."};
  const Material material(sides.reference);
  const Findings found = find_differences(sides, material, run);
  std::vector<std::pair<std::uint64_t, std::string>> by_number;
  std::uint64_t differ = 0;
  for (const auto& [about, kind] : found.kinds) {
    by_number.emplace_back(kind.first, about);
    differ += kind.stories;
  }
  std::ranges::sort(by_number);
  if (by_number.size() > run.shown_most) by_number.resize(run.shown_most);
  for (const auto& [number, about] : by_number)
    shown.counterexamples.push_back(smallest_case(
        sides, questions, random_tale(material, run.seed, number), about,
        "Story " + std::to_string(number) + " differs in '" + about + "', as do " +
            with_commas(found.kinds.at(about).stories) + " of " + with_commas(run.stories) + "."));
  shown.figures = {{"stories", with_commas(run.stories)},
                   {"seed", std::to_string(run.seed)},
                   {"differ", with_commas(differ)}};
  shown.holds = differ == 0 && run.stories > 0;
  shown.seconds = stopwatch.seconds();
  if (every_count != nullptr) *every_count = table(sides.reference, found.coverage);
  return {shown, coverage(sides.reference, found.coverage)};
}

}  // namespace springback::verify
