// What a run found, kept as a file, and put into the README: so that it says what the last run showed.
#pragma once

#include <string>

#include "report.h"

namespace springback::verify {

/// Those that belong into the README.
std::string to_json(const Results& results);
/// Throws std::runtime_error with one line on what it cannot read.
Results from_json(const std::string& json);

/// One line of Markdown for a result: what was shown, and over how much. Times are left out: they differ
/// between machines.
std::string readme_line(const Shown& shown);

/// The README with the lines of these results between its marks `<!-- proved -->` and `<!-- /proved -->`.
/// Lines of results that were not part of this run stay as they are; a new one comes last. Throws
/// std::runtime_error where a mark is missing.
std::string with_figures(const std::string& readme, const Results& results);

}  // namespace springback::verify
