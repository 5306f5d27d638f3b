#include "<runtime>/scopegraft/graft.h"
#include "<runtime>/scopegraft/async.h"
#line 1 "main.cpp"
#include <coroutine>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <utility>
static std::coroutine_handle<> parked;
struct Noisy {
  int id;
  explicit Noisy(int of) : id(of) {}
  Noisy(const Noisy&) = delete;
  Noisy(Noisy&& other) noexcept : id(other.id) { std::printf(" move%d", id); }
  Noisy& operator=(const Noisy&) = delete;
  Noisy& operator=(Noisy&&) = delete;
  ~Noisy() {}
  int twice() const { return id * 2; }
};
template <class Result>
struct Ask { int id; };
template <class Result>
struct Answer {
  int id;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> handle) { std::printf(" suspend%d", id); parked = handle; }
  Result await_resume() const {
    std::printf(" resume%d", id);
    if (id == 13) throw std::runtime_error("13");
    return Result(id);
  }
};
struct Once {  // cannot be moved, is passed by value
  int id;
  explicit Once(int of) : id(of) {}
  Once(const Once&) = delete;
  Once& operator=(const Once&) = delete;
};
struct Task {
  struct promise_type {
    Task get_return_object() { return Task{std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(int value) { std::printf(" returned%d", value); }
    void unhandled_exception() { std::printf(" unhandled"); }
    template <class Result> Answer<Result> await_transform(Ask<Result> ask) { std::printf(" transform%d", ask.id); return {ask.id}; }
    Answer<int> await_transform(const int& number) { std::printf(" number%d", number); return {number}; }
    Answer<void> await_transform(Once once) { return {once.id}; }
  };
  std::coroutine_handle<promise_type> handle;
};
namespace run {
static int show(int a, int b) { static ::scopegraft_rt::Site sg_site_50_31("run::show", "main.cpp", 50, 31, "rate=auto;exceptions;rule=rules.yaml:4:14"); ::scopegraft_rt::Scope sg_scope_50_31(sg_site_50_31);
#line 50
                                std::printf(" show(%d,%d)", a, b); return a + b; }
static Ask<int> ask(int id) { static ::scopegraft_rt::Site sg_site_51_29("run::ask", "main.cpp", 51, 29, "rate=auto;exceptions;rule=rules.yaml:4:14"); ::scopegraft_rt::Scope sg_scope_51_29(sg_site_51_29);
#line 51
                              std::printf(" ask%d", id); return {id}; }
static Task all() { static ::scopegraft_rt::Site sg_site_52_19("run::all", "main.cpp", 52, 19, "rate=auto;exceptions;rule=rules.yaml:4:14;async"); ::scopegraft_rt::AsyncScope sg_scope_52_19(sg_site_52_19);
#line 52
                   
  const int a = sg_scope_52_19.value(
#line 53
                co_await (static_cast<void>(::scopegraft_rt::AwaitMark(sg_scope_52_19)), sg_scope_52_19.leaving(
#line 53
                         ask(show(1, 2)), "run::ask")))
#line 53
                                        ;
  (SCOPEGRAFT_RT_AS_VOID(
#line 54
  co_await (static_cast<void>(::scopegraft_rt::AwaitMark(sg_scope_52_19)), sg_scope_52_19.leaving(
#line 54
           Ask<void>{3}))), sg_scope_52_19.back())
#line 54
                       ;
  if (sg_scope_52_19.value(
#line 55
      co_await (static_cast<void>(::scopegraft_rt::AwaitMark(sg_scope_52_19)), sg_scope_52_19.leaving(
#line 55
               Ask<bool>{5})))
#line 55
                           ) std::printf(" yes");
  Noisy b = co_await (static_cast<void>(::scopegraft_rt::AwaitMark(sg_scope_52_19, false)), sg_scope_52_19.leaving(
#line 56
                     Ask<Noisy>{7}))
#line 56
                                  ;
  auto&& kept = co_await (static_cast<void>(::scopegraft_rt::AwaitMark(sg_scope_52_19, false)), sg_scope_52_19.leaving(
#line 57
                         Ask<Noisy>{9}))
#line 57
                                      ;
  const int c = (co_await (static_cast<void>(::scopegraft_rt::AwaitMark(sg_scope_52_19, false)), sg_scope_52_19.leaving(
#line 58
                          Ask<Noisy>{11}))
#line 58
                                        ).twice();
  (SCOPEGRAFT_RT_AS_VOID(
#line 59
  co_await (static_cast<void>(::scopegraft_rt::AwaitMark(sg_scope_52_19)), sg_scope_52_19.leaving(
#line 59
           15))), sg_scope_52_19.back())
#line 59
             ; int lvalue = 17; (SCOPEGRAFT_RT_AS_VOID(
#line 59
                                co_await (static_cast<void>(::scopegraft_rt::AwaitMark(sg_scope_52_19)), sg_scope_52_19.leaving(
#line 59
                                         lvalue))), sg_scope_52_19.back())
#line 59
                                               ;
  (SCOPEGRAFT_RT_AS_VOID(
#line 60
  co_await (static_cast<void>(::scopegraft_rt::AwaitMark(sg_scope_52_19)), sg_scope_52_19.leave(), 
#line 60
           Once(19))), sg_scope_52_19.back())
#line 60
                   ;
  const int sum = show(sg_scope_52_19.value(
#line 61
                       co_await (static_cast<void>(::scopegraft_rt::AwaitMark(sg_scope_52_19)), sg_scope_52_19.leaving(
#line 61
                                Ask<int>{21})))
#line 61
                                            , 1) + (a > 1 ? sg_scope_52_19.value(
#line 61
                                                            co_await (static_cast<void>(::scopegraft_rt::AwaitMark(sg_scope_52_19)), sg_scope_52_19.leaving(
#line 61
                                                                     ask(23), "run::ask")))
#line 61
                                                                             : sg_scope_52_19.value(
#line 61
                                                                               co_await (static_cast<void>(::scopegraft_rt::AwaitMark(sg_scope_52_19)), sg_scope_52_19.leaving(
#line 61
                                                                                        ask(25), "run::ask")))
#line 61
                                                                                               );
  (SCOPEGRAFT_RT_AS_VOID(
#line 62
  co_await (static_cast<void>(::scopegraft_rt::AwaitMark(sg_scope_52_19)), sg_scope_52_19.leaving(
#line 62
           Ask<int>{sg_scope_52_19.value(
#line 62
                    co_await (static_cast<void>(::scopegraft_rt::AwaitMark(sg_scope_52_19)), sg_scope_52_19.leaving(
#line 62
                             ask(27), "run::ask")))
#line 62
                                    }, "run::ask|Task::promise_type::await_transform|run::ask"))), sg_scope_52_19.back())
#line 62
                                     ; std::printf(" %d", __LINE__);
  try { (SCOPEGRAFT_RT_AS_VOID(
#line 63
        co_await (static_cast<void>(::scopegraft_rt::AwaitMark(sg_scope_52_19)), sg_scope_52_19.leaving(
#line 63
                 Ask<int>{13}))), sg_scope_52_19.back())
#line 63
                             ; } catch (const std::runtime_error&) { std::printf(" caught"); }
  co_return sg_scope_52_19.value(
#line 64
            co_await (static_cast<void>(::scopegraft_rt::AwaitMark(sg_scope_52_19)), sg_scope_52_19.leaving(
#line 64
                     Ask<int>{sum + b.id + kept.id + c})))
#line 64
                                                       ;
}
template <class T> static Task dependent() { static ::scopegraft_rt::Site sg_site_66_44("run::dependent", "main.cpp", 66, 44, "rate=auto;exceptions;rule=rules.yaml:4:14;async"); ::scopegraft_rt::AsyncScope sg_scope_66_44(sg_site_66_44);
#line 66
                                            
  T value = co_await (static_cast<void>(::scopegraft_rt::AwaitMark(sg_scope_66_44, false)), sg_scope_66_44.leaving(
#line 67
                     Ask<T>{31}))
#line 67
                               ;
  (SCOPEGRAFT_RT_AS_VOID(
#line 68
  co_await (static_cast<void>(::scopegraft_rt::AwaitMark(sg_scope_66_44)), sg_scope_66_44.leaving(
#line 68
           Ask<T>{33}))), sg_scope_66_44.back())
#line 68
                     ;
  co_return value.id;
}
static Task fails() { static ::scopegraft_rt::Site sg_site_71_21("run::fails", "main.cpp", 71, 21, "rate=auto;exceptions;rule=rules.yaml:4:14;async"); ::scopegraft_rt::AsyncScope sg_scope_71_21(sg_site_71_21);
#line 71
                      co_return sg_scope_71_21.value(
#line 71
                                co_await (static_cast<void>(::scopegraft_rt::AwaitMark(sg_scope_71_21)), sg_scope_71_21.leaving(
#line 71
                                         ask(13), "run::ask")))
#line 71
                                                ; }
}  // namespace run
static void drive(Task task) {
  while (!task.handle.done()) { std::printf(" |"); task.handle.resume(); }
  task.handle.destroy();
  std::printf("\n");
}
int main() { static ::scopegraft_rt::Site sg_site_78_12("main", "main.cpp", 78, 12, "rate=auto;exceptions;rule=rules.yaml:4:25"); ::scopegraft_rt::Scope sg_scope_78_12(sg_site_78_12);
#line 78
            
  drive(run::all());
  drive(run::dependent<Noisy>());
  drive(run::fails());
}
