#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
struct S {
  static int operator()(int a) { static ::scopegraft_rt::Site sg_site_3_32("S::operator()", "main.cpp", 3, 32, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_3_32(sg_site_3_32);
#line 3
                                 return a; }
  int operator[](int a, int b) const { static ::scopegraft_rt::Site sg_site_4_38("S::operator[]", "main.cpp", 4, 38, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_4_38(sg_site_4_38);
#line 4
                                       return a + b; }
};
int main() { static ::scopegraft_rt::Site sg_site_6_12("main", "main.cpp", 6, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_6_12(sg_site_6_12);
#line 6
             S s; auto l = [](int x) static { SCOPEGRAFT_RT_CONSTANT_LEAF(6_45, "main::(lambda:6)", "main.cpp", 6, 45, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 6
                                              return x; }; std::printf("%d %d %d\n", s(1), s[2, 3], l(4)); }
