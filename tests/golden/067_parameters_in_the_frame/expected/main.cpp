#include "<runtime>/scopegraft/graft.h"
#include "<runtime>/scopegraft/async.h"
#include "<runtime>/scopegraft/condition_words.h"
#line 1 "main.cpp"
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
static Task show(Noisy noisy, std::string text, int count) { static ::scopegraft_rt::Site sg_site_27_60("run::show", "main.cpp", 27, 60, "rate=auto;exceptions;rule=rules.yaml:3:14;async"); ::scopegraft_rt::AsyncScope sg_scope_27_60(sg_site_27_60, static_cast<bool>(noisy.id));
#line 27
                                                            
  std::printf(" %d %s %d", noisy.id, text.c_str(), count);
  co_await ::scopegraft_rt::awaiting(sg_scope_27_60, 
#line 29
           std::suspend_always{})
#line 29
                                ;
  std::printf(" %d %s %d", noisy.id, text.c_str(), count);
}
struct Object { int id; Task method(Noisy noisy) const { static ::scopegraft_rt::Site sg_site_32_56("run::Object::method", "main.cpp", 32, 56, "rate=auto;exceptions;rule=rules.yaml:3:14;async"); ::scopegraft_rt::AsyncScope sg_scope_32_56(sg_site_32_56, static_cast<bool>(noisy.id));
#line 32
                                                         co_await ::scopegraft_rt::awaiting(sg_scope_32_56, 
#line 32
                                                                  std::suspend_always{})
#line 32
                                                                                       ; std::printf(" %d%d", id, noisy.id); } };
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
