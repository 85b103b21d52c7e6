#include <algorithm>
#include <chrono>
#include <cmath>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "reference/story.h"

namespace springback::reference {
namespace {

using Json = nlohmann::json;

constexpr Microseconds second = 1'000'000;

[[noreturn]] void stop(const std::string& why) { throw std::runtime_error(why); }

// --- Fields --------------------------------------------------------------------------------------

std::string text_of(const Json& json, const char* key) {
  if (!json.contains(key)) stop(std::string("missing_field: ") + key);
  if (!json.at(key).is_string()) stop(std::string("wrong_type: ") + key);
  return json.at(key).get<std::string>();
}

std::optional<Microseconds> instant_if_any(const Json& json, const char* key) {
  if (!json.contains(key)) return std::nullopt;
  return read_instant(text_of(json, key));
}

double amount_of(const Json& json, const std::string& what) {
  if (!json.is_number()) stop("wrong_type: " + what);
  const double amount = json.get<double>();
  if (amount < 0 || amount > 100'000) stop("out_of_range: " + what);
  return amount;
}

// --- Answers -------------------------------------------------------------------------------------

int place_of(const std::vector<std::string>& values, const std::string& value) {
  for (std::size_t place = 0; place < values.size(); ++place)
    if (values[place] == value) return static_cast<int>(place);
  return -1;
}

std::int32_t in_range(const Finding& finding, double value) {
  if (value < finding.low || value > finding.high) stop("out_of_range: " + finding.id);
  return static_cast<std::int32_t>(value);
}

/// A number with one decimal, in tenths.
double tenths_of(const Finding& finding, double value) {
  const double tenths = std::round(value * 10);
  if (std::abs(value * 10 - tenths) > 1e-6) stop("wrong_type: " + finding.id);
  return tenths;
}

void read_members(const Finding& finding, const Json& value, Told& told) {
  for (const Json& member : value) {
    if (!member.is_string()) stop("wrong_type: " + finding.id);
    const int place = place_of(finding.values, member.get<std::string>());
    if (place < 0) told.partial = true;
    else told.value |= std::int32_t{1} << place;
  }
}

void read_choice(const Finding& finding, const std::string& value, Told& told) {
  told.value = place_of(finding.values, value);
  told.not_understood = told.value < 0;
}

bool has_type(const Json& value, Type type) {
  switch (type) {
    case Type::boolean: return value.is_boolean();
    case Type::integer: return value.is_number_integer();
    case Type::tenths: return value.is_number();
    case Type::choice: return value.is_string();
    case Type::set: return value.is_array();
  }
  return false;
}

Told read_told(const Protocol& protocol, int place, const Json& value) {
  const Finding& finding = protocol.findings[static_cast<std::size_t>(place)];
  Told told{.finding = place};
  if (value.is_null()) {
    told.unsure = true;
    return told;
  }
  if (!has_type(value, finding.type)) stop("wrong_type: " + finding.id);
  switch (finding.type) {
    case Type::boolean: told.value = value.get<bool>() ? 1 : 0; break;
    case Type::integer: told.value = in_range(finding, value.get<double>()); break;
    case Type::tenths: told.value = in_range(finding, tenths_of(finding, value.get<double>())); break;
    case Type::choice: read_choice(finding, value.get<std::string>(), told); break;
    case Type::set: read_members(finding, value, told); break;
  }
  return told;
}

/// What is not known here, or only ever computed, is passed over.
void read_reported(const Protocol& protocol, const Json& json, Entry& entry) {
  if (!json.contains("findings")) stop("missing_field: findings");
  if (!json.at("findings").is_object()) stop("wrong_type: findings");
  for (const auto& [id, value] : json.at("findings").items()) {
    const int place = protocol.find(id);
    if (place < 0 || !protocol.findings[static_cast<std::size_t>(place)].reported) continue;
    entry.told.push_back(read_told(protocol, place, value));
  }
}

/// story.md, section 2: an entry `began` with a trigger tells `trigger`.
void read_began(const Protocol& protocol, const Json& json, Entry& entry) {
  entry.onset = instant_if_any(json, "onset_at");
  if (entry.onset.value_or(entry.at) > entry.at) stop("out_of_range: onset_at");
  const int trigger = protocol.find("trigger");
  if (json.contains("trigger") && trigger >= 0)
    entry.told.push_back(read_told(protocol, trigger, text_of(json, "trigger")));
}

// --- Doses ---------------------------------------------------------------------------------------

template <typename Row>
const Row* by_id(const std::vector<Row>& rows, std::string_view id) {
  for (const Row& row : rows)
    if (row.id == id) return &row;
  return nullptr;
}

void read_ingredients(const Protocol& protocol, const Json& ingredients, Entry& entry) {
  if (!ingredients.is_object()) stop("wrong_type: ingredients_mg");
  for (const auto& [id, milligrams] : ingredients.items()) {
    const double amount = amount_of(milligrams, id);
    const Ingredient* known = by_id(protocol.ingredients, id == "paracetamol" ? "acetaminophen" : id);
    if (known == nullptr) entry.contents_known = false;
    else
      entry.micrograms.emplace_back(static_cast<int>(known - protocol.ingredients.data()),
                                    times_up(thousandths_up(amount), entry.units));
  }
  if (entry.micrograms.empty()) entry.contents_known = false;
}

double units_of(const Json& json) {
  if (json.contains("units")) return amount_of(json.at("units"), "units");
  if (!json.contains("amount_known")) return 1;
  if (!json.at("amount_known").is_boolean()) stop("wrong_type: amount_known");
  return json.at("amount_known").get<bool>() ? 1 : 0;
}

bool is(const Json& json, const char* key, bool value) {
  return json.contains(key) && json.at(key).is_boolean() && json.at(key).get<bool>() == value;
}

/// What is in it: story.md, after the tables of section 4.
void read_contents(const Protocol& protocol, const Json& json, Entry& entry) {
  const std::string form = json.contains("as") ? text_of(json, "as") : "";
  entry.extended_release = form == "er_tablet";
  entry.on_skin = is_on_skin(form);
  entry.units = thousandths_up(units_of(json));
  const bool names_product = json.contains("product"), names_contents = json.contains("ingredients_mg");
  const Product* product = names_product ? by_id(protocol.products, text_of(json, "product")) : nullptr;
  if (product != nullptr) {
    entry.product = static_cast<int>(product - protocol.products.data());
    entry.on_skin = product->on_skin;
    if (product->extended_release) entry.extended_release = true;
    for (const auto& [ingredient, micrograms] : product->micrograms)
      entry.micrograms.emplace_back(ingredient, times_up(micrograms, entry.units));
    return;
  }
  entry.contents_known = names_contents;
  if (names_contents) read_ingredients(protocol, json.at("ingredients_mg"), entry);
}

void read_took(const Protocol& protocol, const Json& json, Entry& entry) {
  entry.taken = instant_if_any(json, "taken_at").value_or(entry.at);
  if (entry.taken > entry.at) stop("out_of_range: taken_at");
  entry.prescribed = is(json, "prescribed", true);
  entry.amount_known = !is(json, "amount_known", false);
  if (json.contains("product_text") && json.at("product_text").is_string())
    entry.product_text = text_of(json, "product_text");
  read_contents(protocol, json, entry);
}

void read_did(const Json& json, Entry& entry) {
  entry.measure = text_of(json, "measure");
  if (!json.contains("minutes")) return;
  if (!json.at("minutes").is_number_integer()) stop("wrong_type: minutes");
  entry.minutes = json.at("minutes").get<int>();
  if (entry.minutes < 0 || entry.minutes > 1440) stop("out_of_range: minutes");
}

/// Of UTF-8 every byte but the continuing ones begins a character.
std::ptrdiff_t characters_in(const std::string& text) {
  return std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; });
}

Entry::Kind kind_of(const std::string& kind) {
  if (kind == "reported") return Entry::Kind::reported;
  if (kind == "began") return Entry::Kind::began;
  if (kind == "recovered") return Entry::Kind::recovered;
  if (kind == "took") return Entry::Kind::took;
  if (kind == "did") return Entry::Kind::did;
  if (kind == "retracted") return Entry::Kind::retracted;
  return Entry::Kind::other;
}

// --- Instants ------------------------------------------------------------------------------------

/// Reads an instant from left to right.
class Clock {
 public:
  explicit Clock(std::string_view text) : text_(text) {}

