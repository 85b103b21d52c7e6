#include "ledger/forms.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/medicine/ledger.h"

namespace springback::verify {
namespace {

using Json = nlohmann::ordered_json;
using As = DoseTold::As;

constexpr std::array<const char*, 6> kForms = {"", "tablet", "er_tablet", "liquid_ml", "gel_g", "patch"};
constexpr const char* kProductOfLater = "a-product-of-later";
constexpr const char* kIngredientOfLater = "an_ingredient_of_later";

const auto& at(const auto& list, int place) { return list[static_cast<std::size_t>(place)]; }

bool on_skin(As as) { return as == As::gel_g || as == As::patch; }

std::span<const DoseTold::Amount> amounts(const DoseTold& dose) {
  return std::span(dose.amounts).first(dose.amounts_used);
}

/// Whether all that is in it was told, by a product or by ingredients.
bool contents_told(const DoseTold& dose) {
  if (dose.product >= 0) return true;
  return dose.amounts_used > 0 && std::ranges::none_of(amounts(dose), [](const DoseTold::Amount& amount) {
           return amount.ingredient == DoseTold::kOfLater;
         });
}

std::int64_t units(const DoseTold& dose) { return dose.units.value_or(dose.amount_known ? 1000 : 0); }

Json number(std::int64_t thousandths) {
  if (thousandths % 1000 == 0) return thousandths / 1000;
  return static_cast<double>(thousandths) / 1000;
}

void write_dose(const reference::Protocol& protocol, const DoseTold& dose, Json& json) {
  if (dose.product >= 0) json["product"] = at(protocol.products, dose.product).id;
  if (dose.product == DoseTold::kOfLater) json["product"] = kProductOfLater;
  for (const DoseTold::Amount& amount : amounts(dose))
    json["ingredients_mg"][amount.ingredient == DoseTold::kOfLater
                               ? kIngredientOfLater
                               : at(protocol.ingredients, amount.ingredient).id] = number(amount.micrograms);
  if (dose.units) json["units"] = number(*dose.units);
  if (dose.as != As::nothing) json["as"] = kForms[static_cast<std::size_t>(dose.as)];
  if (!dose.amount_known) json["amount_known"] = false;
}

Json entry_json(const reference::Protocol& protocol, const Logged& entry) {
  Json json = {{"id", entry_name(entry.id)}, {"at", local_text(entry.at.at, entry.at.offset_minutes)}};
  if (entry.kind == Logged::Kind::retracted) {
    json["kind"] = "retracted";
    json["entry"] = entry_name(entry.takes_back);
    return json;
  }
  json["kind"] = "took";
  if (entry.taken) json["taken_at"] = local_text(entry.taken->at, entry.taken->offset_minutes);
  write_dose(protocol, entry.dose, json);
  if (entry.dose.prescribed) json["prescribed"] = true;
  return json;
}

}  // namespace

Took product_dose(const Protocol& protocol, const DoseTold& dose) {
  Took took{.units = units(dose),
            .contents_known = contents_told(dose),
            .amount_known = dose.amount_known,
            .prescribed = dose.prescribed};
  if (dose.product >= 0) {
    const Product& product = at(protocol.products, dose.product);
    took.way = candidate_of(protocol, static_cast<std::uint16_t>(dose.product)).way;
    took.contents.assign(product.contains.begin(), product.contains.end());
  } else {
    took.way.on_skin = on_skin(dose.as);
    for (const DoseTold::Amount& amount : amounts(dose))
      if (amount.ingredient != DoseTold::kOfLater)
        took.contents.push_back({static_cast<std::uint16_t>(amount.ingredient), amount.micrograms});
    std::ranges::sort(took.contents, {},
                      [&](const Amount& amount) { return protocol.ingredients[amount.ingredient].id; });
  }
  took.way.extended_release |= dose.as == As::er_tablet;
  return took;
}

std::vector<Entry> product_entries(const Protocol& protocol, const Sequence& sequence) {
  std::vector<Entry> entries;
  entries.reserve(sequence.entries.size());
  for (const Logged& logged : sequence.entries) {
    Entry& entry = entries.emplace_back(
        Entry{.id = entry_name(logged.id), .at = {logged.at.at}, .fact = Other{}});
    if (logged.kind == Logged::Kind::retracted) {
      entry.fact = Retracted{entry_name(logged.takes_back)};
      continue;
    }
    Took took = product_dose(protocol, logged.dose);
    took.taken = Instant{logged.taken.value_or(logged.at).at};
    entry.fact = std::move(took);
  }
  return entries;
}

reference::Candidate reference_candidate(const reference::Protocol& protocol, const DoseTold& dose) {
  reference::Candidate candidate{.product = std::max(dose.product, -1),
                                 .units = units(dose),
                                 .contents_known = contents_told(dose),
                                 .extended_release = dose.as == As::er_tablet,
                                 .on_skin = on_skin(dose.as)};
  if (dose.product >= 0) {
    const reference::Product& product = at(protocol.products, dose.product);
    candidate.on_skin = product.on_skin;
    candidate.extended_release = candidate.extended_release || product.extended_release;
    return candidate;
  }
  for (const DoseTold::Amount& amount : amounts(dose)) {
    if (amount.ingredient == DoseTold::kOfLater) continue;
    candidate.micrograms.emplace_back(amount.ingredient, amount.micrograms);
    candidate.contents_known = candidate.contents_known && amount.micrograms > 0;
  }
  return candidate;
}

namespace {

reference::Entry reference_entry(const reference::Protocol& protocol, const Logged& logged) {
  reference::Entry entry{.id = entry_name(logged.id), .at = logged.at.at};
  if (logged.kind == Logged::Kind::retracted) {
    entry.kind = reference::Entry::Kind::retracted;
    entry.takes_back = entry_name(logged.takes_back);
    return entry;
  }
  const DoseTold& dose = logged.dose;
  entry.kind = reference::Entry::Kind::took;
  entry.taken = logged.taken.value_or(logged.at).at;
  entry.units = units(dose);
  entry.prescribed = dose.prescribed;
  entry.amount_known = dose.amount_known;
  entry.contents_known = contents_told(dose);
  entry.extended_release = dose.as == As::er_tablet;
  entry.on_skin = on_skin(dose.as);
  const auto add = [&](int ingredient, std::int64_t of_one) {
    entry.micrograms.emplace_back(ingredient, (of_one * entry.units + 999) / 1000);
  };
  if (dose.product >= 0) {
    const reference::Product& product = at(protocol.products, dose.product);
    entry.product = dose.product;
    entry.on_skin = product.on_skin;
    entry.extended_release = entry.extended_release || product.extended_release;
    for (const auto& [ingredient, micrograms] : product.micrograms) add(ingredient, micrograms);
  } else {
    for (const DoseTold::Amount& amount : amounts(dose))
      if (amount.ingredient != DoseTold::kOfLater) add(amount.ingredient, amount.micrograms);
  }
  return entry;
}

}  // namespace

std::vector<reference::Entry> reference_entries(const reference::Protocol& protocol,
                                                const Sequence& sequence) {
  std::vector<reference::Entry> entries;
  entries.reserve(sequence.entries.size());
  for (const Logged& logged : sequence.entries) entries.push_back(reference_entry(protocol, logged));
  return entries;
}

Counted counted_dose(const Oracle& oracle, const DoseTold& dose) {
  Means means{.product = std::max(dose.product, -1),
              .extended_release = dose.as == As::er_tablet,
              .on_skin = on_skin(dose.as)};
  std::vector<std::pair<int, std::int64_t>> contents;
  for (const DoseTold::Amount& amount : amounts(dose))
    if (amount.ingredient != DoseTold::kOfLater) contents.emplace_back(amount.ingredient, amount.micrograms);
  if (dose.product >= 0) {
    const auto& product = at(oracle.protocol().products, dose.product);
    means.extended_release = means.extended_release || product.extended_release;
    means.on_skin = product.on_skin;
    contents = product.micrograms;
  }
  Counted counted = oracle.count(means, contents, units(dose));
  counted.anything = !contents_told(dose);
  return counted;
}

std::vector<Counted> counted_doses(const Oracle& oracle, const Sequence& sequence) {
  std::vector<const Logged*> known;
  for (const Logged& entry : sequence.entries)
    if (sequence.asked.live || entry.at.at <= sequence.asked.at.at) known.push_back(&entry);
  std::ranges::sort(known, [](const Logged* a, const Logged* b) {
    return a->at.at != b->at.at ? a->at.at > b->at.at : entry_name(a->id) > entry_name(b->id);
  });
  std::array<bool, 256> taken_back{}, seen{};
  for (const Logged* entry : known)
    if (entry->kind == Logged::Kind::retracted && !taken_back[entry->id])
      taken_back[entry->takes_back] = true;
  std::vector<Counted> doses;
  for (const Logged* entry : known) {
    if (entry->kind != Logged::Kind::took || taken_back[entry->id] || seen[entry->id]) continue;
    seen[entry->id] = true;
    doses.push_back(counted_dose(oracle, entry->dose));
    doses.back().at = entry->taken.value_or(entry->at).at;
  }
  return doses;
}

std::string request_text(const reference::Protocol& protocol, const Somebody& somebody,
                         const Sequence& sequence) {
  static constexpr std::array<const char*, 4> kRegions = {"us", "uk", "eu", "other"};
  const Asked& asked = sequence.asked;
  Json request = {{"at", local_text(asked.at.at, asked.at.offset_minutes)}};
  if (sequence.region) request["region"] = at(kRegions, *sequence.region);
  if (asked.live) request["live"] = true;
  request["dose"] = Json::object();
  write_dose(protocol, asked.dose, request["dose"]);
  request["journal"] = Json::array();
  for (const std::string& line : journal_lines(somebody, asked.at.at))
    request["journal"].push_back(Json::parse(line));
  for (const Logged& entry : sequence.entries) request["journal"].push_back(entry_json(protocol, entry));
  return request.dump();
}

}  // namespace springback::verify
