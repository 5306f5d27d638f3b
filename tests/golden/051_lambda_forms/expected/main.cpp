#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
int main() { static ::scopegraft_rt::Site sg_site_2_12("main", "main.cpp", 2, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_2_12(sg_site_2_12);
#line 2
            
  int n = 1;
  auto bare = [] { SCOPEGRAFT_RT_CONSTANT_LEAF(4_18, "main::(lambda:4)", "main.cpp", 4, 18, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 4
                   return 1; };
  auto changing = [n]() mutable { SCOPEGRAFT_RT_CONSTANT_LEAF(5_33, "main::(lambda:5)", "main.cpp", 5, 33, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 5
                                  return ++n; };
  auto generic = [](auto x) { SCOPEGRAFT_RT_CONSTANT(6_29, "main::(lambda:6)", "main.cpp", 6, 29, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 6
                              return x; };
  auto trailing = [&n](int x) -> long { SCOPEGRAFT_RT_CONSTANT_LEAF(7_39, "main::(lambda:7)", "main.cpp", 7, 39, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 7
                                        return n + x; };
  int (*pointer)(int) = [](int x) { SCOPEGRAFT_RT_CONSTANT_LEAF(8_35, "main::(lambda:8)", "main.cpp", 8, 35, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 8
                                    return x * 2; };
  auto quiet = []() noexcept { SCOPEGRAFT_RT_CONSTANT_LEAF(9_30, "main::(lambda:9)", "main.cpp", 9, 30, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 9
                               return 6; };
  std::printf("%d %d %d %ld %d %d %d\n", bare(), changing(), generic(3), trailing(3), pointer(2), quiet(), +[] { SCOPEGRAFT_RT_CONSTANT_LEAF(10_112, "main::(lambda:10)", "main.cpp", 10, 112, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 10
                                                                                                                 return 7; } != nullptr);
}
