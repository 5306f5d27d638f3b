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
static Task plain() { std::printf(" body"); co_await Says{"await", false}; }
static Task returns(bool early) { if (early) co_return; std::printf(" late"); co_return; }
static Task fails() { co_await Says{"await", false}; throw std::runtime_error("x"); }
static Task guarded() try { co_await Says{"await", true}; throw 1; } catch (int) { std::printf(" caught"); }
}  // namespace run
static void drive(Task task) {
  while (!task.handle.done()) { std::printf(" |"); task.handle.resume(); }
  task.handle.destroy();
  std::printf("\n");
}
int main() {
  drive(run::plain());
  drive(run::returns(true));
  drive(run::returns(false));
  drive(run::fails());
  drive(run::guarded());
}
