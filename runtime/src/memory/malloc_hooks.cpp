// Stands in front of the malloc family of whatever allocator the program uses (the next one in the dynamic linker's order).
// Any thread, from the first instruction of the process on.
#include <dlfcn.h>

#include <cerrno>
#include <cstring>
#include <new>

#include "memory/count.h"

#define SCOPEGRAFT_HOOK extern "C" __attribute__((visibility("default")))

namespace {

using namespace scopegraft::memory;

struct Allocator {
  void* (*malloc)(std::size_t);
  void (*free)(void*);
  void* (*calloc)(std::size_t, std::size_t);
  void* (*realloc)(void*, std::size_t);
  void* (*memalign)(std::size_t, std::size_t);
  int (*posix_memalign)(void**, std::size_t, std::size_t);
  void* (*aligned_alloc)(std::size_t, std::size_t);
  std::size_t (*usable_size)(void*);
};

constinit Allocator next{};
constinit bool resolving = false;

// What dlsym allocates while it looks for the allocator. Never freed; the loader is the only thread then.
constexpr std::size_t kEarly = 16384;
alignas(16) constinit char early[kEarly]{};
constinit std::size_t early_used = 0;

void* early_allocate(std::size_t size, std::size_t alignment) noexcept {
  const std::size_t begin = (early_used + sizeof(std::size_t) + alignment - 1) / alignment * alignment;
  if (size > kEarly || begin > kEarly - size) return nullptr;
  early_used = begin + size;
  std::memcpy(early + begin - sizeof size, &size, sizeof size);
  return early + begin;
}

bool is_early(const void* memory) noexcept { return static_cast<const char*>(memory) >= early && static_cast<const char*>(memory) < early + kEarly; }

std::size_t early_size(const void* memory) noexcept {
  std::size_t size = 0;
  std::memcpy(&size, static_cast<const char*>(memory) - sizeof size, sizeof size);
  return size;
}

template <typename Function>
void find(Function& into, const char* name) noexcept {
  void* const symbol = ::dlsym(RTLD_NEXT, name);
  std::memcpy(&into, &symbol, sizeof into);
}

// False while it is under way in this thread.
[[gnu::noinline]] bool resolve() noexcept {
  if (resolving) return false;
  resolving = true;
  Allocator found{};
  find(found.free, "free");
  find(found.calloc, "calloc");
  find(found.realloc, "realloc");
  find(found.memalign, "memalign");
  find(found.posix_memalign, "posix_memalign");
  find(found.aligned_alloc, "aligned_alloc");
  find(found.usable_size, "malloc_usable_size");
  find(found.malloc, "malloc");
  const auto real_malloc = found.malloc;
  found.malloc = nullptr;
  next = found;
  // `malloc` last: it tells that the others are there.
  __atomic_store_n(&next.malloc, real_malloc, __ATOMIC_RELEASE);
  scopegraft_rt::sg_rt_memory_hooked = found.usable_size != nullptr ? 1 : 0;
  resolving = false;
  return true;
}

bool ready() noexcept { return __builtin_expect(__atomic_load_n(&next.malloc, __ATOMIC_ACQUIRE) != nullptr, 1) || resolve(); }

bool counts() noexcept { return wanted() && next.usable_size != nullptr; }

[[gnu::noinline]] void* counted(void* memory) noexcept {
  if (memory != nullptr && next.usable_size != nullptr) count_allocated(next.usable_size(memory));
  return memory;
}

void* allocate_aligned(std::size_t alignment, std::size_t size) noexcept {
  if (!ready()) return early_allocate(size, alignment < 16 ? 16 : alignment);
  void* const memory = next.memalign(alignment, size);
  return wanted() ? counted(memory) : memory;
}

}  // namespace

SCOPEGRAFT_HOOK void* malloc(std::size_t size) noexcept {
  if (!ready()) return early_allocate(size, 16);
  if (!wanted()) return next.malloc(size);
  return counted(next.malloc(size));
}

SCOPEGRAFT_HOOK void free(void* memory) noexcept {
  if (memory == nullptr || __builtin_expect(is_early(memory), 0) || !ready()) return;
  if (counts()) count_freed(next.usable_size(memory));
  next.free(memory);
}

SCOPEGRAFT_HOOK void* calloc(std::size_t count, std::size_t size) noexcept {
  if (!ready()) {
    std::size_t bytes = 0;
    return __builtin_mul_overflow(count, size, &bytes) ? nullptr : early_allocate(bytes, 16);  // never used before: zero
  }
  void* const memory = next.calloc(count, size);
  return wanted() ? counted(memory) : memory;
}

SCOPEGRAFT_HOOK void* realloc(void* memory, std::size_t size) noexcept {
  if (memory == nullptr) return ::malloc(size);
  if (__builtin_expect(is_early(memory), 0)) {
    void* const moved = ::malloc(size);
    const std::size_t old = early_size(memory);
    if (moved != nullptr) std::memcpy(moved, memory, old < size ? old : size);
    return moved;
  }
  if (!ready()) return nullptr;
  if (!counts()) return next.realloc(memory, size);
  const std::size_t old = next.usable_size(memory);
  void* const moved = next.realloc(memory, size);
  if (moved != nullptr || size == 0) count_freed(old);
  return counted(moved);
}

SCOPEGRAFT_HOOK void* reallocarray(void* memory, std::size_t count, std::size_t size) noexcept {
  std::size_t bytes = 0;
  if (__builtin_mul_overflow(count, size, &bytes)) {
    errno = ENOMEM;
    return nullptr;
  }
  return ::realloc(memory, bytes);
}

SCOPEGRAFT_HOOK int posix_memalign(void** into, std::size_t alignment, std::size_t size) noexcept {
  if (!ready()) {
    *into = early_allocate(size, alignment);
    return *into == nullptr ? ENOMEM : 0;
  }
  const int failed = next.posix_memalign(into, alignment, size);
  if (failed == 0 && wanted()) (void)counted(*into);
  return failed;
}

SCOPEGRAFT_HOOK void* aligned_alloc(std::size_t alignment, std::size_t size) noexcept {
  if (!ready()) return early_allocate(size, alignment);
  void* const memory = next.aligned_alloc(alignment, size);
  return wanted() ? counted(memory) : memory;
}

SCOPEGRAFT_HOOK void* memalign(std::size_t alignment, std::size_t size) noexcept { return allocate_aligned(alignment, size); }

SCOPEGRAFT_HOOK void* valloc(std::size_t size) noexcept { return allocate_aligned(4096, size); }

SCOPEGRAFT_HOOK void* pvalloc(std::size_t size) noexcept { return allocate_aligned(4096, (size + 4095) / 4096 * 4096); }
