#include <algorithm>

#include "compiler.h"
#include "poses.h"

namespace springback::protocolc {

void Compiler::read_words() {
  std::map<std::string, std::string> texts[kLanguages];
  for (const auto& [file, text] : files_) {
    for (int language = 0; language < kLanguages; ++language) {
      if (!file.starts_with("words/" + std::string(kLanguageIds[language]) + "/")) continue;
      try {
        const YAML::Node root = YAML::Load(text);
        if (!root.IsMap()) {
          problems_.add("protocol/" + file + ": expected lines of key: text");
          continue;
        }
        for (const auto& pair : root) {
          if (!pair.first.IsScalar() || !pair.second.IsScalar() || pair.second.Scalar().empty())
            problems_.add(file, pair.first, "a sentence is missing");
          else if (pair.second.Scalar().find('\n') != std::string::npos)
            problems_.add(file, pair.first, "a sentence is one line");
          else if (!texts[language].emplace(pair.first.Scalar(), pair.second.Scalar()).second)
            problems_.add(file, pair.first, "'" + pair.first.Scalar() + "' stands twice");
        }
      } catch (const YAML::Exception& error) {
        problems_.add("protocol/" + file + ":" + std::to_string(error.mark.line + 1) + ": " + error.msg);
      }
    }
  }
  image_->keys.emplace_back();
  for (auto& list : image_->texts) list.emplace_back();
  // Those of the terminal come last, so that the browser can do without them.
  for (const bool of_terminal : {false, true})
    for (const auto& [key, text] : texts[0])
      if (is_of_terminal(key) == of_terminal) add_sentence(key, texts);
  for (int language = 1; language < kLanguages; ++language)
    for (const auto& [key, text] : texts[language])
      if (!texts[0].contains(key))
        problems_.add("protocol/words/en: '" + key + "' is missing, " + std::string(kLanguageIds[language]) +
                      " has it");
}

void Compiler::add_sentence(const std::string& key,
                            const std::map<std::string, std::string> (&texts)[kLanguages]) {
  // What the page says around the advice is not in the tables: it reaches the page by key.
  const bool of_page = key.starts_with("page.") || key.starts_with("figures.");
  if (!of_page) {
    word_ids_[key] = static_cast<WordId>(image_->keys.size());
    image_->keys.push_back(key);
  }
  for (int language = 0; language < kLanguages; ++language) {
    const auto found = texts[language].find(key);
    if (found == texts[language].end())
      problems_.add("protocol/words/" + std::string(kLanguageIds[language]) + ": '" + key + "' is missing");
    const std::string sentence = found == texts[language].end() ? "" : found->second;
    if (of_page) image_->page[language].emplace_back(key, sentence);
    else image_->texts[language].push_back(sentence);
  }
}

WordId Compiler::word(const std::string& key, Fields& fields) {
  const WordId id = word_if(key);
  if (id == 0 && strictness_ != Strictness::tables) fields.problem("words for '" + key + "' are missing");
  return id;
}

WordId Compiler::word_if(const std::string& key) {
  words_used_.insert(key);
  const auto found = word_ids_.find(key);
  return found == word_ids_.end() ? WordId{0} : found->second;
}

/// Each drawing has its sentences, and each sentence of a drawing its drawing.
void Compiler::read_figures() {
  const Poses poses = read_poses(files_, problems_);
  std::set<std::string> told;
  for (const auto& [key, sentence] : image_->page[0])
    if (key.starts_with("figures.")) told.insert(key);
  for (const std::string& key : poses.words)
    if (!told.contains(key)) problems_.add("protocol/words: words for '" + key + "' are missing");
  for (const std::string& key : told)
    if (!poses.words.contains(key)) problems_.add("protocol/words: nothing uses '" + key + "'");
  image_->poses = poses.json;
}

bool belongs_to_code(std::string_view key) {
  constexpr std::string_view kPrefixes[] = {"say.", "urgency.", "ledger."};
  return is_of_terminal(key) ||
         std::ranges::any_of(kPrefixes, [&](std::string_view prefix) { return key.starts_with(prefix); });
}

/// Sentences of rows that no longer exist are refused.
void Compiler::check_words() {
  for (const auto& [key, id] : word_ids_)
    if (!words_used_.contains(key) && !belongs_to_code(key))
      problems_.add("protocol/words: nothing uses '" + key + "'");
}

}  // namespace springback::protocolc
