#include "cli/dose_teller.h"

#include <algorithm>
#include <cmath>

#include "cli/cards.h"
#include "cli/layout.h"
#include "cli/typing.h"
#include "document/medicine_words.h"
#include "terminal_keys.h"
#include "words/say.h"
#include "words/spelling.h"

namespace springback::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kCandidatesMost = 6;

Json number_json(double number) {
  if (number == std::floor(number)) return static_cast<long long>(number);
  return number;
}

/// Milligrams that one can hold.
bool is_strength(double milligrams) { return milligrams >= 0 && milligrams <= 100'000; }

std::string strength_name(double milligrams) {
  return thousandths_text(std::llround(milligrams * 1000)) + " mg";
}

bool same(const Meant& one, const Meant& other) {
  return one.product == other.product && one.ingredient == other.ingredient &&
         one.micrograms == other.micrograms;
}

}  // namespace

Json ToldDose::entry(const Protocol& protocol) const {
  Json entry = {{"kind", "took"}};
  entry.update(meant.fields(protocol));
  if (units) entry["units"] = number_json(*units);
  if (taken) entry["taken_at"] = format_instant(taken->instant, taken->offset_minutes);
  if (prescribed) entry["prescribed"] = true;
  if (!amount_known) entry["amount_known"] = false;
  return entry;
}

DoseTeller::DoseTeller(Door& door, Terminal& terminal, std::string command)
    : door_(door),
      terminal_(terminal),
      command_(std::move(command)),
      asks_(terminal.interactive() && !door.settings().json) {}

std::string DoseTeller::heading(const std::string& title, const std::string& text) const {
  return terminal_.styled(wrapped(title, terminal_.columns() - 1, " ", " "), Style::strong) +
         (text.empty() ? "" : wrapped(text, terminal_.columns() - 1, " ", " "));
}

/// A line about this medicine.
std::optional<std::string> DoseTeller::line(const Meant& meant, WordId question, WordId keys,
                                            std::string_view note) {
  return typed_line(terminal_, heading(meant.name(door_), std::string(door_.word(question))),
                    std::string(door_.word(keys)), note);
}

bool DoseTeller::ask_region() {
  terminal_.take_keys();
  CardAsker asker(door_, terminal_);
  const CardAnswer answer = asker.ask_findings({id_of(door_.protocol(), Known::region)},
                                               std::string(door_.word(word::terminal_medicine_heading)));
  if (!answer.findings.empty()) door_.append({{"kind", "reported"}, {"findings", answer.findings}});
  return answer.outcome != Outcome::quit && answer.outcome != Outcome::back;
}

std::vector<ProductMatch> DoseTeller::matches(const std::string& name) {
  return find_products(door_.protocol(), name, MedicineView(door_).region());
}

std::optional<Meant> DoseTeller::which(const std::string& name) {
  auto found = matches(name);
  if (found.empty()) return Meant{.text = name};
  const bool by_id = is_sure(found) && found.front().product != kNone && found.front().place == 0;
  // The same name may be another product elsewhere.
  if (asks_ && !by_id && !MedicineView(door_).knows_region()) {
    if (!ask_region()) return std::nullopt;
    found = matches(name);
  }
  if (is_sure(found)) return MedicineView(door_).meant_by(found.front(), name);
  return pick(name, found);
}

std::optional<Meant> DoseTeller::pick(const std::string& name, const std::vector<ProductMatch>& matches) {
  const MedicineView view(door_);
  std::vector<Meant> candidates;
  for (const ProductMatch& match : matches) {
    const Meant meant = view.meant_by(match, name);
    const bool listed = std::ranges::any_of(candidates, [&](const Meant& one) { return same(one, meant); });
    if (!listed && candidates.size() < kCandidatesMost) candidates.push_back(meant);
  }
  if (!asks_) name_candidates(name, candidates);
  std::vector<std::string> labels;
  for (const Meant& one : candidates) labels.push_back(name_with_region(view, one));
  terminal_.take_keys();
  const auto place = picked(terminal_,
                            heading(fill(door_.word(word::terminal_which_one), "{name}", name), ""), labels,
                            std::string(door_.word(word::terminal_keys_pick)));
  if (!place) return std::nullopt;
  return *place < candidates.size() ? candidates[*place] : Meant{.text = name};
}

