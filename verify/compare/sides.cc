#include "compare/sides.h"

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "compare/convert.h"
#include "core/advice.h"
#include "document/request.h"

namespace springback::verify {
namespace {

void require(bool same, std::string_view what) {
  if (!same)
    throw std::runtime_error("the product and the reference do not have the same " + std::string(what));
}

bool same_names(const auto& of_product, const auto& of_reference) {
  return std::ranges::equal(of_product, of_reference,
                            [](const auto& a, const auto& b) { return a.id == b.id; });
}

reference::Triage triage_of(const Sides& sides, const Triage& triage) {
  reference::Triage same{.urgency = static_cast<reference::Urgency>(triage.urgency),
                         .at_least = static_cast<reference::Urgency>(triage.at_least)};
  const Conditions& table = sides.product.triage;
  for (unsigned rule = 0; rule < sides.product.rules.size(); ++rule) {
    same.fires.push_back(fires(table, triage.rows, rule));
    same.open.push_back(is_open(table, triage.rows, rule));
  }
  for (const std::uint16_t rule : open_rules(sides.product, triage)) same.open_rows.push_back(rule);
  std::ranges::sort(same.open_rows);
  return same;
}

std::set<int> findings_of(const Sides& sides, const std::vector<FindingId>& ids) {
  std::set<int> findings;
  for (const FindingId id : ids) findings.insert(sides.in_reference[id]);
  return findings;
}

/// Of one id the row of the highest urgency; rising.
std::vector<int> highest_of_each_id(const reference::Protocol& protocol, std::vector<int> rows) {
  const auto rule = [&](int row) -> const reference::Rule& {
    return protocol.rules[static_cast<std::size_t>(row)];
  };
  std::erase_if(rows, [&, all = rows](int row) {
    return std::ranges::any_of(all, [&](int other) {
      return rule(other).id == rule(row).id && rule(other).urgency > rule(row).urgency;
    });
  });
  std::ranges::sort(rows);
  return rows;
}

/// Guards by their names: the product has those of every measure last, the reference first.
std::vector<int> guards_of(const Sides& sides, const PlanItem& item) {
  const auto& in_reference = sides.reference.measures[item.measure].guards;
  std::vector<int> guards;
  for (const std::uint16_t guard : item.guards) {
    const std::string_view id = sides.product.measures[item.measure].guards[guard].id;
    const auto same = std::ranges::find(in_reference, id, &reference::Guard::id);
    guards.push_back(static_cast<int>(same - in_reference.begin()));
  }
  std::ranges::sort(guards);
  return guards;
}

reference::PlanItem plan_item_of(const Sides& sides, const PlanItem& item) {
  reference::PlanItem same{.measure = item.measure,
                           .state = static_cast<reference::PlanItem::State>(item.state),
                           .closed_by_urgency = item.closed_by_urgency,
                           .guards = guards_of(sides, item),
                           .check = findings_of(sides, item.check)};
  if (item.open_at) same.open_at = item.open_at->microseconds;
  return same;
}

bool same_item(const reference::PlanItem& a, const reference::PlanItem& b) {
  return a.measure == b.measure && a.state == b.state && a.closed_by_urgency == b.closed_by_urgency &&
         a.guards == b.guards && a.check == b.check && a.open_at == b.open_at;
}

/// Says in words what an outcome holds; every function is of one kind of thing that may differ.
class Teller {
 public:
  explicit Teller(const reference::Protocol& protocol) : protocol_(protocol) {}

  std::string finding(int id) const { return protocol_.findings[static_cast<std::size_t>(id)].id; }
  std::vector<std::string> rules(const std::vector<int>& rules) const {
    std::vector<std::string> names;
    for (const int rule : rules) names.push_back(protocol_.rules[static_cast<std::size_t>(rule)].name());
    return names;
  }
  std::vector<std::string> findings(const std::set<int>& ids) const {
    std::vector<std::string> names;
    for (const int id : ids) names.push_back(finding(id));
    return names;
  }
  static std::string urgency(reference::Urgency urgency) {
    static constexpr std::array<const char*, 6> kNames = {"self_care", "routine",   "soon",
                                                          "today",     "emergency", "undecided"};
    return kNames[static_cast<std::size_t>(urgency)];
  }
  std::string held(const Held& held, const reference::Finding& of) const {
    if (held.state == reference::Answer::State::absent) return "absent";
    if (held.state == reference::Answer::State::unsure) return "not sure";
    const auto value = static_cast<std::size_t>(held.value);
    switch (of.type) {
      case reference::Type::boolean: return held.value != 0 ? "yes" : "no";
      case reference::Type::choice: return of.values[value];
      case reference::Type::set: break;
      default: return std::to_string(held.value);
    }
    std::vector<int> members;
    for (std::size_t i = 0; i < of.values.size(); ++i)
      if ((value >> i & 1U) != 0) members.push_back(static_cast<int>(i));
    return listed(members, [&](int i) { return of.values[static_cast<std::size_t>(i)]; }) +
           (held.partial ? " and what is not known" : "");
  }
  std::vector<std::string> cards(const std::vector<reference::AskedCard>& asked) const {
    std::vector<std::string> names;
    for (const reference::AskedCard& one : asked) {
      const reference::Card& card = protocol_.cards[static_cast<std::size_t>(one.card)];
      names.push_back(card.id + ":" + listed(one.questions, [&](int question) {
                        return card.questions[static_cast<std::size_t>(question)].line;
                      }));
    }
    return names;
  }
  std::string item(const reference::PlanItem* item) const {
    static constexpr std::array<const char*, 4> kStates = {"open", "check_first", "later", "closed"};
    if (item == nullptr) return "not shown";
    std::string text = kStates[static_cast<std::size_t>(item->state)];
    if (item->closed_by_urgency) text += " by the urgency";
    const reference::Measure& measure = protocol_.measures[static_cast<std::size_t>(item->measure)];
    if (!item->guards.empty())
      text += ", guards " + listed(item->guards, [&](int guard) {
                return measure.guards[static_cast<std::size_t>(guard)].id;
              });
    if (!item->check.empty()) text += ", checks " + listed(findings(item->check));
    if (item->open_at) text += ", open at " + format_instant({*item->open_at}, 60);
    return text;
  }

