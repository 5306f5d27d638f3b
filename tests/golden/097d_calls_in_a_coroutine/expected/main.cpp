#include "<runtime>/scopegraft/graft.h"
#include "<runtime>/scopegraft/async.h"
#include "<runtime>/scopegraft/calls.h"
#line 1 "main.cpp"
#include <coroutine>
#include <cstdio>
#include <string>
namespace lib {
inline int number(int n) { return n; }
inline std::string text(int n) { return std::string(static_cast<std::string::size_type>(n), 'x'); }
}  // namespace lib
struct Task {
  struct promise_type {
    Task get_return_object() { return Task{std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(int value) { std::printf("returned %d\n", value); }
    void unhandled_exception() {}
  };
  std::coroutine_handle<promise_type> handle;
};
struct Later {
  int value;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  int await_resume() const noexcept { return value; }
};
static Task run(int n) { static ::scopegraft_rt::Site sg_site_24_24("run", "main.cpp", 24, 24, "rate=auto;exceptions;rule=rules.yaml:2:23;async"); ::scopegraft_rt::AsyncScope sg_scope_24_24(sg_site_24_24);
#line 24
                         static ::scopegraft_rt::Site sg_callee_25_29("lib::text", "main.cpp", 25, 29, "rate=auto;exceptions;rule=rules.yaml:3:19"); ::scopegraft_rt::CallScope sg_call_25_29;
#line 24
                         static ::scopegraft_rt::Site sg_callee_26_15("lib::number", "main.cpp", 26, 15, "rate=auto;exceptions;rule=rules.yaml:3:19"); ::scopegraft_rt::CallScope sg_call_26_15;
#line 24
                         static ::scopegraft_rt::Site sg_callee_28_12("lib::number", "main.cpp", 28, 12, "rate=auto;exceptions;rule=rules.yaml:3:19"); ::scopegraft_rt::CallScope sg_call_28_12;
#line 24
                         static ::scopegraft_rt::Site sg_callee_28_24("lib::number", "main.cpp", 28, 24, "rate=auto;exceptions;rule=rules.yaml:3:19"); ::scopegraft_rt::CallScope sg_call_28_24;
#line 24
                         static ::scopegraft_rt::Site sg_callee_30_13("lib::number", "main.cpp", 30, 13, "rate=auto;exceptions;rule=rules.yaml:3:19"); ::scopegraft_rt::CallScope sg_call_30_13;
#line 24
                        
  const std::string words = (static_cast<void>(::scopegraft_rt::CallMark(sg_call_25_29, sg_callee_25_29, 0)), 
#line 25
                            lib::text(n))
#line 25
                                        ;
  int total = (static_cast<void>(::scopegraft_rt::CallMark(sg_call_26_15, sg_callee_26_15, 0)), sg_call_26_15.sg_value(
#line 26
              lib::number(static_cast<int>(words.size()))))
#line 26
                                                         ;
  total += co_await ::scopegraft_rt::awaiting(sg_scope_24_24, 
#line 27
                    Later{lib::number(2)})
#line 27
                                          + lib::number(3);
  total += (static_cast<void>(::scopegraft_rt::CallMark(sg_call_28_12, sg_callee_28_12, 1)), sg_call_28_12.sg_value(
#line 28
           lib::number(sg_call_28_12.sg_made(
#line 28
                       (static_cast<void>(::scopegraft_rt::CallMark(sg_call_28_24, sg_callee_28_24, 0)), sg_call_28_24.sg_value(
#line 28
                       lib::number(4)))
#line 28
                                     )
#line 28
                                     )))
#line 28
                                      ;
  co_await ::scopegraft_rt::awaiting(sg_scope_24_24, 
#line 29
           Later{total})
#line 29
                       ;
  co_return (static_cast<void>(::scopegraft_rt::CallMark(sg_call_30_13, sg_callee_30_13, 0)), sg_call_30_13.sg_value(
#line 30
            lib::number(total)))
#line 30
                              ;
}
int main() { static ::scopegraft_rt::Site sg_callee_33_25("lib::number", "main.cpp", 33, 25, "rate=auto;exceptions;rule=rules.yaml:3:19"); ::scopegraft_rt::CallScope sg_call_33_25;
#line 32
            
  const Task task = run((static_cast<void>(::scopegraft_rt::CallMark(sg_call_33_25, sg_callee_33_25, 0)), sg_call_33_25.sg_value(
#line 33
                        lib::number(3)))
#line 33
                                      );
  while (!task.handle.done()) task.handle.resume();
  task.handle.destroy();
}
