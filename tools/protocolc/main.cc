// protocolc PROTOCOL_FOLDER OUTPUT_FOLDER   compiles the protocol to C++
// protocolc PROTOCOL_FOLDER OUTPUT_FOLDER --draft   the same, with rows that have no cases yet
// protocolc PROTOCOL_FOLDER --cases         prints all cases as requests, one a line
// protocolc PROTOCOL_FOLDER --medicines     prints docs/safety/medicines.md
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "cases.h"
#include "emit.h"
#include "medicines_page.h"

namespace {

using namespace springback::protocolc;

int print(const std::vector<std::string>& problems) {
  for (const std::string& problem : problems) std::cerr << problem << '\n';
  std::cerr << problems.size() << " to mend\n";
  return 1;
}

/// Leaves an unchanged file alone, so that nothing is built again for it.
bool write(const std::filesystem::path& path, const std::string& text) {
  std::ifstream old(path, std::ios::binary);
  std::ostringstream before;
  before << old.rdbuf();
  if (old && before.str() == text) return true;
  std::ofstream out(path, std::ios::binary);
  out << text;
  out.close();
  return out.good();
}

/// What the page fetches: of each language the core's sentences and its own, what each source is, and the
/// poses of its drawings.
bool write_for_page(const std::filesystem::path& folder, const Image& image) {
  std::filesystem::create_directories(folder);
  bool written = write(folder / "sources.json", emit_sources(image)) &&
                 write(folder / "rows.json", emit_rows(image)) && write(folder / "poses.json", image.poses);
  for (int language = 0; language < kLanguages; ++language) {
    const std::string id(kLanguageIds[language]);
    written = written && write(folder / ("words." + id + ".txt"), emit_words_file(image, language)) &&
              write(folder / ("page." + id + ".json"), emit_page_words(image, language, "page.")) &&
              write(folder / ("figures." + id + ".json"), emit_page_words(image, language, "figures."));
  }
  return written;
}

int print_cases(const Files& files) {
  Problems problems;
  const auto cases = read_cases(files, problems);
  if (!problems.empty()) return print(problems.lines());
  for (const Case& one : cases) std::cout << one.request << '\n';
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const bool draft = argc == 4 && std::string_view(argv[3]) == "--draft";
  if (argc != 3 && !draft) {
    std::cerr << "usage: protocolc PROTOCOL_FOLDER (OUTPUT_FOLDER [--draft] | --cases | --medicines)\n";
    return 2;
  }
  const Files files = read_files(argv[1]);
  if (std::string_view(argv[2]) == "--cases") return print_cases(files);
  const Compiled compiled = compile(files, draft ? Strictness::draft : Strictness::complete);
  if (!compiled.image) return print(compiled.problems);
  if (std::string_view(argv[2]) == "--medicines") {
    std::cout << medicines_page(*compiled.image);
    return 0;
  }
  const std::filesystem::path folder = argv[2];
  std::filesystem::create_directories(folder);
  const bool written = write(folder / "protocol_tables.cc", emit_tables(*compiled.image)) &&
                       write(folder / "reference_tables.cc", emit_reference(*compiled.image)) &&
                       write(folder / "word_tables.cc", emit_words(*compiled.image)) &&
                       write(folder / "word_keys.h", emit_word_keys(*compiled.image)) &&
                       write(folder / "terminal_keys.h", emit_terminal_keys(*compiled.image)) &&
                       write_for_page(folder / "page", *compiled.image);
  if (!written) std::cerr << "cannot write to " << folder << '\n';
  return written ? 0 : 3;
}
