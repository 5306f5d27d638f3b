// The coroutines that the benchmark of asynchronous scopes and its instruction test run: each bare, and with a scope. Their frames
// lie in one buffer, so that no allocator is counted.
#pragma once

#include <coroutine>
#include <cstddef>

#include "guard_calls.h"
#include "scopegraft/async.h"

template <typename Initial>
struct BenchTaskOf {
  struct promise_type {
    alignas(64) static inline unsigned char frame[1024];
    static void* operator new(std::size_t) noexcept { return frame; }
    static void operator delete(void*) noexcept {}
    static BenchTaskOf get_return_object_on_allocation_failure() { return {}; }
    BenchTaskOf get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    Initial initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept {}
  };
  std::coroutine_handle<promise_type> handle;
};
using BenchTask = BenchTaskOf<std::suspend_never>;
using LazyTask = BenchTaskOf<std::suspend_always>;

#define SCOPEGRAFT_BENCH_ASYNC(name, options)                                        \
  static ::scopegraft_rt::Site sg_site(name, "async_calls.h", __LINE__, 1, options); \
  ::scopegraft_rt::AsyncScope sg_scope(sg_site)

// Without a suspension in its body, of a task that begins when it is resumed: its body is a function of its own, as that of a bare
// call is here.
[[gnu::noinline]] inline LazyTask lazy_bare() { SCOPEGRAFT_BENCH_BODY; co_return; }
[[gnu::noinline]] inline LazyTask lazy_automatic() { SCOPEGRAFT_BENCH_ASYNC("lazy_automatic", "rate=auto;exceptions;async"); SCOPEGRAFT_BENCH_BODY; co_return; }
[[gnu::noinline]] inline LazyTask lazy_counted() { SCOPEGRAFT_BENCH_ASYNC("lazy_counted", "rate=0;exceptions;async"); SCOPEGRAFT_BENCH_BODY; co_return; }
[[gnu::noinline]] inline LazyTask lazy_measured() { SCOPEGRAFT_BENCH_ASYNC("lazy_measured", "rate=1;exceptions;async"); SCOPEGRAFT_BENCH_BODY; co_return; }

// The same of a task that begins at once. GCC makes the bare one, which is empty, part of its creation: the difference is also what
// that is worth.
[[gnu::noinline]] inline BenchTask ready_bare() { SCOPEGRAFT_BENCH_BODY; co_return; }
[[gnu::noinline]] inline BenchTask ready_counted() { SCOPEGRAFT_BENCH_ASYNC("ready_counted", "rate=0;exceptions;async"); SCOPEGRAFT_BENCH_BODY; co_return; }
[[gnu::noinline]] inline BenchTask ready_measured() { SCOPEGRAFT_BENCH_ASYNC("ready_measured", "rate=1;exceptions;async"); SCOPEGRAFT_BENCH_BODY; co_return; }

// A suspension and resumption per turn.
[[gnu::noinline]] inline BenchTask turns_bare() { for (;;) { SCOPEGRAFT_BENCH_BODY; co_await std::suspend_always(); } }
[[gnu::noinline]] inline BenchTask turns_counted() {
  SCOPEGRAFT_BENCH_ASYNC("turns_counted", "rate=0;exceptions;async");
  for (;;) { SCOPEGRAFT_BENCH_BODY; co_await ::scopegraft_rt::awaiting(sg_scope, std::suspend_always()); }
}
[[gnu::noinline]] inline BenchTask turns_measured() {
  SCOPEGRAFT_BENCH_ASYNC("turns_measured", "rate=1;exceptions;async");
  for (;;) { SCOPEGRAFT_BENCH_BODY; co_await ::scopegraft_rt::awaiting(sg_scope, std::suspend_always()); }
}

// One unit of each: a run, or a turn of the coroutine that runs.
template <BenchTask (*kRun)()>
inline void one_run() { kRun().handle.destroy(); }
template <LazyTask (*kRun)()>
inline void one_lazy_run() {
  const LazyTask task = kRun();
  task.handle.resume();
  task.handle.destroy();
}
inline BenchTask bench_running;
inline void one_turn() { bench_running.handle.resume(); }
