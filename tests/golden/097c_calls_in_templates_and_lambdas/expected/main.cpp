#include "<runtime>/scopegraft/graft.h"
#include "<runtime>/scopegraft/calls.h"
#include "<runtime>/scopegraft/condition_words.h"
#line 1 "main.cpp"
#include <cstdio>
#include <initializer_list>
#include <source_location>
#include "<store>/headers/<hash>-widget.h"
static unsigned here(int, std::source_location at = std::source_location::current()) { return at.line() * 1000 + at.column(); }
constexpr int both(int n) { return lib::fixed(n) + 1; }
static_assert(both(1) == 2);
constexpr int in_both(int n) { SCOPEGRAFT_RT_CONSTANT_CALL(8_52, "lib::number", "main.cpp", 8, 52, "name=library;rate=auto;exceptions;context=layer:library;rule=rules.yaml:5:14");
#line 8
                               if (n > 100) return (static_cast<void>(::scopegraft_rt::CallMark(sg_call_8_52, sg_place_8_52::sg_site, 0, !::scopegraft_rt::env_set("QUIET"))), sg_call_8_52.sg_value(
#line 8
                                                   lib::number(n)))
#line 8
                                                                 ; return n; }
static_assert(in_both(1) == 1);
template <class... T> int pack(T... n) { return (lib::twice(n) + ... + 0); }
static int global = [] { SCOPEGRAFT_RT_CONSTANT_CALL(11_33, "lib::number", "main.cpp", 11, 33, "name=library;rate=auto;exceptions;context=layer:library;rule=rules.yaml:5:14");
#line 11
                         return (static_cast<void>(::scopegraft_rt::CallMark(sg_call_11_33, sg_place_11_33::sg_site, 0, !::scopegraft_rt::env_set("QUIET"))), sg_call_11_33.sg_value(
#line 11
                                lib::number(3)))
#line 11
                                              ; }();
