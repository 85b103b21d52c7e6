#include "cli/calendar_plan.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "cli/regulars.h"
#include "report/event_uid.h"
#include "terminal_keys.h"
#include "words/say.h"
#include "words/spelling.h"

namespace springback::cli {
namespace {

using Json = nlohmann::ordered_json;

struct With {
  std::string_view id;
  WordId title;
};
constexpr std::array kWith = {
    With{"doctor", word::calendar_with_doctor},
    With{"physiotherapist", word::calendar_with_physiotherapist},
    With{"massage_therapist", word::calendar_with_massage_therapist},
};

/// Of "08:00".
std::optional<TimeOfDay> time_of_day_in(std::string_view text) {
  int hour = -1, minute = -1;
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const auto read = [&](std::size_t from, int& number) {
    const char* end = text.data() + from + 2;
    return std::from_chars(text.data() + from, end, number).ptr == end;
  };
  if (!read(0, hour) || !read(3, minute) || hour < 0 || hour > 23 || minute < 0 || minute > 59)
    return std::nullopt;
  return TimeOfDay(hour * 60 + minute);
}

bool has_word(const SpelledName& name, std::string_view word) {
  return std::ranges::find(name.words, word) != name.words.end();
}

/// Whether a dose is one of this medicine, by its name or by an ingredient that it is named after. In doubt
/// it is: the next one then comes later.
class DosesOf {
 public:
  DosesOf(const Protocol& protocol, const Catalogue& words, const DailyMedicine& medicine)
      : protocol_(protocol), words_(words), name_(spell(medicine.name)) {
    std::string row(medicine.row());
    std::ranges::replace(row, '_', ' ');
    row_ = spell(row);
  }

  bool has(const Json& took) const {
    if (const std::string text = text_of(took, "product_text"); !text.empty() && spell(text).key == name_.key)
      return true;
    if (const auto contents = took.find("ingredients_mg"); contents != took.end() && contents->is_object())
      for (const auto& content : contents->items())
        if (is_named_after(content.key())) return true;
    const auto product = std::ranges::find(protocol_.products, text_of(took, "product"), &Product::id);
    if (product == protocol_.products.end()) return false;
    return spell(words_[product->name]).key == name_.key ||
           std::ranges::any_of(product->contains, [&](const Amount& amount) {
             return is_named_after(protocol_.ingredients[amount.ingredient].id);
           });
  }

 private:
  bool is_named_after(std::string_view ingredient) const {
    const auto row = std::ranges::find(protocol_.ingredients, ingredient, &Ingredient::id);
    if (row == protocol_.ingredients.end()) return spell(ingredient).key == name_.key;
    const std::string known_as = spell(words_[row->name]).key;
    const std::string id = spell(row->id).key;
    return has_word(name_, id) || has_word(name_, known_as) || has_word(row_, id);
  }

  const Protocol& protocol_;
  const Catalogue& words_;
  SpelledName name_, row_;
};

class Plan {
 public:
  Plan(const Door& door, const MedicineView& medicines, const std::vector<ToldEntry>& told, Naming naming)
      : door_(door),
        medicines_(medicines),
        told_(told),
        names_(naming == Naming::names),
        at_(medicines.request().at),
        seed_(told.empty() ? std::string() : text_of(told.front().fields, "id")) {}

  std::vector<CalendarEvent> make() {
    for (const DailyMedicine& medicine : daily_medicines(told_)) add_daily(medicine);
    for (const ToldEntry& entry : told_)
      if (const auto medicine = daily_in(entry)) cancel_daily(*medicine);
    for (const std::uint16_t ingredient : medicines_.ledger().ingredients()) add_allowed(ingredient);
    if (const auto next = medicines_.view().advice.next_checkin_at; next && is_ahead(*next))
      add({.uid = uid({"checkin"}),
           .summary = std::string(door_.word(word::calendar_checkin)),
           .description = std::string(door_.word(word::calendar_checkin_how)),
           .when = Once{*next}});
    for (const ToldEntry& entry : told_)
      if (entry.is("booked")) add_appointment(entry);
    return std::move(events_);
  }

 private:
  bool is_ahead(Instant at) const { return at > at_.instant; }
  std::string uid(std::initializer_list<std::string_view> parts) const { return event_uid(seed_, parts); }

  void add(CalendarEvent event) { events_.push_back(std::move(event)); }
  /// A reader that shows it all the same must not show what no longer holds.
  void cancel(CalendarEvent event) {
    event.cancelled = true;
    event.summary = door_.word(word::calendar_cancelled);
    event.description.clear();
    add(std::move(event));
  }

