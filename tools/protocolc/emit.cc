#include "emit.h"

#include <functional>

namespace springback::protocolc {
namespace {

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n') out += "\\n";
    else out += c;
  }
  return out + '"';
}

std::string number(std::int64_t value) { return std::to_string(value); }
std::string bits(std::uint64_t value) { return std::to_string(value) + "ULL"; }
std::string flag(bool value) { return value ? "true" : "false"; }

template <class Enum>
std::string cast(const char* type, Enum value) {
  return "static_cast<" + std::string(type) + ">(" + std::to_string(static_cast<int>(value)) + ")";
}

/// Collects constant arrays; each call of `array` names one and returns the name to refer to it by.
class Writer {
 public:
  template <class T>
  std::string array(const char* type, std::span<const T> items,
                    const std::function<std::string(const T&)>& one) {
    if (items.empty()) return "{}";
    std::string text;
    for (const T& item : items) text += "    " + one(item) + ",\n";
    const std::string name = "a" + std::to_string(count_++);
    arrays_ += "constexpr " + std::string(type) + " " + name + "[] = {\n" + text + "};\n";
    return name;
  }
  std::string numbers(const char* type, const auto& items) {
    if (items.empty()) return "{}";
    std::string text;
    int column = 0;
    for (const auto item : items) {
      text += (column++ % 12 == 0 ? "\n    " : " ") + std::to_string(item) +
              (sizeof(item) == 8 ? "ULL," : ",");
    }
    const std::string name = "a" + std::to_string(count_++);
    arrays_ += "constexpr " + std::string(type) + " " + name + "[] = {" + text + "\n};\n";
    return name;
  }
  std::string texts(std::span<const std::string_view> items) {
    return array<std::string_view>("std::string_view", items,
                                   [](const std::string_view& t) { return quoted(t); });
  }
  std::string finish(const std::string& includes, const std::string& body) const {
    return "// Made by protocolc from protocol/*.yaml. Not to be edited.\n" + includes +
           "\nnamespace springback {\nnamespace {\n\n" + arrays_ + "\n" + body +
           "\n}  // namespace springback\n";
  }

 private:
  std::string arrays_;
  int count_ = 0;
};

std::string fields(std::initializer_list<std::string> parts) {
  std::string out = "{";
  for (const std::string& part : parts) out += (out.size() > 1 ? ", " : "") + part;
  return out + "}";
}

std::string finding_row(Writer& w, const Finding& f) {
  const std::string values = w.array<Choice>(
      "Choice", f.values, [](const Choice& c) { return fields({quoted(c.id), number(c.label)}); });
  return fields({quoted(f.id),
                 cast("Group", f.group),
                 cast("Type", f.type),
                 flag(f.danger),
                 flag(f.ask_twice),
                 flag(f.reported),
                 flag(f.in_triage),
                 number(f.low),
                 number(f.high),
                 number(f.none_value),
                 number(f.stale_after_seconds),
                 flag(f.stale_with_episode),
                 flag(f.stale_any),
                 flag(f.asked_never),
                 number(f.gate),
                 values,
                 w.numbers("FindingId", f.from),
                 number(f.ask),
                 number(f.help),
                 number(f.again),
                 number(f.say)});
}

std::string conditions(Writer& w, const Conditions& t) {
  const std::string cells = w.array<Cell>("Cell", t.cells, [](const Cell& c) {
    return fields({number(c.first), number(c.second), number(c.stride), number(c.at)});
  });
  const std::string masks = w.array<TermMasks>(
      "TermMasks", t.masks, [](const TermMasks& m) { return fields({bits(m.blocked), bits(m.dead)}); });
  const std::string shared = w.array<Shared>("Shared", t.shared, [](const Shared& s) {
    return fields({number(s.first_term), number(s.terms), number(s.users), bits(s.places), flag(s.waits)});
  });
  const std::string rows = w.array<Row>(
      "Row", t.rows, [](const Row& r) { return fields({number(r.first_term), number(r.terms)}); });
  return fields({number(t.words), cells, masks, shared, rows, w.numbers("std::uint64_t", t.heads),
                 w.numbers("std::uint64_t", t.tails), w.numbers("std::uint32_t", t.literals_from),
                 w.numbers("std::uint16_t", t.literals)});
}

std::string question_row(Writer& w, const Question& q) {
  const std::string options = w.array<Option>("Option", q.options, [&](const Option& o) {
    return fields({quoted(o.id), number(o.text), w.array<Setting>("Setting", o.sets, [](const Setting& s) {
                     return fields({number(s.finding), number(s.value)});
                   })});
  });
  return fields({w.numbers("FindingId", q.covers), options, number(q.text), number(q.help)});
}

std::string measure_row(Writer& w, const Measure& m) {
  const std::string guards = w.array<Guard>("Guard", m.guards, [](const Guard& g) {
    return fields({quoted(g.id), number(g.row), flag(g.check_unknown), number(g.because)});
  });
  return fields({quoted(m.id), cast("MeasureKind", m.kind), flag(m.also_undecided), number(m.shown),
                 number(m.minutes), number(m.minutes_max), number(m.gap_minutes), number(m.per_day_max),
                 number(m.title), number(m.why), number(m.watch), quoted(m.grade), w.numbers("WordId", m.how),
                 guards, w.numbers("SourceId", m.sources)});
}