  static std::string listed(const auto& items, const auto& name) {
    std::string text = "[";
    for (const auto& item : items) text += (text.size() > 1 ? " " : "") + name(item);
    return text + "]";
  }
  static std::string listed(const std::vector<std::string>& names) { return listed(names, std::identity()); }

 private:
  const reference::Protocol& protocol_;
};

/// Walks through two outcomes and notes what differs.
class Walk {
 public:
  Walk(const Sides& sides, const Outcome& product, const Outcome& reference)
      : sides_(sides), tell_(sides.reference), a_(product), b_(reference) {}

  std::vector<Difference> all() {
    answers();
    const reference::Triage& a = a_.advice.triage;
    const reference::Triage& b = b_.advice.triage;
    rows("fired ", a.fires, b.fires);
    rows("open ", a.open, b.open);
    note("urgency", a.urgency == b.urgency, tell_.urgency(a.urgency), tell_.urgency(b.urgency));
    note("at_least", a.at_least == b.at_least, tell_.urgency(a.at_least), tell_.urgency(b.at_least));
    lists("open rows that are told", tell_.rules(a.open_rows), tell_.rules(b.open_rows));
    lists("missing", tell_.findings(a_.advice.missing), tell_.findings(b_.advice.missing));
    lists("ask", tell_.cards(a_.advice.ask), tell_.cards(b_.advice.ask));
    plan();
    return std::move(found_);
  }

 private:
  void note(std::string about, bool same, std::string product, std::string reference) {
    if (!same) found_.push_back({std::move(about), std::move(product), std::move(reference)});
  }
  /// Of two lists what only one of them has; where they differ in their order alone, both.
  void lists(const std::string& about, const std::vector<std::string>& a, const std::vector<std::string>& b) {
    const auto only = [](const std::vector<std::string>& here, const std::vector<std::string>& there) {
      std::vector<std::string> items;
      for (const std::string& item : here)
        if (std::ranges::find(there, item) == there.end()) items.push_back(item);
      return items;
    };
    const auto only_a = only(a, b), only_b = only(b, a);
    const bool order = only_a.empty() && only_b.empty();
    note(about, a == b, order ? Teller::listed(a) : "only there " + Teller::listed(only_a),
         order ? Teller::listed(b) : "only there " + Teller::listed(only_b));
  }
  void answers() {
    for (std::size_t i = 0; i < a_.held.size(); ++i)
      if (const auto& finding = sides_.reference.findings[i]; a_.held[i] != b_.held[i])
        note("answer " + finding.id, false, tell_.held(a_.held[i], finding), tell_.held(b_.held[i], finding));
  }
  void rows(const std::string& what, const std::vector<bool>& a, const std::vector<bool>& b) {
    for (std::size_t i = 0; i < a.size(); ++i)
      note(what + sides_.reference.rules[i].name(), a[i] == b[i], a[i] ? "yes" : "no", b[i] ? "yes" : "no");
  }
  void plan() {
    const auto items = [&](const Outcome& outcome) {
      std::vector<const reference::PlanItem*> of(sides_.reference.measures.size());
      for (const reference::PlanItem& item : outcome.advice.plan)
        of[static_cast<std::size_t>(item.measure)] = &item;
      return of;
    };
    const auto a = items(a_), b = items(b_);
    for (std::size_t i = 0; i < a.size(); ++i) {
      const bool same = a[i] == nullptr || b[i] == nullptr ? a[i] == b[i] : same_item(*a[i], *b[i]);
      note("plan " + sides_.reference.measures[i].id, same, tell_.item(a[i]), tell_.item(b[i]));
    }
    note("order of the plan", std::ranges::is_sorted(b_.advice.plan, {}, &reference::PlanItem::measure),
         "that of the file", "another");
  }

