// What the page fetches: plain files instead of tables.
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>

#include "emit.h"

namespace springback::protocolc {
namespace {

/// How a finding is asked that nobody is ever asked: for `protocol list`, not for the page.
std::set<WordId> never_said(const Protocol& protocol) {
  std::set<WordId> words, said;
  for (const Finding& finding : protocol.findings) {
    const bool never = finding.asked_never || !finding.reported;
    (never ? words : said).insert({finding.ask, finding.help, finding.again});
  }
  std::erase_if(words, [&](WordId word) { return said.contains(word); });
  return words;
}

}  // namespace

std::string emit_words_file(const Image& image, int language) {
  const auto end = std::ranges::find_if(image.keys, is_of_terminal) - image.keys.begin();
  std::string out = "springback words 1 " + std::string(kLanguageIds[language]) + " " +
                    std::string(image.protocol.sha256) + " " + std::to_string(end) + "\n";
  const std::set<WordId> left_out = never_said(image.protocol);
  for (WordId word = 0; word < static_cast<WordId>(end); ++word)
    out += (left_out.contains(word) ? "" : image.texts[language][word]) + "\n";
  return out;
}

std::string emit_page_words(const Image& image, int language, std::string_view prefix) {
  nlohmann::ordered_json words = nlohmann::ordered_json::object();
  for (const auto& [key, sentence] : image.page[language])
    if (key.starts_with(prefix)) words[key] = sentence;
  return words.dump() + "\n";
}

std::string emit_sources(const Image& image) {
  nlohmann::ordered_json sources = nlohmann::ordered_json::object();
  for (const SourceReference& source : image.reference.sources)
    sources[std::string(source.id)] = {
        {"title", source.title},
        {"year", source.year == "0" ? "" : source.year},  // 0: the copy bears no date
        {"section", source.section},
        {"checked", source.checked},
        {"where", source.where}};
  return sources.dump() + "\n";
}

std::string emit_rows(const Image& image) {
  constexpr std::array<std::string_view, 5> kOfLedger = {"ingredient.", "limit.", "product.", "caution.",
                                                         "washout."};
  nlohmann::ordered_json rows = nlohmann::ordered_json::object();
  for (const RowReference& row : image.reference.rows) {
    const auto begins = [&](std::string_view prefix) { return row.name.starts_with(prefix); };
    if (!row.sources.empty() && std::ranges::any_of(kOfLedger, begins))
      rows[std::string(row.name)] = row.sources;
  }
  return rows.dump() + "\n";
}

}  // namespace springback::protocolc
