#include "sha256.h"

#include <sodium.h>

namespace springback::protocolc {

std::string sha256_of(const Files& files) {
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  // The closing zero byte keeps "ab" + "c" apart from "a" + "bc".
  const auto feed = [&](const std::string& text) {
    crypto_hash_sha256_update(&state, reinterpret_cast<const unsigned char*>(text.c_str()), text.size() + 1);
  };
  for (const auto& [name, text] : files) {
    // Cases test the protocol, poses and the page's own words stand around it: no advice depends on them.
    if (name.starts_with("cases/") || name == "poses.yaml" || name.ends_with("/page.yaml") ||
        name.ends_with("/figures.yaml"))
      continue;
    feed(name);
    feed(text);
  }
  unsigned char digest[crypto_hash_sha256_BYTES];
  crypto_hash_sha256_final(&state, digest);
  char hex[2 * sizeof(digest) + 1];
  return sodium_bin2hex(hex, sizeof(hex), digest, sizeof(digest));
}

}  // namespace springback::protocolc
