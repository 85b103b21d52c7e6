// Makes a tale as small and plain as it can be while something still holds of it.
#pragma once

#include <functional>

#include "compare/stories.h"

namespace springback::verify {

/// `still` holds of `tale`, and of what is returned.
Tale shrink(const reference::Protocol& protocol, Tale tale, const std::function<bool(const Tale&)>& still);

}  // namespace springback::verify
