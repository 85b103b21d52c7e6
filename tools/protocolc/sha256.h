// The fingerprint of a protocol: SHA-256 (FIPS 180-4) over all its files, names included, in alphabetical
// order.
#pragma once

#include <string>

#include "reader.h"

namespace springback::protocolc {

std::string sha256_of(const Files& files);

}  // namespace springback::protocolc
