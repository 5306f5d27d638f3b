#include "live/clock.h"

#include <time.h>

#if defined(__x86_64__)
#include <cpuid.h>
#endif

namespace scopegraft::live {

constinit Clock clock_in_use;

namespace {

std::uint64_t read(clockid_t which) noexcept {
  timespec time{};
  ::clock_gettime(which, &time);
  return static_cast<std::uint64_t>(time.tv_sec) * 1'000'000'000 + static_cast<std::uint64_t>(time.tv_nsec);
}

ClockKind best_kind() noexcept {
#if defined(__x86_64__)
  // "Invariant TSC" (AMD APM vol. 3, CPUID Fn8000_0007 EDX bit 8; Intel SDM vol. 3, 18.17.1).
  unsigned a = 0, b = 0, c = 0, d = 0;
  if (__get_cpuid(0x80000007, &a, &b, &c, &d) != 0 && (d & (1U << 8)) != 0) return ClockKind::kTsc;
  return ClockKind::kMonotonic;
#elif defined(__aarch64__)
  return ClockKind::kCntvct;
#else
  return ClockKind::kMonotonic;
#endif
}

}  // namespace

std::uint64_t monotonic_ns() noexcept { return read(CLOCK_MONOTONIC); }
std::uint64_t calendar_ns() noexcept { return read(CLOCK_REALTIME); }

std::uint64_t other_clock() noexcept {
  return clock_in_use.kind == ClockKind::kFake ? clock_in_use.fake() : monotonic_ns();
}

ClockPair read_clocks() noexcept {
  if (clock_in_use.kind == ClockKind::kFake) return {clock_in_use.fake(), clock_in_use.fake()};
  ClockPair best{};
  std::uint64_t tightest = ~std::uint64_t{0};
  for (int i = 0; i != 5; ++i) {
    const std::uint64_t before = now(), ns = monotonic_ns(), after = now();
    if (after - before < tightest) {
      tightest = after - before;
      best = {before + (after - before) / 2, ns};
    }
  }
  return best;
}

ClockPair start_clock() noexcept {
  if (clock_in_use.kind == ClockKind::kFake) return read_clocks();
  clock_in_use.kind = best_kind();
  const ClockPair first = read_clocks();
  if (clock_in_use.kind != ClockKind::kMonotonic) {
    while (monotonic_ns() - first.ns < 50'000) continue;
    refine_clock(first, read_clocks());
  }
  return first;
}

void refine_clock(ClockPair first, ClockPair last) noexcept {
  if (last.tick <= first.tick || last.ns <= first.ns || clock_in_use.kind == ClockKind::kFake) return;
  const double ns = static_cast<double>(last.ns - first.ns) / static_cast<double>(last.tick - first.tick);
  __atomic_store_n(&clock_in_use.ns_per_tick, static_cast<std::uint64_t>(ns * 4294967296.0), __ATOMIC_RELAXED);  // other threads read it
}

}  // namespace scopegraft::live
