// Every sentence that a person can meet, in one language.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "protocol/protocol.h"

namespace springback {

struct Catalogue {
  std::string_view language;               ///< "en", "es"
  const char* text = nullptr;              ///< all sentences, one after the other
  std::span<const std::uint32_t> begins;   ///< by WordId, and one more: the end

  std::string_view operator[](WordId id) const { return {text + begins[id], begins[id + 1U] - begins[id]}; }
};

std::span<const Catalogue> catalogues();

/// The catalogue of a language ("es", "es-MX"); null where there is none.
const Catalogue* find_catalogue(std::string_view locale);

/// English: what is spoken where nothing else is asked for.
const Catalogue& default_catalogue();

}  // namespace springback
