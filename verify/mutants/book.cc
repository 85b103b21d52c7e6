#include "mutants/book.h"

#include <stdexcept>

namespace springback::verify {
namespace {

constexpr const char* kFiles[] = {"findings.yaml", "triage.yaml",    "cards.yaml",   "relief.yaml",
                                  "help.yaml",     "medicines.yaml", "regions.yaml", "course.yaml"};

constexpr std::string_view kMedicines = "medicines.yaml";

/// Fields that no table of the core has.
constexpr const char* kDecidesNothing[] = {"sources", "article", "since", "because", "unit"};

/// On one line, however it was written. An unverified limit allows nothing, so there confidence decides.
YAML::Node on_one_line(YAML::Node node, bool with_confidence) {
  node.SetStyle(YAML::EmitterStyle::Flow);
  if (node.IsSequence())
    for (auto item : node) on_one_line(item, with_confidence);
  if (node.IsMap()) {
    for (const char* field : kDecidesNothing) node.remove(field);
    if (!with_confidence) node.remove("confidence");
    for (auto field : node) on_one_line(field.second, with_confidence);
  }
  return node;
}

}  // namespace

Book::Book(const Files& files) {
  for (const char* file : kFiles) {
    const auto found = files.find(file);
    if (found == files.end()) throw std::runtime_error(std::string(file) + " is missing");
    rows_[file] = {};
    lines_[file] = {};
    for (const auto& list : YAML::Load(found->second)) {
      if (!list.second.IsSequence()) throw std::runtime_error(std::string(file) + " is not of lists");
      lists_[file].push_back(list.first.Scalar());
      for (const auto& row : list.second) {
        rows_[file].push_back({lists_[file].back(), on_one_line(row, file == kMedicines)});
        lines_[file].push_back(line_of(rows_[file].back().node));
      }
    }
    files_[file] = text_of(file, nullptr);
  }
  files_["sources.yaml"] = "sources: []\n";
  files_["article.yaml"] = "statements: []\n";
}

std::string Book::line_of(const YAML::Node& row) {
  YAML::Emitter out;
  out.SetStringFormat(YAML::DoubleQuoted);  // read faster than plain ones
  out << row;
  return out.c_str();
}

std::string Book::text_of(const std::string& file, const Edit* edit) const {
  const auto& rows = rows_.at(file);
  const auto& lines = lines_.at(file);
  std::string text;
  std::size_t i = 0;
  for (const std::string& list : lists_.at(file)) {
    const bool empty = i == rows.size() || rows[i].list != list;
    text += list + (empty ? ": []\n" : ":\n");
    for (; i < rows.size() && rows[i].list == list; ++i)
      text += "  - " + (edit != nullptr && edit->line == i ? edit->row : lines[i]) + "\n";
  }
  return text;
}

Files Book::with(const Edit& edit) const {
  Files files = files_;
  files[edit.file] = text_of(edit.file, &edit);
  return files;
}

}  // namespace springback::verify
