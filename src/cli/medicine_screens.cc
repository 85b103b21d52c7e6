#include "cli/medicine_screens.h"

#include <algorithm>
#include <cmath>
#include <ranges>

#include "cli/layout.h"
#include "document/medicine_words.h"
#include "protocol/reference.h"
#include "terminal_keys.h"
#include "words/say.h"

namespace springback::cli {
namespace {

constexpr Duration kDay = hours(24);
constexpr int kNarrow = 60;
constexpr int kBar = 24, kNarrowBar = 14;

std::string joined(const std::vector<std::string>& texts, std::string_view between) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : std::string(between)) + text;
  return all;
}

void add_once(std::vector<std::string>& texts, std::string_view text) {
  if (!text.empty() && std::ranges::find(texts, text) == texts.end()) texts.emplace_back(text);
}

const RowReference* reference_of(std::string_view row) {
  const auto& rows = built_in_reference().rows;
  const auto found = std::ranges::find(rows, row, &RowReference::name);
  return found == rows.end() ? nullptr : &*found;
}

Verdict told_now(const MedicineView& medicines, Verdict verdict) {
  return medicines.view().advice.breaches.empty() ? verdict : after_breach(std::move(verdict));
}

class MedicinePage {
 public:
  MedicinePage(const Door& door, const Terminal& terminal, const MedicineView& medicines,
               bool sources = false)
      : door_(door),
        protocol_(door.protocol()),
        medicines_(medicines),
        ledger_(medicines.ledger()),
        sources_(sources),
        page_(door, terminal, medicines.view()) {}

  std::string take() { return page_.take(); }
  Page& page() { return page_; }
  std::string_view word(WordId id) const { return door_.word(id); }
  std::string name_of(std::uint16_t ingredient) const {
    return std::string(word(protocol_.ingredients[ingredient].name));
  }

  /// At once, and calm: which doses were too much or too soon, each with the gravest of it, and whom to call.
  /// An emergency has its own screen, with the same number.
  void breaches() {
    const View& view = medicines_.view();
    if (view.advice.triage.urgency == Urgency::emergency || called_now(view.advice).empty()) return;
    page_.blank();
    if (view.advice.breaches.empty()) return page_.call_now();
    page_.title(word(word::terminal_breach_title), Style::alarm);
    const std::vector<Breach> gravest = gravest_of_each(view.advice.breaches);
    for (const Breach& breach : std::views::reverse(gravest)) page_.item(" - ", text_of(breach));
    page_.paragraph(word(word::urgency_call_poison));
    page_.poison_lines();
  }

  void verdict(const Verdict& verdict) { page_.title(verdict_text(verdict), Style::strong); }

  std::string verdict_text(const Verdict& verdict) const {
    return springback::verdict_text(door_.words(), medicines_.view().at, ledger_, verdict);
  }

  /// How many at most, where numbers may be told.
  void units(const Verdict& verdict, std::uint16_t product) {
    const std::string text = units_text(door_.words(), ledger_, product, verdict);
    if (!text.empty()) page_.paragraph(text);
  }

  void reasons(const Verdict& verdict) {
    for (const Reason& reason : verdict.reasons) {
      page_.item(" - ", medicines_.reason(reason));
      if (sources_) sources_of(verdict, reason);
    }
  }

  /// Of open questions none: they are no reason yet.
  void sources_of(const Verdict& verdict, const Reason& reason) {
    if (reason.kind == ReasonKind::caution_unknown) return;
    std::vector<std::string> rows, sources;
    for (const LedgerRow& row : std::span(verdict.rows).subspan(reason.first_row, reason.rows)) {
      const std::string name = row_name(protocol_, row);
      add_once(rows, name);
      if (const RowReference* reference = reference_of(name); reference != nullptr)
        for (const std::string_view source : reference->sources) add_once(sources, source);
    }
    if (!rows.empty()) from(joined(rows, ", "), sources);
  }

  void from(const std::string& rows, const std::vector<std::string>& sources) {
    page_.item("     ", rows + " <- " + joined(sources, ", "), Style::faint);
  }

  /// What the label itself rests on, where it allows and nothing else is to be said.
  void label_sources(std::uint16_t product) {
    if (!sources_ || product == kNone) return;
    std::vector<std::string> sources;
    for (const SourceId source : protocol_.products[product].sources)
      add_once(sources, protocol_.sources[source]);
    from("product." + std::string(protocol_.products[product].id), sources);
  }

  /// Where it is allowed: what helps more, and that a dose is to be noted.
  void if_allowed(const Verdict& verdict, const Meant& meant) {
    if (verdict.ruling != Ruling::label_allows) return;
    const std::string name = meant.product == kNone ? meant.text
                                                    : std::string(protocol_.products[meant.product].id);
    page_.paragraph(word(word::ledger_heat_first));
    page_.paragraph(fill(word(word::terminal_note_it), "{name}", name));
  }

