// Reading the protocol's YAML: every problem is noted with file and line and reading goes on, so that one run
// of the compiler shows all that is to be mended.
#pragma once

#include <yaml-cpp/yaml.h>

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace springback::protocolc {

/// Name of a file, relative to the protocol's folder -> its text.
using Files = std::map<std::string, std::string>;

class Problems {
 public:
  void add(const std::string& file, const YAML::Node& node, const std::string& what);
  void add(const std::string& what) { lines_.push_back(what); }
  bool empty() const { return lines_.empty(); }
  const std::vector<std::string>& lines() const { return lines_; }

 private:
  std::vector<std::string> lines_;
};

/// The items of the list `key` of a file; empty, with a problem noted, where there is none.
std::vector<YAML::Node> read_list(const Files& files, const std::string& file, const std::string& key,
                                  Problems& problems);

/// "32.5" -> 32500. Nothing where it is not a plain number below a million with at most three decimals.
std::optional<std::int64_t> thousandths_of(std::string_view text);

/// One mapping being read. Asks for fields by name and at the end refuses those that nobody asked for.
class Fields {
 public:
  Fields(std::string file, const YAML::Node& node, Problems& problems);
  ~Fields();
  Fields(const Fields&) = delete;
  Fields& operator=(const Fields&) = delete;

  std::string text(const std::string& key);  ///< required
  std::string text_or(const std::string& key, std::string otherwise);
  int number_or(const std::string& key, int otherwise);
  /// A number of at most three decimals, in thousandths: milligrams in micrograms. Absent: 0.
  std::int64_t thousandths(const std::string& key);
  bool flag(const std::string& key);  ///< absent: false
  std::vector<std::string> texts(const std::string& key);  ///< absent: none
  std::vector<YAML::Node> items(const std::string& key);
  YAML::Node child(const std::string& key);
  /// The place of `value` in `names`; a problem and 0 where it is none of them.
  template <class Enum>
  Enum one_of(const std::string& key, const std::vector<std::string_view>& names, Enum otherwise) {
    const std::string value = text_or(key, std::string(names[static_cast<std::size_t>(otherwise)]));
    for (std::size_t i = 0; i < names.size(); ++i)
      if (names[i] == value) return static_cast<Enum>(i);
    problem(key + ": '" + value + "' is not known");
    return otherwise;
  }
  void problem(const std::string& what) { problems_.add(file_, node_, what); }

 private:
  YAML::Node get(const std::string& key);

  std::string file_;
  YAML::Node node_;
  Problems& problems_;
  std::set<std::string> asked_;
};

}  // namespace springback::protocolc
