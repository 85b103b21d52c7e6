#include "words/catalogue.h"

namespace springback {

const Catalogue* find_catalogue(std::string_view locale) {
  const std::string_view language = locale.substr(0, locale.find_first_of("-_."));
  for (const Catalogue& catalogue : catalogues())
    if (catalogue.language == language) return &catalogue;
  return nullptr;
}

const Catalogue& default_catalogue() { return catalogues().front(); }

}  // namespace springback