  /// The day so far of each ingredient of what is asked about.
  void bars() {
    const Took* asked = medicines_.request().dose ? &*medicines_.request().dose : nullptr;
    if (asked == nullptr) return;
    for (const Amount& amount : asked->contents) {
      const std::uint16_t ingredient = counted_as(protocol_, amount.ingredient);
      if (ledger_.taken_24h(ingredient).micrograms == 0) continue;
      bar_of(ingredient, true);
    }
  }

  /// How to go on, where the questions about the back come first.
  void go_on() {
    const Urgency urgency = medicines_.view().advice.triage.urgency;
    if (urgency == Urgency::undecided) page_.paragraph(word(word::terminal_back_first));
  }

  void last_day(bool titled = true) {
    std::vector<const Dose*> doses;
    const Doses& all = ledger_.basis().doses;
    for (const Dose& dose : all.doses)
      if (medicines_.view().at.instant - dose.taken < kDay) doses.push_back(&dose);
    if (doses.empty()) {
      page_.paragraph(word(word::terminal_last_day_none));
      return;
    }
    if (titled) page_.title(word(word::terminal_last_day), Style::strong);
    // Newest first, by when they were taken.
    for (const Dose* dose : std::views::reverse(doses))
      page_.item("   " + padded(past_text(dose->taken), 6) + " ", dose_text_of(*dose) + noted(*dose));
  }

  std::string noted(const Dose& dose) const {
    const std::string text = noted_text(door_.words(), medicines_.view().at, ledger_.basis().doses,
                                        medicines_.request().journal, dose);
    return text.empty() ? text : " (" + text + ")";
  }

  /// What somebody took, in their own words where the product is not known.
  std::string dose_text_of(const Dose& dose) const {
    Meant meant{.product = dose.way.product};
    if (meant.product == kNone) meant.text = text_of_entry(dose.entry);
    return springback::dose_name(protocol_, dose.way.product, meant.name(door_), dose.units);
  }

  std::string past_text(Instant at) const {
    return springback::past_text(door_.words(), medicines_.view().at, at);
  }

  /// The last 24 hours against what the label allows and what nobody should go over.
  void bar_of(std::uint16_t ingredient, bool named = false) {
    Amount room;
    const auto ceilings = ledger_.ceilings(ledger_.standing_for(ingredient, room), ingredient);
    const Taken taken = ledger_.taken_24h(ingredient);
    if (!ledger_.tells_numbers() || ceilings.absolute == 0) return;
    const std::int64_t label = ceilings.label == 0 ? ceilings.absolute : ceilings.label;
    const std::string text = taken_text(door_.words(), taken, ceilings);
    if (named) page_.item("   ", capital(name_of(ingredient)) + ":");
    if (taken.at_least && taken.micrograms == 0) return page_.item("   ", text);
    const int columns = page_.columns() < kNarrow ? kNarrowBar : kBar;
    const bool over = taken.micrograms > label;
    const Style style = over ? Style::alarm : Style::plain;
    const std::string drawn = "   " + bar(taken.micrograms, label, ceilings.absolute, columns);
    if (page_.columns() >= kNarrow) return page_.item(drawn + " ", text, style);
    page_.item(drawn, "", style);
    page_.item("   ", text, style);
  }

  /// One of the list: its verdict with the first reason that was not said for all, and its bar.
  void medicine(std::uint16_t ingredient, bool suggested, std::string_view said) {
    const Verdict verdict = told_now(medicines_, medicines_.verdict_on(ingredient));
    page_.item(suggested ? " > " : "   ",
               capital(name_of(ingredient)) + ". " + short_answer(ingredient, verdict, said),
               suggested ? Style::strong : Style::plain);
    if (sources_)
      for (const Reason& reason : verdict.reasons) sources_of(verdict, reason);
    bar_of(ingredient);
  }

  std::string short_answer(std::uint16_t ingredient, const Verdict& verdict, std::string_view said) const {
    if (verdict.ruling == Ruling::label_allows) {
      const auto choice = std::ranges::find(protocol_.choices, ingredient, &MedicineChoice::ingredient);
      const std::string_view why = choice == protocol_.choices.end() ? "" : word(choice->why);
      return verdict_text(verdict) + " " + std::string(why);
    }
    // What holds longest says until when: the verdict would only say the time again.
    const auto longest = std::ranges::find(verdict.reasons, verdict.next_at, &Reason::holds_from);
    if (verdict.ruling == Ruling::wait && longest != verdict.reasons.end())
      return medicines_.reason(*longest);
    if (waits_for_answers(ledger_, verdict)) return verdict_text(verdict);
    const std::string first = verdict.reasons.empty() ? "" : medicines_.reason(verdict.reasons.front());
    return verdict_text(verdict) + (first.empty() || first == said ? "" : " " + first);
  }

