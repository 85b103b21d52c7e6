// Teeth: the protocol with one thing broken, in memory and without a new build. Each such mutant must be
// refused by the compiler, by a case of protocol/cases, by what the screens of cases show, or by a property.
// What lives on has to be argued for in docs/safety/mutants.md.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "mutants/book.h"
#include "protocol/protocol.h"
#include "report.h"

namespace springback::verify {

struct Mutant {
  std::string name;     ///< lasting: "R18.emergency: pain_now >= 4 -> pain_now >= 5"
  std::string row;  ///< "R18.emergency", "neuro", "fever", "pregnancy.asked_if", "cold.skin_numb", "heat"
  std::string urgency;  ///< of the rule; else the highest of the rules that read it. Empty where none does
  bool sharp =
      false;  ///< a rule of emergency or today, or what such a rule reads: named conditions, findings
  Edit edit;  ///< in which file, and what stands there now
};

/// In the order of triage.yaml, findings.yaml, relief.yaml, help.yaml and course.yaml, each in its own order.
std::vector<Mutant> list_mutants(const Book& book);

/// Something that every protocol has to keep to. It is asked only of mutants that no case killed, from
/// several threads at once. `refuses` gets the mutated texts (all that the tables need, a row a line; without
/// words, sources and cases) and what they compile to.
struct Property {
  std::string name;
  std::function<bool(const Files& files, const Protocol& protocol)> refuses;
};

enum class Fate : std::uint8_t {
  killed_by_compiler,
  killed_by_case,
  killed_by_property,
  equal,  ///< the tables are the same, byte for byte: nothing was broken
  survived,
};

struct MutantVerdict {
  Fate fate = Fate::survived;
  std::string by;  ///< the case, the property, or the compiler's first line
  friend bool operator==(const MutantVerdict&, const MutantVerdict&) = default;
};

enum class Scope : std::uint8_t { emergency_and_today, all };

struct MutantReport {
  Scope scope{};
  std::vector<Mutant> mutants;  ///< those of the scope
  std::vector<MutantVerdict> verdicts;  ///< one each
  double seconds = 0;

  std::size_t count(Fate fate) const;
  /// Names, in the order of the list.
  std::vector<std::string> with(Fate fate) const;
};

/// `files`: all of protocol/, cases included, `cases/first.jsonl` too. `screens`: the text of screens.yaml.
/// Throws std::runtime_error where the protocol as it stands does not compile, or a case of it fails: then
/// there is nothing to break. The result does not depend on `threads`.
MutantReport run_mutants(const Files& files, const std::string& screens, Scope scope,
                         const std::vector<Property>& properties, unsigned threads);

/// Of a run over all the part that is of emergency and today, as a run over that alone would have it.
MutantReport sharp_part(const MutantReport& all);

/// All of protocol/ as `run_mutants` wants it.
Files read_protocol_files(const std::string& folder);

/// Survivors that are argued for, with the reason: rows "| `NAME` | REASON |" of a table in Markdown.
std::map<std::string, std::string> read_argued(const std::string& markdown);

/// What is wrong, one line each: a survivor without a reason, a reason without a survivor.
std::vector<std::string> objections(const MutantReport& report,
                                    const std::map<std::string, std::string>& argued);

/// One line a mutant: its fate, its name, and who noticed it.
std::string verdict_lines(const MutantReport& report);

/// For the report of all proofs.
Shown shown(const MutantReport& report, const std::map<std::string, std::string>& argued);

}  // namespace springback::verify
