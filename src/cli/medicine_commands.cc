#include <algorithm>
#include <iostream>

#include "cli/commands.h"
#include "cli/dose_teller.h"
#include "cli/layout.h"
#include "cli/medicine_questions.h"
#include "cli/medicine_screens.h"
#include "cli/regulars.h"
#include "cli/screens.h"
#include "document/medicine_words.h"
#include "terminal_keys.h"
#include "words/say.h"
#include "words/spelling.h"

namespace springback::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string joined(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : " ") + word;
  return all;
}

bool is_emergency(const MedicineView& medicines) {
  return medicines.view().advice.triage.urgency == Urgency::emergency;
}

/// Units that are asked about: those told, else the dose of what is measured out, else one.
double units_asked(const Protocol& protocol, std::uint16_t product, std::optional<double> told) {
  if (told) return *told;
  if (!is_measured_out(protocol, product)) return 1;
  return std::max(protocol.products[product].unit_dose / 1000, 1);
}

/// The dose that is asked about, as in a request. An ingredient without a strength is asked about as the
/// ledger lists it: in the least dose of a label.
Json dose_asked(const Door& door, Meant& meant, std::optional<double> told) {
  if (meant.ingredient != kNone && meant.micrograms == 0) {
    const MedicineView medicines(door);
    Amount room;
    (void)medicines.ledger().standing_for(counted_as(door.protocol(), meant.ingredient), room);
    meant.ingredient = room.ingredient;
    meant.micrograms = room.micrograms;
  }
  const double units = units_asked(door.protocol(), meant.product, told);
  if (const std::string wrong = wrong_units(door.protocol(), meant.product, units); !wrong.empty())
    throw Failure{kInputWrong, "may: --units: " + wrong};
  Json dose = meant.fields(door.protocol());
  dose["units"] = units;
  return dose;
}

void print_dose(const MedicineView& medicines) {
  JsonWriter json;
  write_dose(medicines.request(), medicines.of_request(), medicines.view().advice.ask, json);
  std::cout << json.take() << '\n';
}

/// Of a terminal that nobody sits at.
constexpr int kColumns = 80;

/// What is still open, where nobody can be asked.
void print_open(const Door& door, const MedicineView& medicines, const std::string& name) {
  std::vector<FindingId> needed;
  const Verdict verdict = medicines.verdict();
  for (const Reason& reason : verdict.reasons)
    for (const FindingId id : medicines.ledger().findings_for(verdict, reason))
      if (std::ranges::find(needed, id) == needed.end()) needed.push_back(id);
  if (needed.empty()) return;
  std::cout << '\n' << wrapped(fill(door.word(word::terminal_may_open), "{name}", name), kColumns, " ", " ");
  for (const FindingId id : needed) {
    const Finding& finding = door.protocol().findings[id];
    std::cout << wrapped(door.word(finding.ask), kColumns, "   " + padded(finding.id, 36) + " ",
                         std::string(40, ' '));
  }
}

/// How much and of what, with a name in it.
DoseText told_dose(const MedicineOptions& options, const std::string& command) {
  DoseText told = dose_text(options.words);
  if (spell(told.name).words.empty())
    throw Failure{kCommandLineWrong,
                  command + ": say which medicine, as in `" + command + " 2 ibuprofen-200`"};
  return told;
}

/// A name that nobody knows, with one that we know in it: "8000 mg tylenol", "tylenol x 16", "2 tylenol and 2
/// advil". As words alone it would count as one of something unknown.
void refuse_unclear(const Protocol& protocol, const DoseText& told, const Meant& meant,
                    const std::string& command) {
  const SpelledName spelled = spell(told.name);
  if (meant.is_known() || spelled.for_children) return;
  for (const std::string_view word : spelled.words) {
    if (word.size() < 4 || !is_sure(find_products(protocol, word, kNone))) continue;
    const std::string name(word);
    throw Failure{kInputWrong, command + ": '" + told.name +
                                   "' is not one that we know. Say how many first, then one " +
                                   "name, as in `" + command + " 2 " + name +
                                   "`; a strength stands after what is in it, as in `" + command +
                                   " 1 ibuprofen 400`. Something else? --unlisted"};
  }
}

/// Grams or millilitres of what is counted in tablets are no count, and a number alone is none of a drink.
void refuse_other_units(const Protocol& protocol, DoseText& told, const Meant& meant,
                        const std::string& command) {
  if (!told.units || (!meant.is_known() && told.in != DoseText::In::not_told)) return;
  if (is_told_in(protocol, meant.product, told.in)) return;
  if (told.in == DoseText::In::not_told) {
    told.units.reset();  // of a drink or a gel: asked, where somebody can be
    return;
  }
  const Form form = meant.product == kNone ? Form::tablet : protocol.products[meant.product].form;
  const std::string in = form == Form::liquid_ml ? "in ml, as in `" + command + " 30 ml "
                         : form == Form::gel_g   ? "in grams, as in `" + command + " 4 g "
                                                 : "in pieces, as in `" + command + " 2 ";
  throw Failure{kInputWrong, command + ": this is counted " + in + told.name + "`"};
}

}  // namespace