std::string region_row(Writer& w, const Region& r) {
  return fields({quoted(r.id), number(r.name), w.array<Line>("Line", r.lines, [](const Line& l) {
                   return fields({cast("LineKind", l.kind), quoted(l.number), number(l.text)});
                 })});
}

std::string input_row(Writer& w, const Input& i) {
  return fields({number(i.finding), cast("InputKind", i.kind), number(i.classes), number(i.not_applicable),
                 number(i.any_of), w.numbers("std::int32_t", i.cuts)});
}

std::string limit_row(Writer& w, const Limit& l) {
  return fields({number(l.region), cast("Route", l.route), flag(l.extended_release), number(l.dose),
                 number(l.dose_max), number(l.label_dose_max), number(l.gap_minutes),
                 number(l.label_gap_minutes), number(l.label_24h), number(l.absolute_24h), number(l.days_max),
                 flag(l.confirmed), w.numbers("SourceId", l.sources)});
}

std::string ingredient_row(Writer& w, const Ingredient& i) {
  return fields({quoted(i.id), number(i.lowers_fever_hours), number(i.extended_release_hours),
                 number(i.classes), number(i.counts_as), number(i.per_mg_micrograms), number(i.mixed_24h),
                 w.array<Limit>("Limit", i.limits, [&](const Limit& l) { return limit_row(w, l); }),
                 quoted(i.rxnorm), quoted(i.atc), number(i.name)});
}

std::string product_row(Writer& w, const Product& p) {
  const std::string contains = w.array<Amount>("Amount", p.contains, [](const Amount& a) {
    return fields({number(a.ingredient), number(a.micrograms)});
  });
  return fields({quoted(p.id), flag(p.extended_release), contains, number(p.region), cast("Form", p.form),
                 flag(p.halves), flag(p.judged), number(p.unit_dose), number(p.unit_dose_max),
                 number(p.gap_minutes), number(p.units_24h), number(p.days_max), w.texts(p.names),
                 number(p.name), w.numbers("SourceId", p.sources)});
}

std::string caution_row(Writer& w, const Caution& c) {
  return fields({quoted(c.id), cast("CautionVerdict", c.verdict), cast("WhenUnknown", c.when_unknown),
                 flag(c.of_everything), number(c.classes), bits(c.ingredients), cast("Route", c.route),
                 number(c.row), number(c.because), w.numbers("SourceId", c.sources)});
}

std::string choice_row(Writer& w, const MedicineChoice& c) {
  return fields({number(c.ingredient), quoted(c.grade), number(c.why), w.numbers("SourceId", c.sources)});
}

std::string regular_row(Writer& w, const Regular& r) {
  return fields({quoted(r.id), w.numbers("FindingId", r.findings), w.texts(r.names), number(r.name)});
}

}  // namespace

std::string emit_tables(const Image& image) {
  const Protocol& p = image.protocol;
  Writer w;
  std::string body = "constexpr Protocol kProtocol = {\n";
  const auto part = [&](const std::string& text) { body += "    " + text + ",\n"; };
  part(quoted(p.version));
  part(quoted(p.sha256));
  part(w.array<Finding>("Finding", p.findings, [&](const Finding& f) { return finding_row(w, f); }));
  part(w.array<Input>("Input", p.inputs, [&](const Input& i) { return input_row(w, i); }));
  part(w.texts(p.sources));
  part(w.array<Suspect>("Suspect", p.suspects,
                        [](const Suspect& s) { return fields({quoted(s.id), number(s.name)}); }));
  part(w.array<Rule>("Rule", p.rules, [&](const Rule& r) {
    return fields({quoted(r.id), cast("Urgency", r.urgency), flag(r.recheck), flag(r.keeps_comfort),
                   flag(r.line_poison), flag(r.line_crisis), number(r.suspect), number(r.because),
                   w.numbers("SourceId", r.sources)});
  }));
  part(w.array<Card>("Card", p.cards, [&](const Card& c) {
    return fields(
        {quoted(c.id), number(c.title), flag(c.first), flag(c.again), flag(c.medicine), flag(c.none),
         number(c.while_finding), number(c.instead_of),
         w.array<Question>("Question", c.questions, [&](const Question& q) { return question_row(w, q); })});
  }));
  part(w.array<Measure>("Measure", p.measures, [&](const Measure& m) { return measure_row(w, m); }));
  part(w.array<HelpStep>("HelpStep", p.help, [](const HelpStep& s) {
    return fields({quoted(s.id), number(s.urgencies), number(s.group), number(s.row), number(s.suspects),
                   number(s.text)});
  }));
  part(w.numbers("WordId", p.help_titles));
  part(w.array<Region>("Region", p.regions, [&](const Region& r) { return region_row(w, r); }));
  part(w.array<Ingredient>("Ingredient", p.ingredients,
                           [&](const Ingredient& i) { return ingredient_row(w, i); }));
  part(w.array<Product>("Product", p.products, [&](const Product& one) { return product_row(w, one); }));
  part(w.array<Caution>("Caution", p.cautions, [&](const Caution& c) { return caution_row(w, c); }));
  part(w.array<MedicineChoice>("MedicineChoice", p.choices,
                               [&](const MedicineChoice& c) { return choice_row(w, c); }));
  part(w.array<Regular>("Regular", p.regulars, [&](const Regular& r) { return regular_row(w, r); }));
  part(number(p.washout_minutes));
  part(w.array<Checkin>("Checkin", p.checkins, [](const Checkin& c) {
    return fields({quoted(c.id), number(c.row), number(c.hours), number(c.why)});
  }));
  for (const Conditions* table : {&p.triage, &p.gates, &p.relief_conditions, &p.help_conditions,
                                  &p.course_conditions, &p.caution_conditions})
    part(conditions(w, *table));
  part(w.numbers("std::uint64_t", p.rows_of_urgency));
  body += "    {";
  for (const FindingId id : p.known) body += number(id) + ", ";
  body += "},\n";
  part(number(p.gate_levels));
  body += "};\n\n}  // namespace\n\nconst Protocol& built_in() { return kProtocol; }\n";
  return w.finish("#include \"protocol/protocol.h\"\n", body);
}

