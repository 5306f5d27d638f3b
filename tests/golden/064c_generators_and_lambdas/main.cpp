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
static int square(int i) { std::printf(" square%d", i); return i * i; }
static Generator<int> squares(int n) {
  for (int i = 0; i != n; ++i) co_yield square(i);
}
static Generator<Point> points() {
  co_yield {1, square(2)};
  const Point kept{3, 4};
  co_yield kept;
  co_yield Point{5, __LINE__};
}
static Generator<std::string> texts() {
  co_yield "a text that is too long for the small buffer " + std::to_string(square(3));
  for (Generator<int> inner = squares(3); inner.next();) co_yield std::to_string(inner.value());
}
template <class T> static Generator<T> doubled(Generator<T> of) {
  while (of.next()) co_yield of.value() + of.value();
}
}  // namespace run
template <class T, class Show> static void each(Generator<T> all, Show show) {
  while (all.next()) show(all.value());
  std::printf("\n");
}
int main() {
  each(run::squares(4), [](int i) { std::printf(" %d", i); });
  each(run::points(), [](const Point& p) { std::printf(" (%d,%d)", p.x, p.y); });
  each(run::doubled(run::texts()), [](const std::string& text) { std::printf(" %s", text.c_str()); });
  auto lambda = [](int n) -> Generator<int> { co_yield n; co_yield n + 1; };
  each(lambda(7), [](int i) { std::printf(" %d", i); });
}
