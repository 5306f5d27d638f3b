// The clock of the measurements: the processor's counter where it runs at a constant rate on all cores, else CLOCK_MONOTONIC.
// Ticks; the pair (tick, ns) kept in the profile's header gives their length. Any thread.
#pragma once

#include <cstdint>

namespace scopegraft::live {

enum class ClockKind : std::uint64_t { kFake = 0, kTsc = 1, kCntvct = 2, kMonotonic = 3 };

struct Clock {
  ClockKind kind = ClockKind::kMonotonic;
  std::uint64_t (*fake)() = nullptr;
  std::uint64_t ns_per_tick = std::uint64_t{1} << 32;  // fixed point, 32 bits behind the point
};
extern Clock clock_in_use;

[[nodiscard]] std::uint64_t other_clock() noexcept;  // the kinds that take a call
[[nodiscard]] std::uint64_t monotonic_ns() noexcept;
[[nodiscard]] std::uint64_t calendar_ns() noexcept;

struct ClockPair {
  std::uint64_t tick, ns;
};
// Both clocks at one moment (the tightest of a few tries).
[[nodiscard]] ClockPair read_clocks() noexcept;

// Chooses the clock and estimates the length of a tick (50 microseconds of waiting; good to 0.1 %, refined as the process runs).
[[nodiscard]] ClockPair start_clock() noexcept;
void refine_clock(ClockPair first, ClockPair last) noexcept;

[[nodiscard]] inline std::uint64_t now() noexcept {
#if defined(__x86_64__)
  if (__builtin_expect(clock_in_use.kind == ClockKind::kTsc, 1)) {
    std::uint32_t low, high;
    __asm__ __volatile__("rdtsc" : "=a"(low), "=d"(high));
    return (std::uint64_t{high} << 32) | low;
  }
#elif defined(__aarch64__)
  if (__builtin_expect(clock_in_use.kind == ClockKind::kCntvct, 1)) {
    std::uint64_t tick;
    __asm__ __volatile__("mrs %0, cntvct_el0" : "=r"(tick));
    return tick;
  }
#endif
  return other_clock();
}

__extension__ typedef unsigned __int128 Wide;

// Waits until all that was begun is done: the clock does not. Some ten nanoseconds, so for calls of a sample only.
inline void settle() noexcept {
#if defined(__x86_64__)
  __asm__ __volatile__("lfence" ::: "memory");
#elif defined(__aarch64__)
  __asm__ __volatile__("isb" ::: "memory");
#endif
}

[[nodiscard]] inline std::uint64_t ns_per_tick() noexcept { return __atomic_load_n(&clock_in_use.ns_per_tick, __ATOMIC_RELAXED); }

[[nodiscard]] inline std::uint64_t to_ns(std::uint64_t ticks) noexcept {
  return static_cast<std::uint64_t>((static_cast<Wide>(ticks) * ns_per_tick()) >> 32);
}
[[nodiscard]] inline std::uint64_t to_ticks(std::uint64_t ns) noexcept {
  return static_cast<std::uint64_t>((static_cast<Wide>(ns) << 32) / ns_per_tick());
}

// Of readings by two threads: one that was held between reading and comparing finds that no time has passed.
[[nodiscard]] inline std::uint64_t elapsed(std::uint64_t since, std::uint64_t now) noexcept { return now > since ? now - since : 0; }

}  // namespace scopegraft::live
