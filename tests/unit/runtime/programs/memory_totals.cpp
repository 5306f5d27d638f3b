// What a function allocates and keeps must be what the allocator itself counts: jemalloc, tcmalloc, mimalloc or glibc, whichever
// the program runs above (argument: which one). Prints nothing when they agree.
#include <dlfcn.h>
#include <malloc.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include "scopegraft/scopegraft.h"

namespace {

constexpr int kBlocks = 4000;
void* kept[kBlocks];

template <typename Function>
Function* symbol(const char* name) {
  void* const found = ::dlsym(RTLD_DEFAULT, name);
  if (found == nullptr) {
    std::printf("the program has no %s: that allocator is not there\n", name);
    std::exit(2);
  }
  Function* function = nullptr;
  std::memcpy(&function, &found, sizeof function);
  return function;
}

bool sum_up(const void*, const void* area, void* block, std::size_t, void* sum) {
  // mi_heap_area_t: blocks, reserved, committed, used, block_size
  const auto* const words = static_cast<const std::size_t*>(area);
  if (block == nullptr) *static_cast<double*>(sum) += static_cast<double>(words[3] * words[4]);
  return true;
}

// Bytes in use, in units that add up to the usable sizes of the blocks; glibc's count its own word per block.
double in_use(std::string_view allocator) {
  if (allocator == "jemalloc") {
    std::uint64_t* counts[2] = {};
    std::size_t size = sizeof counts[0];
    const auto control = symbol<int(const char*, void*, std::size_t*, void*, std::size_t)>("mallctl");
    control("thread.allocatedp", &counts[0], &size, nullptr, 0);
    control("thread.deallocatedp", &counts[1], &size, nullptr, 0);
    return static_cast<double>(*counts[0] - *counts[1]);
  }
  if (allocator == "tcmalloc") {
    std::size_t bytes = 0;
    symbol<int(const char*, std::size_t*)>("MallocExtension_GetNumericProperty")("generic.current_allocated_bytes", &bytes);
    return static_cast<double>(bytes);
  }
  if (allocator == "mimalloc") {
    double sum = 0;
    symbol<bool(const void*, bool, bool (*)(const void*, const void*, void*, std::size_t, void*), void*)>("mi_heap_visit_blocks")(
        symbol<void*()>("mi_heap_get_default")(), false, sum_up, &sum);
    return sum;
  }
  return static_cast<double>(::mallinfo2().uordblks);
}

// Allocates kBlocks blocks of many sizes, gives half of them back.
__attribute__((noinline)) void works() {
  static scopegraft_rt::Site site{"works", "memory_totals.cpp", __LINE__, 1, "rate=1;memory"};
  const scopegraft_rt::Scope scope{site};
  for (int i = 0; i != kBlocks; ++i) {
    const std::size_t size = 16 + static_cast<std::size_t>(i) * 7 % 9000;
    kept[i] = i % 3 == 0 ? static_cast<void*>(new char[size]) : std::malloc(size);
    std::memset(kept[i], 1, size);
  }
  for (int i = 0; i < kBlocks; i += 2) {
    if (i % 3 == 0)
      delete[] static_cast<char*>(kept[i]);
    else
      std::free(kept[i]);
  }
}

}  // namespace

int main(int, char** arguments) {
  const std::string_view allocator = arguments[1];
  // The first visit of a function is the runtime's own work; the allocator's own first steps.
  {
    static scopegraft_rt::Site site{"warm", "memory_totals.cpp", __LINE__, 1, "rate=1;memory"};
    const scopegraft_rt::Scope scope{site};
    in_use(allocator);
  }
  const double before = in_use(allocator);
  works();
  double theirs = in_use(allocator) - before;
  if (allocator == "glibc") theirs -= sizeof(std::size_t) * kBlocks / 2;
  const double ours = scopegraft::get_function_metrics("works").memory_delta_mb * 1024 * 1024;
  if (std::abs(ours - theirs) < 0.5) return 0;
  std::printf("%s counts %.0f bytes in use, the report %.0f\n", arguments[1], theirs, ours);
  return 1;
}
