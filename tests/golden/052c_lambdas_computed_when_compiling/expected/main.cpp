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
static int peek() { static ::scopegraft_rt::Site sg_site_29_19("peek", "main.cpp", 29, 19, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_29_19(sg_site_29_19);
#line 29
                    return early + 10 * g + 100 * S<int>::v + 10000 * doubled; }
int main() { static ::scopegraft_rt::Site sg_site_30_12("main", "main.cpp", 30, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_30_12(sg_site_30_12);
#line 30
            
  std::array<int, n> a{};
  std::printf("%d %d %d %d %d %d %d\n", first, which(2), static_cast<int>(a.size()), kE, B{7}.f, static_cast<int>(sizeof arr / sizeof *arr), which(1));
}
