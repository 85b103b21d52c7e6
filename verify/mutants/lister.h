// Makes mutants of one row after the other: what the lists of every file have in common.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "mutants/mutants.h"

namespace springback::verify {

class Lister {
 public:
  explicit Lister(const Book& book);

 protected:
  using Change = std::function<void(YAML::Node&)>;
  /// Writes a text where a condition stood.
  using Put = std::function<void(YAML::Node&, const std::string&)>;

  static std::string id_of(const YAML::Node& row) { return row["id"].Scalar(); }
  static std::size_t items(const YAML::Node& list) { return list ? list.size() : 0; }

  void each(const std::string& file, const std::function<void(const Book::Row&)>& visit);
  /// The next mutants belong to this row of the protocol, on the line that is being read.
  void begin(const std::string& row, const YAML::Node& line, const std::string& urgency = "");
  void add(const std::string& what, const Change& change);
  void set(const std::string& what, const std::string& field, const std::string& value);
  void condition(const std::string& text, const Put& put);

  const Book& book() const { return book_; }
  void keep(Mutant mutant) { mutants_.push_back(std::move(mutant)); }
  std::vector<Mutant> take() { return std::move(mutants_); }

 private:
  const Book& book_;
  std::map<std::string, std::vector<std::string>> values_;
  std::vector<Mutant> mutants_;
  std::string file_, row_, urgency_;
  std::size_t line_ = 0;
  YAML::Node node_;
};

}  // namespace springback::verify
