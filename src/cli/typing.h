// A line of words typed at the terminal, and one of several picked with a key.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/terminal.h"

namespace springback::cli {

/// Draws `above` and what was typed so far under it, with `keys` below, until Enter. Nothing where the person
/// leaves (Escape, or the input ended). `note` says what was wrong with the last try.
std::optional<std::string> typed_line(Terminal& terminal, const std::string& above, const std::string& keys,
                                      std::string_view note = {});

/// The place of the one that was picked with its key; the size of the list for none of them (`n`); nothing
/// where the person leaves.
std::optional<std::size_t> picked(Terminal& terminal, const std::string& above,
                                  const std::vector<std::string>& labels, const std::string& keys);

}  // namespace springback::cli
