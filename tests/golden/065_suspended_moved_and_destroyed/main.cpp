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
static Task leaf(bool fail) {
  const Closes closes{"leaf"};
  const int one = co_await Park{};
  if (fail) throw std::runtime_error("leaf");
  co_return one;
}
static Task middle(bool fail) {
  const Closes closes{"middle"};
  int sum = 0;
  try {
    sum += co_await leaf(fail);
  } catch (const std::runtime_error& error) {
    std::printf(" caught %s", error.what());
  }
  co_return sum + co_await leaf(false);
}
static Task step(int i) { co_return i; }
static Task chain() {
  int sum = 0;
  for (int i = 0; i != 100; ++i) sum += co_await step(i);
  co_return sum;
}
static Task deep(int n) { if (n == 0) co_return co_await leaf(true); co_return 1 + co_await deep(n - 1); }
}  // namespace run
int main() {
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
