// operator new and delete as the standard library has them, on top of malloc and free. Alone they count what C++ allocates; with
// the malloc hooks they make sure that an allocator with its own operator new (tcmalloc, jemalloc, mimalloc) is seen too, and
// malloc does the counting. The program may replace any form ([replacement.functions]): what it defines itself is linked instead
// of ours, which are weak; what one of its shared libraries defines is called; and the other forms go through those, as in the
// standard library.
#include <dlfcn.h>
#include <malloc.h>

#include <cstdlib>
#include <cstring>
#include <new>

#include "memory/count.h"

#define SCOPEGRAFT_HOOK __attribute__((visibility("default"), weak))

namespace {

#ifdef SCOPEGRAFT_MALLOC_COUNTS
void* counted(void* memory) noexcept { return memory; }
void release(void* memory) noexcept { std::free(memory); }
#else
bool seen = false;

// The malloc family may be hooked by another part of the program.
bool counts() noexcept {
  return scopegraft::memory::wanted() && scopegraft_rt::sg_rt_memory_hooked == scopegraft::memory::kNewCounts;
}
void* counted(void* memory) noexcept {
  seen = true;
  if (counts() && memory != nullptr) scopegraft::memory::count_allocated(::malloc_usable_size(memory));
  return memory;
}
void release(void* memory) noexcept {
  if (counts() && memory != nullptr) scopegraft::memory::count_freed(::malloc_usable_size(memory));
  std::free(memory);
}

// Nobody counts where the program has an operator new of its own.
[[gnu::constructor]] void announce() noexcept {
  void* (*volatile const allocate)(std::size_t, const std::nothrow_t&) = ::operator new;
  void (*volatile const free_again)(void*) = ::operator delete;
  free_again(allocate(1, std::nothrow));
  if (seen && scopegraft_rt::sg_rt_memory_hooked == scopegraft::memory::kNobodyCounts) scopegraft_rt::sg_rt_memory_hooked = scopegraft::memory::kNewCounts;
}
#endif

// A form that a shared library of the program defines: the next one in the loader's order, unless that is the standard library's
// or the allocator's.
template <typename Function>
class Next {
 public:
  explicit constexpr Next(const char* name) noexcept : name_(name) {}

  // Null: there is none.
  [[nodiscard]] Function get() noexcept {
    const int state = __atomic_load_n(&state_, __ATOMIC_ACQUIRE);  // partner: below
    if (__builtin_expect(state == kNone, 1)) return nullptr;
    if (state == kSome) return function_;
    return look();
  }

 private:
  enum { kUnknown, kNone, kSome };  // of an int: Clang has no atomics of enumerations

  [[gnu::noinline]] Function look() noexcept {
#ifdef SCOPEGRAFT_STATIC
    __atomic_store_n(&state_, kNone, __ATOMIC_RELEASE);
#else
    void* const found = ::dlsym(RTLD_NEXT, name_);
    const char* const file = file_of(found);
    const bool theirs = file != nullptr && file != file_of(::dlsym(RTLD_NEXT, "malloc")) && file != file_of(::dlsym(RTLD_NEXT, "_ZSt15set_new_handlerPFvvE")) &&
                        file != file_of(::dlsym(RTLD_NEXT, "__cxa_throw")) && ::dlsym(RTLD_DEFAULT, "__sanitizer_print_stack_trace") == nullptr;
    std::memcpy(&function_, &found, sizeof function_);
    __atomic_store_n(&state_, theirs ? kSome : kNone, __ATOMIC_RELEASE);
#endif
    return __atomic_load_n(&state_, __ATOMIC_RELAXED) == kSome ? function_ : nullptr;
  }

  // The loader's own text of it, one address for each object.
  static const char* file_of(const void* symbol) noexcept {
    Dl_info info;
    return symbol != nullptr && ::dladdr(symbol, &info) != 0 ? info.dli_fname : nullptr;
  }

