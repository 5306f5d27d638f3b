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
static Task run(int n) {
  const std::string words = lib::text(n);
  int total = lib::number(static_cast<int>(words.size()));
  total += co_await Later{lib::number(2)} + lib::number(3);
  total += lib::number(lib::number(4));
  co_await Later{total};
  co_return lib::number(total);
}
int main() {
  const Task task = run(lib::number(3));
  while (!task.handle.done()) task.handle.resume();
  task.handle.destroy();
}
