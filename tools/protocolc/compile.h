// The protocol compiler: YAML texts in, checked tables out. Used by the program `protocolc` (which writes the
// tables as C++) and by tests and fuzzers (which use them in memory).
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "protocol/protocol.h"
#include "protocol/reference.h"
#include "reader.h"
#include "table_builder.h"

namespace springback::protocolc {

inline constexpr int kLanguages = 2;
inline constexpr std::string_view kLanguageIds[kLanguages] = {"en", "es"};

/// A compiled protocol and everything that it views.
struct Image {
  Arena arena;
  Protocol protocol;
  Reference reference;
  /// Sentence by WordId (index 0 is empty), one list a language; `keys` likewise.
  std::vector<std::string> keys;
  std::vector<std::string> texts[kLanguages];
  /// What the page says around the advice: key and sentence, without a WordId.
  std::vector<std::pair<std::string, std::string>> page[kLanguages];
  std::string poses;  ///< what the page draws its figures from, as JSON
};

/// Sentences that only the program at the terminal says: its screens, its calendars, and what the article
/// says. They come after all others.
inline bool is_of_terminal(std::string_view key) {
  return key.starts_with("terminal.") || key.starts_with("calendar.") || key.starts_with("article.");
}

struct Compiled {
  std::unique_ptr<Image> image;  ///< null where there are problems
  std::vector<std::string> problems;  ///< one line each: file, line, what to mend
};

enum class Strictness {
  complete,  ///< every row needs sources, words in all languages and cases
  draft,  ///< as complete, but without cases: while a row is being written
  tables,  ///< only what the tables need: for small protocols in tests
};

Compiled compile(const Files& files, Strictness strictness);

/// Reads all YAML files below a folder.
Files read_files(const std::string& folder);

/// Whether code, and no row, uses a sentence of this key.
bool belongs_to_code(std::string_view key);

}  // namespace springback::protocolc
