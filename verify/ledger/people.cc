#include "ledger/people.h"

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "document/entry.h"
#include "ledger/person.h"
#include "ledger/zones.h"

namespace springback::verify {
namespace {

using Json = nlohmann::ordered_json;
using reference::Group;
using reference::Type;

constexpr std::int64_t kMinuteMicroseconds = 60'000'000;
constexpr std::int64_t kToldAt = 1'795'334'400'000'000;  // 2026-11-22T09:00:00+01:00

std::string reported(const std::string& answers) { return R"("kind":"reported","findings":)" + answers; }

class Gatherer {
 public:
  explicit Gatherer(const reference::Protocol& protocol) : protocol_(protocol) {}

  std::vector<Somebody> gather() {
    add("{}");
    for (const char* changed : {R"({"age_years":null})",
                                R"({"age_years":"?"})",
                                R"({"age_years":15})",
                                R"({"age_years":18})",
                                R"({"age_years":61})",
                                R"({"age_years":65})",
                                R"({"weight_kg":null})",
                                R"({"weight_kg":49.9})",
                                R"({"region":"uk"})",
                                R"({"region":"uk","age_years":16})",
                                R"({"region":"eu"})",
                                R"({"region":null})",
                                R"({"region":"?"})",
                                R"({"all_doses_logged":null})",
                                R"({"all_doses_logged":false})",
                                R"({"sex":"female","pregnancy":"possible"})",
                                R"({"sex":"female","pregnancy":"yes"})",
                                R"({"sex":"female","pregnancy":null})",
                                R"({"sex":"female","breastfeeding":true})",
                                R"({"three_drinks_daily":null,"alcoholic_drinks_per_day":4})",
                                R"({"viral_illness":true,"age_years":18})",
                                R"({"viral_illness":true,"age_years":null})",
                                R"({"takes_ace_inhibitor_or_arb":true,"takes_diuretic":true})",
                                R"({"skin_at_site":null})",
                                R"({"steroid_long_term":null,"dialysis":null,"vomiting":null})"})
      add(changed);
    for (const reference::Finding& finding : protocol_.findings)
      if (finding.type == Type::boolean && finding.reported &&
          (finding.group == Group::caution || finding.id == "dialysis" || finding.id == "vomiting"))
        add_each_way(finding.id);
    add_old_answers();
    return std::move(people_);
  }

 private:
  /// `"?"` stands for "not sure".
  std::string answers(const std::string& changed) const {
    Json findings = Json::parse(calm_answers(protocol_, changed));
    for (auto& [id, value] : findings.items())
      if (value == "?") value = nullptr;
    return findings.dump();
  }
  void add(const std::string& changed) {
    const std::string name = changed == "{}" ? "nothing that speaks against it" : changed;
    people_.push_back({name, {{0, reported(answers(changed))}}});
  }
  void add_each_way(const std::string& id) {
    for (const char* value : {"true", "null", R"("?")"}) add(R"({")" + id + R"(":)" + value + "}");
  }
  /// Told days before the back went out, and all that holds for hours told again.
  void add_old_answers() {
    const std::string now = answers("{}"), began = R"("kind":"began")";
    const std::string again = reported(
        R"({"all_doses_logged":true,"heat_source_in_use":false,"fasting":false,)"
        R"("dehydrated":false,"skin_at_site":"normal","vomiting":false})");
    const auto with = [&](const std::string& name, std::int64_t minutes, std::vector<Told> more) {
      more.insert(more.begin(), {{1500 + minutes, reported(now)}, {60, began}});
      more.push_back({0, again});
      people_.push_back({name, std::move(more)});
    };
    with("told 24 hours before it began", 0, {});
    with("told more than 24 hours before", 1, {});
    with("and nothing changed", 4000, {{1, reported(R"({"profile_unchanged":true})")}});
    with("and something changed", 4000, {{1, reported(R"({"profile_unchanged":false})")}});
    with("and not sure whether", 4000, {{1, reported(R"({"profile_unchanged":null})")}});
    with("and well again", 4000, {{1, R"("kind":"recovered")"}});
  }

  const reference::Protocol& protocol_;
  std::vector<Somebody> people_;
};

}  // namespace

std::vector<Somebody> people(const reference::Protocol& protocol) { return Gatherer(protocol).gather(); }

std::vector<std::string> journal_lines(const Somebody& somebody, std::int64_t at) {
  std::vector<std::string> lines;
  for (const Told& told : somebody.told)
    lines.push_back(R"({"id":"told-)" + std::to_string(lines.size()) + R"(","at":")" +
                    local_text(at - told.minutes_ago * kMinuteMicroseconds, 0) + R"(",)" + told.fields + "}");
  return lines;
}

Stories::Stories(const Protocol& product, const reference::Protocol& reference,
                 const std::vector<Somebody>& people) {
  for (const Somebody& somebody : people) {
    std::vector<Entry> entries;
    std::vector<reference::Entry> same;
    for (const std::string& line : journal_lines(somebody, kToldAt)) {
      auto entry = read_entry_line(product, line);
      if (!entry) throw std::runtime_error(somebody.name + ": " + entry.error().argument);
      entries.push_back(std::move(*entry));
      same.push_back(reference::read_entry(reference, nlohmann::json::parse(line)));
    }
    of_product_.push_back(fold(product, Journal(std::move(entries)), Instant{kToldAt}));
    of_reference_.push_back(reference::tell(reference, std::move(same), kToldAt));
  }
}

Story& Stories::of_product(std::size_t person, std::int64_t at) {
  Story& story = of_product_[person];
  const Duration later = Instant{at} - story.at;
  story.at = Instant{at};
  for (Answer& answer : story.answers) answer.at = answer.at + later;
  for (auto* instant : {&story.episode.onset, &story.episode.began, &story.episode.closed})
    if (*instant) **instant = **instant + later;
  return story;
}

const reference::Story& Stories::of_reference(std::size_t person, std::int64_t at) {
  reference::Story& story = of_reference_[person];
  const std::int64_t later = at - story.at;
  story.at = at;
  for (reference::Answer& answer : story.answers) answer.at += later;
  if (story.began) *story.began += later;
  return story;
}

}  // namespace springback::verify
