// Words that may not stand in a sentence to a person: false comfort, blame, and what only a clinician says.
#include <algorithm>
#include <array>
#include <cctype>
#include <span>

#include "rules.h"

namespace springback::house {
namespace {

struct Ban {
  std::string_view language, word, instead;
};

constexpr std::string_view kNoPromise = "say what is known and what to watch for: we cannot promise it";
constexpr std::string_view kPlainer = "use an everyday word";
constexpr std::string_view kLeaveOut = "leave it out: it is not obvious or small to everybody";
constexpr std::string_view kNoBlame = "say what to do, not whose doing it is";

constexpr std::array kBans = {
    Ban{"en", "safe", kNoPromise},
    Ban{"en", "fine", kNoPromise},
    Ban{"en", "nothing serious", kNoPromise},
    Ban{"en", "saddle", "say \"between the legs, where you sit\""},
    Ban{"en", "colicky", "say \"comes in waves\""},
    Ban{"en", "incontinence", "say \"leaking\""},
    Ban{"en", "just", kLeaveOut},
    Ban{"en", "obviously", kLeaveOut},
    Ban{"en", "fault", kNoBlame},
    Ban{"en", "blame", kNoBlame},
    Ban{"en", "lazy", kNoBlame},
    Ban{"es", "es seguro", kNoPromise},
    Ban{"es", "es segura", kNoPromise},
    Ban{"es", "sin riesgo", kNoPromise},
    Ban{"es", "nada grave", kNoPromise},
    Ban{"es", "culpa", kNoBlame},
    Ban{"es", "cólico", kPlainer},
    Ban{"es", "incontinencia", kPlainer},
};

struct Exception {
  std::string_view key, word, reason;
};

/// Sentences that may use a banned word, each with its reason. Longer words that contain a banned one
/// ("unsafe", "justice") never count.
constexpr std::array kExceptions = {
    Exception{"relief.prevention_habits.why", "fault", "it says that none of it is one"},
    Exception{"relief.prevention_habits.why", "culpa", "the same in Spanish"},
    Exception{"page.start.big", "just", "a moment ago: it is the person who says it"},
};

bool is_excepted(std::string_view key, std::string_view word) {
  return std::ranges::any_of(kExceptions,
                             [&](const Exception& one) { return one.key == key && one.word == word; });
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return lower;
}

/// "protocol/words/en/cards.yaml" or "protocol/words/en.yaml" -> "en"; empty for any other file.
std::string_view language_of(const SourceFile& file) {
  if (!file.under("protocol/words") || !file.path.ends_with(".yaml")) return {};
  const std::string_view below = std::string_view(file.path).substr(
      std::string_view("protocol/words/").size());
  return below.substr(0, below.find_first_of("/."));
}

struct Sentence {
  std::string_view key, text;
};

/// A line `key: value`; a line without a key goes on with the value before it.
Sentence sentence_of(std::string_view line) {
  const std::string_view body = trimmed(line);
  if (body.starts_with('#')) return {};
  const std::size_t colon = body.find(": ");
  const bool has_key = colon != std::string_view::npos &&
                       body.substr(0, colon).find_first_of(" \"") == std::string_view::npos;
  return has_key ? Sentence{body.substr(0, colon), body.substr(colon + 2)} : Sentence{{}, body};
}

void check_line(const SourceFile& file, std::string_view language, std::size_t line, Problems& problems) {
  const Sentence sentence = sentence_of(file.lines[line]);
  const std::string text = lower_case(sentence.text);
  for (const Ban& ban : kBans)
    if (ban.language == language && has_token(text, ban.word) && !is_excepted(sentence.key, ban.word))
      problems.push_back({file.path, line + 1, "'" + std::string(ban.word) + "' in a sentence to a person",
                          std::string(ban.instead)});
}

}  // namespace

Problems check_words(const Tree& tree) {
  Problems problems;
  for (const SourceFile& file : tree.files) {
    const std::string_view language = language_of(file);
    if (language.empty()) continue;
    for (std::size_t line = 0; line < file.lines.size(); ++line) check_line(file, language, line, problems);
  }
  return problems;
}

}  // namespace springback::house
