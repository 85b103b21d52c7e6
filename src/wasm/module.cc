// The door of the browser: a handful of C functions, bytes in, bytes out. No C++ type crosses, nothing is
// kept between two calls but the sentences it was given and the last answer. A trap means: discard the
// instance and begin a new one; there is nothing to save.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "document/advice_document.h"
#include "document/medicine_screen.h"
#include "document/question.h"
#include "wasm/given_words.h"
#include "words/catalogue.h"

namespace {

std::string& result() {
  static std::string text;
  return text;
}

/// What the functions below return.
int status(bool ok) { return ok ? 0 : 1; }

/// Nobody can be answered in words that are not there.
bool is_speechless() {
  if (!springback::catalogues().empty()) return false;
  result() = springback::error_document({springback::ErrorCode::missing_field, "words: none were given"});
  return true;
}

}  // namespace

extern "C" {

/// Room for a request of `size` bytes; null where there is none. The caller writes the request there and
/// frees it.
[[clang::export_name("springback_alloc")]] void* springback_alloc(std::size_t size) {
  return std::malloc(size);
}
[[clang::export_name("springback_free")]] void springback_free(void* bytes) { std::free(bytes); }

/// Gives the module the sentences of a language (words.LANGUAGE.txt), before the first request. 0: taken;
/// 1: they belong to another protocol, or are cut short.
[[clang::export_name("springback_words")]] int springback_words(const char* file, std::size_t size) {
  return status(springback::wasm::take_words({file, size}));
}

/// Answers a request (JSON, UTF-8). 0: the result is an advice; 1: it is {"error":{...}}.
[[clang::export_name("springback_answer")]] int springback_answer(const char* request, std::size_t size) {
  if (is_speechless()) return status(false);
  bool ok = false;
  result() = springback::answer(springback::built_in(), std::string_view(request, size), &ok);
  return status(ok);
}

/// The same for one line of a batch: the result begins with the case's id, and an error names the line.
[[clang::export_name("springback_answer_case")]] int springback_answer_case(const char* request,
                                                                            std::size_t size, int line) {
  if (is_speechless()) return status(false);
  bool ok = false;
  result() = springback::answer_case(springback::built_in(), std::string_view(request, size), line, &ok);
  return status(ok);
}

/// What a person reads about medicine: a request as for an answer, which may carry {"find":"advil"}.
[[clang::export_name("springback_medicine")]] int springback_medicine(const char* request, std::size_t size) {
  if (is_speechless()) return status(false);
  bool ok = false;
  result() = springback::answer_medicine(springback::built_in(), std::string_view(request, size), &ok);
  return status(ok);
}

/// How to ask for findings one by one: {"locale":"en","questions":["skin_at_site"]}.
[[clang::export_name("springback_questions")]] int springback_questions(const char* request,
                                                                        std::size_t size) {
  if (is_speechless()) return status(false);
  bool ok = false;
  result() = springback::answer_questions(springback::built_in(), std::string_view(request, size), &ok);
  return status(ok);
}

/// The last result: valid until the next call of an answering function.
[[clang::export_name("springback_result")]] const char* springback_result() { return result().data(); }
[[clang::export_name("springback_result_size")]] std::size_t springback_result_size() {
  return result().size();
}
}
