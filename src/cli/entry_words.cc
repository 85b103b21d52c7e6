#include "cli/entry_words.h"

#include <algorithm>
#include <array>

#include "cli/told.h"
#include "document/medicine_words.h"
#include "terminal_keys.h"
#include "words/say.h"

namespace springback::cli {
namespace {

using Json = nlohmann::ordered_json;

/// What a `did` entry can name.
struct MeasureWords {
  std::string_view id;
  WordId name = 0;
};
constexpr std::array<MeasureWords, 7> kMeasures = {{{"cold", word::terminal_did_cold},
                                                    {"heat", word::terminal_did_heat},
                                                    {"rest", word::terminal_did_rest},
                                                    {"walk", word::terminal_did_walk},
                                                    {"massage", word::terminal_did_massage},
                                                    {"movement", word::terminal_did_movement},
                                                    {"activity", word::terminal_did_activity}}};

class EntryWords {
 public:
  EntryWords(const Door& door, const Json& entry) : door_(door), entry_(entry) {}

  std::vector<std::string> lines() const {
    const std::string kind = text_of(entry_, "kind");
    std::vector<std::string> lines;
    if (kind == "reported") lines = answers();
    else if (kind == "took") lines = {dose()};
    else if (kind == "did") lines = {measure()};
    else if (kind == "noted") lines = {text_of(entry_, "text")};
    else if (kind == "began") lines = {std::string(door_.word(word::terminal_entry_began))};
    else if (kind == "recovered") lines = {std::string(door_.word(word::terminal_entry_recovered))};
    if (lines.empty()) lines = {kind};
    return lines;
  }

 private:
  std::vector<std::string> answers() const {
    std::vector<std::string> lines;
    const auto regular = entry_.find("regular");
    if (regular != entry_.end() && regular->is_object()) lines.push_back(text_of(*regular, "name"));
    const auto findings = entry_.find("findings");
    if (findings == entry_.end() || !findings->is_object()) return lines;
    for (const auto& [id, value] : findings->items()) {
      const FindingId finding = find_finding(door_.protocol(), id);
      if (finding == kNone) lines.push_back(id);
      else
        lines.push_back(asked(door_.protocol().findings[finding]) +
                        answer(door_.protocol().findings[finding], value));
    }
    return lines;
  }

  /// Some are asked, and some are lines to be ticked.
  std::string asked(const Finding& finding) const {
    const std::string_view text = door_.words()[finding.ask];
    return std::string(text) + (text.ends_with('?') ? " " : ": ");
  }

  std::string answer(const Finding& finding, const Json& value) const {
    if (value.is_null()) return std::string(door_.word(word::terminal_not_sure));
    if (value.is_boolean())
      return std::string(door_.word(value.get<bool>() ? word::terminal_yes : word::terminal_no));
    if (value.is_string()) return member(finding, value.get<std::string>());
    if (!value.is_array()) return value.dump();
    std::string all;
    for (const Json& one : value)
      if (one.is_string()) all += (all.empty() ? "" : ", ") + member(finding, one.get<std::string>());
    return all.empty() ? std::string(door_.word(word::terminal_entry_none)) : all;
  }

  std::string member(const Finding& finding, const std::string& id) const {
    const auto found = std::ranges::find(finding.values, id, &Choice::id);
    return found == finding.values.end() ? id : std::string(door_.words()[found->label]);
  }

  std::string dose() const {
    const auto& products = door_.protocol().products;
    const auto product = std::ranges::find(products, text_of(entry_, "product"), &Product::id);
    const bool known = product != products.end();
    const auto place = known ? static_cast<std::uint16_t>(product - products.begin()) : kNone;
    const std::string name = known ? std::string(door_.words()[product->name])
                                   : text_of(entry_, "product_text");
    const auto units = entry_.find("units");
    const bool told = units != entry_.end() && units->is_number();
    const auto thousandths = told ? static_cast<std::int64_t>(units->get<double>() * 1000 + 0.5) : 0;
    const Instant taken = instant_in(entry_, "taken_at")
                              .value_or(instant_in(entry_, "at").value_or(door_.now().instant));
    return dose_name(door_.protocol(), place, name, thousandths) + ", " +
           past_text(door_.words(), door_.now(), taken);
  }

  std::string measure() const {
    const std::string id = text_of(entry_, "measure");
    const auto found = std::ranges::find(kMeasures, id, &MeasureWords::id);
    std::string text = found == kMeasures.end() ? id : std::string(door_.word(found->name));
    if (const auto minutes = entry_.find("minutes"); minutes != entry_.end() && minutes->is_number())
      text += ", " + fill(door_.word(word::terminal_minutes), "{n}", minutes->dump());
    return text;
  }

  const Door& door_;
  const Json& entry_;
};

}  // namespace

std::vector<std::string> entry_words(const Door& door, const Json& entry) {
  return EntryWords(door, entry).lines();
}

}  // namespace springback::cli
