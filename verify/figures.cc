#include "figures.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>

namespace springback::verify {
namespace {

constexpr std::string_view kBegin = "<!-- proved -->\n", kEnd = "<!-- /proved -->";

/// What a line is about: it begins "- **name**: ".
std::string name_of(const std::string& line) {
  const std::string begin = "- **";
  const auto end = line.find("**", begin.size());
  return line.starts_with(begin) && end != std::string::npos ? line.substr(begin.size(), end - begin.size())
                                                             : "";
}

}  // namespace

std::string to_json(const Results& results) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Shown& shown : results)
    if (shown.in_readme)
      list.push_back({{"name", shown.name},
                      {"what", shown.what},
                      {"holds", shown.holds},
                      {"goal", shown.goal},
                      {"figures", shown.figures}});
  return list.dump(2) + "\n";
}

Results from_json(const std::string& json) {
  try {
    Results results;
    for (const auto& one : nlohmann::json::parse(json)) {
      Shown shown{.name = one.at("name"), .what = one.at("what"), .holds = one.at("holds")};
      shown.goal = one.value("goal", false);
      for (const auto& [key, value] : one.at("figures").items())
        shown.figures[key] = value.get<std::string>();
      results.push_back(std::move(shown));
    }
    return results;
  } catch (const nlohmann::json::exception& error) {
    throw std::runtime_error(std::string("figures: ") + error.what());
  }
}

std::string readme_line(const Shown& shown) {
  std::string line = "- **" + shown.name + "**: " + shown.what;
  if (!shown.holds) line += shown.goal ? " *Not reached.*" : " **This does not hold.**";
  std::string figures;
  for (const auto& [name, figure] : shown.figures)
    figures += (figures.empty() ? "" : "; ") + name + ": " + figure;
  return line + (figures.empty() ? "" : " (" + figures + ")");
}

std::string with_figures(const std::string& readme, const Results& results) {
  const auto begin = readme.find(kBegin), end = readme.find(kEnd);
  if (begin == std::string::npos || end == std::string::npos || end < begin)
    throw std::runtime_error("README.md has no <!-- proved --> and <!-- /proved --> for the figures");
  const auto from = begin + kBegin.size();
  std::istringstream old(readme.substr(from, end - from));
  std::vector<std::string> lines;
  for (std::string line; std::getline(old, line);)
    if (!line.empty()) lines.push_back(line);
  for (const Shown& shown : results) {
    const auto found = std::ranges::find(lines, shown.name, name_of);
    if (found != lines.end()) *found = readme_line(shown);
    else lines.push_back(readme_line(shown));
  }
  std::string text = readme.substr(0, from) + "\n";
  for (const std::string& line : lines) text += line + "\n";
  return text + "\n" + readme.substr(end);
}

}  // namespace springback::verify
