#include "ledger/document.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "document/advice_document.h"
#include "reference/ledger.h"
#include "reference/limits.h"

namespace springback::verify {
namespace {

using Json = nlohmann::json;
using reference::Microseconds;

constexpr std::array<const char*, 4> kRulings = {"label_allows", "wait", "ask_first", "not_for_you"};

const auto& at(const auto& list, int place) { return list[static_cast<std::size_t>(place)]; }

/// What the document must say, written by the reference. Amounts as in the document: mg and units.
class Expected {
 public:
  Expected(const reference::Protocol& protocol, const Json& request)
      : protocol_(protocol), request_(request) {
    at_ = reference::read_instant(request.at("at").get<std::string>());
    live_ = request.value("live", false);
    Microseconds until = at_;
    for (const Json& entry : request.at("journal")) {
      entries_.push_back(reference::read_entry(protocol, entry));
      if (live_) until = std::max(until, entries_.back().at);
    }
    story_ = reference::tell(protocol, entries_, at_);
    urgency_ = reference::triage(protocol, story_.known).urgency;
    doses_ = reference::doses_of(protocol, entries_, until);
    region_ = told("region");
    if (request.contains("region")) region_ = request.at("region").get<std::string>();
    const int age = protocol.find("age_years");
    const auto& known = at(story_.known, age);
    tells_numbers_ = known.state == reference::Known::State::told && known.value >= 18;
  }

  Json dose() const {
    const auto candidate = reference::read_candidate(protocol_, request_.at("dose"));
    return answer(reference::judge(protocol_, story_, entries_, at_, region_, live_, urgency_, candidate));
  }

  Json medicines() const {
    Json list = Json::array();
    for (const auto& one :
         reference::judge_ingredients(protocol_, story_, entries_, at_, region_, live_, urgency_)) {
      Json medicine = answer(one.verdict);
      medicine["ingredient"] = at(protocol_.ingredients, one.ingredient).id;
      medicine["product"] = one.candidate.product < 0
                                ? Json()
                                : Json(at(protocol_.products, one.candidate.product).id);
      add_taken(one, medicine);
      list.push_back(std::move(medicine));
    }
    return list;
  }

  /// Of doses less than 24 hours old.
  Json breaches() const {
    Json list = Json::array();
    for (const reference::Breach& breach : reference::breaches(protocol_, entries_, at_))
      if (breach.recent)
        list.push_back(
            {{"id", breach.id}, {"entry", breach.entry}, {"ingredient", ingredient(breach.ingredient)}});
    return list;
  }

 private:
  std::string told(const char* finding) const {
    const int place = protocol_.find(finding);
    const auto& known = at(story_.known, place);
    if (known.state != reference::Known::State::told) return "";
    return at(at(protocol_.findings, place).values, known.value);
  }
  Json ingredient(int place) const { return place < 0 ? Json() : Json(at(protocol_.ingredients, place).id); }
  static Json instant(const std::optional<Microseconds>& at) { return at ? Json(*at) : Json(); }
  Json ceiling(std::int64_t micrograms) const {
    return micrograms > 0 && tells_numbers_ ? Json(micrograms) : Json();
  }

  Json answer(const reference::Verdict& verdict) const {
    Json reasons = Json::array();
    for (const reference::Reason& reason : verdict.reasons) {
      std::set<std::string> findings;
      for (const int place : reason.findings) findings.insert(at(protocol_.findings, place).id);
      if (reason.id == "region_unknown") findings.insert("region");
      reasons.push_back({{"id", reason.id},
                         {"verdict", kRulings[static_cast<std::size_t>(reason.ruling)]},
                         {"ingredient", ingredient(reason.ingredient)},
                         {"limit", ceiling(reason.limit)},
                         {"holds_from", instant(reason.holds_from)},
                         {"entries", reason.entries},
                         {"rows", reason.rows},
                         {"findings", findings}});
    }
    return {{"verdict", kRulings[static_cast<std::size_t>(verdict.kind)]},
            {"next_at", instant(verdict.next_at)},
            {"units_max_now", verdict.units_max_now},
            {"reasons", reasons}};
  }

  void add_taken(const reference::IngredientVerdict& one, Json& medicine) const {
    std::int64_t micrograms = 0;
    bool at_least = false;
    std::vector<reference::Dose> recent;
    for (const reference::Dose& dose : doses_) {
      if (!reference::is_recent(dose, at_) || !reference::is_of(dose, one.ingredient)) continue;
      recent.push_back(dose);
      const bool holds = dose.micrograms.contains(one.ingredient);
      if (holds) micrograms += dose.micrograms.at(one.ingredient);
      at_least = at_least || dose.anything || !dose.amount_known;
    }
    const reference::Dose asked = reference::dose_of(protocol_, one.candidate, at_);
    medicine["taken_24h_mg"] = micrograms;
    medicine["at_least"] = at_least;
    medicine["ceiling_24h_mg"] = ceiling(reference::label_ceiling(protocol_, recent, asked, one.ingredient));
    medicine["absolute_24h_mg"] = ceiling(reference::absolute_ceiling(protocol_, asked, one.ingredient));
  }

