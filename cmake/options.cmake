# What every part is built with. `springback_core_library` is for the pure parts: no exceptions, no RTTI, and the same
# floating-point arithmetic on every platform.
add_library(springback_options INTERFACE)
target_include_directories(springback_options INTERFACE ${PROJECT_SOURCE_DIR}/src)
target_compile_options(springback_options INTERFACE
  -Wall -Wextra -Wpedantic -Werror -Wshadow -Wconversion -Wno-sign-conversion
  # Designated initializers leave out what has a default.
  -Wno-missing-field-initializers
  -ffp-contract=off)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # False alarms of gcc 12 inside std::string (gcc bug 105651).
  target_compile_options(springback_options INTERFACE -Wno-restrict)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  target_compile_options(springback_options INTERFACE -Wno-missing-designated-field-initializers)
endif()

if(SPRINGBACK_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()
if(SPRINGBACK_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

function(springback_library name)
  add_library(springback_${name} ${ARGN})
  target_link_libraries(springback_${name} PUBLIC springback_options)
endfunction()

function(springback_core_library name)
  # OBJECT in WebAssembly: an archive of link-time-optimised objects would need llvm-ar.
  if(CMAKE_SYSTEM_NAME STREQUAL "WASI")
    springback_library(${name} OBJECT ${ARGN})
  else()
    springback_library(${name} STATIC ${ARGN})
  endif()
  target_compile_options(springback_${name} PRIVATE -fno-exceptions -fno-rtti)
endfunction()