  /// The first reason that all of these share is said once, above them.
  std::string said_for_all(std::span<const std::uint16_t> ingredients) const {
    std::string said;
    for (const std::uint16_t ingredient : ingredients) {
      const Verdict verdict = told_now(medicines_, medicines_.verdict_on(ingredient));
      const std::string first = verdict.reasons.empty() ? "" : medicines_.reason(verdict.reasons.front());
      if (verdict.ruling == Ruling::label_allows || first.empty()) return {};
      if (said.empty()) said = first;
      if (first != said) return {};
    }
    return said;
  }

  void list() {
    std::vector<std::uint16_t> choices, others;
    for (const MedicineChoice& choice : protocol_.choices) choices.push_back(choice.ingredient);
    Verdict verdict;
    std::optional<std::uint16_t> suggested;
    if (medicines_.view().advice.breaches.empty()) suggested = ledger_.suggestion(verdict);
    const auto place = std::ranges::find(choices, suggested.value_or(kNone));
    if (place != choices.end()) std::rotate(choices.begin(), place, place + 1);
    const std::string said = said_for_all(choices);
    if (!said.empty()) page_.paragraph(said);
    for (const std::uint16_t ingredient : choices) medicine(ingredient, ingredient == suggested, said);
    ask_with(choices);
    also_taken(choices);
  }

  /// How the questions are asked that one of these waits for.
  void ask_with(const std::vector<std::uint16_t>& choices) {
    if (!medicines_.view().advice.breaches.empty()) return;
    const auto waiting = std::ranges::find_if(choices, [&](std::uint16_t ingredient) {
      return waits_for_answers(ledger_, medicines_.verdict_on(ingredient));
    });
    if (waiting == choices.end()) return;
    page_.paragraph(fill(word(word::terminal_answer_with), "{name}", protocol_.ingredients[*waiting].id));
  }

  /// What else was in the doses of the day: with its amount alone, as no label of ours speaks of it.
  void also_taken(const std::vector<std::uint16_t>& listed) {
    std::vector<std::string> texts;
    for (const std::uint16_t ingredient : ledger_.ingredients()) {
      if (std::ranges::find(listed, ingredient) != listed.end()) continue;
      texts.push_back(amount_text(ingredient, ledger_.taken_24h(ingredient).micrograms));
    }
    if (!texts.empty()) page_.paragraph(fill(word(word::terminal_also_taken), "{list}", joined(texts, ", ")));
  }

  void daily(const std::vector<DailyMedicine>& medicines) {
    page_.title(word(word::terminal_daily), Style::strong);
    if (medicines.empty()) page_.paragraph(word(word::terminal_daily_none));
    for (const DailyMedicine& medicine : medicines) page_.item("   ", daily_name(medicine));
  }

  /// The dose of this entry; null where it does not count.
  const Dose* dose_of(const std::string& entry_id) const {
    const auto entries = medicines_.request().journal.entries();
    const auto& doses = ledger_.basis().doses.doses;
    const auto dose = std::ranges::find_if(
        doses, [&](const Dose& one) { return entries[one.entry].id == entry_id; });
    return dose == doses.end() ? nullptr : &*dose;
  }

  /// Of each ingredient of a dose: the next time, and the day so far.
  void counted(const Dose& dose) {
    std::vector<std::string> others;
    for (const Part& part : ledger_.basis().doses.of(dose)) {
      if (part.label.limits == 0) {
        others.push_back(amount_text(part.ingredient, part.micrograms));
        continue;
      }
      std::string text = capital(name_of(part.ingredient)) + ".";
      if (const auto until = waits_until(medicines_.verdict_on(part.ingredient)))
        text += " " + fill(word(word::ledger_next_dose), "{time}", medicines_.when(*until));
      page_.item(" - ", text);
      bar_of(part.ingredient);
    }
    if (!others.empty())
      page_.item(" - ", fill(word(word::terminal_also_in_it), "{list}", joined(others, ", ")));
  }

  /// What the label would have said before this dose, and two medicines of a kind at once. Of what a doctor
  /// gave for this person nothing is said.
  void warnings(const Dose& dose) {
    if (dose.prescribed) return;
    std::vector<std::string> texts;
    for (const Part& part : ledger_.basis().doses.of(dose)) {
      const Verdict verdict = medicines_.verdict_on(part.ingredient);
      for (const Reason& reason : verdict.reasons)
        if (warns(verdict, reason)) add_once(texts, medicines_.reason(reason));
    }
    if (texts.empty()) return;
    page_.title(word(word::terminal_took_warned), Style::alarm);
    for (const std::string& text : texts) page_.item(" - ", text);
    page_.blank();
  }

