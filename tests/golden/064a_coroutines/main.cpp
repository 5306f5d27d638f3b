#include <coroutine>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <utility>
// Results and operands that tell of each copy, each move and their order.
struct Noisy {
  int id;
  explicit Noisy(int of) : id(of) {}
  Noisy(const Noisy& other) : id(other.id) { std::printf(" copy%d", id); }
  Noisy(Noisy&& other) noexcept : id(other.id) { std::printf(" move%d", id); }
  Noisy& operator=(const Noisy&) = delete;
  Noisy& operator=(Noisy&&) = delete;
  ~Noisy() { std::printf(" ~%d", id); }
};
struct Fixed {
  int id;
  explicit Fixed(int of) : id(of) {}
  Fixed(Fixed&&) = delete;
  Fixed& operator=(Fixed&&) = delete;
  ~Fixed() { std::printf(" ~fixed%d", id); }
};
struct Pair { int a; int b; explicit Pair(int of) : a(of), b(of + 1) {} };
struct Three { int of[3]; explicit Three(int first) : of{first, 2, 3} {} int* begin() { return of; } int* end() { return of + 3; } };
static std::coroutine_handle<> parked;
struct Task {
  struct promise_type {
    Task get_return_object() { return Task{std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(int value) { std::printf(" returned%d", value); }
    void unhandled_exception() { std::printf(" unhandled"); }
  };
  std::coroutine_handle<promise_type> handle;
};
// An awaiter for each kind of result.
template <class Result>
struct Give {
  int id;
  explicit Give(int of) : id(of) { std::printf(" make%d", id); }
  Give(Give&&) = delete;
  Give& operator=(Give&&) = delete;
  ~Give() { std::printf(" ~give%d", id); }
  bool await_ready() const noexcept { return id % 2 == 0; }
  void await_suspend(std::coroutine_handle<> handle) { std::printf(" suspend%d", id); parked = handle; }
  Result await_resume() {
    std::printf(" resume%d", id);
    if (id == 13) throw std::runtime_error("13");
    return Result(id);
  }
};
template <>
struct Give<void> {
  int id;
  explicit Give(int of) : id(of) {}
  bool await_ready() const noexcept { return false; }
  bool await_suspend(std::coroutine_handle<> handle) { parked = handle; std::printf(" suspend%d", id); return id % 2 != 0; }
  void await_resume() const { std::printf(" void%d", id); }
};
static int global = 5;
template <>
struct Give<int&> {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> handle) { parked = handle; }
  int& await_resume() { return global; }
};
struct Source { int id; Give<int> operator co_await() const { return Give<int>(id); } };
namespace apart { struct Plain { int id; }; }
static Give<int> operator co_await(apart::Plain plain) { return Give<int>(plain.id + 100); }
namespace run {
static int show(int a, int b) { std::printf(" show(%d,%d)", a, b); return a + b; }
static int take(Noisy of) { std::printf(" take%d", of.id); return of.id; }
static int look(const Noisy& of, int other) { std::printf(" look%d,%d", of.id, other); return other; }
static Source source(int id) { std::printf(" source%d", id); return Source{id}; }
static Task results() {
  const int a = co_await Give<int>(1);
  Noisy b = co_await Give<Noisy>(3);
  Fixed c = co_await Give<Fixed>(5);
  auto&& kept = co_await Give<Noisy>(7);
  co_await Give<void>(1); co_await Give<void>(2);
  int& reference = co_await Give<int&>();
  reference = 6;
  std::printf(" %d%d%d%d%d", a, b.id, c.id, kept.id, global);
  co_return co_await Give<int>(9);
}
static Task places() {
  if (co_await Give<int>(11)) std::printf(" yes");
  const int sum = show(co_await Give<int>(1), 2) + co_await Give<int>(3);
  int i = 0;
  while (i < co_await Give<int>(3)) ++i;
  const int choice = sum > 100 ? co_await Give<int>(5) : co_await Give<int>(7);
  for (int each : co_await Give<Three>(1)) i += each;
  const auto [x, y] = co_await Give<Pair>(21);
  switch (co_await Give<int>(2)) { case 2: co_await Give<void>(3); break; default: co_await Give<void>(5); }
  i += take(co_await Give<Noisy>(15)) + look(co_await Give<Noisy>(17), co_await Give<int>(19));
  std::string text = std::to_string(co_await Give<int>(23)) + "!"; std::printf(" %s %d", text.c_str(), __LINE__);
  const int nested = co_await Give<int>(co_await Give<int>(25)); co_await Source{nested};
  const Source here{27}; co_await here; co_await source(show(1, 2)); const int far = co_await apart::Plain{29};
  bool both = co_await Give<int>(2) != 0 && co_await Give<int>(31) != 0; (void)co_await Give<int>(33), co_await Give<void>(1);
  auto lambda = [captured = co_await Give<int>(35)] { return captured; };
  co_return x + y + choice + far + both + lambda();
}
static Task throwing() {
  try { co_await Give<int>(13); } catch (const std::runtime_error&) { std::printf(" caught"); }
  co_return co_await Give<int>(13);
}
template <class T> static Task dependent(T value) {
  T copy = co_await Give<T>(41);
  co_await Give<void>(1);
  if (copy.id == value.id) co_return show(1, co_await Source{43});
  co_return 0;
}
struct Member { int base; Task method() const { const int a = co_await Give<int>(base); co_return a + base; } };
}  // namespace run
static void drive(Task task) {
  for (;;) {
    std::printf(" |");
    task.handle.resume();
    if (task.handle.done()) break;
  }
  task.handle.destroy();
  std::printf("\n");
}
int main() {
  drive(run::results());
  drive(run::places());
  drive(run::throwing());
  drive(run::dependent(Noisy(41)));
  const run::Member member{51};
  drive(member.method());
}
