#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
struct S { int v = 4; int f() { static ::scopegraft_rt::Site sg_site_2_31("S::f", "main.cpp", 2, 31, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_2_31(sg_site_2_31);
#line 2
                                return [*this] { SCOPEGRAFT_RT_CONSTANT_LEAF(2_48, "S::f::(lambda:2)", "main.cpp", 2, 48, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 2
                                                 return v; }(); } };
int main() { static ::scopegraft_rt::Site sg_site_3_12("main", "main.cpp", 3, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_3_12(sg_site_3_12);
#line 3
            
  auto templated = []<class T>(T x) requires (sizeof(T) > 1) { SCOPEGRAFT_RT_CONSTANT(4_62, "main::(lambda:4)", "main.cpp", 4, 62, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 4
                                                               return x; };
  auto pack = [](auto... x) { SCOPEGRAFT_RT_CONSTANT(5_29, "main::(lambda:5)", "main.cpp", 5, 29, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 5
                              return (0 + ... + x); };
  auto initialized = [x = 3]() { SCOPEGRAFT_RT_CONSTANT_LEAF(6_32, "main::(lambda:6)", "main.cpp", 6, 32, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 6
                                 return x; };
  using Closure = decltype([](int a) { ::scopegraft_rt::ConstexprScope sg_scope_7_38("main::(lambda:7)", "main.cpp", 7, 38, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 7
                                       return a; });
  std::printf("%d %d %d %d %d\n", templated(1), pack(1, 1), initialized(), S().f(), Closure()(5));
}
