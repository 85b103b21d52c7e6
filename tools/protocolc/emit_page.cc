// What the page fetches: plain files instead of tables.
#include <nlohmann/json.hpp>

#include "emit.h"

namespace springback::protocolc {

std::string emit_page_words(const Image& image, int language) {
  nlohmann::ordered_json words = nlohmann::ordered_json::object();
  for (const auto& [key, sentence] : image.page[language]) words[key] = sentence;
  return words.dump() + "\n";
}

}  // namespace springback::protocolc
