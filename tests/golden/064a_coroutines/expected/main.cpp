#include "<runtime>/scopegraft/graft.h"
#include "<runtime>/scopegraft/async.h"
#line 1 "main.cpp"
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
static int show(int a, int b) { static ::scopegraft_rt::Site sg_site_71_31("run::show", "main.cpp", 71, 31, "rate=auto;exceptions;rule=rules.yaml:4:14"); ::scopegraft_rt::Scope sg_scope_71_31(sg_site_71_31);
#line 71
                                std::printf(" show(%d,%d)", a, b); return a + b; }
static int take(Noisy of) { static ::scopegraft_rt::Site sg_site_72_27("run::take", "main.cpp", 72, 27, "rate=auto;exceptions;rule=rules.yaml:4:14"); ::scopegraft_rt::Scope sg_scope_72_27(sg_site_72_27);
#line 72
                            std::printf(" take%d", of.id); return of.id; }
static int look(const Noisy& of, int other) { static ::scopegraft_rt::Site sg_site_73_45("run::look", "main.cpp", 73, 45, "rate=auto;exceptions;rule=rules.yaml:4:14"); ::scopegraft_rt::Scope sg_scope_73_45(sg_site_73_45);
#line 73
                                              std::printf(" look%d,%d", of.id, other); return other; }
static Source source(int id) { static ::scopegraft_rt::Site sg_site_74_30("run::source", "main.cpp", 74, 30, "rate=auto;exceptions;rule=rules.yaml:4:14"); ::scopegraft_rt::Scope sg_scope_74_30(sg_site_74_30);
#line 74
                               std::printf(" source%d", id); return Source{id}; }
