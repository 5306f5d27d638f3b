// Stands in front of the malloc family of whatever allocator the program uses: the next one in the dynamic linker's order, a
// sanitizer's where there is one. Any thread, from the first instruction of the process on.
#include <dlfcn.h>
#include <malloc.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <new>

#include "memory/count.h"

// Weak: an allocator that is linked into the program itself wins; the report says then that nobody counted.
#define SCOPEGRAFT_HOOK extern "C" __attribute__((visibility("default"), weak))

// Without dynamic linker, the linker itself has every reference to malloc refer to __wrap_malloc, and __real_malloc to malloc.
#ifdef SCOPEGRAFT_STATIC
#define SCOPEGRAFT_HOOKED(function) __wrap_##function
#else
#define SCOPEGRAFT_HOOKED(function) function
#endif

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

#ifdef SCOPEGRAFT_STATIC
}  // namespace
extern "C" {
void* __real_malloc(std::size_t);
void __real_free(void*);
void* __real_calloc(std::size_t, std::size_t);
void* __real_realloc(void*, std::size_t);
void* __real_memalign(std::size_t, std::size_t);
int __real_posix_memalign(void**, std::size_t, std::size_t);
void* __real_aligned_alloc(std::size_t, std::size_t);
}
namespace {
constexpr Allocator next{__real_malloc, __real_free, __real_calloc, __real_realloc, __real_memalign, __real_posix_memalign, __real_aligned_alloc, malloc_usable_size};

[[gnu::constructor(101)]] void announce() noexcept { scopegraft_rt::sg_rt_memory_hooked = kMallocCounts; }
bool ready() noexcept { return true; }
bool knows_sizes() noexcept { return true; }
void* early_allocate(std::size_t, std::size_t) noexcept { return nullptr; }
bool is_early(const void*) noexcept { return false; }
std::size_t early_size(const void*) noexcept { return 0; }
#else
}  // namespace
// A sanitizer's, which must see every allocation.
extern "C" {
__attribute__((weak)) void* __interceptor_malloc(std::size_t);
__attribute__((weak)) void __interceptor_free(void*);
__attribute__((weak)) void* __interceptor_calloc(std::size_t, std::size_t);
__attribute__((weak)) void* __interceptor_realloc(void*, std::size_t);
__attribute__((weak)) void* __interceptor_memalign(std::size_t, std::size_t);
__attribute__((weak)) int __interceptor_posix_memalign(void**, std::size_t, std::size_t);
__attribute__((weak)) void* __interceptor_aligned_alloc(std::size_t, std::size_t);
__attribute__((weak)) std::size_t __interceptor_malloc_usable_size(void*);
}
namespace {
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
void find(Function& into, Function sanitizers, const char* name) noexcept {
  if (sanitizers != nullptr) {
    into = sanitizers;
    return;
  }
  void* const symbol = ::dlsym(RTLD_NEXT, name);
  std::memcpy(&into, &symbol, sizeof into);
}

// False while it is under way in this thread.
[[gnu::noinline]] bool resolve() noexcept {
  if (resolving) return false;
  resolving = true;
  Allocator found{};
  find(found.free, __interceptor_free, "free");
  find(found.calloc, __interceptor_calloc, "calloc");
  find(found.realloc, __interceptor_realloc, "realloc");
  find(found.memalign, __interceptor_memalign, "memalign");
  find(found.posix_memalign, __interceptor_posix_memalign, "posix_memalign");
  find(found.aligned_alloc, __interceptor_aligned_alloc, "aligned_alloc");
  find(found.usable_size, __interceptor_malloc_usable_size, "malloc_usable_size");
  find(found.malloc, __interceptor_malloc, "malloc");
  const auto real_malloc = found.malloc;
  found.malloc = nullptr;
  next = found;
  // `malloc` last: it tells that the others are there.
  __atomic_store_n(&next.malloc, real_malloc, __ATOMIC_RELEASE);
  scopegraft_rt::sg_rt_memory_hooked = found.usable_size != nullptr ? kMallocCounts : 0;
  resolving = false;
  return true;
}

bool ready() noexcept { return __builtin_expect(__atomic_load_n(&next.malloc, __ATOMIC_ACQUIRE) != nullptr, 1) || resolve(); }
bool knows_sizes() noexcept { return next.usable_size != nullptr; }
#endif

bool counts() noexcept { return wanted() && knows_sizes(); }

[[gnu::noinline]] void* counted(void* memory) noexcept {
  if (memory != nullptr && knows_sizes()) count_allocated(next.usable_size(memory));
  return memory;
}

std::size_t page() noexcept { return static_cast<std::size_t>(::sysconf(_SC_PAGESIZE)); }

void* allocate_aligned(std::size_t alignment, std::size_t size) noexcept {
  if (!ready()) return early_allocate(size, alignment < 16 ? 16 : alignment);
  void* const memory = next.memalign(alignment, size);
  return wanted() ? counted(memory) : memory;
}

}  // namespace

