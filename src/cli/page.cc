#include "cli/page.h"

#include <algorithm>

#include "cli/layout.h"
#include "document/advice_document.h"
#include "terminal_keys.h"
#include "words/say.h"

namespace springback::cli {
namespace {

constexpr int kColumnsMost = 90;

}  // namespace

Page::Page(const Door& door, const Terminal& terminal, const View& view)
    : door_(door), terminal_(terminal), view_(view), columns_(std::min(terminal.columns(), kColumnsMost)) {}

void Page::title(std::string_view text, Style style) {
  out_ += terminal_.styled(wrapped(text, columns_, " ", " "), style);
}

void Page::paragraph(std::string_view text) { out_ += wrapped(text, columns_, " ", " "); }

void Page::faint(std::string_view text) {
  out_ += terminal_.styled(wrapped(text, columns_, " ", " "), Style::faint);
}

void Page::item(const std::string& lead, std::string_view text, Style style) {
  const std::string indent(static_cast<std::size_t>(width_of(lead)), ' ');
  out_ += terminal_.styled(wrapped(text, columns_, lead, indent), style);
}

void Page::steps() {
  int number = 1;
  for (const std::uint16_t step : view_.advice.help)
    item(" " + std::to_string(number++) + ". ", door_.word(door_.protocol().help[step].text));
}

void Page::first_step() {
  if (view_.advice.help.empty()) return;
  paragraph(door_.word(door_.protocol().help[view_.advice.help.front()].text));
  blank();
}

void Page::lines() { call_lines_of(std::nullopt); }
void Page::poison_lines() { call_lines_of(LineKind::poison); }

void Page::call_now() {
  for (const LineKind kind : called_now(view_.advice)) {
    title(door_.word(call_word(kind)), Style::alarm);
    call_lines_of(kind);
    blank();
    called_.push_back(kind);
  }
}

void Page::call_lines_of(std::optional<LineKind> alone) {
  const Protocol& protocol = door_.protocol();
  const auto calls = call_lines(protocol, view_.story, view_.advice, door_.screen_region(view_.story));
  const bool several = std::ranges::any_of(
      calls, [&](const CallLine& call) { return call.region != calls.front().region; });
  for (const CallLine& call : calls) {
    if (alone ? call.line->kind != *alone : std::ranges::find(called_, call.line->kind) != called_.end())
      continue;
    std::string lead = " " + padded(call.line->number.empty() ? "-" : call.line->number, 16);
    if (several) lead += padded(door_.word(protocol.regions[call.region].name), 16);
    const bool first_to_call = alone || call.line->kind == LineKind::emergency;
    item(lead, door_.word(call.line->text), first_to_call ? Style::strong : Style::plain);
  }
}

void Page::ahead() {
  if (view_.ahead > 0) paragraph(fill(door_.word(word::terminal_ahead), "{n}", std::to_string(view_.ahead)));
}

void Page::say_this() {
  const std::string text = say(door_.protocol(), view_.story, view_.advice, door_.words(), view_.at);
  if (text.empty()) return;
  blank();
  title(door_.word(word::terminal_say_title), Style::strong);
  out_ += wrapped(text, columns_, "   ", "   ");
}

void Page::reasons() {
  for (const RuleAdvice& fired : view_.advice.fired)
    item(" - ", door_.word(door_.protocol().rules[fired.rule].because));
}

}  // namespace springback::cli