  /// "caffeine 65 mg"; where no numbers are told, or none is known, the name alone.
  std::string amount_text(std::uint16_t ingredient, std::int64_t micrograms) const {
    const bool number = ledger_.tells_numbers() && micrograms > 0;
    return name_of(ingredient) + (number ? " " + whole_mg(door_.words(), micrograms) + " mg" : "");
  }

 private:
  /// A washout after a dose of something that nobody knows is a precaution, and no mix.
  bool warns(const Verdict& verdict, const Reason& reason) const {
    if (reason.kind == ReasonKind::caution) return reason.ruling != Ruling::label_allows;
    if (reason.kind != ReasonKind::washout) return false;
    const auto& doses = ledger_.basis().doses.doses;
    const auto is_known = [&](std::uint32_t entry) {
      const auto dose = std::ranges::find(doses, entry, &Dose::entry);
      return dose != doses.end() && !dose->anything;
    };
    return std::ranges::any_of(std::span(verdict.entries).subspan(reason.first_entry, reason.entries),
                               is_known);
  }

  std::string text_of(const Breach& breach) const {
    const Dose& dose = ledger_.basis().doses.doses[breach.dose];
    return past_text(dose.taken) + " " + dose_text_of(dose) + ". " +
           breach_text(door_.words(), protocol_, breach);
  }

  /// The words that a dose was told in.
  std::string text_of_entry(std::uint32_t place) const {
    const std::string& id = medicines_.request().journal.entries()[place].id;
    for (const StoredEntry& stored : door_.entries()) {
      if (stored.id != id) continue;
      const auto entry = nlohmann::json::parse(stored.text, nullptr, false);
      if (entry.is_object()) return entry.value("product_text", entry.value("product", std::string("?")));
    }
    return "?";
  }

  const Door& door_;
  const Protocol& protocol_;
  const MedicineView& medicines_;
  const Ledger& ledger_;
  bool sources_;
  Page page_;
};

}  // namespace

std::string may_screen(const Door& door, const Terminal& terminal, const MedicineView& medicines,
                       const Meant& meant, bool sources) {
  MedicinePage screen(door, terminal, medicines, sources);
  const Verdict verdict = told_now(medicines, medicines.verdict());
  screen.breaches();
  screen.page().blank();
  screen.page().paragraph(capital(meant.name(door)));
  screen.verdict(verdict);
  screen.units(verdict, meant.product);
  screen.reasons(verdict);
  screen.label_sources(meant.product);
  screen.if_allowed(verdict, meant);
  screen.go_on();
  screen.page().blank();
  screen.last_day();
  screen.bars();
  if (!sources) screen.page().faint(door.word(word::terminal_why_hint));
  return screen.take();
}

std::string medicines_screen(const Door& door, const Terminal& terminal, const MedicineView& medicines,
                             const std::vector<DailyMedicine>& daily, bool sources) {
  MedicinePage screen(door, terminal, medicines, sources);
  screen.breaches();
  screen.page().blank();
  screen.page().title(door.word(word::terminal_medicine_heading), Style::strong);
  screen.page().paragraph(std::string(door.word(word::ledger_heat_first)) + " " +
                          std::string(door.word(word::ledger_one)));
  screen.page().blank();
  screen.list();
  screen.go_on();
  screen.page().blank();
  screen.page().paragraph(door.word(word::ledger_steroids));
  screen.page().blank();
  screen.last_day();
  screen.daily(daily);
  return screen.take();
}

std::string taken_screen(const Door& door, const Terminal& terminal, const MedicineView& medicines,
                         const ToldDose& dose, const std::string& entry_id) {
  MedicinePage screen(door, terminal, medicines);
  std::string recorded = fill(door.word(word::terminal_recorded_dose), "{dose}",
                              dose_name(door, dose.meant, dose.units));
  const Instant taken = dose.taken ? dose.taken->instant : medicines.view().at.instant;
  recorded = fill(recorded, "{time}", screen.past_text(taken));
  screen.page().paragraph(recorded);
  const Dose* counted = screen.dose_of(entry_id);
  if (counted != nullptr && counted->anything)
    screen.page().paragraph(door.word(word::terminal_took_unknown));
  else if (!dose.amount_known) screen.page().paragraph(door.word(word::terminal_took_some));
  screen.breaches();
  screen.page().blank();
  if (counted != nullptr) {
    screen.warnings(*counted);
    screen.counted(*counted);
  }
  screen.page().faint(door.word(word::terminal_undo_hint));
  return screen.take();
}

std::string last_day(const Door& door, const Terminal& terminal, const MedicineView& medicines) {
  MedicinePage screen(door, terminal, medicines);
  screen.last_day(false);
  return screen.take();
}

std::string medicine_line(const Door& door) {
  const MedicineView medicines(door);
  return springback::medicine_line(door.words(), medicines.view().at, medicines.ledger());
}

}  // namespace springback::cli
