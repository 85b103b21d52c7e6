// What the page fetches: plain files instead of tables.
#include <nlohmann/json.hpp>

#include "emit.h"

namespace springback::protocolc {

std::string emit_words_file(const Image& image, int language) {
  const std::vector<std::string>& texts = image.texts[language];
  std::string out = "springback words 1 " + std::string(kLanguageIds[language]) + " " +
                    std::string(image.protocol.sha256) + " " + std::to_string(texts.size()) + "\n";
  for (const std::string& text : texts) out += text + "\n";
  return out;
}

std::string emit_page_words(const Image& image, int language) {
  nlohmann::ordered_json words = nlohmann::ordered_json::object();
  for (const auto& [key, sentence] : image.page[language]) words[key] = sentence;
  return words.dump() + "\n";
}

std::string emit_sources(const Image& image) {
  nlohmann::ordered_json sources = nlohmann::ordered_json::object();
  for (const SourceReference& source : image.reference.sources)
    sources[std::string(source.id)] = {{"title", source.title},
                                       {"year", source.year},
                                       {"section", source.section},
                                       {"checked", source.checked},
                                       {"where", source.where}};
  return sources.dump() + "\n";
}

}  // namespace springback::protocolc
