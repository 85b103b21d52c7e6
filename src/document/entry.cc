#include "document/entry.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "document/read_json.h"

namespace springback {
namespace {

using Json = nlohmann::json;

constexpr std::ptrdiff_t kIdMax = 64;  // characters, not bytes
constexpr std::array<std::string_view, 7> kActivities = {"cold",    "heat",     "rest",    "walk",
                                                         "massage", "movement", "activity"};

std::unexpected<Error> wrong(std::string_view what, std::string_view expected) {
  return refuse(ErrorCode::wrong_type, std::string(what) + ": expected " + std::string(expected));
}

const Json* field(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found == object.end() || found->is_null() ? nullptr : &*found;
}

Result<std::string> text_field(const Json& object, const char* key) {
  const Json* value = field(object, key);
  if (value == nullptr) return refuse(ErrorCode::missing_field, key);
  if (!value->is_string()) return wrong(key, "a text");
  return value->get<std::string>();
}

Result<std::optional<Instant>> instant_field(const Json& object, const char* key, Instant latest) {
  const Json* value = field(object, key);
  if (value == nullptr) return std::nullopt;
  if (!value->is_string()) return wrong(key, "an instant");
  TRY_ASSIGN(const LocalInstant at, parse_instant(value->get_ref<const std::string&>()));
  if (at.instant > latest)
    return refuse(ErrorCode::out_of_range, std::string(key) + ": is after the entry itself");
  return at.instant;
}

std::string range_text(const Finding& finding) {
  const std::int32_t scale = finding.type == Type::tenths ? 10 : 1;
  return std::to_string(finding.low / scale) + " to " + std::to_string(finding.high / scale);
}

Result<Reported> number(const Finding& finding, FindingId id, const Json& value) {
  std::int64_t read = 0;
  if (finding.type == Type::integer) {
    if (!value.is_number_integer()) return wrong(finding.id, "a whole number");
    if (value.is_number_unsigned() && value.get<std::uint64_t>() > 1'000'000'000)
      return refuse(ErrorCode::out_of_range, std::string(finding.id) + ": expected " + range_text(finding));
    read = value.get<std::int64_t>();
  } else {
    if (!value.is_number()) return wrong(finding.id, "a number");
    const double tenths = value.get<double>() * 10;
    if (!(tenths > -1e9 && tenths < 1e9))
      return refuse(ErrorCode::out_of_range, std::string(finding.id) + ": expected " + range_text(finding));
    read = std::llround(tenths);
    const double rest = tenths - static_cast<double>(read);
    if (rest > 1e-6 || rest < -1e-6) return wrong(finding.id, "a number with one decimal");
  }
  if (read < finding.low || read > finding.high)
    return refuse(ErrorCode::out_of_range, std::string(finding.id) + ": expected " + range_text(finding));
  return Reported{.finding = id, .value = static_cast<std::int32_t>(read)};
}

Result<Reported> members(const Finding& finding, FindingId id, const Json& value) {
  if (!value.is_array()) return wrong(finding.id, "a list");
  Reported reported{.finding = id};
  for (const Json& member : value) {
    if (!member.is_string()) return wrong(finding.id, "a list of texts");
    const auto found = std::ranges::find(finding.values, member.get_ref<const std::string&>(), &Choice::id);
    if (found == finding.values.end()) reported.partial = true;
    else reported.value |= static_cast<std::int32_t>(1U << (found - finding.values.begin()));
  }
  return reported;
}

Result<Fact> read_reports(const Protocol& protocol, const Json& json, bool& has_unknown) {
  const Json* findings = field(json, "findings");
  if (findings == nullptr) return refuse(ErrorCode::missing_field, "findings");
  if (!findings->is_object()) return wrong("findings", "an object");
  Reports reports;
  for (const auto& [name, value] : findings->items()) {
    const FindingId id = find_finding(protocol, name);
    if (id == kNone || !protocol.findings[id].reported) {
      has_unknown = true;
      continue;
    }
    TRY_ASSIGN(const Reported reported, read_answer(protocol, id, value));
    has_unknown |= reported.partial || reported.not_understood;
    reports.answers.push_back(reported);
  }
  return reports;
}

Result<Fact> read_began(const Protocol& protocol, const Json& json, Instant at, bool& has_unknown) {
  Began began;
  TRY_ASSIGN(began.onset, instant_field(json, "onset_at", at));
  const FindingId id = id_of(protocol, Known::trigger);
  if (const Json* trigger = field(json, "trigger"); trigger != nullptr && id != kNone) {
    TRY_ASSIGN(const Reported reported, read_answer(protocol, id, *trigger));
    has_unknown |= reported.not_understood;
    began.trigger = reported;
  }
  return began;
}

/// Thousandths of a unit: tablets come in halves.
Result<std::int64_t> thousandths(const Json& json, const char* key, std::int64_t otherwise) {
  const Json* value = field(json, key);
  if (value == nullptr) return otherwise;
  if (!value->is_number()) return wrong(key, "a number");
  const double number = value->get<double>();
  if (!(number >= 0 && number <= 100'000)) return refuse(ErrorCode::out_of_range, key);
  // Never less than was told. Few decimals are exact in binary: 0.57 * 1000 is not quite 570.
  return static_cast<std::int64_t>(std::ceil(number * 1000 - 1e-6));
}

std::uint16_t find_ingredient(const Protocol& protocol, std::string_view id) {
  if (id == "paracetamol") id = "acetaminophen";
  const auto found = std::ranges::find(protocol.ingredients, id, &Ingredient::id);
  return found == protocol.ingredients.end()
             ? kNone
             : static_cast<std::uint16_t>(found - protocol.ingredients.begin());
}

Result<void> read_ingredients(const Protocol& protocol, const Json& json, Took& took, bool& has_unknown) {
  const Json* ingredients = field(json, "ingredients_mg");
  took.contents_known = ingredients != nullptr;
  if (ingredients == nullptr) return {};
  if (!ingredients->is_object()) return wrong("ingredients_mg", "an object");
  for (const auto& [name, value] : ingredients->items()) {
    TRY_ASSIGN(const std::int64_t micrograms, thousandths(*ingredients, name.c_str(), 0));
    const std::uint16_t ingredient = find_ingredient(protocol, name);
    has_unknown |= ingredient == kNone;
    if (ingredient == kNone) took.contents_known = false;
    else took.contents.push_back({ingredient, micrograms});
  }
  took.contents_known &= !took.contents.empty();
  return {};
}

Result<void> read_product(const Protocol& protocol, const Json& json, Took& took, bool& has_unknown) {
  const Json* product = field(json, "product");
  if (product == nullptr) return {};
  if (!product->is_string()) return wrong("product", "a text");
  const auto found = std::ranges::find(protocol.products, product->get_ref<const std::string&>(),
                                       &Product::id);
  if (found == protocol.products.end()) {
    has_unknown |= field(json, "ingredients_mg") == nullptr;
    return {};
  }
  took.contents.assign(found->contains.begin(), found->contains.end());
  took.way = {static_cast<std::uint16_t>(found - protocol.products.begin()), found->extended_release,
              route_of(found->form) == Route::skin};
  return {};
}

Result<bool> flag(const Json& json, const char* key, bool otherwise) {
  const Json* value = field(json, key);
  if (value == nullptr) return otherwise;
  if (!value->is_boolean()) return wrong(key, "true or false");
  return value->get<bool>();
}

Result<Fact> read_took(const Protocol& protocol, const Json& json, Instant at, bool& has_unknown) {
  TRY_ASSIGN(const std::optional<Instant> taken, instant_field(json, "taken_at", at));
  TRY_ASSIGN(Took took, read_dose(protocol, json, has_unknown));
  took.taken = taken.value_or(at);
  TRY_ASSIGN(took.prescribed, flag(json, "prescribed", false));
  const Json* called = field(json, "product_text");
  if (took.way.product == kNone && called != nullptr && called->is_string()) took.called = *called;
  return took;
}

Result<Fact> read_did(const Json& json, bool& has_unknown) {
  TRY_ASSIGN(const std::string measure, text_field(json, "measure"));
  Did did;
  if (const Json* minutes = field(json, "minutes"); minutes != nullptr) {
    if (!minutes->is_number_integer()) return wrong("minutes", "a whole number");
    if (*minutes < 0 || *minutes > 1440)
      return refuse(ErrorCode::out_of_range, "minutes: expected 0 to 1440");
    did.minutes = minutes->get<std::int32_t>();
  }
  const auto found = std::ranges::find(kActivities, measure);
  has_unknown |= found == kActivities.end();
  if (found == kActivities.end()) return Other{};
  did.measure = static_cast<Activity>(found - kActivities.begin());
  return did;
}

Result<Fact> read_fact(const Protocol& protocol, const Json& json, Instant at, bool& has_unknown) {
  TRY_ASSIGN(const std::string kind, text_field(json, "kind"));
  if (kind == "reported") return read_reports(protocol, json, has_unknown);
  if (kind == "began") return read_began(protocol, json, at, has_unknown);
  if (kind == "recovered") return Recovered{};
  if (kind == "took") return read_took(protocol, json, at, has_unknown);
  if (kind == "did") return read_did(json, has_unknown);
  if (kind == "retracted") {
    TRY_ASSIGN(std::string entry, text_field(json, "entry"));
    return Retracted{std::move(entry)};
  }
  has_unknown |= kind != "booked" && kind != "attended" && kind != "lifted" && kind != "noted";
  return Other{};
}

}  // namespace

Result<Took> read_dose(const Protocol& protocol, const Json& json, bool& has_unknown) {
  if (!json.is_object()) return wrong("dose", "an object");
  Took took;
  TRY(read_product(protocol, json, took, has_unknown));
  const bool by_product = took.way.product != kNone;
  if (!by_product) TRY(read_ingredients(protocol, json, took, has_unknown));
  if (const Json* form = field(json, "as"); form != nullptr && form->is_string()) {
    const auto& as = form->get_ref<const std::string&>();
    took.way.extended_release |= as == "er_tablet";
    if (!by_product) took.way.on_skin = as == "gel_g" || as == "patch";
  }
  TRY_ASSIGN(took.amount_known, flag(json, "amount_known", true));
  // What is told of an uncertain amount is its least.
  TRY_ASSIGN(took.units, thousandths(json, "units", took.amount_known ? 1000 : 0));
  return took;
}

Result<Reported> read_answer(const Protocol& protocol, FindingId id, const Json& value) {
  const Finding& finding = protocol.findings[id];
  if (value.is_null()) return Reported{.finding = id, .unsure = true};
  switch (finding.type) {
    case Type::boolean:
      if (!value.is_boolean()) return wrong(finding.id, "true or false");
      return Reported{.finding = id, .value = value.get<bool>() ? 1 : 0};
    case Type::choice: {
      if (!value.is_string()) return wrong(finding.id, "a choice");
      const auto found = std::ranges::find(finding.values, value.get_ref<const std::string&>(), &Choice::id);
      if (found == finding.values.end()) return Reported{.finding = id, .not_understood = true};
      return Reported{.finding = id, .value = static_cast<std::int32_t>(found - finding.values.begin())};
    }
    case Type::set: return members(finding, id, value);
    default: return number(finding, id, value);
  }
}

Result<Entry> read_entry(const Protocol& protocol, const Json& json) {
  if (!json.is_object()) return wrong("entry", "an object");
  Entry entry;
  TRY_ASSIGN(entry.id, text_field(json, "id"));
  const auto characters = std::ranges::count_if(entry.id, [](char c) { return (c & 0xC0) != 0x80; });
  if (characters < 1 || characters > kIdMax)
    return refuse(ErrorCode::bad_id, "id: expected 1 to 64 characters");
  const auto named = [&](Error error) {
    error.argument += " (entry " + entry.id + ")";
    return std::unexpected(std::move(error));
  };
  const auto at_text = text_field(json, "at");
  if (!at_text) return named(at_text.error());
  const auto at = parse_instant(*at_text);
  if (!at) return named(at.error());
  entry.at = at->instant;
  auto fact = read_fact(protocol, json, entry.at, entry.has_unknown);
  if (!fact) return named(fact.error());
  entry.fact = std::move(*fact);
  return entry;
}

Result<Entry> read_entry_line(const Protocol& protocol, std::string_view line) {
  TRY_ASSIGN(const Json json, read_json(line));
  return read_entry(protocol, json);
}

}  // namespace springback