std::string emit_reference(const Image& image) {
  const Reference& r = image.reference;
  Writer w;
  const std::string sources = w.array<SourceReference>(
      "SourceReference", r.sources, [](const SourceReference& s) {
        return fields({quoted(s.id), quoted(s.title), quoted(s.year), quoted(s.section), quoted(s.kind),
                       quoted(s.checked), quoted(s.where)});
      });
  const std::string rows = w.array<RowReference>("RowReference", r.rows, [&](const RowReference& row) {
    return fields({quoted(row.name), quoted(row.when), quoted(row.confidence), quoted(row.since),
                   w.texts(row.sources), w.texts(row.article), w.texts(row.cases_fire),
                   w.texts(row.cases_spare), number(row.text)});
  });
  const std::string statements = w.array<StatementReference>(
      "StatementReference", r.statements,
      [](const StatementReference& s) { return fields({quoted(s.id), quoted(s.subject), number(s.text)}); });
  return w.finish(
      "#include \"protocol/reference.h\"\n",
      "constexpr Reference kReference = {" + sources + ", " + rows + ", " + statements +
          "};\n\n}  // namespace\n\nconst Reference& built_in_reference() { return kReference; }\n");
}

/// One long text a language and where each sentence begins: no table of pointers that a loader must adjust.
std::string emit_words(const Image& image) {
  Writer w;
  std::string body = "constexpr Catalogue kCatalogues[] = {\n";
  std::string blobs;
  for (int language = 0; language < kLanguages; ++language) {
    std::vector<std::uint32_t> begins;
    std::uint32_t at = 0;
    std::string blob;
    for (const std::string& text : image.texts[language]) {
      begins.push_back(at);
      at += static_cast<std::uint32_t>(text.size());
      blob += "    " + quoted(text) + "\n";
    }
    begins.push_back(at);
    const std::string name = "kText_" + std::string(kLanguageIds[language]);
    blobs += "constexpr char " + name + "[] =\n" + blob + ";\n";
    body += "    {" + quoted(kLanguageIds[language]) + ", " + name + ", " +
            w.numbers("std::uint32_t", begins) + "},\n";
  }
  body = blobs + body +
         "};\n\n}  // namespace\n\nstd::span<const Catalogue> catalogues() { return kCatalogues; }\n";
  return w.finish("#include \"words/catalogue.h\"\n", body);
}

namespace {

std::string word_keys(const Image& image, std::string_view header,
                      std::initializer_list<std::string_view> prefixes) {
  std::string out = "// Made by protocolc from protocol/words. Not to be edited.\n#pragma once\n\n#include " +
                    quoted(header) + "\n\nnamespace springback::word {\n\n";
  for (std::size_t id = 1; id < image.keys.size(); ++id) {
    const std::string& key = image.keys[id];
    const auto begins = [&](std::string_view prefix) { return key.starts_with(prefix); };
    if (!std::ranges::any_of(prefixes, begins)) continue;
    std::string name = key;
    for (char& c : name)
      if (c == '.' || c == '-') c = '_';
    out += "inline constexpr WordId " + name + " = " + std::to_string(id) + ";\n";
  }
  return out + "\n}  // namespace springback::word\n";
}

}  // namespace

std::string emit_word_keys(const Image& image) {
  return word_keys(image, "protocol/protocol.h", {"say.", "urgency.", "ledger."});
}

std::string emit_terminal_keys(const Image& image) {
  return word_keys(image, "word_keys.h", {"terminal.", "calendar."});
}

}  // namespace springback::protocolc
