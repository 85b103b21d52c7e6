// The journal reader: JSON Lines to entries, and the fold of what it took.
#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>

#include "core/story.h"
#include "demand.h"
#include "document/advice_document.h"
#include "document/entry.h"
#include "document/request.h"

using namespace springback;
using namespace springback::fuzz;

namespace {

bool same(const Story& a, const Story& b) {
  const auto same_answer = [](const Answer& x, const Answer& y) {
    return x.state == y.state && x.partial == y.partial && x.value == y.value && x.at == y.at;
  };
  return std::ranges::equal(a.answers, b.answers, same_answer) && a.classes == b.classes &&
         a.doses.doses.size() == b.doses.doses.size() && a.done.size() == b.done.size() &&
         a.worsened == b.worsened;
}

void check_error(const Error& error, std::string_view lines) {
  demand(error.line >= 1 && error.line <= 1 + std::ranges::count(lines, '\n'),
         "the line is one of the input's");
  demand(!nlohmann::json::parse(error_document(error), nullptr, false).is_discarded(), "the error is JSON");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view lines = text_of(bytes, size);
  const auto journal = read_journal(built_in(), lines);
  const auto again = read_journal(built_in(), lines);
  demand(journal.has_value() == again.has_value(), "reading is deterministic");
  if (!journal) {
    check_error(journal.error(), lines);
    return 0;
  }
  const auto entries = journal->entries();
  demand(std::ranges::is_sorted(entries, {}, &Entry::at), "entries are in order");
  const Instant last = entries.empty() ? Instant{} : entries.back().at;
  const Story story = fold(built_in(), *journal, last);
  demand(same(story, fold(built_in(), *again, last)), "folding is deterministic");
  // Nothing is known before the first entry.
  if (!entries.empty()) {
    const Story before = fold(built_in(), *journal, entries.front().at - seconds(1));
    demand(before.unknown_entries == 0 && !before.episode.open, "the future does not count");
  }
  return 0;
}
