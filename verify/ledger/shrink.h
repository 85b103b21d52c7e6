// Makes a sequence as short and plain as it can be while something still holds of it.
#pragma once

#include <functional>

#include "ledger/sequence.h"

namespace springback::verify {

/// `still` holds of `sequence`, and of what is returned.
Sequence shrink(Sequence sequence, const std::function<bool(const Sequence&)>& still);

}  // namespace springback::verify
