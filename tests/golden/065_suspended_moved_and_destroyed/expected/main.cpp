#include "<runtime>/scopegraft/graft.h"
#include "<runtime>/scopegraft/async.h"
#line 1 "main.cpp"
#include <coroutine>
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <thread>
#include <utility>
struct Task {
  struct promise_type {
    std::coroutine_handle<> waiting = std::noop_coroutine();
    std::exception_ptr error;
    int value = 0;
    Task get_return_object() { return Task(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    struct Final {
      bool await_ready() noexcept { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> h) noexcept { return h.promise().waiting; }
      void await_resume() noexcept {}
    };
    Final final_suspend() noexcept { return {}; }
    void return_value(int of) { value = of; }
    void unhandled_exception() { error = std::current_exception(); }
  };
  explicit Task(std::coroutine_handle<promise_type> of) : handle(of) {}
  Task(Task&& other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  Task& operator=(Task&&) = delete;
  ~Task() { if (handle) handle.destroy(); }
  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> of) noexcept { handle.promise().waiting = of; return handle; }
  int await_resume() {
    if (handle.promise().error) std::rethrow_exception(handle.promise().error);
    return handle.promise().value;
  }
  std::coroutine_handle<promise_type> handle;
};
struct Closes { const char* name; ~Closes() { std::printf(" ~%s", name); } };
static std::coroutine_handle<> parked;
struct Park {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> h) const noexcept { parked = h; }
  int await_resume() const noexcept { return 1; }
};
namespace run {
static Task leaf(bool fail) { static ::scopegraft_rt::Site sg_site_43_29("run::leaf", "main.cpp", 43, 29, "rate=auto;exceptions;rule=rules.yaml:4:14;async"); ::scopegraft_rt::AsyncScope sg_scope_43_29(sg_site_43_29);
#line 43
                             
  const Closes closes{"leaf"};
  const int one = co_await ::scopegraft_rt::awaiting(sg_scope_43_29, 
#line 45
                           Park{})
#line 45
                                 ;
  if (fail) throw std::runtime_error("leaf");
  co_return one;
}
static Task middle(bool fail) { static ::scopegraft_rt::Site sg_site_49_31("run::middle", "main.cpp", 49, 31, "rate=auto;exceptions;rule=rules.yaml:4:14;async"); ::scopegraft_rt::AsyncScope sg_scope_49_31(sg_site_49_31);
#line 49
                               
  const Closes closes{"middle"};
  int sum = 0;
  try {
    sum += co_await ::scopegraft_rt::awaiting(sg_scope_49_31, 
#line 53
                    leaf(fail))
#line 53
                              ;
  } catch (const std::runtime_error& error) {
    std::printf(" caught %s", error.what());
  }
  co_return sum + co_await ::scopegraft_rt::awaiting(sg_scope_49_31, 
#line 57
                           leaf(false))
#line 57
                                      ;
}
static Task step(int i) { static ::scopegraft_rt::Site sg_site_59_25("run::step", "main.cpp", 59, 25, "rate=auto;exceptions;rule=rules.yaml:4:14;async"); ::scopegraft_rt::AsyncScope sg_scope_59_25(sg_site_59_25);
#line 59
                          co_return i; }
static Task chain() { static ::scopegraft_rt::Site sg_site_60_21("run::chain", "main.cpp", 60, 21, "rate=auto;exceptions;rule=rules.yaml:4:14;async"); ::scopegraft_rt::AsyncScope sg_scope_60_21(sg_site_60_21);
#line 60
                     
  int sum = 0;
  for (int i = 0; i != 100; ++i) sum += co_await ::scopegraft_rt::awaiting(sg_scope_60_21, 
#line 62
                                                 step(i))
#line 62
                                                        ;
  co_return sum;
}
static Task deep(int n) { static ::scopegraft_rt::Site sg_site_65_25("run::deep", "main.cpp", 65, 25, "rate=auto;exceptions;rule=rules.yaml:4:14;async"); ::scopegraft_rt::AsyncScope sg_scope_65_25(sg_site_65_25);
#line 65
                          if (n == 0) co_return co_await ::scopegraft_rt::awaiting(sg_scope_65_25, 
#line 65
                                                         leaf(true))
#line 65
                                                                   ; co_return 1 + co_await ::scopegraft_rt::awaiting(sg_scope_65_25, 
#line 65
                                                                                            deep(n - 1))
#line 65
                                                                                                       ; }
}  // namespace run
int main() { static ::scopegraft_rt::Site sg_site_67_12("main", "main.cpp", 67, 12, "rate=auto;exceptions;rule=rules.yaml:4:25"); ::scopegraft_rt::Scope sg_scope_67_12(sg_site_67_12);
#line 67
            
  {
    Task task = run::middle(true);
    task.handle.resume();
    parked.resume();
    std::thread([] { parked.resume(); }).join();
    std::printf(" %d\n", task.await_resume());
  }
  {
    Task task = run::middle(false);
    task.handle.resume();
    std::printf(" destroyed");
  }
  std::printf("\n");
  Task chain = run::chain();
  chain.handle.resume();
  std::printf(" %d\n", chain.await_resume());
  Task deep = run::deep(50);
  deep.handle.resume();
  parked.resume();
  try { deep.await_resume(); } catch (const std::runtime_error& error) { std::printf(" %s\n", error.what()); }
}
