// What the runtime needs of the system, without malloc, locks of libc or cancellation points: it runs inside other people's
// calls. Any thread, any signal handler.
#pragma once

#include <sched.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstddef>
#include <cstdint>

namespace scopegraft::live {

// The slow path must leave no trace in the program it interrupts.
class KeepErrno {
 public:
  KeepErrno() noexcept : saved_(errno) {}
  ~KeepErrno() { errno = saved_; }
  KeepErrno(const KeepErrno&) = delete;
  KeepErrno& operator=(const KeepErrno&) = delete;

 private:
  int saved_;
};

// Held for a few instructions or a file growth, never while user code runs. Reset in the child of a fork.
class SpinLock {
 public:
  void lock() noexcept {
    while (flag_.test_and_set(std::memory_order_acquire)) ::sched_yield();
  }
  [[nodiscard]] bool try_lock() noexcept { return !flag_.test_and_set(std::memory_order_acquire); }
  void unlock() noexcept { flag_.clear(std::memory_order_release); }
  void reset() noexcept { flag_.clear(std::memory_order_release); }

 private:
  std::atomic_flag flag_ = ATOMIC_FLAG_INIT;
};

class Locked {
 public:
  explicit Locked(SpinLock& lock) noexcept : lock_(lock) { lock_.lock(); }
  ~Locked() { lock_.unlock(); }
  Locked(const Locked&) = delete;
  Locked& operator=(const Locked&) = delete;

 private:
  SpinLock& lock_;
};

// Zeroed private memory, or null. Little of it at once: a page fault costs what dozens of calls do, in a virtual machine hundreds.
inline void* map_private(std::size_t size) noexcept {
  constexpr std::size_t kAtOnce = 64 << 10;
  void* memory = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | (size <= kAtOnce ? MAP_POPULATE : MAP_NORESERVE), -1, 0);
  return memory == MAP_FAILED ? nullptr : memory;
}

template <typename... Arguments>
long raw_call(long number, Arguments... arguments) noexcept {
  return ::syscall(number, arguments...);
}

}  // namespace scopegraft::live
