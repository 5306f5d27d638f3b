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
static int show(int a, int b) { std::printf(" show(%d,%d)", a, b); return a + b; }
static Ask<int> ask(int id) { std::printf(" ask%d", id); return {id}; }
static Task all() {
  const int a = co_await ask(show(1, 2));
  co_await Ask<void>{3};
  if (co_await Ask<bool>{5}) std::printf(" yes");
  Noisy b = co_await Ask<Noisy>{7};
  auto&& kept = co_await Ask<Noisy>{9};
  const int c = (co_await Ask<Noisy>{11}).twice();
  co_await 15; int lvalue = 17; co_await lvalue;
  co_await Once(19);
  const int sum = show(co_await Ask<int>{21}, 1) + (a > 1 ? co_await ask(23) : co_await ask(25));
  co_await Ask<int>{co_await ask(27)}; std::printf(" %d", __LINE__);
  try { co_await Ask<int>{13}; } catch (const std::runtime_error&) { std::printf(" caught"); }
  co_return co_await Ask<int>{sum + b.id + kept.id + c};
}
template <class T> static Task dependent() {
  T value = co_await Ask<T>{31};
  co_await Ask<T>{33};
  co_return value.id;
}
static Task fails() { co_return co_await ask(13); }
}  // namespace run
static void drive(Task task) {
  while (!task.handle.done()) { std::printf(" |"); task.handle.resume(); }
  task.handle.destroy();
  std::printf("\n");
}
int main() {
  drive(run::all());
  drive(run::dependent<Noisy>());
  drive(run::fails());
}