int run_may(const Settings& settings, const MedicineOptions& options) {
  Terminal terminal;
  const bool asks = terminal.interactive() && !settings.json;
  DoseText told = told_dose(options, "may");
  Door door(settings, asks ? Wants::to_record : Wants::to_read);
  DoseTeller teller(door, terminal, "may");
  auto meant = options.unlisted ? Meant{.text = told.name} : teller.which(told.name);
  if (!meant) return 0;
  if (!options.unlisted) refuse_unclear(door.protocol(), told, *meant, "may");
  refuse_other_units(door.protocol(), told, *meant, "may");
  const std::optional<double> units = options.units ? options.units : told.units;
  const Json dose = dose_asked(door, *meant, units);
  if (asks) ask_about_medicine(door, terminal, dose);
  const MedicineView medicines(door, dose);
  if (settings.json) {
    print_dose(medicines);
    return 0;
  }
  if (is_emergency(medicines)) std::cout << emergency_screen(door, terminal, medicines.view());
  std::cout << may_screen(door, terminal, medicines, *meant, options.why);
  if (!asks && !is_emergency(medicines)) print_open(door, medicines, joined(options.words));
  return 0;
}

namespace {

/// Somebody who leaves in the midst hears that nothing was kept.
int say_not_noted(const Door& door) {
  std::cout << door.word(word::terminal_took_nothing) << '\n';
  return 0;
}

/// A dose that cannot be kept must not be taken for one that was.
Json noted(Door& door, const Json& fields) {
  try {
    return door.append(fields);
  } catch (const Failure& failure) {
    throw Failure{failure.status, "took: this dose was NOT noted: " + failure.message +
                                      ". Write it down. If it was too much, call the poison line now"};
  }
}

}  // namespace

/// What was taken is stamped now, however long ago it was.
int run_took(const Settings& settings, const MedicineOptions& options) {
  Settings stamped_now = settings;
  stamped_now.at.reset();
  Terminal terminal;
  Door door(stamped_now);
  DoseTeller teller(door, terminal, "took");
  DoseText told = told_dose(options, "took");
  ToldDose dose{.amount_known = !options.not_sure_how_much, .prescribed = options.prescribed};
  if (!options.at.empty()) {
    dose.taken = past_time(options.at, door.now());
    if (!dose.taken)
      throw Failure{kCommandLineWrong,
                    "--at: '" + options.at +
                        "' is not a time that has passed, like 22:00, 10pm or 2026-11-22T09:00:00+01:00"};
  }
  auto meant = options.unlisted ? Meant{.text = told.name} : teller.which(told.name);
  if (!meant) return say_not_noted(door);
  if (!options.unlisted) refuse_unclear(door.protocol(), told, *meant, "took");
  refuse_other_units(door.protocol(), told, *meant, "took");
  dose.units = told.units;
  dose.meant = std::move(*meant);
  if (dose.units) {
    const std::string wrong = wrong_units(door.protocol(), dose.meant.product, *dose.units);
    if (!wrong.empty()) throw Failure{kInputWrong, "took: how many: " + wrong};
  }
  if (!teller.complete(dose)) return say_not_noted(door);
  const Json entry = noted(door, dose.entry(door.protocol()));
  terminal.clear();
  terminal.give_back();
  if (settings.json) {
    std::cout << entry.dump() << '\n';
    return 0;
  }
  const MedicineView medicines(door);
  if (is_emergency(medicines)) std::cout << emergency_screen(door, terminal, medicines.view()) << '\n';
  std::cout << taken_screen(door, terminal, medicines, dose, entry["id"]);
  return 0;
}

int run_medicines(const Settings& settings, const MedicineOptions& options) {
  const Door door(settings, Wants::to_read);
  const Terminal terminal;
  const MedicineView medicines(door);
  if (settings.json) {
    JsonWriter json;
    write_medicines(medicines.request(), medicines.ledger(), json);
    std::cout << json.take() << '\n';
    return 0;
  }
  if (is_emergency(medicines)) std::cout << emergency_screen(door, terminal, medicines.view());
  else std::cout << medicines_screen(door, terminal, medicines, daily_medicines(door), options.why);
  return 0;
}

}  // namespace springback::cli
