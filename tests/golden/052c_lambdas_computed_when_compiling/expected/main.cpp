#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <array>
#include <cstdio>
// C++17: a lambda is constexpr when it can be. What is set before anything runs stays so: the first that runs sees it.
static int peek();
static const int first = peek();
const int n = [] { return 3; }();
static int early = [] { return []{ return 5; }(); }();
enum { kE = [] { return 4; }() };
struct B { unsigned f : ([] { return 5; })(); };
static int arr[([] { return 6; })()];
static auto add = [](int x) { return x + 1; };
static int g = add(1);
template <class T> struct S { static int v; };
template <class T> int S<T>::v = [] { return 7; }();
static constexpr int twice(int x, int y = [] { return 2; }()) { return x * y; }
static int doubled = twice(5);
static int which(int x) { static ::scopegraft_rt::Site sg_site_17_25("which", "main.cpp", 17, 25, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_17_25(sg_site_17_25);
#line 17
                         
  const int local = [] { return 2; }();
  std::array<int, local> a{};
  switch (x) {
    case ([] { return 1; })(): return static_cast<int>(a.size());
    default: break;
  }
  if constexpr ([] { return sizeof(int) > 8; }()) return 0;
  static int once = [] { return 9; }();
  int runs = [x] { static ::scopegraft_rt::Site sg_site_26_18("which::(lambda:26)", "main.cpp", 26, 18, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_26_18(sg_site_26_18);
#line 26
                   return x + once; }();
  return runs + [] { static ::scopegraft_rt::Site sg_site_27_20("which::(lambda:27)", "main.cpp", 27, 20, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_27_20(sg_site_27_20);
#line 27
                     return 10; }();
}
// A constant of a class stands for no value: the lambda that it is made with runs, and is profiled.
struct Cleanup {
  int& (*ran)();
  ~Cleanup() { static ::scopegraft_rt::Site sg_site_32_14("Cleanup::~Cleanup", "main.cpp", 32, 14, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_32_14(sg_site_32_14);
#line 32
               ++ran(); }
};
static int& ran() { static ::scopegraft_rt::Site sg_site_34_19("ran", "main.cpp", 34, 19, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_34_19(sg_site_34_19);
#line 34
                   
  static int times = 0;
  return times;
}
template <class T> static int cleaned(T x) { static ::scopegraft_rt::Site sg_site_38_44("cleaned", "main.cpp", 38, 44, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_38_44(sg_site_38_44);
#line 38
                                            
  const T same = [] { return 4; }();
  const Cleanup cleanup{[]() -> int& { static ::scopegraft_rt::Site sg_site_40_38("cleaned::(lambda:40)", "main.cpp", 40, 38, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_40_38(sg_site_40_38);
#line 40
                                       return T() == 0 ? ran() : ran(); }};
  return static_cast<int>(x + same);
}
static int peek() { static ::scopegraft_rt::Site sg_site_43_19("peek", "main.cpp", 43, 19, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_43_19(sg_site_43_19);
#line 43
                    return early + 10 * g + 100 * S<int>::v + 10000 * doubled; }
int main() { static ::scopegraft_rt::Site sg_site_44_12("main", "main.cpp", 44, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_44_12(sg_site_44_12);
#line 44
            
  std::array<int, n> a{};
  std::printf("%d %d %d %d %d %d %d\n", first, which(2), static_cast<int>(a.size()), kE, B{7}.f, static_cast<int>(sizeof arr / sizeof *arr), which(1));
  std::printf("%d %d\n", cleaned(1L), ran());
}
