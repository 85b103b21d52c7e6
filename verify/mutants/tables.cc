#include "mutants/tables.h"

#include <algorithm>
#include <tuple>

namespace springback::verify {
namespace {

auto fields(const Finding& f) {
  return std::tuple(f.id, f.group, f.type, f.danger, f.ask_twice, f.reported, f.in_triage, f.low, f.high,
                    f.none_value, f.stale_after_seconds, f.stale_with_episode, f.stale_any, f.asked_never,
                    f.gate);
}
auto fields(const Input& i) { return std::tuple(i.finding, i.kind, i.classes, i.not_applicable, i.any_of); }
auto fields(const Rule& r) {
  return std::tuple(r.id, r.urgency, r.recheck, r.keeps_comfort, r.line_poison, r.line_crisis, r.suspect);
}
auto fields(const Measure& m) {
  return std::tuple(m.id, m.kind, m.also_undecided, m.shown, m.minutes, m.minutes_max, m.gap_minutes,
                    m.per_day_max);
}
auto fields(const Guard& g) { return std::tuple(g.id, g.row, g.check_unknown); }
auto fields(const HelpStep& s) { return std::tuple(s.id, s.urgencies, s.group, s.row, s.suspects); }
auto fields(const Checkin& c) { return std::tuple(c.id, c.row, c.hours); }
auto fields(const Ingredient& i) {
  return std::tuple(i.id, i.lowers_fever_hours, i.extended_release_hours, i.classes, i.counts_as,
                    i.per_mg_micrograms, i.mixed_24h);
}
auto fields(const Limit& l) {
  return std::tuple(l.region, l.route, l.extended_release, l.dose, l.dose_max, l.label_dose_max,
                    l.gap_minutes, l.label_gap_minutes, l.label_24h, l.absolute_24h, l.days_max, l.confirmed);
}
auto fields(const Product& p) {
  return std::tuple(p.id, p.extended_release, p.region, p.form, p.halves, p.judged, p.unit_dose,
                    p.unit_dose_max, p.gap_minutes, p.units_24h, p.days_max);
}
auto fields(const Amount& a) { return std::tuple(a.ingredient, a.micrograms); }
auto fields(const Caution& c) {
  return std::tuple(c.id, c.verdict, c.when_unknown, c.of_everything, c.classes, c.ingredients, c.route,
                    c.row);
}
auto fields(const Shared& s) { return std::tuple(s.first_term, s.terms, s.users, s.places, s.waits); }
auto fields(const Row& r) { return std::tuple(r.first_term, r.terms); }

template <class T>
bool same_rows(std::span<const T> a, std::span<const T> b) {
  return std::ranges::equal(a, b, [](const T& x, const T& y) { return fields(x) == fields(y); });
}

bool same(const Conditions& a, const Conditions& b) {
  return a.words == b.words && std::ranges::equal(a.cells, b.cells) && std::ranges::equal(a.masks, b.masks) &&
         same_rows(a.shared, b.shared) && same_rows(a.rows, b.rows) && std::ranges::equal(a.heads, b.heads) &&
         std::ranges::equal(a.tails, b.tails) && std::ranges::equal(a.literals_from, b.literals_from) &&
         std::ranges::equal(a.literals, b.literals);
}

bool same_findings(const Protocol& a, const Protocol& b) {
  return same_rows(a.findings, b.findings) &&
         std::ranges::equal(a.findings, b.findings, [](const Finding& x, const Finding& y) {
           return std::ranges::equal(x.from, y.from) &&
                  std::ranges::equal(x.values, y.values, {}, &Choice::id, &Choice::id);
         });
}

bool same_inputs(const Protocol& a, const Protocol& b) {
  return same_rows(a.inputs, b.inputs) && std::ranges::equal(a.inputs, b.inputs, [](auto& x, auto& y) {
           return std::ranges::equal(x.cuts, y.cuts);
         });
}

bool same_measures(const Protocol& a, const Protocol& b) {
  return same_rows(a.measures, b.measures) &&
         std::ranges::equal(a.measures, b.measures,
                            [](auto& x, auto& y) { return same_rows(x.guards, y.guards); });
}

bool same_medicines(const Protocol& a, const Protocol& b) {
  return a.washout_minutes == b.washout_minutes && same_rows(a.ingredients, b.ingredients) &&
         std::ranges::equal(a.ingredients, b.ingredients,
                            [](auto& x, auto& y) { return same_rows(x.limits, y.limits); }) &&
         same_rows(a.products, b.products) &&
         std::ranges::equal(a.products, b.products,
                            [](auto& x, auto& y) { return same_rows(x.contains, y.contains); }) &&
         same_rows(a.cautions, b.cautions) && same(a.caution_conditions, b.caution_conditions);
}

}  // namespace

bool same_tables(const Protocol& a, const Protocol& b) {
  return same_findings(a, b) && same_inputs(a, b) && same_rows(a.rules, b.rules) && same_measures(a, b) &&
         same_medicines(a, b) && same_rows(a.help, b.help) && same_rows(a.checkins, b.checkins) &&
         same(a.triage, b.triage) && same(a.gates, b.gates) &&
         same(a.relief_conditions, b.relief_conditions) && same(a.help_conditions, b.help_conditions) &&
         same(a.course_conditions, b.course_conditions) &&
         std::ranges::equal(a.rows_of_urgency, b.rows_of_urgency) && a.gate_levels == b.gate_levels;
}

}  // namespace springback::verify
