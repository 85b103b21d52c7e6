#include "base/result.h"

#include <algorithm>

namespace springback {

std::string_view code_name(ErrorCode code) {
  switch (code) {
    case ErrorCode::not_json: return "not_json";
    case ErrorCode::wrong_type: return "wrong_type";
    case ErrorCode::missing_field: return "missing_field";
    case ErrorCode::out_of_range: return "out_of_range";
    case ErrorCode::bad_instant: return "bad_instant";
    case ErrorCode::bad_id: return "bad_id";
    case ErrorCode::id_conflict: return "id_conflict";
    case ErrorCode::too_large: return "too_large";
    case ErrorCode::bad_value: return "bad_value";
  }
  return "unknown";
}

std::string excerpt(std::string_view text, std::size_t bytes) {
  std::string begin(text.substr(0, bytes));
  // Cut anywhere, a character may be torn; and what could not be read may be no UTF-8 either.
  std::ranges::replace_if(begin, [](char c) { return static_cast<unsigned char>(c) >= 0x80; }, '?');
  return begin;
}

}  // namespace springback
