// Stands in front of the malloc family of whatever allocator the program uses: the next one in the dynamic linker's order, a
// sanitizer's where there is one. Any thread, from the first instruction of the process on.
#include <dlfcn.h>
#include <link.h>
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
#if defined(__x86_64__) && defined(__GLIBC__) && !defined(__ILP32__)
#define SCOPEGRAFT_SIZES_LIE_BEFORE 1
#endif
#endif

namespace {

using namespace scopegraft::memory;

struct Allocator {
  void* (*malloc)(std::size_t) noexcept;
  void (*free)(void*) noexcept;
  void* (*calloc)(std::size_t, std::size_t) noexcept;
  void* (*realloc)(void*, std::size_t) noexcept;
  void* (*memalign)(std::size_t, std::size_t) noexcept;
  int (*posix_memalign)(void**, std::size_t, std::size_t) noexcept;
  void* (*aligned_alloc)(std::size_t, std::size_t) noexcept;
};
using UsableSize = std::size_t (*)(void*) noexcept;

// Each hook is one jump to what stands here: the allocator itself, or what counts on the way to it.
extern Allocator current;

template <typename Function>
void put(Function& place, Function function) noexcept { __atomic_store_n(&place, function, __ATOMIC_RELAXED); }

void install(const Allocator& allocator) noexcept {
  put(current.malloc, allocator.malloc);
  put(current.free, allocator.free);
  put(current.calloc, allocator.calloc);
  put(current.realloc, allocator.realloc);
  put(current.memalign, allocator.memalign);
  put(current.posix_memalign, allocator.posix_memalign);
  put(current.aligned_alloc, allocator.aligned_alloc);
}

#ifdef SCOPEGRAFT_STATIC
}  // namespace
extern "C" {
void* __real_malloc(std::size_t) noexcept;
void __real_free(void*) noexcept;
void* __real_calloc(std::size_t, std::size_t) noexcept;
void* __real_realloc(void*, std::size_t) noexcept;
void* __real_memalign(std::size_t, std::size_t) noexcept;
int __real_posix_memalign(void**, std::size_t, std::size_t) noexcept;
void* __real_aligned_alloc(std::size_t, std::size_t) noexcept;
}
namespace {
constexpr Allocator next{__real_malloc, __real_free, __real_calloc, __real_realloc, __real_memalign, __real_posix_memalign, __real_aligned_alloc};
constexpr UsableSize next_usable_size = malloc_usable_size;
constinit Allocator current = next;
constexpr bool is_early(const void*) noexcept { return false; }
constexpr std::size_t early_size(const void*) noexcept { return 0; }
constexpr bool sizes_lie_before = false;

void follow_the_runtime() noexcept;
[[gnu::constructor(101)]] void announce() noexcept { follow_the_runtime(); }
#else
}  // namespace
// A sanitizer's, which must see every allocation.
extern "C" {
__attribute__((weak)) void* __interceptor_malloc(std::size_t) noexcept;
__attribute__((weak)) void __interceptor_free(void*) noexcept;
__attribute__((weak)) void* __interceptor_calloc(std::size_t, std::size_t) noexcept;
__attribute__((weak)) void* __interceptor_realloc(void*, std::size_t) noexcept;
__attribute__((weak)) void* __interceptor_memalign(std::size_t, std::size_t) noexcept;
__attribute__((weak)) int __interceptor_posix_memalign(void**, std::size_t, std::size_t) noexcept;
__attribute__((weak)) void* __interceptor_aligned_alloc(std::size_t, std::size_t) noexcept;
__attribute__((weak)) std::size_t __interceptor_malloc_usable_size(void*) noexcept;
}
namespace {
constinit Allocator next{};
constinit UsableSize next_usable_size = nullptr;
constinit bool sizes_lie_before = false;

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

// Where dlsym did allocate, a piece of it may come back.
void free_late(void* memory) noexcept {
  if (!is_early(memory)) next.free(memory);
}
void* realloc_late(void* memory, std::size_t size) noexcept {
  if (!is_early(memory)) return next.realloc(memory, size);
  void* const moved = next.malloc(size);
  const std::size_t old = early_size(memory);
  if (moved != nullptr) std::memcpy(moved, memory, old < size ? old : size);
  return moved;
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

void follow_the_runtime() noexcept;

// False while it is under way.
[[gnu::noinline]] bool resolve() noexcept {
  static constinit bool resolving = false;
  if (resolving) return false;
  resolving = true;
  find(next.free, __interceptor_free, "free");
  find(next.calloc, __interceptor_calloc, "calloc");
  find(next.realloc, __interceptor_realloc, "realloc");
  find(next.memalign, __interceptor_memalign, "memalign");
  find(next.posix_memalign, __interceptor_posix_memalign, "posix_memalign");
  find(next.aligned_alloc, __interceptor_aligned_alloc, "aligned_alloc");
  find(next_usable_size, __interceptor_malloc_usable_size, "malloc_usable_size");
  find(next.malloc, __interceptor_malloc, "malloc");
  Allocator plain = next;
  if (early_used != 0) {
    plain.free = free_late;
    plain.realloc = realloc_late;
  }
  install(plain);
  if (next_usable_size != nullptr) follow_the_runtime();
  resolving = false;
  return true;
}

// The first call of each.
void* first_malloc(std::size_t size) noexcept { return resolve() ? next.malloc(size) : early_allocate(size, 16); }
void first_free(void* memory) noexcept {
  if (!is_early(memory) && resolve()) next.free(memory);
}
void* first_calloc(std::size_t count, std::size_t size) noexcept {
  if (resolve()) return next.calloc(count, size);
  std::size_t bytes = 0;
  return __builtin_mul_overflow(count, size, &bytes) ? nullptr : early_allocate(bytes, 16);  // never used before: zero
}
void* first_realloc(void* memory, std::size_t size) noexcept {
  if (resolve()) return realloc_late(memory, size);
  void* const moved = early_allocate(size, 16);
  const std::size_t old = memory == nullptr ? 0 : early_size(memory);
  if (moved != nullptr) std::memcpy(moved, memory, old < size ? old : size);
  return moved;
}
void* first_memalign(std::size_t alignment, std::size_t size) noexcept {
  return resolve() ? next.memalign(alignment, size) : early_allocate(size, alignment < 16 ? 16 : alignment);
}
int first_posix_memalign(void** into, std::size_t alignment, std::size_t size) noexcept {
  if (resolve()) return next.posix_memalign(into, alignment, size);
  *into = early_allocate(size, alignment);
  return *into == nullptr ? ENOMEM : 0;
}
void* first_aligned_alloc(std::size_t alignment, std::size_t size) noexcept {
  return resolve() ? next.aligned_alloc(alignment, size) : early_allocate(size, alignment);
}
constinit Allocator current{first_malloc, first_free, first_calloc, first_realloc, first_memalign, first_posix_memalign, first_aligned_alloc};
#endif

#ifdef SCOPEGRAFT_SIZES_LIE_BEFORE
// glibc keeps the size of a piece in the word before it, with three flags, of which the second is for a mapping of its own (malloc.c,
// "malloc_chunk details"). Only where malloc is glibc's, and only where pieces of all kinds agree with malloc_usable_size.
std::size_t size_before(const void* memory) noexcept {
  std::size_t head = 0;
  __builtin_memcpy(&head, static_cast<const char*>(memory) - sizeof head, sizeof head);  // std::memcpy is a call here (-fno-builtin)
  return (head & ~std::size_t{7}) - ((head & 2) != 0 ? 16 : 8);
}

// Valgrind puts its own malloc in the place of glibc's code, where no symbol tells, and the word before a piece is not to be read.
bool is_under_valgrind() noexcept {
  const auto preloaded = [](dl_phdr_info* object, std::size_t, void*) noexcept { return std::strstr(object->dlpi_name, "vgpreload_") != nullptr ? 1 : 0; };
  return ::dl_iterate_phdr(preloaded, nullptr) != 0;
}

[[gnu::constructor]] void learn_where_sizes_lie() noexcept {
  if (is_under_valgrind()) return;
  Dl_info allocator, library;
  void *found = nullptr, *known = ::dlsym(RTLD_NEXT, "gnu_get_libc_version");
  free(malloc(1));  // finds it
  std::memcpy(&found, &next.malloc, sizeof found);
  if (next_usable_size == nullptr || known == nullptr || ::dladdr(found, &allocator) == 0 || ::dladdr(known, &library) == 0 || allocator.dli_fbase != library.dli_fbase) return;
  bool agrees = true;
  for (const std::size_t size : {std::size_t{0}, std::size_t{24}, std::size_t{25}, std::size_t{1000}, std::size_t{100'000}, std::size_t{40'000'000}})
    for (const std::size_t alignment : {std::size_t{16}, std::size_t{4096}}) {
      void* const memory = next.memalign(alignment, size);
      if (memory == nullptr) continue;
      agrees = agrees && size_before(memory) == next_usable_size(memory);
      next.free(memory);
    }
  sizes_lie_before = agrees;
}
#else
std::size_t size_before(const void*) noexcept { return 0; }
#endif

[[gnu::always_inline]] inline std::size_t size_of(void* memory) noexcept { return sizes_lie_before ? size_before(memory) : next_usable_size(memory); }

[[gnu::always_inline]] inline void* counted(void* memory) noexcept {
  if (__builtin_expect(memory != nullptr, 1)) count_allocated(size_of(memory));
  return memory;
}

void* counting_malloc(std::size_t size) noexcept { return counted(next.malloc(size)); }
void counting_free(void* memory) noexcept {
  if (memory == nullptr || __builtin_expect(is_early(memory), 0)) return;
  count_freed(size_of(memory));
  next.free(memory);
}
void* counting_calloc(std::size_t count, std::size_t size) noexcept { return counted(next.calloc(count, size)); }
void* counting_realloc(void* memory, std::size_t size) noexcept {
  if (memory == nullptr) return counting_malloc(size);
  if (__builtin_expect(is_early(memory), 0)) {
    void* const moved = counting_malloc(size);
    const std::size_t old = early_size(memory);
    if (moved != nullptr) std::memcpy(moved, memory, old < size ? old : size);
    return moved;
  }
  const std::size_t old = size_of(memory);
  void* const moved = next.realloc(memory, size);
  if (moved != nullptr || size == 0) count_freed(old);
  return counted(moved);
}
void* counting_memalign(std::size_t alignment, std::size_t size) noexcept { return counted(next.memalign(alignment, size)); }
int counting_posix_memalign(void** into, std::size_t alignment, std::size_t size) noexcept {
  const int failed = next.posix_memalign(into, alignment, size);
  if (failed == 0) counted(*into);
  return failed;
}
void* counting_aligned_alloc(std::size_t alignment, std::size_t size) noexcept { return counted(next.aligned_alloc(alignment, size)); }

void count_from_now_on() noexcept {
  install({counting_malloc, counting_free, counting_calloc, counting_realloc, counting_memalign, counting_posix_memalign, counting_aligned_alloc});
}

// Told by the runtime when the first site that tracks memory is visited; it may have been.
void follow_the_runtime() noexcept {
  scopegraft_rt::sg_rt_memory_hooked = kMallocCounts;
  __atomic_store_n(&scopegraft_rt::sg_rt_memory_follow, &count_from_now_on, __ATOMIC_SEQ_CST);  // partner: want_memory
  if (__atomic_load_n(&scopegraft_rt::sg_rt_memory_wanted, __ATOMIC_SEQ_CST) != 0) count_from_now_on();
}

std::size_t page() noexcept { return static_cast<std::size_t>(::sysconf(_SC_PAGESIZE)); }

template <typename Function>
Function now(Function& place) noexcept { return __atomic_load_n(&place, __ATOMIC_RELAXED); }

}  // namespace

SCOPEGRAFT_HOOK void* SCOPEGRAFT_HOOKED(malloc)(std::size_t size) noexcept { return now(current.malloc)(size); }
SCOPEGRAFT_HOOK void SCOPEGRAFT_HOOKED(free)(void* memory) noexcept { now(current.free)(memory); }
SCOPEGRAFT_HOOK void* SCOPEGRAFT_HOOKED(calloc)(std::size_t count, std::size_t size) noexcept { return now(current.calloc)(count, size); }
SCOPEGRAFT_HOOK void* SCOPEGRAFT_HOOKED(realloc)(void* memory, std::size_t size) noexcept { return now(current.realloc)(memory, size); }
SCOPEGRAFT_HOOK void* SCOPEGRAFT_HOOKED(reallocarray)(void* memory, std::size_t count, std::size_t size) noexcept {
  std::size_t bytes = 0;
  if (__builtin_mul_overflow(count, size, &bytes)) {
    errno = ENOMEM;
    return nullptr;
  }
  return now(current.realloc)(memory, bytes);
}
SCOPEGRAFT_HOOK int SCOPEGRAFT_HOOKED(posix_memalign)(void** into, std::size_t alignment, std::size_t size) noexcept {
  return now(current.posix_memalign)(into, alignment, size);
}
SCOPEGRAFT_HOOK void* SCOPEGRAFT_HOOKED(aligned_alloc)(std::size_t alignment, std::size_t size) noexcept { return now(current.aligned_alloc)(alignment, size); }
SCOPEGRAFT_HOOK void* SCOPEGRAFT_HOOKED(memalign)(std::size_t alignment, std::size_t size) noexcept { return now(current.memalign)(alignment, size); }
SCOPEGRAFT_HOOK void* SCOPEGRAFT_HOOKED(valloc)(std::size_t size) noexcept { return now(current.memalign)(page(), size); }
SCOPEGRAFT_HOOK void* SCOPEGRAFT_HOOKED(pvalloc)(std::size_t size) noexcept { return now(current.memalign)(page(), (size + page() - 1) / page() * page()); }