/// "nyquil: Night cold drink"; of a product that is not of here also where it is sold.
std::string DoseTeller::name_with_region(const MedicineView& view, const Meant& one) const {
  const Protocol& protocol = door_.protocol();
  const std::uint16_t region = one.product == kNone ? kNone : protocol.products[one.product].region;
  std::string name = one.name(door_);
  if (!one.met.empty() && spell(one.met).key != spell(name).key) name = one.met + ": " + name;
  if (region == kNone || region == view.region()) return name;
  return name + ", " + std::string(door_.word(protocol.regions[region].name));
}

void DoseTeller::name_candidates(const std::string& name, const std::vector<Meant>& candidates) const {
  std::string list;
  for (const Meant& one : candidates) {
    const bool product = one.product != kNone;
    list += (list.empty() ? "" : ", ") + (product
                                              ? std::string(door_.protocol().products[one.product].id) +
                                                    " (" + name_with_region(MedicineView(door_), one) + ")"
                                              : one.name(door_));
  }
  throw Failure{kInputWrong,
                command_ + ": '" + name + "' is not one product that we know; did you mean " + list + "?"};
}

std::optional<Meant> DoseTeller::which_else(const std::string& above) {
  terminal_.take_keys();
  const auto name = typed_line(terminal_,
                               above + heading(std::string(door_.word(word::terminal_type_other)), ""),
                               std::string(door_.word(word::terminal_keys_other)));
  if (!name || name->empty()) return std::nullopt;
  return which(*name);
}

bool DoseTeller::complete(ToldDose& dose) {
  if (dose.meant.ingredient != kNone && dose.meant.micrograms == 0 && !ask_strength(dose)) return false;
  if (!dose.units && dose.amount_known && !ask_units(dose)) return false;
  if (asks_ && !ask_if_right(dose)) return false;
  if (!dose.meant.is_known() && asks_) ask_contents(dose.meant);
  return true;
}

bool DoseTeller::ask_strength(ToldDose& dose) {
  if (!asks_) {
    if (!dose.amount_known) return true;
    throw Failure{kInputWrong, command_ + ": how many mg are in one? Say it with the name, as in `" +
                                   command_ + " 2 ibuprofen 400`, or --region where you are"};
  }
  terminal_.take_keys();
  for (std::string_view note;; note = door_.word(word::terminal_type_again)) {
    const auto typed = line(dose.meant, word::terminal_type_strength, word::terminal_keys_amount, note);
    if (!typed) return false;
    if (*typed == "?") {
      dose.amount_known = false;
      return true;
    }
    const auto amount = strength_text(*typed).milligrams;
    if (!amount || *amount <= 0 || !is_strength(*amount)) continue;
    dose.meant.micrograms = std::llround(*amount * 1000);
    return true;
  }
}

bool DoseTeller::when(ToldDose& dose) {
  for (std::string_view note;; note = door_.word(word::terminal_type_again)) {
    const auto typed = line(dose.meant, word::terminal_type_time, word::terminal_keys_time, note);
    if (!typed) return false;
    if (typed->empty()) return true;
    dose.taken = past_time(*typed, door_.now());
    if (dose.taken && dose.taken->instant <= door_.now().instant) return true;
  }
}