  const char* name_;
  int state_ = kUnknown;
  Function function_ = nullptr;
};

constinit Next<void* (*)(std::size_t)> next_new("_Znwm");
constinit Next<void* (*)(std::size_t, std::align_val_t)> next_aligned_new("_ZnwmSt11align_val_t");
constinit Next<void (*)(void*)> next_delete("_ZdlPv");
constinit Next<void (*)(void*, std::align_val_t)> next_aligned_delete("_ZdlPvSt11align_val_t");

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

template <typename Allocate>
void* or_null(Allocate allocate) noexcept {
  try {
    return allocate();
  } catch (...) {
    return nullptr;
  }
}

}  // namespace

SCOPEGRAFT_HOOK void* operator new(std::size_t size) {
  if (const auto theirs = next_new.get()) return theirs(size);
  return insist([=] { return std::malloc(size == 0 ? 1 : size); });
}
SCOPEGRAFT_HOOK void* operator new(std::size_t size, std::align_val_t wanted) {
  if (const auto theirs = next_aligned_new.get()) return theirs(size, wanted);
  const auto alignment = static_cast<std::size_t>(wanted);
  const std::size_t rounded = (size + alignment - 1) / alignment * alignment;
  return insist([=]() -> void* { return rounded < size ? nullptr : std::aligned_alloc(alignment, rounded == 0 ? alignment : rounded); });
}
SCOPEGRAFT_HOOK void operator delete(void* memory) noexcept {
  if (const auto theirs = next_delete.get()) return theirs(memory);
  release(memory);
}
SCOPEGRAFT_HOOK void operator delete(void* memory, std::align_val_t alignment) noexcept {
  if (const auto theirs = next_aligned_delete.get()) return theirs(memory, alignment);
  release(memory);
}

SCOPEGRAFT_HOOK void* operator new[](std::size_t size) { return ::operator new(size); }
SCOPEGRAFT_HOOK void* operator new[](std::size_t size, std::align_val_t alignment) { return ::operator new(size, alignment); }
SCOPEGRAFT_HOOK void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  return or_null([=] { return ::operator new(size); });
}
SCOPEGRAFT_HOOK void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
  return or_null([=] { return ::operator new[](size); });
}
SCOPEGRAFT_HOOK void* operator new(std::size_t size, std::align_val_t alignment, const std::nothrow_t&) noexcept {
  return or_null([=] { return ::operator new(size, alignment); });
}
SCOPEGRAFT_HOOK void* operator new[](std::size_t size, std::align_val_t alignment, const std::nothrow_t&) noexcept {
  return or_null([=] { return ::operator new[](size, alignment); });
}
SCOPEGRAFT_HOOK void operator delete[](void* memory) noexcept { ::operator delete(memory); }
SCOPEGRAFT_HOOK void operator delete(void* memory, std::size_t) noexcept { ::operator delete(memory); }
SCOPEGRAFT_HOOK void operator delete[](void* memory, std::size_t) noexcept { ::operator delete[](memory); }
SCOPEGRAFT_HOOK void operator delete[](void* memory, std::align_val_t alignment) noexcept { ::operator delete(memory, alignment); }
SCOPEGRAFT_HOOK void operator delete(void* memory, std::size_t, std::align_val_t alignment) noexcept { ::operator delete(memory, alignment); }
SCOPEGRAFT_HOOK void operator delete[](void* memory, std::size_t, std::align_val_t alignment) noexcept { ::operator delete[](memory, alignment); }
SCOPEGRAFT_HOOK void operator delete(void* memory, const std::nothrow_t&) noexcept { ::operator delete(memory); }
SCOPEGRAFT_HOOK void operator delete[](void* memory, const std::nothrow_t&) noexcept { ::operator delete[](memory); }
SCOPEGRAFT_HOOK void operator delete(void* memory, std::align_val_t alignment, const std::nothrow_t&) noexcept { ::operator delete(memory, alignment); }
SCOPEGRAFT_HOOK void operator delete[](void* memory, std::align_val_t alignment, const std::nothrow_t&) noexcept { ::operator delete[](memory, alignment); }
