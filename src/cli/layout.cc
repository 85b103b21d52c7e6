#include "cli/layout.h"

#include <algorithm>

namespace springback::cli {

int width_of(std::string_view text) {
  return static_cast<int>(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

namespace {

/// What somebody typed, or another program wrote, moves no cursor: control characters become spaces.
std::string without_controls(std::string_view text) {
  std::string out(text);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto byte = static_cast<unsigned char>(out[i]);
    const bool c1 = byte == 0xC2 && i + 1 < out.size() && static_cast<unsigned char>(out[i + 1]) < 0xA0;
    if (byte < 0x20 || byte == 0x7F) out[i] = ' ';
    else if (c1) out.replace(i, 2, " ");
  }
  return out;
}

}  // namespace

std::string wrapped(std::string_view given, int columns, std::string_view first, std::string_view rest) {
  const std::string plain = without_controls(given);
  std::string_view text = plain;
  std::string out(first);
  int used = width_of(first);
  bool line_empty = true;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (word.empty()) continue;
    if (!line_empty && used + 1 + width_of(word) > columns) {
      out += '\n';
      out += rest;
      used = width_of(rest);
      line_empty = true;
    }
    if (!line_empty) out += ' ';
    used += width_of(word) + (line_empty ? 0 : 1);
    out += word;
    line_empty = false;
  }
  return out + '\n';
}

std::string padded(std::string_view text, int columns) {
  std::string out(text);
  for (int missing = columns - width_of(text); missing > 0; --missing) out += ' ';
  return out;
}

std::string bar(long done, long all, int columns) {
  const long inside = std::max(columns - 2, 1);
  const long filled = all <= 0 ? inside : std::clamp(done * inside / all, 0L, inside);
  return "[" + std::string(static_cast<std::size_t>(filled), '#') +
         std::string(static_cast<std::size_t>(inside - filled), '.') + "]";
}

std::string bar(long done, long mark, long all, int columns) {
  std::string text = bar(done, all, columns);
  const auto inside = static_cast<long>(text.size()) - 2;
  if (done > 0 && text[1] == '.') text[1] = '#';
  const long place = all <= 0 ? inside : mark * inside / all;
  if (place < inside) text[static_cast<std::size_t>(place + 1)] = '|';
  return text;
}

std::string minutes_and_seconds(long seconds) {
  const std::string rest = std::to_string(seconds % 60);
  return std::to_string(seconds / 60) + (rest.size() < 2 ? ":0" : ":") + rest;
}

}  // namespace springback::cli
