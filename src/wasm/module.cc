// The door of the browser: a handful of C functions, bytes in, bytes out. No C++ type crosses, nothing is
// kept between two calls but the last answer. A trap means: discard the instance and begin a new one; there
// is nothing to save.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "document/advice_document.h"

namespace {

std::string& result() {
  static std::string text;
  return text;
}

/// What the functions below return.
int status(bool ok) { return ok ? 0 : 1; }

}  // namespace

extern "C" {

/// Room for a request of `size` bytes; null where there is none. The caller writes the request there and
/// frees it.
[[clang::export_name("springback_alloc")]] void* springback_alloc(std::size_t size) {
  return std::malloc(size);
}
[[clang::export_name("springback_free")]] void springback_free(void* bytes) { std::free(bytes); }

/// Answers a request (JSON, UTF-8). 0: the result is an advice; 1: it is {"error":{...}}.
[[clang::export_name("springback_answer")]] int springback_answer(const char* request, std::size_t size) {
  bool ok = false;
  result() = springback::answer(springback::built_in(), std::string_view(request, size), &ok);
  return status(ok);
}

/// The same for one line of a batch: the result begins with the case's id, and an error names the line.
[[clang::export_name("springback_answer_case")]] int springback_answer_case(const char* request,
                                                                            std::size_t size, int line) {
  bool ok = false;
  result() = springback::answer_case(springback::built_in(), std::string_view(request, size), line, &ok);
  return status(ok);
}

/// The last result: valid until the next call of an answering function.
[[clang::export_name("springback_result")]] const char* springback_result() { return result().data(); }
[[clang::export_name("springback_result_size")]] std::size_t springback_result_size() {
  return result().size();
}
}