  /// So many digits, as a number that is not above `most`.
  int number(std::size_t digits, int most) {
    int number = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      if (place_ == text_.size() || text_[place_] < '0' || text_[place_] > '9') bad();
      number = number * 10 + (text_[place_++] - '0');
    }
    if (number > most) bad();
    return number;
  }

  /// The next character, which must be one of these.
  char one_of(std::string_view characters) {
    if (place_ == text_.size() || !characters.contains(text_[place_])) bad();
    return text_[place_++];
  }

  /// ".25" -> 250,000. Finer than a microsecond is cut off.
  Microseconds fraction() {
    if (place_ == text_.size() || text_[place_] != '.') return 0;
    ++place_;
    Microseconds part = 0, worth = second / 10;
    part += number(1, 9) * worth;
    while (place_ < text_.size() && text_[place_] >= '0' && text_[place_] <= '9')
      part += number(1, 9) * (worth /= 10);
    return part;
  }

  void end() const {
    if (place_ != text_.size()) bad();
  }

  [[noreturn]] void bad() const { stop("bad_instant: " + std::string(text_)); }

 private:
  std::string_view text_;
  std::size_t place_ = 0;
};

}  // namespace

Microseconds read_instant(std::string_view text) {
  using namespace std::chrono;
  Clock clock(text);
  const year y{clock.number(4, 2199)};
  clock.one_of("-");
  const month m{static_cast<unsigned>(clock.number(2, 12))};
  clock.one_of("-");
  const year_month_day date{y, m, day{static_cast<unsigned>(clock.number(2, 31))}};
  if (!date.ok() || y < year{1970}) clock.bad();
  clock.one_of("Tt ");
  std::int64_t seconds = clock.number(2, 23) * 3600;
  clock.one_of(":");
  seconds += clock.number(2, 59) * 60;
  clock.one_of(":");
  seconds += clock.number(2, 59);
  const Microseconds fraction = clock.fraction();
  const char zone = clock.one_of("Zz+-");
  if (zone == '+' || zone == '-') {
    std::int64_t offset = clock.number(2, 23) * 3600;
    clock.one_of(":");
    offset += clock.number(2, 59) * 60;
    seconds -= zone == '+' ? offset : -offset;
  }
  clock.end();
  const std::int64_t days = sys_days{date}.time_since_epoch().count();
  return (days * 86'400 + seconds) * second + fraction;
}

Entry read_dose(const Protocol& protocol, const nlohmann::json& json) {
  if (!json.is_object()) stop("wrong_type: dose");
  Entry entry;
  entry.kind = Entry::Kind::took;
  read_contents(protocol, json, entry);
  return entry;
}

Entry read_entry(const Protocol& protocol, const nlohmann::json& json) {
  if (!json.is_object()) stop("wrong_type: an entry");
  Entry entry;
  entry.id = text_of(json, "id");
  if (entry.id.empty() || characters_in(entry.id) > 64) stop("bad_id: " + entry.id);
  entry.at = read_instant(text_of(json, "at"));
  entry.kind = kind_of(text_of(json, "kind"));
  switch (entry.kind) {
    case Entry::Kind::reported: read_reported(protocol, json, entry); break;
    case Entry::Kind::began: read_began(protocol, json, entry); break;
    case Entry::Kind::took: read_took(protocol, json, entry); break;
    case Entry::Kind::did: read_did(json, entry); break;
    case Entry::Kind::retracted: entry.takes_back = text_of(json, "entry"); break;
    default: break;
  }
  return entry;
}

}  // namespace springback::reference
