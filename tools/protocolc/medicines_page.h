// The page for people who check the medicines: every caution against every ingredient, limits and products as
// tables. Made from the protocol, so that it cannot say anything else.
#pragma once

#include <string>

#include "compile.h"

namespace springback::protocolc {

/// docs/safety/medicines.md, in Markdown.
std::string medicines_page(const Image& image);

}  // namespace springback::protocolc
