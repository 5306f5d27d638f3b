// The hook that people write by hand: a stack and a table of the thread, two clock reads per call; time and count per function, no
// call tree, no percentiles, nothing kept when the program is killed.
#include <x86intrin.h>

#include <cstdint>

#define HOOK __attribute__((no_instrument_function))

namespace {

struct Row {
  void* function;
  std::uint64_t calls, ticks;
};
struct Open {
  std::uint64_t begin, inside;
};
constexpr unsigned kRows = 4096, kDepth = 256;
thread_local Row rows[kRows];
thread_local Open stack[kDepth];
thread_local unsigned depth;

HOOK Row& row_of(void* function) {
  auto at = static_cast<unsigned>((reinterpret_cast<std::uintptr_t>(function) >> 4) % kRows);
  while (rows[at].function != function && rows[at].function != nullptr) at = (at + 1) % kRows;
  rows[at].function = function;
  return rows[at];
}

}  // namespace

extern "C" {
HOOK void __cyg_profile_func_enter(void*, void*) {
  if (depth < kDepth) stack[depth] = {__rdtsc(), 0};
  ++depth;
}
HOOK void __cyg_profile_func_exit(void* function, void*) {
  const std::uint64_t end = __rdtsc();
  if (--depth >= kDepth) return;
  Row& row = row_of(function);
  ++row.calls;
  row.ticks += end - stack[depth].begin;
}
}
