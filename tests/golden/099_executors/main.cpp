#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>
namespace lib {
// What it is given it keeps, copied or moved, and runs later.
class Pool {
 public:
  template <class F> auto submit(F&& f) -> std::invoke_result_t<std::decay_t<F>&> {
    std::decay_t<F> kept(std::forward<F>(f));
    return kept();
  }
  template <class F, class... Arguments> auto with(int priority, F&& f, Arguments&&... arguments) {
    std::printf(" p%d", priority);
    return std::invoke(std::forward<F>(f), std::forward<Arguments>(arguments)...);
  }
  // Overloaded, by what can be called with what.
  template <class F, std::enable_if_t<std::is_invocable_v<F, int>, int> = 0> void pick(F f) { std::printf(" int"); f(1); }
  template <class F, std::enable_if_t<std::is_invocable_v<F, const char*>, int> = 0> void pick(F f) { std::printf(" text"); f("t"); }
  void post(std::function<void()> f) { if (f) f(); else std::printf(" empty"); }
  void post_const(const std::function<int(int)>& f) { std::printf(" %d", f(5)); }
  void plain(void (*f)()) { f(); }
  template <class F> void in_place(F& f) { f(); }
  template <class F> void now(F&& f) { f(); }
  template <class F> void operator()(F f) { f(); }
  void number(int n) { std::printf(" n%d", n); }
};
template <class F> int run_all(const F& f) { return f(1) + f(2); }
template <class T> struct Later { template <class F> static T run(F f) { return f(); } };
template <class F> auto later(F f) { return f(); }
}  // namespace lib
struct Functor {
  int base;
  int operator()(int n) const { return base + n; }
};
struct Counter {
  int calls = 0;
  void operator()() { ++calls; }
};
struct MovesOnly {
  std::unique_ptr<int> value;
  int operator()() const { return *value; }
};
struct Owned {
  using executor_type = int;
  void operator()() const { std::printf(" owned"); }
};
static void free_function() { std::printf(" free"); }
static int add(int a, int b) { return a + b; }
struct Object {
  int value;
  int get() const { return value; }
};
#define RUN(pool, ...) pool.submit(__VA_ARGS__)
#define TEXT_AND(...) std::printf(" %s %d", #__VA_ARGS__, (__VA_ARGS__))
template <class T> static T in_template(lib::Pool& pool, T value) {
  T out = value;
  pool.submit([&] { out = out + value; });
  pool.post([&] { out = out + value; });
  auto named = [&] { out = out + value; };
  pool.submit(named);
  std::thread([&] { out = out + value; }).join();
  std::thread thread([&] { out = out + value; });
  thread.join();
  return out;
}
int main() {
  lib::Pool pool;
  int captured = 7;
  pool.submit([captured] { std::printf(" lambda%d", captured); });
  std::printf(" %d", pool.submit([] { return 1; }) + pool.submit([n = 2]() mutable { return n++; }));
  std::printf(" %d %d", pool.with(3, add, 1, 2), pool.with(4, &Object::get, Object{9}));
  pool.pick([](int i) { std::printf("%d", i); });
  pool.pick([](const char* text) { std::printf("%s", text); });
  pool.post([] { std::printf(" posted"); });
  pool.post(free_function);
  std::function<void()> function = [] { std::printf(" function"); }, none;
  pool.post(function);
  pool.post(std::move(function));
  pool.post(none);
  pool.submit([] { std::printf(" %d", __LINE__); }); std::printf(" %d", __LINE__);
  pool.post_const(Functor{10});
  const Functor functor{20};
  std::printf(" %d", lib::run_all(functor));
  auto generic = [](auto n) { return n * 2; };
  std::printf(" %d", lib::run_all(generic));
  pool.submit(MovesOnly{std::make_unique<int>(11)});
  MovesOnly only{std::make_unique<int>(12)};
  std::printf(" %d", pool.submit(std::move(only)));
  pool.submit(std::bind(add, 1, 2));
  pool([] { std::printf(" operator"); });
  pool.plain([] { std::printf(" plain"); });
  Counter counter;
  pool.in_place(counter);
  pool.submit(counter);
  std::printf(" %d", counter.calls);
  pool.now([] { std::printf(" now"); });
  pool.submit(Owned());
  pool.number(5);
  RUN(pool, [captured] { std::printf(" macro%d", captured); });
  TEXT_AND(pool.submit([] { return 6; }));
  std::printf(" %d", lib::later([&pool] { return pool.submit([] { return 8; }); }));
  std::printf(" %d", lib::Later<int>::run([] { return 3; }));
  std::thread one([] { std::printf(" thread"); });
  one.join();
  std::vector<std::thread> threads;
  threads.push_back(std::thread(free_function));
  threads.back().join();
  std::thread{[](int n) { std::printf(" %d", n); }, 4}.join();
  std::printf(" %s %d\n", in_template(pool, std::string("ab")).c_str(), in_template(pool, 1));
}
