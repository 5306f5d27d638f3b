#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
constexpr auto twice = [](int x) { SCOPEGRAFT_RT_CONSTANT_LEAF(2_34, "(lambda:2)", "main.cpp", 2, 34, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 2
                                   return x * 2; };
static_assert(twice(2) == 4, "constant");
static_assert([] { SCOPEGRAFT_RT_CONSTANT_LEAF(4_18, "(lambda:4)", "main.cpp", 4, 18, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 4
                   return true; }(), "immediate");
template <int N> struct Int { static constexpr int value = N; };
constexpr int eight = [](int x) { SCOPEGRAFT_RT_CONSTANT_LEAF(6_33, "(lambda:6)", "main.cpp", 6, 33, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 6
                                  return x * x; }(2) * 2;
constexpr int nested() { SCOPEGRAFT_RT_CONSTANT(7_24, "nested", "main.cpp", 7, 24, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 7
                         return [] { SCOPEGRAFT_RT_CONSTANT(7_36, "nested::(lambda:7)", "main.cpp", 7, 36, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 7
                                     return [] { SCOPEGRAFT_RT_CONSTANT_LEAF(7_48, "nested::(lambda:7)::(lambda:7)", "main.cpp", 7, 48, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 7
                                                 return 5; }(); }(); }
static_assert(nested() == 5, "nested");
int main() { static ::scopegraft_rt::Site sg_site_9_12("main", "main.cpp", 9, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_9_12(sg_site_9_12);
#line 9
            
  const auto run_time = [](int x) { SCOPEGRAFT_RT_CONSTANT_LEAF(10_35, "main::(lambda:10)", "main.cpp", 10, 35, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 10
                                    return x + 1; };
  std::printf("%d %d %d %d\n", twice(3), Int<eight>::value, nested(), run_time(1));
}
