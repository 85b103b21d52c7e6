// From what is known of a finding to the classes that the compiled tables read: the bridge between the
// reference and the product, written from the comments of src/protocol/conditions.h.
#pragma once

#include "protocol/protocol.h"
#include "reference/truth.h"

namespace springback::verify {

/// The product keeps its findings in alphabetical order, the reference in that of the file.
class Bridge {
 public:
  /// Throws std::runtime_error where the two do not have the same findings.
  Bridge(const reference::Protocol& read, const Protocol& product);

  int finding_of(const Input& input) const { return place_[input.finding]; }
  int finding_of(FindingId finding) const { return place_[finding]; }
  FindingId in_product(int finding) const { return in_product_[static_cast<std::size_t>(finding)]; }

  /// The classes of all inputs.
  Classes classes_of(const reference::Knowledge& known) const;

 private:
  const Protocol& product_;
  std::vector<int> place_;
  std::vector<FindingId> in_product_;
};

std::uint8_t class_of(const Input& input, const reference::Known& known);

}  // namespace springback::verify
