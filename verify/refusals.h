// The properties that a broken protocol can be held against, for `mutants`.
#pragma once

#include "mutants/mutants.h"

namespace springback::verify {

/// Strong signs, monotony, silence and rows: quick ones that read nothing but the protocol.
std::vector<Property> refusals();

}  // namespace springback::verify
