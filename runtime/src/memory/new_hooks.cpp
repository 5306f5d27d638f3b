// operator new and delete as the standard library has them, on top of malloc and free. Alone they count what C++ allocates; with
// the malloc hooks they make sure that an allocator with its own operator new (tcmalloc, jemalloc, mimalloc) is seen too, and
// malloc does the counting.
#include <malloc.h>

#include <cstdlib>
#include <new>

#include "memory/count.h"

#define SCOPEGRAFT_HOOK __attribute__((visibility("default")))

namespace {

#ifdef SCOPEGRAFT_MALLOC_COUNTS
void* counted(void* memory) noexcept { return memory; }
void release(void* memory) noexcept { std::free(memory); }
#else
[[gnu::constructor]] void announce() noexcept { scopegraft_rt::sg_rt_memory_hooked = 1; }
void* counted(void* memory) noexcept {
  if (scopegraft::memory::wanted() && memory != nullptr) scopegraft::memory::count_allocated(::malloc_usable_size(memory));
  return memory;
}
void release(void* memory) noexcept {
  if (scopegraft::memory::wanted() && memory != nullptr) scopegraft::memory::count_freed(::malloc_usable_size(memory));
  std::free(memory);
}
#endif

// [new.delete.single]: ask the new handler until it gives up.
template <typename Allocate>
void* insist(Allocate allocate) {
  for (;;) {
    if (void* const memory = allocate()) return counted(memory);
    const std::new_handler handler = std::get_new_handler();
    if (handler == nullptr) throw std::bad_alloc();
    handler();
  }
}

void* insist_plain(std::size_t size) {
  return insist([=] { return std::malloc(size == 0 ? 1 : size); });
}

void* insist_aligned(std::size_t size, std::align_val_t wanted) {
  const auto alignment = static_cast<std::size_t>(wanted);
  const std::size_t rounded = (size + alignment - 1) / alignment * alignment;
  return insist([=]() -> void* { return rounded < size ? nullptr : std::aligned_alloc(alignment, rounded == 0 ? alignment : rounded); });
}

template <typename Insist>
void* or_null(Insist insist_here) noexcept {
  try {
    return insist_here();
  } catch (...) {
    return nullptr;
  }
}

}  // namespace

SCOPEGRAFT_HOOK void* operator new(std::size_t size) { return insist_plain(size); }
SCOPEGRAFT_HOOK void* operator new[](std::size_t size) { return insist_plain(size); }
SCOPEGRAFT_HOOK void* operator new(std::size_t size, std::align_val_t alignment) { return insist_aligned(size, alignment); }
SCOPEGRAFT_HOOK void* operator new[](std::size_t size, std::align_val_t alignment) { return insist_aligned(size, alignment); }
SCOPEGRAFT_HOOK void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  return or_null([=] { return insist_plain(size); });
}
SCOPEGRAFT_HOOK void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
  return or_null([=] { return insist_plain(size); });
}
SCOPEGRAFT_HOOK void* operator new(std::size_t size, std::align_val_t alignment, const std::nothrow_t&) noexcept {
  return or_null([=] { return insist_aligned(size, alignment); });
}
SCOPEGRAFT_HOOK void* operator new[](std::size_t size, std::align_val_t alignment, const std::nothrow_t&) noexcept {
  return or_null([=] { return insist_aligned(size, alignment); });
}
SCOPEGRAFT_HOOK void operator delete(void* memory) noexcept { release(memory); }
SCOPEGRAFT_HOOK void operator delete[](void* memory) noexcept { release(memory); }
SCOPEGRAFT_HOOK void operator delete(void* memory, std::size_t) noexcept { release(memory); }
SCOPEGRAFT_HOOK void operator delete[](void* memory, std::size_t) noexcept { release(memory); }
SCOPEGRAFT_HOOK void operator delete(void* memory, std::align_val_t) noexcept { release(memory); }
SCOPEGRAFT_HOOK void operator delete[](void* memory, std::align_val_t) noexcept { release(memory); }
SCOPEGRAFT_HOOK void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { release(memory); }
SCOPEGRAFT_HOOK void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept { release(memory); }
SCOPEGRAFT_HOOK void operator delete(void* memory, const std::nothrow_t&) noexcept { release(memory); }
SCOPEGRAFT_HOOK void operator delete[](void* memory, const std::nothrow_t&) noexcept { release(memory); }
SCOPEGRAFT_HOOK void operator delete(void* memory, std::align_val_t, const std::nothrow_t&) noexcept { release(memory); }
SCOPEGRAFT_HOOK void operator delete[](void* memory, std::align_val_t, const std::nothrow_t&) noexcept { release(memory); }
