#include "compare/requests.h"

#include "compare/convert.h"
#include "document/advice_document.h"

namespace springback::verify {

void write_requests(const Sides& sides, std::uint64_t seed, std::uint64_t first, std::uint64_t count,
                    std::ostream& requests, std::ostream& answers) {
  const Material material(sides.reference);
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::string id = "story-" + std::to_string(first + i);
    const std::string text = request_text(sides.reference, random_tale(material, seed, first + i), id);
    requests << text << '\n';
    answers << answer_case(sides.product, text, static_cast<int>(i + 1)) << '\n';
  }
}

}  // namespace springback::verify
