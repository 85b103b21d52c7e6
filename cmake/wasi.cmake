# WebAssembly with Debian's clang and wasi-libc.
set(CMAKE_MODULE_PATH ${CMAKE_CURRENT_LIST_DIR}/modules)
set(CMAKE_SYSTEM_NAME WASI)
set(CMAKE_SYSTEM_PROCESSOR wasm32)
set(CMAKE_CXX_COMPILER clang++-19)
set(CMAKE_CXX_COMPILER_TARGET wasm32-wasi)
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
# The system's own headers, for header-only libraries, come after those of the target.
# Bulk memory and the like are in every browser that the page is built for, and make the module smaller.
set(CMAKE_CXX_FLAGS_INIT
  "-D_LIBCPP_HARDENING_MODE=_LIBCPP_HARDENING_MODE_FAST -mbulk-memory -msign-ext -mnontrapping-fptoint -mmutable-globals")
# Small before fast: the page loads it over a telephone's connection.
set(CMAKE_CXX_FLAGS_MINSIZEREL "-Oz -flto -DNDEBUG" CACHE STRING "flags of the browser's module")
