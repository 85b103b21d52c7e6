#include <algorithm>

#include "reference/ledger.h"
#include "reference/limits.h"

namespace springback::reference {
namespace {

constexpr Microseconds hour = 3'600'000'000;

bool is_breach(const std::string& id) {
  return id == "gap" || id == "label_ceiling" || id == "absolute_ceiling" || id == "washout";
}

/// Two ingredients of one dose are within the washout of each other too.
void look_within(const Protocol& protocol, const Dose& dose, std::vector<Broken>& broken) {
  for (Broken& one : broken_limits(protocol, {dose}, dose))
    if (one.id == "washout") broken.push_back(std::move(one));
}

/// By the doses before it, as if somebody had asked for it.
std::vector<Broken> broken_by(const Protocol& protocol, const std::vector<Dose>& earlier, const Dose& dose) {
  std::vector<Broken> broken = broken_limits(protocol, earlier, dose);
  look_within(protocol, dose, broken);
  return broken;
}

bool is_told(const std::vector<Breach>& breaches, const Breach& breach) {
  return std::any_of(breaches.begin(), breaches.end(), [&](const Breach& other) {
    return other.entry == breach.entry && other.id == breach.id && other.ingredient == breach.ingredient;
  });
}

}  // namespace

std::vector<Breach> breaches(const Protocol& protocol, const std::vector<Entry>& entries, Microseconds at) {
  std::vector<Breach> breaches;
  std::vector<Dose> earlier;
  for (Dose& dose : doses_of(protocol, entries, at)) {
    dose.anything = false;  // what was not told is not held against anybody
    for (const Broken& broken : broken_by(protocol, earlier, dose)) {
      const Breach breach{dose.entry, broken.id, broken.ingredient, is_recent(dose, at)};
      if (is_breach(broken.id) && !is_told(breaches, breach)) breaches.push_back(breach);
    }
    earlier.push_back(std::move(dose));
  }
  return breaches;
}

InUse in_use(const Protocol& protocol, const Story& story, const std::vector<Entry>& entries,
             Microseconds at) {
  InUse use;
  for (const Dose& dose : doses_of(protocol, entries, at)) {
    if (at - dose.at >= 48 * hour) continue;
    for (const auto& [ingredient, micrograms] : dose.micrograms) use.ingredients.insert(ingredient);
    use.anything = use.anything || dose.anything;
  }
  const int regular = protocol.find("takes_other_nsaid");
  if (regular >= 0) {
    const Known& known = story.known[static_cast<std::size_t>(regular)];
    use.regular_nsaid = known.state == Known::State::told && known.value == 1;
  }
  return use;
}

std::vector<Taken> taken_in_24_hours(const Protocol& protocol, const std::vector<Entry>& entries,
                                     Microseconds at) {
  std::map<int, Taken> taken;
  std::map<int, std::vector<Dose>> recent;
  for (const Dose& dose : doses_of(protocol, entries, at)) {
    if (!is_recent(dose, at)) continue;
    for (const auto& [ingredient, micrograms] : dose.micrograms) {
      Taken& of_it = taken[ingredient];
      of_it.ingredient = ingredient;
      of_it.micrograms += micrograms;
      of_it.at_least = of_it.at_least || !dose.amount_known;
      recent[ingredient].push_back(dose);
    }
  }
  std::vector<Taken> all;
  for (auto& [ingredient, of_it] : taken) {
    for (const Dose& dose : recent[ingredient]) {  // the least of those of the products taken
      const std::int64_t label = label_ceiling(protocol, recent[ingredient], dose, ingredient);
      const std::int64_t absolute = absolute_ceiling(protocol, dose, ingredient);
      if (label > 0 && (of_it.label_24h == 0 || label < of_it.label_24h)) of_it.label_24h = label;
      if (absolute > 0 && (of_it.absolute_24h == 0 || absolute < of_it.absolute_24h))
        of_it.absolute_24h = absolute;
    }
    all.push_back(of_it);
  }
  return all;
}

}  // namespace springback::reference
