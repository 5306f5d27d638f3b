// One coroutine of each shape, counted by hand in coroutines_test.py. Argument: how long the chain of symmetric transfers is.
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>

#include "types.h"

namespace app {
using lib::Task;

struct Held {  // held across suspensions
  std::atomic<int>& count;
  explicit Held(std::atomic<int>& of) : count(of) { ++count; }
  Held(const Held&) = delete;
  Held& operator=(const Held&) = delete;
  ~Held() { --count; }
};

int work(int n) { return n + 1; }

Task<int> leaf(lib::Pool& pool, int n) {
  co_await pool.schedule();
  co_return work(n);
}
Task<int> sum(lib::Pool& pool, int n) {
  int all = 0;
  for (int i = 0; i != n; ++i) all += co_await leaf(pool, i);
  co_return all;
}
Task<std::string> holding(lib::Pool& pool, std::atomic<int>& held) {
  const Held outer(held);
  co_await pool.schedule();
  std::string text;
  {
    const Held inner(held);
    co_await pool.schedule();
    text = std::to_string(held);
  }
  co_return text + std::to_string(held);
}
lib::Shared<int> shared(lib::Pool& pool) {
  co_await pool.schedule();
  co_return 7;
}
Task<int> reader(lib::Shared<int> of) { co_return co_await of; }
lib::Eager<int> eager(lib::Pool& pool, int n) {
  co_await pool.schedule();
  co_return work(n);
}
Task<int> two_eager(lib::Pool& pool) {
  lib::Eager<int> first = eager(pool, 1), second = eager(pool, 2);
  co_return co_await first + co_await second;
}
lib::Generator<int> numbers(int n) {
  for (int i = 0; i != n; ++i) co_yield i;
}
lib::Generator<int> evens(int n) {
  for (const int i : numbers(n))
    if (i % 2 == 0) co_yield i;
}
lib::AsyncGenerator<int> ticks(lib::Pool& pool, int n) {
  for (int i = 0; i != n; ++i) {
    co_await pool.schedule();
    co_yield work(i);
  }
  if (n > 3) throw std::runtime_error("too many");
}
Task<int> consume(lib::Pool& pool, int n) {
  lib::AsyncGenerator<int> generator = ticks(pool, n);
  int all = 0;
  while (const int* value = co_await generator.next()) all += *value;
  co_return all;
}
Task<int> placed(std::allocator_arg_t, lib::Arena& arena, int n) { co_return n + arena.frames; }
lib::Guarded guarded(int n) {
  const int twice = co_await n;
  co_return twice + co_await (twice + 1);
}
Task<int> step(int i) { co_return i & 1; }
Task<long> chain(int n) {
  long all = 0;
  for (int i = 0; i != n; ++i) all += co_await step(i);
  co_return all;
}
Task<int> fails(int n) {
  if (n != 0) throw std::runtime_error("fails");
  co_return n;
}
Task<int> recovers() {
  int got = 0;
  try {
    got = co_await fails(1);
  } catch (const std::runtime_error&) {
    got = 5;
  }
  co_return got + co_await fails(0);
}
Task<int> forever(std::atomic<int>& held) {
  const Held outer(held);
  co_await std::suspend_always();
  co_return 0;
}
struct Service {
  int base;
  Task<int> member(int n) const { co_return base + co_await step(n); }
  template <class T>
  Task<T> templated(T of) const { co_return of + static_cast<T>(co_await step(1)); }
};
}  // namespace app

int main(int, char** arguments) {
  lib::Pool pool(3);
  std::atomic<int> held{0};
  std::printf("%d %s", lib::wait_for(app::sum(pool, 10)), lib::wait_for(app::holding(pool, held)).c_str());
  const lib::Shared<int> shared = app::shared(pool);
  std::printf(" %d %d", lib::wait_for(app::reader(shared)), lib::wait_for(app::reader(shared)));
  std::printf(" %d", lib::wait_for(app::two_eager(pool)));
  int all = 0;
  for (const int i : app::evens(9)) all += i;
  std::printf(" %d %d", all, lib::wait_for(app::consume(pool, 3)));
  try {
    lib::wait_for(app::consume(pool, 4));
  } catch (const std::runtime_error& error) {
    std::printf(" %s", error.what());
  }
  lib::Arena arena;
  std::printf(" %d", lib::wait_for(app::placed(std::allocator_arg, arena, 40)));
  lib::Guarded guarded = app::guarded(3);
  std::printf(" %d %d", guarded.handle.promise().value, arena.frames.load());
  guarded.handle.destroy();
  std::printf(" %ld", lib::wait_for(app::chain(std::atoi(arguments[1]))));
  std::printf(" %d", lib::wait_for(app::recovers()));
  {
    lib::Task<int> waits = app::forever(held);
    waits.handle().resume();
    std::printf(" %d", held.load());
  }
  const app::Service service{20};
  auto lambda = [](int n) -> lib::Task<int> { co_return n + co_await app::step(1); };
  std::printf(" %d %d %ld %d\n", held.load(), lib::wait_for(service.member(1)), lib::wait_for(service.templated(30L)), lib::wait_for(lambda(8)));
}
