// A person who tells a journal, for tests that read as a story: what was told, how long ago, and what comes
// out.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "core/advice.h"
#include "document/advice_document.h"
#include "document/entry.h"

namespace springback {

/// The instant of every story here: 2026-11-22T09:00:00+01:00.
inline constexpr Instant kNow{1'795'334'400'000'000};
inline constexpr Duration kJustNow{};
inline constexpr Duration kMicrosecond{1};
constexpr Duration operator+(Duration a, Duration b) { return {a.microseconds + b.microseconds}; }
constexpr Duration operator-(Duration a, Duration b) { return {a.microseconds - b.microseconds}; }

/// A man of 38 without any danger sign, who has answered everything that triage reads of a pain that began
/// yesterday.
inline constexpr std::string_view kCalm = R"({
  "age_years":38,"sex":"male","pregnancy":"no","trauma":"none","trigger":"lifting","onset":"sudden",
  "pain_sites":["low_back"],"pain_now":5,"pain_feels":["ache"],
  "cancer_history":false,"osteoporosis":false,"fragility_fracture_history":false,"steroid_long_term":false,
  "immunosuppressed":false,"iv_drug_use":false,"diabetes":false,"dialysis":false,
  "recent_spinal_procedure":false,"recent_surgery":false,"recent_infection":false,"indwelling_line":false,
  "aortic_aneurysm_known":false,
  "takes_anticoagulant":false,
  "saddle_numbness":false,"urine_retention":false,"urine_difficulty":false,"urine_incontinence":false,
  "bowel_incontinence":false,"sexual_dysfunction_new":false,"leg_weakness":"none","leg_numbness":"none",
  "leg_tingling":"none","weakness_worsening":false,"foot_drop":false,"unsteady_walking":false,
  "clumsy_hands":false,"chest_pain":false,"breathless":false,"faint_or_clammy":false,
  "abdominal_pain_severe":false,
  "pulsating_abdomen":false,"black_stool_or_vomited_blood":false,"double_dose_taken":false,
  "fever":false,"night_sweats":false,"weight_loss_unexplained":false,"night_pain_unrelenting":false,
  "lump_or_shape_change":false,"rash_one_sided":false,"calf_swelling":false,"blood_in_urine":false,
  "painful_urination":false,"unwell":false,"confused_or_drowsy":false,"cannot_walk":false,
  "very_different_from_before":false})";

class Person {
 public:
  /// `fields`: the inside of an entry, without id and instant.
  Person& entry(Duration ago, std::string_view fields) { return named(next_id(), ago, fields); }
  Person& named(const std::string& id, Duration ago, std::string_view fields) {
    const std::string line = R"({"id":")" + id + R"(","at":")" + format_instant(kNow - ago, 0) + R"(",)" +
                             std::string(fields) + "}";
    lines_.push_back(line);
    auto read = read_entry_line(built_in(), line);
    if (read) entries_.push_back(std::move(*read));
    else ADD_FAILURE() << code_name(read.error().code) << ": " << read.error().argument;
    return *this;
  }
  Person& told(Duration ago, std::string_view findings) {
    return entry(ago, R"("kind":"reported","findings":)" + std::string(findings));
  }
  /// All the calm answers at once.
  Person& calm(Duration ago = kJustNow) { return told(ago, kCalm); }
  Person& began(Duration ago) { return entry(ago, R"("kind":"began")"); }
  Person& recovered(Duration ago) { return entry(ago, R"("kind":"recovered")"); }
  Person& took(Duration ago, const std::string& product, int units = 1) {
    return entry(ago, R"("kind":"took","product":")" + product + R"(","units":)" + std::to_string(units));
  }
  Person& did(Duration ago, const std::string& measure) {
    return entry(ago, R"("kind":"did","minutes":15,"measure":")" + measure + "\"");
  }
  Person& retracted(Duration ago, const std::string& entry_id) {
    return entry(ago, R"("kind":"retracted","entry":")" + entry_id + "\"");
  }

  const std::vector<std::string>& lines() const { return lines_; }
  std::vector<Entry> entries() const { return entries_; }
  Story story(Instant at = kNow) const { return fold(built_in(), Journal(entries_), at); }
  Advice advice(Occasion occasion = Occasion::interview) const {
    return advise(built_in(), story(), occasion);
  }
  Urgency urgency() const { return advice().triage.urgency; }

 private:
  std::string next_id() {
    std::string number = std::to_string(lines_.size() + 1);
    return "e" + std::string(4 - std::min<std::size_t>(4, number.size()), '0') + number;
  }

  std::vector<std::string> lines_;
  std::vector<Entry> entries_;
};

/// The answer that holds for a finding that must exist.
inline Answer answer_to(const Story& story, std::string_view id) {
  const FindingId finding = find_finding(built_in(), id);
  if (finding != kNone) return story.answers[finding];
  ADD_FAILURE() << "no finding " << id;
  return {};
}

/// "yes", "no", "unsure", "absent", or the number.
inline std::string tell(const Story& story, std::string_view id) {
  const Answer answer = answer_to(story, id);
  if (answer.state == State::absent) return "absent";
  if (answer.state == State::unsure) return "unsure";
  const Finding& finding = built_in().findings[find_finding(built_in(), id)];
  if (finding.type == Type::boolean) return answer.value != 0 ? "yes" : "no";
  if (finding.type == Type::choice)
    return std::string(finding.values[static_cast<std::size_t>(answer.value)].id);
  return std::to_string(answer.value);
}

/// Names of the rows that fired, "R06.emergency": every one, also where a higher row of the same id fired.
inline std::vector<std::string> rows(const Triage& triage, bool open) {
  std::vector<std::string> names;
  const Protocol& protocol = built_in();
  for (unsigned i = 0; i < protocol.rules.size(); ++i) {
    const bool is = open ? is_open(protocol.triage, triage.rows, i) : fires(protocol.triage, triage.rows, i);
    const Rule& rule = protocol.rules[i];
    if (!is) continue;
    names.push_back(std::string(rule.id) + "." +
                    std::string(rule.recheck ? std::string_view("recheck") : urgency_name(rule.urgency)));
  }
  return names;
}
inline std::vector<std::string> fired(const Story& story) {
  return rows(triage(built_in(), story.classes), false);
}
inline bool has_fired(const Story& story, std::string_view row) {
  const auto names = fired(story);
  return std::ranges::find(names, row) != names.end();
}

inline std::vector<std::string> cards(const Advice& advice) {
  std::vector<std::string> ids;
  for (const AskedCard& asked : advice.ask) ids.emplace_back(built_in().cards[asked.card].id);
  return ids;
}

}  // namespace springback
