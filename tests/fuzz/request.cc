// The door of machines: request text to advice document, alone and as a line of a batch.
#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>

#include "demand.h"
#include "document/advice_document.h"
#include "document/request.h"

using namespace springback;
using namespace springback::fuzz;

namespace {

using Json = nlohmann::json;

/// The order in which entries were logged does not matter.
void check_order(const std::string& document, std::string_view text) {
  Json request = Json::parse(text, nullptr, false);
  std::ranges::reverse(request["journal"]);
  demand(answer(built_in(), request.dump()) == document, "the order of the entries does not matter");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text = text_of(bytes, size);
  bool ok = false, batch_ok = false;
  const std::string document = answer(built_in(), text, &ok);
  demand(answer(built_in(), text) == document, "answering is deterministic");
  const Json read = Json::parse(document, nullptr, false);
  demand(read.is_object() && read.contains("error") != ok, "the answer is JSON: an advice or an error");
  const std::string one_of_batch = answer_case(built_in(), text, 1, &batch_ok);
  const Json of_batch = Json::parse(one_of_batch, nullptr, false);
  demand(batch_ok == ok && one_of_batch.starts_with("{\"id\":") && of_batch.is_object(),
         "a batch answers the same");
  if (!ok) return 0;
  const auto request = read_request(built_in(), text);
  const Json brief = Json::parse(brief_document(built_in(), *request), nullptr, false);
  demand(brief["urgency"] == read["triage"]["urgency"], "the brief answer has the same urgency");
  check_order(document, text);
  return 0;
}
