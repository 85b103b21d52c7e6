#include "document/advice_document.h"

#include <algorithm>

#include "document/card_document.h"
#include "document/json_writer.h"
#include "document/medicine_document.h"
#include "word_keys.h"
#include "words/say.h"

namespace springback {
namespace {

constexpr std::array<std::string_view, kUrgencies> kUrgencyNames = {"self_care", "routine",   "soon",
                                                                    "today",     "emergency", "undecided"};
constexpr std::array<std::string_view, 4> kStateNames = {"open", "check_first", "later", "closed"};
constexpr std::array<std::string_view, 12> kKindNames = {"position", "getting_up",    "cold",       "heat",
                                                         "rest",     "walk",          "movement",   "massage",
                                                         "medicine", "physiotherapy", "prevention", "note"};
constexpr std::array<std::string_view, 4> kLineNames = {"emergency", "urgent", "poison", "crisis"};

/// The reason for what the urgency keeps closed.
WordId closed_word(Urgency urgency) {
  switch (urgency) {
    case Urgency::emergency: return word::urgency_closed_emergency;
    case Urgency::today: return word::urgency_closed_today;
    case Urgency::soon: return word::urgency_closed_soon;
    default: return word::urgency_closed_undecided;
  }
}

/// A case without an id is answered all the same.
void write_case_id(JsonWriter& json, std::string_view id) {
  json.key("id");
  if (id.empty()) json.null();
  else json.text(id);
}

class AdviceWriter {
 public:
  AdviceWriter(const Protocol& protocol, const Request& request, const Story& story, const Advice& advice)
      : protocol_(protocol), request_(request), story_(story), advice_(advice), words_(*request.catalogue) {
    json_.reserve(32 * 1024);
  }

  std::string write(bool with_id) {
    json_.object();
    if (with_id) write_case_id(json_, request_.id);
    json_.key("version").number(1);
    text("at", format_instant(request_.at.instant, request_.at.offset_minutes));
    json_.key("protocol").object();
    text("version", protocol_.version);
    text("sha256", protocol_.sha256);
    text("reviewed", "none");
    json_.end_object();
    write_triage();
    text("say", say(protocol_, story_, advice_, words_, request_.at));
    json_.key("ask").array();
    for (const AskedCard& asked : advice_.ask) write_card(protocol_, story_, words_, asked, json_);
    json_.end_array();
    json_.key("plan").array();
    for (const PlanItem& item : advice_.plan) write_item(item);
    json_.end_array();
    const RequestLedger ledger(protocol_, request_, story_, advice_.triage.urgency);
    json_.key("medicines");
    write_medicines(request_, ledger.ledger(), json_);
    json_.key("dose");
    write_dose(request_, ledger, advice_.ask, json_);
    json_.key("course").null();
    instant("next_checkin_at", advice_.next_checkin_at);
    json_.key("unknown_entries").number(story_.unknown_entries);
    write_help();
    json_.key("breaches");
    write_breaches(protocol_, request_, story_, advice_.breaches, json_);
    write_call_now();
    json_.end_object();
    return json_.take();
  }

 private:
  void text(std::string_view key, std::string_view value) { json_.key(key).text(value); }
  void sentence(std::string_view key, WordId id) { json_.key(key).text(words_[id]); }
  void instant(std::string_view key, std::optional<Instant> at) {
    json_.key(key);
    if (at) json_.text(format_instant(*at, request_.at.offset_minutes));
    else json_.null();
  }
  void finding_ids(std::string_view key, std::span<const FindingId> findings) {
    json_.key(key).array();
    for (const FindingId id : findings) json_.text(protocol_.findings[id].id);
    json_.end_array();
  }
  void source_ids(std::span<const SourceId> sources) {
    json_.key("sources").array();
    for (const SourceId id : sources) json_.text(protocol_.sources[id]);
    json_.end_array();
  }

  void write_triage() {
    const Triage& triage = advice_.triage;
    json_.key("triage").object();
    text("urgency", urgency_name(triage.urgency));
    json_.key("at_least");
    if (triage.urgency == Urgency::undecided) json_.text(urgency_name(triage.at_least));
    else json_.null();
    json_.key("within");
    if (const auto limit = within(triage.urgency); !limit.empty()) json_.text(limit);
    else json_.null();
    json_.key("rules").array();
    for (const RuleAdvice& fired : advice_.fired) {
      const Rule& rule = protocol_.rules[fired.rule];
      json_.object();
      text("id", rule.id);
      text("urgency", urgency_name(rule.urgency));
      sentence("because", rule.because);
      finding_ids("findings", fired.findings);
      source_ids(rule.sources);
      json_.end_object();
    }
    json_.end_array();
    json_.key("open").array();
    for (const RuleAdvice& open : advice_.open) json_.text(protocol_.rules[open.rule].id);
    json_.end_array();
    finding_ids("missing", advice_.missing);
    json_.end_object();
  }

  void write_item(const PlanItem& item) {
    const Measure& measure = protocol_.measures[item.measure];
    json_.object();
    text("id", measure.id);
    text("kind", kind_name(measure.kind));
    text("state", state_name(item.state));
    finding_ids("check", item.check);
    write_reasons(item);
    sentence("title", measure.title);
    json_.key("how").array();
    for (const WordId step : measure.how) json_.text(words_[step]);
    json_.end_array();
    minutes("minutes", measure.minutes);
    minutes("minutes_max", measure.minutes_max);
    instant("open_at", item.open_at);
    sentence("why", measure.why);
    source_ids(measure.sources);
    text("grade", measure.grade);
    sentence("watch", measure.watch);
    json_.end_object();
  }

