// A value or a reason why there is none. The core throws nothing; what can fail says so in its type.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <utility>

namespace springback {

/// Why an input was refused. The names appear in documents (`"code":"out_of_range"`): never renamed.
enum class ErrorCode : std::uint8_t {
  not_json = 1,
  wrong_type = 2,
  missing_field = 3,
  out_of_range = 4,
  bad_instant = 5,
  bad_id = 6,
  id_conflict = 7,
  too_large = 8,
  bad_value = 9,
};

std::string_view code_name(ErrorCode code);

/// What was refused, where, and the part that is to be mended.
struct Error {
  ErrorCode code = ErrorCode::not_json;
  std::string argument;  ///< the field, finding or entry it is about, and what was expected
  int line = 0;          ///< 1-based line of a JSON Lines input; 0 where there are no lines
};

template <class T>
using Result = std::expected<T, Error>;

/// How a text begins, for an error: at most `bytes` of it, fit for any JSON reader whatever the text holds.
std::string excerpt(std::string_view text, std::size_t bytes);

inline std::unexpected<Error> refuse(ErrorCode code, std::string argument) {
  return std::unexpected(Error{.code = code, .argument = std::move(argument)});
}

}  // namespace springback

/// Passes an error on to the caller, else names the value: TRY_ASSIGN(auto at, parse_instant(text));
#define SPRINGBACK_CONCAT_(a, b) a##b
#define SPRINGBACK_CONCAT(a, b) SPRINGBACK_CONCAT_(a, b)
#define TRY_ASSIGN(declaration, expression) \
  TRY_ASSIGN_(declaration, expression, SPRINGBACK_CONCAT(result_, __LINE__))
#define TRY_ASSIGN_(declaration, expression, name)            \
  auto name = (expression);                                   \
  if (!name) return std::unexpected(std::move(name).error()); \
  declaration = std::move(*name)
/// The same where there is no value to keep.
#define TRY(expression)                                                                      \
  do {                                                                                       \
    if (auto tried = (expression); !tried) return std::unexpected(std::move(tried).error()); \
  } while (false)
