#include "<runtime>/scopegraft/graft.h"
#include "<runtime>/scopegraft/async.h"
#line 1 "main.cpp"
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
static int add(int a, int b) { static ::scopegraft_rt::Site sg_site_58_30("run::add", "main.cpp", 58, 30, "rate=auto;exceptions;rule=rules.yaml:4:14"); ::scopegraft_rt::Scope sg_scope_58_30(sg_site_58_30);
#line 58
                               std::printf(" add(%d,%d)", a, b); return a + b; }
// Inside arguments of macros the marks stay on their line.
static Task arguments() { static ::scopegraft_rt::Site sg_site_60_25("run::arguments", "main.cpp", 60, 25, "rate=auto;exceptions;rule=rules.yaml:4:14;async"); ::scopegraft_rt::AsyncScope sg_scope_60_25(sg_site_60_25);
#line 60
                         
  const int a = SAME(co_await  ::scopegraft_rt::awaiting(sg_scope_60_25,  Give<int>{1} ) ); const int b = SAME(SAME(co_await  ::scopegraft_rt::awaiting(sg_scope_60_25,  GIVE(3) ) ) + 1);
  HOLDS(co_await  ::scopegraft_rt::awaiting(sg_scope_60_25,  Give<int>{5} )  == 5);
  const int c = TWICE(co_await  ::scopegraft_rt::awaiting(sg_scope_60_25,  Give<int>{7} ) ) + co_await ::scopegraft_rt::awaiting(sg_scope_60_25, 
#line 63
                                                        GIVE(9))
#line 63
                                                               ; std::printf(" line%d", __LINE__);
  HOLDS(add(co_await  ::scopegraft_rt::awaiting(sg_scope_60_25,  Give<int>{11} ) , a) == 12 &&
        add(co_await  ::scopegraft_rt::awaiting(sg_scope_60_25,  GIVE(13) ) ,
             sg_scope_60_25.value( co_yield  (static_cast<void>(::scopegraft_rt::AwaitMark(sg_scope_60_25)), sg_scope_60_25.leaving( 2 ))) ) > 2);
  std::printf(" line%d", __LINE__);
  SAME(const auto later = [](int id) -> Task { static ::scopegraft_rt::Site sg_site_68_46("run::arguments::(lambda:68)", "main.cpp", 68, 46, "rate=auto;exceptions;rule=rules.yaml:4:14;async"); ::scopegraft_rt::AsyncScope sg_scope_68_46(sg_site_68_46);  co_await  ::scopegraft_rt::awaiting(sg_scope_68_46,  GIVE(id) ) ; co_return SAME(co_await  ::scopegraft_rt::awaiting(sg_scope_68_46,  Give<int>{id} ) ); });
  Task task = later(co_await ::scopegraft_rt::awaiting(sg_scope_60_25, 
#line 69
                             Give<int>{23})
#line 69
                                          );
  task.handle.resume(); parked.resume(); parked.resume(); task.handle.destroy();
  co_return add(a + b, c);
}
// What a macro brings itself, or makes a text of, is left alone.
static Task from_a_macro() { co_return GET(int, 1); }
static Task from_two_macros() { CO_TRY(a, Give<int>{5}); co_return a; }
static Task operand_from_a_macro() { static ::scopegraft_rt::Site sg_site_76_36("run::operand_from_a_macro", "main.cpp", 76, 36, "rate=auto;exceptions;rule=rules.yaml:4:14;async"); ::scopegraft_rt::AsyncScope sg_scope_76_36(sg_site_76_36);
#line 76
                                     co_return co_await ::scopegraft_rt::awaiting(sg_scope_76_36, 
#line 76
                                                        (GIVE(3) PLUS_NOTHING)
#line 76
                                                                             ; }
static Task quoted() {
  try { CHECK(co_await Give<int>{11} == 0); } catch (const std::runtime_error& error) { std::printf(" {%s}", error.what()); }
  co_return 1;
}
static Task handlers() { static ::scopegraft_rt::Site sg_site_81_24("run::handlers", "main.cpp", 81, 24, "rate=auto;exceptions;rule=rules.yaml:4:14;async"); ::scopegraft_rt::AsyncScope sg_scope_81_24(sg_site_81_24);
#line 81
                        
  int last = 0;
  try { last = co_await ::scopegraft_rt::awaiting(sg_scope_81_24, 
#line 83
                        Give<int>{1})
#line 83
                                    ; throw co_await ::scopegraft_rt::awaiting(sg_scope_81_24, 
#line 83
                                                     Give<int>{3})
#line 83
                                                                 ; } catch (int thrown) { last += thrown; }
  co_await ::scopegraft_rt::awaiting(sg_scope_81_24, 
#line 84
           Give<int>{5})
#line 84
                       ;
  try { try { co_await ::scopegraft_rt::awaiting(sg_scope_81_24, 
#line 85
                       Give<int>{7})
#line 85
                                   ; throw std::runtime_error("inner"); } catch (const std::logic_error&) { last = -1; } last = -2; }
  catch (const std::runtime_error&) { last += 100; }
  last += co_await ::scopegraft_rt::awaiting(sg_scope_81_24, 
#line 87
                   Give<int>{9})
#line 87
                               ;
  co_return last;
}
static Task initialisers() { static ::scopegraft_rt::Site sg_site_90_28("run::initialisers", "main.cpp", 90, 28, "rate=auto;exceptions;rule=rules.yaml:4:14;async"); ::scopegraft_rt::AsyncScope sg_scope_90_28(sg_site_90_28);
#line 90
                            
  const std::pair<int, int> each{co_await ::scopegraft_rt::awaiting(sg_scope_90_28, 
#line 91
                                          Give<int>{1})
#line 91
                                                      , co_await ::scopegraft_rt::awaiting(sg_scope_90_28, 
#line 91
                                                                 Give<int>{2})
#line 91
                                                                             };  // (g++ 12 refuses them in an array)
  const Holder holder{co_await ::scopegraft_rt::awaiting(sg_scope_90_28, 
#line 92
                               Give<Fixed>{5})
#line 92
                                             , co_await ::scopegraft_rt::awaiting(sg_scope_90_28, 
#line 92
                                                        Give<int>{7})
#line 92
                                                                    };
  std::vector<int> list(static_cast<std::size_t>(co_await ::scopegraft_rt::awaiting(sg_scope_90_28, 
#line 93
                                                          Give<int>{9})
#line 93
                                                                      ), each.first);
  const Fixed& extended = co_await ::scopegraft_rt::awaiting(sg_scope_90_28, 
#line 94
                                   Give<Fixed>{11})
#line 94
                                                  ;
  const auto& [inner, other] = holder;
  auto pointer = std::make_unique<int>(co_await ::scopegraft_rt::awaiting(sg_scope_90_28, 
#line 96
                                                Give<int>{13})
#line 96
                                                             );
  const auto owned = std::unique_ptr<Fixed>(new Fixed(co_await ::scopegraft_rt::awaiting(sg_scope_90_28, 
#line 97
                                                               Give<int>{15})
#line 97
                                                                            ));
  if (const int first = co_await ::scopegraft_rt::awaiting(sg_scope_90_28, 
#line 98
                                 Give<int>{17})
#line 98
                                              ; first > co_await ::scopegraft_rt::awaiting(sg_scope_90_28, 
#line 98
                                                                 Give<int>{19})
#line 98
                                                                              ) co_return -1; else list.push_back(first);
  switch (const int kind = co_await ::scopegraft_rt::awaiting(sg_scope_90_28, 
#line 99
                                    Give<int>{21})
#line 99
                                                 ; kind + co_await ::scopegraft_rt::awaiting(sg_scope_90_28, 
#line 99
                                                                   Give<int>{4})
#line 99
                                                                               ) { case 25: std::printf(" 25"); break; default: break; }
  for (int count = 0; const char sign : co_await ::scopegraft_rt::awaiting(sg_scope_90_28, 
#line 100
                                                 Give<Listed>{3})
#line 100
                                                                ) { std::printf(" %c%d", sign, count); ++count; }
  for (int i = co_await ::scopegraft_rt::awaiting(sg_scope_90_28, 
#line 101
                        Give<int>{1})
#line 101
                                    ; i < co_await ::scopegraft_rt::awaiting(sg_scope_90_28, 
#line 101
                                                   Give<int>{3})
#line 101
                                                               ; i += co_await ::scopegraft_rt::awaiting(sg_scope_90_28, 
#line 101
                                                                               Give<int>{1})
#line 101
                                                                                           ) std::printf(" i%d", i);
  do co_await ::scopegraft_rt::awaiting(sg_scope_90_28, 
#line 102
              Give<void>{23})
#line 102
                            ; while (co_await ::scopegraft_rt::awaiting(sg_scope_90_28, 
#line 102
                                              Give<int>{2})
#line 102
                                                           != 2);
  const auto size = sizeof(each) + static_cast<std::size_t>(co_await ::scopegraft_rt::awaiting(sg_scope_90_28, 
#line 103
                                                                     Give<int>{25})
#line 103
                                                                                  );
  co_return inner.id + other + extended.id + *pointer + owned->id + list.back() + static_cast<int>(size);
}
static Task operands() { static ::scopegraft_rt::Site sg_site_106_24("run::operands", "main.cpp", 106, 24, "rate=auto;exceptions;rule=rules.yaml:4:14;async"); ::scopegraft_rt::AsyncScope sg_scope_106_24(sg_site_106_24);
#line 106
                        
  const int a = (co_await ::scopegraft_rt::awaiting(sg_scope_106_24, 
#line 107
                          Give<Box>{1})
#line 107
                                      ).get() + (co_await ::scopegraft_rt::awaiting(sg_scope_106_24, 
#line 107
                                                          Give<Box>{3})
#line 107
                                                                      ).plus(co_await ::scopegraft_rt::awaiting(sg_scope_106_24, 
#line 107
                                                                                      Give<int>{5})
#line 107
                                                                                                  );
  int target = 0;
  (target += co_await ::scopegraft_rt::awaiting(sg_scope_106_24, 
#line 109
                      Give<int>{7})
#line 109
                                  ) -= co_await ::scopegraft_rt::awaiting(sg_scope_106_24, 
#line 109
                                                Give<int>{2})
#line 109
                                                            ;
  const bool no = !co_await ::scopegraft_rt::awaiting(sg_scope_106_24, 
#line 110
                            Give<int>{9})
#line 110
                                        ;
  a > 0 ? co_await ::scopegraft_rt::awaiting(sg_scope_106_24, 
#line 111
                   Give<void>{11})
#line 111
                                  : co_await ::scopegraft_rt::awaiting(sg_scope_106_24, 
#line 111
                                             Give<void>{13})
#line 111
                                                           ;
  const int table[3] = {1, 2, 3};
  const int index = table[co_await ::scopegraft_rt::awaiting(sg_scope_106_24, 
#line 113
                                   Give<int>{2})
#line 113
                                               ] + *&table[0];
  const int chained = add(add(co_await ::scopegraft_rt::awaiting(sg_scope_106_24, 
#line 114
                                       Give<int>{15})
#line 114
                                                    , 1), add(2, co_await ::scopegraft_rt::awaiting(sg_scope_106_24, 
#line 114
                                                                          Give<int>{17})
#line 114
                                                                                       ));
  Box box = co_await ::scopegraft_rt::awaiting(sg_scope_106_24, 
#line 115
                     Give<Box>{19})
#line 115
                                  ;
  Box moved = std::move(box); box = co_await ::scopegraft_rt::awaiting(sg_scope_106_24, 
#line 116
                                             Give<Box>{21})
#line 116
                                                          ;
  const auto later = [](int id) -> Task { static ::scopegraft_rt::Site sg_site_117_41("run::operands::(lambda:117)", "main.cpp", 117, 41, "rate=auto;exceptions;rule=rules.yaml:4:14;async"); ::scopegraft_rt::AsyncScope sg_scope_117_41(sg_site_117_41);
#line 117
                                          co_return co_await ::scopegraft_rt::awaiting(sg_scope_117_41, 
#line 117
                                                             Give<int>{id})
#line 117
                                                                          ; };
  Task task = later(co_await ::scopegraft_rt::awaiting(sg_scope_106_24, 
#line 118
                             Give<int>{23})
#line 118
                                          );
  task.handle.resume(); parked.resume(); task.handle.destroy();
  if (no) goto end;
  co_await ::scopegraft_rt::awaiting(sg_scope_106_24, 
#line 121
           Give<void>{25})
#line 121
                         ;
end:
  co_return a + target + index + chained + moved.get() + box.get();
}
static Task yields() { static ::scopegraft_rt::Site sg_site_125_22("run::yields", "main.cpp", 125, 22, "rate=auto;exceptions;rule=rules.yaml:4:14;async"); ::scopegraft_rt::AsyncScope sg_scope_125_22(sg_site_125_22);
#line 125
                      
  const int a = sg_scope_125_22.value(
#line 126
                co_yield (static_cast<void>(::scopegraft_rt::AwaitMark(sg_scope_125_22)), sg_scope_125_22.leaving(
#line 126
                         1)))
#line 126
                          ;
  const int b = sg_scope_125_22.value(
#line 127
                co_yield (static_cast<void>(::scopegraft_rt::AwaitMark(sg_scope_125_22)), sg_scope_125_22.leaving(
#line 127
                         co_await ::scopegraft_rt::awaiting(sg_scope_125_22, 
#line 127
                                  Give<int>{3})
#line 127
                                              )))
#line 127
                                              ;
  const int c = add(sg_scope_125_22.value(
#line 128
                    co_yield (static_cast<void>(::scopegraft_rt::AwaitMark(sg_scope_125_22)), sg_scope_125_22.leaving(
#line 128
                             5)))
#line 128
                              , 2) + (sg_scope_125_22.value(
#line 128
                                      co_yield (static_cast<void>(::scopegraft_rt::AwaitMark(sg_scope_125_22)), sg_scope_125_22.leaving(
#line 128
                                               7)))
#line 128
                                                );
  while ((sg_scope_125_22.value(
#line 129
          co_yield (static_cast<void>(::scopegraft_rt::AwaitMark(sg_scope_125_22)), sg_scope_125_22.leaving(
#line 129
                   9)))
#line 129
                    ) < 6) std::printf(" again");
  sg_scope_125_22.value(
#line 130
  co_yield (static_cast<void>(::scopegraft_rt::AwaitMark(sg_scope_125_22)), sg_scope_125_22.leaving(
#line 130
           add(co_await ::scopegraft_rt::awaiting(sg_scope_125_22, 
#line 130
                        Give<int>{11})
#line 130
                                     , a))))
#line 130
                                         , sg_scope_125_22.value(
#line 130
                                           co_yield (static_cast<void>(::scopegraft_rt::AwaitMark(sg_scope_125_22)), sg_scope_125_22.leaving(
#line 130
                                                    b)))
#line 130
                                                     ;
  co_return c;
}
}  // namespace run
static void drive(Task task) {
  while (!task.handle.done()) { std::printf(" |"); task.handle.resume(); }
  task.handle.destroy();
  std::printf("\n");
}
int main() { static ::scopegraft_rt::Site sg_site_139_12("main", "main.cpp", 139, 12, "rate=auto;exceptions;rule=rules.yaml:4:25"); ::scopegraft_rt::Scope sg_scope_139_12(sg_site_139_12);
#line 139
            
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