int main() { static ::scopegraft_rt::Site sg_site_12_12("main", "main.cpp", 12, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_12_12(sg_site_12_12);
#line 12
             static ::scopegraft_rt::Site sg_callee_14_20("lib::stay", "main.cpp", 14, 20, "name=library;rate=auto;exceptions;context=layer:library;rule=rules.yaml:5:14"); ::scopegraft_rt::CallScope sg_call_14_20;
#line 12
             static ::scopegraft_rt::Site sg_callee_15_19("lib::stay", "main.cpp", 15, 19, "name=library;rate=auto;exceptions;context=layer:library;rule=rules.yaml:5:14"); ::scopegraft_rt::CallScope sg_call_15_19;
#line 12
             static ::scopegraft_rt::Site sg_callee_16_24("lib::stay", "main.cpp", 16, 24, "name=library;rate=auto;exceptions;context=layer:library;rule=rules.yaml:5:14"); ::scopegraft_rt::CallScope sg_call_16_24;
#line 12
             static ::scopegraft_rt::Site sg_callee_18_22("lib::number", "main.cpp", 18, 22, "name=library;rate=auto;exceptions;context=layer:library;rule=rules.yaml:5:14"); ::scopegraft_rt::CallScope sg_call_18_22;
#line 12
             static ::scopegraft_rt::Site sg_callee_18_45("lib::number", "main.cpp", 18, 45, "name=library;rate=auto;exceptions;context=layer:library;rule=rules.yaml:5:14"); ::scopegraft_rt::CallScope sg_call_18_45;
#line 12
             static ::scopegraft_rt::Site sg_callee_19_85("lib::Pool::get", "main.cpp", 19, 85, "name=library;rate=auto;exceptions;context=layer:library;rule=rules.yaml:5:24"); ::scopegraft_rt::CallScope sg_call_19_85;
#line 12
             static ::scopegraft_rt::Site sg_callee_19_98("lib::Pool::as", "main.cpp", 19, 98, "name=library;rate=auto;exceptions;context=layer:library;rule=rules.yaml:5:24"); ::scopegraft_rt::CallScope sg_call_19_98;
#line 12
             static ::scopegraft_rt::Site sg_callee_20_61("lib::number", "main.cpp", 20, 61, "name=library;rate=auto;exceptions;context=layer:library;rule=rules.yaml:5:14"); ::scopegraft_rt::CallScope sg_call_20_61;
#line 12
             static ::scopegraft_rt::Site sg_callee_20_92("lib::number", "main.cpp", 20, 92, "name=library;rate=auto;exceptions;context=layer:library;rule=rules.yaml:5:14"); ::scopegraft_rt::CallScope sg_call_20_92;
#line 12
             static ::scopegraft_rt::Site sg_callee_21_21("lib::number", "main.cpp", 21, 21, "name=library;rate=auto;exceptions;context=layer:library;rule=rules.yaml:5:14"); ::scopegraft_rt::CallScope sg_call_21_21;
#line 12
             static ::scopegraft_rt::Site sg_callee_22_42("lib::number", "main.cpp", 22, 42, "name=library;rate=auto;exceptions;context=layer:library;rule=rules.yaml:5:14"); ::scopegraft_rt::CallScope sg_call_22_42;
#line 12
            
  auto outer = [&](int n) { SCOPEGRAFT_RT_CONSTANT_CALL(13_116, "lib::number", "main.cpp", 13, 116, "name=library;rate=auto;exceptions;context=layer:library;rule=rules.yaml:5:14");
#line 13
                            SCOPEGRAFT_RT_CONSTANT_CALL(13_128, "lib::number", "main.cpp", 13, 128, "name=library;rate=auto;exceptions;context=layer:library;rule=rules.yaml:5:14");
#line 13
                            auto inner = [n](auto m) { SCOPEGRAFT_RT_CONSTANT_CALL(13_63, "lib::number", "main.cpp", 13, 63, "name=library;rate=auto;exceptions;context=layer:library;rule=rules.yaml:5:14");
#line 13
                                                       return (static_cast<void>(::scopegraft_rt::CallMark(sg_call_13_63, sg_place_13_63::sg_site, 0, !::scopegraft_rt::env_set("QUIET"))), sg_call_13_63.sg_value(
#line 13
                                                              lib::number(n)))
#line 13
                                                                             + lib::twice(m); }; return inner(n) + (static_cast<void>(::scopegraft_rt::CallMark(sg_call_13_116, sg_place_13_116::sg_site, 1, !::scopegraft_rt::env_set("QUIET"))), sg_call_13_116.sg_value(
#line 13
                                                                                                                   lib::number(sg_call_13_116.sg_made(
#line 13
                                                                                                                               (static_cast<void>(::scopegraft_rt::CallMark(sg_call_13_128, sg_place_13_128::sg_site, 0, !::scopegraft_rt::env_set("QUIET"))), sg_call_13_128.sg_value(
#line 13
                                                                                                                               lib::number(n)))
#line 13
                                                                                                                                             )
#line 13
                                                                                                                                             )))
#line 13
                                                                                                                                              ; };
  lib::Stay stay = (static_cast<void>(::scopegraft_rt::CallMark(sg_call_14_20, sg_callee_14_20, 0, !::scopegraft_rt::env_set("QUIET"))), 
#line 14
                   lib::stay(1))
#line 14
                               ;
  lib::Stay other{(static_cast<void>(::scopegraft_rt::CallMark(sg_call_15_19, sg_callee_15_19, 0, !::scopegraft_rt::env_set("QUIET"))), 
#line 15
                  lib::stay(2))
#line 15
                              };
  const auto [value] = (static_cast<void>(::scopegraft_rt::CallMark(sg_call_16_24, sg_callee_16_24, 0, !::scopegraft_rt::env_set("QUIET"))), 
#line 16
                       lib::stay(4))
#line 16
                                   ;
  lib::Pool<int> pool;
  unsigned at = here((static_cast<void>(::scopegraft_rt::CallMark(sg_call_18_22, sg_callee_18_22, 0, !::scopegraft_rt::env_set("QUIET"))), sg_call_18_22.sg_value(
#line 18
                     lib::number(1)))
#line 18
                                   ) + here((static_cast<void>(::scopegraft_rt::CallMark(sg_call_18_45, sg_callee_18_45, 0, !::scopegraft_rt::env_set("QUIET"))), sg_call_18_45.sg_value(
#line 18
                                            lib::number(2)))
#line 18
                                                          );
  std::printf("%d %d %d %d %d %d\n", outer(1), stay.value, other.value, value, (static_cast<void>(::scopegraft_rt::CallMark(sg_call_19_85, sg_callee_19_85, 0, !::scopegraft_rt::env_set("QUIET"))), sg_call_19_85.sg_value(
#line 19
                                                                               pool.get(4)))
#line 19
                                                                                          , (static_cast<void>(::scopegraft_rt::CallMark(sg_call_19_98, sg_callee_19_98, 0, !::scopegraft_rt::env_set("QUIET"))), sg_call_19_98.sg_value(
#line 19
                                                                                            pool.as<int>(5)))
#line 19
                                                                                                           );
  std::printf("%u %d %d %d %d\n", at, sum(2), Widget().size((static_cast<void>(::scopegraft_rt::CallMark(sg_call_20_61, sg_callee_20_61, 0, !::scopegraft_rt::env_set("QUIET"))), sg_call_20_61.sg_value(
#line 20
                                                            lib::number(3)))
#line 20
                                                                          ), in_both(101), (static_cast<void>(::scopegraft_rt::CallMark(sg_call_20_92, sg_callee_20_92, 0, !::scopegraft_rt::env_set("QUIET"))), sg_call_20_92.sg_value(
#line 20
                                                                                           lib::number(__LINE__)))
#line 20
                                                                                                                );
  if (const int n = (static_cast<void>(::scopegraft_rt::CallMark(sg_call_21_21, sg_callee_21_21, 0, !::scopegraft_rt::env_set("QUIET"))), sg_call_21_21.sg_value(
#line 21
                    lib::number(1)))
#line 21
                                  ; n > 0) std::printf("%d %d %d\n", n, pack(1, 2), global + both(4));
  for (const char c : {static_cast<char>((static_cast<void>(::scopegraft_rt::CallMark(sg_call_22_42, sg_callee_22_42, 0, !::scopegraft_rt::env_set("QUIET"))), sg_call_22_42.sg_value(
#line 22
                                         lib::number('a')))
#line 22
                                                         ), 'b'}) std::printf("%c", c);
}
