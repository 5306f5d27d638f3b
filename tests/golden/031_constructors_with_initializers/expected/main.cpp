#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
struct Part { int v; explicit Part(int x) : v(x) { static ::scopegraft_rt::Site sg_site_2_50("Part::Part", "main.cpp", 2, 50, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_2_50(sg_site_2_50);
#line 2
                                                  } };
struct S : Part {
  int a{1}, b;
  int c = [] { SCOPEGRAFT_RT_CONSTANT_LEAF(5_14, "S::(lambda:5)", "main.cpp", 5, 14, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 5
               return 7; }();
  S() : Part{[] { SCOPEGRAFT_RT_CONSTANT_LEAF(6_17, "S::S::(lambda:6)", "main.cpp", 6, 17, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 6
                  return 2; }()}, b{3} { static ::scopegraft_rt::Site sg_site_6_40("S::S", "main.cpp", 6, 40, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_6_40(sg_site_6_40);
#line 6
                                         a += b; }
  explicit S(int x) : Part(x), b([x]() { SCOPEGRAFT_RT_CONSTANT_LEAF(7_40, "S::S::(lambda:7)", "main.cpp", 7, 40, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 7
                                         if (x) { return 4; } return 5; }()) { static ::scopegraft_rt::Site sg_site_7_78("S::S", "main.cpp", 7, 78, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_7_78(sg_site_7_78);
#line 7
                                                                              }
};
int main() { static ::scopegraft_rt::Site sg_site_9_12("main", "main.cpp", 9, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_9_12(sg_site_9_12);
#line 9
             S s; S t(1); std::printf("%d %d %d %d %d\n", s.v, s.a, s.c, t.v, t.b); }
