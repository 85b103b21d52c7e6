// From what a person says they took, or want to take, to the fields of the contract. Where somebody is at the
// terminal what is missing is asked; else an error names what there is.
#pragma once

#include <optional>
#include <string>

#include "cli/dose_text.h"
#include "cli/medicine_view.h"
#include "cli/terminal.h"

namespace springback::cli {

/// A dose that was taken, as far as it is told.
struct ToldDose {
  Meant meant;
  std::optional<double> units;
  bool amount_known = true;
  bool prescribed = false;
  std::optional<LocalInstant> taken;  ///< nothing: now

  /// The `took` of the contract.
  nlohmann::ordered_json entry(const Protocol& protocol) const;
};

class DoseTeller {
 public:
  /// `command` names itself in errors.
  DoseTeller(Door& door, Terminal& terminal, std::string command);

  bool asks() const { return asks_; }
  /// What the name means; nothing where the person leaves. A name that nobody has is only words.
  std::optional<Meant> which(const std::string& name);
  /// The same, for a name that the person types now; nothing also where they type none.
  std::optional<Meant> which_else(const std::string& above);
  /// Asks how much is in one, how many, and what a product holds that nobody knows; and whether a number is
  /// right that is more than a label allows at one time. False where the person leaves.
  bool complete(ToldDose& dose);
  /// Asks when it was. False where the person leaves.
  bool when(ToldDose& dose);

 private:
  std::vector<ProductMatch> matches(const std::string& name);
  std::optional<Meant> pick(const std::string& name, const std::vector<ProductMatch>& matches);
  [[noreturn]] void name_candidates(const std::string& name, const std::vector<Meant>& candidates) const;
  std::string name_with_region(const MedicineView& view, const Meant& one) const;
  bool ask_region();
  bool ask_strength(ToldDose& dose);
  bool ask_units(ToldDose& dose);
  bool ask_if_right(ToldDose& dose);
  void ask_contents(Meant& meant);
  std::optional<std::string> line(const Meant& meant, WordId question, WordId keys, std::string_view note);
  std::string heading(const std::string& title, const std::string& text) const;

  Door& door_;
  Terminal& terminal_;
  std::string command_;
  bool asks_;
};

/// "2 x Ibuprofen 200 mg tablet", "30 ml Night cold drink"; "? x" where the amount is not known.
std::string dose_name(const Door& door, const Meant& meant, std::optional<double> units);

}  // namespace springback::cli
