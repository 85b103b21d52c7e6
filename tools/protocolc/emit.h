// Writes a compiled protocol as C++ source, so that the program has nothing to read or compute at start-up.
#pragma once

#include <string>

#include "compile.h"

namespace springback::protocolc {

std::string emit_tables(const Image& image);      ///< protocol_tables.cc
std::string emit_reference(const Image& image);   ///< reference_tables.cc
std::string emit_words(const Image& image);       ///< word_tables.cc: every sentence, every language
std::string emit_word_keys(const Image& image);   ///< word_keys.h: names for the sentences that code uses

std::string emit_page_words(const Image& image, int language);  ///< page.LANGUAGE.json: {key: sentence}

}  // namespace springback::protocolc