bool DoseTeller::ask_units(ToldDose& dose) {
  const Protocol& protocol = door_.protocol();
  const bool measured = is_measured_out(protocol, dose.meant.product);
  if (!asks_) {
    if (measured)
      throw Failure{kInputWrong, command_ + ": how much of it? Say it first, as in `" + command_ + " 30 ml " +
                                     dose.meant.text + "`, or --not-sure-how-much"};
    if (!dose.meant.is_known()) {
      dose.amount_known = false;
      return true;
    }
    throw Failure{kInputWrong, command_ + ": how many? Say it first, as in `" + command_ + " 2 " +
                                   dose.meant.text + "`, or --not-sure-how-much"};
  }
  const WordId question = !measured ? word::terminal_type_units
                          : protocol.products[dose.meant.product].form == Form::liquid_ml
                              ? word::terminal_type_ml
                              : word::terminal_type_grams;
  terminal_.take_keys();
  std::string_view note;
  for (;;) {
    const auto typed = line(dose.meant, question, word::terminal_keys_amount, note);
    if (!typed) return false;
    if (*typed == "?") {
      dose.amount_known = false;
      return true;
    }
    const auto units = number_of(*typed);
    if (units && wrong_units(protocol, dose.meant.product, *units).empty()) {
      dose.units = units;
      return true;
    }
    const bool part = units && *units >= 0.5 && *units != std::floor(*units);
    note = door_.word(part ? word::terminal_type_whole : word::terminal_type_again);
  }
}

/// A slip of the finger must not become an overdose; one that was taken is recorded with one key more.
bool DoseTeller::ask_if_right(ToldDose& dose) {
  const Protocol& protocol = door_.protocol();
  const auto most = [&] {
    const Meant& meant = dose.meant;
    const Amount alone{meant.ingredient, meant.micrograms};
    if (meant.product != kNone)
      return most_at_once(protocol, {.product = meant.product}, protocol.products[meant.product].contains);
    return meant.ingredient == kNone ? 0 : most_at_once(protocol, {}, {&alone, 1});
  }();
  const std::vector<std::string> labels = {std::string(door_.word(word::terminal_sure_yes)),
                                           std::string(door_.word(word::terminal_sure_no))};
  while (dose.units && most > 0 && std::llround(*dose.units * 1000) > most) {
    terminal_.take_keys();
    const std::string name = dose_name(door_, dose.meant, dose.units);
    const auto place = picked(terminal_, heading(name, std::string(door_.word(word::terminal_sure))), labels,
                              std::string(door_.word(word::terminal_keys_sure)));
    if (!place) return false;
    if (*place == 0) return true;
    if (!ask_units(dose)) return false;
  }
  return true;
}

/// What is in it is worth knowing, but the dose is recorded without it too. An ingredient that nobody knows
/// is kept as it was typed.
void DoseTeller::ask_contents(Meant& meant) {
  const Protocol& protocol = door_.protocol();
  Json contents = Json::object();
  std::string told;
  std::string_view note;
  terminal_.take_keys();
  for (;;) {
    const auto typed = typed_line(
        terminal_, heading(fill(door_.word(word::terminal_type_contents), "{name}", meant.text), told),
        std::string(door_.word(word::terminal_keys_contents)), note);
    if (!typed || typed->empty()) break;
    const std::vector<StrengthText> strengths = strength_texts(*typed);
    const bool fits = !strengths.empty() && std::ranges::all_of(strengths, [](const StrengthText& one) {
      return !one.name.empty() && is_strength(one.milligrams.value_or(0));
    });
    note = fits ? std::string_view() : door_.word(word::terminal_type_again);
    if (!fits) continue;
    for (const StrengthText& strength : strengths) {
      const std::uint16_t ingredient = find_ingredient(protocol, strength.name, true);
      const std::string id = ingredient == kNone ? strength.name
                                                 : std::string(protocol.ingredients[ingredient].id);
      contents[id] = number_json(strength.milligrams.value_or(0));
      const std::string name = ingredient == kNone
                                   ? id
                                   : std::string(door_.word(protocol.ingredients[ingredient].name));
      told += (told.empty() ? "" : ", ") + name;
      if (strength.milligrams) told += " " + strength_name(*strength.milligrams);
    }
  }
  if (!contents.empty()) meant.contents = std::move(contents);
}

std::string dose_name(const Door& door, const Meant& meant, std::optional<double> units) {
  const auto thousandths = units ? std::llround(*units * 1000) : 0;
  return springback::dose_name(door.protocol(), meant.product, meant.name(door), thousandths);
}

}  // namespace springback::cli
