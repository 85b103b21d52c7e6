#include "wasm/given_words.h"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "words/catalogue.h"

namespace springback {
namespace {

/// Owns what a catalogue views.
struct Given {
  std::string language, text;
  std::vector<std::uint32_t> begins;
};

struct Shelf {
  std::vector<std::unique_ptr<Given>> given;
  std::vector<Catalogue> catalogues;
};

Shelf& shelf() {
  static Shelf one;
  return one;
}

/// Cuts what stands before `end` off the front of `text`.
std::string_view cut(std::string_view& text, char end) {
  const std::string_view part = text.substr(0, text.find(end));
  text.remove_prefix(std::min(part.size() + 1, text.size()));
  return part;
}

}  // namespace

std::span<const Catalogue> catalogues() { return shelf().catalogues; }

bool wasm::take_words(std::string_view file) {
  if (!file.ends_with('\n')) return false;
  std::string_view head = cut(file, '\n');
  const bool ours = cut(head, ' ') == "springback" && cut(head, ' ') == "words" && cut(head, ' ') == "1";
  auto given = std::make_unique<Given>();
  given->language = cut(head, ' ');
  if (!ours || given->language.empty() || cut(head, ' ') != built_in().sha256) return false;
  given->text.reserve(file.size());
  while (!file.empty()) {
    given->begins.push_back(static_cast<std::uint32_t>(given->text.size()));
    given->text += cut(file, '\n');
  }
  if (std::to_string(given->begins.size()) != head) return false;
  given->begins.push_back(static_cast<std::uint32_t>(given->text.size()));
  if (find_catalogue(given->language) != nullptr) return true;
  shelf().catalogues.push_back({given->language, given->text.data(), given->begins});
  shelf().given.push_back(std::move(given));
  return true;
}

}  // namespace springback
