#include <algorithm>

#include "compiler.h"

namespace springback::protocolc {
namespace {

const std::vector<std::string_view> kKinds = {"position", "getting_up",    "cold",       "heat",
                                              "rest",     "walk",          "movement",   "massage",
                                              "medicine", "physiotherapy", "prevention", "note"};
const std::vector<std::string_view> kUrgencyNames = {"self_care", "routine",   "soon",
                                                     "today",     "emergency", "undecided"};

std::int16_t minutes_of(Fields& fields, const std::string& key) {
  const int value = fields.number_or(key, 0);
  if (value < 0 || value > 10'000) fields.problem(key + " is out of range");
  return static_cast<std::int16_t>(value);
}

}  // namespace

void Compiler::read_measures() {
  // Guards that hold for every measure, read once and put behind each measure's own.
  std::vector<Guard> common;
  for (const YAML::Node& node : read_list(files_, "relief.yaml", "guards", problems_))
    common.push_back(read_guard(node, "all"));
  std::vector<Measure> measures;
  for (const YAML::Node& node : read_list(files_, "relief.yaml", "measures", problems_))
    measures.push_back(read_measure(node, common));
  image_->protocol.measures = image_->arena.keep(std::move(measures));
}

Measure Compiler::read_measure(const YAML::Node& node, const std::vector<Guard>& common) {
  Fields fields("relief.yaml", node, problems_);
  const std::string id = fields.text("id");
  const std::string prefix = "relief." + id;
  Measure measure{.id = keep(id)};
  measure.kind = fields.one_of("kind", kKinds, MeasureKind::note);
  measure.also_undecided = fields.flag("also_undecided");
  measure.shown = relief_rows_.add(condition(fields, "shown", "always"));
  measure.minutes = minutes_of(fields, "minutes");
  measure.minutes_max = minutes_of(fields, "minutes_max");
  measure.gap_minutes = minutes_of(fields, "gap_minutes");
  measure.per_day_max = minutes_of(fields, "per_day_max");
  if (measure.minutes > measure.minutes_max) fields.problem("minutes is more than minutes_max");
  measure.title = word(prefix + ".title", fields);
  measure.why = word(prefix + ".why", fields);
  measure.watch = word_if(prefix + ".watch");
  measure.grade = keep(fields.text("grade"));
  const int steps = fields.number_or("steps", 0);
  if (steps < 0 || steps > 6) fields.problem("at most 6 steps");
  std::vector<WordId> how;
  for (int step = 1; step <= std::min(steps, 6); ++step)
    how.push_back(word(prefix + ".how." + std::to_string(step), fields));
  measure.how = image_->arena.keep(std::move(how));
  const auto guard_nodes = fields.items("guards");
  measure.sources = cite(fields, id, fields.text_or("shown", "always"), measure.title);
  std::vector<Guard> guards;
  for (const YAML::Node& guard : guard_nodes) guards.push_back(read_guard(guard, id));
  guards.insert(guards.end(), common.begin(), common.end());
  measure.guards = image_->arena.keep(std::move(guards));
  return measure;
}

Guard Compiler::read_guard(const YAML::Node& node, const std::string& measure) {
  Fields fields("relief.yaml", node, problems_);
  const std::string id = fields.text("id");
  Guard guard{.id = keep(id)};
  guard.row = relief_rows_.add(condition(fields, "when", "never"));
  const std::string unknown = fields.text_or("unknown", "check");
  if (unknown != "check" && unknown != "open") fields.problem("unknown: check or open");
  guard.check_unknown = unknown == "check";
  guard.because = word("relief." + measure + ".guards." + id, fields);
  cite(fields, measure + "." + id, fields.text_or("when", ""), guard.because);
  reference_.back().needs_cases = strictness_ == Strictness::complete;
  return guard;
}

void Compiler::read_help() {
  std::vector<HelpStep> steps;
  std::vector<std::string> groups = {""};
  for (const YAML::Node& node : read_list(files_, "help.yaml", "help", problems_)) {
    Fields fields("help.yaml", node, problems_);
    const std::string id = fields.text("id");
    HelpStep step{.id = keep(id), .text = word("help." + id, fields)};
    for (const std::string& name : fields.texts("urgency")) {
      const auto found = std::ranges::find(kUrgencyNames, name);
      if (found == kUrgencyNames.end()) fields.problem("urgency: '" + name + "' is not known");
      else step.urgencies |= static_cast<std::uint8_t>(1U << (found - kUrgencyNames.begin()));
    }
    const std::string group = fields.text_or("group", "");
    const auto found = std::ranges::find(groups, group);
    step.group = static_cast<std::uint8_t>(found - groups.begin());
    if (found == groups.end()) groups.push_back(group);
    if (groups.size() > 64) return problems_.add("protocol/help.yaml: more than 63 groups");
    step.row = help_rows_.add(condition(fields, "when", "always"));
    for (const std::string& suspect : fields.texts("suspect")) {
      const auto known = std::ranges::find(suspect_ids_, suspect);
      if (known == suspect_ids_.end()) fields.problem("no rule suspects '" + suspect + "'");
      else step.suspects |= 1U << (known - suspect_ids_.begin());
    }
    cite(fields, "help." + id, fields.text_or("when", "always"), step.text);
    steps.push_back(step);
  }
  image_->protocol.help = image_->arena.keep(std::move(steps));
  std::vector<WordId> titles;
  for (const std::string_view name : kUrgencyNames) {
    const std::string key = "help.title." + std::string(name);
    titles.push_back(word_if(key));
    if (titles.back() == 0 && strictness_ != Strictness::tables)
      problems_.add("protocol/words: '" + key + "' is missing");
  }
  image_->protocol.help_titles = image_->arena.keep(std::move(titles));
}

void Compiler::read_regions() {
  static const std::vector<std::string_view> kLines = {"emergency", "urgent", "poison", "crisis"};
  std::vector<Region> regions;
  for (const YAML::Node& node : read_list(files_, "regions.yaml", "regions", problems_)) {
    Fields fields("regions.yaml", node, problems_);
    const std::string id = fields.text("id");
    Region region{.id = keep(id), .name = word("regions." + id + ".name", fields)};
    std::vector<Line> lines;
    for (const YAML::Node& item : fields.items("lines")) {
      Fields line_fields("regions.yaml", item, problems_);
      const auto kind = line_fields.one_of("kind", kLines, LineKind::emergency);
      lines.push_back(
          {.kind = kind,
           .number = keep(line_fields.text_or("number", "")),
           .text = word("regions." + id + "." + std::string(kLines[static_cast<std::size_t>(kind)]),
                        fields)});
    }
    region.lines = image_->arena.keep(std::move(lines));
    cite(fields, "region." + id, "", region.name);
    regions.push_back(region);
  }
  image_->protocol.regions = image_->arena.keep(std::move(regions));
}

void Compiler::read_checkins() {
  std::vector<Checkin> checkins;
  for (const YAML::Node& node : read_list(files_, "course.yaml", "checkins", problems_)) {
    Fields fields("course.yaml", node, problems_);
    const std::string id = fields.text("id");
    Checkin checkin{
        .id = keep(id), .hours = minutes_of(fields, "hours"), .why = word("course." + id + ".why", fields)};
    checkin.row = course_rows_.add(condition(fields, "when", "always"));
    cite(fields, "checkin." + id, fields.text_or("when", "always"), checkin.why);
    checkins.push_back(checkin);
  }
  image_->protocol.checkins = image_->arena.keep(std::move(checkins));
}

}  // namespace springback::protocolc
