#include "properties/classes.h"

#include <algorithm>
#include <stdexcept>

namespace springback::verify {

using State = reference::Known::State;

std::uint8_t class_of(const Input& input, const reference::Known& known) {
  switch (known.state) {
    case State::unanswered: return kOpen;
    case State::unsure: return kUnsure;
    case State::not_applicable: return input.not_applicable;
    case State::told: break;
  }
  if (input.kind == InputKind::any_of) {
    if ((static_cast<std::uint32_t>(known.value) & input.any_of) != 0) return kYes;
    return known.partial ? kOpen : kNo;
  }
  if (input.kind != InputKind::number) return static_cast<std::uint8_t>(kFirstValue + known.value);
  const auto passed = std::ranges::count_if(input.cuts, [&](std::int32_t cut) { return cut <= known.value; });
  return static_cast<std::uint8_t>(kFirstValue + passed);
}

Bridge::Bridge(const reference::Protocol& read, const Protocol& product)
    : product_(product), in_product_(read.findings.size(), kNone) {
  for (FindingId id = 0; id < product.findings.size(); ++id) {
    const int place = read.find(product.findings[id].id);
    if (place < 0)
      throw std::runtime_error("only the compiled protocol has " + std::string(product.findings[id].id));
    place_.push_back(place);
    in_product_[static_cast<std::size_t>(place)] = id;
  }
  if (std::ranges::find(in_product_, kNone) != in_product_.end())
    throw std::runtime_error("the compiled protocol lacks a finding");
}

Classes Bridge::classes_of(const reference::Knowledge& known) const {
  Classes classes{};
  for (std::size_t i = 0; i < product_.inputs.size(); ++i)
    classes[i] = class_of(product_.inputs[i],
                          known[static_cast<std::size_t>(finding_of(product_.inputs[i]))]);
  return classes;
}

}  // namespace springback::verify
