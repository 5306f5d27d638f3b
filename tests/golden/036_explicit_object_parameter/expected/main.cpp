#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
struct S {
  int v = 3;
  auto get(this auto&& self) { static ::scopegraft_rt::Site sg_site_4_30("S::get", "main.cpp", 4, 30, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_4_30(sg_site_4_30);
#line 4
                               return self.v; }
  int add(this S& self, int x) { static ::scopegraft_rt::Site sg_site_5_32("S::add", "main.cpp", 5, 32, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_5_32(sg_site_5_32);
#line 5
                                 self.v += x; return self.v; }
};
int main() { static ::scopegraft_rt::Site sg_site_7_12("main", "main.cpp", 7, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_7_12(sg_site_7_12);
#line 7
             S s; auto f = [](this auto self, int n) -> int { SCOPEGRAFT_RT_CONSTANT(7_61, "main::(lambda:7)", "main.cpp", 7, 61, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 7
                                                              return n < 2 ? n : self(n - 1) + self(n - 2); };
  std::printf("%d %d %d\n", s.get(), s.add(2), f(10)); }
