// A protocol small enough to read in one look, compiled in memory. A test changes one file, or one line, of
// it.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>

#include "compile.h"

namespace springback {

/// All files that a protocol must have, with lists that are empty where they may be.
inline protocolc::Files empty_files() {
  return {
      {"sources.yaml", "sources: []\n"},
      {"article.yaml", "statements: []\n"},
      {"findings.yaml", "findings: []\n"},
      {"triage.yaml", "named: []\nrules: []\n"},
      {"cards.yaml", "cards: []\n"},
      {"relief.yaml", "guards: []\nmeasures: []\n"},
      {"help.yaml", "help: []\n"},
      {"regions.yaml", "regions: []\n"},
      {"medicines.yaml", "ingredients: []\nproducts: []\n"},
      {"course.yaml", "checkins: []\n"},
  };
}

/// A protocol that must compile, read for its tables only.
inline std::unique_ptr<protocolc::Image> compile_tables(const protocolc::Files& files) {
  auto compiled = protocolc::compile(files, protocolc::Strictness::tables);
  for (const std::string& problem : compiled.problems) ADD_FAILURE() << problem;
  return std::move(compiled.image);
}

/// The text with its first `old` replaced; `old` must be there.
inline std::string with(std::string text, std::string_view old, std::string_view replacement) {
  const auto at = text.find(old);
  if (at == std::string::npos) {
    ADD_FAILURE() << "there is no '" << old << "' to replace";
    return text;
  }
  return text.replace(at, old.size(), replacement);
}

}  // namespace springback