static Task results() { static ::scopegraft_rt::Site sg_site_75_23("run::results", "main.cpp", 75, 23, "rate=auto;exceptions;rule=rules.yaml:4:14;async"); ::scopegraft_rt::AsyncScope sg_scope_75_23(sg_site_75_23);
#line 75
                       
  const int a = co_await ::scopegraft_rt::awaiting(sg_scope_75_23, 
#line 76
                         Give<int>(1))
#line 76
                                     ;
  Noisy b = co_await ::scopegraft_rt::awaiting(sg_scope_75_23, 
#line 77
                     Give<Noisy>(3))
#line 77
                                   ;
  Fixed c = co_await ::scopegraft_rt::awaiting(sg_scope_75_23, 
#line 78
                     Give<Fixed>(5))
#line 78
                                   ;
  auto&& kept = co_await ::scopegraft_rt::awaiting(sg_scope_75_23, 
#line 79
                         Give<Noisy>(7))
#line 79
                                       ;
  co_await ::scopegraft_rt::awaiting(sg_scope_75_23, 
#line 80
           Give<void>(1))
#line 80
                        ; co_await ::scopegraft_rt::awaiting(sg_scope_75_23, 
#line 80
                                   Give<void>(2))
#line 80
                                                ;
  int& reference = co_await ::scopegraft_rt::awaiting(sg_scope_75_23, 
#line 81
                            Give<int&>())
#line 81
                                        ;
  reference = 6;
  std::printf(" %d%d%d%d%d", a, b.id, c.id, kept.id, global);
  co_return co_await ::scopegraft_rt::awaiting(sg_scope_75_23, 
#line 84
                     Give<int>(9))
#line 84
                                 ;
}
static Task places() { static ::scopegraft_rt::Site sg_site_86_22("run::places", "main.cpp", 86, 22, "rate=auto;exceptions;rule=rules.yaml:4:14;async"); ::scopegraft_rt::AsyncScope sg_scope_86_22(sg_site_86_22);
#line 86
                      
  if (co_await ::scopegraft_rt::awaiting(sg_scope_86_22, 
#line 87
               Give<int>(11))
#line 87
                            ) std::printf(" yes");
  const int sum = show(co_await ::scopegraft_rt::awaiting(sg_scope_86_22, 
#line 88
                                Give<int>(1))
#line 88
                                            , 2) + co_await ::scopegraft_rt::awaiting(sg_scope_86_22, 
#line 88
                                                            Give<int>(3))
#line 88
                                                                        ;
  int i = 0;
  while (i < co_await ::scopegraft_rt::awaiting(sg_scope_86_22, 
#line 90
                      Give<int>(3))
#line 90
                                  ) ++i;
  const int choice = sum > 100 ? co_await ::scopegraft_rt::awaiting(sg_scope_86_22, 
#line 91
                                          Give<int>(5))
#line 91
                                                       : co_await ::scopegraft_rt::awaiting(sg_scope_86_22, 
#line 91
                                                                  Give<int>(7))
#line 91
                                                                              ;
  for (int each : co_await ::scopegraft_rt::awaiting(sg_scope_86_22, 
#line 92
                           Give<Three>(1))
#line 92
                                         ) i += each;
  const auto [x, y] = co_await ::scopegraft_rt::awaiting(sg_scope_86_22, 
#line 93
                               Give<Pair>(21))
#line 93
                                             ;
  switch (co_await ::scopegraft_rt::awaiting(sg_scope_86_22, 
#line 94
                   Give<int>(2))
#line 94
                               ) { case 2: co_await ::scopegraft_rt::awaiting(sg_scope_86_22, 
#line 94
                                                    Give<void>(3))
#line 94
                                                                 ; break; default: co_await ::scopegraft_rt::awaiting(sg_scope_86_22, 
#line 94
                                                                                            Give<void>(5))
#line 94
                                                                                                         ; }
  i += take(co_await ::scopegraft_rt::awaiting(sg_scope_86_22, 
#line 95
                     Give<Noisy>(15))
#line 95
                                    ) + look(co_await ::scopegraft_rt::awaiting(sg_scope_86_22, 
#line 95
                                                      Give<Noisy>(17))
#line 95
                                                                     , co_await ::scopegraft_rt::awaiting(sg_scope_86_22, 
#line 95
                                                                                Give<int>(19))
#line 95
                                                                                             );
  std::string text = std::to_string(co_await ::scopegraft_rt::awaiting(sg_scope_86_22, 
#line 96
                                             Give<int>(23))
#line 96
                                                          ) + "!"; std::printf(" %s %d", text.c_str(), __LINE__);
  const int nested = co_await ::scopegraft_rt::awaiting(sg_scope_86_22, 
#line 97
                              Give<int>(co_await ::scopegraft_rt::awaiting(sg_scope_86_22, 
#line 97
                                                 Give<int>(25))
#line 97
                                                              ))
#line 97
                                                               ; co_await ::scopegraft_rt::awaiting(sg_scope_86_22, 
#line 97
                                                                          Source{nested})
#line 97
                                                                                        ;
  const Source here{27}; co_await ::scopegraft_rt::awaiting(sg_scope_86_22, 
#line 98
                                  here)
#line 98
                                      ; co_await ::scopegraft_rt::awaiting(sg_scope_86_22, 
#line 98
                                                 source(show(1, 2)))
#line 98
                                                                   ; const int far = co_await ::scopegraft_rt::awaiting(sg_scope_86_22, operator co_await(
#line 98
                                                                                              apart::Plain{29}))
#line 98
                                                                                                              ;
  bool both = co_await ::scopegraft_rt::awaiting(sg_scope_86_22, 
#line 99
                       Give<int>(2))
#line 99
                                    != 0 && co_await ::scopegraft_rt::awaiting(sg_scope_86_22, 
#line 99
                                                     Give<int>(31))
#line 99
                                                                   != 0; (void)co_await ::scopegraft_rt::awaiting(sg_scope_86_22, 
#line 99
                                                                                        Give<int>(33))
#line 99
                                                                                                     , co_await ::scopegraft_rt::awaiting(sg_scope_86_22, 
#line 99
                                                                                                                Give<void>(1))
#line 99
                                                                                                                             ;
  auto lambda = [captured = co_await ::scopegraft_rt::awaiting(sg_scope_86_22, 
#line 100
                                     Give<int>(35))
#line 100
                                                  ] { SCOPEGRAFT_RT_CONSTANT_LEAF(100_53, "run::places::(lambda:100)", "main.cpp", 100, 53, "rate=auto;exceptions;rule=rules.yaml:4:14");
#line 100
                                                      return captured; };
  co_return x + y + choice + far + both + lambda();
}
static Task throwing() { static ::scopegraft_rt::Site sg_site_103_24("run::throwing", "main.cpp", 103, 24, "rate=auto;exceptions;rule=rules.yaml:4:14;async"); ::scopegraft_rt::AsyncScope sg_scope_103_24(sg_site_103_24);
#line 103
                        
  try { co_await ::scopegraft_rt::awaiting(sg_scope_103_24, 
#line 104
                 Give<int>(13))
#line 104
                              ; } catch (const std::runtime_error&) { std::printf(" caught"); }
  co_return co_await ::scopegraft_rt::awaiting(sg_scope_103_24, 
#line 105
                     Give<int>(13))
#line 105
                                  ;
}
template <class T> static Task dependent(T value) { static ::scopegraft_rt::Site sg_site_107_51("run::dependent", "main.cpp", 107, 51, "rate=auto;exceptions;rule=rules.yaml:4:14;async"); ::scopegraft_rt::AsyncScope sg_scope_107_51(sg_site_107_51);
#line 107
                                                   
  T copy = co_await ::scopegraft_rt::awaiting(sg_scope_107_51, 
#line 108
                    Give<T>(41))
#line 108
                               ;
  co_await ::scopegraft_rt::awaiting(sg_scope_107_51, 
#line 109
           Give<void>(1))
#line 109
                        ;
  if (copy.id == value.id) co_return show(1, co_await ::scopegraft_rt::awaiting(sg_scope_107_51, 
#line 110
                                                      Source{43})
#line 110
                                                                );
  co_return 0;
}
struct Member { int base; Task method() const { static ::scopegraft_rt::Site sg_site_113_47("run::Member::method", "main.cpp", 113, 47, "rate=auto;exceptions;rule=rules.yaml:4:14;async"); ::scopegraft_rt::AsyncScope sg_scope_113_47(sg_site_113_47);
#line 113
                                                const int a = co_await ::scopegraft_rt::awaiting(sg_scope_113_47, 
#line 113
                                                                       Give<int>(base))
#line 113
                                                                                      ; co_return a + base; } };
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
int main() { static ::scopegraft_rt::Site sg_site_124_12("main", "main.cpp", 124, 12, "rate=auto;exceptions;rule=rules.yaml:4:25"); ::scopegraft_rt::Scope sg_scope_124_12(sg_site_124_12);
#line 124
            
  drive(run::results());
  drive(run::places());
  drive(run::throwing());
  drive(run::dependent(Noisy(41)));
  const run::Member member{51};
  drive(member.method());
}