  const reference::Protocol& protocol_;
  const Json& request_;
  Microseconds at_ = 0;
  bool live_ = false, tells_numbers_ = false;
  std::vector<reference::Entry> entries_;
  reference::Story story_;
  reference::Urgency urgency_{};
  std::vector<reference::Dose> doses_;
  std::string region_;
};

/// A document's own words in the same form: instants and amounts as whole numbers, lists without an order of
/// their own rising.
class Written {
 public:
  static Json answer(const Json& said) {
    Json reasons = Json::array();
    for (const Json& reason : said.at("reasons"))
      reasons.push_back({{"id", reason.at("id")},
                         {"verdict", reason.at("verdict")},
                         {"ingredient", reason.at("ingredient")},
                         {"limit", limit(reason)},
                         {"holds_from", instant(reason.at("holds_from"))},
                         {"entries", set(reason.at("entries"))},
                         {"rows", set(reason.at("rows"))},
                         {"findings", set(reason.at("findings"))}});
    return {{"verdict", said.at("verdict")},
            {"next_at", instant(said.at("next_at"))},
            {"units_max_now", thousandths(said.at("units_max_now"))},
            {"reasons", reasons}};
  }

  static Json medicines(const Json& said) {
    Json list = Json::array();
    for (const Json& one : said) {
      Json medicine = answer(one);
      for (const char* same : {"ingredient", "product", "at_least"}) medicine[same] = one.at(same);
      for (const char* amount : {"taken_24h_mg", "ceiling_24h_mg", "absolute_24h_mg"})
        medicine[amount] = thousandths(one.at(amount));
      list.push_back(std::move(medicine));
    }
    return list;
  }

  static Json breaches(Json said) {
    for (Json& breach : said) breach.erase("text");
    return said;
  }

 private:
  static Json thousandths(const Json& number) {
    return number.is_null() ? Json() : Json(std::llround(number.get<double>() * 1000));
  }
  static Json limit(const Json& reason) {
    const std::string id = reason.at("id");
    const bool is_amount = id.ends_with("_ceiling");
    return is_amount ? thousandths(reason.at("limit")) : reason.at("limit");
  }
  static Json instant(const Json& text) {
    return text.is_null() ? Json() : Json(reference::read_instant(text.get<std::string>()));
  }
  static Json set(const Json& list) { return list.get<std::set<std::string>>(); }
};

/// At most one is suggested: of the choices the first that its label allows.
bool suggests_rightly(const Protocol& protocol, const Json& medicines) {
  bool suggested = false;
  for (std::size_t i = 0; i < medicines.size(); ++i) {
    const bool allowed = i < protocol.choices.size() && medicines[i].at("verdict") == "label_allows";
    if (medicines[i].at("suggested") != (allowed && !suggested)) return false;
    suggested = suggested || allowed;
  }
  return true;
}

std::optional<Difference> difference(const std::string& about, const Json& said, const Json& expected) {
  if (said == expected) return std::nullopt;
  if (said.is_array() && expected.is_array() && said.size() == expected.size())
    for (std::size_t i = 0; i < said.size(); ++i)
      if (said[i] != expected[i]) return difference(about, said[i], expected[i]);
  if (said.is_object() && expected.is_object())
    for (const auto& [key, value] : expected.items())
      if (!said.contains(key) || said.at(key) != value)
        return difference(about + " " + key, said.value(key, Json()), value);
  return Difference{about, said.dump(), expected.dump()};
}

}  // namespace

std::optional<Difference> compare_documents(const Sides& sides, const std::string& text) {
  bool ok = false;
  const std::string document = answer(sides.product, text, &ok);
  if (!ok) throw std::runtime_error("the product cannot read a request: " + document);
  const Json said = Json::parse(document), request = Json::parse(text);
  const Expected expected(sides.reference, request);
  if (auto found = difference("document: dose", Written::answer(said.at("dose")), expected.dose()))
    return found;
  if (auto found = difference("document: medicines", Written::medicines(said.at("medicines")),
                              expected.medicines()))
    return found;
  if (auto found = difference("document: breaches", Written::breaches(said.at("breaches")),
                              expected.breaches()))
    return found;
  if (!suggests_rightly(sides.product, said.at("medicines")))
    return Difference{"document: suggested", said.at("medicines").dump(),
                      "the first choice that a label allows"};
  return std::nullopt;
}

}  // namespace springback::verify
