// The protocol's YAML as rows on lines of their own, what decides nothing left out (sources, words, cases).
// Exchanging one row is exchanging one line: nothing is read or built again for it.
#pragma once

#include <yaml-cpp/yaml.h>

#include <map>
#include <string>
#include <vector>

namespace springback::verify {

/// Name of a file -> its text.
using Files = std::map<std::string, std::string>;

/// One row in place of another.
struct Edit {
  std::string file;
  std::size_t line = 0;  ///< of Book::rows(file)
  std::string row;
};

class Book {
 public:
  struct Row {
    std::string list;  ///< of the file: "rules"
    YAML::Node node;
  };

  /// Throws std::runtime_error where a file is missing or is not of lists.
  explicit Book(const Files& files);

  const std::vector<Row>& rows(const std::string& file) const { return rows_.at(file); }
  /// All files that the tables need, as they stand.
  const Files& files() const { return files_; }
  /// The same with one row exchanged.
  Files with(const Edit& edit) const;

  static std::string line_of(const YAML::Node& row);

 private:
  std::string text_of(const std::string& file, const Edit* edit) const;

  std::map<std::string, std::vector<std::string>> lists_;  ///< by file, empty ones too
  std::map<std::string, std::vector<Row>> rows_;
  std::map<std::string, std::vector<std::string>> lines_;
  Files files_;
};

}  // namespace springback::verify
