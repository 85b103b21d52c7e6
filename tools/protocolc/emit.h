// Writes a compiled protocol as C++ source, so that the program has nothing to read or compute at start-up,
// and for the page as the files that it fetches.
#pragma once

#include <string>

#include "compile.h"

namespace springback::protocolc {

std::string emit_tables(const Image& image);      ///< protocol_tables.cc
std::string emit_reference(const Image& image);   ///< reference_tables.cc
std::string emit_words(const Image& image);       ///< word_tables.cc: every sentence, every language
std::string emit_word_keys(const Image& image);   ///< word_keys.h: names for the sentences that code uses
std::string emit_terminal_keys(const Image& image);  ///< terminal_keys.h: those, and the ones of the terminal

/// words.LANGUAGE.txt, which the browser's module is given at its start: a line that says what it is, of
/// which language and protocol, and how many sentences follow; then one sentence a line, by WordId: all but
/// those of the terminal.
std::string emit_words_file(const Image& image, int language);
/// page.LANGUAGE.json and figures.LANGUAGE.json: {key: sentence}, of the keys that begin so.
std::string emit_page_words(const Image& image, int language, std::string_view prefix);
std::string emit_rows(
    const Image& image);  ///< rows.json: what each row of the ledger rests on, {row: [source]}
std::string emit_sources(const Image& image);  ///< sources.json: {id: {title, year, ...}}

}  // namespace springback::protocolc