  std::string title(WordId plain, WordId named, std::string_view name) const {
    if (!names_ || name.empty()) return std::string(door_.word(plain));
    return fill(door_.word(named), "{name}", name);
  }

  /// One for each of its times; of one that is so long apart the next, which may be past.
  std::vector<CalendarEvent> events_of(const DailyMedicine& medicine) const {
    std::vector<CalendarEvent> events;
    const std::string summary = title(word::calendar_dose, word::calendar_dose_of, medicine.name);
    for (const std::string& text : medicine.every_day_at)
      if (const auto time = time_of_day_in(text))
        events.push_back({.uid = uid({"dose", medicine.id, text}),
                          .summary = summary,
                          .description = std::string(door_.word(word::calendar_dose_how)),
                          .when = Daily{*time, first_day(*time)}});
    if (medicine.every_minutes > 0)
      events.push_back({.uid = uid({"dose", medicine.id, "apart"}),
                        .summary = summary,
                        .description = std::string(door_.word(word::calendar_apart_how)),
                        .when = Once{next_apart(medicine)}});
    return events;
  }

  /// Today, or tomorrow where the time is past.
  std::int64_t first_day(TimeOfDay time) const {
    const Zone here{.first_offset_seconds = at_.offset_minutes * 60};
    return wall_of(here, next_reminder(time, here, at_.instant)).seconds / 86'400;
  }

  Instant next_apart(const DailyMedicine& medicine) const {
    const DosesOf doses(door_.protocol(), door_.words(), medicine);
    std::optional<Instant> last;
    for (const ToldEntry& entry : told_) {
      if (entry.retracted || !entry.is("took") || !doses.has(entry.fields)) continue;
      const Instant taken = instant_in(entry.fields, "taken_at").value_or(entry.at);
      if (!last || taken > *last) last = taken;
    }
    return next_reminder(LeastApart(minutes(medicine.every_minutes)), last.value_or(medicine.told));
  }

  void add_daily(const DailyMedicine& medicine) {
    for (CalendarEvent& event : events_of(medicine)) {
      const Once* once = std::get_if<Once>(&event.when);
      const bool is_new = daily_.insert(event.uid).second;
      if (is_new && (once == nullptr || is_ahead(once->at))) add(std::move(event));
    }
  }

  /// What was told once and no longer holds.
  void cancel_daily(const DailyMedicine& medicine) {
    for (CalendarEvent& event : events_of(medicine))
      if (daily_.insert(event.uid).second) cancel(std::move(event));
  }

  void add_allowed(std::uint16_t ingredient) {
    const Verdict verdict = medicines_.verdict_on(ingredient);
    const auto until = waits_until(verdict);
    if (!until || !is_ahead(*until)) return;
    const Ingredient& row = door_.protocol().ingredients[ingredient];
    CalendarEvent event{
        .uid = uid({"allowed", row.id}),
        .summary = title(word::calendar_allowed, word::calendar_allowed_of, door_.word(row.name)),
        .description = std::string(door_.word(word::calendar_allowed_how)),
        .when = Once{*until}};
    if (verdict.ruling == Ruling::wait) add(std::move(event));
    else cancel(std::move(event));
  }

  void add_appointment(const ToldEntry& entry) {
    const auto at = instant_in(entry.fields, "at_time");
    if (!at || !is_ahead(*at)) return;
    const auto with = std::ranges::find(kWith, text_of(entry.fields, "with"), &With::id);
    const bool named = names_ && with != kWith.end();
    CalendarEvent event{.uid = uid({"appointment", text_of(entry.fields, "id")}),
                        .summary = std::string(door_.word(named ? with->title : word::calendar_appointment)),
                        .when = Once{*at}};
    if (entry.retracted) cancel(std::move(event));
    else add(std::move(event));
  }

  const Door& door_;
  const MedicineView& medicines_;
  const std::vector<ToldEntry>& told_;
  bool names_;
  LocalInstant at_;
  std::string seed_;
  std::set<std::string> daily_;  ///< UIDs of all that still holds, and of what was cancelled
  std::vector<CalendarEvent> events_;
};

}  // namespace

std::vector<CalendarEvent> calendar_plan(const Door& door, const MedicineView& medicines,
                                         const std::vector<ToldEntry>& told, Naming naming) {
  return Plan(door, medicines, told, naming).make();
}

}  // namespace springback::cli