  void minutes(std::string_view key, std::int16_t value) {
    json_.key(key);
    if (value > 0) json_.number(value);
    else json_.null();
  }

  void write_reasons(const PlanItem& item) {
    const Measure& measure = protocol_.measures[item.measure];
    json_.key("reasons").array();
    if (item.closed_by_urgency) {
      json_.object();
      text("id", "urgency." + std::string(urgency_name(advice_.triage.urgency)));
      sentence("text", closed_word(advice_.triage.urgency));
      json_.end_object();
    }
    for (const std::uint16_t number : item.guards) {
      const Guard& guard = measure.guards[number];
      json_.object();
      text("id", std::string(measure.id) + "." + std::string(guard.id));
      sentence("text", guard.because);
      json_.end_object();
    }
    json_.end_array();
  }

  /// What the screen says besides the plan: steps, and the telephone lines that belong to them.
  void write_help() {
    json_.key("help").object();
    sentence("title", protocol_.help_titles[static_cast<std::size_t>(advice_.triage.urgency)]);
    json_.key("steps").array();
    for (const std::uint16_t step : advice_.help) json_.text(words_[protocol_.help[step].text]);
    json_.end_array();
    json_.key("lines").array();
    for (const CallLine& call : call_lines(protocol_, story_, advice_, request_.region)) {
      json_.object();
      text("region", protocol_.regions[call.region].id);
      text("kind", line_name(call.line->kind));
      text("number", call.line->number);
      sentence("text", call.line->text);
      json_.end_object();
    }
    json_.end_array().end_object();
  }

  /// Whom to call before anything else is asked or done, what is said of it, and the rules that want it.
  void write_call_now() {
    json_.key("call_now").array();
    for (const LineKind kind : called_now(advice_)) {
      json_.object();
      text("kind", line_name(kind));
      sentence("text", call_word(kind));
      json_.key("rules").array();
      for (const RuleAdvice& fired : advice_.fired) {
        const Rule& rule = protocol_.rules[fired.rule];
        if (kind == LineKind::poison ? rule.line_poison : rule.line_crisis) json_.text(rule.id);
      }
      json_.end_array().end_object();
    }
    json_.end_array();
  }

  const Protocol& protocol_;
  const Request& request_;
  const Story& story_;
  const Advice& advice_;
  const Catalogue& words_;
  JsonWriter json_;
};

std::string write_advice(const Protocol& protocol, const Request& request, bool with_id) {
  const Story story = fold(protocol, request.journal, request.at.instant);
  const Advice advice = advise(protocol, story, request.occasion);
  return AdviceWriter(protocol, request, story, advice).write(with_id);
}

}  // namespace

std::string advice_document(const Protocol& protocol, const Request& request) {
  return write_advice(protocol, request, false);
}

std::string batch_document(const Protocol& protocol, const Request& request) {
  return write_advice(protocol, request, true);
}

std::string brief_document(const Protocol& protocol, const Request& request) {
  const Story story = fold(protocol, request.journal, request.at.instant);
  JsonWriter json;
  json.object();
  write_case_id(json, request.id);
  const Urgency urgency = triage(protocol, story.classes).urgency;
  json.key("urgency").text(urgency_name(urgency));
  json.key("dose");
  if (!request.dose) {
    json.null();
  } else {
    const Verdict verdict = RequestLedger(protocol, request, story, urgency).verdict();
    json.object();
    json.key("verdict").text(ruling_name(verdict.ruling));
    json.key("next_at");
    if (verdict.next_at) json.text(format_instant(*verdict.next_at, request.at.offset_minutes));
    else json.null();
    json.end_object();
  }
  json.end_object();
  return json.take();
}

std::string answer(const Protocol& protocol, std::string_view text, bool* ok) {
  const auto request = read_request(protocol, text);
  if (ok != nullptr) *ok = request.has_value();
  return request ? advice_document(protocol, *request) : error_document(request.error());
}

std::string answer_case(const Protocol& protocol, std::string_view text, int line, bool* ok) {
  auto request = read_request(protocol, text);
  if (ok != nullptr) *ok = request.has_value();
  if (request) return batch_document(protocol, *request);
  request.error().line = line;
  return error_document(request.error(), read_request_id(text), true);
}

std::string error_document(const Error& error, std::string_view id, bool batch) {
  JsonWriter json;
  json.object();
  if (batch) write_case_id(json, id);
  json.key("error").object();
  json.key("code").text(code_name(error.code));
  json.key("argument").text(error.argument);
  json.key("line");
  if (error.line > 0) json.number(error.line);
  else json.null();
  json.end_object().end_object();
  return json.take();
}

std::string_view urgency_name(Urgency urgency) { return kUrgencyNames[static_cast<std::size_t>(urgency)]; }
std::string_view state_name(MeasureState state) { return kStateNames[static_cast<std::size_t>(state)]; }
std::string_view kind_name(MeasureKind kind) { return kKindNames[static_cast<std::size_t>(kind)]; }
WordId call_word(LineKind kind) {
  return kind == LineKind::crisis ? word::urgency_call_crisis : word::urgency_call_poison;
}
std::string_view line_name(LineKind kind) { return kLineNames[static_cast<std::size_t>(kind)]; }

std::string_view within(Urgency urgency) {
  switch (urgency) {
    case Urgency::emergency: return "PT0S";
    case Urgency::today: return "PT24H";
    case Urgency::soon: return "P3D";
    case Urgency::routine: return "P14D";
    default: return {};
  }
}

}  // namespace springback
