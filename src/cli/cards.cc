#include "cli/cards.h"

#include <algorithm>
#include <map>

#include "cli/layout.h"
#include "cli/value_text.h"
#include "terminal_keys.h"
#include "words/say.h"

namespace springback::cli {
namespace {

using Json = nlohmann::ordered_json;

/// Keys for items, without the letters that always mean something else (b back, n none, q quit, s skip).
constexpr std::string_view kItemKeys = "1234567890acdefghijklmoprtuvwxyz";

/// " 1 [x] " before an item, and the lines above and below a list of items.
constexpr int kLeadColumns = 7;
constexpr int kLinesAround = 12;

std::optional<std::size_t> item_of(const Key& key, std::size_t items) {
  if (key.name != Key::character) return std::nullopt;
  const std::size_t place = kItemKeys.find(key.letter);
  return place < items ? std::optional(place) : std::nullopt;
}

/// Keys that mean the same on every screen.
std::optional<Outcome> leaving(const Key& key) {
  if (key.name == Key::closed) return Outcome::quit;
  if (key.name == Key::escape || key.name == Key::backspace) return Outcome::back;
  if (key.name != Key::character) return std::nullopt;
  if (key.letter == 'q') return Outcome::quit;
  if (key.letter == 'b') return Outcome::back;
  if (key.letter == 's') return Outcome::skipped;
  return std::nullopt;
}

Json value_of(const Finding& finding, std::int32_t value) {
  switch (finding.type) {
    case Type::boolean: return value != 0;
    case Type::choice: return std::string(finding.values[static_cast<std::size_t>(value)].id);
    case Type::tenths: return value / 10.0;
    default: return value;
  }
}

}  // namespace

CardAnswer CardAsker::ask(const AskedCard& asked, const Story& story, const std::string& place,
                          std::string lead) {
  lead_ = std::move(lead);
  const Protocol& protocol = door_.protocol();
  const Card& card = protocol.cards[asked.card];
  const std::string title(door_.word(card.title));
  std::vector<Line> lines;
  bool ticks_only = true;
  for (const std::uint16_t number : asked.questions) {
    const Question& question = card.questions[number];
    const FindingId id = question.covers.front();
    const Finding& finding = protocol.findings[id];
    const bool again = question.options.empty() && finding.ask_twice &&
                       story.answers[id].state == State::unsure;
    lines.push_back({.text = std::string(door_.word(again ? finding.again : question.text)),
                     .help = std::string(door_.word(question.help)),
                     .question = question.options.empty() ? nullptr : &question,
                     .finding = id});
    ticks_only = ticks_only && (!question.options.empty() || finding.type == Type::boolean);
  }
  if (ticks_only && card.none) return checklist(title, std::move(lines), place);
  CardAnswer answer;
  for (Line& line : lines) {
    if (line.question != nullptr) {
      CardAnswer part = checklist(title, {line}, place);
      answer.findings.update(part.findings);
      answer.outcome = part.outcome;
    } else {
      answer.outcome = one_question(title, line.text, line.help, line.finding, place, answer.findings);
    }
    if (answer.outcome == Outcome::back || answer.outcome == Outcome::quit) return answer;
  }
  if (!answer.findings.empty()) answer.outcome = Outcome::answered;
  return answer;
}

CardAnswer CardAsker::ask_findings(const std::vector<FindingId>& findings, const std::string& title) {
  const Protocol& protocol = door_.protocol();
  CardAnswer answer;
  std::vector<Line> lines;
  for (const FindingId id : findings) {
    const Finding& finding = protocol.findings[id];
    if (finding.type == Type::boolean) {
      lines.push_back({.text = std::string(door_.word(finding.ask)),
                       .help = std::string(door_.word(finding.help)),
                       .finding = id});
      continue;
    }
    answer.outcome = one_question(title, std::string(door_.word(finding.ask)),
                                  std::string(door_.word(finding.help)), id, "", answer.findings);
    if (answer.outcome != Outcome::answered) return answer;
  }
  if (lines.empty()) return answer;
  CardAnswer ticked = checklist(title, std::move(lines), "");
  answer.findings.update(ticked.findings);
  answer.outcome = ticked.outcome;
  return answer;
}

std::string CardAsker::heading(const std::string& title, const std::string& place) const {
  const std::string where = place.empty() ? "Springback" : "Springback  ·  " + place;
  return terminal_.styled(where, Style::faint) + "\n\n" +
         terminal_.styled(wrapped(title, terminal_.columns() - 1, "", ""), Style::strong) + "\n";
}

std::string CardAsker::items(const std::vector<std::string>& labels,
                             const std::vector<std::string>& marks) const {
  const auto lead = [&](std::size_t i) {
    return " " + terminal_.styled(std::string(1, kItemKeys[i]), Style::strong) + " " +
           padded(i < marks.size() ? marks[i] : "", 4);
  };
  int widest = 0;
  for (const std::string& label : labels) widest = std::max(widest, width_of(label));
  const int column = kLeadColumns + widest + 1;
  // A list that would push the question off the screen stands in two columns, where they fit.
  const bool tall = static_cast<int>(labels.size()) + kLinesAround > terminal_.rows();
  const std::size_t half = tall && 2 * column <= terminal_.columns() ? (labels.size() + 1) / 2
                                                                     : labels.size();
  std::string out;
  for (std::size_t i = 0; i < half; ++i) {
    if (half + i < labels.size())
      out += lead(i) + padded(labels[i], widest + 1) + lead(half + i) + labels[half + i] + "\n";
    else
      out += lead(i) +
             wrapped(labels[i], terminal_.columns() - kLeadColumns - 1, "", std::string(kLeadColumns, ' '));
  }
  return out;
}

std::string CardAsker::keys(WordId id) const {
  return wrapped(door_.word(id), terminal_.columns() - 2, "", " ");
}

std::string CardAsker::drawn(const std::string& title, const std::vector<Line>& lines,
                             const std::string& place, bool help) const {
  std::vector<std::string> labels, marks;
  for (const Line& line : lines) {
    labels.push_back(line.text);
    if (help && !line.help.empty()) labels.back() += " (" + line.help + ")";
    marks.push_back(line.mark == Line::yes ? "[x]" : line.mark == Line::unsure ? "[?]" : "[ ]");
  }
  const bool any = std::ranges::any_of(lines, [](const Line& line) { return line.mark != Line::no; });
  return "\n" + heading(title, place) + items(labels, marks) + "\n " +
         keys(any ? word::terminal_keys_marked : word::terminal_keys_none) + " " +
         terminal_.styled(door_.word(word::terminal_keys_help), Style::faint) + "\n";
}

std::size_t CardAsker::fitting(const std::string& title, const std::vector<Line>& lines,
                               const std::string& place) const {
  std::size_t fit = lines.size();
  while (fit > 1) {
    const std::string text = drawn(title, {lines.begin(), lines.begin() + static_cast<long>(fit)}, place,
                                   false);
    if (std::ranges::count(text, '\n') < terminal_.rows()) break;
    --fit;
  }
  return fit;
}

/// "None of these" may only speak of lines that stood on the screen: what does not fit is asked after the
/// rest.
CardAnswer CardAsker::checklist(const std::string& title, std::vector<Line> lines, const std::string& place) {
  CardAnswer answer;
  while (!lines.empty()) {
    const auto cut = lines.begin() + static_cast<long>(fitting(title, lines, place));
    CardAnswer part = ticks(title, {lines.begin(), cut}, place);
    answer.findings.update(part.findings);
    answer.outcome = part.outcome;
    if (part.outcome != Outcome::answered || part.any_yes) break;
    lines.erase(lines.begin(), cut);
  }
  return answer;
}

CardAnswer CardAsker::ticks(const std::string& title, std::vector<Line> lines, const std::string& place) {
  CardAnswer answer;
  bool help = false;
  for (;;) {
    terminal_.clear();
    terminal_.write(drawn(title, lines, place, help));
    const Key key = terminal_.key();
    const bool any = std::ranges::any_of(lines, [](const Line& line) { return line.mark != Line::no; });
    if (key.name == Key::character && key.letter == '?') {
      help = !help;
    } else if ((key.name == Key::character && key.letter == 'n' && !any) || (key.name == Key::enter && any)) {
      for (const Line& line : lines) record(line, answer.findings);
      answer.any_yes = any;
      return answer;
    } else if (const auto left = leaving(key)) {
      // What was ticked is told, even by somebody who leaves now.
      if (*left == Outcome::quit)
        for (const Line& line : lines)
          if (line.mark != Line::no) record(line, answer.findings);
      answer.outcome = *left;
      return answer;
    } else if (const auto item = item_of(key, lines.size())) {
      Line& line = lines[*item];
      line.mark = line.mark == Line::no ? Line::yes : line.mark == Line::yes ? Line::unsure : Line::no;
      line.chosen.clear();
      line.rest_unsure = false;
      if (line.mark == Line::yes && line.question != nullptr && choose_options(line) == Outcome::back)
        line.mark = Line::no;
    }
  }
}

/// Somebody who said yes has to say which, be it that they are not sure: a yes alone tells of no option, and
/// denies none.
Outcome CardAsker::choose_options(Line& line) {
  const std::size_t not_sure = line.question->options.size();
  if (not_sure == 1) {
    line.chosen = {0};
    return Outcome::answered;
  }
  std::vector<std::string> labels, marks;
  for (const Option& option : line.question->options) labels.emplace_back(door_.word(option.text));
  labels.emplace_back(door_.word(word::terminal_not_sure));
  std::string note;
  for (;;) {
    marks.clear();
    for (std::size_t i = 0; i < labels.size(); ++i) {
      const bool marked = i == not_sure ? line.rest_unsure : std::ranges::count(line.chosen, i) > 0;
      marks.emplace_back(marked ? "[x]" : "[ ]");
    }
    terminal_.clear();
    terminal_.write("\n" + heading(line.text, "") + items(labels, marks) + "\n " + note +
                    keys(word::terminal_keys_options));
    const Key key = terminal_.key();
    if (key.name == Key::closed) line.rest_unsure = true;
    const bool said = !line.chosen.empty() || line.rest_unsure;
    if (said && (key.name == Key::enter || key.name == Key::closed)) return Outcome::answered;
    if (const auto left = leaving(key); left && *left == Outcome::back) return Outcome::back;
    if (key.name == Key::enter) note = keys(word::terminal_which_missing) + "\n ";
    const auto item = item_of(key, labels.size());
    if (!item) continue;
    note.clear();
    if (*item == not_sure) line.rest_unsure = !line.rest_unsure;
    else if (std::erase(line.chosen, *item) == 0) line.chosen.push_back(*item);
  }
}

void CardAsker::record_none(FindingId id, Json& findings) const {
  const Finding& finding = door_.protocol().findings[id];
  if (finding.type == Type::boolean) findings[std::string(finding.id)] = false;
  else if (finding.none_value >= 0) findings[std::string(finding.id)] = value_of(finding, finding.none_value);
}

void CardAsker::record(const Line& line, Json& findings) const {
  const Protocol& protocol = door_.protocol();
  if (line.question == nullptr) {
    const Finding& finding = protocol.findings[line.finding];
    Json& told = findings[std::string(finding.id)];
    if (line.mark == Line::unsure) told = nullptr;
    else told = line.mark == Line::yes;
    return;
  }
  for (const FindingId id : line.question->covers) {
    if (line.mark == Line::unsure || line.rest_unsure)
      findings[std::string(protocol.findings[id].id)] = nullptr;
    else record_none(id, findings);
  }
  if (line.mark != Line::yes) return;
  // Of two options that set one choice the more concerning value holds.
  std::map<FindingId, std::int32_t> values;
  for (const std::size_t option : line.chosen)
    for (const Setting& setting : line.question->options[option].sets) {
      const auto [place, fresh] = values.try_emplace(setting.finding, setting.value);
      if (!fresh) place->second = std::max(place->second, setting.value);
    }
  for (const auto& [id, value] : values)
    findings[std::string(protocol.findings[id].id)] = value_of(protocol.findings[id], value);
}

Outcome CardAsker::one_question(const std::string& title, const std::string& text, const std::string& help,
                                FindingId id, const std::string& place, Json& findings) {
  const Finding& finding = door_.protocol().findings[id];
  std::string above = heading(title, place) + lead_ + (lead_.empty() ? "" : "\n") +
                      wrapped(text, terminal_.columns() - 1, "", "");
  if (!help.empty()) above += terminal_.styled(wrapped(help, terminal_.columns() - 1, "", ""), Style::faint);
  above += "\n";
  switch (finding.type) {
    case Type::boolean: return ask_yes_no(finding, above, findings);
    case Type::choice: return ask_choice(finding, above, findings);
    case Type::set: return ask_members(finding, above, findings);
    default: return ask_number(finding, above, findings);
  }
}

Outcome CardAsker::ask_yes_no(const Finding& finding, const std::string& above, Json& findings) {
  const std::vector<std::string> labels = {std::string(door_.word(word::terminal_yes)),
                                           std::string(door_.word(word::terminal_no)),
                                           std::string(door_.word(word::terminal_not_sure))};
  for (;;) {
    terminal_.clear();
    terminal_.write("\n" + above + items(labels, {}) + "\n " +
                    terminal_.styled(door_.word(word::terminal_keys_common), Style::faint) + "\n");
    const Key key = terminal_.key();
    Json& told = findings[std::string(finding.id)];
    if (const auto item = item_of(key, labels.size())) {
      if (*item == 2) told = nullptr;
      else told = *item == 0;
      return Outcome::answered;
    }
    findings.erase(std::string(finding.id));
    if (key.name == Key::character && (key.letter == 'y' || key.letter == 'n')) {
      findings[std::string(finding.id)] = key.letter == 'y';
      return Outcome::answered;
    }
    if (const auto left = leaving(key)) return *left;
  }
}

Outcome CardAsker::ask_choice(const Finding& finding, const std::string& above, Json& findings) {
  std::vector<std::string> labels;
  for (const Choice& choice : finding.values) labels.emplace_back(door_.word(choice.label));
  labels.emplace_back(door_.word(word::terminal_not_sure));
  for (;;) {
    terminal_.clear();
    terminal_.write("\n" + above + items(labels, {}) + "\n " +
                    terminal_.styled(door_.word(word::terminal_keys_common), Style::faint) + "\n");
    const Key key = terminal_.key();
    if (const auto left = leaving(key)) return *left;
    const auto item = item_of(key, labels.size());
    if (!item) continue;
    if (*item == finding.values.size()) findings[std::string(finding.id)] = nullptr;
    else findings[std::string(finding.id)] = value_of(finding, static_cast<std::int32_t>(*item));
    return Outcome::answered;
  }
}

Outcome CardAsker::ask_members(const Finding& finding, const std::string& above, Json& findings) {
  std::vector<std::string> labels;
  for (const Choice& choice : finding.values) labels.emplace_back(door_.word(choice.label));
  std::vector<std::string> marks(labels.size(), "[ ]");
  for (;;) {
    const bool any = std::ranges::find(marks, "[x]") != marks.end();
    terminal_.clear();
    terminal_.write("\n" + above + items(labels, marks) + "\n " +
                    keys(any ? word::terminal_keys_members : word::terminal_keys_members_none) + " " +
                    terminal_.styled(door_.word(word::terminal_keys_common), Style::faint) + "\n");
    const Key key = terminal_.key();
    if ((key.name == Key::enter && any) || (key.name == Key::character && key.letter == 'n' && !any)) {
      Json members = Json::array();
      for (std::size_t i = 0; i < marks.size(); ++i)
        if (marks[i] == "[x]") members.push_back(std::string(finding.values[i].id));
      findings[std::string(finding.id)] = std::move(members);
      return Outcome::answered;
    }
    if (key.name == Key::character && key.letter == '?') {
      findings[std::string(finding.id)] = nullptr;
      return Outcome::answered;
    }
    if (const auto left = leaving(key)) return *left;
    if (const auto item = item_of(key, labels.size())) marks[*item] = marks[*item] == "[x]" ? "[ ]" : "[x]";
  }
}

Outcome CardAsker::ask_number(const Finding& finding, const std::string& above, Json& findings) {
  const auto is = [&](Known known) {
    return &finding == &door_.protocol().findings[id_of(door_.protocol(), known)];
  };
  const bool weight = is(Known::weight_kg);
  const WordId help = is(Known::days_since_onset) ? word::terminal_keys_days
                      : weight                    ? word::terminal_keys_weight
                                                  : word::terminal_keys_number;
  bool in_pounds = false;
  std::string typed;
  std::string note;
  for (;;) {
    terminal_.clear();
    terminal_.write("\n" + above + " > " + typed + "_" +
                    (!weight     ? ""
                     : in_pounds ? " lb"
                                 : " kg") +
                    "\n\n" + (note.empty() ? "" : " " + note + "\n") + " " + keys(help) + " " +
                    terminal_.styled(door_.word(word::terminal_keys_common), Style::faint) + "\n");
    const Key key = terminal_.key();
    if (key.name == Key::backspace && !typed.empty()) {
      typed.pop_back();
      continue;
    }
    const bool digit = key.name == Key::character &&
                       ((key.letter >= '0' && key.letter <= '9') || key.letter == '.');
    if (digit && typed.size() < 6) {
      typed += key.letter;
      note.clear();
      continue;
    }
    if (key.name == Key::character && key.letter == '?') {
      findings[std::string(finding.id)] = nullptr;
      return Outcome::answered;
    }
    if (weight && key.name == Key::character && (key.letter == 'l' || key.letter == 'k')) {
      in_pounds = key.letter == 'l';
      continue;
    }
    if (key.name != Key::enter || typed.empty()) {
      if (const auto left = leaving(key)) return *left;
      continue;
    }
    Json value = Json::parse(typed, nullptr, false);
    if (in_pounds && value.is_number()) value = kilos_of_pounds(value.get<double>());
    if (is_value(door_.protocol(), find_finding(door_.protocol(), finding.id), value)) {
      findings[std::string(finding.id)] = value;
      return Outcome::answered;
    }
    note = fill(door_.word(word::terminal_number_range), "{range}", range_text(finding, in_pounds));
    typed.clear();
  }
}

}  // namespace springback::cli
