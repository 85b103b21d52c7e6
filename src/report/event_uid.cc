#include "report/event_uid.h"

#include <sodium/crypto_generichash.h>

#include <array>

namespace springback {
namespace {

using Hash = std::array<unsigned char, 16>;

/// With its length, so that "ab", "c" is not "a", "bc".
void add(crypto_generichash_state& state, std::string_view part) {
  const std::string text = std::to_string(part.size()) + ":" + std::string(part);
  crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(text.data()), text.size());
}

std::string uuid_text(const Hash& hash) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::string text;
  for (std::size_t i = 0; i < hash.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    text += {kHex[hash[i] >> 4U], kHex[hash[i] & 0xFU]};
  }
  return text;
}

}  // namespace

std::string event_uid(std::string_view seed, std::initializer_list<std::string_view> parts) {
  Hash hash{};
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, hash.size());
  add(state, seed);
  for (const std::string_view part : parts) add(state, part);
  crypto_generichash_final(&state, hash.data(), hash.size());
  hash[6] = static_cast<unsigned char>((hash[6] & 0x0FU) | 0x80U);  // the version
  hash[8] = static_cast<unsigned char>((hash[8] & 0x3FU) | 0x80U);  // the variant
  return uuid_text(hash);
}

}  // namespace springback
