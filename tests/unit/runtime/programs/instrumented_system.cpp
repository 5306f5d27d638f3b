// The program stands before the calls of libc that a runtime may make (a clock that can be turned back, a logger behind write), and all of
// that is profiled: nothing may run in circles.
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <thread>
#include <vector>

#include "scopegraft/scopegraft.h"

namespace {

std::atomic<unsigned> clock_reads, writes, lines;

void log_line(const char* text) {
  SCOPEGRAFT_SCOPE("log line");
  static_cast<void>(std::chrono::system_clock::now());  // every line has its time
  static_cast<void>(::write(STDERR_FILENO, text, std::strlen(text)));
  lines.fetch_add(1);
}

}  // namespace

#pragma GCC visibility push(default)
extern "C" {

int clock_gettime(clockid_t clock, timespec* time) noexcept {
  SCOPEGRAFT_SCOPE("clock_gettime");
  clock_reads.fetch_add(1);
  return static_cast<int>(::syscall(SYS_clock_gettime, clock, time));
}

ssize_t write(int file, const void* bytes, size_t size) {
  SCOPEGRAFT_SCOPE("write");
  writes.fetch_add(1);
  return ::syscall(SYS_write, file, bytes, size);
}

int sched_yield() noexcept {
  SCOPEGRAFT_SCOPE("sched_yield");
  return static_cast<int>(::syscall(SYS_sched_yield));
}

pid_t getpid() noexcept {
  SCOPEGRAFT_SCOPE("getpid");
  return static_cast<pid_t>(::syscall(SYS_getpid));
}

void* mmap(void* address, size_t size, int protection, int flags, int file, off_t offset) noexcept {
  SCOPEGRAFT_SCOPE("mmap");
  return reinterpret_cast<void*>(::syscall(SYS_mmap, address, size, protection, flags, file, offset));
}

}
#pragma GCC visibility pop

int main() {
  std::vector<std::thread> threads;
  for (int i = 0; i != 4; ++i)
    threads.emplace_back([] {
      for (int line = 0; line != 500; ++line) {
        log_line(line % 100 == 0 ? "a hundred lines\n" : "");
        std::this_thread::yield();
      }
    });
  for (std::thread& thread : threads) thread.join();
  // What the runtime itself asked for is not in the profile; what the program did is, every call of it.
  const auto counted = [](const char* name) { return scopegraft::get_function_metrics(name).call_count; };
  if (lines.load() != 2000 || counted("log line") != 2000) return 1;
  if (counted("write") < 2000 || counted("write") > writes.load()) return 2;
  if (counted("clock_gettime") < 2000 || counted("clock_gettime") > clock_reads.load()) return 3;
  if (counted("sched_yield") < 2000) return 4;
  return 0;
}
