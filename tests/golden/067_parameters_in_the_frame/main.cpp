#include <coroutine>
#include <cstdio>
#include <string>
#include <utility>
// Parameters are moved into the frame: what the guard says of them must mean the copy there.
struct Task {
  struct promise_type {
    template <class... Parameters> explicit promise_type(const Parameters&...) { std::printf(" promise%d", int(sizeof...(Parameters))); }
    Task get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  std::coroutine_handle<promise_type> handle;
};
struct Noisy {
  int id;
  explicit Noisy(int of) : id(of) {}
  Noisy(const Noisy& other) : id(other.id) { std::printf(" copy%d", id); }
  Noisy(Noisy&& other) noexcept : id(std::exchange(other.id, -1)) { std::printf(" move%d", id); }
  Noisy& operator=(const Noisy&) = delete;
  Noisy& operator=(Noisy&&) = delete;
  ~Noisy() { std::printf(" ~%d", id); }
};
namespace run {
static Task show(Noisy noisy, std::string text, int count) {
  std::printf(" %d %s %d", noisy.id, text.c_str(), count);
  co_await std::suspend_always{};
  std::printf(" %d %s %d", noisy.id, text.c_str(), count);
}
struct Object { int id; Task method(Noisy noisy) const { co_await std::suspend_always{}; std::printf(" %d%d", id, noisy.id); } };
}  // namespace run
static void drive(Task task) {
  while (!task.handle.done()) { std::printf(" |"); task.handle.resume(); }
  task.handle.destroy();
  std::printf("\n");
}
int main() {
  drive(run::show(Noisy(1), "text", 7));
  const run::Object object{3};
  drive(object.method(Noisy(2)));
}
