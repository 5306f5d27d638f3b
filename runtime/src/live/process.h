// The one state of the process. Made by the first profiled call, wherever that happens; never destroyed.
#pragma once

#include <pthread.h>

#include <algorithm>
#include <atomic>

#include "live/arena.h"
#include "live/clock.h"
#include "live/settings.h"
#include "live/shared.h"
#include "live/sites.h"
#include "live/thread.h"
#include "live/windows.h"

namespace scopegraft::live {

enum class Phase : int { kNew, kStarting, kReady, kOff };

struct Process {
  std::atomic<Phase> phase{Phase::kNew};
  Settings settings;
  Arena arena;
  Sites sites;
  std::atomic<std::uint64_t> nodes{0};  // of the tree, all threads
  ClockPair first_clocks{};
  pthread_key_t key{};
  // Threads: both lists under the lock, which is taken when a thread begins or ends.
  SpinLock threads_lock;
  ThreadState* threads = nullptr;
  ThreadState* free_threads = nullptr;
  std::uint32_t thread_count = 0;
  std::atomic<std::uint64_t> memory_read_at{0};  // CLOCK_MONOTONIC, ns
  std::atomic<std::uint64_t> most_resident{0};   // bytes, since the latest window
  std::atomic<std::uint64_t> beaten_at{0};  // tick of the latest update of the header
  Windows windows;
  std::atomic<std::uint32_t> generation{0};  // of the settings
  std::atomic<std::uint32_t> control_seen{0};  // version of the control page
  bool configured = false;  // settings are read, key and fork handler are set
  bool forked = false;
  bool copied = false;      // a child that no fork handler has seen, or none yet: others' handlers may run before ours

  std::uint64_t take_most_resident() noexcept {
    return std::max(most_resident.exchange(0, std::memory_order_relaxed), load_shared(arena.header().rss_now_bytes));
  }
};
extern constinit Process process;

// One in the process that set it up, zero in a copy of it that no fork handler has seen: a child of clone() or _Fork() shares the
// records in the file with its parent. The assembly of live/thunks.cpp reads it.
extern "C" __attribute__((visibility("hidden"))) constinit std::uint32_t* sg_live_own;
void give_up_copy() noexcept;
// In such a copy, nothing is recorded from the moment on when the runtime notices: here. True: it has just noticed.
[[nodiscard]] inline bool notices_copy() noexcept {
  if (__builtin_expect(*sg_live_own != 0, 1)) return false;
  give_up_copy();
  return true;
}

// True when calls are recorded. The first caller starts the process state; others wait for it.
[[nodiscard]] bool start_process() noexcept;
// The locks of coroutines' nodes.
void unlock_async_after_fork() noexcept;
// Renews the header's clock, processor time and memory, at most every 100 ms: whether it did.
bool beat(std::uint64_t now) noexcept;
void beat_now() noexcept;

}  // namespace scopegraft::live
