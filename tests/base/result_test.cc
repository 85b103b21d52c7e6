// Error codes appear in documents: their names are a format, and each is its own.
#include "base/result.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace springback {
namespace {

Result<int> half(int n) {
  if (n % 2 != 0) return refuse(ErrorCode::bad_value, std::to_string(n));
  return n / 2;
}

Result<int> quarter(int n) {
  TRY_ASSIGN(const int halved, half(n));
  return half(halved);
}

Result<void> is_even(int n) {
  TRY(half(n));
  return {};
}

TEST(Result, EveryCodeHasANameOfItsOwn) {
  std::set<std::string_view> names;
  for (int code = 1; code <= 9; ++code) names.insert(code_name(static_cast<ErrorCode>(code)));
  EXPECT_EQ(names.size(), 9U);
  EXPECT_FALSE(names.contains("unknown"));
  EXPECT_EQ(code_name(static_cast<ErrorCode>(200)), "unknown");
}

TEST(Result, PassesTheFirstErrorOn) {
  EXPECT_EQ(quarter(12).value(), 3);
  EXPECT_EQ(quarter(7).error().argument, "7");
  EXPECT_EQ(quarter(6).error().argument, "3");
  EXPECT_EQ(quarter(6).error().code, ErrorCode::bad_value);
  EXPECT_TRUE(is_even(2).has_value());
  EXPECT_EQ(is_even(3).error().argument, "3");
}

}  // namespace
}  // namespace springback
