// Include arrows. Test files are sources like any other: what they may not include they do not test.
#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include "rules.h"

namespace springback::house {
namespace {

struct Place {
  std::string_view folder;
  int rank;
};

/// From the inside out. A folder includes itself and folders of a lower rank; folders of one rank do not know
/// each other. The program at the terminal also starts the server, so it is the outermost.
constexpr std::array kPlaces = {
    Place{"base", 0},     Place{"protocol", 1}, Place{"core", 2},   Place{"words", 3},
    Place{"document", 4}, Place{"store", 5},    Place{"report", 5}, Place{"sync", 5},
    Place{"server", 6},   Place{"wasm", 6},     Place{"cli", 7},
};

struct Forbidden {
  std::string_view from, to;
};

/// Arrows that point inward and are forbidden all the same: a store keeps lines and does not read them.
constexpr std::array kForbidden = {Forbidden{"store", "document"}, Forbidden{"store", "words"},
                                   Forbidden{"store", "core"}};

struct Reserved {
  std::string_view header;
  std::span<const std::string_view> folders;  ///< those under src that may include it
  std::string_view instead;
};

constexpr std::array<std::string_view, 1> kReferenceReaders = {"cli"};
constexpr std::array<std::string_view, 3> kWordKeyReaders = {"words", "document", "cli"};
constexpr std::array kReserved = {
    Reserved{"protocol/reference.h", kReferenceReaders,
             "only cli, tools and tests may: the page in the browser does not carry it"},
    Reserved{"word_keys.h", kWordKeyReaders, "only words, document and cli make sentences: pass on a WordId"},
    Reserved{"terminal_keys.h", kReferenceReaders,
             "only cli may: the page in the browser has no such sentences"},
};

constexpr std::array<std::string_view, 5> kOutside = {"tools", "tests", "verify", "sim", "bench"};

std::optional<int> rank_of(std::string_view folder) {
  const auto found = std::ranges::find(kPlaces, folder, &Place::folder);
  return found == kPlaces.end() ? std::nullopt : std::optional(found->rank);
}

struct Include {
  std::string header;
  bool quoted = false;
};

/// What a line includes. `code` tells whether it is an include at all, `line` has the name.
std::optional<Include> include_of(std::string_view line, std::string_view code) {
  std::string_view rest = trimmed(code);
  if (!rest.starts_with('#')) return std::nullopt;
  rest = trimmed(rest.substr(1));
  if (!rest.starts_with("include")) return std::nullopt;
  const std::size_t open = line.find_first_of("\"<");
  if (open == std::string_view::npos) return std::nullopt;
  const std::size_t close = line.find(line[open] == '<' ? '>' : '"', open + 1);
  if (close == std::string_view::npos) return std::nullopt;
  return Include{std::string(line.substr(open + 1, close - open - 1)), line[open] == '"'};
}

struct Breach {
  std::string wrong, instead;
};

std::optional<Breach> judge_reserved(std::string_view from, std::string_view header) {
  const auto reserved = std::ranges::find(kReserved, header, &Reserved::header);
  if (reserved == kReserved.end() || std::ranges::find(reserved->folders, from) != reserved->folders.end())
    return std::nullopt;
  return Breach{"src/" + std::string(from) + " includes " + std::string(header),
                std::string(reserved->instead)};
}

std::optional<Breach> judge_arrow(std::string_view from, std::string_view to) {
  const std::string arrow = "include from src/" + std::string(from) + " to " + std::string(to);
  if (std::ranges::find(kOutside, to) != kOutside.end())
    return Breach{arrow + " leaves src", "move what is needed into src, or this file out of it"};
  const auto from_rank = rank_of(from);
  const auto to_rank = rank_of(to);
  if (!from_rank)
    return Breach{"src/" + std::string(from) + " has no place", "add it to kPlaces in arrows.cc"};
  if (!to_rank) return Breach{arrow + ": no such folder of src", "include other libraries with <>"};
  if (from == to) return std::nullopt;
  if (*to_rank >= *from_rank)
    return Breach{arrow + " points outward", "pass in what is needed, or move it inward"};
  const bool forbidden = std::ranges::any_of(
      kForbidden, [&](const Forbidden& arrow_) { return arrow_.from == from && arrow_.to == to; });
  if (forbidden)
    return Breach{arrow + " is not allowed", "a store keeps lines of text and does not read them"};
  return std::nullopt;
}

std::optional<Breach> judge(std::string_view from, const Include& include) {
  const std::string& header = include.header;
  if (auto breach = judge_reserved(from, header)) return breach;
  if (header == "word_keys.h" || header == "terminal_keys.h")
    return std::nullopt;  // generated, outside every folder
  if (header.find("..") != std::string::npos)
    return Breach{"include of " + header + " climbs", "write the path from src: \"core/story.h\""};
  const std::size_t slash = header.find('/');
  const std::string_view to = std::string_view(header).substr(0, std::min(slash, header.size()));
  if (!include.quoted)
    return rank_of(to) && slash != std::string::npos ? judge_arrow(from, to) : std::nullopt;
  if (slash == std::string::npos)
    return Breach{"include of " + header + " names no folder", "write the path from src: \"core/story.h\""};
  return judge_arrow(from, to);
}

/// The second core shares no code with the first: a mistake there must not be repeated here.
std::optional<Breach> judge_reference(const Include& include) {
  const std::string_view header = include.header;
  const std::string_view folder = header.substr(0, header.find('/'));
  const bool own = include.quoted && folder == "reference";
  const bool foreign = !include.quoted && !(rank_of(folder) && folder != header);
  if (own || foreign) return std::nullopt;
  return Breach{"verify/reference includes " + include.header, "write it a second time, from docs/formats"};
}

std::string_view folder_of(const SourceFile& file) {
  const std::string_view below = std::string_view(file.path).substr(std::string_view("src/").size());
  return below.substr(0, below.find('/'));
}

}  // namespace

Problems check_arrows(const Tree& tree) {
  Problems problems;
  for (const SourceFile& file : tree.files) {
    const bool reference = file.under("verify/reference");
    if (!file.is_cpp() || (!file.under("src") && !reference)) continue;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      const auto include = include_of(file.lines[i], file.code[i]);
      if (!include) continue;
      if (auto breach = reference ? judge_reference(*include) : judge(folder_of(file), *include))
        problems.push_back({file.path, i + 1, std::move(breach->wrong), std::move(breach->instead)});
    }
  }
  return problems;
}

}  // namespace springback::house
