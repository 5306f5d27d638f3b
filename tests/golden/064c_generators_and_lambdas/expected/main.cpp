#include "<runtime>/scopegraft/graft.h"
#include "<runtime>/scopegraft/async.h"
#line 1 "main.cpp"
#include <coroutine>
#include <cstdio>
#include <string>
#include <utility>
struct Point { int x; int y; };
template <class T>
struct Generator {
  struct promise_type {
    const T* value = nullptr;
    Generator get_return_object() { return Generator(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(const T& of) noexcept { value = &of; return {}; }
    void return_void() {}
    void unhandled_exception() { throw; }
  };
  explicit Generator(std::coroutine_handle<promise_type> of) : handle(of) {}
  Generator(Generator&& other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  Generator& operator=(Generator&&) = delete;
  ~Generator() { if (handle) handle.destroy(); }
  bool next() { handle.resume(); return !handle.done(); }
  const T& value() const { return *handle.promise().value; }
  std::coroutine_handle<promise_type> handle;
};
namespace run {
static int square(int i) { static ::scopegraft_rt::Site sg_site_26_26("run::square", "main.cpp", 26, 26, "rate=auto;exceptions;rule=rules.yaml:4:14"); ::scopegraft_rt::Scope sg_scope_26_26(sg_site_26_26);
#line 26
                           std::printf(" square%d", i); return i * i; }
static Generator<int> squares(int n) { static ::scopegraft_rt::Site sg_site_27_38("run::squares", "main.cpp", 27, 38, "rate=auto;exceptions;rule=rules.yaml:4:14;async"); ::scopegraft_rt::AsyncScope sg_scope_27_38(sg_site_27_38);
#line 27
                                      
  for (int i = 0; i != n; ++i) (SCOPEGRAFT_RT_AS_VOID(
#line 28
                               co_yield (static_cast<void>(::scopegraft_rt::AwaitMark(sg_scope_27_38)), sg_scope_27_38.leaving(
#line 28
                                        square(i)))), sg_scope_27_38.back())
#line 28
                                                 ;
}
static Generator<Point> points() { static ::scopegraft_rt::Site sg_site_30_34("run::points", "main.cpp", 30, 34, "rate=auto;exceptions;rule=rules.yaml:4:14;async"); ::scopegraft_rt::AsyncScope sg_scope_30_34(sg_site_30_34);
#line 30
                                  
  (static_cast<void>(::scopegraft_rt::AwaitMark(sg_scope_30_34)), sg_scope_30_34.leave(), SCOPEGRAFT_RT_AS_VOID(
#line 31
  co_yield {1, square(2)}), sg_scope_30_34.back())
#line 31
                         ;
  const Point kept{3, 4};
  (SCOPEGRAFT_RT_AS_VOID(
#line 33
  co_yield (static_cast<void>(::scopegraft_rt::AwaitMark(sg_scope_30_34)), sg_scope_30_34.leaving(
#line 33
           kept))), sg_scope_30_34.back())
#line 33
               ;
  (SCOPEGRAFT_RT_AS_VOID(
#line 34
  co_yield (static_cast<void>(::scopegraft_rt::AwaitMark(sg_scope_30_34)), sg_scope_30_34.leaving(
#line 34
           Point{5, __LINE__}))), sg_scope_30_34.back())
#line 34
                             ;
}
static Generator<std::string> texts() { static ::scopegraft_rt::Site sg_site_36_39("run::texts", "main.cpp", 36, 39, "rate=auto;exceptions;rule=rules.yaml:4:14;async"); ::scopegraft_rt::AsyncScope sg_scope_36_39(sg_site_36_39);
#line 36
                                       
  (SCOPEGRAFT_RT_AS_VOID(
#line 37
  co_yield (static_cast<void>(::scopegraft_rt::AwaitMark(sg_scope_36_39)), sg_scope_36_39.leaving(
#line 37
           "a text that is too long for the small buffer " + std::to_string(square(3))))), sg_scope_36_39.back())
#line 37
                                                                                      ;
  for (Generator<int> inner = squares(3); inner.next();) (SCOPEGRAFT_RT_AS_VOID(
#line 38
                                                         co_yield (static_cast<void>(::scopegraft_rt::AwaitMark(sg_scope_36_39)), sg_scope_36_39.leaving(
#line 38
                                                                  std::to_string(inner.value())))), sg_scope_36_39.back())
#line 38
                                                                                               ;
}
template <class T> static Generator<T> doubled(Generator<T> of) { static ::scopegraft_rt::Site sg_site_40_65("run::doubled", "main.cpp", 40, 65, "rate=auto;exceptions;rule=rules.yaml:4:14;async"); ::scopegraft_rt::AsyncScope sg_scope_40_65(sg_site_40_65);
#line 40
                                                                 
  while (of.next()) (SCOPEGRAFT_RT_AS_VOID(
#line 41
                    co_yield (static_cast<void>(::scopegraft_rt::AwaitMark(sg_scope_40_65)), sg_scope_40_65.leaving(
#line 41
                             of.value() + of.value()))), sg_scope_40_65.back())
#line 41
                                                    ;
}
}  // namespace run
template <class T, class Show> static void each(Generator<T> all, Show show) {
  while (all.next()) show(all.value());
  std::printf("\n");
}
int main() { static ::scopegraft_rt::Site sg_site_48_12("main", "main.cpp", 48, 12, "rate=auto;exceptions;rule=rules.yaml:4:25"); ::scopegraft_rt::Scope sg_scope_48_12(sg_site_48_12);
#line 48
            
  each(run::squares(4), [](int i) { std::printf(" %d", i); });
  each(run::points(), [](const Point& p) { std::printf(" (%d,%d)", p.x, p.y); });
  each(run::doubled(run::texts()), [](const std::string& text) { std::printf(" %s", text.c_str()); });
  auto lambda = [](int n) -> Generator<int> { co_yield n; co_yield n + 1; };
  each(lambda(7), [](int i) { std::printf(" %d", i); });
}