  const Sides& sides_;
  Teller tell_;
  const Outcome& a_;
  const Outcome& b_;
  std::vector<Difference> found_;
};

bool same(const Outcome& a, const Outcome& b) {
  const reference::Triage& x = a.advice.triage;
  const reference::Triage& y = b.advice.triage;
  return a.held == b.held && x.urgency == y.urgency && x.at_least == y.at_least && x.fires == y.fires &&
         x.open == y.open && x.open_rows == y.open_rows && a.advice.missing == b.advice.missing &&
         a.advice.ask == b.advice.ask && std::ranges::equal(a.advice.plan, b.advice.plan, same_item);
}

/// A side that cannot answer differs from one that can.
Compared compared(const Sides& sides, const auto& product, const auto& reference) {
  Compared result{.product = product()};
  try {
    result.reference = reference();
    if (!same(result.product, *result.reference))
      result.differences = differences(sides, result.product, *result.reference);
  } catch (const std::exception& error) {
    result.differences = {{"what can be read", "an advice", error.what()}};
  }
  return result;
}

}  // namespace

Sides::Sides(const Protocol& of_product, const reference::Protocol& of_reference)
    : product(of_product), reference(of_reference) {
  in_reference.assign(product.findings.size(), -1);
  for (std::size_t i = 0; i < reference.findings.size(); ++i) {
    in_product.push_back(find_finding(product, reference.findings[i].id));
    require(in_product.back() != kNone, "findings");
    in_reference[in_product.back()] = static_cast<int>(i);
  }
  require(std::ranges::find(in_reference, -1) == in_reference.end(), "findings");
  require(same_names(product.rules, reference.rules), "rules");
  require(same_names(product.cards, reference.cards), "cards");
  require(same_names(product.measures, reference.measures), "measures");
  for (std::size_t i = 0; i < product.measures.size(); ++i)
    require(std::ranges::is_permutation(product.measures[i].guards, reference.measures[i].guards, {},
                                        &Guard::id, &reference::Guard::id),
            "guards");
}

Outcome outcome_of_product(const Sides& sides, const Journal& journal, Microseconds at) {
  const auto story = fold(sides.product, journal, Instant{at});
  const Advice advice = advise(sides.product, story);
  Outcome outcome;
  outcome.held.reserve(sides.product.findings.size());
  for (const FindingId id : sides.in_product) {
    const Answer& answer = story.answers[id];
    const bool told = answer.state == State::known;
    outcome.held.push_back({told                            ? reference::Answer::State::told
                            : answer.state == State::unsure ? reference::Answer::State::unsure
                                                            : reference::Answer::State::absent,
                            told && answer.partial, told ? answer.value : 0});
  }
  outcome.advice.triage = triage_of(sides, advice.triage);
  outcome.advice.missing = findings_of(sides, advice.missing);
  for (const AskedCard& asked : advice.ask)
    outcome.advice.ask.push_back({asked.card, {asked.questions.begin(), asked.questions.end()}});
  for (const PlanItem& item : advice.plan) outcome.advice.plan.push_back(plan_item_of(sides, item));
  return outcome;
}

Outcome outcome_of_reference(const Sides& sides, std::vector<reference::Entry> entries, Microseconds at) {
  const reference::Story story = reference::tell(sides.reference, std::move(entries), at);
  Outcome outcome{.advice = reference::advise(sides.reference, story)};
  outcome.held.reserve(story.answers.size());
  for (const reference::Answer& answer : story.answers) {
    const bool told = answer.state == reference::Answer::State::told;
    outcome.held.push_back({answer.state, told && answer.partial, told ? answer.value : 0});
  }
  outcome.advice.triage.open_rows = highest_of_each_id(sides.reference,
                                                       std::move(outcome.advice.triage.open_rows));
  return outcome;
}

std::vector<Difference> differences(const Sides& sides, const Outcome& product, const Outcome& reference) {
  return Walk(sides, product, reference).all();
}

Compared compare(const Sides& sides, const Tale& tale) {
  return compared(
      sides, [&] { return outcome_of_product(sides, Journal(product_entries(sides, tale)), tale.at); },
      [&] { return outcome_of_reference(sides, reference_entries(sides, tale), tale.at); });
}

Compared compare_request(const Sides& sides, std::string_view text) {
  const auto request = read_request(sides.product, text);
  if (!request) throw std::runtime_error("the product cannot read it: " + request.error().argument);
  const auto entries = [&] {
    const auto json = nlohmann::json::parse(text);
    std::vector<reference::Entry> read;
    for (const auto& entry : json.at("journal"))
      read.push_back(reference::read_entry(sides.reference, entry));
    return outcome_of_reference(sides, std::move(read),
                                reference::read_instant(json.at("at").get<std::string>()));
  };
  return compared(
      sides, [&] { return outcome_of_product(sides, request->journal, request->at.instant.microseconds); },
      entries);
}

}  // namespace springback::verify
