#include "<runtime>/scopegraft/graft.h"
#include "<runtime>/scopegraft/async.h"
#line 1 "main.cpp"
#include <coroutine>
#include <cstdio>
#include <stdexcept>
// Awaits of the promise itself are none of the body's: nothing stands around them, and the scope is not open yet, or closed.
struct Says {
  const char* what;
  bool suspends;
  bool await_ready() const noexcept { std::printf(" %s", what); return !suspends; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  void await_resume() const noexcept {}
};
struct Task {
  struct promise_type {
    Task get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    Says initial_suspend() noexcept { return {"initial", true}; }
    Says final_suspend() noexcept { return {"final", true}; }
    void return_void() { std::printf(" void"); }
    void unhandled_exception() { std::printf(" unhandled"); }
  };
  std::coroutine_handle<promise_type> handle;
};
namespace run {
static Task plain() { static ::scopegraft_rt::Site sg_site_23_21("run::plain", "main.cpp", 23, 21, "rate=auto;exceptions;rule=rules.yaml:4:14;async"); ::scopegraft_rt::AsyncScope sg_scope_23_21(sg_site_23_21);
#line 23
                      std::printf(" body"); co_await ::scopegraft_rt::awaiting(sg_scope_23_21, 
#line 23
                                                     Says{"await", false})
#line 23
                                                                         ; }
static Task returns(bool early) { static ::scopegraft_rt::Site sg_site_24_33("run::returns", "main.cpp", 24, 33, "rate=auto;exceptions;rule=rules.yaml:4:14;async"); ::scopegraft_rt::AsyncScope sg_scope_24_33(sg_site_24_33);
#line 24
                                  if (early) co_return; std::printf(" late"); co_return; }
static Task fails() { static ::scopegraft_rt::Site sg_site_25_21("run::fails", "main.cpp", 25, 21, "rate=auto;exceptions;rule=rules.yaml:4:14;async"); ::scopegraft_rt::AsyncScope sg_scope_25_21(sg_site_25_21);
#line 25
                      co_await ::scopegraft_rt::awaiting(sg_scope_25_21, 
#line 25
                               Says{"await", false})
#line 25
                                                   ; throw std::runtime_error("x"); }
static Task guarded() try { co_await Says{"await", true}; throw 1; } catch (int) { std::printf(" caught"); }
}  // namespace run
static void drive(Task task) {
  while (!task.handle.done()) { std::printf(" |"); task.handle.resume(); }
  task.handle.destroy();
  std::printf("\n");
}
int main() { static ::scopegraft_rt::Site sg_site_33_12("main", "main.cpp", 33, 12, "rate=auto;exceptions;rule=rules.yaml:4:25"); ::scopegraft_rt::Scope sg_scope_33_12(sg_site_33_12);
#line 33
            
  drive(run::plain());
  drive(run::returns(true));
  drive(run::returns(false));
  drive(run::fails());
  drive(run::guarded());
}
