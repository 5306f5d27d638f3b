// Memory of coroutines that are suspended, interleaved and resumed by other threads. Prints nothing, returns the number of the check
// that failed.
#include <cmath>
#include <cstdio>
#include <memory>
#include <thread>

#include "../coroutine_types.h"
#include "scopegraft/async.h"
#include "scopegraft/scopegraft.h"

// As the rewriter spells it (runtime/ASYNC.md).
#define ASYNC_SCOPE(name)                                                                                 \
  static ::scopegraft_rt::Site sg_site{name, "memory_coroutine.cpp", __LINE__, 1, "rate=1;memory;async"};   \
  ::scopegraft_rt::AsyncScope sg_scope(sg_site)
#define AWAIT(...) co_await ::scopegraft_rt::awaiting(sg_scope, __VA_ARGS__)

namespace {

using scopegraft::test::Loop;
using scopegraft::test::Task;

using Memory = std::unique_ptr<char[]>;
void* volatile sink = nullptr;

Memory allocate(double megabytes) {
  static scopegraft_rt::Site site{"allocate", "memory_coroutine.cpp", __LINE__, 1, "rate=1;memory"};
  const scopegraft_rt::Scope scope{site};
  auto memory = std::make_unique<char[]>(static_cast<std::size_t>(megabytes * 1024 * 1024));
  sink = memory.get();
  return memory;
}

// Peak 1 + 4 above its begin, keeps 2; what runs while it is suspended is not its.
Task<Memory> moves(Loop& loop) {
  ASYNC_SCOPE("moves");
  const Memory first = allocate(1);
  AWAIT(loop.turn());
  { const Memory second = allocate(4); }
  AWAIT(loop.turn());
  co_return allocate(2);
}

Task<> waits(Loop& loop) {
  ASYNC_SCOPE("waits");
  const Memory mine = std::make_unique<char[]>(3 << 20);
  sink = mine.get();
  AWAIT(loop.turn());
}

void other_work() {
  static scopegraft_rt::Site site{"other_work", "memory_coroutine.cpp", __LINE__, 1, "rate=1;memory"};
  const scopegraft_rt::Scope scope{site};
  const Memory large = std::make_unique<char[]>(50 << 20);
  sink = large.get();
}

bool near(double value, double wanted) { return std::abs(value - wanted) <= 0.01 + std::abs(wanted) * 0.02; }

}  // namespace

int main() {
  using scopegraft::get_function_metrics;
  Loop loop;
  {
    Task<Memory> task = moves(loop);
    task.start();
    for (int i = 0; i != 2; ++i) {
      other_work();
      std::thread([&] {
        static scopegraft_rt::Site site{"thread", "memory_coroutine.cpp", __LINE__, 1, "rate=1;memory"};
        const scopegraft_rt::Scope scope{site};
        loop.step();
      }).join();
    }
    if (!task.done()) return 1;
    const auto metrics = get_function_metrics("moves");
    if (metrics.call_count != 1 || !near(metrics.memory_peak_mb, 5)) return 2;
    if (!near(metrics.memory_delta_mb, 2)) return 3;
    if (!near(get_function_metrics("allocate").memory_delta_mb, 7)) return 4;
    if (!near(get_function_metrics("other_work").memory_peak_mb, 50)) return 5;
  }
  // Many at once, which end in another order than they began.
  std::unique_ptr<Task<>> tasks[10];
  for (auto& task : tasks) {
    task = std::make_unique<Task<>>(waits(loop));
    task->start();
  }
  tasks[4].reset();  // never resumed: its memory goes with its frame
  loop.ready.erase(loop.ready.begin() + 4);
  loop.run();
  const auto metrics = get_function_metrics("waits");
  if (!near(metrics.memory_peak_mb, 3)) return 6;
  // Each ran to its end and gave back its 3 MB but the one that was destroyed.
  if (!near(metrics.memory_delta_mb, 3)) return 7;
  return 0;
}
