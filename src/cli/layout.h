// Text on a screen of a given width.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace springback::cli {

/// How many columns a UTF-8 text takes (letters with accents take one).
int width_of(std::string_view text);

/// The text in lines of at most `columns`, the first begun with `first`, the others with `rest`.
std::string wrapped(std::string_view text, int columns, std::string_view first, std::string_view rest);

/// Filled up with spaces to `columns`.
std::string padded(std::string_view text, int columns);

/// "[######......]": `done` of `all` steps over `columns` columns.
std::string bar(long done, long all, int columns);

/// "[####..|....]": `done` of `all`, and where `mark` is.
std::string bar(long done, long mark, long all, int columns);

/// "4:05" of 245 seconds.
std::string minutes_and_seconds(long seconds);

}  // namespace springback::cli
