#include "cli/typing.h"

#include "cli/layout.h"

namespace springback::cli {
namespace {

constexpr std::size_t kTypedMost = 120;
constexpr std::string_view kKeys = "1234567890";

/// Takes the last letter off, all bytes of it.
void take_letter(std::string& text) {
  while (!text.empty() && (text.back() & 0xC0) == 0x80) text.pop_back();
  if (!text.empty()) text.pop_back();
}

std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(' ');
  return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

}  // namespace

std::optional<std::string> typed_line(Terminal& terminal, const std::string& above, const std::string& keys,
                                      std::string_view note) {
  std::string typed;
  for (;;) {
    terminal.clear();
    terminal.write("\n" + above + "\n > " + typed + "_\n\n" +
                   (note.empty() ? "" : wrapped(note, terminal.columns() - 1, " ", " ")) +
                   terminal.styled(wrapped(keys, terminal.columns() - 1, " ", " "), Style::faint));
    const Key key = terminal.key();
    if (key.name == Key::closed || key.name == Key::escape) return std::nullopt;
    if (key.name == Key::enter) return trimmed(typed);
    if (key.name == Key::backspace) take_letter(typed);
    const bool letter = key.name == Key::character && (key.letter >= ' ' || (key.letter & 0x80) != 0);
    if (letter && typed.size() < kTypedMost) typed += key.letter;
  }
}

std::optional<std::size_t> picked(Terminal& terminal, const std::string& above,
                                  const std::vector<std::string>& labels, const std::string& keys) {
  std::string list;
  for (std::size_t i = 0; i < labels.size() && i < kKeys.size(); ++i)
    list += " " + terminal.styled(std::string(1, kKeys[i]), Style::strong) +
            wrapped(labels[i], terminal.columns() - 4, "  ", "   ");
  for (;;) {
    terminal.clear();
    terminal.write("\n" + above + "\n" + list + "\n" +
                   terminal.styled(wrapped(keys, terminal.columns() - 1, " ", " "), Style::faint));
    const Key key = terminal.key();
    if (key.name == Key::closed || key.name == Key::escape) return std::nullopt;
    if (key.name != Key::character) continue;
    if (key.letter == 'q') return std::nullopt;
    if (key.letter == 'n') return labels.size();
    const std::size_t place = kKeys.find(key.letter);
    if (place < labels.size()) return place;
  }
}

}  // namespace springback::cli