SCOPEGRAFT_HOOK void* SCOPEGRAFT_HOOKED(malloc)(std::size_t size) noexcept {
  if (!ready()) return early_allocate(size, 16);
  if (!wanted()) return next.malloc(size);
  return counted(next.malloc(size));
}

SCOPEGRAFT_HOOK void SCOPEGRAFT_HOOKED(free)(void* memory) noexcept {
  if (memory == nullptr || __builtin_expect(is_early(memory), 0) || !ready()) return;
  if (counts()) count_freed(next.usable_size(memory));
  next.free(memory);
}

SCOPEGRAFT_HOOK void* SCOPEGRAFT_HOOKED(calloc)(std::size_t count, std::size_t size) noexcept {
  if (!ready()) {
    std::size_t bytes = 0;
    return __builtin_mul_overflow(count, size, &bytes) ? nullptr : early_allocate(bytes, 16);  // never used before: zero
  }
  void* const memory = next.calloc(count, size);
  return wanted() ? counted(memory) : memory;
}

SCOPEGRAFT_HOOK void* SCOPEGRAFT_HOOKED(realloc)(void* memory, std::size_t size) noexcept {
  if (memory == nullptr) return SCOPEGRAFT_HOOKED(malloc)(size);
  if (__builtin_expect(is_early(memory), 0)) {
    void* const moved = SCOPEGRAFT_HOOKED(malloc)(size);
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

SCOPEGRAFT_HOOK void* SCOPEGRAFT_HOOKED(reallocarray)(void* memory, std::size_t count, std::size_t size) noexcept {
  std::size_t bytes = 0;
  if (__builtin_mul_overflow(count, size, &bytes)) {
    errno = ENOMEM;
    return nullptr;
  }
  return SCOPEGRAFT_HOOKED(realloc)(memory, bytes);
}

SCOPEGRAFT_HOOK int SCOPEGRAFT_HOOKED(posix_memalign)(void** into, std::size_t alignment, std::size_t size) noexcept {
  if (!ready()) {
    *into = early_allocate(size, alignment);
    return *into == nullptr ? ENOMEM : 0;
  }
  const int failed = next.posix_memalign(into, alignment, size);
  if (failed == 0 && wanted()) (void)counted(*into);
  return failed;
}

SCOPEGRAFT_HOOK void* SCOPEGRAFT_HOOKED(aligned_alloc)(std::size_t alignment, std::size_t size) noexcept {
  if (!ready()) return early_allocate(size, alignment);
  void* const memory = next.aligned_alloc(alignment, size);
  return wanted() ? counted(memory) : memory;
}

SCOPEGRAFT_HOOK void* SCOPEGRAFT_HOOKED(memalign)(std::size_t alignment, std::size_t size) noexcept { return allocate_aligned(alignment, size); }

SCOPEGRAFT_HOOK void* SCOPEGRAFT_HOOKED(valloc)(std::size_t size) noexcept { return allocate_aligned(page(), size); }

SCOPEGRAFT_HOOK void* SCOPEGRAFT_HOOKED(pvalloc)(std::size_t size) noexcept { return allocate_aligned(page(), (size + page() - 1) / page() * page()); }
