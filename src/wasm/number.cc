// Reading a decimal number, in place of the C library's strtod, which is a fortieth of the module. What comes
// in was held against JSON's grammar. Up to 15 digits and a power of ten up to 22 the nearest number comes
// out, as everywhere; nothing that the contract knows has more. Beyond that the last bit may differ.
#include <cmath>
#include <cstdint>
#include <cstdlib>

namespace {

constexpr double kTens[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                            1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
constexpr int kTensMost = 22;
constexpr std::uint64_t kRoom = UINT64_MAX / 10 - 1;
constexpr int kExponentMost = 400;  ///< beyond every double: infinite, or zero

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Digits into `value`; what no longer fits moves the exponent. `step`: what a digit that fits does to it.
void read_digits(const char*& text, std::uint64_t& value, int& exponent, int step) {
  for (; is_digit(*text); ++text) {
    if (value <= kRoom) {
      value = value * 10 + static_cast<unsigned>(*text - '0');
      exponent += step;
    } else {
      exponent += step + 1;
    }
  }
}

int read_exponent(const char*& text) {
  if (*text != 'e' && *text != 'E') return 0;
  const bool negative = text[1] == '-';
  text += text[1] == '-' || text[1] == '+' ? 2 : 1;
  int exponent = 0;
  for (; is_digit(*text); ++text)
    if (exponent < kExponentMost) exponent = exponent * 10 + (*text - '0');
  return negative ? -exponent : exponent;
}

}  // namespace

extern "C" double strtod(const char* text, char** end) {
  const bool negative = *text == '-';
  if (negative) ++text;
  std::uint64_t digits = 0;
  int exponent = 0;
  read_digits(text, digits, exponent, 0);
  if (*text == '.') read_digits(++text, digits, exponent, -1);
  exponent += read_exponent(text);
  if (end != nullptr) *end = const_cast<char*>(text);
  double value = static_cast<double>(digits);
  for (; exponent > 0 && value > 0 && value < 1e308; exponent -= kTensMost)
    value *= kTens[exponent < kTensMost ? exponent : kTensMost];
  if (exponent > 0 && value > 0) value = HUGE_VAL;
  for (; exponent < 0 && value > 0; exponent += kTensMost)
    value /= kTens[-exponent < kTensMost ? -exponent : kTensMost];
  return negative ? -value : value;
}

/// Named by the library that reads JSON, and never called for what we read.
extern "C" float strtof(const char* text, char** end) { return static_cast<float>(strtod(text, end)); }
extern "C" long double strtold(const char* text, char** end) { return strtod(text, end); }
