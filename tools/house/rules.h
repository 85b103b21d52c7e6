// The rules that read the sources. Each returns its breaches; none changes anything.
#pragma once

#include "problem.h"
#include "source_tree.h"

namespace springback::house {

/// Includes of files under src point inward (docs: "From the inside out" in arrows.cc).
Problems check_arrows(const Tree& tree);

/// The pure folders stay free of the outside world, of exceptions and of global state.
Problems check_purity(const Tree& tree);

/// Lines, headers, sources and function bodies of src and tools.
Problems check_sizes(const Tree& tree);

/// Words that may not stand in a sentence to a person (protocol/words).
Problems check_words(const Tree& tree);

/// Markers of unfinished work, skipped tests, paths of one machine, stray white space.
Problems check_leftovers(const Tree& tree);

/// What must be there: a word on every folder, a title on every page, an opening comment and a guard in every
/// header.
Problems check_presence(const Tree& tree);

/// All of them.
Problems check_rules(const Tree& tree);

}  // namespace springback::house
