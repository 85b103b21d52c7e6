// The sentences that the page gives the module when it starts: one file a language, so that nobody loads a
// language that they do not read. `catalogues()` of words/catalogue.h lists what was given.
#pragma once

#include <string_view>

namespace springback::wasm {

/// Takes a file that protocolc wrote (words.LANGUAGE.txt). False where it is none, is cut short, or belongs
/// to another protocol: its sentences would stand in the wrong places. The first language given is the one
/// spoken where a request names none.
bool take_words(std::string_view file);

}  // namespace springback::wasm
