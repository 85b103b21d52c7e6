// Debian builds compiler-rt for WebAssembly with stack protection, but no library there brings what that
// calls.
#include <cstdint>

extern "C" {
std::uintptr_t __stack_chk_guard = 0x5b9d'f1c3;  // NOLINT(bugprone-reserved-identifier)
[[noreturn]] void __stack_chk_fail() { __builtin_trap(); }  // NOLINT(bugprone-reserved-identifier)
}
