#include "samples.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "base/instant.h"

namespace springback::bench {
namespace {

[[noreturn]] void stop(const std::string& why) {
  std::fprintf(stderr, "%s\n", why.c_str());
  std::exit(1);
}

/// A linear congruential generator (Knuth's MMIX constants): the same numbers everywhere.
class Random {
 public:
  unsigned below(unsigned limit) {
    state_ = state_ * 6'364'136'223'846'793'005U + 1'442'695'040'888'963'407U;
    return static_cast<unsigned>(state_ >> 33U) % limit;
  }

 private:
  std::uint64_t state_ = 20'261'122;
};

constexpr const char* kFacts[] = {
    R"("kind":"reported","findings":{"pain_now":5,"pain_worst_24h":6})",
    R"("kind":"took","ingredients_mg":{"ibuprofen":200},"units":2)",
    R"("kind":"did","measure":"walk","minutes":10)",
    R"("kind":"reported","findings":{"leg_tingling":"one","temperature_c":36.8,"pain_sites":["low_back"]})",
    R"("kind":"did","measure":"cold","minutes":15)",
};

/// No to every danger sign that is a yes or no.
std::string all_signs(const Protocol& protocol) {
  std::string findings;
  for (const Finding& finding : protocol.findings)
    if (finding.danger && finding.type == Type::boolean && finding.reported)
      findings += (findings.empty() ? "\"" : ",\"") + std::string(finding.id) + "\":false";
  return R"("kind":"reported","findings":{)" + findings + "}";
}

}  // namespace

std::string request_text(std::string_view id) {
  std::ifstream cases(SPRINGBACK_FIRST_CASES);
  for (std::string line; std::getline(cases, line);)
    if (read_request_id(line) == id) return line;
  stop("no case '" + std::string(id) + "' in " SPRINGBACK_FIRST_CASES);
}

Request request_of(std::string_view id) {
  auto request = read_request(built_in(), request_text(id));
  if (!request) stop(request.error().argument);
  return std::move(*request);
}

std::vector<Classes> random_partial(const Protocol& protocol, std::size_t count) {
  std::vector<Classes> all(count);
  Random random;
  for (Classes& classes : all)
    for (std::size_t i = 0; i < protocol.inputs.size(); ++i)
      if (random.below(3) != 0)
        classes[i] = static_cast<std::uint8_t>(kUnsure + random.below(protocol.inputs[i].classes - 1U));
  return all;
}

Journal long_journal(const Protocol& protocol, std::size_t entries) {
  const Instant first = parse_instant("2026-10-01T08:00:00Z")->instant;
  const std::string signs = all_signs(protocol);
  std::string lines;
  for (std::size_t i = 0; i < entries; ++i) {
    const std::string at = format_instant(first + minutes(static_cast<std::int64_t>(i) * 57), 60);
    const std::string fact = i == 0        ? R"("kind":"began","trigger":"lifting")"
                             : i % 50 == 1 ? signs
                                           : kFacts[i % 5];
    lines += R"({"id":"entry-)" + std::to_string(i) + R"(","at":")" + at + "\"," + fact + "}\n";
  }
  auto journal = read_journal(protocol, lines);
  if (!journal) stop(journal.error().argument);
  return std::move(*journal);
}

Journal many_doses(const Protocol& protocol, std::size_t doses, Instant at) {
  std::vector<Entry> entries;
  Reports all_told;
  for (FindingId id = 0; id < protocol.findings.size(); ++id)
    if (protocol.findings[id].reported && protocol.findings[id].group == Group::caution)
      all_told.answers.push_back({.finding = id});
  for (const auto& [known, value] : {std::pair{Known::age_years, 38},
                                     {Known::weight_kg, 800},
                                     {Known::sex, 1},
                                     {Known::all_doses_logged, 1}})
    all_told.answers.push_back({.finding = id_of(protocol, known), .value = value});
  entries.push_back({.id = "told", .at = at, .fact = all_told});
  for (std::size_t i = 0; i < doses; ++i) {
    const auto product = static_cast<std::uint16_t>(i % protocol.products.size());
    const Product& row = protocol.products[product];
    const Instant taken = at -
                          seconds(static_cast<std::int64_t>(i) * 86'000 / static_cast<std::int64_t>(doses));
    entries.push_back({.id = "dose" + std::to_string(i),
                       .at = taken,
                       .fact = Took{.way = {product, row.extended_release, route_of(row.form) == Route::skin},
                                    .contents = {row.contains.begin(), row.contains.end()},
                                    .taken = taken}});
  }
  return Journal(std::move(entries));
}

}  // namespace springback::bench
