#include <coroutine>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>
// An awaitable, and a promise whose yields give a number back.
static std::coroutine_handle<> parked;
template <class Result>
struct Give {
  int id;
  bool await_ready() const noexcept { return id % 2 == 0; }
  void await_suspend(std::coroutine_handle<> handle) const { std::printf(" suspend%d", id); parked = handle; }
  Result await_resume() const { std::printf(" resume%d", id); return Result(id); }
};
struct Task {
  struct promise_type {
    int yields = 0;
    struct Answer {
      int of;
      bool await_ready() const noexcept { return false; }
      void await_suspend(std::coroutine_handle<> handle) const { std::printf(" park%d", of); parked = handle; }
      int await_resume() const { return of; }
    };
    Task get_return_object() { return Task{std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    Answer yield_value(int value) { std::printf(" yield%d", value); return {++yields}; }
    void return_value(int value) { std::printf(" returned%d", value); }
    void unhandled_exception() { std::printf(" unhandled"); }
  };
  std::coroutine_handle<promise_type> handle;
};
struct Box {
  std::unique_ptr<int> value;
  explicit Box(int of) : value(std::make_unique<int>(of)) {}
  int get() const { return *value; }
  int plus(int more) const { return *value + more; }
};
struct Fixed {
  int id;
  explicit Fixed(int of) : id(of) {}
  Fixed(const Fixed&) = delete;
  Fixed& operator=(const Fixed&) = delete;
};
struct Holder { Fixed inner; int other; };
struct Listed { std::string text; explicit Listed(int of) : text(static_cast<std::size_t>(of), 'x') {} const char* begin() const { return text.data(); } const char* end() const { return text.data() + text.size(); } };
#define SAME(...) __VA_ARGS__
#define TWICE(x) ((x) + (x))
#define HOLDS(what) do { if (!(what)) throw std::runtime_error("no"); } while (false)
#define CHECK(what) do { if (!(what)) throw std::runtime_error(#what); } while (false)
#define GIVE(id) Give<int>{id}
#define PLUS_NOTHING )
#define GET(type, id) co_await Give<type>{id}
#define CO_TRY(name, of) const int name = co_await of; if (name < 0) co_return name
namespace run {
static int add(int a, int b) { std::printf(" add(%d,%d)", a, b); return a + b; }
// Inside arguments of macros the marks stay on their line.
static Task arguments() {
  const int a = SAME(co_await Give<int>{1}); const int b = SAME(SAME(co_await GIVE(3)) + 1);
  HOLDS(co_await Give<int>{5} == 5);
  const int c = TWICE(co_await Give<int>{7}) + co_await GIVE(9); std::printf(" line%d", __LINE__);
  HOLDS(add(co_await Give<int>{11}, a) == 12 &&
        add(co_await GIVE(13),
            co_yield 2) > 2);
  std::printf(" line%d", __LINE__);
  SAME(const auto later = [](int id) -> Task { co_await GIVE(id); co_return SAME(co_await Give<int>{id}); });
  Task task = later(co_await Give<int>{23});
  task.handle.resume(); parked.resume(); parked.resume(); task.handle.destroy();
  co_return add(a + b, c);
}
// What a macro brings itself, or makes a text of, is left alone.
static Task from_a_macro() { co_return GET(int, 1); }
static Task from_two_macros() { CO_TRY(a, Give<int>{5}); co_return a; }
static Task operand_from_a_macro() { co_return co_await (GIVE(3) PLUS_NOTHING; }
static Task quoted() {
  try { CHECK(co_await Give<int>{11} == 0); } catch (const std::runtime_error& error) { std::printf(" {%s}", error.what()); }
  co_return 1;
}
static Task handlers() {
  int last = 0;
  try { last = co_await Give<int>{1}; throw co_await Give<int>{3}; } catch (int thrown) { last += thrown; }
  co_await Give<int>{5};
  try { try { co_await Give<int>{7}; throw std::runtime_error("inner"); } catch (const std::logic_error&) { last = -1; } last = -2; }
  catch (const std::runtime_error&) { last += 100; }
  last += co_await Give<int>{9};
  co_return last;
}
static Task initialisers() {
  const std::pair<int, int> each{co_await Give<int>{1}, co_await Give<int>{2}};  // (g++ 12 refuses them in an array)
  const Holder holder{co_await Give<Fixed>{5}, co_await Give<int>{7}};
  std::vector<int> list(static_cast<std::size_t>(co_await Give<int>{9}), each.first);
  const Fixed& extended = co_await Give<Fixed>{11};
  const auto& [inner, other] = holder;
  auto pointer = std::make_unique<int>(co_await Give<int>{13});
  const auto owned = std::unique_ptr<Fixed>(new Fixed(co_await Give<int>{15}));
  if (const int first = co_await Give<int>{17}; first > co_await Give<int>{19}) co_return -1; else list.push_back(first);
  switch (const int kind = co_await Give<int>{21}; kind + co_await Give<int>{4}) { case 25: std::printf(" 25"); break; default: break; }
  for (int count = 0; const char sign : co_await Give<Listed>{3}) { std::printf(" %c%d", sign, count); ++count; }
  for (int i = co_await Give<int>{1}; i < co_await Give<int>{3}; i += co_await Give<int>{1}) std::printf(" i%d", i);
  do co_await Give<void>{23}; while (co_await Give<int>{2} != 2);
  const auto size = sizeof(each) + static_cast<std::size_t>(co_await Give<int>{25});
  co_return inner.id + other + extended.id + *pointer + owned->id + list.back() + static_cast<int>(size);
}
static Task operands() {
  const int a = (co_await Give<Box>{1}).get() + (co_await Give<Box>{3}).plus(co_await Give<int>{5});
  int target = 0;
  (target += co_await Give<int>{7}) -= co_await Give<int>{2};
  const bool no = !co_await Give<int>{9};
  a > 0 ? co_await Give<void>{11} : co_await Give<void>{13};
  const int table[3] = {1, 2, 3};
  const int index = table[co_await Give<int>{2}] + *&table[0];
  const int chained = add(add(co_await Give<int>{15}, 1), add(2, co_await Give<int>{17}));
  Box box = co_await Give<Box>{19};
  Box moved = std::move(box); box = co_await Give<Box>{21};
  const auto later = [](int id) -> Task { co_return co_await Give<int>{id}; };
  Task task = later(co_await Give<int>{23});
  task.handle.resume(); parked.resume(); task.handle.destroy();
  if (no) goto end;
  co_await Give<void>{25};
end:
  co_return a + target + index + chained + moved.get() + box.get();
}
static Task yields() {
  const int a = co_yield 1;
  const int b = co_yield co_await Give<int>{3};
  const int c = add(co_yield 5, 2) + (co_yield 7);
  while ((co_yield 9) < 6) std::printf(" again");
  co_yield add(co_await Give<int>{11}, a), co_yield b;
  co_return c;
}
}  // namespace run
static void drive(Task task) {
  while (!task.handle.done()) { std::printf(" |"); task.handle.resume(); }
  task.handle.destroy();
  std::printf("\n");
}
int main() {
  drive(run::arguments());
  drive(run::from_a_macro());
  drive(run::from_two_macros());
  drive(run::operand_from_a_macro());
  drive(run::quoted());
  drive(run::handlers());
  drive(run::initialisers());
  drive(run::operands());
  drive(run::yields());
}
