// The protocol compiler on hostile YAML. The input is a few files: each begins with a line "=== NAME".
#include <cstdint>

#include "cases.h"
#include "compile.h"
#include "core/advice.h"
#include "demand.h"
#include "emit.h"

using namespace springback;
using namespace springback::fuzz;
using namespace springback::protocolc;

namespace {

Files split(std::string_view text) {
  Files files;
  std::string* into = nullptr;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1);
    const std::string_view line = text.substr(0, end + 1);
    text.remove_prefix(end + 1);
    if (line.starts_with("=== ") && line.ends_with('\n'))
      into = &files[std::string(line.substr(4, line.size() - 5))];
    else if (into != nullptr) into->append(line);
  }
  return files;
}

/// What compiled must be fit to use.
void use(const Image& image) {
  const Story story = fold(image.protocol, Journal(), Instant{});
  const Advice advice = advise(image.protocol, story);
  demand(advice.triage.urgency <= Urgency::undecided, "there is an urgency");
  advise(image.protocol, story, Occasion::checkin);
  demand(!emit_tables(image).empty() && !emit_reference(image).empty(), "it can be written");
  demand(!emit_words(image).empty() && !emit_word_keys(image).empty(), "its words can be written");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const Files files = split(text_of(bytes, size));
  const Compiled compiled = compile(files, Strictness::tables);
  demand((compiled.image == nullptr) == !compiled.problems.empty(),
         "there is a protocol, or a problem is told");
  if (compiled.image) use(*compiled.image);
  compile(files, Strictness::complete);
  return 0;
}
