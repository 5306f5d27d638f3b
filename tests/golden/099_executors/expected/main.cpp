#include "<runtime>/scopegraft/graft.h"
#include "<runtime>/scopegraft/executors.h"
#line 1 "main.cpp"
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
  pool.submit(::scopegraft_rt::handed(
#line 62
              [&] { out = out + value; })
#line 62
                                        );
  pool.post(::scopegraft_rt::handed(
#line 63
            [&] { out = out + value; })
#line 63
                                      );
  auto named = [&] { out = out + value; };
  pool.submit(named);
  std::thread(::scopegraft_rt::handed(
#line 66
              [&] { out = out + value; })
#line 66
                                        ).join();
  std::thread thread(::scopegraft_rt::handed(
#line 67
                     [&] { out = out + value; })
#line 67
                                               );
  thread.join();
  return out;
}
int main() {
  lib::Pool pool;
  int captured = 7;
  pool.submit(::scopegraft_rt::handed(
#line 74
              [captured] { std::printf(" lambda%d", captured); })
#line 74
                                                                );
  std::printf(" %d", pool.submit(::scopegraft_rt::handed(
#line 75
                                 [] { return 1; })
#line 75
                                                 ) + pool.submit(::scopegraft_rt::handed(
#line 75
                                                                 [n = 2]() mutable { return n++; })
#line 75
                                                                                                  ));
  std::printf(" %d %d", pool.with(3, ::scopegraft_rt::handed(
#line 76
                                     add)
#line 76
                                        , 1, 2), pool.with(4, ::scopegraft_rt::handed(
#line 76
                                                              &Object::get)
#line 76
                                                                          , Object{9}));
  pool.pick(::scopegraft_rt::handed(
#line 77
            [](int i) { std::printf("%d", i); })
#line 77
                                               );
  pool.pick(::scopegraft_rt::handed(
#line 78
            [](const char* text) { std::printf("%s", text); })
#line 78
                                                             );
  pool.post(::scopegraft_rt::handed(
#line 79
            [] { std::printf(" posted"); })
#line 79
                                          );
  pool.post(::scopegraft_rt::handed(
#line 80
            free_function)
#line 80
                         );
  std::function<void()> function = [] { std::printf(" function"); }, none;
  pool.post(::scopegraft_rt::handed_alike(
#line 82
            function)
#line 82
                    );
  pool.post(::scopegraft_rt::handed_alike(
#line 83
            std::move(function))
#line 83
                               );
  pool.post(::scopegraft_rt::handed_alike(
#line 84
            none)
#line 84
                );
  pool.submit(::scopegraft_rt::handed(
#line 85
              [] { std::printf(" %d", __LINE__); })
#line 85
                                                  ); std::printf(" %d", __LINE__);
  pool.post_const(::scopegraft_rt::handed(
#line 86
                  Functor{10})
#line 86
                             );
  const Functor functor{20};
  std::printf(" %d", lib::run_all(::scopegraft_rt::handed(
#line 88
                                  functor)
#line 88
                                         ));
  auto generic = [](auto n) { return n * 2; };
  std::printf(" %d", lib::run_all(::scopegraft_rt::handed(
#line 90
                                  generic)
#line 90
                                         ));
  pool.submit(::scopegraft_rt::handed(
#line 91
              MovesOnly{std::make_unique<int>(11)})
#line 91
                                                  );
  MovesOnly only{std::make_unique<int>(12)};
  std::printf(" %d", pool.submit(::scopegraft_rt::handed(
#line 93
                                 std::move(only))
#line 93
                                                ));
  pool.submit(::scopegraft_rt::handed(
#line 94
              std::bind(add, 1, 2))
#line 94
                                  );
  pool(::scopegraft_rt::handed(
#line 95
       [] { std::printf(" operator"); })
#line 95
                                       );
  pool.plain([] { std::printf(" plain"); });
  Counter counter;
  pool.in_place(counter);
  pool.submit(counter);
  std::printf(" %d", counter.calls);
  pool.now([] { std::printf(" now"); });
  pool.submit(Owned());
  pool.number(5);
  RUN(pool,  ::scopegraft_rt::handed( [captured] { std::printf(" macro%d", captured); } ) );
  TEXT_AND(pool.submit([] { return 6; }));
  std::printf(" %d", lib::later(::scopegraft_rt::handed(
#line 106
                                [&pool] { return pool.submit(::scopegraft_rt::handed(
#line 106
                                                             [] { return 8; })
#line 106
                                                                             ); })
#line 106
                                                                                 ));
  std::printf(" %d", lib::Later<int>::run([] { return 3; }));
  std::thread one(::scopegraft_rt::handed(
#line 108
                  [] { std::printf(" thread"); })
#line 108
                                                );
  one.join();
  std::vector<std::thread> threads;
  threads.push_back(std::thread(::scopegraft_rt::handed(
#line 111
                                free_function)
#line 111
                                             ));
  threads.back().join();
  std::thread{::scopegraft_rt::handed(
#line 113
              [](int n) { std::printf(" %d", n); })
#line 113
                                                  , 4}.join();
  std::printf(" %s %d\n", in_template(pool, std::string("ab")).c_str(), in_template(pool, 1));
}
