#include "refusals.h"

#include "properties/properties.h"

namespace springback::verify {
namespace {

bool fails(const Results& results) {
  for (const Shown& shown : results)
    if (!shown.holds) return true;
  return false;
}

}  // namespace

std::vector<Property> refusals() {
  const auto of = [](auto prove) {
    return [prove](const Files& files, const Protocol&) {
      const Subject subject(files);
      return fails(prove(subject, read_claims(subject, claims_text())));
    };
  };
  return {{"strong-signs", of(prove_strong_signs)},
          {"silence", of([](const Subject& subject, const Claims&) { return prove_silence(subject); })},
          {"rows", of(prove_rows)},
          {"monotone", of(prove_monotone)}};
}

}  // namespace springback::verify
