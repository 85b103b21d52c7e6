#include "words/spelling.h"

#include <algorithm>
#include <array>

namespace springback {
namespace {

constexpr std::size_t kLettersMost = 120;
constexpr std::size_t kShortest = 4;  // below it a slip makes another word
constexpr std::size_t kShort = 6;

/// What the second byte of a letter of the Latin-1 supplement (U+00C0 to U+00FF) is without its accent.
constexpr std::string_view kPlain = "aaaaaaaceeeeiiiidnooooo ouuuuypsaaaaaaaceeeeiiiidnooooo ouuuuypy";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c & 0x80) != 0; }

/// Lower case without accents. What is neither letter nor digit is a space; an apostrophe, and a mark inside
/// a number, are nothing.
std::string folded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size() && out.size() < kLettersMost; ++i) {
    const char c = text[i];
    const bool has_next = i + 1 < text.size();
    if (c >= 'A' && c <= 'Z') out += static_cast<char>(c - 'A' + 'a');
    else if (is_digit(c) || (c >= 'a' && c <= 'z')) out += c;
    else if (c == '\'') continue;
    else if (c == '&') out += " and ";
    else if (c == '\xC3' && has_next) out += kPlain[static_cast<unsigned char>(text[++i]) & 0x3FU];
    else if (c == '\xE2' && i + 2 < text.size() && text[i + 1] == '\x80' && text[i + 2] == '\x99') i += 2;
    else if ((c & 0x80) != 0) out += c;
    else if ((c == '.' || c == ',') && !out.empty() && is_digit(out.back()) && has_next &&
             is_digit(text[i + 1]))
      continue;
    else out += ' ';
  }
  return out;
}

/// What a medicine is told as; many are named as one is.
constexpr std::array<std::string_view, 14> kForms = {"tablet",   "pill",     "capsule", "caplet", "softgel",
                                                     "liquicap", "gelcap",   "patch",   "drink",  "sachet",
                                                     "tableta",  "pastilla", "capsula", "parche"};

/// Names of what is made for children: English and Spanish, as typed and folded.
constexpr std::array<std::string_view, 16> kOfChildren = {
    "child",  "children", "childrens", "kid",        "kids", "infant", "infants",  "baby",
    "babies", "junior",   "pediatric", "paediatric", "nino", "ninos",  "infantil", "bebe"};

bool is_of_children(const std::string& word) {
  return std::ranges::any_of(kOfChildren, [&](std::string_view one) {
    return word == one || (one.size() > kShort && slips_between(word, one) == 1);
  });
}

/// As it sounds: "acetaminofen".
void write_f(std::string& word) {
  for (std::size_t at = word.find("ph"); at != std::string::npos; at = word.find("ph", at + 1))
    word.replace(at, 2, "f");
}

void make_one(std::string& word) {
  for (const std::string_view form : kForms)
    if (word.starts_with(form) && (word.substr(form.size()) == "s" || word.substr(form.size()) == "es"))
      word.resize(form.size());
}

}  // namespace

SpelledName spell(std::string_view text) {
  const std::string letters = folded(text);
  SpelledName name;
  bool after_number = false;
  for (std::size_t at = 0; at < letters.size();) {
    const bool number = is_digit(letters[at]);
    if (!number && !is_letter(letters[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < letters.size() && (number ? is_digit(letters[end]) : is_letter(letters[end]))) ++end;
    std::string word = letters.substr(at, end - at);
    at = end;
    if (!number) {
      make_one(word);
      write_f(word);
      name.for_children |= is_of_children(word);
    }
    const bool is_unit = after_number && word == "mg";
    after_number = number;
    if (is_unit) continue;
    name.key += word;
    (number ? name.numbers : name.words).push_back(std::move(word));
  }
  return name;
}

std::size_t slips_between(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), above(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) above[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before.swap(above);
    above.swap(row);
  }
  return above.back();
}

std::size_t slips(const SpelledName& typed, const SpelledName& name) {
  const auto [shorter, longer] = std::minmax({typed.key.size(), name.key.size()});
  const std::size_t most = shorter > kShort ? 2 : 1;
  if (shorter < kShortest || longer - shorter > most || typed.numbers != name.numbers) return 0;
  const std::size_t found = slips_between(typed.key, name.key);
  return found <= most ? found : 0;
}

}  // namespace springback
