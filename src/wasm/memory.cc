// The module's own heap, in place of the C library's, which is a twentieth of its size: blocks of powers of
// two, each kind with a list of those that were given back. One thread; nothing is ever given back to the
// browser.
#include <bit>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstring>

extern "C" char __heap_base;  // NOLINT(bugprone-reserved-identifier): where the linker's own data ends

namespace {

constexpr std::size_t kHead = 16;  ///< before each block: its kind; it keeps what follows aligned
constexpr std::size_t kPage = 65536;
constexpr unsigned kLeast = 5, kMost = 30;  ///< 32 bytes to one gigabyte, the head included

struct Block {
  std::size_t kind;
  Block* next;
};

struct Heap {
  Block* given_back[kMost + 1];
  std::uintptr_t top;
};

Heap& heap() {
  static Heap one = {};
  if (one.top == 0) one.top = (reinterpret_cast<std::uintptr_t>(&__heap_base) + kHead - 1) & ~(kHead - 1);
  return one;
}

bool grow_to(std::uintptr_t end) {
  const std::size_t there = __builtin_wasm_memory_size(0) * kPage;
  if (end <= there) return true;
  return __builtin_wasm_memory_grow(0, (end - there + kPage - 1) / kPage) != SIZE_MAX;
}

Block* block_of(void* bytes) { return reinterpret_cast<Block*>(static_cast<char*>(bytes) - kHead); }

}  // namespace

extern "C" {

void* malloc(std::size_t size) {
  if (size > (std::size_t{1} << kMost) - kHead) return nullptr;
  const unsigned width = static_cast<unsigned>(std::bit_width(size + kHead - 1));
  const unsigned kind = width < kLeast ? kLeast : width;
  Heap& all = heap();
  Block* block = all.given_back[kind];
  if (block != nullptr) {
    all.given_back[kind] = block->next;
  } else {
    const std::uintptr_t end = all.top + (std::size_t{1} << kind);
    if (end < all.top || !grow_to(end)) return nullptr;
    block = reinterpret_cast<Block*>(all.top);
    block->kind = kind;
    all.top = end;
  }
  return reinterpret_cast<char*>(block) + kHead;
}

void free(void* bytes) {
  if (bytes == nullptr) return;
  Block* block = block_of(bytes);
  block->next = heap().given_back[block->kind];
  heap().given_back[block->kind] = block;
}

void* calloc(std::size_t count, std::size_t size) {
  std::size_t bytes = 0;
  if (__builtin_mul_overflow(count, size, &bytes)) return nullptr;
  void* block = malloc(bytes);
  if (block != nullptr) std::memset(block, 0, bytes);
  return block;
}

void* realloc(void* bytes, std::size_t size) {
  if (bytes == nullptr) return malloc(size);
  const std::size_t there = (std::size_t{1} << block_of(bytes)->kind) - kHead;
  if (size <= there) return bytes;
  void* larger = malloc(size);
  if (larger == nullptr) return nullptr;
  std::memcpy(larger, bytes, there);
  free(bytes);
  return larger;
}

/// Every block is aligned to 16 already; nothing here wants more.
void* aligned_alloc(std::size_t alignment, std::size_t size) {
  return alignment <= kHead ? malloc(size) : nullptr;
}
int posix_memalign(void** block, std::size_t alignment, std::size_t size) {
  *block = aligned_alloc(alignment, size);
  return *block == nullptr ? ENOMEM : 0;
}

/// The C library's own names for the same.
// NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp)
void* __libc_malloc(std::size_t size) { return malloc(size); }
void __libc_free(void* bytes) { free(bytes); }
void* __libc_calloc(std::size_t count, std::size_t size) { return calloc(count, size); }
// NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp)
}
