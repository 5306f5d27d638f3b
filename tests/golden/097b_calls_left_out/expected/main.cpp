#include "<runtime>/scopegraft/graft.h"
#include "<runtime>/scopegraft/calls.h"
#line 1 "main.cpp"
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
namespace lib {
inline int number(int n) { return n; }
inline int excluded(int n) { return n; }
constexpr int fixed(int n) { return n; }
[[noreturn]] inline void end(int code) { std::exit(code); }
struct Heavy {
  int value = 0;
  ~Heavy() {}
  Heavy operator+(const Heavy& other) const { return Heavy{value + other.value}; }
  int operator()(int n) const { return value + n; }
  explicit Heavy(int n) : value(n) {}
  Heavy(const Heavy& other) : value(other.value) {}
};
inline Heavy heavy(int n) { return Heavy(n); }
inline int take(Heavy h, Heavy i) { return h.value + i.value; }
using Pointer = int (*)(int);
struct Table { Pointer entry; };
}  // namespace lib
#define CALL(n) lib::number(n)
#define SAME(x) (x)
#define TEXT(x) std::printf("%s = %d\n", #x, x)
#define TWICE(x) ((x) + (x))
static int global = lib::number(1);
struct Member {
  int inside = lib::number(2);
  int before;
  explicit Member(int n) : before(lib::number(n)) { static ::scopegraft_rt::Site sg_callee_31_63("lib::number", "main.cpp", 31, 63, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_31_63;
#line 31
                                                    before += (static_cast<void>(::scopegraft_rt::CallMark(sg_call_31_63, sg_callee_31_63, 0)), sg_call_31_63.sg_value(
#line 31
                                                              lib::number(1)))
#line 31
                                                                            ; }
};
static int with_default(int n = lib::number(3)) { return n; }
namespace lib { inline int unqualified(int n) { return n; } }
using lib::unqualified;
static_assert(lib::fixed(1) == 1, "");
template <class T> int dependent(T value) { static ::scopegraft_rt::Site sg_callee_37_58("lib::heavy", "main.cpp", 37, 58, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_37_58;
#line 37
                                            auto first = (static_cast<void>(::scopegraft_rt::CallMark(sg_call_37_58, sg_callee_37_58, 0)), 
#line 37
                                                         lib::heavy(value))
#line 37
                                                                          ; return unqualified(value) + lib::number(value) + first.value; }
static int tried(int n) try { static ::scopegraft_rt::Site sg_callee_38_38("lib::number", "main.cpp", 38, 38, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_38_38;
#line 38
                              return (static_cast<void>(::scopegraft_rt::CallMark(sg_call_38_38, sg_callee_38_38, 0)), sg_call_38_38.sg_value(
#line 38
                                     lib::number(n)))
#line 38
                                                   ; } catch (...) { return lib::number(0); }
int main(int count, char** words) { static ::scopegraft_rt::Site sg_callee_40_30("lib::number", "main.cpp", 40, 30, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_40_30;
#line 39
                                    static ::scopegraft_rt::Site sg_callee_40_54("lib::number", "main.cpp", 40, 54, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_40_54;
#line 39
                                    static ::scopegraft_rt::Site sg_callee_40_82("lib::number", "main.cpp", 40, 82, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_40_82;
#line 39
                                    static ::scopegraft_rt::Site sg_callee_40_94("lib::number", "main.cpp", 40, 94, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_40_94;
#line 39
                                    static ::scopegraft_rt::Site sg_callee_49_15("lib::fixed", "main.cpp", 49, 15, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_49_15;
#line 39
                                    static ::scopegraft_rt::Site sg_callee_50_20("lib::heavy", "main.cpp", 50, 20, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_50_20;
#line 39
                                    static ::scopegraft_rt::Site sg_callee_50_36("lib::heavy", "main.cpp", 50, 36, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_50_36;
#line 39
                                    static ::scopegraft_rt::Site sg_callee_51_12("lib::take", "main.cpp", 51, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_51_12;
#line 39
                                    static ::scopegraft_rt::Site sg_callee_51_48("lib::number", "main.cpp", 51, 48, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_51_48;
#line 39
                                    static ::scopegraft_rt::Site sg_callee_52_30("lib::Heavy::operator()", "main.cpp", 52, 30, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_52_30;
#line 39
                                    static ::scopegraft_rt::Site sg_callee_52_16("lib::number", "main.cpp", 52, 16, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_52_16;
#line 39
                                    static ::scopegraft_rt::Site sg_callee_52_49("lib::Heavy::operator()", "main.cpp", 52, 49, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_52_49;
#line 39
                                    static ::scopegraft_rt::Site sg_callee_52_34("lib::heavy", "main.cpp", 52, 34, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_52_34;
#line 39
                                    static ::scopegraft_rt::Site sg_callee_55_36("lib::number", "main.cpp", 55, 36, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::CallScope sg_call_55_36;
#line 39
                                   
  int total = CALL(1) + SAME( (static_cast<void>(::scopegraft_rt::CallMark(sg_call_40_30, sg_callee_40_30, 0)), sg_call_40_30.sg_value( lib::number(2) )) ) + TWICE( (static_cast<void>(::scopegraft_rt::CallMark(sg_call_40_54, sg_callee_40_54, 0)), sg_call_40_54.sg_value( lib::number(3) )) ) + SAME(SAME( (static_cast<void>(::scopegraft_rt::CallMark(sg_call_40_82, sg_callee_40_82, 1)), sg_call_40_82.sg_value( lib::number( sg_call_40_82.sg_made(  (static_cast<void>(::scopegraft_rt::CallMark(sg_call_40_94, sg_callee_40_94, 0)), sg_call_40_94.sg_value( lib::number(4) ))  ) ) )) ));
  TEXT(lib::number(5));
  lib::Table table = {lib::number};
  total += table.entry(6) + lib::excluded(7);
  total += static_cast<int>(sizeof lib::number(8)) + static_cast<int>(noexcept(lib::number(9)));
  decltype(lib::number(10)) typed = 10;
  int array[lib::fixed(3)] = {1, lib::fixed(2), 3};
  constexpr int known = lib::fixed(4);
  const int perhaps = lib::fixed(5);
  int later = (static_cast<void>(::scopegraft_rt::CallMark(sg_call_49_15, sg_callee_49_15, 0)), sg_call_49_15.sg_value(
#line 49
              lib::fixed(count)))
#line 49
                               ;
  lib::Heavy sum = (static_cast<void>(::scopegraft_rt::CallMark(sg_call_50_20, sg_callee_50_20, 0)), sg_call_50_20.sg_reference(
#line 50
                   lib::heavy(1)))
#line 50
                                 + (static_cast<void>(::scopegraft_rt::CallMark(sg_call_50_36, sg_callee_50_36, 0)), sg_call_50_36.sg_reference(
#line 50
                                   lib::heavy(2)))
#line 50
                                                ;
  total += (static_cast<void>(::scopegraft_rt::CallMark(sg_call_51_12, sg_callee_51_12, 0)), sg_call_51_12.sg_value(
#line 51
           lib::take(lib::heavy(3), lib::heavy((static_cast<void>(::scopegraft_rt::CallMark(sg_call_51_48, sg_callee_51_48, 0)), sg_call_51_48.sg_value(
#line 51
                                               lib::number(4)))
#line 51
                                                             ))))
#line 51
                                                               ;
  total += (static_cast<void>(::scopegraft_rt::CallMark(sg_call_52_30, sg_callee_52_30, 1)), sg_call_52_30.sg_value(
#line 52
           sum(sg_call_52_30.sg_made(
#line 52
               (static_cast<void>(::scopegraft_rt::CallMark(sg_call_52_16, sg_callee_52_16, 0)), sg_call_52_16.sg_value(
#line 52
               lib::number(5)))
#line 52
                             )
#line 52
                             )))
#line 52
                               + (static_cast<void>(::scopegraft_rt::CallMark(sg_call_52_49, sg_callee_52_49, 1)), sg_call_52_49.sg_value(
#line 52
                                 sg_call_52_49.sg_found(
#line 52
                                 (static_cast<void>(::scopegraft_rt::CallMark(sg_call_52_34, sg_callee_52_34, 0)), sg_call_52_34.sg_reference(
#line 52
                                 lib::heavy(6)))
#line 52
                                              )
#line 52
                                              (7)))
#line 52
                                                 ;
  total += typed + array[1] + known + perhaps + later + static_cast<int>(std::strlen(words[0]) * 0);
  total += with_default() + Member(4).before + Member(5).inside + tried(6) + global + dependent(7);
  lib::Heavy gnu = __extension__({ (static_cast<void>(::scopegraft_rt::CallMark(sg_call_55_36, sg_callee_55_36, 0)), SCOPEGRAFT_RT_DROPPED(
#line 55
                                   lib::number(1)), sg_call_55_36.sg_end())
#line 55
                                                 ; lib::heavy(2); });
  std::printf("%d %d\n", total, gnu.value);
  lib::end(0);
}
