// The module has nowhere to print to, and the C library's printf is a tenth of its size. What would call it:
// messages before an abort (here a trap, after which the page drops the instance), and the texts of
// nlohmann's parse errors, which nobody reads (document/read_json.cc makes our own).
#include <__verbose_abort>
#include <cstddef>

// NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl50-cpp,cert-dcl58-cpp)
_LIBCPP_BEGIN_NAMESPACE_STD
[[noreturn]] void __libcpp_verbose_abort(const char*, ...) { __builtin_trap(); }
_LIBCPP_END_NAMESPACE_STD

extern "C" {
[[noreturn]] void abort_message(const char*, ...) { __builtin_trap(); }

int snprintf(char* text, std::size_t size, const char*, ...) {
  if (size > 0) text[0] = '\0';
  return 0;
}
}
// NOLINTEND(bugprone-reserved-identifier,cert-dcl50-cpp,cert-dcl58-cpp)
