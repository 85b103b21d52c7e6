// What must be there, so that a newcomer finds their way: a word on every folder, a title on every page, an
// opening comment in every header.
#include <algorithm>
#include <array>
#include <set>

#include "rules.h"

namespace springback::house {
namespace {

constexpr std::array<std::string_view, 12> kCodeEndings = {".h",   ".cc",  ".c",   ".ts", ".tsx",   ".js",
                                                           ".mjs", ".cjs", ".css", ".py", ".cmake", ".sh"};
constexpr std::string_view kMap = "docs/ARCHITECTURE.md";

bool is_code(const SourceFile& file) {
  return std::ranges::any_of(kCodeEndings,
                             [&](std::string_view ending) { return file.path.ends_with(ending); });
}

/// Every folder below src at any depth, and every top-level folder with code in it.
std::set<std::string> folders_to_explain(const Tree& tree) {
  std::set<std::string> folders;
  for (const SourceFile& file : tree.files) {
    const std::size_t first = file.path.find('/');
    if (first == std::string::npos) continue;
    if (is_code(file) && !file.path.starts_with('.')) folders.insert(file.path.substr(0, first));
    if (!file.under("src")) continue;
    for (std::size_t at = file.path.find('/', first + 1); at != std::string::npos;
         at = file.path.find('/', at + 1))
      folders.insert(file.path.substr(0, at));
  }
  return folders;
}

/// Whether the map names a folder: "core/" (as in a drawn tree) or its whole path.
bool is_on_map(const Tree& tree, const std::string& folder) {
  const SourceFile* map = tree.find(kMap);
  if (map == nullptr) return false;
  const std::string name = folder.substr(folder.rfind('/') + 1) + "/";
  return has_token(map->text, name) || has_token(map->text, folder);
}

void check_folders(const Tree& tree, Problems& problems) {
  for (const std::string& folder : folders_to_explain(tree))
    if (tree.find(folder + "/README.md") == nullptr && !is_on_map(tree, folder))
      problems.push_back({folder, 0, "nothing says what this folder is for",
                          "add a README.md, or a line in " + std::string(kMap)});
}

void check_title(const SourceFile& file, Problems& problems) {
  if (file.path.ends_with(".md") && !file.text.starts_with('#'))
    problems.push_back({file.path, 1, "page without a title", "begin it with \"# \" and what it is about"});
}

void check_header(const SourceFile& file, Problems& problems) {
  if (!file.is_header()) return;
  if (!file.text.starts_with("//") && !file.text.starts_with("/*"))
    problems.push_back({file.path, 1, "header without an opening comment",
                        "begin it with what it is for and what it never does"});
  if (std::ranges::find(file.code, "#pragma once") == file.code.end())
    problems.push_back(
        {file.path, 1, "header without a guard", "add #pragma once after the opening comment"});
}

}  // namespace

Problems check_presence(const Tree& tree) {
  Problems problems;
  check_folders(tree, problems);
  for (const SourceFile& file : tree.files) {
    check_title(file, problems);
    check_header(file, problems);
  }
  return problems;
}

}  // namespace springback::house
